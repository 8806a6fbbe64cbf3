//! What is attributed to whom, and where one says what another denies.

use super::choice::Choice;
use super::columns::{Column, Columns};
use super::events::{Browsed, Order, Page, cut, place_of};
use super::filters::Filters;
use crate::{Archive, ArchiveError};
use chancery::ontology::{EventType, Status};
use chancery::record::SourceRecord;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Contradictions that are told.
const CONTRADICTIONS: usize = 20;
/// Events on each side of one.
const VOICES: usize = 10;
/// Days by which two tellings of one event may differ.
const DAYS: i32 = 1;

/// A page of claims.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Claims {
    /// Events that the article attributes to somebody, the newest first.
    pub claims: Vec<Claim>,
    /// Where tellings contradict, the newest first; on the first page only.
    pub contradictions: Vec<Contradiction>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// An event and who says so.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim {
    /// The event.
    pub event: Browsed,
    /// Who says so, innermost first.
    pub said_by: Vec<SourceRecord<'static>>,
}

/// Tellings of one event, some of which deny it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contradiction {
    /// `ASSAULT IRN→ISR, 2024-04-13, Isfahan`; `?` stands for a side that is not known.
    pub about: String,
    /// Tellings that it happened.
    pub says: Vec<Browsed>,
    /// Tellings that it did not.
    pub denies: Vec<Browsed>,
}

/// What tells that two records are about one event: type and countries.
type Key = (EventType, u16, u16);

/// A pair of countries with the days on which something is denied, and by which events.
#[derive(Default)]
struct Dispute<'c> {
    says: Vec<&'c Column>,
    denies: BTreeMap<Date, Vec<&'c Column>>,
}

impl Archive {
    /// A page of claims among the chosen events, and the contradictions among them.
    ///
    /// Two records contradict if one says that an event happened which the other says did not: of
    /// the same type between the same countries, at most a day apart and in no two different
    /// countries, with somebody being quoted for at least one of them.
    ///
    /// # Errors
    /// The file is damaged, or the page's beginning is none that was handed out.
    pub fn claims(
        &self,
        columns: &Columns,
        filters: &Filters,
        page: &Page,
    ) -> Result<Claims, ArchiveError> {
        let after = page.after.as_deref().map(place_of).transpose()?;
        self.claims_after(columns, filters, page.limit, after)
            .map_err(|error| self.failed(error))
    }

    fn claims_after(
        &self,
        columns: &Columns,
        filters: &Filters,
        limit: usize,
        after: Option<super::events::Place>,
    ) -> rusqlite::Result<Claims> {
        let choice = Choice::new(&self.connection, columns, filters)?;
        let (rows, next, _) = cut(columns, Order::Newest, limit, after, |event| {
            quoted(columns, event) && choice.holds(columns, event)
        });
        let mut claims = Vec::with_capacity(rows.len());
        for row in rows {
            let event = self.browsed(row.into())?;
            claims.extend(event.map(|event| Claim {
                said_by: event.record.said_by.clone(),
                event,
            }));
        }
        let contradictions = match after {
            None => self.contradictions(columns, &choice)?,
            Some(_) => Vec::new(),
        };
        Ok(Claims {
            claims,
            contradictions,
            next,
        })
    }

    fn contradictions(
        &self,
        columns: &Columns,
        choice: &Choice<'_>,
    ) -> rusqlite::Result<Vec<Contradiction>> {
        let mut found: Vec<(Date, Vec<&Column>, &Vec<&Column>)> = Vec::new();
        let disputes = disputes(columns, choice);
        for dispute in disputes.values() {
            for (day, denies) in &dispute.denies {
                let says: Vec<&Column> = (dispute.says.iter())
                    .filter(|s| denies.iter().any(|d| same(columns, s, d)))
                    .copied()
                    .collect();
                let quoted = says.iter().chain(denies).any(|e| quoted(columns, e));
                if !says.is_empty() && quoted {
                    found.push((*day, says, denies));
                }
            }
        }
        found.sort_by_key(|(day, ..)| std::cmp::Reverse(*day));
        found.truncate(CONTRADICTIONS);
        let mut told = Vec::new();
        for (day, says, denies) in &found {
            let Some(first) = denies.first() else {
                continue;
            };
            let denies = self.voices(denies)?;
            told.push(Contradiction {
                about: about(columns, first, *day, denies.first()),
                says: self.voices(says)?,
                denies,
            });
        }
        Ok(told)
    }

    fn voices(&self, events: &[&Column]) -> rusqlite::Result<Vec<Browsed>> {
        let mut voices = Vec::new();
        for event in events.iter().take(VOICES) {
            voices.extend(self.browsed(event.event.into())?);
        }
        Ok(voices)
    }
}

/// What is denied, by type and countries, with all that says so.
fn disputes<'c>(columns: &'c Columns, choice: &Choice<'_>) -> BTreeMap<Key, Dispute<'c>> {
    let mut disputes: BTreeMap<Key, Dispute<'c>> = BTreeMap::new();
    let mut keys = Vec::new();
    for event in columns.dated().filter(|e| e.status == Status::Negated) {
        if !choice.holds(columns, event) {
            continue;
        }
        keys_of(columns, event, &mut keys);
        for key in &keys {
            if let Some(day) = event.from {
                let denies = &mut disputes.entry(*key).or_default().denies;
                denies.entry(day).or_default().push(event);
            }
        }
    }
    let happened = |e: &&Column| matches!(e.status, Status::Actual | Status::Historical);
    for event in columns.dated().filter(happened) {
        if disputes.is_empty() || !choice.holds(columns, event) {
            continue;
        }
        keys_of(columns, event, &mut keys);
        for key in &keys {
            if let Some(dispute) = disputes.get_mut(key) {
                dispute.says.push(event);
            }
        }
    }
    disputes
}

/// Somebody is quoted for it.
fn quoted(columns: &Columns, event: &Column) -> bool {
    columns.parties(event).iter().any(|s| s.role == 2)
}

fn keys_of(columns: &Columns, event: &Column, keys: &mut Vec<Key>) {
    let mut pairs = Vec::new();
    columns.pairs(event, &mut pairs);
    keys.clear();
    let known = pairs.into_iter().filter(|(a, b)| *a > 0 || *b > 0);
    keys.extend(known.map(|(a, b)| (event.event_type, a, b)));
}

/// Whether two tellings of a type and pair may be of one event.
fn same(columns: &Columns, a: &Column, b: &Column) -> bool {
    let near = |x: Date, y: Date| (x - y).get_days().abs() <= DAYS;
    let country = |e: &Column| {
        let country = columns.places.get(e.place as usize).copied();
        country.filter(|c| e.place > 0 && *c > 0)
    };
    let apart = country(a).zip(country(b)).is_some_and(|(x, y)| x != y);
    a.from.zip(b.from).is_some_and(|(x, y)| near(x, y)) && !apart
}

fn about(columns: &Columns, event: &Column, day: Date, told: Option<&Browsed>) -> String {
    let mut pairs = Vec::new();
    columns.pairs(event, &mut pairs);
    let country = |n: u16| match columns.countries.text(usize::from(n)) {
        "" => "?".to_owned(),
        code => code.to_owned(),
    };
    let (a, b) = pairs.first().copied().unwrap_or_default();
    let place = told.and_then(|t| t.record.place.as_ref());
    let place = place.map(|p| p.name.as_ref().unwrap_or(&p.text).to_string());
    let place = place.map_or_else(String::new, |p| format!(", {p}"));
    format!(
        "{} {}→{}, {day}{place}",
        event.event_type,
        country(a),
        country(b)
    )
}
