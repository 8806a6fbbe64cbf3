//! Incidents: the same real event told in several articles is one.
//!
//! New events are compared with what the archive holds of about the same days ([`candidates`]), pair
//! by pair ([`score`]); reprints are known by their words ([`shingles`]), whatever their records say.
//! The surest pairs are joined first ([`partition`]), and what was an incident stays one under the
//! id of the event it began with ([`keep`]).
//!
//! What has happened and what is announced are different incidents; what is denied or only thought
//! of is none. Two events of one article never are one: telling twice is settled when it is coded.

mod candidates;
mod keep;
mod parties;
mod partition;
mod places;
mod score;
pub mod shingles;
pub mod signature;
mod telling;
pub mod words;

pub use keep::Linked;

use crate::{Archive, ArchiveError};
use partition::Pair;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use score::Score;
use std::collections::{BTreeMap, BTreeSet};
use telling::{Reader, Telling, date};

/// Events that are linked in one go, so that memory stays bounded.
const SLAB: usize = 20_000;

impl Archive {
    /// Finds the incidents of all events that have none yet.
    ///
    /// # Errors
    /// As of [`Archive::append`].
    pub fn link_incidents(&mut self) -> Result<Linked, ArchiveError> {
        link_pending(&mut self.connection).map_err(|e| self.failed(e))
    }

    /// Whether there are events whose incident is still to be found.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn has_unlinked(&self) -> Result<bool, ArchiveError> {
        let any = "SELECT EXISTS (SELECT 1 FROM event WHERE incident IS NULL
                   AND status IN ('actual', 'historical', 'future'))";
        let any = self.connection.query_row(any, [], |row| row.get(0));
        any.map_err(|e| self.failed(e))
    }

    /// Forgets all incidents, so that [`Archive::link_incidents`] finds them afresh.
    ///
    /// # Errors
    /// As of [`Archive::append`].
    pub fn forget_incidents(&mut self) -> Result<(), ArchiveError> {
        let forget = "BEGIN IMMEDIATE; DELETE FROM link; DELETE FROM incident;
                      UPDATE event SET incident = NULL WHERE incident IS NOT NULL; COMMIT";
        self.connection
            .execute_batch(forget)
            .map_err(|e| self.failed(e))
    }
}

/// An event without an incident: the day it is found by, its id, its row.
type Pending = (Option<i32>, i64, i64);

fn link_pending(connection: &mut Connection) -> rusqlite::Result<Linked> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut pending = pending(&transaction)?;
    transaction.commit()?;
    pending.sort_unstable();
    let mut done = Linked::default();
    let mut rest = pending.as_slice();
    while !rest.is_empty() {
        let day = rest.get(SLAB).map(|p| p.0);
        // a slab ends between two days
        let end = match day {
            None => rest.len(),
            Some(day) => match rest.partition_point(|p| p.0 < day) {
                0 => rest.partition_point(|p| p.0 <= day),
                end => end,
            },
        };
        let (slab, later) = rest.split_at(end);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        done += link_slab(&transaction, slab)?;
        transaction.commit()?;
        rest = later;
    }
    Ok(done)
}

fn pending(connection: &Connection) -> rusqlite::Result<Vec<Pending>> {
    let mut statement = connection.prepare(
        "SELECT coalesce(e.day_from, a.published), e.id, e.event
         FROM event e JOIN article a USING (article)
         WHERE e.incident IS NULL AND e.status IN ('actual', 'historical', 'future')",
    )?;
    let rows = statement.query_map([], |row| {
        let day: Option<String> = row.get(0)?;
        let day = day.and_then(|d| d.parse().ok()).map(telling::day_number);
        Ok((day, row.get(1)?, row.get(2)?))
    })?;
    rows.collect()
}

fn link_slab(transaction: &Transaction<'_>, slab: &[Pending]) -> rusqlite::Result<Linked> {
    let mut reader = Reader::new(transaction);
    let new = still_pending(transaction, slab)?;
    let mut rows = new.clone();
    around(transaction, slab, &mut rows)?;
    let reprints = reprints(transaction, &new, &mut rows)?;
    let mut tellings = Vec::with_capacity(rows.len());
    for row in rows {
        tellings.push(reader.read(row)?);
    }
    tellings.sort_by_key(|t| (t.anchor(), t.id));
    let mut pairs = BTreeMap::new();
    same_words(&tellings, &reprints, &mut pairs);
    compare(&tellings, &new, &mut pairs);
    let mut pairs: Vec<Pair> = pairs
        .into_iter()
        .map(|((a, b), score)| Pair { a, b, score })
        .collect();
    let articles = |incident| -> rusqlite::Result<Vec<i64>> {
        let mut of = transaction.prepare_cached("SELECT article FROM event WHERE incident = ?1")?;
        of.query_map([incident], |row| row.get(0))?.collect()
    };
    let group = partition::partition(&tellings, &mut pairs, articles)?;
    keep::write(transaction, &tellings, &group, &pairs)
}

/// Rows of a slab that nobody else has linked or removed meanwhile.
fn still_pending(connection: &Connection, slab: &[Pending]) -> rusqlite::Result<BTreeSet<i64>> {
    let mut there = connection
        .prepare_cached("SELECT 1 FROM event WHERE event = ?1 AND id = ?2 AND incident IS NULL")?;
    let mut rows = BTreeSet::new();
    for (_, id, row) in slab {
        if there.exists(params![row, id])? {
            rows.insert(*row);
        }
    }
    Ok(rows)
}

/// Events with an incident of about the days of the new ones.
fn around(
    transaction: &Transaction<'_>,
    slab: &[Pending],
    rows: &mut BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let mut days: BTreeSet<i32> = BTreeSet::new();
    for day in slab.iter().filter_map(|p| p.0) {
        days.extend(day - candidates::WINDOW..=day + candidates::WINDOW);
    }
    let mut dated = transaction
        .prepare_cached("SELECT event FROM event WHERE day_from = ?1 AND incident IS NOT NULL")?;
    let mut undated = transaction.prepare_cached(
        "SELECT e.event FROM article a JOIN event e USING (article)
         WHERE coalesce(a.published, '') = ?1 AND e.day_from IS NULL AND e.incident IS NOT NULL",
    )?;
    for day in days {
        for statement in [&mut dated, &mut undated] {
            for row in statement.query_map([date(day)], |row| row.get(0))? {
                rows.insert(row?);
            }
        }
    }
    Ok(())
}

/// Pairs of articles with the same text; their events join the rows that are read.
fn reprints(
    transaction: &Transaction<'_>,
    new: &BTreeSet<i64>,
    rows: &mut BTreeSet<i64>,
) -> rusqlite::Result<BTreeMap<i64, Vec<i64>>> {
    let mut article = transaction.prepare_cached("SELECT article FROM event WHERE event = ?1")?;
    let mut events = transaction
        .prepare_cached("SELECT event FROM event WHERE article = ?1 AND incident IS NOT NULL")?;
    let mut reprints = BTreeMap::new();
    for event in new {
        let article: i64 = article.query_row([event], |row| row.get(0))?;
        if reprints.contains_key(&article) {
            continue;
        }
        let same = signature::same_text(transaction, article)?;
        for other in &same {
            for row in events.query_map(params![other], |row| row.get(0))? {
                rows.insert(row?);
            }
        }
        reprints.insert(article, same);
    }
    reprints.retain(|_, same| !same.is_empty());
    Ok(reprints)
}

type Pairs = BTreeMap<(usize, usize), Score>;

/// Pairs of events in the same sentence of the same text.
fn same_words(tellings: &[Telling], reprints: &BTreeMap<i64, Vec<i64>>, pairs: &mut Pairs) {
    let mut of_article: BTreeMap<i64, Vec<(usize, &Telling)>> = BTreeMap::new();
    for (n, telling) in tellings.iter().enumerate() {
        of_article
            .entry(telling.article)
            .or_default()
            .push((n, telling));
    }
    let of = |article| {
        of_article
            .get(article)
            .map(Vec::as_slice)
            .unwrap_or_default()
    };
    for (article, same) in reprints {
        for (n, a) in of(article) {
            for (m, b) in same.iter().flat_map(of) {
                if let Some(score) = score::same_words(a, b) {
                    pairs.insert((*n.min(m), *n.max(m)), score);
                }
            }
        }
    }
}

/// Pairs of events that agree in enough.
fn compare(tellings: &[Telling], new: &BTreeSet<i64>, pairs: &mut Pairs) {
    let index = candidates::Index::new(tellings);
    for (n, telling) in tellings
        .iter()
        .enumerate()
        .filter(|(_, t)| new.contains(&t.event))
    {
        for m in index.of(telling) {
            let m = m as usize;
            let Some(other) = tellings.get(m).filter(|o| o.article != telling.article) else {
                continue;
            };
            let key = (n.min(m), n.max(m));
            if pairs.contains_key(&key) {
                continue;
            }
            let score = score::compare(telling, other);
            if score.points >= score::ENOUGH {
                pairs.insert(key, score);
            }
        }
    }
}
