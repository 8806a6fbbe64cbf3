//! The numbers of a comparison, as a table and as JSON.

use crate::ontology::EventType;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::fmt;

/// Precision, recall and F1, 0 to 1; 0 where nothing was predicted or nothing was to be found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Row {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// What was to be found.
    pub gold: usize,
    /// What was predicted.
    pub predicted: usize,
}

/// Share of right answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Accuracy {
    /// 0 to 1; 0 where nothing was asked.
    pub accuracy: f64,
    /// Of how many.
    pub n: usize,
}

/// One event on which gold and prediction differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A gold event that was not found.
    Missed {
        /// Its article.
        article: String,
        /// Number of its sentence, from 0.
        sentence: usize,
        /// Its type.
        event_type: EventType,
        /// Words of its trigger.
        words: String,
    },
    /// A predicted event that the gold does not have.
    False {
        /// Its article.
        article: String,
        /// Its type.
        event_type: EventType,
        /// Words of its trigger.
        words: Option<String>,
    },
}

/// All numbers of one comparison. As JSON, an object of rows and accuracies by their names, types as
/// `event:AGREE`; what could not be asked (no right event, no gold date) is left out there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    /// Events by type and trigger.
    pub event: Row,
    /// The same of each type, in the ontology's order.
    pub by_type: Vec<(EventType, Row)>,
    /// Parties of right events.
    pub roles: Row,
    /// Records of type, countries, and whether it happened.
    pub record: Row,
    /// Records of what is actual.
    pub happened: Row,
    /// Status of right events that are not actual.
    pub not_actual: Row,
    /// Sources of right events.
    pub said_by: Row,
    /// Countries of right parties.
    pub country: Accuracy,
    /// Sectors of right parties.
    pub sector: Accuracy,
    /// Dates of right events.
    pub date: Accuracy,
    /// Countries of the places of right events.
    pub place: Accuracy,
    /// Statuses of right events.
    pub status: Accuracy,
    /// Every event missed and every false one, by article.
    pub differences: Vec<Difference>,
}

impl Row {
    pub(super) fn new(right: usize, predicted: usize, gold: usize) -> Self {
        let share = |n: usize| if n == 0 { 0.0 } else { right as f64 / n as f64 };
        let (p, r) = (share(predicted), share(gold));
        let f1 = if p + r == 0.0 {
            0.0
        } else {
            2.0 * p * r / (p + r)
        };
        Row {
            p,
            r,
            f1,
            gold,
            predicted,
        }
    }
}

impl Scores {
    /// Rows with their names; those of right events only if there is one.
    fn rows(&self) -> impl Iterator<Item = (&'static str, Row)> {
        let matched = self.status.n > 0;
        [
            ("event", self.event, true),
            ("roles", self.roles, matched),
            ("record", self.record, true),
            ("happened", self.happened, true),
            ("not_actual", self.not_actual, matched),
            ("said_by", self.said_by, matched),
        ]
        .into_iter()
        .filter_map(|(name, row, asked)| asked.then_some((name, row)))
    }

    /// Accuracies with their names; those that were asked at least once.
    fn accuracies(&self) -> impl Iterator<Item = (&'static str, Accuracy)> {
        [
            ("country", self.country),
            ("sector", self.sector),
            ("date", self.date),
            ("place", self.place),
            ("status", self.status),
        ]
        .into_iter()
        .filter(|(_, a)| a.n > 0)
    }
}

impl Serialize for Scores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, row) in self.rows() {
            map.serialize_entry(name, &row)?;
        }
        for (name, accuracy) in self.accuracies() {
            map.serialize_entry(name, &accuracy)?;
        }
        for (event_type, row) in &self.by_type {
            map.serialize_entry(&format!("event:{event_type}"), row)?;
        }
        map.end()
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (
            name,
            Row {
                p,
                r,
                f1,
                gold,
                predicted,
            },
        ) in self.rows()
        {
            writeln!(
                f,
                "{name:11} P {p:.3}  R {r:.3}  F1 {f1:.3}   gold {gold} predicted {predicted}"
            )?;
        }
        for (name, Accuracy { accuracy, n }) in self.accuracies() {
            writeln!(f, "{name:11} accuracy {accuracy:.3}   of {n}")?;
        }
        for (event_type, Row { p, r, f1, gold, .. }) in &self.by_type {
            writeln!(
                f,
                "  {event_type:10} P {p:.2} R {r:.2} F1 {f1:.2}  gold {gold}"
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Missed {
                article,
                sentence,
                event_type,
                words,
            } => {
                write!(
                    f,
                    "MISSED {article} s{sentence} {event_type} {}",
                    quoted(words)
                )
            }
            Difference::False {
                article,
                event_type,
                words,
            } => {
                let words = words.as_deref().map_or("None".to_owned(), quoted);
                write!(f, "FALSE  {article} {event_type} {words}")
            }
        }
    }
}

/// Words in quotes on one line, as Python shows a string.
fn quoted(words: &str) -> String {
    let quote = if words.contains('\'') && !words.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut shown = String::from(quote);
    for c in words.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            '\\' => shown.push_str("\\\\"),
            c if c == quote => shown.extend(['\\', c]),
            c if c.is_control() || (c.is_whitespace() && c != ' ') => match u32::from(c) {
                code @ ..=0xff => shown.push_str(&format!("\\x{code:02x}")),
                code => shown.push_str(&format!("\\u{code:04x}")),
            },
            c => shown.push(c),
        }
    }
    shown.push(quote);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_without_anything_is_zero() {
        assert_eq!(Row::new(0, 0, 0), Row::default());
        assert_eq!(Row::new(1, 2, 4).f1, 2.0 * 0.5 * 0.25 / 0.75);
    }

    #[test]
    fn what_was_not_asked_is_not_shown() {
        let json = serde_json::to_value(Scores::default()).expect("an object");
        let keys: Vec<&String> = json.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["event", "record", "happened"]);
    }

    #[test]
    fn words_are_shown_on_one_line() {
        assert_eq!(quoted("Łódź"), "'Łódź'");
        assert_eq!(quoted("didn't"), "\"didn't\"");
        assert_eq!(
            quoted("a\"b'c\n\u{a0}\u{2028}\\"),
            r#"'a"b\'c\n\xa0\u2028\\'"#
        );
    }
}
