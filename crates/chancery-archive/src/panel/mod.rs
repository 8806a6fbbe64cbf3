//! Panels: events counted by country or dyad and period, balanced and filled with zeros, as papers
//! use them.
//!
//! An event counts once for a unit, in the period in which its interval begins, if the interval is
//! not wider than the period (news of the day spans two days and counts for the first, also by
//! day). Events whose date is unknown or wider are not guessed into a period: the panel says how
//! many they are.

mod count;
mod period;
mod sectors;
mod table;
mod write;

pub use period::Period;
pub use sectors::Group;
pub use table::{Codes, Table};
pub use write::Row;

use crate::{Archive, ArchiveError};
use chancery::ontology::Status;
use jiff::civil::Date;

/// Whom a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// One country, in this capacity.
    Country(Side),
    /// Actor's and recipient's country, in this order.
    Dyad,
    /// Two countries, whoever acts; the first in the alphabet stands first.
    UndirectedDyad,
}

/// Unit and period of a panel, as people write them: `dyad-month`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitPeriod {
    /// Dyads, else countries.
    pub dyad: bool,
    /// How long a row is.
    pub period: Period,
}

impl UnitPeriod {
    /// Reads `country` or `dyad`, a hyphen, and `day`, `week`, `month` or `year`.
    pub fn typed(text: &str) -> Option<Self> {
        let (unit, period) = text.split_once('-')?;
        let period = Period::ALL.into_iter().find(|p| p.name() == period)?;
        matches!(unit, "dyad" | "country").then_some(UnitPeriod {
            dyad: unit == "dyad",
            period,
        })
    }
}

/// In what capacity a country counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It acts.
    Actor,
    /// It is acted upon.
    Recipient,
    /// It is where the event takes place.
    Place,
    /// It is both actor and recipient.
    Internal,
}

/// What the counts are broken down by; each class is a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Classes {
    /// All events in one column.
    None,
    /// The four quads.
    Quad,
    /// The sixteen types.
    Type,
    /// Pairs of sector groups by quad: `gov_reb_matcf`.
    Sector,
}

/// What to count.
#[derive(Debug, Clone)]
pub struct Question {
    /// Whom a row is about.
    pub unit: Unit,
    /// How long a row is.
    pub period: Period,
    /// Columns.
    pub classes: Classes,
    /// Events of which statuses.
    pub statuses: Vec<Status>,
    /// First day of the panel; else that of the first event.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Rows only where there is an event.
    pub sparse: bool,
}

/// Counts of one class in one row.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cell {
    /// Events.
    pub events: i64,
    /// Sum of their scores.
    pub score: f64,
}

/// A panel, ready to be written.
#[derive(Debug)]
pub struct Panel {
    question: Question,
    /// Names of the classes.
    classes: Vec<String>,
    /// Cells by unit, period and class.
    cells: count::Cells,
    /// Articles read, by the first day of the period.
    articles: std::collections::BTreeMap<Date, i64>,
    /// Events that no period could be given.
    pub undated: i64,
}

impl Archive {
    /// Counts a panel.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn panel(&self, question: Question) -> Result<Panel, ArchiveError> {
        count::panel(&self.connection, question).map_err(|error| self.failed(error))
    }
}
