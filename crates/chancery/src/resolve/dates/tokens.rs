//! Words, numbers and marks of a text with their places: what the grammars of dates and of
//! numbers read.

use crate::event::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Kind {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// One character that is neither.
    Mark,
}

/// A word, a run of digits or one mark.
#[derive(Debug, Clone)]
pub(in crate::resolve) struct Token {
    /// In lower case, with dashes as "-" and apostrophes as "'".
    pub lower: String,
    /// Its bytes.
    pub span: Span,
    /// Starts with a capital.
    pub capital: bool,
    /// No space before it.
    pub glued: bool,
    /// What it is made of.
    pub kind: Kind,
}

/// Cuts a text into tokens; spans are shifted by `offset`.
pub(in crate::resolve) fn tokens(text: &str, offset: usize) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut rest = text.char_indices().peekable();
    let mut end = usize::MAX;
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let kind = kind(first);
        let mut stop = start + first.len_utf8();
        if kind != Kind::Mark {
            while let Some(&(at, c)) = rest.peek() {
                if self::kind(c) != kind {
                    break;
                }
                stop = at + c.len_utf8();
                rest.next();
            }
        }
        found.push(Token {
            lower: lower(&text[start..stop]),
            span: offset + start..offset + stop,
            capital: first.is_uppercase(),
            glued: start == end,
            kind,
        });
        end = stop;
    }
    found
}

fn kind(c: char) -> Kind {
    if c.is_ascii_digit() {
        Kind::Digits
    } else if c.is_alphabetic() {
        Kind::Word
    } else {
        Kind::Mark
    }
}

fn lower(word: &str) -> String {
    match word {
        "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}" | "\u{2212}" => "-".into(),
        "\u{2018}" | "\u{2019}" | "\u{02bc}" => "'".into(),
        _ => word.to_lowercase(),
    }
}

/// The words of a token, "" past the end: reading ahead never fails.
pub(in crate::resolve) fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |t| t.lower.as_str())
}

/// Whether the tokens at a place are these words, separated by blanks; how many if so.
pub(in crate::resolve) fn run(tokens: &[Token], at: usize, words: &str) -> Option<usize> {
    let mut i = at;
    for w in words.split(' ') {
        if word(tokens, i) != w {
            return None;
        }
        i += 1;
    }
    Some(i)
}

/// The place after the longest of these phrases that stands here.
pub(in crate::resolve) fn any(tokens: &[Token], at: usize, phrases: &[&str]) -> Option<usize> {
    phrases.iter().filter_map(|p| run(tokens, at, p)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_cover_words_numbers_and_marks() {
        let text = "On May 3\u{2013}5, İstanbul’s mayor";
        let all = tokens(text, 0);
        let words: Vec<&str> = all.iter().map(|t| &text[t.span.clone()]).collect();
        assert_eq!(
            words,
            [
                "On",
                "May",
                "3",
                "\u{2013}",
                "5",
                ",",
                "İstanbul",
                "’",
                "s",
                "mayor"
            ]
        );
        assert_eq!(all[3].lower, "-");
        assert!(all[3].glued && !all[1].glued);
    }
}
