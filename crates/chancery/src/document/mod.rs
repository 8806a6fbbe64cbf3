//! An article laid out for reading: paragraphs, sentences, what its head says of date and place.

mod head;
mod paragraphs;
mod sentences;

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
        let text = article.text.as_str();
        let head = head::read(text);
        let sentences = match &article.sentences {
            Some(spans) => given(text, spans),
            None => found(text, head.body),
        };
        Document {
            article,
            date: article.date.or(head.date),
            outlet: article.outlet.clone().or(head.outlet),
            dateline_place: head.place,
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

/// Sentences that came with the article; one that is no span of the text, is blank, or overlaps
/// the one before is left out.
fn given(text: &str, spans: &[Span]) -> Vec<Sentence> {
    let mut end = 0;
    let mut out = Vec::new();
    for span in spans {
        let blank = text.get(span.clone()).is_none_or(|s| s.trim().is_empty());
        if !blank && span.start >= end {
            end = span.end;
            out.push(Sentence {
                span: span.clone(),
                paragraph: 0,
            });
        }
    }
    out
}

fn found(text: &str, body: usize) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (paragraph, span) in paragraphs::split(text, body).into_iter().enumerate() {
        for span in sentences::split(text, span) {
            out.push(Sentence { span, paragraph });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn sentences_cover_every_letter_once_and_in_order(
            text in "([A-Za-zé“”\"'’.,!?…()\\[\\]\u{200e}0-9 \n\r\t-]|Mr\\. |U\\.S\\. ){0,200}"
        ) {
            let article = Article::from_text("a", text.clone());
            let document = Document::new(&article);
            let mut end = 0;
            for s in &document.sentences {
                prop_assert!(s.span.start >= end && s.span.end > s.span.start);
                let words = document.words(&s.span);
                prop_assert_eq!(words.trim(), words);
                end = s.span.end;
            }
            let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
            let inside: usize =
                document.sentences.iter().map(|s| letters(document.words(&s.span))).sum();
            let body = head::read(&text).body;
            prop_assert_eq!(inside, letters(&text[body..]));
        }

        #[test]
        fn any_text_is_laid_out(text in any::<String>()) {
            let article = Article::from_text("a", text);
            for s in Document::new(&article).sentences {
                prop_assert!(article.text.get(s.span).is_some_and(|w| !w.is_empty()));
            }
        }
    }

    #[test]
    fn given_sentences_are_kept_and_bad_ones_left_out() {
        let mut article = Article::from_sentences("a", &["One.", " ", "Two."]);
        if let Some(spans) = &mut article.sentences {
            spans.push(2..400);
            spans.push(0..3);
        }
        let document = Document::new(&article);
        let words: Vec<_> = document
            .sentences
            .iter()
            .map(|s| document.words(&s.span))
            .collect();
        assert_eq!(words, ["One.", "Two."]);
        assert_eq!(document.sentence_at(1), Some(0));
        assert_eq!(document.sentence_at(7), Some(1));
        assert_eq!(document.sentence_at(4), None);
    }
}
