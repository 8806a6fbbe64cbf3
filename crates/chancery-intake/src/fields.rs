//! The names that fields and columns go by, and the record they are gathered in.
//!
//! | field | other names |
//! | --- | --- |
//! | `id` | `_id`, `article_id`, `doc_id`, `document_id`, `story_id`, `uuid` |
//! | `date` | `published`, `publication_date`, `pub_date`, `pubdate`, `publish_date`, `date_published`, `date_publish`, `published_at`, `published_date`, `datetime` |
//! | `outlet` | `source`, `publisher`, `source_name`, `source_domain`, `site_name`, `newspaper` |
//! | `title` | `headline` |
//! | `url` | `link` |
//! | `text` | `body`, `content`, `maintext`, `full_text`, `article_text` |
//!
//! Case does not matter, nor does a blank, hyphen, underscore or nothing between words. Where a
//! record has several names of one field, the first in the table that is not empty counts.
//! `date_publish`, `source_domain` and `maintext` are news-please's names, `publishedAt` and a
//! `source` with a `name` are NewsAPI's, `datePublished` and a `publisher` with a `name` schema.org's.

use serde_json::{Map, Value};

/// A field of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Date,
    Outlet,
    Title,
    Url,
    Text,
}

/// A name's field, and how far back in the field's list of names it stands.
pub(crate) type Known = (Field, usize);

// written without anything between words, as names are compared
const NAMES: [(Field, &[&str]); 6] = [
    (
        Field::Id,
        &["id", "articleid", "docid", "documentid", "storyid", "uuid"],
    ),
    (
        Field::Date,
        &[
            "date",
            "published",
            "publicationdate",
            "pubdate",
            "publishdate",
            "datepublished",
            "datepublish",
            "publishedat",
            "publisheddate",
            "datetime",
        ],
    ),
    (
        Field::Outlet,
        &[
            "outlet",
            "source",
            "publisher",
            "sourcename",
            "sourcedomain",
            "sitename",
            "newspaper",
        ],
    ),
    (Field::Title, &["title", "headline"]),
    (Field::Url, &["url", "link"]),
    (
        Field::Text,
        &[
            "text",
            "body",
            "content",
            "maintext",
            "fulltext",
            "articletext",
        ],
    ),
];

/// The field that a name stands for.
pub(crate) fn known(name: &str) -> Option<Known> {
    if name.len() > 64 {
        return None;
    }
    let plain: String = name
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_' | '\u{feff}'))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    NAMES.iter().find_map(|(field, names)| {
        names
            .iter()
            .position(|known| *known == plain)
            .map(|rank| (*field, rank))
    })
}

/// An article as its file tells it, before ids are made up and dates read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    slots: [Option<(usize, String)>; 6],
    /// Sentences that the input has cut itself, if it has no text.
    pub sentences: Option<Vec<String>>,
    /// Line where the record starts, in files that hold many.
    pub line: Option<u64>,
}

impl Record {
    /// Takes a value for a field, unless an earlier name of the field has given one.
    pub(crate) fn offer(&mut self, (field, rank): Known, value: impl Into<String>) {
        let value = value.into();
        if value.trim().is_empty() {
            return;
        }
        if let Some(slot) = self.slots.get_mut(field as usize)
            && slot.as_ref().is_none_or(|(taken, _)| rank < *taken)
        {
            *slot = Some((rank, value));
        }
    }

    /// Gives the text out.
    pub(crate) fn take_text(&mut self) -> Option<String> {
        self.take(Field::Text)
    }

    /// Gives a field other than the text out, without blanks around it.
    pub(crate) fn take_trimmed(&mut self, field: Field) -> Option<String> {
        let value = self.take(field)?;
        let trimmed = value.trim();
        Some(if trimmed.len() == value.len() {
            value
        } else {
            trimmed.to_owned()
        })
    }

    fn take(&mut self, field: Field) -> Option<String> {
        let slot = self.slots.get_mut(field as usize)?;
        slot.take().map(|(_, value)| value)
    }

    /// Whether there is something to read.
    pub(crate) fn has_text(&self) -> bool {
        let has_sentence =
            |all: &Vec<String>| all.iter().any(|sentence| !sentence.trim().is_empty());
        self.slots
            .get(Field::Text as usize)
            .is_some_and(Option::is_some)
            || self.sentences.as_ref().is_some_and(has_sentence)
    }

    /// The record that a JSON object holds; what is not known is passed over.
    pub(crate) fn from_object(object: Map<String, Value>) -> Record {
        let mut record = Record::default();
        for (name, value) in object {
            if name == "sentences" {
                record.sentences = sentences(value);
            } else if let Some(known) = known(&name)
                && let Some(value) = plain(value)
            {
                record.offer(known, value);
            }
        }
        record
    }
}

/// Sentences must all be strings: leaving one out would shift the others.
fn sentences(value: Value) -> Option<Vec<String>> {
    let Value::Array(values) = value else {
        return None;
    };
    let string = |value| match value {
        Value::String(sentence) => Some(sentence),
        _ => None,
    };
    values.into_iter().map(string).collect()
}

/// A value as text: numbers as they stand, an object by its `name`.
fn plain(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(mut object) => match object.remove("name") {
            Some(Value::String(name)) => Some(name),
            _ => None,
        },
        Value::Null | Value::Bool(_) | Value::Array(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(value: Value) -> Record {
        match value {
            Value::Object(object) => Record::from_object(object),
            _ => panic!("not an object"),
        }
    }

    #[test]
    fn names_are_known_in_any_dress() {
        assert_eq!(known("Publication Date"), Some((Field::Date, 2)));
        assert_eq!(known("publishedAt"), Some((Field::Date, 7)));
        assert_eq!(known("BODY"), Some((Field::Text, 1)));
        assert_eq!(known("_id"), Some((Field::Id, 0)));
        assert_eq!(known("texts"), None);
    }

    #[test]
    fn the_first_name_that_is_not_empty_counts() {
        let mut record = record(json!({"body": "b", "content": "c", "text": " ", "id": 7}));
        assert_eq!(record.take_text().as_deref(), Some("b"));
        assert_eq!(record.take_trimmed(Field::Id).as_deref(), Some("7"));
    }

    #[test]
    fn a_source_with_a_name_is_the_outlet() {
        let mut record = record(json!({"source": {"id": null, "name": "The Herald "}}));
        assert_eq!(
            record.take_trimmed(Field::Outlet).as_deref(),
            Some("The Herald")
        );
        assert!(!record.has_text());
    }

    #[test]
    fn sentences_count_only_if_all_are_strings() {
        assert!(record(json!({"sentences": ["A.", ""]})).has_text());
        assert!(!record(json!({"sentences": ["A.", 1]})).has_text());
        assert!(!record(json!({"sentences": [" "]})).has_text());
    }
}
