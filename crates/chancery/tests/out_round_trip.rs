//! What is written says the same when it is read again.

use chancery::eval::Predictions;
use chancery::event::{Basis, Event};
use chancery::event::{DateBasis, EventDate, Party, Place, Size, Source, Span};
use chancery::ontology::{EventType, Sector, Status};
use chancery::out::{Format, Writer};
use chancery::{Article, Coding};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::Value;

/// Texts of ASCII, of letters with marks of their own, and of emoji that are several characters.
fn text() -> impl Strategy<Value = String> {
    "(met|, | |é|ß|Łódź|e\u{301}|भा|👩‍👩‍👧|🇺🇦|\n|\"|\\PC){1,150}"
}

/// A span between two characters of a text.
fn span(text: &str, (a, b): (usize, usize)) -> Span {
    let ends: Vec<usize> = text
        .char_indices()
        .map(|(i, _)| i)
        .chain([text.len()])
        .collect();
    let (a, b) = (ends[a % ends.len()], ends[b % ends.len()]);
    a.min(b)..a.max(b)
}

fn event(text: &str, at: &[(usize, usize)], kind: usize) -> Event {
    let party = |i: usize| Party {
        span: span(text, at[i]),
        name: None,
        country: [None, Some("FRA")][i % 2],
        sector: [None, Some(Sector::Gov), Some(Sector::Mil)][i % 3],
        actor_id: None,
        basis: Basis::Unknown,
    };
    Event {
        id: format!("{kind:016x}"),
        sentence: 0,
        sentence_span: 0..text.len(),
        event_type: EventType::ALL[kind % EventType::ALL.len()],
        modes: Vec::new(),
        contexts: Vec::new(),
        trigger: span(text, at[0]),
        actors: vec![party(1), party(2)],
        recipients: vec![party(3)],
        date: EventDate {
            span: Some(span(text, at[4])),
            from: (kind % 4 >= 1).then(|| date(2020, 2, 3)),
            to: (kind % 4 >= 2).then(|| date(2020, 2, 5)),
            basis: DateBasis::Text,
        },
        place: Some(Place {
            span: span(text, at[5]),
            name: None,
            country: Some("FRA"),
            position: Some((1.0, -2.0)),
            geoname_id: None,
            resolution: None,
        }),
        status: Status::ALL[kind % Status::ALL.len()],
        said_by: vec![Source {
            span: span(text, at[6]),
            country: None,
            sector: None,
            cue: None,
        }],
        size: Size::default(),
        confidence: 0.25,
    }
}

/// Every pair of words and span in a record: the characters of the span are the words.
fn assert_proven(value: &Value, text: &[char]) {
    if let (Some(words), Some(span)) = (value["text"].as_str(), value["span"].as_array()) {
        let at = |i: usize| span[i].as_u64().expect("a count") as usize;
        assert_eq!(text[at(0)..at(1)].iter().collect::<String>(), words);
    }
    match value {
        Value::Object(fields) => fields.values().for_each(|v| assert_proven(v, text)),
        Value::Array(entries) => entries.iter().for_each(|v| assert_proven(v, text)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn records_cut_their_words_out_of_the_text_and_read_back_as_the_coding(
        text in text(),
        events in prop::collection::vec((prop::array::uniform7(any::<(usize, usize)>()), 0usize..64), 1..4),
    ) {
        let article = Article::from_text("a", text.as_str());
        let coding = Coding {
            events: events.iter().map(|(at, kind)| event(&text, at, *kind)).collect(),
            ..Coding::default()
        };
        let mut bytes = Vec::new();
        let mut writer = Writer::new(Format::Jsonl, &mut bytes);
        writer.write(&article, &coding, "stamp").expect("memory takes all");
        writer.finish().expect("memory takes all");
        let lines = String::from_utf8(bytes).expect("UTF-8");

        let characters: Vec<char> = text.chars().collect();
        prop_assert_eq!(lines.lines().count(), coding.events.len());
        for line in lines.lines() {
            assert_proven(&serde_json::from_str(line).expect("JSON"), &characters);
        }
        let mut straight = Predictions::default();
        straight.add_coding(&article, &coding);
        prop_assert_eq!(Predictions::parse(&lines).expect("records"), straight);
    }
}
