//! Two parties over time.

use super::choice::{Choice, Found, find};
use super::columns::{Column, Columns};
use super::filters::{Filters, Who};
use super::summary::{DyadCount, Sum};
use crate::panel::Period;
use crate::{Archive, ArchiveError};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Sources that are told.
const SOURCES: usize = 50;
/// Events whose sources are looked up, the newest.
const LOOKED_UP: usize = 20_000;

/// Which two, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// One.
    pub a: Who,
    /// The other.
    pub b: Who,
    /// Only what `a` does to `b`.
    pub directed: bool,
    /// How long a step of the series is.
    pub period: Period,
}

/// What passed between two parties.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Dyad {
    /// By period, those without an event left out; as of [`Summary`](super::Summary) a period
    /// counts the events that begin in it and are not wider.
    pub series: Vec<Step>,
    /// By who acts.
    pub directions: Vec<DyadCount>,
    /// By type; only those that occur.
    pub types: BTreeMap<&'static str, u64>,
    /// Who says so, most events first.
    pub said_by: Vec<Source>,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// `2015`, `2015-03`, the day, or the week's Monday.
    pub period: String,
    /// How many.
    pub events: u64,
    /// Mean score.
    pub score: f64,
    /// By quad.
    pub quads: [u64; 4],
}

/// Somebody who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The words.
    pub text: String,
    /// Its country.
    pub country: Option<String>,
    /// How many events.
    pub events: u64,
}

struct Two {
    a: Found,
    b: Found,
}

impl Two {
    /// Whether `a` acts on `b`, and `b` on `a`. Who act together without a recipient act on each
    /// other.
    fn directions(
        &self,
        columns: &Columns,
        event: &Column,
        pairs: &mut Vec<(u16, u16)>,
    ) -> [bool; 2] {
        if let (Found::Country(a), Found::Country(b)) = (&self.a, &self.b) {
            columns.pairs(event, pairs);
            return [(*a, *b), (*b, *a)].map(|pair| pairs.contains(&pair));
        }
        let sides = columns.parties(event);
        let together =
            sides.iter().filter(|s| s.role == 0).count() > 1 && sides.iter().all(|s| s.role != 1);
        let acts = |x: &Found, y: &Found| {
            x.is(0, columns, event)
                && (y.is(1, columns, event) || together && y.is(0, columns, event))
        };
        [acts(&self.a, &self.b), acts(&self.b, &self.a)]
    }
}

impl Archive {
    /// What passed between two parties, of the chosen events.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn dyad(
        &self,
        columns: &Columns,
        filters: &Filters,
        pair: &Pair,
    ) -> Result<Dyad, ArchiveError> {
        self.dyad_of(columns, filters, pair)
            .map_err(|error| self.failed(error))
    }

    fn dyad_of(&self, columns: &Columns, filters: &Filters, pair: &Pair) -> rusqlite::Result<Dyad> {
        let choice = Choice::new(&self.connection, columns, filters)?;
        let two = Two {
            a: find(&self.connection, columns, &pair.a)?,
            b: find(&self.connection, columns, &pair.b)?,
        };
        let mut types: BTreeMap<&'static str, u64> = BTreeMap::new();
        let mut directions = [Sum::default(); 2];
        let mut steps: BTreeMap<Date, (Sum, [u64; 4])> = BTreeMap::new();
        let (mut told, mut pairs) = (Vec::new(), Vec::new());
        for event in choice.all(columns) {
            let [forth, back] = two.directions(columns, event, &mut pairs);
            if !forth && (pair.directed || !back) {
                continue;
            }
            *types.entry(event.event_type.as_str()).or_default() += 1;
            for (sum, _) in directions
                .iter_mut()
                .zip([forth, back])
                .filter(|(_, is)| *is)
            {
                sum.add(event);
            }
            if columns.parties(event).iter().any(|s| s.role == 2) {
                told.push(event.event);
            }
            let Some(day) = event.from.filter(|_| event.width < pair.period.widest()) else {
                continue;
            };
            let (sum, quads) = steps.entry(pair.period.of(day)).or_default();
            sum.add(event);
            if let Some(n) = quads.get_mut(usize::from(event.event_type.quad()) - 1) {
                *n += 1;
            }
        }
        Ok(Dyad {
            series: series(pair.period, steps),
            directions: named(pair, directions),
            types,
            said_by: self.sources(&told)?,
        })
    }

    fn sources(&self, events: &[u32]) -> rusqlite::Result<Vec<Source>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.text, e.country FROM party p JOIN entity e USING (entity)
             WHERE p.event = ?1 AND p.role = 2",
        )?;
        let mut counts: BTreeMap<(String, Option<String>), u64> = BTreeMap::new();
        for event in events.iter().rev().take(LOOKED_UP) {
            let mut rows = statement.query([event])?;
            while let Some(row) = rows.next()? {
                *counts.entry((row.get(0)?, row.get(1)?)).or_default() += 1;
            }
        }
        let mut sources: Vec<Source> = counts
            .into_iter()
            .map(|((text, country), events)| Source {
                text,
                country,
                events,
            })
            .collect();
        sources.sort_by_key(|s| std::cmp::Reverse(s.events));
        sources.truncate(SOURCES);
        Ok(sources)
    }
}

fn series(period: Period, steps: BTreeMap<Date, (Sum, [u64; 4])>) -> Vec<Step> {
    steps
        .into_iter()
        .map(|(first, (sum, quads))| Step {
            period: period.shown(first),
            events: sum.events,
            score: sum.mean(),
            quads,
        })
        .collect()
}

fn named(pair: &Pair, sums: [Sum; 2]) -> Vec<DyadCount> {
    let (Who::Country(a) | Who::Name(a)) = &pair.a;
    let (Who::Country(b) | Who::Name(b)) = &pair.b;
    let directions = [(a, b), (b, a)].into_iter().zip(sums);
    directions
        .take(if pair.directed { 1 } else { 2 })
        .map(|((actor, recipient), sum)| DyadCount {
            actor: actor.clone(),
            recipient: recipient.clone(),
            events: sum.events,
            score: sum.mean(),
        })
        .collect()
}
