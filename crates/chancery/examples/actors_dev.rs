//! Measures parties and places on gold mentions: `actors_dev GOLD.jsonl [errors]`.
//!
//! Counts as the project's scorer does: only where the gold gives a country or sector.

use chancery::Article;
use chancery::document::Document;
use chancery::gazetteer::Gazetteer;
use chancery::ontology::{EventType, Status};
use chancery::reading::{Filler, Mention, ReadEvent, Reading, Role};
use chancery::resolve::{actors::Cast, places};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;

fn word_find(text: &str, words: &str) -> Option<Range<usize>> {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let mut loose = None;
    for (i, _) in text.match_indices(words) {
        let j = i + words.len();
        if edge(text[..i].chars().next_back()) && edge(text[j..].chars().next()) {
            return Some(i..j);
        }
        loose.get_or_insert(i..j);
    }
    loose
}

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let shown: usize = std::env::args()
        .nth(2)
        .and_then(|n| n.parse().ok())
        .unwrap_or(0);
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let start = std::time::Instant::now();
    let gazetteer = Gazetteer::embedded();
    eprintln!("tables: {:?}", start.elapsed());
    let mut count: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut errors = Vec::new();
    let start = std::time::Instant::now();
    for line in text.lines() {
        let Ok(gold) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        one(&gold, &gazetteer, &mut count, &mut errors);
    }
    eprintln!("articles: {:?}", start.elapsed());
    for (k, [right, n]) in &count {
        println!(
            "{k:28} {:.3}  {right}/{n}",
            *right as f64 / (*n).max(1) as f64
        );
    }
    for e in errors.iter().take(shown) {
        println!("{e}");
    }
}

fn one(
    gold: &Value,
    gazetteer: &Gazetteer,
    count: &mut BTreeMap<String, [usize; 2]>,
    errors: &mut Vec<String>,
) {
    let sentences: Vec<&str> = gold["sentences"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut article = Article::from_sentences(gold["id"].as_str().unwrap_or_default(), &sentences);
    article.date = gold["date"].as_str().and_then(|d| d.parse().ok());
    article.outlet = gold["outlet"].as_str().map(str::to_owned);
    let starts: Vec<usize> = article
        .sentences
        .iter()
        .flatten()
        .map(|s| s.start)
        .collect();
    let span = |m: &Value, s: usize| -> Option<Range<usize>> {
        let r = word_find(sentences.get(s)?, m.as_str()?)?;
        Some(starts[s] + r.start..starts[s] + r.end)
    };
    let document = Document::new(&article);
    let mut reading = Reading::default();
    for e in gold["events"].as_array().into_iter().flatten() {
        let s = e["s"].as_u64().unwrap_or(0) as usize;
        let mut fillers = Vec::new();
        let mut add = |role, m: &Value| {
            let at = m["s"].as_u64().map_or(s, |s| s as usize);
            if let Some(span) = span(&m["m"], at) {
                fillers.push(Filler {
                    role,
                    span,
                    score: 1.0,
                });
            }
        };
        for m in e["actor"].as_array().into_iter().flatten() {
            add(Role::Actor, m);
        }
        for m in e["recipient"].as_array().into_iter().flatten() {
            add(Role::Recipient, m);
        }
        if e["said_by"].is_object() {
            add(Role::SaidBy, &e["said_by"]);
        }
        reading.mentions.extend(fillers.iter().map(|f| Mention {
            span: f.span.clone(),
            is_time: false,
        }));
        reading.events.push(ReadEvent {
            trigger: span(&e["trigger"], s).unwrap_or(0..0),
            sentence: s,
            event_type: e["type"]
                .as_str()
                .and_then(|t| t.parse().ok())
                .unwrap_or(EventType::Consult),
            type_score: 1.0,
            modes: Vec::new(),
            status: e["status"]
                .as_str()
                .and_then(|t| t.parse().ok())
                .unwrap_or(Status::Actual),
            status_score: 1.0,
            fillers,
        });
    }
    let cast = Cast::new(&document, &reading, gazetteer);
    let kind = gold["kind"].as_str().unwrap_or("");
    for e in gold["events"].as_array().into_iter().flatten() {
        let s = e["s"].as_u64().unwrap_or(0) as usize;
        let when = e["when"]["from"].as_str().and_then(|d| d.parse().ok());
        for role in ["actor", "recipient"] {
            for m in e[role].as_array().into_iter().flatten() {
                let at = m["s"].as_u64().map_or(s, |s| s as usize);
                let Some(span) = span(&m["m"], at) else {
                    continue;
                };
                let p = cast.party(&span, when);
                let sector = p.sector.map(|s| s.as_str());
                for (field, mine) in [("country", p.country), ("sector", sector)] {
                    let right = m[field].as_str();
                    if let Some(right) = right {
                        let ok = mine == Some(right);
                        for k in [
                            field.to_owned(),
                            format!("{field} {kind}"),
                            if field == "country" {
                                format!("basis {:?}", p.basis)
                            } else {
                                "".into()
                            },
                        ] {
                            let c = count.entry(k).or_default();
                            c[0] += ok as usize;
                            c[1] += 1;
                        }
                        if !ok {
                            errors.push(format!(
                                "{field}\t{}\t{right}\t{}\t{:?}\t{}\t{}",
                                m["m"].as_str().unwrap_or(""),
                                mine.unwrap_or("-"),
                                p.basis,
                                e["type"].as_str().unwrap_or(""),
                                sentences.get(at).unwrap_or(&"")
                            ));
                        }
                    } else {
                        let c = count.entry(format!("null {field} kept null")).or_default();
                        c[0] += mine.is_none() as usize;
                        c[1] += 1;
                        if mine.is_some() {
                            errors.push(format!(
                                "null{field}\t{}\t-\t{}\t{:?}\t{}\t{}",
                                m["m"].as_str().unwrap_or(""),
                                mine.unwrap_or("-"),
                                p.basis,
                                e["type"].as_str().unwrap_or(""),
                                sentences.get(at).unwrap_or(&"")
                            ));
                        }
                    }
                }
            }
        }
        if let (Some(text), Some(country)) =
            (e["where"]["text"].as_str(), e["where"]["country"].as_str())
        {
            let at = e["where"]["s"].as_u64().map_or(s, |s| s as usize);
            let Some(span) = span(&Value::from(text), at) else {
                continue;
            };
            let place = places::place(&document, &span, &cast, gazetteer);
            let ok = place.country == Some(country);
            for k in ["place".to_owned(), format!("place {kind}")] {
                let c = count.entry(k).or_default();
                c[0] += ok as usize;
                c[1] += 1;
            }
            if !ok {
                errors.push(format!(
                    "place\t{text}\t{country}\t{}\t{:?}\t\t{}",
                    place.country.unwrap_or("-"),
                    place.name,
                    sentences.get(at).unwrap_or(&"")
                ));
            }
        }
    }
}
