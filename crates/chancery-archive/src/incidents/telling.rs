//! An event as it is compared with others: one article's telling of something real.

use super::signature;
use super::words::{self, Word};
use jiff::civil::Date;
use rusqlite::{Connection, Row, params};
use std::collections::HashMap;
use std::rc::Rc;

/// What has happened, or what is going to: the two are never one incident. Events that are negated
/// or hypothetical are no incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Time {
    /// Actual or historical.
    Past,
    /// Future.
    Ahead,
}

/// One article's telling of an event.
#[derive(Debug, Clone)]
pub struct Telling {
    /// Row of the event.
    pub event: i64,
    /// Its id.
    pub id: i64,
    /// Row of the article.
    pub article: i64,
    /// The article's name.
    pub article_id: Rc<str>,
    /// When it was published, in days.
    pub published: Option<i32>,
    /// The incident it belongs to already.
    pub incident: Option<i64>,
    /// PLOVER's type.
    pub kind: String,
    /// PLOVER's modes.
    pub modes: Vec<String>,
    /// Whether it stands in the head of the article.
    pub lead: bool,
    /// Whether it is the article's first of its type.
    pub first: bool,
    /// Stems of the trigger.
    pub trigger: Vec<String>,
    /// Whether it has happened.
    pub time: Time,
    /// First and last day, in days.
    pub days: Option<(i32, i32)>,
    /// Whether the text tells the date.
    pub told: bool,
    /// Where.
    pub place: Option<Spot>,
    /// Actors and recipients.
    pub parties: Vec<Side>,
    /// Dead, injured, arrested, crowd: at least and at most.
    pub size: [Option<(u64, u64)>; 4],
    /// Words of the sentence.
    pub words: Vec<Word>,
    /// Keys of the words that name the event, its parties and its place, ascending.
    pub named: Vec<u32>,
    /// Words of the article.
    pub about: Rc<[Word]>,
}

/// Where it happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Name in the gazetteer.
    pub name: String,
    /// Country.
    pub country: Option<String>,
    /// Whether it is a whole country.
    pub is_country: bool,
    /// Degrees north and east, of a town.
    pub town: Option<(f64, f64)>,
}

/// Who took part.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Whether the party is the actor.
    pub acts: bool,
    /// Canonical name.
    pub name: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Sector.
    pub sector: Option<String>,
    /// Whether the words themselves tell the country.
    pub sure: bool,
    /// The words.
    pub text: String,
    /// What of them carries something.
    pub words: Vec<Word>,
    /// Keys of the words of a proper name among them.
    pub proper: Vec<u32>,
}

impl Telling {
    /// The day by which it is found: its first, else that of publication.
    pub fn anchor(&self) -> Option<i32> {
        self.days.map(|(from, _)| from).or(self.published)
    }
}

/// Days since the beginning of 1970.
pub fn day_number(date: Date) -> i32 {
    (date - jiff::civil::date(1970, 1, 1)).get_days()
}

/// The other way.
pub fn date(day: i32) -> String {
    let day = jiff::Span::new().try_days(day);
    let date = day.and_then(|d| jiff::civil::date(1970, 1, 1).checked_add(d));
    date.map_or_else(|_| "?".into(), |d| d.to_string())
}

/// Bases of a country that stands in the words.
const SURE: [&str; 4] = ["name", "nationality", "metonym", "title"];
/// Sentences of the head of an article.
const HEAD: i64 = 4;

const TELLING: &str = "
SELECT e.event, e.id, e.article, a.id, a.published, e.incident, e.type, e.mode, e.trigger, e.status,
       e.day_from, e.day_to, e.date_basis, e.size, p.name, p.country, p.lat, p.lon,
       p.resolution, w.words, e.sentence,
       NOT EXISTS (SELECT 1 FROM event o WHERE o.article = e.article AND o.type = e.type AND o.event < e.event)
FROM event e JOIN article a USING (article) LEFT JOIN place p USING (place)
LEFT JOIN wording w USING (event)
WHERE e.event = ?1";

const SIDES: &str = "
SELECT p.role, e.name, e.country, e.sector, p.text, e.basis FROM party p JOIN entity e USING (entity)
WHERE p.event = ?1 AND p.role < 2 ORDER BY p.role, p.n";

/// Reads tellings; what many share is read once.
pub struct Reader<'c> {
    connection: &'c Connection,
    articles: HashMap<i64, (Rc<str>, Rc<[Word]>)>,
}

impl<'c> Reader<'c> {
    /// Of this archive.
    pub fn new(connection: &'c Connection) -> Self {
        Reader {
            connection,
            articles: HashMap::new(),
        }
    }

    /// One telling.
    pub fn read(&mut self, event: i64) -> rusqlite::Result<Telling> {
        let connection = self.connection;
        let (mut telling, name) = connection
            .prepare_cached(TELLING)?
            .query_row([event], |row| Ok((telling(row)?, row.get::<_, String>(3)?)))?;
        let mut sides = connection.prepare_cached(SIDES)?;
        let sides = sides.query_map(params![event], |row| {
            let text: String = row.get(4)?;
            let basis: Option<String> = row.get(5)?;
            Ok(Side {
                acts: row.get::<_, i64>(0)? == 0,
                name: row.get(1)?,
                country: row.get(2)?,
                sector: row.get(3)?,
                sure: basis.as_deref().is_some_and(|b| SURE.contains(&b)),
                words: words::of_sentence(&text),
                proper: match basis.as_deref() {
                    // a capital that stands for the state is no name of anybody
                    Some("metonym" | "nationality") => Vec::new(),
                    _ => words::of_name(&text),
                },
                text,
            })
        })?;
        telling.parties = sides.collect::<Result<_, _>>()?;
        let article = telling.article;
        let (name, about) = match self.articles.get(&article) {
            Some(known) => known.clone(),
            None => {
                let read = (
                    name.into(),
                    signature::words_of(connection, article)?.into(),
                );
                self.articles.entry(article).or_insert(read).clone()
            }
        };
        (telling.article_id, telling.about) = (name, about);
        let parties = telling.parties.iter().flat_map(|p| &p.words);
        telling.named.extend(parties.map(|w| words::key(*w)));
        telling.named.sort_unstable();
        Ok(telling)
    }
}

fn telling(row: &Row<'_>) -> rusqlite::Result<Telling> {
    let text = |i| row.get::<_, Option<String>>(i);
    let day = |i| text(i).map(|t| t.and_then(|t| t.parse().ok()).map(day_number));
    let modes = text(7)?.unwrap_or_default();
    let trigger: String = row.get(8)?;
    let status: String = row.get(9)?;
    let basis: String = row.get(12)?;
    let words: Option<Vec<u8>> = row.get(19)?;
    Ok(Telling {
        event: row.get(0)?,
        id: row.get(1)?,
        article: row.get(2)?,
        article_id: "".into(),
        published: day(4)?,
        incident: row.get(5)?,
        kind: row.get(6)?,
        modes: modes.split_whitespace().map(str::to_owned).collect(),
        lead: row.get::<_, i64>(20)? < HEAD,
        first: row.get(21)?,
        trigger: words::split(&trigger).map(|w| words::stem(&w)).collect(),
        time: if status == "future" {
            Time::Ahead
        } else {
            Time::Past
        },
        days: day(10)?.zip(day(11)?),
        told: basis == "text",
        place: spot(row)?,
        parties: Vec::new(),
        size: size(text(13)?.as_deref()),
        words: words::from_bytes(&words.unwrap_or_default()),
        named: (words::of_sentence(&trigger).into_iter())
            .chain(words::of_sentence(&text(14)?.unwrap_or_default()))
            .map(words::key)
            .collect(),
        about: [].into(),
    })
}

fn spot(row: &Row<'_>) -> rusqlite::Result<Option<Spot>> {
    let Some(name) = row.get::<_, Option<String>>(14)? else {
        return Ok(None);
    };
    let resolution: Option<String> = row.get(18)?;
    let point = row.get::<_, Option<f64>>(16)?.zip(row.get(17)?);
    Ok(Some(Spot {
        name,
        country: row.get(15)?,
        is_country: resolution.as_deref() == Some("country"),
        town: point.filter(|_| resolution.as_deref() == Some("city")),
    }))
}

fn size(json: Option<&str>) -> [Option<(u64, u64)>; 4] {
    let size: Option<chancery::record::SizeRecord<'_>> =
        json.and_then(|json| serde_json::from_str(json).ok());
    size.map_or([None; 4], |s| {
        s.counts().map(|c| c.map(|c| (c.low, c.high)))
    })
}
