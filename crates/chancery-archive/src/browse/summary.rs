//! Counts over the chosen events: what the first view shows.

use super::choice::{Choice, Rows};
use super::columns::{Column, Columns};
use super::filters::Filters;
use crate::panel::Period;
use crate::{Archive, ArchiveError};
use chancery::ontology::{EventType, Status};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Dyads that are told.
const DYADS: usize = 20;
/// Places that are told.
const PLACES: usize = 500;
/// Outlets that are told.
const OUTLETS: usize = 200;

/// Counts of events.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    /// All chosen events.
    pub total: u64,
    /// By status; only those that occur.
    pub by_status: BTreeMap<&'static str, u64>,
    /// By type; only those that occur.
    pub by_type: BTreeMap<&'static str, u64>,
    /// By period and quad. An event counts in the period in which it begins, as in a panel; one
    /// that is wider than the period, or without a date, counts in none.
    pub timeline: Vec<QuadCount>,
    /// By period and type.
    pub timeline_types: Vec<TypeCount>,
    /// Events that count in no period.
    pub undated: u64,
    /// Pairs of countries with most events; who act together make a pair in both directions.
    pub dyads: Vec<DyadCount>,
    /// Countries in which events take place, most events first.
    pub countries: Vec<CountryCount>,
    /// Cities in which events take place, most events first.
    pub places: Vec<PlaceCount>,
    /// Who tells them, most events first.
    pub outlets: Vec<OutletCount>,
    /// First day of an event.
    pub from: Option<Date>,
    /// Last first day of an event.
    pub to: Option<Date>,
    /// Articles that tell them.
    pub articles: u64,
}

/// Events of a quad in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuadCount {
    /// `2015`, `2015-03`, the day, or the week's Monday.
    pub period: String,
    /// 1 to 4.
    pub quad: u8,
    /// How many.
    pub events: u64,
}

/// Events of a type in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TypeCount {
    /// As of [`QuadCount`].
    pub period: String,
    /// The type.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// How many.
    pub events: u64,
}

/// Events from one country to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DyadCount {
    /// Who acts.
    pub actor: String,
    /// Who is acted upon.
    pub recipient: String,
    /// How many.
    pub events: u64,
    /// Mean score.
    pub score: f64,
}

/// Events in a country.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountryCount {
    /// The country.
    pub country: String,
    /// How many.
    pub events: u64,
    /// Mean score.
    pub score: f64,
}

/// Events in a city.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceCount {
    /// Its name.
    pub name: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How many.
    pub events: u64,
}

/// Events that an outlet tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutletCount {
    /// Its name.
    pub outlet: String,
    /// How many.
    pub events: u64,
}

/// Events and the sum of their scores, in tenths.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    pub events: u64,
    pub score: i64,
}

impl Sum {
    pub fn add(&mut self, event: &Column) {
        self.events += 1;
        self.score += i64::from(event.score);
    }

    /// Mean score, to three decimals.
    pub fn mean(self) -> f64 {
        match self.events {
            0 => 0.0,
            n => (self.score as f64 * 100.0 / n as f64).round() / 1000.0 + 0.0,
        }
    }
}

impl Archive {
    /// Counts the chosen events.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn summary(
        &self,
        columns: &Columns,
        filters: &Filters,
        period: Period,
    ) -> Result<Summary, ArchiveError> {
        let count = || {
            let choice = Choice::new(&self.connection, columns, filters)?;
            let mut counts = Counts::new(columns, period);
            for event in choice.all(columns) {
                counts.add(columns, event);
            }
            let places = self.cities(&counts.places)?;
            Ok(counts.summary(columns, places))
        };
        count().map_err(|error| self.failed(error))
    }

    fn cities(&self, counts: &[u64]) -> rusqlite::Result<Vec<PlaceCount>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT place, name, country, lat, lon FROM place
             WHERE resolution = 'city' AND lat IS NOT NULL AND lon IS NOT NULL",
        )?;
        let mut rows = statement.query([])?;
        let mut places = Vec::new();
        while let Some(row) = rows.next()? {
            let events = counts.get(row.get::<_, usize>(0)?).copied().unwrap_or(0);
            if events > 0 {
                places.push(PlaceCount {
                    name: row.get(1)?,
                    country: row.get(2)?,
                    lat: row.get(3)?,
                    lon: row.get(4)?,
                    events,
                });
            }
        }
        places.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)));
        places.truncate(PLACES);
        Ok(places)
    }
}

struct Counts {
    period: Period,
    total: u64,
    statuses: Vec<u64>,
    types: Vec<u64>,
    /// Types by period; days come in order, so the last one is the one to add to.
    spells: Vec<(Date, Vec<u64>)>,
    day: Option<(Date, Date)>,
    undated: u64,
    dyads: HashMap<(u16, u16), Sum>,
    countries: Vec<Sum>,
    places: Vec<u64>,
    outlets: Vec<u64>,
    from: Option<Date>,
    to: Option<Date>,
    articles: Rows,
    told_by: u64,
    pairs: Vec<(u16, u16)>,
}

impl Counts {
    fn new(columns: &Columns, period: Period) -> Self {
        Counts {
            period,
            total: 0,
            statuses: vec![0; Status::ALL.len()],
            types: vec![0; EventType::ALL.len()],
            spells: Vec::new(),
            day: None,
            undated: 0,
            dyads: HashMap::new(),
            countries: vec![Sum::default(); columns.countries.len()],
            places: vec![0; columns.places.len()],
            outlets: vec![0; columns.outlets.len()],
            from: None,
            to: None,
            articles: Rows::default(),
            told_by: 0,
            pairs: Vec::new(),
        }
    }

    fn add(&mut self, columns: &Columns, event: &Column) {
        self.total += 1;
        bump(&mut self.statuses, event.status as usize);
        bump(&mut self.types, event.event_type as usize);
        bump(&mut self.outlets, event.outlet as usize);
        if event.place > 0 {
            bump(&mut self.places, event.place as usize);
            let country = columns
                .places
                .get(event.place as usize)
                .copied()
                .unwrap_or(0);
            if let Some(sum) = self.countries.get_mut(usize::from(country)) {
                sum.add(event);
            }
        }
        if !self.articles.has(event.article) {
            self.articles.insert(event.article);
            self.told_by += 1;
        }
        self.add_to_spell(event);
        columns.pairs(event, &mut self.pairs);
        for &(actor, recipient) in &self.pairs {
            if actor > 0 && recipient > 0 {
                self.dyads.entry((actor, recipient)).or_default().add(event);
            }
        }
    }

    fn add_to_spell(&mut self, event: &Column) {
        let Some(day) = event.from else {
            self.undated += 1;
            return;
        };
        self.from = self.from.or(Some(day));
        self.to = Some(day);
        if event.width >= self.period.widest() {
            self.undated += 1;
            return;
        }
        let first = match self.day {
            Some((of, first)) if of == day => first,
            _ => self.period.of(day),
        };
        self.day = Some((day, first));
        if self.spells.last().is_none_or(|(f, _)| *f != first) {
            self.spells.push((first, vec![0; EventType::ALL.len()]));
        }
        if let Some((_, types)) = self.spells.last_mut() {
            bump(types, event.event_type as usize);
        }
    }

    fn summary(self, columns: &Columns, places: Vec<PlaceCount>) -> Summary {
        let (timeline, timeline_types) = self.timelines();
        let country = |n: u16| columns.countries.text(usize::from(n)).to_owned();
        let mut dyads: Vec<DyadCount> = (self.dyads.iter())
            .map(|((actor, recipient), sum)| DyadCount {
                actor: country(*actor),
                recipient: country(*recipient),
                events: sum.events,
                score: sum.mean(),
            })
            .collect();
        dyads.sort_by(|a, b| {
            let names = |d: &DyadCount| (d.actor.clone(), d.recipient.clone());
            (b.events.cmp(&a.events)).then_with(|| names(a).cmp(&names(b)))
        });
        dyads.truncate(DYADS);
        let mut countries: Vec<CountryCount> = (self.countries.iter().enumerate().skip(1))
            .filter(|(_, sum)| sum.events > 0)
            .map(|(n, sum)| CountryCount {
                country: columns.countries.text(n).to_owned(),
                events: sum.events,
                score: sum.mean(),
            })
            .collect();
        countries.sort_by(|a, b| (b.events.cmp(&a.events)).then_with(|| a.country.cmp(&b.country)));
        let mut outlets: Vec<OutletCount> = (self.outlets.iter().enumerate().skip(1))
            .filter(|(_, events)| **events > 0)
            .map(|(n, events)| OutletCount {
                outlet: columns.outlets.text(n).to_owned(),
                events: *events,
            })
            .collect();
        outlets.sort_by(|a, b| (b.events.cmp(&a.events)).then_with(|| a.outlet.cmp(&b.outlet)));
        outlets.truncate(OUTLETS);
        Summary {
            total: self.total,
            by_status: named(Status::ALL.iter().map(|s| s.as_str()), &self.statuses),
            by_type: named(EventType::ALL.iter().map(|t| t.as_str()), &self.types),
            timeline,
            timeline_types,
            undated: self.undated,
            dyads,
            countries,
            places,
            outlets,
            from: self.from,
            to: self.to,
            articles: self.told_by,
        }
    }

    fn timelines(&self) -> (Vec<QuadCount>, Vec<TypeCount>) {
        let (mut by_quad, mut by_type) = (Vec::new(), Vec::new());
        for (first, types) in &self.spells {
            let period = self.period.shown(*first);
            let mut quads = [0_u64; 4];
            for (&event_type, &events) in EventType::ALL.iter().zip(types).filter(|(_, n)| **n > 0)
            {
                if let Some(sum) = quads.get_mut(usize::from(event_type.quad()) - 1) {
                    *sum += events;
                }
                by_type.push(TypeCount {
                    period: period.clone(),
                    event_type,
                    events,
                });
            }
            for (quad, events) in (1..).zip(quads).filter(|(_, n)| *n > 0) {
                by_quad.push(QuadCount {
                    period: period.clone(),
                    quad,
                    events,
                });
            }
        }
        (by_quad, by_type)
    }
}

fn bump(counts: &mut [u64], at: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}

fn named(names: impl Iterator<Item = &'static str>, counts: &[u64]) -> BTreeMap<&'static str, u64> {
    names
        .zip(counts)
        .filter(|(_, n)| **n > 0)
        .map(|(name, n)| (name, *n))
        .collect()
}
