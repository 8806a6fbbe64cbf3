//! The events of an archive as columns in memory, some 60 bytes an event: whatever the filters, a
//! view over a million events is one pass over them.

use crate::cells::{code, day};
use chancery::ontology::{EventType, Status};
use chancery::record::pairs;
use jiff::civil::Date;
use rusqlite::{Connection, Row, params};
use std::collections::HashMap;

/// What every view needs to know of every event.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    removals: i64,
    pub(crate) events: Vec<Column>,
    parties: Vec<Side>,
    /// Events by their first day, those without one at the end.
    by_day: Vec<u32>,
    dated: usize,
    /// Country of each entity, by its row.
    entities: Vec<u16>,
    pub(crate) countries: Names,
    pub(crate) outlets: Names,
    /// Country of each place, by its row.
    pub(crate) places: Vec<u16>,
}

/// One event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Row of the table.
    pub event: u32,
    pub article: u32,
    pub from: Option<Date>,
    /// Days between first and last day.
    pub width: i32,
    pub outlet: u32,
    /// Row of the place; 0 for none.
    pub place: u32,
    first_party: u32,
    parties: u16,
    /// In tenths.
    pub score: i16,
    pub event_type: EventType,
    pub status: Status,
    /// In percent.
    pub confidence: u8,
}

/// An actor, recipient or source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    /// 0 actor, 1 recipient, 2 source.
    pub role: u8,
    pub country: u16,
}

/// Texts by number; the empty one has 0.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Default for Names {
    fn default() -> Self {
        Names {
            texts: vec![String::new()],
            numbers: HashMap::from([(String::new(), 0)]),
        }
    }
}

impl Names {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// The text of a number.
    pub fn text(&self, number: usize) -> &str {
        self.texts.get(number).map_or("", String::as_str)
    }

    /// The number of a text, if it occurs.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// How many numbers there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }
}

impl Columns {
    /// Takes in what was written since: new events are appended; if records were taken out, all
    /// are read anew.
    pub(crate) fn refresh(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let snapshot = connection.unchecked_transaction()?;
        let removals = snapshot.query_row("SELECT times FROM removal", [], |row| row.get(0))?;
        if removals != self.removals {
            *self = Columns::default();
            self.removals = removals;
        }
        let last = self.events.last().map_or(0, |e| e.event);
        let newest: Option<u32> =
            snapshot.query_row("SELECT max(event) FROM event", [], |row| row.get(0))?;
        if newest.unwrap_or(0) > last {
            self.look_up(&snapshot)?;
            let first = self.events.len();
            self.read_events(&snapshot, last)?;
            self.read_parties(&snapshot, last, first)?;
            self.sort();
        }
        Ok(())
    }

    fn look_up(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        for (sql, table) in [
            (
                "SELECT entity, country FROM entity WHERE entity >= ?1",
                &mut self.entities,
            ),
            (
                "SELECT place, country FROM place WHERE place >= ?1",
                &mut self.places,
            ),
        ] {
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([table.len()])?;
            while let Some(row) = rows.next()? {
                let country = row.get_ref(1)?.as_str_or_null()?.unwrap_or_default();
                let number = u16::try_from(self.countries.number(country)).unwrap_or(0);
                put(table, row.get(0)?, number);
            }
        }
        Ok(())
    }

    fn read_events(&mut self, connection: &Connection, after: u32) -> rusqlite::Result<()> {
        let mut statement = connection.prepare(
            "SELECT e.event, e.article, e.day_from, e.day_to, e.type, e.status, e.confidence,
               e.score, e.place, a.outlet
             FROM event e JOIN article a USING (article) WHERE e.event > ?1 ORDER BY e.event",
        )?;
        let mut rows = statement.query([after])?;
        while let Some(row) = rows.next()? {
            let outlet = row.get_ref(9)?.as_str_or_null()?.unwrap_or_default();
            let outlet = self.outlets.number(outlet);
            self.events.push(column(row, outlet)?);
        }
        Ok(())
    }

    fn read_parties(
        &mut self,
        connection: &Connection,
        after: u32,
        first: usize,
    ) -> rusqlite::Result<()> {
        let mut statement = connection.prepare(
            "SELECT event, role, entity FROM party WHERE event > ?1 ORDER BY event, role, n",
        )?;
        let mut rows = statement.query(params![after])?;
        let mut events = self.events.iter_mut().skip(first).peekable();
        while let Some(row) = rows.next()? {
            let event: u32 = row.get(0)?;
            while events.next_if(|e| e.event < event).is_some() {}
            let Some(column) = events.peek_mut().filter(|e| e.event == event) else {
                continue;
            };
            if column.parties == 0 {
                column.first_party = self.parties.len() as u32;
            }
            column.parties = column.parties.saturating_add(1);
            let entity: usize = row.get(2)?;
            self.parties.push(Side {
                role: row.get(1)?,
                country: self.entities.get(entity).copied().unwrap_or(0),
            });
        }
        Ok(())
    }

    fn sort(&mut self) {
        self.by_day = (0..self.events.len() as u32).collect();
        let events = &self.events;
        let day = |i: &u32| {
            events
                .get(*i as usize)
                .and_then(|e| e.from)
                .unwrap_or(Date::MAX)
        };
        self.by_day.sort_by_key(day);
        self.dated = events.iter().filter(|e| e.from.is_some()).count();
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Events with a day, in the order of the days.
    pub(crate) fn dated(&self) -> impl DoubleEndedIterator<Item = &Column> {
        let dated = self.by_day.iter().take(self.dated);
        dated.filter_map(|i| self.events.get(*i as usize))
    }

    /// Events without one, in the order of the archive.
    pub(crate) fn undated(&self) -> impl Iterator<Item = &Column> {
        let undated = self.by_day.iter().skip(self.dated);
        undated.filter_map(|i| self.events.get(*i as usize))
    }

    /// Actors, recipients, sources of an event.
    pub(crate) fn parties(&self, of: &Column) -> &[Side] {
        let first = of.first_party as usize;
        self.parties
            .get(first..first + usize::from(of.parties))
            .unwrap_or_default()
    }

    /// Pairs of actor's and recipient's country, each once; 0 where none is known. As of
    /// [`Record::dyads`](chancery::Record::dyads): who act together without a recipient make a pair
    /// in both directions.
    pub(crate) fn pairs(&self, of: &Column, found: &mut Vec<(u16, u16)>) {
        let sides = self.parties(of);
        // they stand in the order of their roles
        let (actors, rest) = sides.split_at(sides.partition_point(|s| s.role == 0));
        let (recipients, _) = rest.split_at(rest.partition_point(|s| s.role == 1));
        let country = |side: Option<&Side>| side.map_or(0, |s| s.country);
        found.clear();
        found.extend(pairs(actors, recipients, true).map(|(a, r)| (country(a), country(r))));
        found.sort_unstable();
        found.dedup();
    }
}

fn put(table: &mut Vec<u16>, row: usize, country: u16) {
    // rows are numbered from 1 without gaps
    if table.len() <= row {
        table.resize(row + 1, 0);
    }
    if let Some(cell) = table.get_mut(row) {
        *cell = country;
    }
}

fn column(row: &Row<'_>, outlet: u32) -> rusqlite::Result<Column> {
    let (from, to) = (day(row, 2)?, day(row, 3)?);
    let width = match (from, to) {
        (Some(from), Some(to)) if from == to => 0,
        (Some(from), Some(to)) => (to - from).get_days(),
        _ => i32::MAX,
    };
    Ok(Column {
        event: row.get(0)?,
        article: row.get(1)?,
        from,
        width,
        outlet,
        place: row.get::<_, Option<u32>>(8)?.unwrap_or(0),
        first_party: 0,
        parties: 0,
        score: (row.get::<_, f64>(7)? * 10.0).round() as i16,
        event_type: code(row, 4)?,
        status: code(row, 5)?,
        confidence: row.get(6)?,
    })
}
