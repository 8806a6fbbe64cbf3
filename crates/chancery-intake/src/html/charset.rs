//! The encoding of a page.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes in which a page must declare its encoding; the standard says 1024, pages say later.
const DECLARED_WITHIN: usize = 4096;

/// Decodes a page; what does not fit its encoding becomes U+FFFD.
///
/// Bytes that are well-formed UTF-8 are taken as that even if the page declares another encoding:
/// saved pages are often written anew as UTF-8 with their old declaration, and text of another
/// encoding is hardly ever well-formed UTF-8 by chance. Then the declaration counts, and without
/// one windows-1252, which browsers take as well (WHATWG Encoding and HTML standards).
pub(super) fn decode(bytes: &[u8], marked: bool) -> Cow<'_, str> {
    let declared = declared(bytes).filter(|_| !marked);
    // the one encoding of other scripts in bytes that are all ASCII
    let shifting = declared == Some(ISO_2022_JP);
    if !shifting && let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let encoding = if marked {
        UTF_8
    } else {
        declared.unwrap_or(WINDOWS_1252)
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// The encoding named after `charset=` or in an XML declaration's `encoding=`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes
        .get(..bytes.len().min(DECLARED_WITHIN))?
        .to_ascii_lowercase();
    let encoding = ["charset", "encoding"]
        .iter()
        .find_map(|word| named_after(&head, word))?;
    // a page whose declaration can be read as ASCII is not UTF-16 (WHATWG HTML, 13.2.3.2)
    let utf16 = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    Some(if utf16 { UTF_8 } else { encoding })
}

fn named_after(head: &[u8], word: &str) -> Option<&'static Encoding> {
    let blank = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'');
    head.windows(word.len())
        .enumerate()
        .filter(|(_, window)| *window == word.as_bytes())
        .find_map(|(at, _)| {
            let rest = head
                .get(at + word.len()..)?
                .trim_ascii_start()
                .strip_prefix(b"=")?;
            let start = rest.iter().position(|byte| !blank(byte))?;
            let label = rest.get(start..)?;
            let end = label
                .iter()
                .position(|byte| blank(byte) || matches!(byte, b'>' | b'/' | b';' | b'?'));
            Encoding::for_label_no_replacement(label.get(..end?)?)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_encodings_are_decoded() {
        for page in [
            &b"<meta charset=\"iso-8859-1\">caf\xe9"[..],
            b"<meta http-equiv=content-type content='text/html; charset = latin1'>caf\xe9",
            b"<?xml version='1.0' encoding='windows-1252'?>caf\xe9",
            b"no declaration, caf\xe9",
            "<meta charset=latin1>caf\u{e9}".as_bytes(),
        ] {
            assert!(decode(page, false).ends_with("caf\u{e9}"), "{page:?}");
        }
        let page = b"<meta charset=koi8-r>\xcd\xc9\xd2";
        assert!(decode(page, false).ends_with("\u{43c}\u{438}\u{440}"));
    }

    #[test]
    fn what_does_not_fit_is_replaced() {
        assert!(decode(b"<meta charset=utf-8>a\xffb", false).ends_with("a\u{fffd}b"));
        assert!(decode(b"<meta charset=utf-16>a\xffb", false).ends_with("a\u{fffd}b"));
        assert!(decode(b"a\xffb", true).ends_with("a\u{fffd}b"));
        assert!(decode(b"<meta charset", false).ends_with("charset"));
    }
}
