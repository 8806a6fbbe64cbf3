//! Articles and records made by hand from a line of JSON, and an archive to keep them in.

use chancery::event::{Basis, DateBasis};
use chancery::ontology::{EventType, Status};
use chancery::record::{
    CountRecord, DateRecord, PartyRecord, PlaceRecord, Record, SizeRecord, WordsRecord,
};
use chancery::{Article, record::Text};
use chancery_archive::{Archive, Entry, Limits, Linked, Options, Value};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use tempfile::TempDir;

pub const STAMP: &str = "made by hand";

/// An article and its records, made from JSON; `tests/pairs.jsonl` shows the form.
#[derive(Debug, Clone)]
pub struct Told {
    pub article: Article,
    pub records: Vec<Record<'static>>,
}

pub fn told(json: &Json, id: &str) -> Told {
    let text = json["text"].as_str().unwrap();
    let article = Article {
        id: id.into(),
        date: json["date"].as_str().map(|d| d.parse().unwrap()),
        outlet: json["outlet"].as_str().map(str::to_owned),
        text: text.into(),
        ..Article::default()
    };
    let events = json["events"].as_array().unwrap();
    let records = events
        .iter()
        .enumerate()
        .map(|(n, e)| record(e, n, &article))
        .collect();
    Told { article, records }
}

pub fn record(json: &Json, n: usize, article: &Article) -> Record<'static> {
    let trigger = json["trigger"].as_str().unwrap();
    let at = article.text.find(trigger).unwrap();
    let start = article.text[..at].rfind(". ").map_or(0, |i| i + 2);
    let end = article.text[at..]
        .find(". ")
        .map_or(article.text.len(), |i| at + i + 1);
    let chars = |byte: usize| article.text[..byte].chars().count();
    let code = |key: &str, or: &str| json[key].as_str().unwrap_or(or).to_owned();
    let event_type: EventType = code("type", "").parse().unwrap();
    let days = json["day"]
        .as_str()
        .map(|d| d.split_once('/').unwrap_or((d, d)));
    let words = |text: &str| WordsRecord {
        text: Text::Owned(text.into()),
        span: span(article, text),
    };
    Record {
        id: format!("{:016x}", hash(&article.id) ^ n as u64).into(),
        article: article.id.clone().into(),
        publication_date: article.date,
        outlet: article.outlet.clone().map(Into::into),
        url: None,
        sentence: article.text[..at].matches(". ").count(),
        sentence_span: [chars(start), chars(end)],
        event_type,
        mode: json["mode"]
            .as_str()
            .map(|m| m.parse().unwrap())
            .into_iter()
            .collect(),
        quad: 1,
        score: 0.0,
        context: Vec::new(),
        trigger: words(trigger),
        actor: parties(&json["actor"], article),
        recipient: parties(&json["recipient"], article),
        date: DateRecord {
            text: None,
            span: None,
            from: days.map(|d| d.0.parse().unwrap()),
            to: days.map(|d| d.1.parse().unwrap()),
            basis: match json["told"].as_bool() {
                Some(true) => DateBasis::Text,
                _ => DateBasis::Reporting,
            },
        },
        place: json["place"].as_str().map(|p| place(p, article)),
        status: code("status", "actual").parse::<Status>().unwrap(),
        said_by: Vec::new(),
        size: SizeRecord {
            dead: count(&json["dead"]),
            arrested: count(&json["arrested"]),
            ..SizeRecord::default()
        },
        confidence: 0.9,
        coder: STAMP.into(),
    }
}

/// "words|country|sector", and "|metonym" where a capital stands for its state.
pub fn parties(json: &Json, article: &Article) -> Vec<PartyRecord<'static>> {
    let party = |json: &Json| {
        let parts: Vec<&str> = json.as_str().unwrap().split('|').collect();
        let some = |i: usize| Some(parts[i].to_owned()).filter(|p| !p.is_empty());
        PartyRecord {
            text: Text::Owned(parts[0].into()),
            span: span(article, parts[0]),
            name: None,
            country: some(1).map(Into::into),
            sector: some(2).map(|s| s.parse().unwrap()),
            actor_id: None,
            basis: match parts.get(3) {
                Some(_) => Basis::Metonym,
                None => Basis::Name,
            },
        }
    };
    json.as_array().into_iter().flatten().map(party).collect()
}

/// "name|country|north|east".
pub fn place(text: &str, article: &Article) -> PlaceRecord<'static> {
    let parts: Vec<&str> = text.split('|').collect();
    let city = !parts[2].is_empty();
    PlaceRecord {
        text: Text::Owned(parts[0].into()),
        span: span(article, parts[0]),
        name: Some(Text::Owned(parts[0].into())),
        country: Some(Text::Owned(parts[1].into())),
        lat: parts[2].parse().ok(),
        lon: parts[3].parse().ok(),
        geoname_id: None,
        resolution: Some(if city { "city" } else { "admin1" }.into()),
    }
}

pub fn count(json: &Json) -> Option<CountRecord<'static>> {
    json.as_u64().map(|n| CountRecord {
        low: n,
        high: n,
        text: n.to_string().into(),
        span: [0, 1],
    })
}

pub fn span(article: &Article, words: &str) -> [usize; 2] {
    let start = article
        .text
        .find(words)
        .map_or(0, |b| article.text[..b].chars().count());
    [start, start + words.chars().count()]
}

pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    }) << 8
}

pub fn archive(folder: &TempDir) -> Archive {
    Archive::write(&folder.path().join("a.chancery")).unwrap()
}

/// Keeps articles and links what is new.
pub fn keep(archive: &mut Archive, articles: &[Told]) -> Linked {
    let entries: Vec<Entry<'_>> = (articles.iter())
        .map(|t| Entry {
            article: &t.article,
            published: t.article.date,
            outlet: t.article.outlet.as_deref(),
            notes: Vec::new(),
            records: t.records.clone(),
        })
        .collect();
    let options = Options {
        text: true,
        recode: false,
    };
    archive.append(&entries, STAMP, options).unwrap();
    archive.link_incidents().unwrap()
}

pub fn ask(folder: &TempDir, sql: &str) -> Vec<Vec<String>> {
    let mut archive = Archive::read(&folder.path().join("a.chancery")).unwrap();
    let limits = Limits {
        rows: usize::MAX,
        time: std::time::Duration::from_secs(60),
        bytes: usize::MAX,
    };
    let mut rows = Vec::new();
    let text = |v: &Value| match v {
        Value::Null => "-".into(),
        Value::Integer(n) => n.to_string(),
        Value::Real(n) => n.to_string(),
        Value::Text(t) => t.clone(),
    };
    (archive.query::<chancery_archive::ArchiveError>(
        sql,
        limits,
        |_| Ok(()),
        |cells| {
            rows.push(cells.iter().map(text).collect());
            Ok(())
        },
    ))
    .unwrap();
    rows
}

/// The incident of each event, by ids.
pub fn incidents(folder: &TempDir) -> BTreeMap<String, String> {
    let rows = ask(folder, "SELECT id, incident FROM events");
    rows.into_iter()
        .map(|r| (r[0].clone(), r[1].clone()))
        .collect()
}

pub fn pairs() -> Vec<(bool, String, [Told; 2])> {
    (include_str!("../pairs.jsonl").lines().enumerate())
        .map(|(n, line)| {
            let json: Json = serde_json::from_str(line).unwrap();
            let of = |key: &str| told(&json[key], &format!("{n}-{key}"));
            let why = json["why"].as_str().unwrap().to_owned();
            (json["same"].as_bool().unwrap(), why, [of("a"), of("b")])
        })
        .collect()
}
