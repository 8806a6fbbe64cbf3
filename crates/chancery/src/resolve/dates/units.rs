//! Weekdays and calendar units counted from a day.

use super::calendar::ordered;
use super::lexicon::{Unit, Which};
use super::years::{month_of, months_of};
use super::{Anchor, Granularity, Interval, Tense};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

fn on_or_before(p: Date, day: Weekday) -> Option<Date> {
    let back = i32::from(p.weekday().since(day));
    p.checked_sub(back.days()).ok()
}

pub(super) fn on_or_after(p: Date, day: Weekday) -> Option<Date> {
    let ahead = i32::from(p.weekday().until(day));
    p.checked_add(ahead.days()).ok()
}

/// Weekday names mean the last such day on or before publication unless the event is to come
/// (annotation guide, "date").
pub(super) fn weekday_of(day: Weekday, which: Option<Which>, a: &Anchor) -> Option<Date> {
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
pub(super) fn around(p: Date, unit: Unit) -> Option<(Date, Date)> {
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

pub(super) fn granularity(unit: Unit) -> Granularity {
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

pub(super) fn moved(p: Date, count: i32, unit: Unit) -> Option<Date> {
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

pub(super) fn unit_of(unit: Unit, which: Which, a: &Anchor) -> Option<Interval> {
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
pub(super) fn shifted(base: Interval, count: i32, unit: Unit, exact: bool) -> Option<Interval> {
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

pub(super) fn later(reference: Interval, count: i32, unit: Unit) -> Option<Interval> {
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

pub(super) fn window(p: Date, count: i32, unit: Unit, forward: bool) -> Option<Interval> {
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
