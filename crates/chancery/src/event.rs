//! The event record: what `chancery code` writes, one object an event.
//!
//! Spans are half-open byte ranges into [`Article::text`](crate::Article); the JSON writer turns
//! them into character offsets.

use crate::ontology::{EventType, Mode, Sector, Status, names};
use jiff::civil::Date;
use std::ops::Range;

/// Byte range in the article's text.
pub type Span = Range<usize>;

/// Who did what to whom, when and where, who says so, and whether it happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Hash of the article's id and text, the trigger's span and the type: 16 hex digits.
    pub id: String,
    /// Number of the sentence that holds the trigger, from 0.
    pub sentence: usize,
    /// Span of that sentence.
    pub sentence_span: Span,
    /// One of PLOVER's 16 types.
    pub event_type: EventType,
    /// PLOVER modes, most certain first; each is allowed for the type.
    pub modes: Vec<Mode>,
    /// PLOVER contexts.
    pub contexts: Vec<&'static str>,
    /// The words that name the event.
    pub trigger: Span,
    /// Who does it.
    pub actors: Vec<Party>,
    /// To or against whom.
    pub recipients: Vec<Party>,
    /// When it took or takes place.
    pub date: EventDate,
    /// Where it took or takes place.
    pub place: Option<Place>,
    /// Whether it happened.
    pub status: Status,
    /// To whom the article attributes it, innermost source first; empty: the article's own voice.
    pub said_by: Vec<Source>,
    /// Dead, injured, arrested, crowd.
    pub size: Size,
    /// Calibrated probability that type, parties and status are right.
    pub confidence: f32,
}

names! {
    /// How a party's country and sector were found.
    Basis: "basis" {
        /// A country or a known person or body is named.
        Name = "name",
        /// A title or an organisation word tells.
        Title = "title",
        /// An adjective of nationality.
        Nationality = "nationality",
        /// A capital or a seat of government stands for the state.
        Metonym = "metonym",
        /// An earlier mention of the same entity tells.
        Coreference = "coreference",
        /// "his Belarusian counterpart".
        Counterpart = "counterpart",
        /// A bare agent ("police") by the country that the article is about.
        DocumentDefault = "document_default",
        /// Nothing tells.
        Unknown = "unknown",
    }
}

/// Actor or recipient.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// The words.
    pub span: Span,
    /// Canonical name within the article, if one is known.
    pub name: Option<String>,
    /// ISO 3166 alpha-3, or one of KOS, PSE, UNO, EUR, IGO, NGO, MNC, IMG, ISM.
    pub country: Option<&'static str>,
    /// PLOVER sector.
    pub sector: Option<Sector>,
    /// Stable identifier in the gazetteer.
    pub actor_id: Option<String>,
    /// How country and sector were found.
    pub basis: Basis,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The words.
    pub span: Span,
    /// As of a party.
    pub country: Option<&'static str>,
    /// As of a party.
    pub sector: Option<Sector>,
    /// Words that attribute: "said", "according to".
    pub cue: Option<Span>,
}

names! {
    /// Whence a date.
    DateBasis: "basis of a date" {
        /// A time expression in the text.
        Text = "text",
        /// News of the day, from the publication date.
        Reporting = "reporting",
        /// Unknown.
        Unknown = "unknown",
    }
}

/// When, as an interval of days, both included.
#[derive(Debug, Clone, PartialEq)]
pub struct EventDate {
    /// The time expression, if one was read.
    pub span: Option<Span>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Whence.
    pub basis: DateBasis,
}

/// Where.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// Name in the gazetteer.
    pub name: Option<String>,
    /// As of a party.
    pub country: Option<&'static str>,
    /// Degrees north, degrees east.
    pub position: Option<(f64, f64)>,
    /// GeoNames identifier.
    pub geoname_id: Option<u32>,
    /// How fine: country, admin1, city.
    pub resolution: Option<&'static str>,
}

/// How many, as the words say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// At least.
    pub low: u64,
    /// At most.
    pub high: u64,
    /// The words.
    pub span: Span,
}

/// Numbers of people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Size {
    /// Killed.
    pub dead: Option<Count>,
    /// Injured.
    pub injured: Option<Count>,
    /// Arrested.
    pub arrested: Option<Count>,
    /// Size of a crowd.
    pub crowd: Option<Count>,
}
