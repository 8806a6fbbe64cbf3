//! An article laid out for reading: paragraphs, sentences, what its head says of date and place.

use crate::Article;
use crate::event::Span;
use jiff::civil::Date;

/// An article with its sentences; all spans point into the article's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document<'a> {
    /// The article.
    pub article: &'a Article,
    /// Date of publication: the article's own, else what its head says.
    pub date: Option<Date>,
    /// Outlet: the article's own, else what its head says.
    pub outlet: Option<String>,
    /// Place of the dateline ("KYIV, March 3 (Reuters) -").
    pub dateline_place: Option<Span>,
    /// Sentences in text order, none empty, none overlapping.
    pub sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes.
    pub span: Span,
    /// Number of its paragraph, from 0.
    pub paragraph: usize,
}

impl<'a> Document<'a> {
    /// Lays out an article. Never fails; an empty text has no sentences.
    pub fn new(article: &'a Article) -> Self {
        let sentences = match &article.sentences {
            Some(spans) => spans
                .iter()
                .map(|s| Sentence {
                    span: s.clone(),
                    paragraph: 0,
                })
                .collect(),
            None => vec![Sentence {
                span: 0..article.text.len(),
                paragraph: 0,
            }],
        };
        Document {
            article,
            date: article.date,
            outlet: article.outlet.clone(),
            dateline_place: None,
            sentences,
        }
    }

    /// The words of a span; empty if it does not lie in the text.
    pub fn words(&self, span: &Span) -> &'a str {
        self.article.text.get(span.clone()).unwrap_or_default()
    }

    /// The sentence that holds a byte position, if any does.
    pub fn sentence_at(&self, position: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|s| s.span.start <= position);
        let i = after.checked_sub(1)?;
        (position < self.sentences[i].span.end).then_some(i)
    }
}
