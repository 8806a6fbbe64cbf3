//! Paragraphs: what blank lines, or line ends that are no mere wrapping, set apart.

use crate::event::Span;

/// Lines of a text that was wrapped by a machine are not longer than this many characters.
const WRAPPED: usize = 100;
/// Nor much shorter than this, save the last of a paragraph.
const FILLED: usize = 50;

/// Paragraphs of the text from byte `body` on, trimmed, none empty.
pub fn split(text: &str, body: usize) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut block = Vec::new();
    for line in lines(text, body) {
        if text[line.clone()].trim().is_empty() {
            close(text, &mut block, &mut out);
        } else {
            block.push(line);
        }
    }
    close(text, &mut block, &mut out);
    out
}

fn lines(text: &str, body: usize) -> impl Iterator<Item = Span> {
    let mut at = body.min(text.len());
    text.get(at..)
        .unwrap_or_default()
        .split_inclusive('\n')
        .map(move |line| {
            let span = at..at + line.len();
            at = span.end;
            span
        })
}

/// Joins the lines of a block where they were wrapped, and cuts it where they were not.
fn close(text: &str, block: &mut Vec<Span>, out: &mut Vec<Span>) {
    let length = |line: &Span| text[line.clone()].trim().chars().count();
    let wrapped = block.iter().all(|line| length(line) <= WRAPPED);
    let mut open: Option<Span> = None;
    for line in block.drain(..) {
        let trimmed = trim(text, line.clone());
        match &mut open {
            Some(p) if wrapped && continues(text, p, &trimmed) => p.end = trimmed.end,
            _ => {
                out.extend(open.take());
                open = Some(trimmed);
            }
        }
    }
    out.extend(open);
}

/// Whether a line goes on with the sentence, or fills up the paragraph, before it.
fn continues(text: &str, before: &Span, line: &Span) -> bool {
    let last = text[before.clone()].lines().next_back().unwrap_or_default();
    let lower = text[line.clone()]
        .chars()
        .next()
        .is_some_and(char::is_lowercase);
    lower || last.trim().chars().count() >= FILLED
}

/// A span without the white space at its ends.
pub fn trim(text: &str, span: Span) -> Span {
    let words = &text[span.clone()];
    let start = span.start + words.len() - words.trim_start().len();
    let end = span.end - (words.len() - words.trim_end().len());
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        split(text, 0).into_iter().map(|p| &text[p]).collect()
    }

    #[test]
    fn blank_lines_set_paragraphs_apart() {
        assert_eq!(
            words("One.\n\n  \nTwo.\r\n\r\nThree."),
            ["One.", "Two.", "Three."]
        );
    }

    #[test]
    fn wrapped_lines_belong_together() {
        let text = "The ministers of the two countries met on the border this\nweek and signed \
                    nothing at all, which nobody had expected.\nThey left early.";
        assert_eq!(words(text).len(), 1);
    }

    #[test]
    fn a_headline_above_long_lines_stands_alone() {
        let body = "The harbour of the capital was closed. ".repeat(6);
        let text = format!("Harbour of the capital closed after strike of dock workers\n{body}");
        assert_eq!(words(&text).len(), 2);
    }

    #[test]
    fn short_lines_stand_alone() {
        assert_eq!(
            words("Harbour closed\nDockers strike"),
            ["Harbour closed", "Dockers strike"]
        );
    }
}
