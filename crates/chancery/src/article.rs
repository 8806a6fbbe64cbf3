//! An article as it came in: its text untouched, its metadata as far as known.

use jiff::civil::Date;
use std::ops::Range;

/// One news article. Every span that chancery writes points into `text` exactly as it stands here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// Identifier, unique within a batch; part of every record's id.
    pub id: String,
    /// Date of publication, if known.
    pub date: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline, where the input keeps it apart from the text.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The text, unchanged.
    pub text: String,
    /// Byte spans of the sentences, where the input brings its own segmentation; else they are found.
    pub sentences: Option<Vec<Range<usize>>>,
}

impl Article {
    /// An article of which only the text is known.
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        Article {
            id: id.into(),
            text: text.into(),
            ..Article::default()
        }
    }

    /// An article from sentences that somebody else has cut; its text is they, joined by one space.
    pub fn from_sentences<S: AsRef<str>>(id: impl Into<String>, sentences: &[S]) -> Self {
        let mut text = String::new();
        let mut spans = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            if !spans.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(sentence.as_ref());
            spans.push(start..text.len());
        }
        Article {
            id: id.into(),
            text,
            sentences: Some(spans),
            ..Article::default()
        }
    }
}
