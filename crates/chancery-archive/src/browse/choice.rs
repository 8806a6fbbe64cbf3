//! Filters, looked up in the archive: which events are meant?

use super::columns::{Column, Columns};
use super::filters::{Filters, Reviewed, Who};
use crate::search::matching;
use rusqlite::{Connection, params};

/// A set of rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows(Vec<u64>);

impl Rows {
    pub fn insert(&mut self, row: u32) {
        let word = row as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1 << (row % 64);
        }
    }

    pub fn has(&self, row: u32) -> bool {
        (self.0.get(row as usize / 64)).is_some_and(|bits| bits >> (row % 64) & 1 == 1)
    }
}

/// A party that was looked up.
#[derive(Debug)]
pub(crate) enum Found {
    /// Nobody of this kind is in the archive.
    Nobody,
    /// By country.
    Country(u16),
    /// Events in which somebody of the name acts, and is acted upon.
    Named([Rows; 2]),
}

impl Found {
    /// Whether the party has the role in the event: 0 actor, 1 recipient.
    pub fn is(&self, role: u8, columns: &Columns, event: &Column) -> bool {
        match self {
            Found::Nobody => false,
            Found::Country(country) => {
                (columns.parties(event).iter()).any(|s| s.role == role && s.country == *country)
            }
            Found::Named(rows) => rows
                .get(usize::from(role))
                .is_some_and(|r| r.has(event.event)),
        }
    }
}

/// Filters, ready to be asked of every event.
#[derive(Debug)]
pub(crate) struct Choice<'a> {
    filters: &'a Filters,
    types: u32,
    statuses: u32,
    quads: u32,
    outlet: Option<Option<u32>>,
    place_country: Option<Option<u16>>,
    actor: Option<Found>,
    recipient: Option<Found>,
    party: Option<Found>,
    articles: Option<Rows>,
    reviewed: Option<(Rows, bool)>,
}

impl<'a> Choice<'a> {
    pub fn new(
        connection: &Connection,
        columns: &Columns,
        filters: &'a Filters,
    ) -> rusqlite::Result<Self> {
        let who = |who: &Option<Who>| {
            who.as_ref()
                .map(|w| find(connection, columns, w))
                .transpose()
        };
        let country = |code: &String| {
            let number = columns.countries.find(code)?;
            u16::try_from(number).ok()
        };
        let words = filters.words.as_deref();
        Ok(Choice {
            types: mask(filters.types.iter().map(|t| *t as u32)),
            statuses: mask(filters.statuses.iter().map(|s| *s as u32)),
            quads: mask(filters.quads.iter().map(|q| u32::from(*q))),
            outlet: filters.outlet.as_deref().map(|o| columns.outlets.find(o)),
            place_country: filters.place_country.as_ref().map(country),
            actor: who(&filters.actor)?,
            recipient: who(&filters.recipient)?,
            party: who(&filters.party)?,
            articles: words.map(|w| articles(connection, w)).transpose()?,
            reviewed: filters
                .reviewed
                .map(|r| reviewed(connection, r))
                .transpose()?,
            filters,
        })
    }

    /// Whether an event is meant.
    pub fn holds(&self, columns: &Columns, event: &Column) -> bool {
        let filters = self.filters;
        let bit = |mask: u32, n: u32| mask == 0 || mask >> n & 1 == 1;
        bit(self.types, event.event_type as u32)
            && bit(self.statuses, event.status as u32)
            && bit(self.quads, u32::from(event.event_type.quad()))
            && event.confidence >= filters.min_confidence
            && filters
                .from
                .is_none_or(|d| event.from.is_some_and(|e| e >= d))
            && filters
                .to
                .is_none_or(|d| event.from.is_some_and(|e| e <= d))
            && self.outlet.is_none_or(|o| o == Some(event.outlet))
            && self.place_country.is_none_or(|c| {
                event.place > 0 && c == columns.places.get(event.place as usize).copied()
            })
            && (self.actor.as_ref()).is_none_or(|w| w.is(0, columns, event))
            && (self.recipient.as_ref()).is_none_or(|w| w.is(1, columns, event))
            && (self.party.as_ref())
                .is_none_or(|w| w.is(0, columns, event) || w.is(1, columns, event))
            && (self.articles.as_ref()).is_none_or(|a| a.has(event.article))
            && (self.reviewed.as_ref())
                .is_none_or(|(rows, wanted)| rows.has(event.event) == *wanted)
    }

    /// Events that are meant: in the order of their days, those without one at the end.
    pub fn all<'c>(&'c self, columns: &'c Columns) -> impl Iterator<Item = &'c Column> {
        (columns.dated())
            .chain(columns.undated())
            .filter(|e| self.holds(columns, e))
    }
}

fn mask(numbers: impl Iterator<Item = u32>) -> u32 {
    numbers.fold(0, |mask, n| mask | 1 << n)
}

/// Looks up a party.
pub(crate) fn find(
    connection: &Connection,
    columns: &Columns,
    who: &Who,
) -> rusqlite::Result<Found> {
    let (Who::Country(text) | Who::Name(text)) = who;
    let code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    let number = columns.countries.find(text).filter(|_| code);
    match (who, number.and_then(|n| u16::try_from(n).ok())) {
        (_, Some(number)) => Ok(Found::Country(number)),
        (Who::Country(_), None) => Ok(Found::Nobody),
        (Who::Name(name), None) => Ok(Found::Named(named(connection, name)?)),
    }
}

fn named(connection: &Connection, name: &str) -> rusqlite::Result<[Rows; 2]> {
    let mut part = String::from("%");
    for c in name.chars() {
        if matches!(c, '%' | '_' | '\\') {
            part.push('\\');
        }
        part.push(c);
    }
    part.push('%');
    let mut statement = connection.prepare_cached(
        "SELECT p.event, p.role FROM party p WHERE p.role < 2 AND (p.text LIKE ?1 ESCAPE '\\'
           OR p.entity IN (SELECT entity FROM entity WHERE name LIKE ?1 ESCAPE '\\'))",
    )?;
    let mut rows = statement.query(params![part])?;
    let mut found = [Rows::default(), Rows::default()];
    while let Some(row) = rows.next()? {
        if let Some(role) = found.get_mut(row.get::<_, usize>(1)?) {
            role.insert(row.get(0)?);
        }
    }
    Ok(found)
}

fn articles(connection: &Connection, words: &str) -> rusqlite::Result<Rows> {
    matching(words, |expression| {
        let mut statement =
            connection.prepare_cached("SELECT rowid FROM body_words WHERE body_words MATCH ?1")?;
        let mut rows = statement.query([expression])?;
        let mut found = Rows::default();
        while let Some(row) = rows.next()? {
            found.insert(row.get(0)?);
        }
        Ok(found)
    })
}

/// Reviewed events, and whether they are the ones that are meant.
fn reviewed(connection: &Connection, wanted: Reviewed) -> rusqlite::Result<(Rows, bool)> {
    let verdict = match wanted {
        Reviewed::As(verdict) => Some(verdict.as_str()),
        Reviewed::Never => None,
    };
    let mut statement = connection.prepare_cached(
        "SELECT e.event FROM review r JOIN event e ON e.id = r.event_id
         WHERE ?1 IS NULL OR r.verdict = ?1",
    )?;
    let mut rows = statement.query([verdict])?;
    let mut found = Rows::default();
    while let Some(row) = rows.next()? {
        found.insert(row.get(0)?);
    }
    Ok((found, verdict.is_some()))
}
