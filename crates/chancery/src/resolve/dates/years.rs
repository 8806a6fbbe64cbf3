//! Stretches of a year, and the year that the words leave open.

use super::lexicon::{Feast, Which};
use super::meaning::YearOf;
use super::{Anchor, Tense};
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) fn month_of(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

pub(super) fn months_of(year: i16, month: i8, count: i32) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((
        first,
        first
            .checked_add((count - 1).months())
            .ok()?
            .last_of_month(),
    ))
}

pub(super) fn season_of(year: i16, first: i8) -> Option<(Date, Date)> {
    months_of(year, first, 3)
}

/// Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(
        year,
        i8::try_from(n / 31).ok()?,
        i8::try_from(n % 31 + 1).ok()?,
    )
    .ok()
}

pub(super) fn feast_of(year: i16, feast: Feast) -> Option<(Date, Date)> {
    let day = match feast {
        Feast::Fixed(month, day) => Date::new(year, month, day).ok()?,
        Feast::Easter => easter(year)?,
    };
    Some((day, day))
}

/// Finds the year that the words leave open: `span` gives the days in a year.
pub(super) fn year_for(
    year: YearOf,
    a: &Anchor,
    span: impl Fn(i16) -> Option<(Date, Date)>,
) -> Option<(Date, Date)> {
    let which = match year {
        YearOf::Given(y) => return span(y),
        YearOf::Offset(n) => return span(a.published?.year() + n),
        YearOf::Open => None,
        YearOf::Which(which) => Some(which),
    };
    if matches!(
        which,
        Some(Which::Same | Which::Following | Which::Previous)
    ) && let Some(reference) = a.reference
    {
        let near = reference.from.or(reference.to)?;
        let candidates = [near.year() - 1, near.year(), near.year() + 1];
        let spans = candidates.iter().filter_map(|y| span(*y));
        return match which {
            Some(Which::Following) => spans.into_iter().find(|s| s.0 > near),
            Some(Which::Previous) => spans.filter(|s| s.1 < near).last(),
            _ => spans.into_iter().find(|s| s.1 >= near),
        };
    }
    // Without a day of publication, the year that was spoken of goes on.
    let p = a.published.or_else(|| a.reference?.from)?;
    let tense = if a.published.is_some() {
        a.tense
    } else {
        Tense::Unknown
    };
    let spans: Vec<(Date, Date)> = (p.year() - 2..=p.year() + 2).filter_map(&span).collect();
    let before = |s: &&(Date, Date)| s.0 <= p;
    let ahead = |s: &&(Date, Date)| s.1 >= p;
    match (which, tense) {
        (Some(Which::Last | Which::Previous), _) => {
            spans.iter().rfind(|s| s.1 < p.first_of_month()).copied()
        }
        (Some(Which::Past), _) => spans.iter().rfind(before).copied(),
        (Some(Which::Next | Which::Following), _) => spans.iter().find(|s| s.0 > p).copied(),
        (Some(Which::This), _) => spans.iter().find(|s| s.0.year() == p.year()).copied(),
        (_, Tense::Future) => spans.iter().find(ahead).copied(),
        (_, Tense::Past) => spans.iter().rfind(before).copied(),
        (_, Tense::Unknown) => nearest(&spans, p),
    }
}

/// The nearest stretch, the past preferred: news looks back further than ahead.
fn nearest(spans: &[(Date, Date)], p: Date) -> Option<(Date, Date)> {
    let distance = |s: &&(Date, Date)| {
        if s.0 > p {
            2 * (s.0 - p).get_days()
        } else {
            (p - s.1).get_days().max(0)
        }
    };
    spans.iter().min_by_key(distance).copied()
}
