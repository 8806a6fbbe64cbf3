//! PLOVER's own exchange format: one JSON object a line with the field names of the PLOVER
//! manual, chapter "Data Fields" (version of 2024-02).
//!
//! How a record is written there:
//!
//! - `date` and `enddate` are the first and the last day of the event, `enddate` only if it differs.
//!   The manual requires a date; of an event whose day is unknown it is null, not guessed.
//! - Events that are not actual are left out unless the writer is told otherwise. Then the manual's
//!   auxiliary mode (historical, future, hypothetical, negation) joins `context`, where the manual
//!   puts it, and `status` says it once more.
//! - `event_text` holds the trigger; `text_info` the sentence's number, from 0, and its span in
//!   characters. `text` stays out: the manual fills it only for those who own the text.
//! - `resolution` of a place: 1 country, 2 first-level division, 3 second-level division, 4 city.
//! - `identifier_id` and `identifier_text` are the gazetteer's identifier and name.
//! - `cite_info.citation` is the article's id, `cite_info.codebook` the version of the ontology.
//! - Of `size`, a number that the words leave open is written as `"20-30"`.
//! - `status`, `said_by`, `confidence` and `size.crowd` are fields of ours: the manual has none
//!   for them and lets providers add theirs.
//!
//! Not held: how a country or a date was found, the cue of a source, and all spans but the
//! sentence's.

use crate::ontology::{self, EventType, Mode, Sector, Status};
use crate::record::{CountRecord, PartyRecord, PlaceRecord, Record, SizeRecord, SourceRecord};
use jiff::civil::Date;
use serde::Serialize;

/// One event as PLOVER's manual lays it out, to be serialized.
#[derive(Debug, Serialize)]
pub struct PloverRecord<'a> {
    id: &'a str,
    has_event: bool,
    date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enddate: Option<Date>,
    actor: Vec<Entity<'a>>,
    recipient: Vec<Entity<'a>>,
    event: [EventType; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    event_loc: Option<Location<'a>>,
    event_text: [&'a str; 1],
    quad_code: u8,
    event_scale: f64,
    mode: &'a [Mode],
    context: Vec<&'a str>,
    text_info: TextInfo,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<SizeInfo>,
    cite_info: CiteInfo<'a>,
    coder: &'a str,
    status: Status,
    said_by: Vec<Entity<'a>>,
    confidence: f64,
}

#[derive(Debug, Serialize)]
struct Entity<'a> {
    code: Option<&'a str>,
    sector: Option<Sector>,
    entity_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier_text: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Location<'a> {
    extracted_place: &'a str,
    resolved_place: Option<&'a str>,
    geonameid: Option<u32>,
    lat: Option<f64>,
    lon: Option<f64>,
    country_code: Option<&'a str>,
    resolution: Option<u8>,
}

#[derive(Debug, Serialize)]
struct TextInfo {
    sequence: usize,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct SizeInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    dead: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    injured: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arrested: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    crowd: Option<Number>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Number {
    Exact(u64),
    Range(String),
}

#[derive(Debug, Serialize)]
struct CiteInfo<'a> {
    citation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publication_date: Option<Date>,
    language: &'static str,
    codebook: &'static str,
}

/// The auxiliary mode of a status; none for what is actual.
pub fn auxiliary(status: Status) -> Option<&'static str> {
    match status {
        Status::Actual => None,
        Status::Historical => Some("historical"),
        Status::Future => Some("future"),
        Status::Hypothetical => Some("hypothetical"),
        Status::Negated => Some("negation"),
    }
}

impl<'a> PloverRecord<'a> {
    /// `title` is the article's, if it is known.
    pub fn new(record: &'a Record<'_>, title: Option<&'a str>) -> Self {
        let [start, end] = record.sentence_span;
        let mut context: Vec<&str> = record.context.iter().map(AsRef::as_ref).collect();
        context.extend(auxiliary(record.status));
        PloverRecord {
            id: &record.id,
            has_event: true,
            date: record.date.from,
            enddate: record.date.to.filter(|to| Some(*to) != record.date.from),
            actor: record.actor.iter().map(entity).collect(),
            recipient: record.recipient.iter().map(entity).collect(),
            event: [record.event_type],
            event_loc: record.place.as_ref().map(location),
            event_text: [&record.trigger.text],
            quad_code: record.quad,
            event_scale: record.score,
            mode: &record.mode,
            context,
            text_info: TextInfo {
                sequence: record.sentence,
                start,
                end,
            },
            size: size(&record.size),
            cite_info: CiteInfo {
                citation: &record.article,
                url: record.url.as_deref(),
                title,
                publication: record.outlet.as_deref(),
                publication_date: record.publication_date,
                language: "en",
                codebook: ontology::VERSION,
            },
            coder: &record.coder,
            status: record.status,
            said_by: record.said_by.iter().map(speaker).collect(),
            confidence: record.confidence,
        }
    }
}

fn entity<'a>(party: &'a PartyRecord<'_>) -> Entity<'a> {
    Entity {
        code: party.country.as_deref(),
        sector: party.sector,
        entity_text: &party.text,
        identifier_id: party.actor_id.as_deref(),
        identifier_text: party.name.as_deref(),
    }
}

fn speaker<'a>(source: &'a SourceRecord<'_>) -> Entity<'a> {
    Entity {
        code: source.country.as_deref(),
        sector: source.sector,
        entity_text: &source.text,
        identifier_id: None,
        identifier_text: None,
    }
}

fn location<'a>(place: &'a PlaceRecord<'_>) -> Location<'a> {
    Location {
        extracted_place: &place.text,
        resolved_place: place.name.as_deref(),
        geonameid: place.geoname_id,
        lat: place.lat,
        lon: place.lon,
        country_code: place.country.as_deref(),
        resolution: match place.resolution.as_deref() {
            Some("country") => Some(1),
            Some("admin1") => Some(2),
            Some("admin2") => Some(3),
            Some("city") => Some(4),
            _ => None,
        },
    }
}

fn size(size: &SizeRecord<'_>) -> Option<SizeInfo> {
    let number = |count: Option<&CountRecord<'_>>| {
        count.map(|c| match c.low == c.high {
            true => Number::Exact(c.low),
            false => Number::Range(format!("{}-{}", c.low, c.high)),
        })
    };
    let [dead, injured, arrested, crowd] = size.counts().map(number);
    (*size != SizeRecord::default()).then_some(SizeInfo {
        dead,
        injured,
        arrested,
        crowd,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Records, sample};
    use super::*;

    fn value(event: usize) -> serde_json::Value {
        let (article, coding) = sample::coded();
        let record = Records::new(&article, &coding, "c").of(&coding.events[event]);
        serde_json::to_value(PloverRecord::new(&record, None)).expect("a record")
    }

    #[test]
    fn fields_bear_the_names_of_the_manual() {
        let value = value(0);
        assert_eq!(value["event"].to_string(), r#"["ASSAULT"]"#);
        assert_eq!(value["date"], "2021-05-03");
        assert!(value.get("enddate").is_none(), "one day has no other end");
        assert_eq!(
            value["actor"].to_string(),
            r#"[{"code":"POL","sector":"COP","entity_text":"police"}]"#
        );
        assert_eq!(value["recipient"][1]["identifier_id"], "Q1");
        assert_eq!(value["event_loc"]["geonameid"], 3_093_133);
        assert_eq!(value["event_loc"]["resolution"], 4);
        assert_eq!(
            value["text_info"].to_string(),
            r#"{"sequence":0,"start":0,"end":90}"#
        );
        assert_eq!(value["size"].to_string(), r#"{"dead":2,"injured":"20-30"}"#);
        assert_eq!(value["cite_info"]["publication"], "The Post");
        assert_eq!(value["context"].to_string(), r#"["repression"]"#);
    }

    #[test]
    fn an_event_that_is_not_actual_says_so_in_its_context() {
        let value = value(1);
        assert_eq!(value["context"].to_string(), r#"["hypothetical"]"#);
        assert_eq!(value["status"], "hypothetical");
        assert!(value["date"].is_null());
        assert!(value.get("size").is_none() && value.get("event_loc").is_none());
    }
}
