//! Full-text search over the articles that were kept with their text.

use crate::{Archive, ArchiveError};
use rusqlite::params;

/// An article that holds the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its id.
    pub article: String,
    /// Date of publication.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The words in their surroundings, the hits between `[` and `]`.
    pub snippet: String,
    /// Events in the archive.
    pub events: usize,
}

const SEARCH: &str = "
SELECT a.id, a.published, a.outlet, a.title, snippet(body_words, -1, '[', ']', '…', 24),
       (SELECT count(*) FROM event WHERE event.article = a.article)
FROM body_words JOIN article a ON a.article = body_words.rowid
WHERE body_words MATCH ?1 ORDER BY rank, a.article LIMIT ?2";

impl Archive {
    /// Finds articles by words: all of them must stand in title or text, in any form ("attack" finds
    /// "attacked"). `"…"` keeps words together, a trailing `*` takes any ending, `OR` and `NOT` do
    /// what they say. Best first.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, ArchiveError> {
        matching(words, |expression| self.hits(expression, limit))
            .map_err(|error| self.failed(error))
    }

    fn hits(&self, words: &str, limit: usize) -> rusqlite::Result<Vec<Hit>> {
        let mut statement = self.connection.prepare_cached(SEARCH)?;
        let hits = statement.query_map(params![words, limit], |row| {
            Ok(Hit {
                article: row.get(0)?,
                published: row.get(1)?,
                outlet: row.get(2)?,
                title: row.get(3)?,
                snippet: row.get(4)?,
                events: row.get(5)?,
            })
        })?;
        hits.collect()
    }
}

/// Asks for words; what is no expression of FTS5 is a list of words.
pub(crate) fn matching<T>(
    words: &str,
    ask: impl Fn(&str) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    match ask(words) {
        Err(rusqlite::Error::SqliteFailure(error, _)) if error.extended_code == 1 => {
            ask(&quoted(words))
        }
        answer => answer,
    }
}

fn quoted(words: &str) -> String {
    let words = words.split_whitespace();
    let words: Vec<String> = words
        .map(|w| format!("\"{}\"", w.replace('"', "\"\"")))
        .collect();
    words.join(" ")
}
