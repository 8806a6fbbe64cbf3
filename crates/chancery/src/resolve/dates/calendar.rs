//! From the meaning of a time expression to days, against the day of publication and what the
//! text last spoke of.

use super::grammar::{Link, Part, Phrase, Point, YearOf};
use super::lexicon::{Feast, Unit, Which};
use super::{Anchor, Granularity, Interval, Tense};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Days of a phrase; none where the anchor that it needs is missing.
pub(super) fn resolve(phrase: &Phrase, anchor: &Anchor) -> Option<Interval> {
    if let Some(to) = &phrase.to {
        let first = days(&same_year(&phrase.point, to), anchor)?;
        let last = days(&same_year(to, &phrase.point), anchor)?;
        return ordered(first.from, last.to, Granularity::Range);
    }
    let first = narrow(days(&phrase.point, anchor)?, phrase, anchor);
    let published = anchor.published;
    let future =
        anchor.tense == Tense::Future || first.from.zip(published).is_some_and(|(f, p)| f > p);
    match phrase.link {
        Link::At | Link::After => Some(first),
        Link::Since => ordered(
            first.from,
            published.filter(|p| first.from.is_none_or(|f| f <= *p)),
            Granularity::Range,
        ),
        Link::From if future => Some(Interval {
            to: None,
            granularity: Granularity::Range,
            ..first
        }),
        Link::From => Some(first),
        Link::Until => {
            let from = published.filter(|p| future && first.to.is_none_or(|t| *p <= t));
            ordered(from, first.to, Granularity::Range)
        }
        Link::By if future => ordered(published, first.to, Granularity::Range),
        Link::By => Some(first),
        Link::Before => {
            let to = first.from.and_then(|d| d.yesterday().ok());
            ordered(
                published.filter(|p| future && to.is_none_or(|t| *p <= t)),
                to,
                Granularity::Range,
            )
        }
    }
}

/// "between March and May of 2019": the year of one end holds for the other.
fn same_year(point: &Point, other: &Point) -> Point {
    let year_of = |p: &Point| match p {
        Point::Day { year, .. } | Point::Month { year, .. } | Point::Season { year, .. } => {
            Some(*year)
        }
        _ => None,
    };
    let mut point = *point;
    if let (Some(YearOf::Open), Some(known)) = (year_of(&point), year_of(other))
        && let Point::Day { year, .. } | Point::Month { year, .. } | Point::Season { year, .. } =
            &mut point
    {
        *year = known;
    }
    point
}

fn ordered(from: Option<Date>, to: Option<Date>, granularity: Granularity) -> Option<Interval> {
    let swapped = from.zip(to).is_some_and(|(f, t)| f > t);
    ((from.is_some() || to.is_some()) && !swapped).then_some(Interval {
        from,
        to,
        granularity,
    })
}

fn narrow(whole: Interval, phrase: &Phrase, anchor: &Anchor) -> Interval {
    let (Some(from), Some(to)) = (whole.from, whole.to) else {
        return whole;
    };
    let length = (to - from).get_days();
    let published = anchor.published.filter(|p| from <= *p && *p <= to);
    let day = |n: i32| from.checked_add(n.days()).unwrap_or(to);
    let (from, to) = match phrase.part {
        Part::Whole => (from, to),
        Part::Early => (from, day(length / 3)),
        Part::Middle => (day(length / 4), day(length * 3 / 4)),
        Part::Late => (day(length * 2 / 3), to),
        Part::End => (day(length * 3 / 4), to),
        Part::Earlier => (from, published.unwrap_or(to)),
        Part::Later => (published.unwrap_or(from), to),
    };
    Interval {
        from: Some(from),
        to: Some(to),
        ..whole
    }
}

/// The days of a point.
fn days(point: &Point, a: &Anchor) -> Option<Interval> {
    match *point {
        Point::Day {
            year,
            month,
            day,
            until,
        } => day_of_month(year, (month, day), until, a),
        Point::Month { year, month } => {
            year_for(year, a, |y| month_of(y, month)).and_then(whole(Granularity::Month))
        }
        Point::WeekOfMonth { year, month, week } => year_for(year, a, |y| {
            let first = Date::new(y, month, 1 + 7 * (week - 1)).ok()?;
            Some((first, (first + 6.days()).min(first.last_of_month())))
        })
        .and_then(whole(Granularity::Week)),
        Point::Season { year, first } => {
            year_for(year, a, |y| season_of(y, first)).and_then(whole(Granularity::Season))
        }
        Point::Quarter { year, quarter } => {
            year_for(past_first(year), a, |y| months_of(y, 3 * quarter - 2, 3))
                .and_then(whole(Granularity::Quarter))
        }
        Point::Half { year, half } => {
            year_for(year, a, |y| months_of(y, 6 * half - 5, 6)).and_then(whole(Granularity::Half))
        }
        Point::Feast { year, feast } => {
            year_for(year, a, |y| feast_of(y, feast)).and_then(whole(Granularity::Day))
        }
        Point::Year(y) => years_of(y, y, Granularity::Year),
        Point::Years(y, z) => years_of(y, z, Granularity::Range),
        Point::Decade(y) => years_of(y, y + 9, Granularity::Decade),
        Point::Century(c) => years_of(c * 100 + 1, c * 100 + 100, Granularity::Century),
        Point::Weekday { day, which } => weekday_of(day, which, a).map(Interval::day),
        Point::WeekdayWeek(day) => Some(Interval::day(
            on_or_after(a.published?, day)?.checked_add(7.days()).ok()?,
        )),
        Point::Today(n) => Some(Interval::day(
            a.published?.checked_add(i32::from(n).days()).ok()?,
        )),
        Point::Overnight => ordered(
            a.published?.yesterday().ok(),
            a.published,
            Granularity::Range,
        ),
        Point::Unit { unit, which } => unit_of(unit, which, a),
        Point::Ago { count, unit, exact } => {
            shifted(Interval::day(a.published?), count, unit, exact)
        }
        Point::Later { count, unit } => match a.reference {
            Some(reference) => later(reference, count, unit),
            None if count < 0 => shifted(Interval::day(a.published?), count, unit, false),
            None => None,
        },
        Point::AgoWithin { count, unit, held } => {
            let (from, to) = around(moved(a.published?, count, unit)?, held)?;
            ordered(Some(from), Some(to), granularity(held))
        }
        Point::After { count, unit, .. } => later(a.reference?, count, unit),
        Point::Within { count, unit } if a.tense != Tense::Past => {
            window(a.published?, count, unit, true)
        }
        Point::Within { .. } => None,
        Point::Then => a.reference,
        Point::Window {
            count,
            unit,
            forward,
        } => window(a.published?, count, unit, forward),
        Point::Length { .. } => None,
        Point::Now => ordered(a.published, a.published, Granularity::Present),
        Point::Recently => ordered(
            a.published?.checked_sub(30.days()).ok(),
            a.published,
            Granularity::Past,
        ),
        Point::Once => ordered(None, a.published, Granularity::Past),
        Point::Soon => ordered(a.published, None, Granularity::Future),
    }
}

fn whole(granularity: Granularity) -> impl Fn((Date, Date)) -> Option<Interval> {
    move |(from, to)| ordered(Some(from), Some(to), granularity)
}

/// Quarters are reported when they are over.
fn past_first(year: YearOf) -> YearOf {
    if year == YearOf::Open {
        YearOf::Which(Which::Past)
    } else {
        year
    }
}

fn month_of(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

fn months_of(year: i16, month: i8, count: i32) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((
        first,
        first
            .checked_add((count - 1).months())
            .ok()?
            .last_of_month(),
    ))
}

fn season_of(year: i16, first: i8) -> Option<(Date, Date)> {
    months_of(year, first, 3)
}

fn years_of(first: i16, last: i16, granularity: Granularity) -> Option<Interval> {
    ordered(
        Date::new(first, 1, 1).ok(),
        Date::new(last, 12, 31).ok(),
        granularity,
    )
}

fn day_of_month(
    year: YearOf,
    (month, day): (i8, i8),
    until: Option<(i8, i8)>,
    a: &Anchor,
) -> Option<Interval> {
    let span = |y: i16| {
        let first = Date::new(y, month, day).ok()?;
        let last = match until {
            Some((m, d)) => Date::new(y, m, d).ok()?,
            None => first,
        };
        Some((first, last))
    };
    let granularity = if until.is_some() {
        Granularity::Range
    } else {
        Granularity::Day
    };
    year_for(year, a, span).and_then(whole(granularity))
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

fn feast_of(year: i16, feast: Feast) -> Option<(Date, Date)> {
    let day = match feast {
        Feast::Fixed(month, day) => Date::new(year, month, day).ok()?,
        Feast::Easter => easter(year)?,
    };
    Some((day, day))
}

/// Finds the year that the words leave open: `span` gives the days in a year.
fn year_for(
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

fn on_or_before(p: Date, day: Weekday) -> Option<Date> {
    let back = i32::from(p.weekday().since(day));
    p.checked_sub(back.days()).ok()
}

fn on_or_after(p: Date, day: Weekday) -> Option<Date> {
    let ahead = i32::from(p.weekday().until(day));
    p.checked_add(ahead.days()).ok()
}

/// Weekday names mean the last such day on or before publication unless the event is to come
/// (annotation guide, "date").
fn weekday_of(day: Weekday, which: Option<Which>, a: &Anchor) -> Option<Date> {
    let reference = a.reference.and_then(|r| r.from.or(r.to));
    match which {
        Some(Which::Last | Which::Past) => on_or_before(a.published?.yesterday().ok()?, day),
        Some(Which::Next) => on_or_after(a.published?.tomorrow().ok()?, day),
        Some(Which::Following) => on_or_after(reference?.tomorrow().ok()?, day),
        Some(Which::Previous) => on_or_before(reference.or(a.published)?.yesterday().ok()?, day),
        Some(Which::Same) if reference.is_some() => on_or_before(reference?, day),
        _ if a.tense == Tense::Future => on_or_after(a.published?, day),
        _ => on_or_before(a.published?, day),
    }
}

/// Monday to Sunday, ISO 8601.
fn week_of(p: Date) -> Option<(Date, Date)> {
    let monday = on_or_before(p, Weekday::Monday)?;
    Some((monday, monday.checked_add(6.days()).ok()?))
}

/// The unit that holds a day.
fn around(p: Date, unit: Unit) -> Option<(Date, Date)> {
    let y = p.year();
    match unit {
        Unit::Hour | Unit::Day => Some((p, p)),
        Unit::Week => week_of(p),
        Unit::Weekend => {
            let sunday = week_of(p)?.1;
            Some((sunday.yesterday().ok()?, sunday))
        }
        Unit::Month => month_of(y, p.month()),
        Unit::Quarter => months_of(y, (p.month() - 1) / 3 * 3 + 1, 3),
        Unit::Year => months_of(y, 1, 12),
        Unit::Decade => Some((
            Date::new(y / 10 * 10, 1, 1).ok()?,
            Date::new(y / 10 * 10 + 9, 12, 31).ok()?,
        )),
        Unit::Century => Some((
            Date::new((y - 1) / 100 * 100 + 1, 1, 1).ok()?,
            Date::new((y - 1) / 100 * 100 + 100, 12, 31).ok()?,
        )),
    }
}

fn granularity(unit: Unit) -> Granularity {
    match unit {
        Unit::Hour | Unit::Day => Granularity::Day,
        Unit::Week => Granularity::Week,
        Unit::Weekend => Granularity::Weekend,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
        Unit::Century => Granularity::Century,
    }
}

fn moved(p: Date, count: i32, unit: Unit) -> Option<Date> {
    let span = match unit {
        Unit::Hour => 0.days(),
        Unit::Day => count.days(),
        Unit::Week | Unit::Weekend => count.weeks(),
        Unit::Month => count.months(),
        Unit::Quarter => count.checked_mul(3)?.months(),
        Unit::Year => count.years(),
        Unit::Decade => count.checked_mul(10).filter(|n| n.abs() < 9_000)?.years(),
        Unit::Century => count.checked_mul(100).filter(|n| n.abs() < 9_000)?.years(),
    };
    p.checked_add(span).ok()
}

fn unit_of(unit: Unit, which: Which, a: &Anchor) -> Option<Interval> {
    let reference = a.reference.and_then(|r| r.from.or(r.to));
    let kind = granularity(unit);
    let (base, count) = match which {
        Which::Last | Which::Past | Which::Recent => (a.published?, -1),
        Which::Next => (
            reference
                .filter(|_| unit == Unit::Day && a.tense != Tense::Future)
                .or(a.published)?,
            1,
        ),
        Which::Following => (reference?, 1),
        Which::Previous => (reference?, -1),
        Which::Same => (reference?, 0),
        Which::This if unit == Unit::Day => (reference.or(a.published)?, 0),
        Which::This => return current(unit, a),
    };
    let base = if unit == Unit::Weekend && count < 0 && base.weekday() == Weekday::Sunday {
        base.yesterday().ok()?
    } else {
        base
    };
    let (from, to) = around(moved(base, count, unit)?, unit)?;
    ordered(Some(from), Some(to), kind)
}

/// "this week": as far as it is over, or still to come.
fn current(unit: Unit, a: &Anchor) -> Option<Interval> {
    let p = a.published?;
    let (mut from, mut to) = match unit {
        Unit::Weekend
            if a.tense != Tense::Future
                && !matches!(p.weekday(), Weekday::Saturday | Weekday::Sunday) =>
        {
            around(moved(p, -1, Unit::Week)?, unit)?
        }
        Unit::Quarter if a.tense != Tense::Future => around(moved(p, -1, Unit::Quarter)?, unit)?,
        _ => around(p, unit)?,
    };
    if from <= p && p <= to {
        match a.tense {
            Tense::Past => to = p,
            Tense::Future => from = p,
            Tense::Unknown => {}
        }
    }
    ordered(Some(from), Some(to), granularity(unit))
}

/// How far "two weeks ago" may be off: a day is exact, a week is so to a day or two, a month and a
/// year are calendar units, longer ones are rough.
fn shifted(base: Interval, count: i32, unit: Unit, exact: bool) -> Option<Interval> {
    let day = base.from?;
    let there = moved(day, count, unit)?;
    let (from, to) = match unit {
        _ if exact => (there, there),
        Unit::Hour if count < 0 => (there.yesterday().ok()?, there),
        Unit::Hour | Unit::Day => (
            there,
            base.to.and_then(|t| moved(t, count, unit)).unwrap_or(there),
        ),
        Unit::Week | Unit::Weekend => (
            there.checked_sub(1.days()).ok()?,
            there.checked_add(1.days()).ok()?,
        ),
        Unit::Month | Unit::Quarter | Unit::Year => around(there, unit)?,
        Unit::Decade => (
            there.checked_sub(3.years()).ok()?,
            there.checked_add(3.years()).ok()?,
        ),
        Unit::Century => (
            there.checked_sub(10.years()).ok()?,
            there.checked_add(10.years()).ok()?,
        ),
    };
    ordered(
        Some(from),
        Some(to),
        if exact {
            Granularity::Day
        } else {
            granularity(unit)
        },
    )
}

fn later(reference: Interval, count: i32, unit: Unit) -> Option<Interval> {
    let day = if count < 0 {
        reference.from
    } else {
        reference.to
    }
    .or(reference.from)?;
    if unit == Unit::Hour {
        return Some(Interval::day(day));
    }
    let base = if unit == Unit::Day {
        reference
    } else {
        Interval::day(day)
    };
    shifted(base, count, unit, false)
}

fn window(p: Date, count: i32, unit: Unit, forward: bool) -> Option<Interval> {
    let there = match unit {
        Unit::Hour => {
            let n = i64::from(count).div_euclid(24).clamp(1, 400);
            p.checked_add(if forward { n.days() } else { (-n).days() })
                .ok()?
        }
        _ => moved(p, if forward { count } else { -count }, unit)?,
    };
    let (from, to) = if forward { (p, there) } else { (there, p) };
    ordered(Some(from), Some(to), Granularity::Range)
}

/// Days that a length of time covers when it ends on a day.
pub(super) fn length_until(end: Date, count: i32, unit: Unit) -> Option<Interval> {
    window(end, count, unit, false)
}
