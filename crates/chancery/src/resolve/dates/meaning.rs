//! What a time expression says, the anchor still open.

use super::lexicon::{Feast, Unit, Which};
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
