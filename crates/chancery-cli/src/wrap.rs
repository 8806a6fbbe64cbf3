//! Lines of a terminal: wrapping text whose parts are styled, without cutting a word.

use anstyle::Style;
use std::ops::Range;

/// A part of a text with one style and what is put behind it ("①").
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub span: Range<usize>,
    pub style: Style,
    pub behind: String,
}

/// One line: its columns on the screen and its bytes, styles included.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    pub columns: usize,
    pub styled: String,
}

/// Wraps `text` at white space into lines of at most `width` columns (a longer word stands alone).
/// Marks must be in order and not overlap; their spans are bytes of `text`.
pub fn wrap(text: &str, marks: &[Mark], width: usize) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for (at, word) in words(text) {
        let columns = word.chars().count() + labels(marks, at..at + word.len());
        let open = lines.last().map_or(0, |l| l.columns);
        if open > 0 && open + 1 + columns > width {
            lines.push(Line::default());
        }
        if let Some(line) = lines.last_mut() {
            let glue = at > 0 && line.columns > 0;
            push(
                line,
                if glue { " " } else { "" },
                at.saturating_sub(1),
                marks,
                false,
            );
            push(line, word, at, marks, true);
        }
    }
    lines
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .map(move |w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
}

fn labels(marks: &[Mark], word: Range<usize>) -> usize {
    let ends = |m: &&Mark| m.span.end > word.start && m.span.end <= word.end;
    marks
        .iter()
        .filter(ends)
        .map(|m| m.behind.chars().count())
        .sum()
}

/// Adds a stretch that lies at byte `at` of the text, in its marks' styles.
fn push(line: &mut Line, stretch: &str, at: usize, marks: &[Mark], label: bool) {
    line.columns += stretch.chars().count();
    let mut done = 0;
    for mark in marks {
        let start = mark.span.start.clamp(at, at + stretch.len()) - at;
        let end = mark.span.end.clamp(at, at + stretch.len()) - at;
        if start >= end || start < done {
            continue;
        }
        line.styled.push_str(&stretch[done..start]);
        let (on, off) = (mark.style.render(), mark.style.render_reset());
        line.styled
            .push_str(&format!("{on}{}{off}", &stretch[start..end]));
        if label && mark.span.end <= at + stretch.len() {
            line.styled.push_str(&mark.behind);
            line.columns += mark.behind.chars().count();
        }
        done = end;
    }
    line.styled.push_str(&stretch[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, marks: &[Mark], width: usize) -> Vec<String> {
        wrap(text, marks, width)
            .into_iter()
            .map(|l| l.styled)
            .collect()
    }

    fn mark(span: Range<usize>, behind: &str) -> Mark {
        Mark {
            span,
            style: Style::new(),
            behind: behind.to_owned(),
        }
    }

    #[test]
    fn lines_break_at_white_space() {
        assert_eq!(plain("one two  three", &[], 8), ["one two", "three"]);
        assert_eq!(plain("overlongword a", &[], 4), ["overlongword", "a"]);
        assert_eq!(plain("", &[], 4), [""]);
    }

    #[test]
    fn a_mark_keeps_its_words_and_label() {
        let lines = plain("they met again, today", &[mark(5..8, "1")], 60);
        assert_eq!(lines, ["they met1 again, today"]);
        let lines = plain("they met again, today", &[mark(5..14, "2")], 8);
        assert_eq!(lines, ["they met", "again2,", "today"]);
    }

    #[test]
    fn styles_do_not_count_as_columns() {
        let bold = Mark {
            style: Style::new().bold(),
            ..mark(0..3, "")
        };
        let lines = wrap("met", &[bold], 60);
        assert_eq!(lines[0].columns, 3);
        assert!(lines[0].styled.starts_with("\u{1b}[1mmet"));
    }
}
