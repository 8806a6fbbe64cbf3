//! Quotations and who speaks them.
//!
//! A quotation runs from an opening to a closing mark within a paragraph; one that is left open
//! runs to the paragraph's end. Its speaker is the mention beside a verb of saying that stands in
//! its sentences but outside of it. A quotation without one that follows another in the same
//! paragraph is the same speaker's.

use super::sources::{is_cue, words};
use crate::document::Document;
use crate::event::Span;
use crate::reading::{Mention, Reading};

/// A stretch of quoted words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing one.
    pub span: Span,
    /// The words that name the speaker.
    pub speaker: Option<Span>,
}

/// Quotations shorter than this many bytes are terms ("so-called"), not speech.
const SHORTEST: usize = 20;
/// Words between a verb of saying and its speaker.
const REACH: usize = 3;

/// All quotations of a document in text order.
pub fn find(document: &Document<'_>, reading: &Reading) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    let mut last: Option<(usize, Span)> = None;
    for (paragraph, span) in marked(document) {
        let said = speaker(document, reading, &span);
        let same = |(p, s): &(usize, Span)| (*p == paragraph).then(|| s.clone());
        let speaker = said.or_else(|| last.as_ref().and_then(same));
        last = speaker.clone().map(|s| (paragraph, s));
        out.push(Quotation { span, speaker });
    }
    out
}

/// Spans between quotation marks, with the number of their paragraph.
fn marked(document: &Document<'_>) -> Vec<(usize, Span)> {
    let mut out = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut end = 0;
    for sentence in &document.sentences {
        if let Some((paragraph, start)) = open
            && paragraph != sentence.paragraph
        {
            out.push((paragraph, start..end));
            open = None;
        }
        for (i, c) in document.words(&sentence.span).char_indices() {
            let at = sentence.span.start + i;
            match (c, open) {
                ('“' | '"', None) => open = Some((sentence.paragraph, at)),
                ('”' | '"', Some((paragraph, start))) => {
                    out.push((paragraph, start..at + c.len_utf8()));
                    open = None;
                }
                _ => {}
            }
        }
        end = sentence.span.end;
    }
    out.extend(open.map(|(paragraph, start)| (paragraph, start..end)));
    out.retain(|(_, s)| s.len() >= SHORTEST);
    out
}

fn speaker(document: &Document<'_>, reading: &Reading, quotation: &Span) -> Option<Span> {
    let first = document.sentence_at(quotation.start)?;
    let last = document
        .sentence_at(quotation.end.saturating_sub(1))
        .unwrap_or(first);
    let before = document.sentences[first].span.start..quotation.start;
    let behind = quotation.end..document.sentences[last].span.end.max(quotation.end);
    [behind, before]
        .into_iter()
        .find_map(|part| beside_cue(document, reading, &part))
}

/// The mention nearest to a verb of saying in a part of a sentence.
fn beside_cue(document: &Document<'_>, reading: &Reading, part: &Span) -> Option<Span> {
    let words = words(document.words(part), part.start);
    let cue = words.iter().position(|w| is_cue(document.words(w)))?;
    let lowest = words[cue.saturating_sub(REACH)].start;
    let highest = words[(cue + REACH).min(words.len() - 1)].end;
    let near = |m: &&Mention| {
        let inside = m.span.start >= part.start && m.span.end <= part.end;
        !m.is_time && inside && m.span.end > lowest && m.span.start < highest
    };
    let gap = |m: &&Mention| match m.span.end <= words[cue].start {
        true => words[cue].start - m.span.end,
        // a subject stands before its verb unless the verb comes first of all: "said Ortiz"
        false => m.span.start.saturating_sub(words[cue].end) + 2,
    };
    reading
        .mentions
        .iter()
        .filter(near)
        .min_by_key(gap)
        .map(|m| m.span.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;

    fn speakers(text: &str, mentions: &[&str]) -> Vec<Option<String>> {
        let article = Article::from_text("a", text);
        let document = Document::new(&article);
        let mention = |words: &&str| {
            let start = text.find(words).expect("the words are in the text");
            Mention {
                span: start..start + words.len(),
                is_time: false,
            }
        };
        let reading = Reading {
            mentions: mentions.iter().map(mention).collect(),
            ..Reading::default()
        };
        let words = |q: Quotation| q.speaker.map(|s| document.words(&s).to_owned());
        find(&document, &reading).into_iter().map(words).collect()
    }

    #[test]
    fn the_speaker_stands_beside_the_verb() {
        let text = "“We crossed the river at dawn,” said Ortiz, who leads the army of Peru.";
        assert_eq!(
            speakers(text, &["Ortiz", "the army of Peru"]),
            [Some("Ortiz".to_owned())]
        );
    }

    #[test]
    fn a_second_quotation_is_the_same_speaker_s() {
        let text =
            "Ortiz said: \"We crossed the river at dawn.\" \"The bridge was burned by them.\"";
        let ortiz = Some("Ortiz".to_owned());
        assert_eq!(speakers(text, &["Ortiz"]), [ortiz.clone(), ortiz]);
    }

    #[test]
    fn the_next_paragraph_is_not() {
        let text = "Ortiz said: \"We crossed the river.\"\n\n\"The bridge was burned by them.\"";
        assert_eq!(speakers(text, &["Ortiz"]), [Some("Ortiz".to_owned()), None]);
    }

    #[test]
    fn a_term_in_quotation_marks_is_no_speech() {
        assert_eq!(
            speakers("Ortiz said the \"truce\" was over.", &["Ortiz"]),
            []
        );
    }
}
