//! The comparison gives the numbers that the scoring script of the annotation project gave for the
//! same two files, whose articles were written to hold every one of its rules.

use chancery::eval::{self, Gold, GoldEvent, Prediction, Predictions};
use chancery::ontology::{EventType, Status};
use proptest::prelude::*;
use serde_json::{Value, json};

const GOLD: &str = include_str!("../../../tests/compat/gold.jsonl");
const PREDICTED: &str = include_str!("../../../tests/compat/predicted.jsonl");
const EXPECTED: &str = include_str!("../../../tests/compat/expected.json");
const EXPECTED_BY_KIND: &str = include_str!("../../../tests/compat/expected-by-kind.json");
const EXPECTED_TEXT: &str = include_str!("../../../tests/compat/expected.txt");

fn read() -> (Gold, Predictions) {
    let gold = Gold::parse(GOLD).expect("gold");
    let predictions = Predictions::parse(PREDICTED).expect("predictions");
    (gold, predictions)
}

fn assert_same(ours: &Value, theirs: &Value, path: &str) {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) => {
            let keys = |o: &serde_json::Map<String, Value>| {
                let mut keys: Vec<String> = o.keys().cloned().collect();
                keys.sort();
                keys
            };
            assert_eq!(keys(a), keys(b), "keys of {path}");
            for (key, value) in a {
                assert_same(value, &b[key], &format!("{path}/{key}"));
            }
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (
                a.as_f64().unwrap_or(f64::NAN),
                b.as_f64().unwrap_or(f64::NAN),
            );
            assert!((a - b).abs() < 1e-9, "{path}: {a}, but the script says {b}");
        }
        _ => panic!("{path}: {ours} and {theirs} are not of one kind"),
    }
}

#[test]
fn every_number_is_the_scripts() {
    let (gold, predictions) = read();
    assert!(gold.articles.len() >= 12);
    let ours = serde_json::to_value(eval::score(&gold.articles, &predictions)).expect("JSON");
    assert_same(&ours, &serde_json::from_str(EXPECTED).expect("JSON"), "");
}

#[test]
fn every_number_of_every_kind_is_the_scripts() {
    let (gold, predictions) = read();
    let kinds = eval::by_kind(&gold.articles, &predictions);
    let expected: Value = serde_json::from_str(EXPECTED_BY_KIND).expect("JSON");
    assert_eq!(kinds.len(), expected.as_object().map_or(0, |o| o.len()));
    for (kind, scores) in kinds {
        let ours = serde_json::to_value(scores).expect("JSON");
        assert_same(&ours, &expected[&kind], &kind);
    }
}

#[test]
fn table_and_differences_read_as_the_scripts() {
    let (gold, predictions) = read();
    let scores = eval::score(&gold.articles, &predictions);
    let mut text = scores.to_string();
    for difference in &scores.differences {
        text.push_str(&format!("{difference}\n"));
    }
    assert_eq!(text, EXPECTED_TEXT);
}

fn as_predicted(event: &GoldEvent) -> Prediction {
    Prediction {
        told: event.told.clone(),
        words: Some(event.words.clone()),
        said_by: event.said_by.iter().cloned().collect(),
    }
}

/// Every share is 1 where there is something to be shared.
fn assert_perfect(scores: &Value) {
    for (name, row) in scores.as_object().expect("rows") {
        if row.get("n").is_some() {
            assert_eq!(row["accuracy"], json!(1.0), "{name}");
        } else {
            assert_eq!(row["gold"], row["predicted"], "{name}");
            let share = if row["gold"] == json!(0) { 0.0 } else { 1.0 };
            assert_eq!(
                [&row["p"], &row["r"], &row["f1"]],
                [&json!(share); 3],
                "{name}"
            );
        }
    }
}

/// An event in a sentence of 30 different words: its trigger and its parties are words of it.
fn event() -> impl Strategy<Value = Value> {
    let word = || prop::sample::subsequence((0..30usize).collect::<Vec<_>>(), 5);
    let codes = prop::array::uniform4(prop::option::of(prop::sample::select(vec!["FRA", "GBR"])));
    let choices = (
        0..EventType::ALL.len(),
        0..Status::ALL.len(),
        0..3usize,
        0..3usize,
    );
    (
        choices,
        word().prop_shuffle(),
        codes,
        any::<(bool, bool, bool)>(),
        1..28i8,
    )
        .prop_map(
            |((kind, status, actors, recipients), words, codes, (optional, told, dated), day)| {
                let party =
                    |i: usize| json!({"m": format!("é{}", words[i + 1]), "country": codes[i]});
                json!({
                    "type": EventType::ALL[kind].as_str(),
                    "trigger": format!("é{}", words[0]),
                    "status": Status::ALL[status].as_str(),
                    "optional": optional,
                    "actor": (0..actors).map(party).collect::<Vec<_>>(),
                    "recipient": (0..recipients).map(|i| party(i + actors)).collect::<Vec<_>>(),
                    "said_by": told.then(|| json!({"m": format!("é{}", words[0])})),
                    "when": dated.then(|| json!({"from": format!("2020-02-{day:02}")})),
                    "where": {"country": codes[0]},
                })
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn gold_against_itself_is_perfect(articles in prop::collection::vec(prop::collection::vec(event(), 0..5), 1..4)) {
        let sentence: Vec<String> = (0..30).map(|i| format!("é{i}")).collect();
        let lines = articles.iter().enumerate().map(|(i, events)| {
            json!({"id": i.to_string(), "sentences": [sentence.join(" ")], "events": events})
        });
        let lines: Vec<String> = lines.map(|l| l.to_string()).collect();
        let gold = Gold::parse(&lines.join("\n")).expect("gold");
        let mut predictions = Predictions::default();
        for article in &gold.articles {
            for event in &article.events {
                predictions.add(article.id.as_str(), as_predicted(event));
            }
        }
        let scores = eval::score(&gold.articles, &predictions);
        prop_assert!(scores.differences.is_empty());
        assert_perfect(&serde_json::to_value(scores).expect("JSON"));
    }
}
