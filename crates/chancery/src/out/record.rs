//! The event record as JSON, field for field: the format that every other is written from.
//!
//! Spans are characters of the article's text. Keys stand in a fixed order and none is left out:
//! what is unknown is null. The score has one decimal, the confidence two, degrees at most four.

use super::offsets::CharOffsets;
pub use super::shape::Record;
use super::shape::{
    CharSpan, CountRecord, DateRecord, Day, PartyRecord, PlaceRecord, SizeRecord, SourceRecord,
    WordsRecord,
};
use crate::event::{Basis, Count, DateBasis, Event, EventDate, Party, Place, Size, Source, Span};
use crate::{Article, Coding};

/// One article's coding on its way out: all that its records share.
#[derive(Debug)]
pub struct Records<'a> {
    article: &'a Article,
    coding: &'a Coding,
    stamp: &'a str,
    offsets: CharOffsets<'a>,
}

/// The record of one event as a value. For many events of one article [`Records`] is faster, and
/// [`Writer`](super::Writer) faster still.
pub fn json(article: &Article, coding: &Coding, event: &Event, stamp: &str) -> serde_json::Value {
    let records = Records::new(article, coding, stamp);
    // a record has string keys alone, so there is nothing that could fail
    serde_json::to_value(records.of(event)).unwrap_or_default()
}

impl<'a> Records<'a> {
    /// Makes ready to write the events of one article; `stamp` is the coder's.
    pub fn new(article: &'a Article, coding: &'a Coding, stamp: &'a str) -> Self {
        Records {
            article,
            coding,
            stamp,
            offsets: CharOffsets::new(&article.text),
        }
    }

    /// The record of one of the events.
    pub fn of(&self, event: &'a Event) -> Record<'a> {
        Record {
            id: &event.id,
            article: &self.article.id,
            publication_date: self.coding.date.map(Day),
            outlet: self.coding.outlet.as_deref(),
            url: self.article.url.as_deref(),
            sentence: event.sentence,
            sentence_span: self.span(&event.sentence_span),
            event_type: event.event_type.as_str(),
            mode: event.modes.iter().map(|m| m.as_str()).collect(),
            quad: event.event_type.quad(),
            score: score(event),
            context: &event.contexts,
            trigger: WordsRecord {
                text: words(self.article, &event.trigger),
                span: self.span(&event.trigger),
            },
            actor: event.actors.iter().map(|p| self.party(p)).collect(),
            recipient: event.recipients.iter().map(|p| self.party(p)).collect(),
            date: self.date(&event.date),
            place: event.place.as_ref().map(|p| self.place(p)),
            status: event.status.as_str(),
            said_by: event.said_by.iter().map(|s| self.source(s)).collect(),
            size: self.size(&event.size),
            confidence: confidence(event),
            coder: self.stamp,
        }
    }

    pub(super) fn span(&self, bytes: &Span) -> CharSpan {
        let chars = self.offsets.span(bytes);
        [chars.start, chars.end]
    }

    fn party(&self, party: &'a Party) -> PartyRecord<'a> {
        PartyRecord {
            text: words(self.article, &party.span),
            span: self.span(&party.span),
            name: party.name.as_deref(),
            country: party.country,
            sector: party.sector.map(|s| s.as_str()),
            actor_id: party.actor_id.as_deref(),
            basis: basis(party.basis),
        }
    }

    fn date(&self, date: &EventDate) -> DateRecord<'a> {
        DateRecord {
            text: date.span.as_ref().map(|s| words(self.article, s)),
            span: date.span.as_ref().map(|s| self.span(s)),
            from: date.from.map(Day),
            to: date.to.map(Day),
            basis: match date.basis {
                DateBasis::Text => "text",
                DateBasis::Reporting => "reporting",
                DateBasis::Unknown => "unknown",
            },
        }
    }

    fn place(&self, place: &'a Place) -> PlaceRecord<'a> {
        PlaceRecord {
            text: words(self.article, &place.span),
            span: self.span(&place.span),
            name: place.name.as_deref(),
            country: place.country,
            lat: place.position.map(|(lat, _)| degrees(lat)),
            lon: place.position.map(|(_, lon)| degrees(lon)),
            geoname_id: place.geoname_id,
            resolution: place.resolution,
        }
    }

    fn source(&self, source: &Source) -> SourceRecord<'a> {
        SourceRecord {
            text: words(self.article, &source.span),
            span: self.span(&source.span),
            country: source.country,
            sector: source.sector.map(|s| s.as_str()),
            cue: source.cue.as_ref().map(|c| words(self.article, c)),
        }
    }

    fn size(&self, size: &Size) -> SizeRecord<'a> {
        let count = |count: &Option<Count>| {
            count.as_ref().map(|c| CountRecord {
                low: c.low,
                high: c.high,
                text: words(self.article, &c.span),
                span: self.span(&c.span),
            })
        };
        SizeRecord {
            dead: count(&size.dead),
            injured: count(&size.injured),
            arrested: count(&size.arrested),
            crowd: count(&size.crowd),
        }
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Name => "name",
        Basis::Title => "title",
        Basis::Nationality => "nationality",
        Basis::Metonym => "metonym",
        Basis::Coreference => "coreference",
        Basis::Counterpart => "counterpart",
        Basis::DocumentDefault => "document_default",
        Basis::Unknown => "unknown",
    }
}

/// The words of a span; empty if it does not lie in the text.
pub(super) fn words<'a>(article: &'a Article, span: &Span) -> &'a str {
    article.text.get(span.clone()).unwrap_or_default()
}

/// PLOVER's score of the event, to one decimal.
pub(super) fn score(event: &Event) -> f64 {
    rounded(f64::from(event.event_type.score()), 10.0)
}

/// Confidence to two decimals: a calibrated probability knows no more.
pub(super) fn confidence(event: &Event) -> f64 {
    rounded(f64::from(event.confidence), 100.0)
}

/// Degrees to four decimals: eleven metres.
pub(super) fn degrees(degrees: f64) -> f64 {
    rounded(degrees, 10_000.0)
}

fn rounded(x: f64, steps: f64) -> f64 {
    // adding zero makes -0.0 positive
    (x * steps).round() / steps + 0.0
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_record_has_the_keys_of_the_schema_in_its_order() {
        let (article, coding) = sample::coded();
        let value = json(&article, &coding, &coding.events[0], "chancery 9");
        let keys: Vec<&str> = value
            .as_object()
            .expect("an object")
            .keys()
            .map(|k| &**k)
            .collect();
        let expected = "id article publication_date outlet url sentence sentence_span type mode quad \
            score context trigger actor recipient date place status said_by size confidence coder";
        assert_eq!(keys, expected.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn a_full_record_reads_as_the_schema_says() {
        let (article, coding) = sample::coded();
        let value = json(&article, &coding, &coding.events[0], "chancery 9");
        let line = serde_json::to_string(&value).expect("a value");
        assert_eq!(line, sample::FIRST_RECORD);
    }

    #[test]
    fn what_is_unknown_is_null() {
        let (article, coding) = sample::coded();
        let value = json(&article, &coding, &coding.events[1], "chancery 9");
        assert!(value["place"].is_null() && value["size"]["dead"].is_null());
        assert_eq!(
            value["date"].to_string(),
            r#"{"text":null,"span":null,"from":null,"to":null,"basis":"unknown"}"#
        );
        assert_eq!(value["actor"].to_string(), "[]");
    }

    #[test]
    fn numbers_are_rounded_and_never_minus_zero() {
        assert_eq!(rounded(f64::from(0.87_f32), 100.0), 0.87);
        assert_eq!(degrees(51.424_449), 51.4244);
        assert!(rounded(-0.001, 100.0).is_sign_positive());
    }

    #[test]
    fn a_span_outside_the_text_gives_no_words() {
        let (article, mut coding) = sample::coded();
        coding.events[0].trigger = 9_000..9_001;
        let value = json(&article, &coding, &coding.events[0], "chancery 9");
        assert_eq!(value["trigger"]["text"], "");
    }
}
