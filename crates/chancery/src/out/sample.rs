//! A coded article for the tests of this room; written for them.

use crate::event::{Basis, Count, DateBasis, Event, EventDate, Party, Place, Size, Source, Span};
use crate::ontology::{EventType, Mode, Sector, Status};
use crate::{Article, Coding};
use jiff::civil::date;

const TEXT: &str = "In Łódź, police beat about 20 to 30 strikers on Monday, “two; at least, died”, \
    Nowak said. Riga would protest.";

/// The first record of [`coded`], as JSON.
pub const FIRST_RECORD: &str = r#"{"id":"00000000000000aa","article":"lodz, 1","publication_date":"2021-05-05","outlet":"The Post","url":null,"sentence":0,"sentence_span":[0,90],"type":"ASSAULT","mode":["beat"],"quad":4,"score":-7.5,"context":["repression"],"trigger":{"text":"beat","span":[16,20]},"actor":[{"text":"police","span":[9,15],"name":null,"country":"POL","sector":"COP","actor_id":null,"basis":"document_default"}],"recipient":[{"text":"strikers","span":[36,44],"name":null,"country":"POL","sector":"LAB","actor_id":null,"basis":"document_default"},{"text":"Nowak","span":[79,84],"name":"Jan Nowak","country":null,"sector":null,"actor_id":"Q1","basis":"unknown"}],"date":{"text":"on Monday","span":[45,54],"from":"2021-05-03","to":"2021-05-03","basis":"text"},"place":{"text":"Łódź","span":[3,7],"name":"Łódź","country":"POL","lat":51.75,"lon":19.4667,"geoname_id":3093133,"resolution":"city"},"status":"actual","said_by":[{"text":"Nowak","span":[79,84],"country":"POL","sector":"LAB","cue":"said"}],"size":{"dead":{"low":2,"high":2,"text":"two; at least","span":[57,70]},"injured":{"low":20,"high":30,"text":"20 to 30","span":[27,35]},"arrested":null,"crowd":null},"confidence":0.87,"coder":"chancery 9"}"#;

/// An article with an event of which all is known and one of which nothing is.
pub fn coded() -> (Article, Coding) {
    let mut article = Article::from_text("lodz, 1", TEXT);
    article.title = Some("A \"title\"".into());
    let coding = Coding {
        date: Some(date(2021, 5, 5)),
        outlet: Some("The Post".into()),
        events: vec![known(), unknown()],
        notes: Vec::new(),
    };
    (article, coding)
}

fn find(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words are in the text");
    start..start + words.len()
}

fn party(words: &str, country: Option<&'static str>, sector: Option<Sector>) -> Party {
    Party {
        span: find(words),
        name: None,
        country,
        sector,
        actor_id: None,
        basis: Basis::DocumentDefault,
    }
}

fn known() -> Event {
    let count = |low, high, words| {
        Some(Count {
            low,
            high,
            span: find(words),
        })
    };
    Event {
        id: "00000000000000aa".into(),
        sentence: 0,
        sentence_span: 0..find(" Riga").start,
        event_type: EventType::Assault,
        modes: vec![Mode::Beat],
        contexts: vec!["repression"],
        trigger: find("beat"),
        actors: vec![party("police", Some("POL"), Some(Sector::Cop))],
        recipients: vec![
            party("strikers", Some("POL"), Some(Sector::Lab)),
            Party {
                name: Some("Jan Nowak".into()),
                actor_id: Some("Q1".into()),
                basis: Basis::Unknown,
                ..party("Nowak", None, None)
            },
        ],
        date: EventDate {
            span: Some(find("on Monday")),
            from: Some(date(2021, 5, 3)),
            to: Some(date(2021, 5, 3)),
            basis: DateBasis::Text,
        },
        place: Some(Place {
            span: find("Łódź"),
            name: Some("Łódź".into()),
            country: Some("POL"),
            position: Some((51.75, 19.466_67)),
            geoname_id: Some(3_093_133),
            resolution: Some("city"),
        }),
        status: Status::Actual,
        said_by: vec![Source {
            span: find("Nowak"),
            country: Some("POL"),
            sector: Some(Sector::Lab),
            cue: Some(find("said")),
        }],
        size: Size {
            dead: count(2, 2, "two; at least"),
            injured: count(20, 30, "20 to 30"),
            ..Size::default()
        },
        confidence: 0.8712,
    }
}

fn unknown() -> Event {
    Event {
        id: "00000000000000bb".into(),
        sentence: 1,
        sentence_span: find("Riga would protest."),
        event_type: EventType::Protest,
        modes: Vec::new(),
        contexts: Vec::new(),
        trigger: find("protest"),
        actors: Vec::new(),
        recipients: Vec::new(),
        date: EventDate {
            span: None,
            from: None,
            to: None,
            basis: DateBasis::Unknown,
        },
        place: None,
        status: Status::Hypothetical,
        said_by: Vec::new(),
        size: Size::default(),
        confidence: 0.5,
    }
}
