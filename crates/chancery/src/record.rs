//! The event record, as it is written and kept: what one line of `chancery code` says.
//!
//! An [`Event`](crate::Event) points into its article; a record carries the words with it and can
//! be read without the article. Fields stand in the order of `docs/record.md`, none is left out,
//! and what is unknown is null. Every other format is written from this one.

use crate::event::{Basis, DateBasis};
use crate::ontology::{EventType, Mode, Sector, Status};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Words borrowed from an article, or a record's own.
pub type Text<'a> = Cow<'a, str>;

/// Half-open span in characters (Unicode code points) of the article's text.
pub type CharSpan = [usize; 2];

/// One event. Read from JSON it owns its words (`Record<'static>`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record<'a> {
    /// 16 hex digits.
    pub id: Text<'a>,
    /// Id of the article.
    pub article: Text<'a>,
    /// When the article was published.
    pub publication_date: Option<Date>,
    /// Who published it.
    pub outlet: Option<Text<'a>>,
    /// Where.
    pub url: Option<Text<'a>>,
    /// Number of the sentence that holds the trigger, from 0.
    pub sentence: usize,
    /// That sentence.
    pub sentence_span: CharSpan,
    /// One of PLOVER's 16.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// Modes, most certain first.
    pub mode: Vec<Mode>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// PLOVER's score of the first scored mode, else of the type; -10 to 10, one decimal.
    pub score: f64,
    /// PLOVER contexts.
    pub context: Vec<Text<'a>>,
    /// The words that name the event.
    pub trigger: WordsRecord<'a>,
    /// Who does it.
    pub actor: Vec<PartyRecord<'a>>,
    /// To or against whom.
    pub recipient: Vec<PartyRecord<'a>>,
    /// When it took or takes place.
    pub date: DateRecord<'a>,
    /// Where.
    pub place: Option<PlaceRecord<'a>>,
    /// Whether it happened.
    pub status: Status,
    /// Who says so, innermost first; empty: the article itself.
    pub said_by: Vec<SourceRecord<'a>>,
    /// Numbers of people.
    pub size: SizeRecord<'a>,
    /// 0 to 1, two decimals.
    pub confidence: f64,
    /// The stamp of the coder.
    pub coder: Text<'a>,
}

impl<'a> Record<'a> {
    /// Pairs of actor and recipient, a side that is not known being `None`. Who act together
    /// without a recipient (a meeting, a fight) make a pair in both directions, as in ICEWS.
    pub fn dyads(
        &self,
    ) -> impl Iterator<Item = (Option<&PartyRecord<'a>>, Option<&PartyRecord<'a>>)> {
        pairs(&self.actor, &self.recipient, true)
    }
}

/// Every actor with every recipient; nobody on a side is `None`. With `together`, several actors
/// without a recipient are paired with each other, in both directions; else each stands alone.
pub fn pairs<'p, P>(
    actors: &'p [P],
    recipients: &'p [P],
    together: bool,
) -> impl Iterator<Item = (Option<&'p P>, Option<&'p P>)> {
    let together = together && recipients.is_empty() && actors.len() > 1;
    let others = if together { actors } else { recipients };
    (0..actors.len().max(1)).flat_map(move |i| {
        let with = (0..others.len().max(1)).filter(move |j| !together || i != *j);
        with.map(move |j| (actors.get(i), others.get(j)))
    })
}

/// Words and where they stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WordsRecord<'a> {
    /// The words.
    pub text: Text<'a>,
    /// Where they stand.
    pub span: CharSpan,
}

/// Actor or recipient.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartyRecord<'a> {
    /// The words.
    pub text: Text<'a>,
    /// Where they stand.
    pub span: CharSpan,
    /// Canonical name.
    pub name: Option<Text<'a>>,
    /// ISO 3166-1 alpha-3 or a pseudo-country (UNO, IGO, …).
    pub country: Option<Text<'a>>,
    /// PLOVER sector.
    pub sector: Option<Sector>,
    /// Identifier in the gazetteer.
    pub actor_id: Option<Text<'a>>,
    /// How country and sector were found.
    pub basis: Basis,
}

/// When, first and last day included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateRecord<'a> {
    /// The time expression.
    pub text: Option<Text<'a>>,
    /// Where it stands.
    pub span: Option<CharSpan>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Whence.
    pub basis: DateBasis,
}

/// Where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceRecord<'a> {
    /// The words.
    pub text: Text<'a>,
    /// Where they stand.
    pub span: CharSpan,
    /// Name in the gazetteer.
    pub name: Option<Text<'a>>,
    /// As of a party.
    pub country: Option<Text<'a>>,
    /// Degrees north, at most four decimals.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames identifier.
    pub geoname_id: Option<u32>,
    /// country, admin1, admin2 or city.
    pub resolution: Option<Text<'a>>,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceRecord<'a> {
    /// The words.
    pub text: Text<'a>,
    /// Where they stand.
    pub span: CharSpan,
    /// As of a party.
    pub country: Option<Text<'a>>,
    /// As of a party.
    pub sector: Option<Sector>,
    /// The words that attribute.
    pub cue: Option<Text<'a>>,
}

/// Numbers of people.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SizeRecord<'a> {
    /// Killed.
    pub dead: Option<CountRecord<'a>>,
    /// Injured.
    pub injured: Option<CountRecord<'a>>,
    /// Arrested.
    pub arrested: Option<CountRecord<'a>>,
    /// Size of a crowd.
    pub crowd: Option<CountRecord<'a>>,
}

impl<'a> SizeRecord<'a> {
    /// Dead, injured, arrested, crowd.
    pub fn counts(&self) -> [Option<&CountRecord<'a>>; 4] {
        [&self.dead, &self.injured, &self.arrested, &self.crowd].map(Option::as_ref)
    }
}

/// How many, as the words say it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountRecord<'a> {
    /// At least.
    pub low: u64,
    /// At most.
    pub high: u64,
    /// The words.
    pub text: Text<'a>,
    /// Where they stand.
    pub span: CharSpan,
}
