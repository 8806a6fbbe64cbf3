//! Closed classes of words that time expressions are made of.

use crate::calendar::{self, WEEKDAYS};
use jiff::civil::Weekday;

/// Units of the calendar, by length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Unit named by a word, and whether the word is plural.
pub(super) fn unit(w: &str) -> Option<(Unit, bool)> {
    let plural = w.ends_with('s');
    let unit = match w.strip_suffix('s').unwrap_or(w) {
        "second" | "minute" | "hour" if w != "second" => Unit::Hour,
        "day" | "night" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" | "centurie" => Unit::Century,
        _ => return None,
    };
    Some((unit, plural))
}

/// Month named by a word; `full` is false for an abbreviation.
pub(super) fn month(w: &str) -> Option<(i8, bool)> {
    if let Some(n) = calendar::month(w, true) {
        return Some((n, true));
    }
    let short = w == "sept" || w.len() == 3;
    short
        .then(|| calendar::month(w, false))?
        .map(|n| (n, false))
}

/// Day of the week named by a word; the flag is false for an abbreviation.
pub(super) fn weekday(w: &str) -> Option<(Weekday, bool)> {
    let full = WEEKDAYS
        .iter()
        .position(|d| *d == w || w.strip_suffix('s') == Some(d));
    let short = || match w {
        "mon" => Some(0),
        "tue" | "tues" => Some(1),
        "wed" => Some(2),
        "thu" | "thur" | "thurs" => Some(3),
        "fri" => Some(4),
        "sat" => Some(5),
        "sun" => Some(6),
        _ => None,
    };
    let index = full.or_else(short)?;
    let day = Weekday::from_monday_zero_offset(index as i8).ok()?;
    Some((day, full.is_some()))
}

/// First month of the season, in the northern half of the world.
pub(super) fn season(w: &str) -> Option<i8> {
    match w {
        "spring" => Some(3),
        "summer" => Some(6),
        "autumn" | "fall" => Some(9),
        "winter" => Some(12),
        _ => None,
    }
}

/// Words for a part of the day or an hour; they do not change the day.
pub(super) fn daypart(w: &str) -> bool {
    matches!(
        w,
        "morning"
            | "mornings"
            | "afternoon"
            | "evening"
            | "evenings"
            | "night"
            | "nights"
            | "noon"
            | "midday"
            | "midnight"
            | "dawn"
            | "daybreak"
            | "dusk"
            | "nightfall"
            | "sunrise"
            | "sunset"
            | "lunch"
            | "lunchtime"
            | "breakfast"
            | "hours"
    )
}

/// Feasts with a day of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    /// First and last day, counted from a fixed day of a month.
    Fixed(i8, i8),
    Easter,
}

/// What a qualifier of a unit, a weekday or a month says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// "last": against publication.
    Last,
    /// "next", "coming": against publication.
    Next,
    /// "this", "current": against publication.
    This,
    /// "past": the stretch that ends at publication.
    Past,
    /// "same", "that": of what was spoken of.
    Same,
    /// "following": after what was spoken of.
    Following,
    /// "previous", "preceding": before what was spoken of.
    Previous,
    /// "recent".
    Recent,
}

/// Qualifier named by a word.
pub(super) fn which(w: &str) -> Option<Which> {
    Some(match w {
        "last" => Which::Last,
        "next" | "coming" | "upcoming" => Which::Next,
        "this" | "current" | "these" => Which::This,
        "past" => Which::Past,
        "same" | "that" => Which::Same,
        "following" => Which::Following,
        "previous" | "preceding" => Which::Previous,
        "recent" => Which::Recent,
        _ => return None,
    })
}

/// Whether a word can be the heart of a time expression: without one near by, none is looked for.
pub(super) fn heart(w: &str) -> bool {
    let number = w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
    let word = matches!(
        w,
        "today"
            | "tonight"
            | "yesterday"
            | "tomorrow"
            | "overnight"
            | "now"
            | "nowadays"
            | "currently"
            | "current"
            | "present"
            | "presently"
            | "moment"
            | "far"
            | "recently"
            | "recent"
            | "lately"
            | "soon"
            | "future"
            | "shortly"
            | "term"
            | "date"
            | "previously"
            | "earlier"
            | "formerly"
            | "once"
            | "past"
            | "time"
            | "then"
            | "christmas"
            | "easter"
            | "nineteen"
            | "eighteen"
            | "thousand"
            | "fortnight"
            | "fortnights"
            | "s"
    );
    number
        || word
        || w.ends_with("ties")
        || daypart(w)
        || unit(w).is_some()
        || month(w).is_some()
        || weekday(w).is_some()
        || season(w).is_some()
}
