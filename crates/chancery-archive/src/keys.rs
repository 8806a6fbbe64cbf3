//! Numbers that stand for texts: the same everywhere, on every machine.

use chancery::Article;
use sha2::{Digest, Sha256};

/// What an article is known by: its id and text. The same text under another id is another article.
pub fn article(article: &Article) -> i64 {
    of([article.id.as_bytes(), article.text.as_bytes()])
}

/// First 8 bytes of SHA-256 over the parts, each behind its length.
pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> i64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    digest
        .iter()
        .take(8)
        .fold(0, |n, byte| n << 8 | i64::from(*byte))
}

/// A record's 16 hex digits as a number. Another producer's id, which has no such form, is hashed.
pub fn event(id: &str) -> i64 {
    let digits = id.len() == 16
        && id
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    match u64::from_str_radix(id, 16) {
        Ok(number) if digits => number as i64,
        _ => of([id.as_bytes()]),
    }
}

/// The other way.
pub fn hex(event: i64) -> String {
    format!("{:016x}", event as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_s_id_survives() {
        for id in ["9f3a1c0d5e7b2a44", "0000000000000001", "ffffffffffffffff"] {
            assert_eq!(hex(event(id)), id);
        }
        assert_ne!(event("9F3A1C0D5E7B2A44"), event("9f3a1c0d5e7b2a44"));
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(of([&b"ab"[..], b"c"]), of([&b"a"[..], b"bc"]));
    }
}
