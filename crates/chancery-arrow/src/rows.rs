//! The columns of a record.

use crate::ArrowError;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, FieldRef, Fields, Schema};
use chancery::record::{CharSpan, CountRecord, PartyRecord, Record, SourceRecord};
use serde::Serialize;
use serde_arrow::ArrayBuilder;
use std::sync::Arc;

/// The columns, in their order.
pub fn schema() -> Arc<Schema> {
    Arc::new(Schema::new(fields()))
}

/// Gathers records into batches.
pub struct Batches(ArrayBuilder);

impl std::fmt::Debug for Batches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Batches")
    }
}

impl Batches {
    /// Empty.
    ///
    /// # Errors
    /// None that a caller could cause.
    pub fn new() -> Result<Self, ArrowError> {
        let fields: Vec<FieldRef> = fields().into_iter().map(Arc::new).collect();
        Ok(Batches(ArrayBuilder::from_arrow(&fields)?))
    }

    /// Takes a record.
    ///
    /// # Errors
    /// A number is too large for its column: a span behind two billion characters.
    pub fn push(&mut self, record: &Record<'_>) -> Result<(), ArrowError> {
        Ok(self.0.push(Row::of(record))?)
    }

    /// Hands out what was taken so far.
    ///
    /// # Errors
    /// None that a caller could cause.
    pub fn batch(&mut self) -> Result<RecordBatch, ArrowError> {
        Ok(self.0.to_record_batch()?)
    }
}

fn text(name: &str, unknown: bool) -> Field {
    Field::new(name, DataType::Utf8, unknown)
}

fn number(name: &str, unknown: bool) -> Field {
    Field::new(name, DataType::Int32, unknown)
}

fn list(name: &str, of: DataType) -> Field {
    Field::new(
        name,
        DataType::List(Arc::new(Field::new("item", of, false))),
        false,
    )
}

fn party() -> DataType {
    DataType::Struct(Fields::from(vec![
        text("text", false),
        number("start", false),
        number("end", false),
        text("name", true),
        text("country", true),
        text("sector", true),
        text("actor_id", true),
        text("basis", false),
    ]))
}

fn source() -> DataType {
    DataType::Struct(Fields::from(vec![
        text("text", false),
        number("start", false),
        number("end", false),
        text("country", true),
        text("sector", true),
        text("cue", true),
    ]))
}

fn fields() -> Vec<Field> {
    let mut fields = vec![
        text("id", false),
        text("article", false),
        Field::new("publication_date", DataType::Date32, true),
        text("outlet", true),
        text("url", true),
        number("sentence", false),
        number("sentence_start", false),
        number("sentence_end", false),
        text("type", false),
        list("mode", DataType::Utf8),
        Field::new("quad", DataType::Int8, false),
        Field::new("score", DataType::Float64, false),
        list("context", DataType::Utf8),
        text("trigger", false),
        number("trigger_start", false),
        number("trigger_end", false),
        list("actor", party()),
        list("recipient", party()),
        Field::new("date_from", DataType::Date32, true),
        Field::new("date_to", DataType::Date32, true),
        text("date_text", true),
        number("date_start", true),
        number("date_end", true),
        text("date_basis", false),
        text("place", true),
        number("place_start", true),
        number("place_end", true),
        text("place_name", true),
        text("place_country", true),
        Field::new("lat", DataType::Float64, true),
        Field::new("lon", DataType::Float64, true),
        Field::new("geoname_id", DataType::Int64, true),
        text("place_resolution", true),
        text("status", false),
        list("said_by", source()),
    ];
    for what in ["dead", "injured", "arrested", "crowd"] {
        fields.push(Field::new(format!("{what}_low"), DataType::Int64, true));
        fields.push(Field::new(format!("{what}_high"), DataType::Int64, true));
    }
    fields.push(Field::new("confidence", DataType::Float64, false));
    fields.push(text("coder", false));
    fields
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    article: &'a str,
    publication_date: Option<String>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    sentence: usize,
    sentence_start: usize,
    sentence_end: usize,
    r#type: &'static str,
    mode: Vec<&'static str>,
    quad: u8,
    score: f64,
    context: Vec<&'a str>,
    trigger: &'a str,
    trigger_start: usize,
    trigger_end: usize,
    actor: Vec<Party<'a>>,
    recipient: Vec<Party<'a>>,
    date_from: Option<String>,
    date_to: Option<String>,
    date_text: Option<&'a str>,
    date_start: Option<usize>,
    date_end: Option<usize>,
    date_basis: &'static str,
    place: Option<&'a str>,
    place_start: Option<usize>,
    place_end: Option<usize>,
    place_name: Option<&'a str>,
    place_country: Option<&'a str>,
    lat: Option<f64>,
    lon: Option<f64>,
    geoname_id: Option<u32>,
    place_resolution: Option<&'a str>,
    status: &'static str,
    said_by: Vec<Source<'a>>,
    dead_low: Option<u64>,
    dead_high: Option<u64>,
    injured_low: Option<u64>,
    injured_high: Option<u64>,
    arrested_low: Option<u64>,
    arrested_high: Option<u64>,
    crowd_low: Option<u64>,
    crowd_high: Option<u64>,
    confidence: f64,
    coder: &'a str,
}

#[derive(Serialize)]
struct Party<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    name: Option<&'a str>,
    country: Option<&'a str>,
    sector: Option<&'static str>,
    actor_id: Option<&'a str>,
    basis: &'static str,
}

#[derive(Serialize)]
struct Source<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    country: Option<&'a str>,
    sector: Option<&'static str>,
    cue: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn of(record: &'a Record<'_>) -> Self {
        let place = record.place.as_ref();
        let low = |count: Option<&CountRecord<'_>>| count.map(|c| c.low);
        let high = |count: Option<&CountRecord<'_>>| count.map(|c| c.high);
        let [dead, injured, arrested, crowd] = record.size.counts();
        Row {
            id: &record.id,
            article: &record.article,
            publication_date: record.publication_date.map(|d| d.to_string()),
            outlet: record.outlet.as_deref(),
            url: record.url.as_deref(),
            sentence: record.sentence,
            sentence_start: record.sentence_span[0],
            sentence_end: record.sentence_span[1],
            r#type: record.event_type.as_str(),
            mode: record.mode.iter().map(|m| m.as_str()).collect(),
            quad: record.quad,
            score: record.score,
            context: record.context.iter().map(AsRef::as_ref).collect(),
            trigger: &record.trigger.text,
            trigger_start: record.trigger.span[0],
            trigger_end: record.trigger.span[1],
            actor: record.actor.iter().map(party_row).collect(),
            recipient: record.recipient.iter().map(party_row).collect(),
            date_from: record.date.from.map(|d| d.to_string()),
            date_to: record.date.to.map(|d| d.to_string()),
            date_text: record.date.text.as_deref(),
            date_start: record.date.span.map(first),
            date_end: record.date.span.map(last),
            date_basis: record.date.basis.as_str(),
            place: place.map(|p| p.text.as_ref()),
            place_start: place.map(|p| first(p.span)),
            place_end: place.map(|p| last(p.span)),
            place_name: place.and_then(|p| p.name.as_deref()),
            place_country: place.and_then(|p| p.country.as_deref()),
            lat: place.and_then(|p| p.lat),
            lon: place.and_then(|p| p.lon),
            geoname_id: place.and_then(|p| p.geoname_id),
            place_resolution: place.and_then(|p| p.resolution.as_deref()),
            status: record.status.as_str(),
            said_by: record.said_by.iter().map(source_row).collect(),
            dead_low: low(dead),
            dead_high: high(dead),
            injured_low: low(injured),
            injured_high: high(injured),
            arrested_low: low(arrested),
            arrested_high: high(arrested),
            crowd_low: low(crowd),
            crowd_high: high(crowd),
            confidence: record.confidence,
            coder: &record.coder,
        }
    }
}

fn party_row<'a>(party: &'a PartyRecord<'_>) -> Party<'a> {
    Party {
        text: &party.text,
        start: first(party.span),
        end: last(party.span),
        name: party.name.as_deref(),
        country: party.country.as_deref(),
        sector: party.sector.map(|s| s.as_str()),
        actor_id: party.actor_id.as_deref(),
        basis: party.basis.as_str(),
    }
}

fn source_row<'a>(source: &'a SourceRecord<'_>) -> Source<'a> {
    Source {
        text: &source.text,
        start: first(source.span),
        end: last(source.span),
        country: source.country.as_deref(),
        sector: source.sector.map(|s| s.as_str()),
        cue: source.cue.as_deref(),
    }
}

fn first(span: CharSpan) -> usize {
    span[0]
}

fn last(span: CharSpan) -> usize {
    span[1]
}
