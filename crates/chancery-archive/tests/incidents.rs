//! Which tellings are one incident: pairs of short articles with records made by hand, and what must
//! hold of any archive.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod tellings;

use chancery::Record;
use chancery_archive::{Entry, Options};
use proptest::prelude::*;
use std::collections::BTreeMap;
use tellings::*;
use tempfile::TempDir;

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
