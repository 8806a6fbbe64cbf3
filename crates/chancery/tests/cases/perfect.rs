//! The coding that a case asks for, to see that comparing finds nothing wrong with it.

use crate::cells::{Expected, Who};
use chancery::Event;
use chancery::event::{Basis, DateBasis, EventDate, Party, Place, Size, Source};
use chancery::ontology::Status;

/// An event for each expected record; what may be anything is left out or `actual`.
pub fn coded(expected: &[Expected]) -> Vec<Event> {
    expected.iter().map(event).collect()
}

fn event(e: &Expected) -> Event {
    let (from, to) = e.date.unwrap_or_default();
    let place = e.place.as_ref().and_then(Option::as_ref);
    Event {
        id: String::new(),
        sentence: 0,
        sentence_span: e.trigger.clone(),
        event_type: e.event_type,
        modes: e.modes.clone().unwrap_or_default(),
        contexts: Vec::new(),
        trigger: e.trigger.clone(),
        actors: list(&e.actors, party),
        recipients: list(&e.recipients, party),
        date: EventDate {
            span: None,
            from,
            to,
            basis: DateBasis::Text,
        },
        place: place.map(|p| Place {
            span: p.span.clone(),
            name: None,
            country: country(p),
            position: None,
            geoname_id: None,
            resolution: None,
        }),
        status: e.status.unwrap_or(Status::Actual),
        said_by: list(&e.said_by, |who| Source {
            span: who.span.clone(),
            country: country(who),
            sector: who.sector,
            cue: None,
        }),
        size: Size::default(),
        confidence: 1.0,
    }
}

fn list<T>(cell: &Option<Vec<Who>>, read: impl Fn(&Who) -> T) -> Vec<T> {
    cell.iter().flatten().map(read).collect()
}

fn party(who: &Who) -> Party {
    Party {
        span: who.span.clone(),
        name: None,
        country: country(who),
        sector: who.sector,
        actor_id: None,
        basis: Basis::Unknown,
    }
}

fn country(who: &Who) -> Option<&'static str> {
    who.country.as_deref().map(|c| &*c.to_owned().leak())
}
