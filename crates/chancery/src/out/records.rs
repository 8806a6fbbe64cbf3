//! From events that point into their article to records that carry the words.
//!
//! The score has one decimal, the confidence two, degrees at most four.

use super::offsets::CharOffsets;
use crate::event::{Count, Event, EventDate, Party, Place, Size, Source, Span};
use crate::ontology::score_of;
use crate::record::{
    CharSpan, CountRecord, DateRecord, PartyRecord, PlaceRecord, Record, SizeRecord, SourceRecord,
    WordsRecord,
};
use crate::{Article, Coding};

/// One article's coding on its way out: all that its records share.
#[derive(Debug)]
pub struct Records<'a> {
    article: &'a Article,
    coding: &'a Coding,
    stamp: &'a str,
    offsets: CharOffsets<'a>,
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

    /// The records of all events, in text order.
    pub fn all(&self) -> impl Iterator<Item = Record<'a>> {
        self.coding.events.iter().map(|e| self.of(e))
    }

    /// The record of one of the events.
    pub fn of(&self, event: &'a Event) -> Record<'a> {
        Record {
            id: event.id.as_str().into(),
            article: self.article.id.as_str().into(),
            publication_date: self.coding.date,
            outlet: self.coding.outlet.as_deref().map(Into::into),
            url: self.article.url.as_deref().map(Into::into),
            sentence: event.sentence,
            sentence_span: self.span(&event.sentence_span),
            event_type: event.event_type,
            mode: event.modes.clone(),
            quad: event.event_type.quad(),
            score: rounded(f64::from(score_of(event.event_type, &event.modes)), 10.0),
            context: event.contexts.iter().map(|&c| c.into()).collect(),
            trigger: WordsRecord {
                text: self.words(&event.trigger).into(),
                span: self.span(&event.trigger),
            },
            actor: event.actors.iter().map(|p| self.party(p)).collect(),
            recipient: event.recipients.iter().map(|p| self.party(p)).collect(),
            date: self.date(&event.date),
            place: event.place.as_ref().map(|p| self.place(p)),
            status: event.status,
            said_by: event.said_by.iter().map(|s| self.source(s)).collect(),
            size: self.size(&event.size),
            // a calibrated probability knows no more than two decimals
            confidence: rounded(f64::from(event.confidence), 100.0),
            coder: self.stamp.into(),
        }
    }

    fn span(&self, bytes: &Span) -> CharSpan {
        let chars = self.offsets.span(bytes);
        [chars.start, chars.end]
    }

    /// The words of a span; empty if it does not lie in the text.
    fn words(&self, span: &Span) -> &'a str {
        self.article.text.get(span.clone()).unwrap_or_default()
    }

    fn party(&self, party: &'a Party) -> PartyRecord<'a> {
        PartyRecord {
            text: self.words(&party.span).into(),
            span: self.span(&party.span),
            name: party.name.as_deref().map(Into::into),
            country: party.country.map(Into::into),
            sector: party.sector,
            actor_id: party.actor_id.as_deref().map(Into::into),
            basis: party.basis,
        }
    }

    fn date(&self, date: &EventDate) -> DateRecord<'a> {
        DateRecord {
            text: date.span.as_ref().map(|s| self.words(s).into()),
            span: date.span.as_ref().map(|s| self.span(s)),
            from: date.from,
            to: date.to,
            basis: date.basis,
        }
    }

    fn place(&self, place: &'a Place) -> PlaceRecord<'a> {
        PlaceRecord {
            text: self.words(&place.span).into(),
            span: self.span(&place.span),
            name: place.name.as_deref().map(Into::into),
            country: place.country.map(Into::into),
            lat: place.position.map(|(lat, _)| degrees(lat)),
            lon: place.position.map(|(_, lon)| degrees(lon)),
            geoname_id: place.geoname_id,
            resolution: place.resolution.map(Into::into),
        }
    }

    fn source(&self, source: &Source) -> SourceRecord<'a> {
        SourceRecord {
            text: self.words(&source.span).into(),
            span: self.span(&source.span),
            country: source.country.map(Into::into),
            sector: source.sector,
            cue: source.cue.as_ref().map(|c| self.words(c).into()),
        }
    }

    fn size(&self, size: &Size) -> SizeRecord<'a> {
        let count = |count: &Option<Count>| {
            count.as_ref().map(|c| CountRecord {
                low: c.low,
                high: c.high,
                text: self.words(&c.span).into(),
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

/// Degrees to four decimals: eleven metres.
fn degrees(degrees: f64) -> f64 {
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

    fn json(article: &Article, coding: &Coding, event: usize) -> serde_json::Value {
        let records = Records::new(article, coding, "chancery 9");
        serde_json::to_value(records.of(&coding.events[event])).expect("a record")
    }

    #[test]
    fn a_record_has_the_keys_of_the_schema_in_its_order() {
        let (article, coding) = sample::coded();
        let value = json(&article, &coding, 0);
        let object = value.as_object().expect("an object");
        let keys: Vec<&str> = object.keys().map(|k| &**k).collect();
        let expected = "id article publication_date outlet url sentence sentence_span type mode quad \
            score context trigger actor recipient date place status said_by size confidence coder";
        assert_eq!(keys, expected.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn a_full_record_reads_as_the_schema_says() {
        let (article, coding) = sample::coded();
        let line = serde_json::to_string(&json(&article, &coding, 0)).expect("a value");
        assert_eq!(line, sample::FIRST_RECORD);
    }

    #[test]
    fn a_record_reads_back_as_it_was_written() {
        let (article, coding) = sample::coded();
        for record in Records::new(&article, &coding, "chancery 9").all() {
            let line = serde_json::to_string(&record).expect("a record");
            let back: Record<'static> = serde_json::from_str(&line).expect("a record");
            assert_eq!(back, record);
        }
    }

    #[test]
    fn what_is_unknown_is_null() {
        let (article, coding) = sample::coded();
        let value = json(&article, &coding, 1);
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
        assert_eq!(json(&article, &coding, 0)["trigger"]["text"], "");
    }
}
