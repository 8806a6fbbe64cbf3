//! Expressions that count from publication or from what the text last spoke of.

use super::absolute::{calendar_day, month_day, year_suffix};
use super::grammar::hedges;
use super::lexicon::{Unit, Which, daypart, month, season, unit, weekday, which};
use super::meaning::{Point, YearOf};
use super::tokens::{Token, any, run, word};
use crate::resolve::numbers::cardinal;

/// A count before a unit: a number, "a", "several"; the place after it.
fn count(t: &[Token], at: usize) -> Option<(i32, usize)> {
    let i = hedges(t, at);
    let vague = [
        ("a couple of", 2),
        ("a few", 3),
        ("several", 4),
        ("a dozen", 12),
        ("half a", 1),
        ("a half", 1),
        ("an", 1),
        ("a", 1),
        ("couple of", 2),
        ("few", 3),
        ("a quarter of a", 25),
        ("many", 5),
        ("two or three", 3),
        ("two to three", 3),
        ("one or two", 2),
        ("a single", 1),
    ];
    let found = vague
        .iter()
        .filter_map(|(p, n)| run(t, i, p).map(|e| (*n, e)))
        .max_by_key(|r| r.1);
    let (n, next) = match found {
        Some(found) => found,
        None => cardinal(t, i)
            .and_then(|(n, e)| Some((i32::try_from(n).ok().filter(|n| *n < 10_000)?, e)))?,
    };
    let next = if word(t, next) == "-" && word(t, next + 1) == "plus" {
        next + 2
    } else {
        next
    };
    let next = any(
        t,
        next,
        &[
            "1 / 2",
            "and a half",
            "more",
            "or so",
            "full",
            "straight",
            "consecutive",
            "-",
        ],
    )
    .unwrap_or(next);
    Some((n, next))
}

/// "three days ago", "two weeks later", "a fortnight after", "days earlier", "five days".
pub(super) fn ago(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let i = hedges(t, at);
    let day_before = [
        ("the day before yesterday", -2),
        ("the day after tomorrow", 2),
    ];
    if let Some((n, e)) = day_before
        .iter()
        .find_map(|(p, n)| run(t, i, p).map(|e| (*n, e)))
    {
        return Some((Point::Today(n), e));
    }
    let definite = word(t, i) == "the";
    let (mut n, mut k) = if definite {
        (1, i + 1)
    } else {
        count(t, i).unwrap_or((3, i))
    };
    let counted = k > i;
    let (mut unit, plural) = match word(t, k) {
        "fortnight" | "fortnights" => {
            n *= 2;
            (Unit::Week, word(t, k).ends_with('s'))
        }
        w => unit(w)?,
    };
    if n == 25 && unit == Unit::Century {
        unit = Unit::Year;
    }
    if !counted && !plural {
        return None;
    }
    k += 1;
    k = any(t, k, &["or so"]).unwrap_or(k);
    let exact = any(t, k, &["to the day"]);
    k = exact.unwrap_or(k);
    let today = run(t, k, "ago today");
    let calendar = any(t, k, &["ago this week", "ago this month", "ago this year"]);
    if let Some(next) = calendar {
        let held = self::unit(word(t, next - 1)).map_or(Unit::Month, |u| u.0);
        return Some((
            Point::AgoWithin {
                count: -n,
                unit,
                held,
            },
            next,
        ));
    }
    let point = match word(t, k) {
        "ago" | "back" if !definite => Point::Ago {
            count: -n,
            unit,
            exact: exact.is_some() || today.is_some(),
        },
        "before" => Point::After {
            count: -n,
            unit,
            exact: exact.is_some(),
        },
        "earlier" | "previously" | "beforehand" => Point::Later { count: -n, unit },
        "later" | "afterwards" | "afterward" => Point::Later { count: n, unit },
        "after" => Point::After {
            count: n,
            unit,
            exact: exact.is_some(),
        },
        "on" if matches!(unit, Unit::Year | Unit::Month) && word(t, k + 1) == "," => Point::After {
            count: n,
            unit,
            exact: exact.is_some(),
        },
        "prior" if word(t, k + 1) == "to" => {
            return Some((
                Point::After {
                    count: -n,
                    unit,
                    exact: exact.is_some(),
                },
                k + 2,
            ));
        }
        "hence" => Point::Ago {
            count: n,
            unit,
            exact: false,
        },
        "from" if word(t, k + 1) == "now" => {
            return Some((
                Point::Ago {
                    count: n,
                    unit,
                    exact: false,
                },
                k + 2,
            ));
        }
        _ if counted && !definite => return Some((Point::Length { count: n, unit }, k)),
        _ => return None,
    };
    Some((point, today.unwrap_or(k + 1)))
}

pub(super) fn relative_day(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let later = usize::from(matches!(word(t, at), "earlier" | "later"));
    let (offset, next) = match word(t, at + later) {
        "today" => (0, at + later + 1),
        "tonight" => (0, at + later + 1),
        "yesterday" => (-1, at + later + 1),
        "tomorrow" => (1, at + later + 1),
        "overnight" => return Some((Point::Overnight, at + 1)),
        "last" if matches!(word(t, at + 1), "night" | "evening") => (-1, at + 2),
        "this" if daypart(word(t, at + 1)) => (0, at + 2),
        _ => return None,
    };
    Some((Point::Today(offset), next))
}

/// "last week", "next March", "the past three days", "that October", "the same night".
pub(super) fn qualified(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let mut which = which(word(t, at))?;
    let mut i = at + 1;
    if which == Which::This && matches!(word(t, i), "past" | "coming" | "same" | "very") {
        which = match word(t, i) {
            "past" => Which::Last,
            "coming" => Which::Next,
            _ => Which::Same,
        };
        i += 1;
    }
    if which == Which::Same && word(t, i) == "very" {
        i += 1;
    }
    if let Some((day, true)) = weekday(word(t, i)) {
        let found = match calendar_day(t, i) {
            Some(found @ (Point::Day { .. }, _)) => found,
            _ => (
                Point::Weekday {
                    day,
                    which: Some(which),
                },
                i + 1,
            ),
        };
        return Some(found);
    }
    if let Some((month, true)) = month(word(t, i)) {
        let (year, next) = year_suffix(t, i + 1);
        let year = if year == YearOf::Open {
            YearOf::Which(which)
        } else {
            year
        };
        return match month_day(t, i)? {
            (
                Point::Day {
                    year: y,
                    day,
                    until,
                    ..
                },
                n,
            ) => {
                let year = if y == YearOf::Open {
                    YearOf::Which(which)
                } else {
                    y
                };
                Some((
                    Point::Day {
                        year,
                        month,
                        day,
                        until,
                    },
                    n,
                ))
            }
            _ => Some((Point::Month { year, month }, next)),
        };
    }
    if let Some(first) = season(word(t, i)) {
        return Some((
            Point::Season {
                year: YearOf::Which(which),
                first,
            },
            i + 1,
        ));
    }
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
    let (unit, plural) =
        unit(word(t, k)).or_else(|| (word(t, k) == "fortnight").then_some((Unit::Week, false)))?;
    let n = match counted {
        Some((n, _)) => n,
        None if plural => 4,
        None if word(t, k) == "fortnight" => 2,
        None => 1,
    };
    let forward = matches!(which, Which::Next | Which::Following);
    let window = counted.is_some()
        || plural
        || matches!(which, Which::Past | Which::Recent)
        || (which == Which::Last && word(t, at.wrapping_sub(1)) == "the");
    let point = if window && which != Which::Same {
        let this = which == Which::This;
        Point::Window {
            count: if this && !plural { 1 } else { n },
            unit,
            forward,
        }
    } else {
        Point::Unit { unit, which }
    };
    Some((point, k + 1))
}

/// "the week", "the end of the year", "year's end".
pub(super) fn bare_unit(t: &[Token], at: usize) -> Option<(Point, usize)> {
    if let Some(next) = any(t, at, &["year - ago", "year - earlier"]) {
        return Some((
            Point::Later {
                count: -1,
                unit: Unit::Year,
            },
            next,
        ));
    }
    let end = any(t, at, &["year ' s end", "year end", "year - end"]);
    if let Some(next) = end {
        return Some((
            Point::Unit {
                unit: Unit::Year,
                which: Which::This,
            },
            next,
        ));
    }
    if word(t, at) != "the" && word(t, at) != "weekend" {
        return None;
    }
    let i = at + usize::from(word(t, at) == "the");
    let i = i + usize::from(matches!(word(t, i), "full"));
    if run(t, i, "new year").is_some() {
        return Some((
            Point::Unit {
                unit: Unit::Year,
                which: Which::Next,
            },
            i + 2,
        ));
    }
    let (unit, plural) = unit(word(t, i))?;
    if unit == Unit::Day && word(t, i + 1) == "of" {
        return None;
    }
    (!plural && unit != Unit::Hour).then_some((
        Point::Unit {
            unit,
            which: Which::This,
        },
        i + 1,
    ))
}

pub(super) fn vague(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let table = [
        (
            Point::Now,
            &[
                "now",
                "right now",
                "currently",
                "current",
                "at present",
                "presently",
                "these days",
                "nowadays",
                "to date",
                "at the moment",
                "so far",
            ][..],
        ),
        (
            Point::Then,
            &[
                "the time",
                "the same time",
                "that time",
                "then",
                "the very same time",
            ],
        ),
        (
            Point::Recently,
            &[
                "recently",
                "recent",
                "lately",
                "more recently",
                "most recently",
                "just recently",
            ],
        ),
        (
            Point::Soon,
            &[
                "soon",
                "the future",
                "future",
                "the near future",
                "shortly",
                "the near term",
                "the short term",
                "one day",
                "a later date",
            ],
        ),
        (
            Point::Once,
            &[
                "previously",
                "earlier",
                "formerly",
                "once",
                "the past",
                "in the past",
            ],
        ),
    ];
    table
        .iter()
        .find_map(|(point, phrases)| any(t, at, phrases).map(|next| (*point, next)))
}
