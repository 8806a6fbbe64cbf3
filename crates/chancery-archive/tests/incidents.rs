//! Which tellings are one incident: pairs of short articles with records made by hand, and what must
//! hold of any archive.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

use chancery::event::{Basis, DateBasis};
use chancery::ontology::{EventType, Status};
use chancery::record::{
    CountRecord, DateRecord, PartyRecord, PlaceRecord, Record, SizeRecord, WordsRecord,
};
use chancery::{Article, record::Text};
use chancery_archive::{Archive, Entry, Limits, Linked, Options, Value};
use proptest::prelude::*;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use tempfile::TempDir;

const STAMP: &str = "made by hand";

/// An article and its records, made from JSON; `tests/pairs.jsonl` shows the form.
#[derive(Debug, Clone)]
struct Told {
    article: Article,
    records: Vec<Record<'static>>,
}

fn told(json: &Json, id: &str) -> Told {
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

fn record(json: &Json, n: usize, article: &Article) -> Record<'static> {
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
fn parties(json: &Json, article: &Article) -> Vec<PartyRecord<'static>> {
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
fn place(text: &str, article: &Article) -> PlaceRecord<'static> {
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

fn count(json: &Json) -> Option<CountRecord<'static>> {
    json.as_u64().map(|n| CountRecord {
        low: n,
        high: n,
        text: n.to_string().into(),
        span: [0, 1],
    })
}

fn span(article: &Article, words: &str) -> [usize; 2] {
    let start = article
        .text
        .find(words)
        .map_or(0, |b| article.text[..b].chars().count());
    [start, start + words.chars().count()]
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    }) << 8
}

fn archive(folder: &TempDir) -> Archive {
    Archive::write(&folder.path().join("a.chancery")).unwrap()
}

/// Keeps articles and links what is new.
fn keep(archive: &mut Archive, articles: &[Told]) -> Linked {
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

fn ask(folder: &TempDir, sql: &str) -> Vec<Vec<String>> {
    let mut archive = Archive::read(&folder.path().join("a.chancery")).unwrap();
    let limits = Limits {
        rows: usize::MAX,
        time: std::time::Duration::from_secs(60),
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
fn incidents(folder: &TempDir) -> BTreeMap<String, String> {
    let rows = ask(folder, "SELECT id, incident FROM events");
    rows.into_iter()
        .map(|r| (r[0].clone(), r[1].clone()))
        .collect()
}

fn pairs() -> Vec<(bool, String, [Told; 2])> {
    (include_str!("pairs.jsonl").lines().enumerate())
        .map(|(n, line)| {
            let json: Json = serde_json::from_str(line).unwrap();
            let of = |key: &str| told(&json[key], &format!("{n}-{key}"));
            let why = json["why"].as_str().unwrap().to_owned();
            (json["same"].as_bool().unwrap(), why, [of("a"), of("b")])
        })
        .collect()
}

#[test]
fn one_event_told_twice_is_one_and_look_alikes_are_two() {
    let (mut missed, mut merged) = (Vec::new(), Vec::new());
    for (same, why, articles) in pairs() {
        let folder = TempDir::new().unwrap();
        let linked = keep(&mut archive(&folder), &articles);
        assert_eq!(linked.events, 2, "{why}");
        match (same, linked.incidents) {
            (true, 2) => missed.push(why),
            (false, 1) => merged.push(why),
            _ => {}
        }
    }
    assert!(
        merged.is_empty(),
        "different events became one: {merged:#?}"
    );
    assert!(missed.is_empty(), "one event became two: {missed:#?}");
}

#[test]
fn look_alikes_stay_apart_in_one_archive() {
    let folder = TempDir::new().unwrap();
    let articles: Vec<Told> = pairs()
        .into_iter()
        .flat_map(|(_, _, [a, b])| [a, b])
        .collect();
    keep(&mut archive(&folder), &articles);
    let rows = ask(
        &folder,
        "SELECT group_concat(article, ' ') FROM events GROUP BY incident HAVING count(*) > 1",
    );
    for row in rows {
        let cases: Vec<&str> = row[0]
            .split(' ')
            .filter_map(|a| a.split('-').next())
            .collect();
        assert!(
            cases.windows(2).all(|w| w[0] == w[1]),
            "events of several cases: {}",
            row[0]
        );
    }
}

#[test]
fn views_count_outlets_and_give_reasons() {
    let folder = TempDir::new().unwrap();
    let mut articles = Vec::new();
    for (_, why, [a, b]) in pairs() {
        if why == "a reprint under another head" || why == "two outlets on one missile strike" {
            articles.extend([a, b]);
        }
    }
    keep(&mut archive(&folder), &articles);
    let counts = ask(
        &folder,
        "SELECT type, events, articles, outlets FROM incidents ORDER BY type",
    );
    assert_eq!(
        counts,
        [["ASSAULT", "2", "2", "2"], ["PROTEST", "2", "2", "2"]]
    );
    let reasons = ask(&folder, "SELECT reason FROM links ORDER BY reason");
    assert!(reasons[0][0].starts_with("same text as "), "{reasons:?}");
    assert!(
        reasons[1][0].contains("place Odesa") && reasons[1][0].contains("4 dead"),
        "{reasons:?}"
    );
    let days = ask(
        &folder,
        "SELECT day, actor, recipient, type, events, outlets FROM one_a_day",
    );
    let of_russia: Vec<_> = days.iter().filter(|d| d[1].starts_with("RUS")).collect();
    assert_eq!(
        of_russia.iter().map(|d| d[0].as_str()).collect::<Vec<_>>(),
        ["2024-03-04"; 2]
    );
}

#[test]
fn records_without_words_are_not_lumped_together() {
    let folder = TempDir::new().unwrap();
    let mut archive = archive(&folder);
    let mut records: Vec<Record<'static>> = Vec::new();
    for (_, _, [a, b]) in pairs() {
        records.extend(a.records.into_iter().chain(b.records));
    }
    for record in &mut records {
        record.trigger.text = "".into();
    }
    archive.import(&records).unwrap();
    let linked = archive.link_incidents().unwrap();
    assert_eq!((linked.events, linked.links), (records.len(), 0));
}

#[test]
fn an_article_coded_anew_goes_back_to_its_incident() {
    let folder = TempDir::new().unwrap();
    let mut archive = archive(&folder);
    let (_, _, articles) = pairs().swap_remove(0);
    keep(&mut archive, &articles);
    let before = incidents(&folder);
    let first = &articles[0];
    let entry = Entry {
        article: &first.article,
        published: first.article.date,
        outlet: first.article.outlet.as_deref(),
        notes: Vec::new(),
        records: first.records.clone(),
    };
    let options = Options {
        text: true,
        recode: true,
    };
    archive
        .append(&[entry], "a later version", options)
        .unwrap();
    archive.link_incidents().unwrap();
    assert_eq!(incidents(&folder), before);
}

const WHERE: [(&str, &str, &str); 3] = [
    ("Ondjiva", "AGO|-17.07|15.73", "AGO"),
    ("Bunia", "COD|1.56|30.25", "COD"),
    ("Zinder", "NER|13.8|8.99", "NER"),
];
const WHO: [&str; 3] = ["Soldiers", "Rebels", "Gunmen"];
const WHAT: [(&str, &str); 3] = [
    ("ASSAULT", "attacked"),
    ("COERCE", "arrested"),
    ("ACCUSE", "blamed"),
];
const WHOM: [&str; 4] = [
    "the mayor",
    "two fishermen",
    "a convoy of lorries",
    "the brickmakers' union",
];
const HOW: [&str; 3] = [
    "before dawn",
    "after a quarrel about wells",
    "as the market closed",
];

/// An article about something that may be what another article is about.
fn any_article() -> impl Strategy<Value = [usize; 6]> {
    [0..3_usize, 0..3, 0..3, 0..4, 0..3, 0..4]
}

fn made([place, who, what, whom, how, day]: [usize; 6], n: usize) -> Told {
    let (town, code, country) = WHERE[place];
    let (kind, verb) = WHAT[what];
    let (who, whom, how) = (WHO[who], WHOM[whom], HOW[how]);
    let json = serde_json::json!({
        "date": format!("2024-05-{:02}", 11 + day),
        "outlet": format!("Outlet {}", n % 4),
        "text": format!("{who} {verb} {whom} in {town} {how}, residents of {town} said."),
        "events": [{
            "type": kind, "trigger": verb, "told": true, "day": format!("2024-05-{:02}", 10 + day),
            "actor": [format!("{who}|{country}|")], "recipient": [format!("{whom}|{country}|CVL")],
            "place": format!("{town}|{code}"),
        }],
    });
    told(&json, &format!("article {n}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_order_within_a_batch_changes_nothing(
        articles in prop::collection::vec(any_article(), 2..16),
        order in any::<u64>(),
    ) {
        let articles: Vec<Told> = articles.into_iter().enumerate().map(|(n, a)| made(a, n)).collect();
        let mut shuffled = articles.clone();
        shuffled.sort_by_key(|t| hash(&t.article.id) ^ order.rotate_left((hash(&t.article.id) >> 58) as u32));
        let (one, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        keep(&mut archive(&one), &articles);
        keep(&mut archive(&other), &shuffled);
        prop_assert_eq!(incidents(&one), incidents(&other));
    }

    #[test]
    fn ids_stay_when_articles_arrive(
        articles in prop::collection::vec(any_article(), 2..16),
        cut in 1_usize..15,
    ) {
        let articles: Vec<Told> = articles.into_iter().enumerate().map(|(n, a)| made(a, n)).collect();
        let (first, second) = articles.split_at(cut.min(articles.len()));
        let folder = TempDir::new().unwrap();
        let mut archive = archive(&folder);
        keep(&mut archive, first);
        let before = incidents(&folder);
        keep(&mut archive, second);
        let after = incidents(&folder);
        let merged: BTreeMap<String, String> = ask(&folder,
            "SELECT printf('%016x', i.id), printf('%016x', j.id) FROM incident i JOIN incident j ON j.incident = i.merged")
            .into_iter().map(|r| (r[0].clone(), r[1].clone())).collect();
        for (event, incident) in &before {
            let now = &after[event];
            prop_assert!(now == incident || merged.get(incident) == Some(now));
        }
        // never two events of one article, and every event has a place
        let twice = ask(&folder, "SELECT 1 FROM events GROUP BY incident, article HAVING count(*) > 1");
        prop_assert!(twice.is_empty());
        prop_assert!(after.values().all(|i| i != "-"));
    }
}
