//! Finds time expressions in running text.

use super::grammar;
use super::lexicon::{self, Which, month, weekday};
use super::meaning::{Part, Phrase, Point, YearOf};
use super::tokens::{Kind, Token, tokens, word};
use crate::event::Span;

/// Words that may stand before the heart of an expression: "in the early hours of".
const LEAD: usize = 10;

/// Time expressions of a text in order; spans are shifted by `offset`.
pub(super) fn expressions(text: &str, offset: usize) -> Vec<(Span, Phrase)> {
    let t = tokens(text, offset);
    let mut found = Vec::new();
    let mut heart = 0;
    let mut i = 0;
    while i < t.len() {
        heart = heart.max(i);
        while heart < t.len() && !lexicon::heart(word(&t, heart)) {
            heart += 1;
        }
        i = i.max(heart.saturating_sub(LEAD));
        if i >= t.len() {
            break;
        }
        match grammar::phrase(&t, i) {
            Some((phrase, next)) if next > i && certain(&t, i, next, &phrase) => {
                if let (Some(first), Some(last)) = (t.get(i), t.get(next - 1)) {
                    found.push((first.span.start..last.span.end, phrase));
                }
                i = next;
            }
            _ => i += 1,
        }
    }
    found
}

/// Whether the words can hardly mean anything else.
fn certain(t: &[Token], at: usize, next: usize, phrase: &Phrase) -> bool {
    let part = phrase.part != Part::Whole;
    match phrase.point {
        Point::Year(_) if phrase.to.is_some() => {
            matches!(word(t, at), "in" | "from" | "between" | "during" | "since")
        }
        Point::Year(_) => (part || year_introduced(t, next, 1)) && year_stands_free(t, next),
        Point::Years(..) => (part || year_introduced(t, next, 3)) && year_stands_free(t, next),
        Point::Later { .. } => word(t, next - 1) != "ago" && word(t, at) != "year",
        Point::Then => word(t, next - 1) == "time" && phrase.introduced,
        Point::Month {
            year: YearOf::Open, ..
        }
        | Point::Weekday { which: None, .. } => {
            word(t, next) != "day"
                && (at..next).all(|k| named_clearly(t, k, phrase.introduced || part))
        }
        Point::Season {
            year: YearOf::Open, ..
        } => phrase.introduced && word(t, at) != "on",
        Point::Unit {
            which: Which::This, ..
        } => part || word(t, at) == "this" || word(t, at + 1) == "this" || clear_unit(t, at, next),
        Point::Length { .. } | Point::Once => false,
        Point::Now => !matches!(word(t, next - 1), "current" | "far"),
        Point::Recently => word(t, next - 1) != "recent",
        Point::Soon => word(t, next - 1) == "soon",
        Point::Quarter { .. } | Point::Half { .. } => {
            phrase.introduced || word(t, next - 1) != "quarter"
        }
        Point::Decade(_) => true,
        _ => true,
    }
}

/// "in 2014", "since 2014", but not "the 2014 election" or "the law of 2014".
fn year_introduced(t: &[Token], next: usize, width: usize) -> bool {
    let before = next.checked_sub(width + 1).map_or("", |i| word(t, i));
    matches!(
        before,
        "in" | "since"
            | "during"
            | "by"
            | "until"
            | "till"
            | "from"
            | "before"
            | "after"
            | "throughout"
            | "between"
            | "through"
            | "early"
            | "late"
            | "mid"
    )
}

/// "in 2014" but not "the 2014 election": a year before a noun is part of a name.
fn year_stands_free(t: &[Token], next: usize) -> bool {
    let glued = t.get(next).is_some_and(|x| {
        x.glued && (x.kind != Kind::Mark || matches!(x.lower.as_str(), "-" | "/" | "%"))
    });
    !glued
}

/// "weekend" with a preposition, "the end of the week".
fn clear_unit(t: &[Token], at: usize, next: usize) -> bool {
    (at..next).any(|k| matches!(word(t, k), "weekend" | "end"))
}

/// May, March and the short forms of weekdays are also other words.
fn named_clearly(t: &[Token], at: usize, introduced: bool) -> bool {
    let Some(token) = t.get(at) else { return true };
    if let Some((_, full)) = month(&token.lower) {
        let other_word = matches!(token.lower.as_str(), "may" | "march");
        return token.capital && full && (introduced || !other_word);
    }
    match weekday(&token.lower) {
        Some((_, true)) => true,
        Some((_, false)) => token.capital && word(t, at + 1) == ".",
        None => true,
    }
}
