//! GDELT 2.0's mentions: 16 columns, tab-separated, without a header. One row for each row of
//! [`gdelt`](super::gdelt), whose `GLOBALEVENTID` it bears: a record is one mention of its event.
//!
//! - Both times are the event's `DATEADDED`.
//! - `MentionType` is 1 (web) where the article has an address, else 2 (citation only), the
//!   identifier then being the article's id. `MentionSourceName` is the address's domain, else the
//!   outlet.
//! - `SentenceID` counts from 1. Offsets are characters into the article's text as it was given, from
//!   0; -1 where there is no such actor.
//! - `InRawText` is 1: nothing is rewritten before it is read. `Confidence` is the record's, in steps
//!   of 10 from 10 to 100.
//! - Length and tone of the document are empty: a record does not know them.

use super::dyads::{dyads, number};
use super::gdelt::added;
use crate::record::Record;

/// The columns in their order.
pub const COLUMNS: [&str; 16] = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
];

/// The rows of an event.
pub fn rows(record: &Record<'_>) -> Vec<Vec<String>> {
    let added = added(record);
    let url = record.url.as_deref();
    let outlet = record.outlet.as_deref().unwrap_or_default();
    let confidence = (record.confidence * 10.0).round().clamp(1.0, 10.0) * 10.0;
    let row = |(i, dyad): (usize, &super::dyads::Dyad<'_>)| {
        let offset = |span: Option<[usize; 2]>| {
            span.map_or_else(|| "-1".to_owned(), |[start, _]| start.to_string())
        };
        let mut cells = vec![
            number(&record.id, i, 63).to_string(),
            added.clone(),
            added.clone(),
            if url.is_some() { "1" } else { "2" }.to_owned(),
            url.and_then(domain).unwrap_or(outlet).to_owned(),
            url.unwrap_or(&record.article).to_owned(),
            (record.sentence + 1).to_string(),
            offset(dyad.actor.map(|p| p.span)),
            offset(dyad.recipient.map(|p| p.span)),
            offset(Some(record.trigger.span)),
            "1".to_owned(),
            format!("{confidence:.0}"),
        ];
        cells.resize(COLUMNS.len(), String::new());
        cells
    };
    dyads(record).iter().enumerate().map(row).collect()
}

/// The host of an address, without port and `www.`.
fn domain(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::super::{Records, gdelt, sample};
    use super::*;

    #[test]
    fn mentions_bear_the_ids_of_their_events() {
        let (article, coding) = sample::coded();
        for mut record in Records::new(&article, &coding, "c").all() {
            let events = gdelt::rows(&record);
            let mentions = rows(&record);
            assert_eq!(mentions.len(), events.len());
            for (mention, event) in mentions.iter().zip(&events) {
                assert_eq!(mention.len(), COLUMNS.len());
                assert_eq!(mention[0], event[0]);
                assert_eq!(mention[3..6], ["2", "The Post", "lodz, 1"]);
            }
            record.url = Some("https://www.example.org:80/a?b".into());
            for row in rows(&record) {
                assert_eq!(row[3..5], ["1", "example.org"]);
            }
        }
    }

    #[test]
    fn offsets_are_those_of_the_words() {
        let (article, coding) = sample::coded();
        let record = Records::new(&article, &coding, "c").of(&coding.events[0]);
        assert_eq!(rows(&record)[0][6..12], ["1", "9", "36", "16", "1", "90"]);
        let mut record = record;
        record.recipient.clear();
        assert_eq!(rows(&record)[0][7..9], ["9", "-1"]);
    }
}
