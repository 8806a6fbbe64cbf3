//! CSV: a header, then one row an event, for spreadsheets, R and pandas.
//!
//! Columns are plain names, always the same. Where an event has several modes, parties or sources,
//! they stand in one cell, joined by `"; "`; the columns of a party's country and sector then have
//! as many entries in the same order, an unknown one being empty. What is unknown is an empty
//! cell. Numbers of people have two columns each, the least and the most that the words allow.
//! Sentences count from 0. What a table cannot hold (spans, names, how a field was found) is in the
//! JSON lines.
//!
//! The words of the article are written as they are, quoted after RFC 4180 where they need it. A
//! spreadsheet may take a cell that begins with `=`, `+`, `-` or `@` for a formula: import the file
//! as text rather than opening it, if the articles come from somebody that you do not trust.

use super::record::{self, words};
use crate::event::{Count, Event, Party};
use crate::{Article, Coding};

/// Stands between the entries of one cell.
pub const SEPARATOR: &str = "; ";

/// The columns in their order.
pub const COLUMNS: [&str; 39] = [
    "id",
    "article",
    "publication_date",
    "outlet",
    "url",
    "sentence",
    "type",
    "mode",
    "quad",
    "score",
    "context",
    "trigger",
    "actor",
    "actor_country",
    "actor_sector",
    "recipient",
    "recipient_country",
    "recipient_sector",
    "date_from",
    "date_to",
    "date_text",
    "place",
    "place_country",
    "lat",
    "lon",
    "status",
    "said_by",
    "said_by_country",
    "said_by_sector",
    "dead_low",
    "dead_high",
    "injured_low",
    "injured_high",
    "arrested_low",
    "arrested_high",
    "crowd_low",
    "crowd_high",
    "confidence",
    "coder",
];

/// The cells of one event, in the order of [`COLUMNS`].
pub fn row(article: &Article, coding: &Coding, event: &Event, stamp: &str) -> Vec<String> {
    let mut cells = Vec::with_capacity(COLUMNS.len());
    cells.extend([
        event.id.clone(),
        article.id.clone(),
        shown(coding.date),
        coding.outlet.clone().unwrap_or_default(),
        article.url.clone().unwrap_or_default(),
        event.sentence.to_string(),
        event.event_type.to_string(),
        joined(event.modes.iter().map(|m| m.as_str())),
        event.event_type.quad().to_string(),
        format!("{:.1}", record::score(event)),
        event.contexts.join(SEPARATOR),
        words(article, &event.trigger).to_owned(),
    ]);
    cells.extend(parties(article, &event.actors));
    cells.extend(parties(article, &event.recipients));
    let place = event.place.as_ref();
    cells.extend([
        shown(event.date.from),
        shown(event.date.to),
        event
            .date
            .span
            .as_ref()
            .map_or("", |s| words(article, s))
            .to_owned(),
        place.map_or("", |p| words(article, &p.span)).to_owned(),
        place.and_then(|p| p.country).unwrap_or_default().to_owned(),
        shown(
            place
                .and_then(|p| p.position)
                .map(|(lat, _)| record::degrees(lat)),
        ),
        shown(
            place
                .and_then(|p| p.position)
                .map(|(_, lon)| record::degrees(lon)),
        ),
        event.status.to_string(),
        joined(event.said_by.iter().map(|s| words(article, &s.span))),
        joined(event.said_by.iter().map(|s| s.country.unwrap_or_default())),
        joined(
            event
                .said_by
                .iter()
                .map(|s| s.sector.map_or("", |s| s.as_str())),
        ),
    ]);
    let size = &event.size;
    for count in [&size.dead, &size.injured, &size.arrested, &size.crowd] {
        cells.extend(bounds(count.as_ref()));
    }
    cells.push(format!("{:.2}", record::confidence(event)));
    cells.push(stamp.to_owned());
    cells
}

fn parties(article: &Article, parties: &[Party]) -> [String; 3] {
    [
        joined(parties.iter().map(|p| words(article, &p.span))),
        joined(parties.iter().map(|p| p.country.unwrap_or_default())),
        joined(parties.iter().map(|p| p.sector.map_or("", |s| s.as_str()))),
    ]
}

fn bounds(count: Option<&Count>) -> [String; 2] {
    [shown(count.map(|c| c.low)), shown(count.map(|c| c.high))]
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn joined<'a>(entries: impl Iterator<Item = &'a str>) -> String {
    let mut cell = String::new();
    for (i, entry) in entries.enumerate() {
        if i > 0 {
            cell.push_str(SEPARATOR);
        }
        cell.push_str(entry);
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn cell<'a>(row: &'a [String], column: &str) -> &'a str {
        &row[COLUMNS.iter().position(|c| *c == column).expect("a column")]
    }

    #[test]
    fn a_row_has_a_cell_for_every_column() {
        let (article, coding) = sample::coded();
        for event in &coding.events {
            assert_eq!(row(&article, &coding, event, "c").len(), COLUMNS.len());
        }
    }

    #[test]
    fn several_parties_share_a_cell_and_keep_their_places() {
        let (article, coding) = sample::coded();
        let row = row(&article, &coding, &coding.events[0], "c");
        assert_eq!(cell(&row, "recipient"), "strikers; Nowak");
        assert_eq!(cell(&row, "recipient_country"), "POL; ");
        assert_eq!(cell(&row, "injured_low"), "20");
        assert_eq!(cell(&row, "injured_high"), "30");
        assert_eq!(cell(&row, "lon"), "19.4667");
        assert_eq!(cell(&row, "score"), "-9.0");
        assert_eq!(cell(&row, "date_text"), "on Monday");
        assert_eq!(cell(&row, "coder"), "c");
    }

    #[test]
    fn what_is_unknown_is_an_empty_cell() {
        let (article, coding) = sample::coded();
        let row = row(&article, &coding, &coding.events[1], "c");
        for column in [
            "actor",
            "actor_country",
            "date_from",
            "place",
            "lat",
            "dead_low",
        ] {
            assert_eq!(cell(&row, column), "", "{column}");
        }
        assert_eq!(cell(&row, "status"), "hypothetical");
    }
}
