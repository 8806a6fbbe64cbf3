//! What the words stand for: who, when, where, who says so. A fixed order of plain functions.

pub mod actors;
pub mod dates;
mod domestic;
pub mod numbers;
pub mod places;
mod quotations;
mod repetition;
mod sources;

use crate::document::Document;
use crate::event::{Event, EventDate, Party, Place, Source, Span};
use crate::gazetteer::Gazetteer;
use crate::reading::{ReadEvent, Reading, Role};
use actors::Cast;
use dates::Timeline;
use quotations::Quotation;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Turns a reading into events, in text order. Never fails; what stays unknown is none.
pub fn resolve(document: &Document<'_>, reading: &Reading, gazetteer: &Gazetteer) -> Vec<Event> {
    let room = Resolver {
        document,
        gazetteer,
        cast: Cast::new(document, reading, gazetteer),
        timeline: Timeline::new(document),
        quotations: quotations::find(document, reading),
    };
    let mut events: Vec<Event> = reading.events.iter().map(|e| room.event(e)).collect();
    events.sort_by_key(|e| (e.trigger.start, e.trigger.end, e.event_type));
    repetition::drop_repeated(document, events)
}

/// What is known of the whole article before the first event is resolved.
struct Resolver<'d, 'a> {
    document: &'d Document<'a>,
    gazetteer: &'d Gazetteer,
    cast: Cast<'d>,
    timeline: Timeline<'d, 'a>,
    quotations: Vec<Quotation>,
}

impl Resolver<'_, '_> {
    fn event(&self, read: &ReadEvent) -> Event {
        let date = self.timeline.event_date(read);
        let actors = self.parties(read, Role::Actor, &date);
        let recipients = self.parties(read, Role::Recipient, &date);
        let place = self.place(read);
        Event {
            id: id(self.document, read),
            sentence: read.sentence,
            sentence_span: self.sentence(read),
            event_type: read.event_type,
            modes: read.modes.iter().map(|(mode, _)| *mode).collect(),
            contexts: Vec::new(),
            trigger: read.trigger.clone(),
            place: place.or_else(|| domestic::place(read.event_type, &actors, &recipients)),
            actors,
            recipients,
            status: dates::adjusted_status(read.status, &date, self.document.date),
            said_by: self.said_by(read, &date),
            size: numbers::size(self.document, read),
            confidence: confidence(read),
            date,
        }
    }

    fn sentence(&self, read: &ReadEvent) -> Span {
        let sentence = self.document.sentences.get(read.sentence);
        sentence.map_or_else(|| read.trigger.clone(), |s| s.span.clone())
    }

    /// Parties in text order, each once; "the two countries" are two.
    fn parties(&self, read: &ReadEvent, role: Role, date: &EventDate) -> Vec<Party> {
        let mut parties: Vec<Party> = Vec::new();
        for filler in read.fillers.iter().filter(|f| f.role == role) {
            for party in self.cast.parties(&filler.span, date.from) {
                let again = |p: &Party| p.name.is_some() && p.name == party.name;
                if !parties.iter().any(again) {
                    parties.push(party);
                }
            }
        }
        parties
    }

    /// The most certain place.
    fn place(&self, read: &ReadEvent) -> Option<Place> {
        let places = read.fillers.iter().filter(|f| f.role == Role::Place);
        let best = places.max_by(|a, b| {
            a.score
                .total_cmp(&b.score)
                .then(b.span.start.cmp(&a.span.start))
        })?;
        Some(places::place(
            self.document,
            &best.span,
            &self.cast,
            self.gazetteer,
        ))
    }

    fn said_by(&self, read: &ReadEvent, date: &EventDate) -> Vec<Source> {
        let attributions = sources::attributions(self.document, read, &self.quotations);
        let source = |a: sources::Attribution| {
            let party = self.cast.party(&a.source, date.from);
            Source {
                span: a.source,
                country: party.country,
                sector: party.sector,
                cue: a.cue,
            }
        };
        attributions.into_iter().map(source).collect()
    }
}

/// Hash of the article's id and text, the trigger's span and the type.
fn id(document: &Document<'_>, read: &ReadEvent) -> String {
    let article = document.article;
    let mut hash = Sha256::new();
    for part in [
        article.id.as_str(),
        article.text.as_str(),
        read.event_type.as_str(),
    ] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.update((read.trigger.start as u64).to_le_bytes());
    hash.update((read.trigger.end as u64).to_le_bytes());
    hash.finalize()
        .iter()
        .take(8)
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// Product of the probabilities of type, status and parties; the reader knows how often events of
/// such a product are right.
fn confidence(read: &ReadEvent) -> f32 {
    let parties = read
        .fillers
        .iter()
        .filter(|f| matches!(f.role, Role::Actor | Role::Recipient));
    parties.fold(read.type_score * read.status_score, |p, f| p * f.score)
}
