//! Units, weekdays, months and seasons after "last", "next", "this", "that".

use super::absolute::{calendar_day, month_day, year_suffix};
use super::lexicon::{Unit, Which, daypart, month, season, unit, weekday, which};
use super::meaning::{Point, YearOf};
use super::relative::{FEW, count};
use super::tokens::{Token, word};

/// "last week", "next March", "the past three days", "that October", "the same night".
pub(super) fn qualified(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let (which, i) = qualifier(t, at)?;
    qualified_name(t, i, which).or_else(|| qualified_unit(t, i, which, at))
}

/// "last", "this past", "that very".
fn qualifier(t: &[Token], at: usize) -> Option<(Which, usize)> {
    let first = which(word(t, at))?;
    Some(match (first, word(t, at + 1)) {
        (Which::This, "past") => (Which::Last, at + 2),
        (Which::This, "coming") => (Which::Next, at + 2),
        (Which::This | Which::Same, "same" | "very") => (Which::Same, at + 2),
        _ => (first, at + 1),
    })
}

/// A weekday, month or season after its qualifier.
fn qualified_name(t: &[Token], i: usize, which: Which) -> Option<(Point, usize)> {
    let named = |year: YearOf| {
        if year == YearOf::Open {
            YearOf::Which(which)
        } else {
            year
        }
    };
    if let Some((day, true)) = weekday(word(t, i)) {
        return match calendar_day(t, i) {
            Some(found @ (Point::Day { .. }, _)) => Some(found),
            _ => Some((
                Point::Weekday {
                    day,
                    which: Some(which),
                },
                i + 1,
            )),
        };
    }
    if let Some((_, true)) = month(word(t, i)) {
        let (mut point, next) = month_day(t, i)?;
        if let Point::Day { year, .. } | Point::Month { year, .. } = &mut point {
            *year = named(*year);
        }
        return Some((point, next));
    }
    let first = season(word(t, i))?;
    let (year, next) = year_suffix(t, i + 1);
    Some((
        Point::Season {
            year: named(year),
            first,
        },
        next,
    ))
}

/// A unit or units after their qualifier, which stands at `at`.
fn qualified_unit(t: &[Token], i: usize, which: Which, at: usize) -> Option<(Point, usize)> {
    let counted = count(t, i);
    let k = counted.map_or(i, |c| c.1);
    if daypart(word(t, k)) && word(t, k) != "hours" && counted.is_none() {
        return Some((
            Point::Unit {
                unit: Unit::Day,
                which,
            },
            k + 1,
        ));
    }
    let fortnight = word(t, k) == "fortnight";
    let (unit, plural) = unit(word(t, k)).or(fortnight.then_some((Unit::Week, false)))?;
    let the = at.checked_sub(1).is_some_and(|i| word(t, i) == "the");
    let stretch = counted.is_some() || plural || fortnight;
    let running = matches!(which, Which::Past | Which::Recent) || (which == Which::Last && the);
    if which == Which::Same || !(stretch || running) {
        return Some((Point::Unit { unit, which }, k + 1));
    }
    let count = match counted {
        Some((n, _)) => n,
        None if plural => FEW + 1,
        None if fortnight => 2,
        None => 1,
    };
    let forward = matches!(which, Which::Next | Which::Following);
    Some((
        Point::Window {
            count,
            unit,
            forward,
        },
        k + 1,
    ))
}
