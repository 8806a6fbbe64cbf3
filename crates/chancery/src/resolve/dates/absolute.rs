//! Days, months, seasons, years and feasts by their names and numbers.

use super::grammar::daypart_tail;
use super::lexicon::{Feast, Which, month, season, unit, weekday};
use super::meaning::{Point, YearOf};
use super::tokens::{Kind, Token, any, run, word};
use crate::resolve::numbers::{ordinal, small};

fn digits(t: &[Token], at: usize) -> Option<(i32, usize)> {
    let token = t.get(at)?;
    if token.kind != Kind::Digits || token.lower.len() > 4 {
        return None;
    }
    Some((token.lower.parse().ok()?, token.lower.len()))
}

/// 2023-03-03, 03/03/2023, 3.3.2023. A day and month that could be read both ways are left alone.
pub(super) fn numeric(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let (a, wide) = digits(t, at)?;
    let mark = word(t, at + 1);
    if !matches!(mark, "-" | "/" | ".") || word(t, at + 3) != mark {
        return None;
    }
    if !(at + 1..at + 5).all(|k| t.get(k).is_some_and(|x| x.glued)) {
        return None;
    }
    let (b, _) = digits(t, at + 2)?;
    let (c, last) = digits(t, at + 4)?;
    let (y, m, d) = if wide == 4 {
        (a, b, c)
    } else if last == 4 && (mark == "." || a > 12 || a == b) {
        (c, b, a)
    } else if last == 4 && b > 12 {
        (c, a, b)
    } else {
        return None;
    };
    let next = at + 5;
    let month = i8::try_from(m).ok().filter(|m| (1..=12).contains(m))?;
    let day = i8::try_from(d).ok().filter(|d| (1..=31).contains(d))?;
    Some((
        Point::Day {
            year: YearOf::Given(year_number(y)?),
            month,
            day,
            until: None,
        },
        next,
    ))
}

fn year_number(y: i32) -> Option<i16> {
    i16::try_from(y).ok().filter(|y| (1000..=2999).contains(y))
}

/// A number that can only be a year: four digits, not part of a larger number.
pub(super) fn year(t: &[Token], at: usize) -> Option<(i16, usize)> {
    if let Some((y, 4)) = digits(t, at) {
        let more = word(t, at + 1) == ","
            && t.get(at + 1).is_some_and(|x| x.glued)
            && t.get(at + 2)
                .is_some_and(|x| x.glued && x.kind == Kind::Digits);
        return year_number(y).filter(|_| !more).map(|y| (y, at + 1));
    }
    spelled_year(t, at)
}

/// "nineteen ninety-six", "two thousand".
fn spelled_year(t: &[Token], at: usize) -> Option<(i16, usize)> {
    let i = any(t, at, &["the year", "year"]).unwrap_or(at);
    if let Some(n) = run(t, i, "two thousand").filter(|_| i > at) {
        return Some((2000, n));
    }
    let century = match word(t, i) {
        "nineteen" => 1900,
        "eighteen" => 1800,
        _ => return None,
    };
    let tens = small(word(t, i + 1)).filter(|n| *n >= 10)? as i16;
    let mut next = i + 2;
    let mut value = century + tens;
    let dash = usize::from(word(t, next) == "-");
    if tens >= 20
        && let Some(one) = small(word(t, next + dash)).filter(|n| (1..10).contains(n))
    {
        value += one as i16;
        next += dash + 1;
    }
    Some((value, next))
}

/// The year after a day, month or season: ", 2023", "of 2019", "last year", "this year".
pub(super) fn year_suffix(t: &[Token], at: usize) -> (YearOf, usize) {
    let mut i = at + usize::from(word(t, at) == ",");
    if let Some(n) = any(t, i, &["of", "in", "- of", "of the year", "the year"]) {
        i = n;
    }
    if let Some((y, next)) = year(t, i) {
        return (YearOf::Given(y), next);
    }
    let (offset, words) = match word(t, i) {
        "last" => (-1, 2),
        "this" => (0, 2),
        "next" => (1, 2),
        _ => return (YearOf::Open, at),
    };
    if word(t, i + 1) == "year" {
        (YearOf::Offset(offset), i + words)
    } else {
        (YearOf::Open, at)
    }
}

/// A weekday, a day of a month or both; a month alone.
pub(super) fn calendar_day(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let Some((day, full)) = weekday(word(t, at)) else {
        return month_day(t, at).or_else(|| day_month(t, at));
    };
    let mut i = at + 1;
    i += usize::from(!full && word(t, i) == ".");
    if word(t, i) == "last" {
        let (year, _) = year_suffix(t, i);
        if year == YearOf::Open {
            return Some((
                Point::Weekday {
                    day,
                    which: Some(Which::Last),
                },
                i + 1,
            ));
        }
    }
    if word(t, i) == "week" && word(t, i + 1) != "-" {
        return Some((Point::WeekdayWeek(day), i + 1));
    }
    let tail = daypart_tail(t, i);
    let lead = tail + usize::from(matches!(word(t, tail), "," | "-"));
    let lead = lead + usize::from(matches!(word(t, lead), "the" | "on"));
    if let Some(found) = month_day(t, lead).or_else(|| day_month(t, lead))
        && matches!(found.0, Point::Day { .. })
    {
        return Some(found);
    }
    Some((Point::Weekday { day, which: None }, i))
}

fn day_number(t: &[Token], at: usize) -> Option<(i8, usize)> {
    let (n, next) = ordinal(t, at).or_else(|| {
        let (n, wide) = digits(t, at)?;
        (wide <= 2).then_some((n as u64, at + 1))
    })?;
    // A number that goes on is none of a day: "3,000", "3.5", "10:30", "5%".
    let on = |k: usize| t.get(k).is_some_and(|x| x.glued && x.kind == Kind::Digits);
    let mark = matches!(word(t, next), "," | "." | ":")
        && t.get(next).is_some_and(|x| x.glued)
        && on(next + 1);
    i8::try_from(n)
        .ok()
        .filter(|n| (1..=31).contains(n) && !mark)
        .map(|n| (n, next))
}

fn join(w: &str) -> bool {
    matches!(w, "-" | "to" | "and" | "or" | "through" | "until")
}

/// March 3, Mar. 3rd, May 3–5, March eighth, March 3 to April 2; March.
pub(super) fn month_day(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let (month, full) = month(word(t, at))?;
    let mut i = at + 1;
    if word(t, i) == "." && !full {
        i += 1;
    }
    let first = i + usize::from(word(t, i) == "the");
    if let Some((day, next)) = day_number(t, first).filter(|_| year(t, first).is_none()) {
        let until = join(word(t, next))
            .then(|| {
                day_number(t, next + 1).filter(|(d, n)| {
                    *d > day && unit(word(t, *n)).is_none() && lexicon_month(t, *n).is_none()
                })
            })
            .flatten();
        let (until, next) = until.map_or((None, next), |(d, n)| (Some((month, d)), n));
        let next = usize::from(word(t, next) == "-" && word(t, next + 1) == "of") + next;
        let (year, next) = year_suffix(t, next);
        return Some((
            Point::Day {
                year,
                month,
                day,
                until,
            },
            next,
        ));
    }
    if !full && word(t, at + 1) != "." && year(t, i).is_none() {
        return None;
    }
    let (year, next) = year_suffix(t, i);
    Some((Point::Month { year, month }, next))
}

fn lexicon_month(t: &[Token], at: usize) -> Option<i8> {
    let i = at + usize::from(word(t, at) == "of");
    month(word(t, i)).map(|m| m.0)
}

/// 3 March, 3rd of March, 13 and 14 September, 5-6 April 2016.
fn day_month(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let (day, mut i) = day_number(t, at)?;
    let mut last = None;
    if join(word(t, i))
        && let Some((d, n)) = day_number(t, i + 1).filter(|(d, _)| *d > day)
    {
        last = Some(d);
        i = n;
    }
    i += usize::from(word(t, i) == "of");
    let (month, full) = month(word(t, i))?;
    i += 1;
    i += usize::from(!full && word(t, i) == ".");
    let (year, next) = year_suffix(t, i);
    Some((
        Point::Day {
            year,
            month,
            day,
            until: last.map(|d| (month, d)),
        },
        next,
    ))
}

/// Seasons, quarters, years, decades, centuries, feasts.
pub(super) fn named(t: &[Token], at: usize) -> Option<(Point, usize)> {
    if let Some(first) = season(word(t, at)) {
        let (year, next) = year_suffix(t, at + 1);
        return Some((Point::Season { year, first }, next));
    }
    if let Some((n, i)) = ordinal(t, at).or_else(|| (word(t, at) == "last").then_some((2, at + 1)))
    {
        let i = i + usize::from(word(t, i) == "-");
        let (year, next) = year_suffix(t, i + 1);
        let n = n as i8;
        match word(t, i) {
            "quarter" if n <= 4 => return Some((Point::Quarter { year, quarter: n }, next)),
            "half" if n <= 2 => return Some((Point::Half { year, half: n }, next)),
            "century" if n <= 22 => return Some((Point::Century(i16::from(n) - 1), i + 1)),
            "week" if n <= 5 && word(t, i + 1) == "of" => {
                let (month, _) = month(word(t, i + 2))?;
                let (year, next) = year_suffix(t, i + 3);
                return Some((
                    Point::WeekOfMonth {
                        year,
                        month,
                        week: n,
                    },
                    next,
                ));
            }
            _ => {}
        }
    }
    feast(t, at).or_else(|| years(t, at))
}

fn feast(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let table = [
        ("new year ' s eve", Feast::Fixed(12, 31)),
        ("new year ' s day", Feast::Fixed(1, 1)),
        ("christmas eve", Feast::Fixed(12, 24)),
        ("christmas day", Feast::Fixed(12, 25)),
        ("christmas", Feast::Fixed(12, 25)),
        ("easter sunday", Feast::Easter),
        ("easter", Feast::Easter),
    ];
    let (feast, next) = table
        .iter()
        .find_map(|(p, f)| run(t, at, p).map(|n| (*f, n)))?;
    let (year, next) = year_suffix(t, next);
    Some((Point::Feast { year, feast }, next))
}

fn years(t: &[Token], at: usize) -> Option<(Point, usize)> {
    if word(t, at) == "'" && t.get(at + 1).is_some_and(|x| x.glued) && word(t, at + 2) == "s" {
        let (n, wide) = digits(t, at + 1)?;
        return (wide == 2 && n % 10 == 0).then_some((Point::Decade(1900 + n as i16), at + 3));
    }
    let tens = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    if let Some(n) = tens.iter().position(|w| *w == word(t, at)) {
        return Some((Point::Decade(1920 + 10 * n as i16), at + 1));
    }
    let (first, next) = year(t, at)?;
    let decade = first % 10 == 0 && t.get(next).is_some_and(|x| x.glued);
    if decade && word(t, next) == "s" {
        return Some((Point::Decade(first), next + 1));
    }
    if word(t, next) == "-"
        && t.get(next).is_some_and(|x| x.glued)
        && let Some((n, wide)) =
            digits(t, next + 1).filter(|_| t.get(next + 1).is_some_and(|x| x.glued))
    {
        let last = if wide == 2 {
            i32::from(first) / 100 * 100 + n
        } else {
            n
        };
        if let Some(last) = year_number(last).filter(|l| *l > first) {
            return Some((Point::Years(first, last), next + 2));
        }
    }
    Some((Point::Year(first), next))
}
