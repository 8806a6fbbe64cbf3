//! Measures event dates against gold events: right if the intervals overlap and the read one is at
//! most three times as long as the gold one, or three days.
//!
//! `cargo run -p chancery --example event_dates -- dev.jsonl [--found] [--errors]`
//!
//! With gold triggers, types and statuses. By default the gold time words are the reader's; with
//! `--found` they are withheld and the timeline has to find them.

use chancery::Article;
use chancery::document::Document;
use chancery::event::{DateBasis, EventDate};
use chancery::ontology::{EventType, Status};
use chancery::reading::{Filler, ReadEvent, Role};
use chancery::resolve::dates::{Timeline, adjusted_status};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("name a gold file")?;
    let rest: Vec<String> = arguments.collect();
    let flag = |name: &str| rest.iter().any(|a| a == name);
    let mut tally: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let gold: Value = serde_json::from_str(line)?;
        let sentences: Vec<&str> = strings(&gold["sentences"]);
        let mut article =
            Article::from_sentences(gold["id"].as_str().unwrap_or_default(), &sentences);
        article.date = gold["date"]
            .as_str()
            .and_then(|d| d.get(..10)?.parse().ok());
        let document = Document::new(&article);
        let timeline = Timeline::new(&document);
        for event in gold["events"].as_array().into_iter().flatten() {
            let Some(read) = read_event(&document, event, flag("--found")) else {
                continue;
            };
            let date = timeline.event_date(&read);
            let kind = gold["kind"].as_str().unwrap_or_default();
            let words = event["when"]["text"].as_str();
            let adjusted = adjusted_status(read.status, &date, article.date);
            let mut add = |class: String, right: bool| {
                let entry = tally.entry(class).or_default();
                entry.0 += u32::from(right);
                entry.1 += 1;
            };
            if article.date.is_some() {
                add("status kept".into(), adjusted == read.status);
                for wrong in [Status::Actual, Status::Historical] {
                    let mended = adjusted_status(wrong, &date, article.date);
                    if matches!(read.status, Status::Actual | Status::Historical)
                        && wrong != read.status
                        && date.basis == DateBasis::Text
                    {
                        add(
                            format!("status mended from {}", wrong.as_str()),
                            mended == read.status,
                        );
                    }
                }
                if flag("--status") && adjusted != read.status {
                    println!(
                        "{:?} {:?} {:?} {date:?} {}",
                        article.date.map(|d| d.to_string()),
                        read.status,
                        words,
                        sentences[read.sentence]
                    );
                }
            }
            match when(event) {
                Some((from, to)) => {
                    let right = right(&date, from, to);
                    add("all".into(), right);
                    add(format!("kind {kind}"), right);
                    add(format!("words {}", words.is_some()), right);
                    add(format!("status {:?}", read.status), right);
                    if !right && flag("--errors") {
                        let day = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
                        println!(
                            "{kind} {} {:?} '{}' gold {words:?} {from}..{to} got {:?} {}..{} :: {}",
                            day(article.date),
                            read.status,
                            document.words(&read.trigger),
                            date.span.as_ref().map(|s| document.words(s)),
                            day(date.from),
                            day(date.to),
                            sentences[read.sentence]
                        );
                    }
                }
                None => add(
                    "undated gold left undated".into(),
                    date.from.is_none() && date.to.is_none(),
                ),
            }
        }
    }
    for (class, (right, all)) in tally {
        println!(
            "{class:32} {:.3}  {right} of {all}",
            f64::from(right) / f64::from(all)
        );
    }
    Ok(())
}

fn strings(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn read_event(document: &Document<'_>, event: &Value, withheld: bool) -> Option<ReadEvent> {
    let number = usize::try_from(event["s"].as_u64().unwrap_or(0)).ok()?;
    let sentence = document.sentences.get(number)?.span.clone();
    let text = document.words(&sentence);
    let trigger = place(text, event["trigger"].as_str()?)?;
    let mut fillers = Vec::new();
    if let Some(words) = event["when"]["text"].as_str().filter(|_| !withheld)
        && let Some(at) = place(text, words)
            .map(|at| at + sentence.start)
            .or_else(|| document.article.text.find(words))
    {
        fillers.push(Filler {
            role: Role::Time,
            span: at..at + words.len(),
            score: 1.0,
        });
    }
    let trigger_words = event["trigger"].as_str()?.len();
    Some(ReadEvent {
        trigger: sentence.start + trigger..sentence.start + trigger + trigger_words,
        sentence: number,
        event_type: event["type"]
            .as_str()
            .and_then(|s| s.parse::<EventType>().ok())?,
        type_score: 1.0,
        modes: Vec::new(),
        status: event["status"]
            .as_str()
            .and_then(|s| s.parse::<Status>().ok())?,
        status_score: 1.0,
        fillers,
    })
}

fn place(text: &str, words: &str) -> Option<usize> {
    let bounded = |at: usize| {
        let before = text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        let after = text[at + words.len()..]
            .chars()
            .next()
            .is_some_and(char::is_alphanumeric);
        !before && !after
    };
    text.match_indices(words)
        .map(|m| m.0)
        .find(|at| bounded(*at))
        .or_else(|| text.find(words))
}

fn when(event: &Value) -> Option<(Date, Date)> {
    let day = |key: &str| {
        event["when"][key]
            .as_str()
            .and_then(|d| d.parse::<Date>().ok())
    };
    let from = day("from")?;
    let to = day("to").unwrap_or(from);
    Some((from.min(to), from.max(to)))
}

fn right(date: &EventDate, from: Date, to: Date) -> bool {
    let Some(start) = date.from else { return false };
    let end = date.to.unwrap_or(start);
    let length = |a: Date, b: Date| (b - a).get_days();
    from <= end && start <= to && length(start, end) <= (3 * length(from, to)).max(3)
}
