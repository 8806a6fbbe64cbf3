//! From tokens to the meaning of a time expression, the anchor still open.
//!
//! A descent without backtracking over more than a handful of tokens: every function takes the
//! place where it starts and gives what it read and the place after it.

use super::lexicon::{Feast, Unit, Which, daypart, month, season, unit, weekday, which};
use super::tokens::{Kind, Token, any, run, word};
use crate::resolve::numbers::{cardinal, ordinal, small};
use jiff::civil::Weekday;

/// How the text says the year of a day, month or season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearOf {
    /// Not at all: the nearest in the direction of the tense.
    Open,
    /// In figures.
    Given(i16),
    /// "last year", "this year": years after that of publication.
    Offset(i16),
    /// "last March", "that October".
    Which(Which),
}

/// A place or stretch in the calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Point {
    Day {
        year: YearOf,
        month: i8,
        day: i8,
        until: Option<(i8, i8)>,
    },
    Month {
        year: YearOf,
        month: i8,
    },
    WeekOfMonth {
        year: YearOf,
        month: i8,
        week: i8,
    },
    Season {
        year: YearOf,
        first: i8,
    },
    Quarter {
        year: YearOf,
        quarter: i8,
    },
    Half {
        year: YearOf,
        half: i8,
    },
    Feast {
        year: YearOf,
        feast: Feast,
    },
    Year(i16),
    Years(i16, i16),
    Decade(i16),
    Century(i16),
    Weekday {
        day: Weekday,
        which: Option<Which>,
    },
    /// "Friday week".
    WeekdayWeek(Weekday),
    /// Days after publication: today is 0.
    Today(i8),
    Overnight,
    /// "last week", "this year", "the same day".
    Unit {
        unit: Unit,
        which: Which,
    },
    /// "three days ago": units from publication; `exact` is "to the day", "ago today".
    Ago {
        count: i32,
        unit: Unit,
        exact: bool,
    },
    /// "ten years ago this month".
    AgoWithin {
        count: i32,
        unit: Unit,
        held: Unit,
    },
    /// "two weeks later": units from what was spoken of.
    Later {
        count: i32,
        unit: Unit,
    },
    /// "three days after": as `Later`, but what comes next may say after what.
    After {
        count: i32,
        unit: Unit,
        exact: bool,
    },
    /// "within two weeks".
    Within {
        count: i32,
        unit: Unit,
    },
    /// "at the time", "at dusk": what was spoken of.
    Then,
    /// "the past three days", "in the coming weeks".
    Window {
        count: i32,
        unit: Unit,
        forward: bool,
    },
    /// A length only: "five days".
    Length {
        count: i32,
        unit: Unit,
    },
    Now,
    Recently,
    Once,
    Soon,
}

/// Which part of the stretch is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Early,
    Middle,
    Late,
    /// "earlier this week": up to publication; "later this week": from it on.
    Earlier,
    Later,
    /// "the end of".
    End,
}

/// How the words before tie the stretch to the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    At,
    Since,
    Until,
    By,
    Before,
    After,
    From,
}

/// A time expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Phrase {
    pub link: Link,
    pub part: Part,
    pub point: Point,
    /// End of "between A and B".
    pub to: Option<Point>,
    /// Tied in by a preposition or an article: "in 2014", "the spring".
    pub introduced: bool,
}

impl Phrase {
    /// What was spoken of.
    pub(super) fn then() -> Self {
        Phrase {
            link: Link::At,
            part: Part::Whole,
            point: Point::Then,
            to: None,
            introduced: true,
        }
    }
}

/// Reads a time expression that starts at a token.
pub(super) fn phrase(t: &[Token], at: usize) -> Option<(Phrase, usize)> {
    let (link, mut i) = link(t, at);
    let mut introduced = i > at;
    if link == Link::At {
        i = any(
            t,
            i,
            &["as early as", "as late as", "as of", "as recently as"],
        )
        .unwrap_or(i);
        while i < at + 3 && preposition(word(t, i)) {
            i += 1;
            introduced = true;
        }
    }
    i = hedges(t, i);
    let (part, after_part) = part(t, i);
    introduced |= after_part > i;
    if let Some(after) = daypart_lead(t, after_part)
        && let Some((point, next)) = point(t, after)
        && is_day(&point)
    {
        return Some((
            Phrase {
                link: tie(link),
                part: Part::Whole,
                point,
                to: None,
                introduced: true,
            },
            next,
        ));
    }
    let article = matches!(word(t, after_part), "the" | "a" | "an");
    let (point, next) = match point(t, after_part)? {
        (Point::Length { count, unit }, next) if word(t, at) == "within" => {
            (Point::Within { count, unit }, next)
        }
        read => read,
    };
    let over = any(
        t,
        next,
        &["is out", "was out", "is over", "was over", "ends", "ended"],
    );
    let (link, next) = match over.filter(|_| link == Link::Before) {
        Some(after) => (Link::By, after),
        None => (link, next),
    };
    let (to, next) =
        range_end(t, link, word(t, at), next).map_or((None, next), |(p, n)| (Some(p), n));
    let phrase = Phrase {
        link,
        part,
        point,
        to,
        introduced: introduced || article,
    };
    Some((phrase, next))
}

/// A part of a day holds the event inside the day: "before dawn on Tuesday".
fn tie(link: Link) -> Link {
    match link {
        Link::Before | Link::After | Link::By => Link::At,
        other => other,
    }
}

pub(super) fn is_day(point: &Point) -> bool {
    matches!(
        point,
        Point::Day { .. } | Point::Weekday { .. } | Point::Today(_) | Point::Feast { .. }
    ) || matches!(
        point,
        Point::Unit {
            unit: Unit::Day,
            ..
        }
    )
}

fn link(t: &[Token], at: usize) -> (Link, usize) {
    for (link, phrases) in [
        (
            Link::Since,
            &["since", "ever since", "dating to", "dating back to"][..],
        ),
        (Link::Until, &["until", "till", "up to", "up until"]),
        (Link::By, &["by", "no later than"]),
        (Link::Before, &["before", "ahead of", "prior to"]),
        (Link::After, &["after", "following"]),
        (
            Link::From,
            &[
                "from",
                "between",
                "starting",
                "starting on",
                "starting in",
                "beginning",
                "beginning on",
                "beginning in",
                "effective",
                "starting from",
            ],
        ),
    ] {
        if let Some(i) = any(t, at, phrases) {
            // "following" is also a qualifier: "the following day".
            return (link, i);
        }
    }
    (Link::At, at)
}

fn preposition(w: &str) -> bool {
    matches!(
        w,
        "on" | "in"
            | "at"
            | "during"
            | "for"
            | "of"
            | "over"
            | "within"
            | "throughout"
            | "around"
            | "about"
            | "to"
            | "through"
    )
}

/// Words that blur a number: "nearly", "more than".
fn hedges(t: &[Token], at: usize) -> usize {
    let mut i = at;
    while i < at + 4 {
        let next = any(
            t,
            i,
            &[
                "nearly",
                "almost",
                "about",
                "around",
                "roughly",
                "approximately",
                "some",
                "over",
                "more than",
                "less than",
                "at least",
                "no more than",
                "only",
                "just",
                "exactly",
                "under",
                "up to",
                "shortly",
                "the whole of",
                "much of",
                "most of",
                "all of",
                "a good part of",
                "sometime",
                "possibly",
                "probably",
            ],
        );
        match next {
            Some(n) => i = n,
            None => break,
        }
    }
    i
}

fn part(t: &[Token], at: usize) -> (Part, usize) {
    let (part, mut i) = match word(t, at) {
        "early" => (Part::Early, at + 1),
        "mid" | "middle" => (Part::Middle, at + 1),
        "late" => (Part::Late, at + 1),
        "earlier" => (Part::Earlier, at + 1),
        "so" if word(t, at + 1) == "far" => (Part::Earlier, at + 2),
        "later" => (Part::Later, at + 1),
        "year" if word(t, at + 1) == "-" && word(t, at + 2) == "end" => (Part::Whole, at),
        _ => {
            let the = at + usize::from(word(t, at) == "the");
            let found = match word(t, the) {
                "start" | "beginning" | "outset" | "opening" => Part::Early,
                "end" | "close" => Part::End,
                "middle" => Part::Middle,
                "eve" => Part::Whole,
                "early" | "mid" | "late" if the > at => {
                    let part = match word(t, the) {
                        "early" => Part::Early,
                        "mid" => Part::Middle,
                        _ => Part::Late,
                    };
                    let next = the + 1 + usize::from(word(t, the + 1) == "-");
                    return (part, next);
                }
                _ => return (Part::Whole, at),
            };
            return match word(t, the + 1) {
                "of" => (found, the + 2),
                _ => (Part::Whole, at),
            };
        }
    };
    if word(t, i) == "-" {
        i += 1;
    }
    if matches!(word(t, i), "on" | "in" | "of") {
        i += 1;
    }
    (part, i)
}

/// Skips "the night of", "noon on", "the small hours of", "dawn on".
fn daypart_lead(t: &[Token], at: usize) -> Option<usize> {
    let mut i = at;
    let mut seen = false;
    while i < at + 6 {
        match word(t, i) {
            w if daypart(w) => seen = true,
            "the" | "early" | "late" | "small" | "wee" | "shortly" | "just" | "before"
            | "after" | "around" | "at" | "by" | "in" => {}
            "of" | "on" if seen => return Some(i + 1),
            _ => break,
        }
        i += 1;
    }
    (seen && i < at + 6 && !matches!(word(t, i.saturating_sub(1)), "the")).then_some(i)
}

/// Skips the part of the day after a day: "Friday night", "yesterday morning".
fn daypart_tail(t: &[Token], at: usize) -> usize {
    let mut i = at;
    if word(t, i) == "'" && word(t, i + 1) == "s" {
        return i + 2;
    }
    if matches!(word(t, i), "early" | "late" | "mid") {
        i += 1;
    }
    if daypart(word(t, i)) && word(t, i) != "hours" {
        i + 1
    } else {
        at
    }
}

fn range_end(t: &[Token], link: Link, first: &str, at: usize) -> Option<(Point, usize)> {
    let joins = match (link, first) {
        (Link::From, "between") => matches!(word(t, at), "and" | "-"),
        (Link::From, _) => matches!(word(t, at), "to" | "until" | "till" | "through" | "-"),
        _ => word(t, at) == "-" || (word(t, at) == "and" && link == Link::At),
    };
    if !joins {
        return None;
    }
    let (end, next) = point(
        t,
        at + 1 + usize::from(matches!(word(t, at + 1), "the" | "in" | "on")),
    )?;
    let whole = matches!(
        end,
        Point::Day { .. }
            | Point::Month { .. }
            | Point::Year(_)
            | Point::Weekday { .. }
            | Point::Decade(_)
    );
    whole.then_some((end, next))
}

/// Reads a point of time without what ties it in.
pub(super) fn point(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let i = at
        + usize::from(matches!(
            word(t, at),
            "the" | "his" | "her" | "its" | "their"
        ));
    let read = numeric(t, i)
        .or_else(|| calendar_day(t, i))
        .or_else(|| ago(t, at))
        .or_else(|| relative_day(t, at))
        .or_else(|| qualified(t, i))
        .or_else(|| named(t, i))
        .or_else(|| bare_unit(t, at))
        .or_else(|| vague(t, at))?;
    let (point, next) = read;
    let next = if is_day(&point) {
        daypart_tail(t, next)
    } else {
        next
    };
    let possessive = word(t, next) == "'" && word(t, next + 1) == "s";
    Some((point, if possessive { next + 2 } else { next }))
}

fn digits(t: &[Token], at: usize) -> Option<(i32, usize)> {
    let token = t.get(at)?;
    if token.kind != Kind::Digits || token.lower.len() > 4 {
        return None;
    }
    Some((token.lower.parse().ok()?, token.lower.len()))
}

/// 2023-03-03, 03/03/2023, 3.3.2023. A day and month that could be read both ways are left alone.
fn numeric(t: &[Token], at: usize) -> Option<(Point, usize)> {
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
fn year_suffix(t: &[Token], at: usize) -> (YearOf, usize) {
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
fn calendar_day(t: &[Token], at: usize) -> Option<(Point, usize)> {
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
fn month_day(t: &[Token], at: usize) -> Option<(Point, usize)> {
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
fn ago(t: &[Token], at: usize) -> Option<(Point, usize)> {
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

fn relative_day(t: &[Token], at: usize) -> Option<(Point, usize)> {
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
fn qualified(t: &[Token], at: usize) -> Option<(Point, usize)> {
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

/// Seasons, quarters, years, decades, centuries, feasts.
fn named(t: &[Token], at: usize) -> Option<(Point, usize)> {
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

/// "the week", "the end of the year", "year's end".
fn bare_unit(t: &[Token], at: usize) -> Option<(Point, usize)> {
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

fn vague(t: &[Token], at: usize) -> Option<(Point, usize)> {
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
