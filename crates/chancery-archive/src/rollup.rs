//! Counts by month and pair of countries, kept up to date so that a count over millions of events
//! is an instant look-up.

use crate::panel::Period;
use chancery::Record;
use rusqlite::{Transaction, params};
use std::collections::BTreeMap;

/// A row's key: actor's and recipient's country, month, type, status.
type Key = (String, String, String, String, String);

/// Changes to the counts, gathered over a batch.
#[derive(Debug, Default)]
pub struct Rollup {
    changes: BTreeMap<Key, (i64, f64)>,
}

/// Pairs of countries of a record, each once; empty where none is known.
fn pairs<'a>(record: &'a Record<'_>) -> Vec<(&'a str, &'a str)> {
    let country = |party: Option<&'a chancery::record::PartyRecord<'_>>| {
        party.and_then(|p| p.country.as_deref()).unwrap_or_default()
    };
    let mut pairs: Vec<_> = (record.dyads())
        .map(|(actor, recipient)| (country(actor), country(recipient)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

impl Rollup {
    /// Counts a record in.
    pub fn add(&mut self, record: &Record<'_>) {
        self.change(record, 1);
    }

    /// Counts a record out.
    pub fn subtract(&mut self, record: &Record<'_>) {
        self.change(record, -1);
    }

    fn change(&mut self, record: &Record<'_>, by: i64) {
        // empty if it is unknown or wider than a month
        let month = Period::Month
            .holds(record.date.from, record.date.to)
            .map_or_else(String::new, |first| Period::Month.shown(first));
        for (actor, recipient) in pairs(record) {
            let key = (
                actor.to_owned(),
                recipient.to_owned(),
                month.clone(),
                record.event_type.to_string(),
                record.status.to_string(),
            );
            let (events, score) = self.changes.entry(key).or_default();
            *events += by;
            *score += by as f64 * record.score;
        }
    }

    /// Counts all records of an article out.
    pub fn subtract_article(
        &mut self,
        transaction: &Transaction<'_>,
        article: i64,
    ) -> rusqlite::Result<()> {
        for record in crate::records::of_article(transaction, article)? {
            self.subtract(&record);
        }
        Ok(())
    }

    /// Writes the changes; rows that come to nothing go.
    pub fn write(self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        for ((actor, recipient, month, kind, status), (events, score)) in &self.changes {
            let key = params![actor, recipient, month, kind, status, events, score];
            transaction
                .prepare_cached(
                    "INSERT INTO rollup VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                     ON CONFLICT DO UPDATE SET events = events + excluded.events,
                       score = score + excluded.score",
                )?
                .execute(key)?;
            if *events <= 0 {
                transaction
                    .prepare_cached(
                        "DELETE FROM rollup WHERE actor = ?1 AND recipient = ?2 AND month = ?3
                         AND type = ?4 AND status = ?5 AND events = 0",
                    )?
                    .execute(params![actor, recipient, month, kind, status])?;
            }
        }
        Ok(())
    }
}
