//! Reading records back, exactly as they were written.

use crate::{Archive, ArchiveError, keys};
use chancery::Record;
use chancery::record::{DateRecord, PartyRecord, PlaceRecord, SourceRecord, WordsRecord};
use jiff::civil::Date;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, Row, params};
use std::str::FromStr;

/// An article's records on their way out.
#[derive(Debug, Clone, PartialEq)]
pub struct ArchivedArticle {
    /// Its headline.
    pub title: Option<String>,
    /// Its records, in text order.
    pub records: Vec<Record<'static>>,
}

impl Archive {
    /// Hands out all articles with their records, in the order in which they were kept; `each`
    /// returns whether to go on. Articles without an event are among them.
    ///
    /// # Errors
    /// The file is damaged, or `each` fails.
    pub fn each_article<E: From<ArchiveError>>(
        &self,
        mut each: impl FnMut(ArchivedArticle) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error| self.failed(error);
        let mut articles = self
            .connection
            .prepare("SELECT article, title FROM article ORDER BY article")
            .map_err(failed)?;
        let mut rows = articles.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let article: i64 = row.get(0).map_err(failed)?;
            let title = row.get(1).map_err(failed)?;
            let records = of_article(&self.connection, article).map_err(failed)?;
            each(ArchivedArticle { title, records })?;
        }
        Ok(())
    }
}

const BY_ARTICLE: &str = " WHERE e.article = ?1 ORDER BY e.event";
const BY_EVENT: &str = " WHERE e.event = ?1";

const RECORD: &str = "
SELECT e.event, e.id, a.id, a.published, a.outlet, a.url, e.sentence, e.sentence_start, e.sentence_end,
       e.type, e.mode, e.quad, e.score, e.context, e.trigger, e.trigger_start,
       e.date_text, e.date_start, e.day_from, e.day_to, e.date_basis,
       e.place_text, e.place_start, p.name, p.country, p.lat, p.lon, p.geoname, p.resolution,
       e.status, e.size, e.confidence, r.stamp
FROM event e JOIN article a USING (article) JOIN run r USING (run) LEFT JOIN place p USING (place)";

/// The records of one article.
pub fn of_article(connection: &Connection, article: i64) -> rusqlite::Result<Vec<Record<'static>>> {
    Ok(select(connection, BY_ARTICLE, article)?
        .into_iter()
        .map(|(_, record)| record)
        .collect())
}

/// The record of one row, if there is one.
pub fn of_event(connection: &Connection, event: i64) -> rusqlite::Result<Option<Record<'static>>> {
    let record = select(connection, BY_EVENT, event)?.pop();
    Ok(record.map(|(_, record)| record))
}

fn select(
    connection: &Connection,
    which: &str,
    row: i64,
) -> rusqlite::Result<Vec<(i64, Record<'static>)>> {
    let mut statement = connection.prepare_cached(&format!("{RECORD}{which}"))?;
    let records = statement.query_map([row], record)?;
    let mut records: Vec<(i64, Record<'static>)> = records.collect::<Result<_, _>>()?;
    for (event, record) in &mut records {
        parties(connection, *event, record)?;
    }
    Ok(records)
}

fn record(row: &Row<'_>) -> rusqlite::Result<(i64, Record<'static>)> {
    let text = |i| row.get::<_, Option<String>>(i).map(|t| t.map(Into::into));
    let trigger: String = row.get(14)?;
    let record = Record {
        id: keys::hex(row.get(1)?).into(),
        article: row.get::<_, String>(2)?.into(),
        publication_date: day(row, 3)?,
        outlet: text(4)?,
        url: text(5)?,
        sentence: row.get(6)?,
        sentence_span: [row.get(7)?, row.get(8)?],
        event_type: row.get::<_, Coded<_>>(9)?.0,
        mode: words(row, 10)?
            .iter()
            .filter_map(|m| m.parse().ok())
            .collect(),
        quad: row.get(11)?,
        score: row.get(12)?,
        context: words(row, 13)?.into_iter().map(Into::into).collect(),
        trigger: WordsRecord {
            span: span(row.get(15)?, &trigger),
            text: trigger.into(),
        },
        actor: Vec::new(),
        recipient: Vec::new(),
        date: date(row)?,
        place: place(row)?,
        status: row.get::<_, Coded<_>>(29)?.0,
        said_by: Vec::new(),
        size: match row.get::<_, Option<String>>(30)? {
            Some(json) => serde_json::from_str(&json).map_err(|e| damaged(30, e))?,
            None => Default::default(),
        },
        confidence: row.get::<_, f64>(31)? / 100.0,
        coder: row.get::<_, String>(32)?.into(),
    };
    Ok((row.get(0)?, record))
}

fn date(row: &Row<'_>) -> rusqlite::Result<DateRecord<'static>> {
    let text: Option<String> = row.get(16)?;
    let start: Option<usize> = row.get(17)?;
    Ok(DateRecord {
        span: start.map(|s| span(s, text.as_deref().unwrap_or_default())),
        text: text.map(Into::into),
        from: day(row, 18)?,
        to: day(row, 19)?,
        basis: row.get::<_, Coded<_>>(20)?.0,
    })
}

fn place(row: &Row<'_>) -> rusqlite::Result<Option<PlaceRecord<'static>>> {
    let text = |i| row.get::<_, Option<String>>(i).map(|t| t.map(Into::into));
    let Some(words) = row.get::<_, Option<String>>(21)? else {
        return Ok(None);
    };
    Ok(Some(PlaceRecord {
        span: span(row.get(22)?, &words),
        text: words.into(),
        name: text(23)?,
        country: text(24)?,
        lat: row.get(25)?,
        lon: row.get(26)?,
        geoname_id: row.get(27)?,
        resolution: text(28)?,
    }))
}

const PARTIES: &str = "
SELECT p.role, p.text, p.start, e.name, e.country, e.sector, e.actor_id, e.basis, p.cue
FROM party p JOIN entity e USING (entity) WHERE p.event = ?1 ORDER BY p.role, p.n";

fn parties(
    connection: &Connection,
    event: i64,
    record: &mut Record<'static>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(PARTIES)?;
    let mut rows = statement.query(params![event])?;
    while let Some(row) = rows.next()? {
        let text = |i| row.get::<_, Option<String>>(i).map(|t| t.map(Into::into));
        let words: String = row.get(1)?;
        let span = span(row.get(2)?, &words);
        let (words, country) = (words.into(), text(4)?);
        let sector = row.get::<_, Option<Coded<_>>>(5)?.map(|s| s.0);
        let party = match row.get(0)? {
            0 => &mut record.actor,
            1 => &mut record.recipient,
            _ => {
                let cue = text(8)?;
                record.said_by.push(SourceRecord {
                    text: words,
                    span,
                    country,
                    sector,
                    cue,
                });
                continue;
            }
        };
        party.push(PartyRecord {
            text: words,
            span,
            name: text(3)?,
            country,
            sector,
            actor_id: text(6)?,
            basis: row.get::<_, Coded<_>>(7)?.0,
        });
    }
    Ok(())
}

fn span(start: usize, words: &str) -> [usize; 2] {
    [start, start + words.chars().count()]
}

fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Date>> {
    let day: Option<Coded<Date>> = row.get(column)?;
    Ok(day.map(|d| d.0))
}

fn words(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    let joined: Option<String> = row.get(column)?;
    Ok(joined.map_or_else(Vec::new, |j| j.split(' ').map(str::to_owned).collect()))
}

fn damaged(column: usize, error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, error.into())
}

/// A value that stands in the archive as the text it is parsed from.
struct Coded<T>(T);

impl<T: FromStr> FromSql for Coded<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value
            .as_str()?
            .parse()
            .map(Coded)
            .map_err(|_| FromSqlError::InvalidType)
    }
}
