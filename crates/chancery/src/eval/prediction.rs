//! What a coder said, ready to be compared: from record lines or straight from codings.

use super::faults::{PredictionError, PredictionProblem};
use super::{PartyTold, Told, days, known};
use crate::event::{Event, Party};
use crate::out::CharOffsets;
use crate::{Article, Coding};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// One predicted event.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// What it says; its spans are characters.
    pub told: Told,
    /// Words of the trigger, if the record has them.
    pub words: Option<String>,
    /// Characters of the mentions of its sources.
    pub said_by: Vec<Range<usize>>,
}

/// Predicted events by article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Predictions {
    by_article: BTreeMap<String, Vec<Prediction>>,
}

#[derive(Deserialize)]
struct Line {
    article: String,
    #[serde(rename = "type")]
    event_type: String,
    #[serde(default = "actual")]
    status: String,
    trigger: Option<MentionLine>,
    actor: Option<Vec<MentionLine>>,
    recipient: Option<Vec<MentionLine>>,
    date: Option<DateLine>,
    place: Option<PlaceLine>,
    said_by: Option<Vec<MentionLine>>,
}

fn actual() -> String {
    "actual".to_owned()
}

#[derive(Deserialize)]
struct MentionLine {
    text: Option<String>,
    span: Option<(usize, usize)>,
    country: Option<String>,
    sector: Option<String>,
}

#[derive(Deserialize)]
struct DateLine {
    from: Option<String>,
    to: Option<String>,
}

#[derive(Deserialize)]
struct PlaceLine {
    country: Option<String>,
}

impl Prediction {
    /// Reads one record line; gives the id of its article and what it says. Fields that are not
    /// compared may be missing; a missing status is `actual`.
    pub fn parse(line: &str) -> Result<(String, Self), PredictionProblem> {
        let line: Line = serde_json::from_str(line)?;
        let date = line.date.as_ref();
        let (from, to) = (
            date.and_then(|d| d.from.as_deref()),
            date.and_then(|d| d.to.as_deref()),
        );
        let said_by = line.said_by.unwrap_or_default();
        let told = Told {
            event_type: line.event_type.parse()?,
            trigger: line.trigger.as_ref().map_or(0..0, span),
            status: line.status.parse()?,
            actors: parties(line.actor),
            recipients: parties(line.recipient),
            days: days(from, to).map_err(|day| PredictionProblem::Date(day.to_owned()))?,
            place: line.place.and_then(|p| known(p.country)),
        };
        let prediction = Prediction {
            told,
            words: line.trigger.and_then(|t| t.text),
            said_by: said_by
                .iter()
                .filter(|s| s.span.is_some())
                .map(span)
                .collect(),
        };
        Ok((line.article, prediction))
    }

    fn of_event(article: &Article, event: &Event, offsets: &CharOffsets<'_>) -> Self {
        let parties = |parties: &[Party]| {
            let told = parties.iter().map(|p| PartyTold {
                span: offsets.span(&p.span),
                country: p.country.map(str::to_owned),
                sector: p.sector.map(|s| s.as_str().to_owned()),
            });
            told.collect()
        };
        let date = &event.date;
        let told = Told {
            event_type: event.event_type,
            trigger: offsets.span(&event.trigger),
            status: event.status,
            actors: parties(&event.actors),
            recipients: parties(&event.recipients),
            days: date.from.map(|from| {
                let to = date.to.unwrap_or(from);
                (from.min(to), from.max(to))
            }),
            place: event
                .place
                .as_ref()
                .and_then(|p| p.country)
                .map(str::to_owned),
        };
        Prediction {
            told,
            words: article.text.get(event.trigger.clone()).map(str::to_owned),
            said_by: event
                .said_by
                .iter()
                .map(|s| offsets.span(&s.span))
                .collect(),
        }
    }
}

fn span(mention: &MentionLine) -> Range<usize> {
    mention.span.map_or(0..0, |(start, end)| start..end)
}

fn parties(lines: Option<Vec<MentionLine>>) -> Vec<PartyTold> {
    let party = |line: MentionLine| PartyTold {
        span: span(&line),
        country: known(line.country),
        sector: known(line.sector),
    };
    lines.unwrap_or_default().into_iter().map(party).collect()
}

impl Predictions {
    /// Reads record lines; blank ones are passed over.
    pub fn parse(text: &str) -> Result<Self, PredictionError> {
        let mut predictions = Predictions::default();
        for (i, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let (article, prediction) =
                Prediction::parse(line).map_err(|problem| PredictionError {
                    line: i + 1,
                    problem,
                })?;
            predictions.add(article, prediction);
        }
        Ok(predictions)
    }

    /// Adds one event of an article.
    pub fn add(&mut self, article: impl Into<String>, prediction: Prediction) {
        self.by_article
            .entry(article.into())
            .or_default()
            .push(prediction);
    }

    /// Adds what was coded from an article.
    pub fn add_coding(&mut self, article: &Article, coding: &Coding) {
        let offsets = CharOffsets::new(&article.text);
        for event in &coding.events {
            self.add(
                article.id.as_str(),
                Prediction::of_event(article, event, &offsets),
            );
        }
    }

    /// The events of an article, in the order in which they were added.
    pub fn of(&self, article: &str) -> &[Prediction] {
        self.by_article.get(article).map_or(&[], Vec::as_slice)
    }

    /// Ids of the articles that have events, in alphabetical order. What is compared are gold
    /// articles; an id that the gold does not have is passed over.
    pub fn articles(&self) -> impl Iterator<Item = &str> {
        self.by_article.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_record_is_an_actual_event_without_words() {
        let (article, p) = Prediction::parse(r#"{"article":"a","type":"AID"}"#).expect("a record");
        assert_eq!(article, "a");
        assert_eq!(p.told.trigger, 0..0);
        assert_eq!(p.told.status, crate::ontology::Status::Actual);
        assert_eq!((p.words, p.told.days), (None, None));
    }

    #[test]
    fn sources_without_words_do_not_count() {
        let line = r#"{"article":"a","type":"AID","said_by":[{"text":"x"},{"span":[3,5]}]}"#;
        let said_by = Prediction::parse(line).expect("a record").1.said_by;
        assert_eq!(said_by.len(), 1);
        assert_eq!(said_by[0], 3..5);
    }

    #[test]
    fn a_fault_names_its_line() {
        let error =
            Predictions::parse("\n{\"article\":\"a\",\"type\":\"HELP\"}").expect_err("a fault");
        assert_eq!(
            error.to_string(),
            "line 2: `HELP` is not a PLOVER event type"
        );
        let error = Predictions::parse("[]").expect_err("a fault");
        assert!(
            error
                .to_string()
                .starts_with("line 1: not an event record in JSON: ")
        );
        let error = Predictions::parse("\n\n{\"type\":\"AID\"}").expect_err("a fault");
        assert_eq!(
            error.to_string(),
            "line 3: not an event record in JSON: missing field `article` at column 14"
        );
    }
}
