//! What is kept of texts so that later ones can be compared with them.

use super::shingles::{self, INDEXED};
use super::words::{self, Word};
use chancery::Article;
use chancery::record::CharSpan;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::collections::BTreeSet;

/// Articles looked at for one run of words; what more articles share is a boilerplate.
const SHARED_BY: usize = 64;

/// Keeps the signature of an article; one without text has none.
pub fn put_article(
    transaction: &Transaction<'_>,
    article: i64,
    from: &Article,
) -> rusqlite::Result<()> {
    if from.text.trim().is_empty() {
        return Ok(());
    }
    let runs = shingles::sketch(&from.text);
    let about = words::of_article(from.title.as_deref(), &from.text);
    let inserted = transaction
        .prepare_cached(
            "INSERT INTO signature (article, runs, words) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )?
        .execute(params![article, words::to_bytes(&runs), words::to_bytes(&about)])?;
    if inserted > 0 {
        let mut index = transaction.prepare_cached("INSERT INTO run_of_words VALUES (?1, ?2)")?;
        for hash in runs.iter().take(INDEXED) {
            index.execute(params![hash, article])?;
        }
    }
    Ok(())
}

/// Keeps the words of an event's sentence.
pub fn put_event(
    transaction: &Transaction<'_>,
    event: i64,
    sentence: &str,
) -> rusqlite::Result<()> {
    let words = words::of_sentence(sentence);
    if words.is_empty() {
        return Ok(());
    }
    transaction
        .prepare_cached(
            "INSERT INTO wording (event, words) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        )?
        .execute(params![event, words::to_bytes(&words)])?;
    Ok(())
}

/// The weightiest words of an article; empty if it came without a text.
pub fn words_of(connection: &Connection, article: i64) -> rusqlite::Result<Vec<Word>> {
    connection
        .prepare_cached("SELECT words FROM signature WHERE article = ?1")?
        .query_row([article], |row| {
            Ok(words::from_bytes(row.get_ref(0)?.as_blob()?))
        })
        .optional()
        .map(Option::unwrap_or_default)
}

/// Articles with the same text as this one.
pub fn same_text(connection: &Connection, article: i64) -> rusqlite::Result<Vec<i64>> {
    let runs = |article: i64| -> rusqlite::Result<Vec<u32>> {
        connection
            .prepare_cached("SELECT runs FROM signature WHERE article = ?1")?
            .query_row([article], |row| {
                Ok(words::from_bytes(row.get_ref(0)?.as_blob()?))
            })
            .optional()
            .map(Option::unwrap_or_default)
    };
    let own = runs(article)?;
    let mut others = BTreeSet::new();
    let mut sharing = connection.prepare_cached(
        "SELECT article FROM run_of_words WHERE hash = ?1 AND article <> ?2 LIMIT ?3",
    )?;
    for hash in own.iter().take(INDEXED) {
        let found = sharing.query_map(params![hash, article, SHARED_BY], |row| row.get(0))?;
        for other in found {
            others.insert(other?);
        }
    }
    let mut same = Vec::new();
    for other in others {
        if shingles::containment(&own, &runs(other)?) >= shingles::SAME {
            same.push(other);
        }
    }
    Ok(same)
}

/// Cuts sentences out of a text by spans in characters that ascend.
pub struct Sentences<'a> {
    text: &'a str,
    character: usize,
    byte: usize,
}

impl<'a> Sentences<'a> {
    /// Of this text.
    pub fn of(text: &'a str) -> Self {
        Sentences {
            text,
            character: 0,
            byte: 0,
        }
    }

    /// The words between two characters; empty where the text does not reach.
    pub fn words(&mut self, [start, end]: CharSpan) -> &'a str {
        let from = self.find(start);
        let rest = self.text.get(from..).unwrap_or_default();
        let length = rest
            .char_indices()
            .nth(end.saturating_sub(start))
            .map_or(rest.len(), |(i, _)| i);
        rest.get(..length).unwrap_or_default()
    }

    /// The byte at which a character begins.
    fn find(&mut self, character: usize) -> usize {
        if character < self.character {
            (self.character, self.byte) = (0, 0);
        }
        let rest = self.text.get(self.byte..).unwrap_or_default();
        let ahead = rest.char_indices().nth(character - self.character);
        self.byte += ahead.map_or(rest.len(), |(i, _)| i);
        self.character = character;
        self.byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_cut_by_characters() {
        let mut sentences = Sentences::of("Así fue. “No,” dijo. Ωmega!");
        assert_eq!(sentences.words([0, 8]), "Así fue.");
        assert_eq!(sentences.words([9, 20]), "“No,” dijo.");
        assert_eq!(sentences.words([9, 20]), "“No,” dijo.");
        assert_eq!(sentences.words([21, 99]), "Ωmega!");
        assert_eq!(sentences.words([0, 3]), "Así");
        assert_eq!(sentences.words([500, 600]), "");
        assert_eq!(sentences.words([4, 2]), "");
    }
}
