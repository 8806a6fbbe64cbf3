//! What a view is about: the same filters for every view, all optional, all of them must hold.

use chancery::ontology::{EventType, Status, countries};
use jiff::civil::Date;

/// Which events a view is about. The default lets all of them through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filters {
    /// First day; an event whose day is unknown is then left out.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Who acts.
    pub actor: Option<Who>,
    /// Who is acted upon.
    pub recipient: Option<Who>,
    /// Who is on either side.
    pub party: Option<Who>,
    /// Types, none for all.
    pub types: Vec<EventType>,
    /// Quads, none for all.
    pub quads: Vec<u8>,
    /// Statuses, none for all.
    pub statuses: Vec<Status>,
    /// Outlet, exactly as articles have it.
    pub outlet: Option<String>,
    /// Country in which the event takes place.
    pub place_country: Option<String>,
    /// Least confidence, in percent.
    pub min_confidence: u8,
    /// Words of the article, as [`Archive::search`](crate::Archive::search) takes them.
    pub words: Option<String>,
    /// What people said of the record.
    pub reviewed: Option<Reviewed>,
}

/// A party that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// By country.
    Country(String),
    /// By a part of its name, or of the words that stand for it; ASCII letters in either case.
    Name(String),
}

impl Who {
    /// As people type it: a known code in capitals is a country, all else a part of a name.
    pub fn typed(text: &str) -> Self {
        match countries::known(text) {
            Some(_) => Who::Country(text.to_owned()),
            None => Who::Name(text.to_owned()),
        }
    }
}

/// A state of review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reviewed {
    /// With this verdict.
    As(super::Verdict),
    /// Not at all.
    Never,
}
