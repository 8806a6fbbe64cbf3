//! One event of the world told twice in an article is one record (guide, "The fields").
//!
//! Two records can be one if type, and happened or not, agree, and dates do not exclude each other.
//! They are if the later trigger takes up what was told ("the meeting") and brings no new party, or
//! if all parties agree, there is one, and both triggers have the same stem or stand in one clause.

use crate::document::Document;
use crate::event::{Event, EventDate, Party};
use crate::ontology::Status;

/// Words between two triggers of one event.
const CLAUSE: usize = 6;

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
    if a.event_type != b.event_type || happened(a) != happened(b) || !dates_agree(&a.date, &b.date)
    {
        return false;
    }
    let (a_actors, b_actors) = (parties(document, &a.actors), parties(document, &b.actors));
    let (a_others, b_others) = (
        parties(document, &a.recipients),
        parties(document, &b.recipients),
    );
    if is_taken_up(document, b) {
        let known = |p: &String| a_actors.contains(p) || a_others.contains(p);
        return b_actors.iter().chain(&b_others).all(known);
    }
    let parties = a_actors == b_actors && a_others == b_others;
    let any = !(a_actors.is_empty() && a_others.is_empty());
    parties && any && (stem(document, a) == stem(document, b) || is_one_clause(document, a, b))
}

/// Whether two triggers stand so close that they name one event: "a missile struck".
fn is_one_clause(document: &Document<'_>, a: &Event, b: &Event) -> bool {
    let between = document.words(&(a.trigger.end..b.trigger.start.max(a.trigger.end)));
    let words = between
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    let joined = between.contains([',', ';']) || words.clone().any(|w| w == "and" || w == "or");
    a.sentence == b.sentence && !joined && words.count() <= CLAUSE
}

/// Whether the trigger takes up what was told: "the meeting", "their talks".
fn is_taken_up(document: &Document<'_>, event: &Event) -> bool {
    let before = document.words(&(event.sentence_span.start..event.trigger.start));
    let word = before
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .to_lowercase();
    let adjacent = before.ends_with(char::is_whitespace);
    adjacent && matches!(word.as_str(), "the" | "this" | "that" | "these" | "those")
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
