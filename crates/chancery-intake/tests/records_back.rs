//! Event records there and back, and whatever the bytes.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod rows;

use chancery::ontology::EventType;
use chancery::out::Format;
use chancery_intake::{EventFormat, records, records_from};
use jiff::civil::date;
use proptest::prelude::*;
use rows::{ICEWS, POLECAT, gdelt, one, written, zip_of};
use std::io::{Cursor, Write};

/// What a format can hold comes back, and what is read once is written again byte for byte.
#[test]
fn there_and_back() {
    let tables = [
        (Format::Jsonl, EventFormat::Jsonl),
        (Format::Icews, EventFormat::Icews),
        (Format::Gdelt, EventFormat::Gdelt),
        (Format::Polecat, EventFormat::Polecat),
        (Format::Phoenix, EventFormat::Phoenix),
    ];
    let mut record = one(EventFormat::Icews, ICEWS);
    record.id = "00000000000000aa".into();
    record.publication_date = Some(date(2019, 4, 3));
    record.url = Some("https://example.org/visit".into());
    // GDELT only knows whether it is the lead
    record.sentence = 1;
    for event_type in [EventType::Aid, EventType::Reject, EventType::Mobilize] {
        record.event_type = event_type;
        record.mode = event_type.modes().first().copied().into_iter().collect();
        (record.quad, record.score) = (event_type.quad(), 1.0);
        for (to, from) in tables {
            let text = written(to, &record);
            let back = one(from, text.clone());
            assert_eq!(
                (back.event_type, &back.mode),
                (event_type, &record.mode),
                "{to}"
            );
            assert_eq!(
                (back.date.from, back.quad),
                (record.date.from, record.quad),
                "{to}"
            );
            assert_eq!(back.actor[0].country, record.actor[0].country, "{to}");
            assert_eq!(back.actor[0].sector, record.actor[0].sector, "{to}");
            assert_eq!(
                back.recipient[0].country, record.recipient[0].country,
                "{to}"
            );
            let (place, own) = (back.place.as_ref().unwrap(), record.place.as_ref().unwrap());
            assert_eq!(
                (place.lat, place.lon, &place.country),
                (own.lat, own.lon, &own.country),
                "{to}"
            );
            assert_eq!(
                (&place.text, &place.resolution),
                (&own.text, &own.resolution),
                "{to}"
            );
            if !matches!(from, EventFormat::Phoenix) {
                let again = written(to, &back);
                let (again, text) = (
                    String::from_utf8(again).unwrap(),
                    String::from_utf8(text).unwrap(),
                );
                assert_eq!(again.replace("polecat icews", "icews"), text, "{to}");
            }
        }
    }
}

/// Bytes out of pieces that the formats care about.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let whole = [
        ICEWS,
        POLECAT,
        "\t",
        "\n",
        "\"",
        "None",
        "NA",
        "; ",
        "071",
        "2019-02-30",
        "é",
        "{\"id\":",
    ];
    let whole = prop::sample::select(whole.to_vec());
    let piece = prop_oneof![
        whole.prop_map(|piece| piece.as_bytes().to_vec()),
        Just(gdelt(61).into_bytes()),
        Just(gdelt(58).into_bytes()),
        Just(b"\xff\xfe\x1f\x8b".to_vec()),
        Just(zip_of(&[("a", ICEWS)], true)),
        prop::collection::vec(any::<u8>(), 0..8),
        Just(b"\t".repeat(37)),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_come_to_an_end(bytes in pieces()) {
        for format in EventFormat::ALL {
            let lines = bytes.split(|byte| *byte == b'\n').count() + 1;
            let all = records_from("x", Cursor::new(bytes.clone()), format);
            prop_assert!(all.count() <= lines + 1);
        }
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&bytes).unwrap();
        let input = [file.path().to_string_lossy().into_owned()];
        for item in records(&input, EventFormat::Icews).unwrap() {
            prop_assert!(item.map_or_else(|e| !e.to_string().is_empty(), |r| r.confidence == 1.0));
        }
    }

    #[test]
    fn whatever_a_party_is_called_its_row_is_read(name in any::<String>(), outlet in any::<String>()) {
        let mut record = one(EventFormat::Icews, ICEWS);
        record.actor[0].text = name.into();
        record.outlet = Some(outlet.into());
        (record.event_type, record.mode) = (EventType::Aid, Vec::new());
        for (to, from) in [
            (Format::Icews, EventFormat::Icews),
            (Format::Gdelt, EventFormat::Gdelt),
            (Format::Polecat, EventFormat::Polecat),
            (Format::Phoenix, EventFormat::Phoenix),
        ] {
            let back = one(from, written(to, &record));
            prop_assert_eq!(back.event_type, EventType::Aid);
            prop_assert_eq!(&back.recipient[0].country, &record.recipient[0].country);
        }
    }
}
