//! From the meaning of a time expression to days, against the day of publication and what the
//! text last spoke of.

use super::lexicon::Which;
use super::meaning::{Link, Part, Phrase, Point, YearOf};
use super::units::{
    around, granularity, later, moved, on_or_after, shifted, unit_of, weekday_of, window,
};
use super::years::{feast_of, month_of, months_of, season_of, year_for};
use super::{Anchor, Granularity, Interval, Tense};
use jiff::ToSpan;
use jiff::civil::Date;

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

pub(super) fn ordered(
    from: Option<Date>,
    to: Option<Date>,
    granularity: Granularity,
) -> Option<Interval> {
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

fn years_of(first: i16, last: i16, granularity: Granularity) -> Option<Interval> {
    ordered(
        Date::new(first, 1, 1).ok(),
        Date::new(last, 12, 31).ok(),
        granularity,
    )
}
