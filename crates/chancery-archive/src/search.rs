//! Words as full-text search takes them.

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
