//! The literate cases of `tests/cases/*.md`: an article, why it matters, and the records expected.
//!
//! `tests/cases/README.md` describes the form of a case.

#![allow(
    clippy::unwrap_used,
    reason = "tests stop where the checkout is broken"
)]

mod cells;
mod marked;
mod parse;
mod perfect;
mod score;

use chancery::Coder;
use chancery::document::Document;
use chancery::gazetteer::Gazetteer;
use chancery::ontology::EventType;
use parse::Case;
use std::path::Path;

fn all_cases() -> Result<Vec<Case>, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    parse::cases_in(&folder)
}

fn cases() -> Vec<Case> {
    all_cases().unwrap_or_else(|errors| panic!("{}", errors.join("\n")))
}

#[test]
fn cases_are_well_formed() {
    let cases = cases();
    let mut names: Vec<&str> = cases.iter().map(|c| c.name.as_str()).collect();
    names.sort_unstable();
    let twice: Vec<_> = names.windows(2).filter(|w| w[0] == w[1]).collect();
    assert!(twice.is_empty(), "two cases of one name: {twice:?}");
    assert!(names.len() >= 60, "only {} cases were found", names.len());
}

#[test]
fn every_sample_has_a_case() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples");
    let used: Vec<String> = cases().into_iter().filter_map(|c| c.sample).collect();
    for entry in std::fs::read_dir(&samples).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let expected = name == "README.md" || used.contains(&name);
        assert!(expected, "tests/samples/{name} has no expected records");
    }
}

/// Comparing must find nothing wrong with the coding that a case asks for, and see what is broken.
#[test]
fn a_perfect_coding_scores_full_marks() {
    let mut board = score::Tally::default();
    for case in cases() {
        let mut events = perfect::coded(&case.expected);
        board.add(&score::compare(&case.expected, &events));
        let document = Document::new(&case.article);
        assert_eq!(score::differences(&case, &document, &events), [""; 0]);
        if let Some(last) = events.pop() {
            events.push(chancery::Event {
                event_type: other_than(&last),
                ..last
            });
            assert!(
                !score::differences(&case, &document, &events).is_empty(),
                "{}",
                case.name
            );
        }
    }
    board
        .figures()
        .iter()
        .for_each(|(name, value)| assert_eq!(*value, 1.0, "{name}"));
}

fn other_than(event: &chancery::Event) -> EventType {
    if event.event_type == EventType::Aid {
        EventType::Agree
    } else {
        EventType::Aid
    }
}

#[test]
fn cases_scoreboard() {
    let coder = Coder::new(chancery::CoderOptions::default()).unwrap();
    let mut board = score::Tally::default();
    println!("{}", score::Tally::head());
    for case in cases().iter().filter(|c| c.reading.is_none()) {
        let tally = score::compare(&case.expected, &coder.code(&case.article).events);
        println!("{:62}{tally}", case.name);
        board.add(&tally);
    }
    println!("{:62}{board}", "all");
    board
        .figures()
        .iter()
        .for_each(|(name, value)| println!("{name:16} {value:.3}"));
    let thresholds = include_str!("../../../../tests/cases/thresholds.txt");
    let failures = board.below(thresholds);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn resolution_cases() {
    let gazetteer = Gazetteer::embedded();
    let mut failures = Vec::new();
    let mut held = 0;
    for case in cases() {
        let Some(marks) = &case.reading else { continue };
        let document = Document::new(&case.article);
        let reading = marks.reading(&document);
        let events = chancery::resolve::resolve(&document, &reading, &gazetteer);
        let differences = score::differences(&case, &document, &events);
        held += usize::from(differences.is_empty());
        failures.extend(differences);
    }
    assert!(
        failures.is_empty(),
        "{held} resolution cases hold; these differ:\n{}",
        failures.join("\n")
    );
}
