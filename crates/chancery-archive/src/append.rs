//! Writing: articles with their records, a batch at a time, each batch whole or not at all.

use crate::rollup::Rollup;
use crate::{Archive, ArchiveError, keys};
use chancery::out::Records;
use chancery::record::{PartyRecord, PlaceRecord, Record, SourceRecord};
use chancery::{Article, Coding};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::HashMap;

/// An article and its records, ready to be kept.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The article.
    pub article: &'a Article,
    /// Date of publication, as it was coded with.
    pub published: Option<Date>,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// What a careful reader should know.
    pub notes: Vec<String>,
    /// The records, in text order.
    pub records: Vec<Record<'a>>,
}

impl<'a> Entry<'a> {
    /// An article as it was coded; `stamp` is the coder's.
    pub fn new(article: &'a Article, coding: &'a Coding, stamp: &'a str) -> Self {
        Entry {
            article,
            published: coding.date,
            outlet: coding.outlet.as_deref(),
            notes: coding.notes.iter().map(ToString::to_string).collect(),
            records: Records::new(article, coding, stamp).all().collect(),
        }
    }
}

/// How to keep articles.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Keep the text, so that it can be searched and looked at.
    pub text: bool,
    /// Replace the records of an article that was coded with another stamp.
    pub recode: bool,
}

/// Whether an article is in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is not.
    No,
    /// It is, coded with the stamp that was asked for.
    Same,
    /// It is, coded with another stamp.
    Other,
}

/// What a batch came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Appended {
    /// Articles that are new in the archive.
    pub articles: usize,
    /// Articles whose records were replaced.
    pub replaced: usize,
    /// Articles that were there already.
    pub skipped: usize,
    /// Events written.
    pub events: usize,
}

impl std::ops::AddAssign for Appended {
    fn add_assign(&mut self, other: Self) {
        self.articles += other.articles;
        self.replaced += other.replaced;
        self.skipped += other.skipped;
        self.events += other.events;
    }
}

/// Rows of entities and places that were looked up before.
#[derive(Debug, Default)]
pub(crate) struct Known {
    entities: HashMap<i64, i64>,
    places: HashMap<i64, i64>,
}

/// Look-ups that are remembered; then they start afresh, so that memory stays bounded.
const REMEMBERED: usize = 200_000;

impl Archive {
    /// Whether an article is there already, and coded with this stamp.
    pub fn kept(&self, article: &Article, stamp: &str) -> Result<Kept, ArchiveError> {
        let found = self
            .connection
            .prepare_cached("SELECT stamp = ?2 FROM article JOIN run USING (run) WHERE hash = ?1");
        let found = found.and_then(|mut s| {
            s.query_row(params![keys::article(article), stamp], |row| row.get(0))
                .optional()
        });
        Ok(match found.map_err(|e| self.failed(e))? {
            None => Kept::No,
            Some(true) => Kept::Same,
            Some(false) => Kept::Other,
        })
    }

    /// Keeps a batch of articles that were coded with one stamp. When it returns, they are on the
    /// disk; if it fails, none of them is.
    ///
    /// # Errors
    /// Another process writes and does not stop, the disk is full, the file is damaged.
    pub fn append(
        &mut self,
        entries: &[Entry<'_>],
        stamp: &str,
        options: Options,
    ) -> Result<Appended, ArchiveError> {
        let done = append(
            &mut self.connection,
            &mut self.known,
            entries,
            stamp,
            options,
        );
        done.map_err(|error| {
            // rows that were remembered may have gone with the transaction
            self.known = Known::default();
            ArchiveError::of(&self.path, error)
        })
    }

    /// Keeps records of another data set, whose articles are known by name alone. Records that are
    /// there already, by their id, are skipped.
    ///
    /// # Errors
    /// As of [`Archive::append`].
    pub fn import(&mut self, records: &[Record<'_>]) -> Result<Appended, ArchiveError> {
        import(&mut self.connection, &mut self.known, records).map_err(|error| {
            self.known = Known::default();
            ArchiveError::of(&self.path, error)
        })
    }
}

fn append(
    connection: &mut Connection,
    known: &mut Known,
    entries: &[Entry<'_>],
    stamp: &str,
    options: Options,
) -> rusqlite::Result<Appended> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let run = run_of(&transaction, stamp)?;
    let mut done = Appended::default();
    let mut rollup = Rollup::default();
    for entry in entries {
        let hash = keys::article(entry.article);
        let article = match article_of(&transaction, hash)? {
            Some((_, old)) if old == run || !options.recode => {
                done.skipped += 1;
                continue;
            }
            Some((article, _)) => {
                remove_records(&transaction, article, &mut rollup)?;
                done.replaced += 1;
                Some(article)
            }
            None => {
                done.articles += 1;
                None
            }
        };
        let article = put_article(&transaction, article, hash, entry, run)?;
        if options.text && !entry.article.text.is_empty() {
            put_body(&transaction, article, entry.article)?;
        }
        for record in &entry.records {
            if put_record(&transaction, known, article, record)? {
                rollup.add(record);
                done.events += 1;
            }
        }
    }
    finish(&transaction, rollup, run, done)?;
    transaction.commit()?;
    Ok(done)
}

fn import(
    connection: &mut Connection,
    known: &mut Known,
    records: &[Record<'_>],
) -> rusqlite::Result<Appended> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut total = Appended::default();
    for part in records.chunk_by(|a, b| a.coder == b.coder) {
        let Some(first) = part.first() else { continue };
        let run = run_of(&transaction, &first.coder)?;
        let mut done = Appended::default();
        let mut rollup = Rollup::default();
        for record in part {
            let article = named(record);
            let hash = keys::article(&article);
            let article = match article_of(&transaction, hash)? {
                Some((article, _)) => article,
                None => {
                    done.articles += 1;
                    let entry = Entry {
                        article: &article,
                        published: record.publication_date,
                        outlet: record.outlet.as_deref(),
                        notes: Vec::new(),
                        records: Vec::new(),
                    };
                    put_article(&transaction, None, hash, &entry, run)?
                }
            };
            if put_record(&transaction, known, article, record)? {
                rollup.add(record);
                done.events += 1;
            } else {
                done.skipped += 1;
            }
        }
        finish(&transaction, rollup, run, done)?;
        total += done;
    }
    transaction.commit()?;
    Ok(total)
}

/// The article of a record from elsewhere: its text is not ours to have.
fn named(record: &Record<'_>) -> Article {
    Article {
        id: record.article.to_string(),
        url: record.url.as_deref().map(str::to_owned),
        ..Article::default()
    }
}

fn finish(
    transaction: &Transaction<'_>,
    rollup: Rollup,
    run: i64,
    done: Appended,
) -> rusqlite::Result<()> {
    rollup.write(transaction)?;
    let (articles, events) = (done.articles + done.replaced, done.events);
    transaction
        .prepare_cached(
            "UPDATE run SET articles = articles + ?2, events = events + ?3 WHERE run = ?1",
        )?
        .execute(params![run, articles, events])?;
    Ok(())
}

fn run_of(transaction: &Transaction<'_>, stamp: &str) -> rusqlite::Result<i64> {
    transaction
        .prepare_cached("INSERT INTO run (stamp) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([stamp])?;
    transaction
        .prepare_cached("SELECT run FROM run WHERE stamp = ?1")?
        .query_row([stamp], |row| row.get(0))
}

fn article_of(transaction: &Transaction<'_>, hash: i64) -> rusqlite::Result<Option<(i64, i64)>> {
    transaction
        .prepare_cached("SELECT article, run FROM article WHERE hash = ?1")?
        .query_row([hash], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn put_article(
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

fn put_body(transaction: &Transaction<'_>, article: i64, from: &Article) -> rusqlite::Result<()> {
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
fn remove_records(
    transaction: &Transaction<'_>,
    article: i64,
    rollup: &mut Rollup,
) -> rusqlite::Result<()> {
    rollup.subtract_article(transaction, article)?;
    transaction.execute("UPDATE removal SET times = times + 1", [])?;
    for sql in [
        "DELETE FROM party WHERE event IN (SELECT event FROM event WHERE article = ?1)",
        "DELETE FROM link WHERE event IN (SELECT event FROM event WHERE article = ?1)",
        "DELETE FROM event WHERE article = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([article])?;
    }
    Ok(())
}

/// Whether the record is new.
fn put_record(
    transaction: &Transaction<'_>,
    known: &mut Known,
    article: i64,
    record: &Record<'_>,
) -> rusqlite::Result<bool> {
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
        return Ok(false);
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
    Ok(true)
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
