//! Compares coded events with annotated ones.
//!
//! The rules are those of the project's scoring script, to the last digit:
//!
//! | row | what counts |
//! | --- | --- |
//! | `event` | a predicted event is right if a gold event of its type has an overlapping trigger; one to one, best overlap first |
//! | `roles` | of right events: pairs of role and mention, right if the mentions overlap; CONSULT and COOPERATE have one set of parties |
//! | `record` | (type, countries of actors, countries of recipients, said to have happened or not) of an article, as a multiset |
//! | `happened` | the same of events with status `actual` alone: what a user counts |
//! | `not_actual` | of right events: the same status other than `actual` |
//! | `said_by` | of right events: a source whose mention overlaps |
//! | `country`, `sector` | accuracy over right role mentions where the gold has one |
//! | `date` | of right events with a dated gold: the intervals overlap, and the predicted one is at most three times as long, or three days |
//! | `place` | country of the place, of right events where the gold has one |
//! | `status` | accuracy over right events |
//!
//! Gold events marked optional are neither required nor counted as wrong when found. All spans here
//! are in characters of the article's text, which is its sentences joined by one space.

mod compare;
mod faults;
mod gold;
pub mod pairs;
mod prediction;
mod scores;
mod tally;
mod words;

pub use compare::{by_kind, score};
pub use faults::{GoldError, GoldProblem, PredictionError, PredictionProblem};
pub use gold::{Gold, GoldArticle, GoldEvent};
pub use prediction::{Prediction, Predictions};
pub use scores::{Accuracy, Difference, Row, Scores};

use crate::ontology::{EventType, Status};
use jiff::civil::Date;
use std::ops::Range;

/// What gold and prediction both say of an event, as far as it is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// One of PLOVER's 16 types.
    pub event_type: EventType,
    /// Characters of the words that name it.
    pub trigger: Range<usize>,
    /// Whether it happened.
    pub status: Status,
    /// Who does it.
    pub actors: Vec<PartyTold>,
    /// To or against whom.
    pub recipients: Vec<PartyTold>,
    /// First and last day.
    pub days: Option<(Date, Date)>,
    /// Country of the place.
    pub place: Option<String>,
}

/// A party as far as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyTold {
    /// Characters of its mention.
    pub span: Range<usize>,
    /// Country, if known.
    pub country: Option<String>,
    /// Sector, if known.
    pub sector: Option<String>,
}

/// An interval from the days that a line gives: one day if it has no end, turned round if it ends
/// before it begins; none without a beginning. The error is the day that cannot be read.
fn days<'a>(from: Option<&'a str>, to: Option<&'a str>) -> Result<Option<(Date, Date)>, &'a str> {
    let day = |text: &'a str| text.parse::<Date>().map_err(|_| text);
    let Some(from) = from.filter(|d| !d.is_empty()).map(day).transpose()? else {
        return Ok(None);
    };
    let to = to
        .filter(|d| !d.is_empty())
        .map(day)
        .transpose()?
        .unwrap_or(from);
    Ok(Some((from.min(to), from.max(to))))
}

/// Unknown and empty are the same.
fn known(code: Option<String>) -> Option<String> {
    code.filter(|c| !c.is_empty())
}
