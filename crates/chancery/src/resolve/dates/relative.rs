//! Expressions that count from publication or from what the text last spoke of.

use super::grammar::hedges;
use super::lexicon::{Unit, Which, daypart, unit};
use super::meaning::Point;
use super::tokens::{Token, any, run, word};
use crate::resolve::numbers::cardinal;

/// What "days" and "a few days" are taken for.
pub(super) const FEW: i32 = 3;
/// Marks "a quarter of a century" among counts.
const QUARTER_OF_CENTURY: i32 = 25;

/// A count before a unit: a number, "a", "several"; the place after it.
pub(super) fn count(t: &[Token], at: usize) -> Option<(i32, usize)> {
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
    if let Some(next) = run(t, i, "the day before yesterday") {
        return Some((Point::Today(-2), next));
    }
    if let Some(next) = run(t, i, "the day after tomorrow") {
        return Some((Point::Today(2), next));
    }
    let (length, k) = length(t, i)?;
    let k = any(t, k, &["or so"]).unwrap_or(k);
    let exact = run(t, k, "to the day");
    side(t, exact.unwrap_or(k), &length, exact.is_some())
}

/// A length of time: "three days", "a fortnight", "days", "the week".
struct Length {
    count: i32,
    unit: Unit,
    /// Told by a number or an article.
    counted: bool,
    /// "the".
    definite: bool,
}

fn length(t: &[Token], at: usize) -> Option<(Length, usize)> {
    let definite = word(t, at) == "the";
    let (count, k) = match definite {
        true => (1, at + 1),
        false => count(t, at).unwrap_or((FEW, at)),
    };
    let counted = k > at;
    let (unit, count, plural) = match word(t, k) {
        w @ ("fortnight" | "fortnights") => (Unit::Week, 2 * count, w.ends_with('s')),
        w => {
            let (unit, plural) = unit(w)?;
            let quarter = unit == Unit::Century && count == QUARTER_OF_CENTURY;
            (if quarter { Unit::Year } else { unit }, count, plural)
        }
    };
    (counted || plural).then_some((
        Length {
            count,
            unit,
            counted,
            definite,
        },
        k + 1,
    ))
}

/// What the words after a length say of its direction.
fn side(t: &[Token], k: usize, length: &Length, exact: bool) -> Option<(Point, usize)> {
    let Length {
        count,
        unit,
        counted,
        definite,
    } = *length;
    if let Some(next) = any(t, k, &["ago this week", "ago this month", "ago this year"]) {
        let held = self::unit(word(t, next - 1)).map_or(Unit::Month, |u| u.0);
        return Some((
            Point::AgoWithin {
                count: -count,
                unit,
                held,
            },
            next,
        ));
    }
    if let Some(next) = run(t, k, "ago today") {
        return Some((
            Point::Ago {
                count: -count,
                unit,
                exact: true,
            },
            next,
        ));
    }
    let calendar = matches!(unit, Unit::Year | Unit::Month);
    let next_word = word(t, k + 1);
    let read = match word(t, k) {
        "ago" | "back" if !definite => (
            Point::Ago {
                count: -count,
                unit,
                exact,
            },
            k + 1,
        ),
        "hence" => (Point::Ago { count, unit, exact }, k + 1),
        "from" if next_word == "now" => (Point::Ago { count, unit, exact }, k + 2),
        "earlier" | "previously" | "beforehand" => (
            Point::Later {
                count: -count,
                unit,
            },
            k + 1,
        ),
        "later" | "afterwards" | "afterward" => (Point::Later { count, unit }, k + 1),
        "before" => (
            Point::After {
                count: -count,
                unit,
                exact,
            },
            k + 1,
        ),
        "prior" if next_word == "to" => (
            Point::After {
                count: -count,
                unit,
                exact,
            },
            k + 2,
        ),
        "after" => (Point::After { count, unit, exact }, k + 1),
        "on" if calendar && next_word == "," => (Point::After { count, unit, exact }, k + 1),
        _ if counted && !definite => (Point::Length { count, unit }, k),
        _ => return None,
    };
    Some(read)
}

/// "today", "earlier today", "last night", "this morning".
pub(super) fn relative_day(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let later = usize::from(matches!(word(t, at), "earlier" | "later"));
    let (offset, next) = match word(t, at + later) {
        "today" | "tonight" => (0, at + later + 1),
        "yesterday" => (-1, at + later + 1),
        "tomorrow" => (1, at + later + 1),
        "overnight" => return Some((Point::Overnight, at + 1)),
        "last" if matches!(word(t, at + 1), "night" | "evening") => (-1, at + 2),
        "this" if daypart(word(t, at + 1)) => (0, at + 2),
        _ => return None,
    };
    Some((Point::Today(offset), next))
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
