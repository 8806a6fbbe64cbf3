//! A page's tags in a row, without building its tree: what the tree would cost, and the text of
//! pages whose tree would cost too much.
//!
//! The rules of HTML make some pages dear out of all proportion: every start tag looks through the
//! elements that are open, and every paragraph opens again all formatting that was left open. A page
//! of some hundred kilobytes can keep a parser busy for hours so. No page of news comes near.

use std::collections::HashMap;

/// Looks at open elements that a tree may take, about a second's work.
const MOST_LOOKS: usize = 20_000_000;
/// Elements that a tree may have.
const MOST_ELEMENTS: usize = 1_000_000;

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Start(&'a str),
    End(&'a str),
}

/// Elements whose content is not markup (WHATWG HTML, 13.1.2: raw and escapable raw text).
const RAW: [&str; 8] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];
/// Elements that have no end tag, and those whose end tag is left out in good pages.
const CLOSED: [&str; 27] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "html",
    "head", "body",
];
/// Elements that are opened again in the next paragraph (WHATWG HTML, 13.2.4.3).
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// The pieces of a page in their order; comments, declarations, attributes and raw text left out.
pub(super) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Pieces { rest: html }
    }

    fn take(&mut self, end: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Passes over the rest of a tag; attribute values may hold `>`.
    fn pass_tag(&mut self) {
        let mut quote = None;
        let end = self.rest.bytes().position(|byte| {
            match (quote, byte) {
                (Some(open), _) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, _) => return byte == b'>',
            }
            false
        });
        self.take(end.map_or(self.rest.len(), |end| end + 1));
    }

    fn pass_to(&mut self, mark: &str) {
        self.take(
            self.rest
                .find(mark)
                .map_or(self.rest.len(), |at| at + mark.len()),
        );
    }

    /// Passes over raw text, up to the end tag of its element.
    fn pass_raw(&mut self, name: &str) {
        let end = self.rest.match_indices("</").map(|(at, _)| at).find(|at| {
            let start = at + 2;
            self.rest
                .get(start..start + name.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(name))
        });
        self.take(end.unwrap_or(self.rest.len()));
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        while !self.rest.is_empty() {
            let Some(after) = self.rest.strip_prefix('<') else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                return Some(Piece::Text(self.take(end)));
            };
            if after.starts_with("!--") {
                self.take(4);
                self.pass_to("-->");
            } else if after.starts_with(['!', '?']) {
                self.pass_to(">");
            } else {
                let ends = after.starts_with('/');
                let name = if ends {
                    after.get(1..).unwrap_or_default()
                } else {
                    after
                };
                if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    return Some(Piece::Text(self.take(1)));
                }
                let length = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
                let name = name.get(..length.unwrap_or(name.len())).unwrap_or_default();
                self.pass_tag();
                if ends {
                    return Some(Piece::End(name));
                }
                if is_any(&RAW, name) {
                    self.pass_raw(name);
                }
                return Some(Piece::Start(name));
            }
        }
        None
    }
}

fn is_any(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// What a page asks of whoever reads it.
pub(super) struct Weight {
    /// Its tree would cost more than any page is worth.
    pub too_dear: bool,
    /// Bytes of text between the tags.
    pub text: usize,
}

/// Weighs a page before its tree is built.
pub(super) fn weigh(html: &str) -> Weight {
    let mut text = 0;
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut depth, mut formatting) = (0, 0);
    let (mut looks, mut elements) = (0, 0);
    for piece in Pieces::new(html) {
        match piece {
            Piece::Text(piece) => text += piece.len(),
            Piece::Start(name) => {
                looks += 1 + depth;
                elements += 1 + formatting;
                if !is_any(&CLOSED, name) && !is_any(&RAW, name) {
                    *open.entry(name.to_ascii_lowercase()).or_default() += 1;
                    depth += 1;
                    formatting += usize::from(is_any(&FORMATTING, name));
                }
            }
            Piece::End(name) => {
                looks += 1 + depth;
                if let Some(count) = open.get_mut(&name.to_ascii_lowercase())
                    && *count > 0
                {
                    *count -= 1;
                    depth -= 1;
                    formatting -= usize::from(is_any(&FORMATTING, name));
                }
            }
        }
        if looks > MOST_LOOKS || elements > MOST_ELEMENTS {
            return Weight {
                too_dear: true,
                text,
            };
        }
    }
    Weight {
        too_dear: false,
        text,
    }
}

/// The text of a page as it stands between the tags, character references not yet read; lines break
/// where an element that is not formatting begins or ends.
pub(super) fn text_between(html: &str) -> String {
    let mut text = String::new();
    for piece in Pieces::new(html) {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Start(name) | Piece::End(name) => {
                if !is_any(&FORMATTING, name) && !name.eq_ignore_ascii_case("span") {
                    text.push('\n');
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_leave_out_what_is_no_text() {
        let html =
            "<!DOCTYPE a><P class='>'>a &lt; <b>b<!-- <i> --></b><script>\"<p>\"</Script>< c";
        let pieces: Vec<_> = Pieces::new(html).collect();
        assert_eq!(
            pieces,
            [
                Piece::Start("P"),
                Piece::Text("a &lt; "),
                Piece::Start("b"),
                Piece::Text("b"),
                Piece::End("b"),
                Piece::Start("script"),
                Piece::End("Script"),
                Piece::Text("<"),
                Piece::Text(" c"),
            ]
        );
        for cut in ["<", "</", "<a", "<a b='", "<!--", "<script>x", "é<é"] {
            assert!(Pieces::new(cut).count() <= 3);
        }
    }

    #[test]
    fn only_absurd_pages_are_too_dear() {
        let long = "<div><p>Text <b>bold</b><br><ul><li>x<li>y</ul></div>".repeat(20_000);
        assert!(!weigh(&long).too_dear);
        assert!(weigh(&"<div>".repeat(20_000)).too_dear);
        assert!(weigh(&"</x><div>".repeat(20_000)).too_dear);
        assert!(weigh(&"<p><b>".repeat(3_000)).too_dear);
        assert_eq!(weigh("<p>ab<script>cd</script>ef").text, 4);
        assert_eq!(text_between("<p>A <b>b</b>.<p>C"), "\nA b.\nC");
    }
}
