//! Rows of the tables: one article, one record with its parties, what they were resolved to.

use crate::rollup::Rollup;
use crate::{Entry, keys};
use chancery::Article;
use chancery::record::{PartyRecord, PlaceRecord, Record, SourceRecord};
use rusqlite::{Transaction, params};
use std::collections::HashMap;

/// Rows of entities and places that were looked up before.
#[derive(Debug, Default)]
pub struct Known {
    entities: HashMap<i64, i64>,
    places: HashMap<i64, i64>,
}

/// Look-ups that are remembered; then they start afresh, so that memory stays bounded.
const REMEMBERED: usize = 200_000;

/// Writes an article, anew if it has a row.
pub fn put_article(
    transaction: &Transaction<'_>,
    article: Option<i64>,
    hash: i64,
    entry: &Entry<'_>,
    run: i64,
) -> rusqlite::Result<i64> {
    let notes = (!entry.notes.is_empty()).then(|| entry.notes.join("\n"));
    transaction
        .prepare_cached(
            "INSERT INTO article (article, hash, id, published, outlet, title, url, notes, run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (article) DO UPDATE SET published = excluded.published,
               outlet = excluded.outlet, title = excluded.title, url = excluded.url,
               notes = excluded.notes, run = excluded.run",
        )?
        .execute(params![
            article,
            hash,
            entry.article.id,
            entry.published.map(|d| d.to_string()),
            entry.outlet,
            entry.article.title,
            entry.article.url,
            notes,
            run,
        ])?;
    Ok(article.unwrap_or_else(|| transaction.last_insert_rowid()))
}

/// Keeps the text, once.
pub fn put_body(
    transaction: &Transaction<'_>,
    article: i64,
    from: &Article,
) -> rusqlite::Result<()> {
    let inserted = transaction
        .prepare_cached(
            "INSERT INTO body (article, title, text) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )?
        .execute(params![article, from.title, from.text])?;
    if inserted > 0 {
        transaction
            .prepare_cached("INSERT INTO body_words (rowid, title, text) VALUES (?1, ?2, ?3)")?
            .execute(params![article, from.title, from.text])?;
    }
    Ok(())
}

/// Takes the records of an article out, counts included; reviews stay.
pub fn remove_records(
    transaction: &Transaction<'_>,
    article: i64,
    rollup: &mut Rollup,
) -> rusqlite::Result<()> {
    rollup.subtract_article(transaction, article)?;
    transaction.execute("UPDATE removal SET times = times + 1", [])?;
    for sql in [
        "DELETE FROM party WHERE event IN (SELECT event FROM event WHERE article = ?1)",
        "DELETE FROM link WHERE event IN (SELECT event FROM event WHERE article = ?1)",
        "DELETE FROM wording WHERE event IN (SELECT event FROM event WHERE article = ?1)",
        "DELETE FROM event WHERE article = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([article])?;
    }
    Ok(())
}

/// The row of the record, if it is new.
pub fn put_record(
    transaction: &Transaction<'_>,
    known: &mut Known,
    article: i64,
    record: &Record<'_>,
) -> rusqlite::Result<Option<i64>> {
    let joined = |codes: Vec<&str>| (!codes.is_empty()).then(|| codes.join(" "));
    let place = record.place.as_ref();
    let place_row = place.map(|p| place_of(transaction, known, p)).transpose()?;
    let size = (record.size != Default::default())
        .then(|| serde_json::to_string(&record.size).unwrap_or_default());
    let inserted = transaction
        .prepare_cached(
            "INSERT INTO event (id, article, sentence, sentence_start, sentence_end, type, mode, quad,
               score, context, trigger, trigger_start, day_from, day_to, date_basis, date_text,
               date_start, place, place_text, place_start, status, size, confidence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
               ?19, ?20, ?21, ?22, ?23) ON CONFLICT (id) DO NOTHING",
        )?
        .execute(params![
            keys::event(&record.id),
            article,
            record.sentence,
            record.sentence_span[0],
            record.sentence_span[1],
            record.event_type.as_str(),
            joined(record.mode.iter().map(|m| m.as_str()).collect()),
            record.quad,
            record.score,
            joined(record.context.iter().map(AsRef::as_ref).collect()),
            record.trigger.text,
            record.trigger.span[0],
            record.date.from.map(|d| d.to_string()),
            record.date.to.map(|d| d.to_string()),
            record.date.basis.as_str(),
            record.date.text,
            record.date.span.map(|s| s[0]),
            place_row,
            place.map(|p| &p.text),
            place.map(|p| p.span[0]),
            record.status.as_str(),
            size,
            (record.confidence * 100.0).round() as i64,
        ])?;
    if inserted == 0 {
        return Ok(None);
    }
    let event = transaction.last_insert_rowid();
    for (role, parties) in [&record.actor, &record.recipient].into_iter().enumerate() {
        for (n, party) in parties.iter().enumerate() {
            let entity = entity_of(transaction, known, &Entity::of_party(party))?;
            put_party(
                transaction,
                (event, role, n, entity),
                (&party.text, party.span[0], None),
            )?;
        }
    }
    for (n, source) in record.said_by.iter().enumerate() {
        let entity = entity_of(transaction, known, &Entity::of_source(source))?;
        let words = (source.text.as_ref(), source.span[0], source.cue.as_deref());
        put_party(transaction, (event, 2, n, entity), words)?;
    }
    Ok(Some(event))
}

fn put_party(
    transaction: &Transaction<'_>,
    (event, role, n, entity): (i64, usize, usize, i64),
    (text, start, cue): (&str, usize, Option<&str>),
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("INSERT INTO party (event, role, n, entity, text, start, cue) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![event, role, n, entity, text, start, cue])?;
    Ok(())
}

/// What words were resolved to.
struct Entity<'a> {
    name: Option<&'a str>,
    country: Option<&'a str>,
    sector: Option<&'a str>,
    actor_id: Option<&'a str>,
    basis: Option<&'static str>,
}

impl<'a> Entity<'a> {
    fn of_party(party: &'a PartyRecord<'_>) -> Self {
        Entity {
            name: party.name.as_deref(),
            country: party.country.as_deref(),
            sector: party.sector.map(|s| s.as_str()),
            actor_id: party.actor_id.as_deref(),
            basis: Some(party.basis.as_str()),
        }
    }

    fn of_source(source: &'a SourceRecord<'_>) -> Self {
        Entity {
            name: None,
            country: source.country.as_deref(),
            sector: source.sector.map(|s| s.as_str()),
            actor_id: None,
            basis: None,
        }
    }
}

fn entity_of(
    transaction: &Transaction<'_>,
    known: &mut Known,
    entity: &Entity<'_>,
) -> rusqlite::Result<i64> {
    let Entity {
        name,
        country,
        sector,
        actor_id,
        basis,
    } = entity;
    let parts = [*name, *country, *sector, *actor_id, *basis];
    let key = keys::of(parts.iter().flat_map(|p| marked(*p)));
    look_up(&mut known.entities, key, || {
        transaction
            .prepare_cached(
                "INSERT INTO entity (key, name, country, sector, actor_id, basis)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
            )?
            .execute(params![key, name, country, sector, actor_id, basis])?;
        transaction
            .prepare_cached("SELECT entity FROM entity WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
    })
}

fn place_of(
    transaction: &Transaction<'_>,
    known: &mut Known,
    place: &PlaceRecord<'_>,
) -> rusqlite::Result<i64> {
    let numbers =
        [place.lat, place.lon, place.geoname_id.map(f64::from)].map(|n| n.map(|n| n.to_string()));
    let parts = [&place.name, &place.country, &place.resolution].map(|p| p.as_deref());
    let parts = parts
        .into_iter()
        .chain(numbers.iter().map(Option::as_deref));
    let key = keys::of(parts.flat_map(marked));
    look_up(&mut known.places, key, || {
        transaction
            .prepare_cached(
                "INSERT INTO place (key, name, country, lat, lon, geoname, resolution)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                key,
                place.name,
                place.country,
                place.lat,
                place.lon,
                place.geoname_id,
                place.resolution,
            ])?;
        transaction
            .prepare_cached("SELECT place FROM place WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
    })
}

/// Tells nothing from an empty text.
fn marked(part: Option<&str>) -> [&[u8]; 2] {
    match part {
        Some(text) => [b"+", text.as_bytes()],
        None => [b"-", b""],
    }
}

fn look_up(
    known: &mut HashMap<i64, i64>,
    key: i64,
    find: impl FnOnce() -> rusqlite::Result<i64>,
) -> rusqlite::Result<i64> {
    if let Some(&row) = known.get(&key) {
        return Ok(row);
    }
    let row = find()?;
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(key, row);
    Ok(row)
}
