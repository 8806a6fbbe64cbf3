//! What holds of all tables of the field, whatever the record.

use super::{Format, Writer, gdelt, gdelt_mentions, icews, phoenix, polecat};
use crate::event::{Basis, DateBasis};
use crate::ontology::{EventType, Mode, Sector, Status, cameo, countries};
use crate::record::{DateRecord, PartyRecord, PlaceRecord, Record, SizeRecord, WordsRecord};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TABLES: [(Format, usize, bool); 5] = [
    (Format::Polecat, 40, true),
    (Format::Icews, 20, true),
    (Format::Gdelt, 61, false),
    (Format::GdeltMentions, 16, false),
    (Format::Phoenix, 26, false),
];

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\"\t\r\n\u{2028}a;|,_]{0,6}",
        Just("NA".to_owned()),
    ]
}

fn party() -> impl Strategy<Value = PartyRecord<'static>> {
    let countries = vec![
        None,
        Some("USA"),
        Some("KOS"),
        Some("UNO"),
        Some("EUR"),
        Some("??"),
    ];
    let name = proptest::option::of(words());
    let sector = proptest::option::of(proptest::sample::select(Sector::ALL));
    (words(), name, proptest::sample::select(countries), sector).prop_map(
        |(text, name, country, sector)| PartyRecord {
            text: text.into(),
            span: [3, 9],
            name: name.map(Into::into),
            country: country.map(Into::into),
            sector,
            actor_id: None,
            basis: Basis::Name,
        },
    )
}

fn day() -> impl Strategy<Value = Option<Date>> {
    let days = vec![
        None,
        Some(date(1979, 1, 1)),
        Some(date(2024, 2, 29)),
        Some(Date::MIN),
    ];
    proptest::sample::select(days)
}

fn place() -> impl Strategy<Value = PlaceRecord<'static>> {
    let resolutions = vec![
        None,
        Some("country"),
        Some("admin1"),
        Some("admin2"),
        Some("city"),
    ];
    (
        words(),
        proptest::sample::select(resolutions),
        -90.0..90.0,
        any::<bool>(),
    )
        .prop_map(|(text, resolution, lat, known)| PlaceRecord {
            text: text.clone().into(),
            span: [0, 1],
            name: known.then(|| text.into()),
            country: known.then(|| "USA".into()),
            lat: known.then_some(lat),
            lon: known.then_some(lat * 2.0),
            geoname_id: None,
            resolution: resolution.map(Into::into),
        })
}

prop_compose! {
    fn record()(
        texts in proptest::array::uniform5(words()),
        actor in proptest::collection::vec(party(), 0..4),
        recipient in proptest::collection::vec(party(), 0..4),
        place in proptest::option::of(place()),
        days in (day(), day()),
        event_type in proptest::sample::select(EventType::ALL),
        mode in proptest::collection::vec(proptest::sample::select(Mode::ALL), 0..3),
        sentence in 0..usize::MAX - 1,
        confidence in 0.0..1.0,
    ) -> Record<'static> {
        let [id, article, outlet, url, context] = texts;
        Record {
            id: id.into(), article: article.into(), publication_date: days.0,
            outlet: Some(outlet.into()), url: Some(url.into()),
            sentence, sentence_span: [0, 1], event_type, mode, quad: event_type.quad(), score: 1.5,
            context: vec![context.into()],
            trigger: WordsRecord { text: "".into(), span: [7, 8] },
            actor, recipient,
            date: DateRecord { text: None, span: None, from: days.1, to: None, basis: DateBasis::Unknown },
            place, status: Status::Actual, said_by: Vec::new(), size: SizeRecord::default(),
            confidence, coder: "chancery 9".into(),
        }
    }
}

fn written(format: Format, record: &Record<'_>) -> String {
    let mut bytes = Vec::new();
    let mut writer = Writer::new(format, &mut bytes);
    let one = std::slice::from_ref(record);
    writer.write_records(one, None).expect("memory takes all");
    writer.finish().expect("memory takes all");
    String::from_utf8(bytes).expect("UTF-8")
}

fn is_number(cell: &str) -> bool {
    cell.parse::<f64>().is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_breaks_a_row(record in record()) {
        for (format, columns, header) in TABLES {
            let text = written(format, &record);
            let breaks = text.contains(['"', '\r', '\0', '\u{2028}', '\u{85}']);
            prop_assert!(!breaks);
            let rows = text.lines().count() - usize::from(header);
            let pairs = record.actor.len().max(1) * record.recipient.len().max(1);
            prop_assert!(rows <= 2 * pairs.max(record.actor.len().pow(2)));
            let told = record.actor.len() + record.recipient.len() > 0;
            prop_assert_eq!(rows > 0, told || format == Format::Polecat);
            for line in text.lines() {
                prop_assert_eq!(line.split('\t').count(), columns, "{}", line);
            }
        }
    }

    #[test]
    fn numbers_are_numbers_and_codes_are_codes(record in record()) {
        for row in icews::rows(&record) {
            for at in [0, 11] {
                prop_assert!(row[at].parse::<i32>().is_ok(), "{}", row[at]);
            }
            prop_assert!(is_number(&row[7]) && cameo::find(&row[6]).is_some_and(|c| c.code == row[6]));
            prop_assert_eq!(cameo::find(&row[6]).and_then(|c| c.label), Some(&*row[5]));
        }
        for row in gdelt::rows(&record) {
            prop_assert!(row[0].parse::<i64>().is_ok_and(|n| n >= 0), "{}", row[0]);
            for at in [25, 29, 30, 31, 32, 33, 35, 43, 51] {
                prop_assert!(is_number(&row[at]), "{} {}", at, row[at]);
            }
            prop_assert!(row[26].starts_with(&row[27]) && row[27].starts_with(&row[28]));
            for at in [7, 17] {
                let code = &row[at];
                prop_assert!(code.is_empty() || code == "EUR" || countries::of_cameo(code).is_some());
            }
        }
        for row in gdelt_mentions::rows(&record) {
            for at in [0, 3, 6, 7, 8, 9, 10, 11] {
                prop_assert!(row[at].parse::<i128>().is_ok(), "{} {}", at, row[at]);
            }
        }
        for row in phoenix::rows(&record) {
            prop_assert!(["0", "1", "2", "3", "4"].contains(&&*row[15]) && is_number(&row[16]));
            for at in [5, 9] {
                prop_assert!(row[at].len() % 3 == 0 && row[at].is_ascii(), "{}", row[at]);
            }
        }
        for row in polecat::rows(&record) {
            prop_assert!(is_number(&row[4]) && polecat::QUADS.contains(&&*row[5]));
            prop_assert_eq!(row[7].split("; ").count(), record.actor.len().max(1));
        }
    }
}

#[test]
fn tables_with_a_header_have_it_once_and_without_events_too() {
    for (format, columns, header) in TABLES {
        let mut bytes = Vec::new();
        Writer::new(format, &mut bytes)
            .finish()
            .expect("memory takes all");
        let lines = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty());
        let counts: Vec<usize> = lines.map(|l| l.split(|b| *b == b'\t').count()).collect();
        assert_eq!(
            counts,
            if header { vec![columns] } else { Vec::new() },
            "{format}"
        );
    }
}
