//! Writing incidents down: ids that stay, and a reason for every link.

use super::partition::Pair;
use super::telling::Telling;
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeMap;

/// What a linking came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Linked {
    /// Events that were given an incident.
    pub events: usize,
    /// Incidents that are new.
    pub incidents: usize,
    /// Events that tell what another article told.
    pub links: usize,
    /// Incidents that were found to be an older one.
    pub merged: usize,
}

impl std::ops::AddAssign for Linked {
    fn add_assign(&mut self, other: Self) {
        self.events += other.events;
        self.incidents += other.incidents;
        self.links += other.links;
        self.merged += other.merged;
    }
}

/// Writes the incidents of tellings that were grouped. `pairs` are sorted, the surest first.
pub fn write(
    transaction: &Transaction<'_>,
    tellings: &[Telling],
    group: &[usize],
    pairs: &[Pair],
) -> rusqlite::Result<Linked> {
    let mut groups: BTreeMap<usize, Vec<&Telling>> = BTreeMap::new();
    for (telling, group) in tellings.iter().zip(group) {
        groups.entry(*group).or_default().push(telling);
    }
    let mut reasons: BTreeMap<usize, (usize, &Pair)> = BTreeMap::new();
    for pair in pairs.iter().filter(|p| group.get(p.a) == group.get(p.b)) {
        reasons.entry(pair.a).or_insert((pair.b, pair));
        reasons.entry(pair.b).or_insert((pair.a, pair));
    }
    let numbers: BTreeMap<i64, usize> = tellings.iter().map(|t| t.event).zip(0..).collect();
    let mut done = Linked::default();
    for members in groups.values() {
        if members.iter().all(|t| t.incident.is_some()) && is_one(members) {
            continue;
        }
        let (incident, began) = incident_of(transaction, members, &mut done)?;
        for telling in members.iter().filter(|t| t.incident.is_none()) {
            transaction
                .prepare_cached("UPDATE event SET incident = ?2 WHERE event = ?1")?
                .execute(params![telling.event, incident])?;
            done.events += 1;
            let why = numbers.get(&telling.event).and_then(|n| reasons.get(n));
            let because = why.and_then(|(other, pair)| Some((tellings.get(*other)?, pair)));
            if let Some((other, pair)) = because.filter(|_| began != Some(telling.event)) {
                put_link(transaction, telling, other, pair)?;
                done.links += 1;
            }
        }
        for telling in members
            .iter()
            .filter(|t| t.incident.is_some_and(|i| i != incident))
        {
            let why = numbers.get(&telling.event).and_then(|n| reasons.get(n));
            let because = why.and_then(|(other, pair)| Some((tellings.get(*other)?, pair)));
            if let Some((other, pair)) = because.filter(|(o, _)| o.incident != telling.incident) {
                put_link(transaction, telling, other, pair)?;
            }
        }
    }
    Ok(done)
}

fn put_link(
    transaction: &Transaction<'_>,
    telling: &Telling,
    other: &Telling,
    pair: &Pair,
) -> rusqlite::Result<()> {
    let reason = match pair.score.because.as_slice() {
        [] => format!("same text as {}", other.article_id),
        because => because.join(", "),
    };
    transaction
        .prepare_cached(
            "INSERT INTO link (event, because, reason) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )?
        .execute(params![telling.event, other.id, reason])?;
    Ok(())
}

fn is_one(members: &[&Telling]) -> bool {
    members
        .windows(2)
        .all(|w| matches!(w, [a, b] if a.incident == b.incident))
}

/// The incident of a group, and the event that began it if that is new: the oldest of those that its
/// members belong to, else one that begins with the first.
fn incident_of(
    transaction: &Transaction<'_>,
    members: &[&Telling],
    done: &mut Linked,
) -> rusqlite::Result<(i64, Option<i64>)> {
    let mut known: Vec<i64> = members.iter().filter_map(|t| t.incident).collect();
    known.sort_unstable();
    known.dedup();
    if let Some((&oldest, others)) = known.split_first() {
        for other in others {
            merge(transaction, *other, oldest)?;
            done.merged += 1;
        }
        return Ok((oldest, None));
    }
    let first = members
        .iter()
        .min_by_key(|t| (t.published.unwrap_or(i32::MAX), t.id));
    let Some(first) = first else {
        return Ok((0, None));
    };
    // an event that is coded anew goes back to the incident that bears its id
    let there = transaction
        .prepare_cached("SELECT coalesce(merged, incident) FROM incident WHERE id = ?1")?
        .query_row([first.id], |row| row.get(0))
        .optional()?;
    if let Some(there) = there {
        return Ok((there, Some(first.event)));
    }
    transaction
        .prepare_cached("INSERT INTO incident (id) VALUES (?1)")?
        .execute([first.id])?;
    done.incidents += 1;
    Ok((transaction.last_insert_rowid(), Some(first.event)))
}

/// Makes one incident part of another; whoever knew its id still finds where it went.
fn merge(transaction: &Transaction<'_>, from: i64, into: i64) -> rusqlite::Result<()> {
    for sql in [
        "UPDATE event SET incident = ?2 WHERE incident = ?1",
        "UPDATE incident SET merged = ?2 WHERE incident = ?1 OR merged = ?1",
    ] {
        transaction
            .prepare_cached(sql)?
            .execute(params![from, into])?;
    }
    Ok(())
}
