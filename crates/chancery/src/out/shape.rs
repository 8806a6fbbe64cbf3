//! The record's fields in the order in which they are written.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// One event as its record, to be serialized.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    pub(super) id: &'a str,
    pub(super) article: &'a str,
    pub(super) publication_date: Option<Day>,
    pub(super) outlet: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) sentence: usize,
    pub(super) sentence_span: CharSpan,
    #[serde(rename = "type")]
    pub(super) event_type: &'static str,
    pub(super) mode: Vec<&'static str>,
    pub(super) quad: u8,
    pub(super) score: f64,
    pub(super) context: &'a [&'static str],
    pub(super) trigger: WordsRecord<'a>,
    pub(super) actor: Vec<PartyRecord<'a>>,
    pub(super) recipient: Vec<PartyRecord<'a>>,
    pub(super) date: DateRecord<'a>,
    pub(super) place: Option<PlaceRecord<'a>>,
    pub(super) status: &'static str,
    pub(super) said_by: Vec<SourceRecord<'a>>,
    pub(super) size: SizeRecord<'a>,
    pub(super) confidence: f64,
    pub(super) coder: &'a str,
}

pub(super) type CharSpan = [usize; 2];

#[derive(Debug, Serialize)]
pub(super) struct WordsRecord<'a> {
    pub(super) text: &'a str,
    pub(super) span: CharSpan,
}

#[derive(Debug, Serialize)]
pub(super) struct PartyRecord<'a> {
    pub(super) text: &'a str,
    pub(super) span: CharSpan,
    pub(super) name: Option<&'a str>,
    pub(super) country: Option<&'static str>,
    pub(super) sector: Option<&'static str>,
    pub(super) actor_id: Option<&'a str>,
    pub(super) basis: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct DateRecord<'a> {
    pub(super) text: Option<&'a str>,
    pub(super) span: Option<CharSpan>,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
    pub(super) basis: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct PlaceRecord<'a> {
    pub(super) text: &'a str,
    pub(super) span: CharSpan,
    pub(super) name: Option<&'a str>,
    pub(super) country: Option<&'static str>,
    pub(super) lat: Option<f64>,
    pub(super) lon: Option<f64>,
    pub(super) geoname_id: Option<u32>,
    pub(super) resolution: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub(super) struct SourceRecord<'a> {
    pub(super) text: &'a str,
    pub(super) span: CharSpan,
    pub(super) country: Option<&'static str>,
    pub(super) sector: Option<&'static str>,
    pub(super) cue: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct SizeRecord<'a> {
    pub(super) dead: Option<CountRecord<'a>>,
    pub(super) injured: Option<CountRecord<'a>>,
    pub(super) arrested: Option<CountRecord<'a>>,
    pub(super) crowd: Option<CountRecord<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct CountRecord<'a> {
    pub(super) low: u64,
    pub(super) high: u64,
    pub(super) text: &'a str,
    pub(super) span: CharSpan,
}

/// A day as ISO 8601 has it, "2015-03-01".
#[derive(Debug, Clone, Copy)]
pub(super) struct Day(pub Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
