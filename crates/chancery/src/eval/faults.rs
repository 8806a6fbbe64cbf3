//! What can be wrong with gold and with predictions.

use crate::ontology::UnknownCode;

/// Why a gold set cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("line {line}{}: {problem}", of(article))]
pub struct GoldError {
    /// Number of the line, from 1.
    pub line: usize,
    /// The article's id, if the line could be read.
    pub article: Option<String>,
    /// What is wrong with it.
    pub problem: GoldProblem,
}

/// What is wrong with a line of gold.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GoldProblem {
    /// Not an annotated article.
    #[error("not an annotated article in JSON: {}", at_column(.0))]
    Json(#[from] serde_json::Error),
    /// A type or a status that the ontology does not have.
    #[error(transparent)]
    Code(#[from] UnknownCode),
    /// A date that is none.
    #[error("`{0}` is not a date; write it as 2021-05-03")]
    Date(String),
    /// A number of a sentence that the article does not have.
    #[error("`{words}` should stand in sentence {sentence}, but there are {sentences}, from 0")]
    NoSentence {
        /// Trigger or mention.
        words: String,
        /// Where it should be.
        sentence: usize,
        /// How many there are.
        sentences: usize,
    },
    /// A trigger or mention that its sentence does not hold.
    #[error(
        "sentence {sentence} does not hold the words `{words}`; copy them from it letter by letter"
    )]
    NoWords {
        /// Trigger or mention.
        words: String,
        /// Where it should be.
        sentence: usize,
    },
}

/// A line that is no event record.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct PredictionError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: PredictionProblem,
}

/// What is wrong with a record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PredictionProblem {
    /// Not a record.
    #[error("not an event record in JSON: {}", at_column(.0))]
    Json(#[from] serde_json::Error),
    /// A type or a status that the ontology does not have.
    #[error(transparent)]
    Code(#[from] UnknownCode),
    /// A date that is none.
    #[error("`{0}` is not a date; write it as 2021-05-03")]
    Date(String),
}

fn of(article: &Option<String>) -> String {
    article
        .as_ref()
        .map(|id| format!(" (article `{id}`)"))
        .unwrap_or_default()
}

/// A fault of a line of JSON with its column: the number of the line is told by who read the lines.
fn at_column(fault: &serde_json::Error) -> String {
    fault
        .to_string()
        .replace(" at line 1 column ", " at column ")
}
