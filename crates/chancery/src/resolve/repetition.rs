//! One event of the world told twice in an article is one record (guide, "The fields").
//!
//! Two records are one if type, happened or not, and parties agree, dates do not exclude each
//! other, and both triggers have the same stem. Records without any party are never one.

use crate::document::Document;
use crate::event::{Event, EventDate, Party};
use crate::ontology::Status;

/// Keeps the first telling of each event.
pub fn drop_repeated(document: &Document<'_>, events: Vec<Event>) -> Vec<Event> {
    let mut out: Vec<Event> = Vec::new();
    for event in events {
        if !out.iter().any(|known| same(document, known, &event)) {
            out.push(event);
        }
    }
    out
}

fn same(document: &Document<'_>, a: &Event, b: &Event) -> bool {
    let happened = |e: &Event| matches!(e.status, Status::Actual | Status::Historical);
    a.event_type == b.event_type
        && happened(a) == happened(b)
        && parties(document, &a.actors) == parties(document, &b.actors)
        && parties(document, &a.recipients) == parties(document, &b.recipients)
        && !(a.actors.is_empty() && a.recipients.is_empty())
        && dates_agree(&a.date, &b.date)
        && stem(document, a) == stem(document, b)
}

/// Names of the parties, so that "Ortiz" and "the general" are one if they are resolved to one.
fn parties<'a>(document: &Document<'a>, parties: &[Party]) -> Vec<String> {
    let name = |p: &Party| match &p.name {
        Some(name) => name.clone(),
        None => document.words(&p.span).to_lowercase(),
    };
    let mut names: Vec<String> = parties.iter().map(name).collect();
    names.sort();
    names
}

fn dates_agree(a: &EventDate, b: &EventDate) -> bool {
    match ((a.from, a.to), (b.from, b.to)) {
        ((Some(a_from), Some(a_to)), (Some(b_from), Some(b_to))) => {
            a_from <= b_to && b_from <= a_to
        }
        _ => true,
    }
}

/// The first letters of the trigger's last word: "met" and "meeting" differ, "attack" and
/// "attacks" do not.
fn stem(document: &Document<'_>, event: &Event) -> String {
    let words = document.words(&event.trigger).to_lowercase();
    words
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .chars()
        .take(5)
        .collect()
}
