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

use super::dyads::shown;
use crate::record::{CountRecord, PartyRecord, Record};

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
pub fn row(record: &Record<'_>) -> Vec<String> {
    let mut cells = Vec::with_capacity(COLUMNS.len());
    cells.extend([
        record.id.to_string(),
        record.article.to_string(),
        shown(record.publication_date),
        shown(record.outlet.as_ref()),
        shown(record.url.as_ref()),
        record.sentence.to_string(),
        record.event_type.to_string(),
        joined(record.mode.iter().map(|m| m.as_str())),
        record.quad.to_string(),
        format!("{:.1}", record.score),
        joined(record.context.iter().map(AsRef::as_ref)),
        record.trigger.text.to_string(),
    ]);
    cells.extend(parties(&record.actor));
    cells.extend(parties(&record.recipient));
    let place = record.place.as_ref();
    let said_by = &record.said_by;
    cells.extend([
        shown(record.date.from),
        shown(record.date.to),
        shown(record.date.text.as_ref()),
        shown(place.map(|p| &p.text)),
        shown(place.and_then(|p| p.country.as_ref())),
        shown(place.and_then(|p| p.lat)),
        shown(place.and_then(|p| p.lon)),
        record.status.to_string(),
        joined(said_by.iter().map(|s| s.text.as_ref())),
        joined(
            said_by
                .iter()
                .map(|s| s.country.as_deref().unwrap_or_default()),
        ),
        joined(said_by.iter().map(|s| s.sector.map_or("", |s| s.as_str()))),
    ]);
    cells.extend(record.size.counts().into_iter().flat_map(bounds));
    cells.push(format!("{:.2}", record.confidence));
    cells.push(record.coder.to_string());
    cells
}

fn parties(parties: &[PartyRecord<'_>]) -> [String; 3] {
    [
        joined(parties.iter().map(|p| p.text.as_ref())),
        joined(
            parties
                .iter()
                .map(|p| p.country.as_deref().unwrap_or_default()),
        ),
        joined(parties.iter().map(|p| p.sector.map_or("", |s| s.as_str()))),
    ]
}

fn bounds(count: Option<&CountRecord<'_>>) -> [String; 2] {
    [shown(count.map(|c| c.low)), shown(count.map(|c| c.high))]
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
    use super::super::{Records, sample};
    use super::*;

    fn cell<'a>(row: &'a [String], column: &str) -> &'a str {
        &row[COLUMNS.iter().position(|c| *c == column).expect("a column")]
    }

    #[test]
    fn a_row_has_a_cell_for_every_column() {
        let (article, coding) = sample::coded();
        for record in Records::new(&article, &coding, "c").all() {
            assert_eq!(row(&record).len(), COLUMNS.len());
        }
    }

    #[test]
    fn several_parties_share_a_cell_and_keep_their_places() {
        let (article, coding) = sample::coded();
        let row = row(&Records::new(&article, &coding, "c").of(&coding.events[0]));
        assert_eq!(cell(&row, "recipient"), "strikers; Nowak");
        assert_eq!(cell(&row, "recipient_country"), "POL; ");
        assert_eq!(cell(&row, "injured_low"), "20");
        assert_eq!(cell(&row, "injured_high"), "30");
        assert_eq!(cell(&row, "lon"), "19.4667");
        assert_eq!(cell(&row, "score"), "-7.5");
        assert_eq!(cell(&row, "date_text"), "on Monday");
        assert_eq!(cell(&row, "coder"), "c");
    }

    #[test]
    fn what_is_unknown_is_an_empty_cell() {
        let (article, coding) = sample::coded();
        let row = row(&Records::new(&article, &coding, "c").of(&coding.events[1]));
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
