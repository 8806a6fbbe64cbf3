//! Time expressions of news English, to whole days.
//!
//! Meaning and granularity follow TimeML's TIMEX3 ("TimeML Annotation Guidelines 1.2.1", section
//! on values: a value is a day, week, month, season, quarter, year, decade or century, or refers
//! to past, present or future); how an event takes its date follows the coding guide, "date":
//!
//! * A weekday is the last such day on or before publication, of an event to come the next on or
//!   after it. "last Friday" is never the day of publication.
//! * A day, month or season without a year is the nearest in the direction of the tense.
//! * "last", "this" and "next" with a unit are calendar units; weeks run from Monday (ISO 8601).
//!   "this week" of the past ends with the day of publication, of the future begins with it.
//! * "the past three days" ends on the day of publication; "since Monday" too.
//! * "three days ago" is exact, "three weeks ago" to a day on either side, months and years are
//!   calendar units, decades are rough.
//! * "two weeks later", "the next day", "that October" count from what the text last spoke of, and
//!   say nothing without it.
//! * Lengths ("five days"), ages, fiscal years and dates used as names ("the 2016 election") are
//!   no time expressions.

mod absolute;
mod attach;
mod calendar;
mod find;
mod fit;
mod grammar;
mod lexicon;
mod meaning;
mod qualified;
mod relative;
#[cfg(test)]
mod tests;
pub(in crate::resolve) mod tokens;
mod units;
mod years;

pub use attach::{Timeline, event_date};
pub use fit::adjusted_status;

use jiff::civil::Date;
use meaning::{Phrase, Point};
use std::ops::Range;

/// Characters of given words that are read.
const LONGEST: usize = 400;

/// Days from `from` to `to`, both included; an end that is open or unknown is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub from: Option<Date>,
    /// Last day, never before the first.
    pub to: Option<Date>,
    /// How fine the words are.
    pub granularity: Granularity,
}

impl Interval {
    fn day(day: Date) -> Self {
        Interval {
            from: Some(day),
            to: Some(day),
            granularity: Granularity::Day,
        }
    }
}

/// How fine the words of a time expression are. An interval may be narrower ("early 2011").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granularity {
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// Three months from March, June, September or December.
    Season,
    /// Half a calendar year.
    Half,
    /// A calendar year.
    Year,
    /// Ten years from one that ends in 0.
    Decade,
    /// A hundred years from one that ends in 01.
    Century,
    /// From one point to another.
    Range,
    /// "recently", "previously".
    Past,
    /// "now".
    Present,
    /// "soon".
    Future,
}

/// Whether what happened lies before or after publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tense {
    /// Before, or on its day.
    Past,
    /// After, or on its day.
    Future,
    /// The words do not tell.
    #[default]
    Unknown,
}

/// What relative expressions count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// Day of publication.
    pub published: Option<Date>,
    /// What the text last spoke of: base of "the next day".
    pub reference: Option<Interval>,
    /// Direction of what is told.
    pub tense: Tense,
}

/// The days that words mean. Words may be more than the time expression: the first one counts.
///
/// None: no time expression, or one that needs an anchor that is missing.
pub fn interpret(words: &str, published: Option<Date>, tense: Tense) -> Option<Interval> {
    interpret_against(
        words,
        &Anchor {
            published,
            reference: None,
            tense,
        },
    )
}

/// As [`interpret`], with what the text last spoke of.
pub fn interpret_against(words: &str, anchor: &Anchor) -> Option<Interval> {
    calendar::resolve(&read(words)?.0, anchor)
}

/// Byte spans of the time expressions in a text, in order, none overlapping. Doubtful ones (a bare
/// number, "second", "may") are left out, and so are lengths of time.
pub fn find(text: &str) -> Vec<Range<usize>> {
    find::expressions(text, 0)
        .into_iter()
        .map(|(span, _)| span)
        .collect()
}

/// The time expression that words given as one are or hold, and where it ends in them.
fn read(words: &str) -> Option<(Phrase, usize)> {
    let limit = words
        .char_indices()
        .nth(LONGEST)
        .map_or(words.len(), |(at, _)| at);
    let short = &words[..limit];
    let t = tokens::tokens(short, 0);
    let end = |next: usize| {
        next.checked_sub(1)
            .and_then(|i| t.get(i))
            .map_or(0, |x| x.span.end)
    };
    if let Some((phrase, next)) = grammar::phrase(&t, 0)
        && (next == t.len() || !matches!(phrase.point, Point::Length { .. }))
    {
        return Some((phrase, end(next)));
    }
    let held = find::expressions(short, 0);
    if let Some((span, phrase)) = held.first() {
        return Some((*phrase, span.end));
    }
    let any = (0..t.len()).find_map(|i| grammar::phrase(&t, i));
    any.map(|(phrase, next)| (phrase, end(next))).or_else(|| {
        let hour = t.iter().any(|x| lexicon::daypart(&x.lower));
        hour.then_some((Phrase::then(), short.len()))
    })
}
