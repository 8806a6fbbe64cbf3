//! Compares coded events with expected records.

use crate::cells::{Expected, Who};
use crate::parse::Case;
use chancery::Event;
use chancery::document::Document;
use chancery::event::Span;
use chancery::ontology::{EventType, Sector};
use jiff::civil::Date;
use std::fmt;

/// Fields of a record that are counted among the events found.
const FIELDS: [&str; 7] = [
    "status",
    "mode",
    "actor",
    "recipient",
    "said_by",
    "date",
    "place",
];

/// Counts of one case or of all.
#[derive(Default)]
pub struct Tally {
    expected: usize,
    coded: usize,
    found: usize,
    /// How many of the events found have each field right.
    right: [usize; FIELDS.len()],
}

impl Tally {
    /// Heading of the columns that `Display` writes.
    pub fn head() -> String {
        let fields = FIELDS.map(|f| format!("{f:>10}")).concat();
        format!(
            "{:62}{:>9}{:>9}{:>9}{:>9}{fields}",
            "case", "expected", "coded", "found", "false"
        )
    }

    pub fn add(&mut self, more: &Tally) {
        self.expected += more.expected;
        self.coded += more.coded;
        self.found += more.found;
        self.right
            .iter_mut()
            .zip(more.right)
            .for_each(|(n, m)| *n += m);
    }

    /// Event scores are over all records, the others shares of the events found.
    pub fn figures(&self) -> Vec<(&'static str, f64)> {
        let share = |n: usize, of: usize| if of == 0 { 0.0 } else { n as f64 / of as f64 };
        let mut figures = vec![
            ("event_precision", share(self.found, self.coded)),
            ("event_recall", share(self.found, self.expected)),
            (
                "event_f1",
                share(2 * self.found, self.coded + self.expected),
            ),
        ];
        figures.extend(
            FIELDS
                .iter()
                .zip(self.right)
                .map(|(f, n)| (*f, share(n, self.found))),
        );
        figures
    }

    /// What falls short of the thresholds, lines of `figure value`; `#` begins a comment.
    pub fn below(&self, thresholds: &str) -> Vec<String> {
        let figures = self.figures();
        let mut failures = Vec::new();
        for line in thresholds
            .lines()
            .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
        {
            let (key, least) = line.split_once(' ').unwrap_or((line, ""));
            let figure = figures.iter().find(|(name, _)| *name == key);
            match (figure, least.trim().parse::<f64>()) {
                (Some((_, value)), Ok(least)) if *value >= least => {}
                (Some((_, value)), Ok(least)) => {
                    failures.push(format!("{key} is {value:.3}, less than {least:.3}"));
                }
                _ => failures.push(format!("thresholds.txt: cannot read `{line}`")),
            }
        }
        failures
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (coded, found) = (self.coded, self.found);
        write!(
            f,
            "{:>9}{coded:>9}{found:>9}{:>9}",
            self.expected,
            coded - found
        )?;
        self.right.iter().try_for_each(|n| write!(f, "{n:>10}"))
    }
}

/// Pairs records of one type whose triggers overlap, best overlap first, and counts what is right.
pub fn compare(expected: &[Expected], coded: &[Event]) -> Tally {
    let mut pairs = Vec::new();
    for (i, e) in expected.iter().enumerate() {
        for (j, c) in coded.iter().enumerate() {
            let shared = overlap(&e.trigger, &c.trigger);
            if e.event_type == c.event_type && shared > 0 {
                pairs.push((usize::MAX - shared, i, j));
            }
        }
    }
    pairs.sort_unstable();
    let (mut taken, mut used) = (vec![false; expected.len()], vec![false; coded.len()]);
    let mut tally = Tally {
        coded: coded.len(),
        ..Tally::default()
    };
    for (_, i, j) in pairs {
        if !taken[i] && !used[j] {
            (taken[i], used[j]) = (true, true);
            let (e, c) = (&expected[i], &coded[j]);
            if e.optional {
                tally.coded -= 1;
                continue;
            }
            tally.found += 1;
            let right = right_fields(e, c);
            tally
                .right
                .iter_mut()
                .zip(right)
                .for_each(|(n, ok)| *n += usize::from(ok));
        }
    }
    tally.expected = expected.iter().filter(|e| !e.optional).count();
    tally
}

/// Whether each of [`FIELDS`] is right.
fn right_fields(e: &Expected, c: &Event) -> [bool; FIELDS.len()] {
    let (parties, wanted) = (party_countries(c), expected_countries(e));
    let mutual = matches!(e.event_type, EventType::Consult | EventType::Cooperate);
    let whole = |[a, b]: &[Option<Vec<String>>; 2]| {
        let mut all = [a.clone()?, b.clone()?].concat();
        all.sort_unstable();
        Some(all)
    };
    let all = whole(&wanted);
    let both = mutual && all.is_some() && all == whole(&parties);
    let party = |i: usize| both || wanted[i].is_none() || parties[i] == wanted[i];
    let heard = |s: &Who| c.said_by.iter().any(|x| overlap(&s.span, &x.span) > 0);
    let said = |s: &Vec<Who>| s.is_empty() == c.said_by.is_empty() && s.iter().all(heard);
    let same_modes = |m: &Vec<_>| m.len() == c.modes.len() && m.iter().all(|x| c.modes.contains(x));
    [
        e.status.is_none_or(|s| s == c.status),
        e.modes.as_ref().is_none_or(same_modes),
        party(0),
        party(1),
        e.said_by.as_ref().is_none_or(said),
        e.date.is_none_or(|d| date_is_right(d, c)),
        place_is_right(e, c),
    ]
}

fn overlap(a: &Span, b: &Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn party_countries(event: &Event) -> [Option<Vec<String>>; 2] {
    [&event.actors, &event.recipients]
        .map(|parties| Some(sorted(parties.iter().map(|p| p.country).collect())))
}

fn expected_countries(expected: &Expected) -> [Option<Vec<String>>; 2] {
    [&expected.actors, &expected.recipients].map(|parties| {
        let parties = parties.as_ref()?;
        Some(sorted(
            parties.iter().map(|p| p.country.as_deref()).collect(),
        ))
    })
}

fn sorted(countries: Vec<Option<&str>>) -> Vec<String> {
    let mut codes: Vec<String> = countries
        .iter()
        .map(|c| c.unwrap_or("-").to_owned())
        .collect();
    codes.sort_unstable();
    codes
}

/// The intervals meet, and the coded one is at most three times as long, or three days.
fn date_is_right(wanted: (Option<Date>, Option<Date>), event: &Event) -> bool {
    let (got, days) = (&event.date, |a: Date, b: Date| (b - a).get_days());
    match (wanted, got.from, got.to) {
        ((Some(from), Some(to)), Some(first), Some(last)) => {
            first <= to && from <= last && days(first, last) <= (3 * days(from, to)).max(3)
        }
        ((from, to), first, last) => (from, to) == (first, last),
    }
}

fn place_is_right(expected: &Expected, event: &Event) -> bool {
    let wanted = expected.place.as_ref().and_then(Option::as_ref);
    let wanted = wanted.and_then(|w| w.country.as_deref());
    expected.place.is_none() || wanted == event.place.as_ref().and_then(|p| p.country)
}

/// Where the records of a resolution case differ from the expected ones, one line a difference.
pub fn differences(case: &Case, document: &Document<'_>, events: &[Event]) -> Vec<String> {
    let mut found = Vec::new();
    for e in &case.expected {
        let words = document.words(&e.trigger);
        let same = |c: &&Event| c.trigger == e.trigger && c.event_type == e.event_type;
        match events.iter().find(same) {
            None => found.push(format!(
                "{} {}: no {} \"{words}\"",
                e.at, case.name, e.event_type
            )),
            Some(c) => found.extend(fields(e, c).into_iter().filter(|f| f.1 != f.2).map(
                |(field, wanted, got)| {
                    let at = format!("{} {}: \"{words}\"", e.at, case.name);
                    format!("{at} {field}: expected {wanted}, coded {got}")
                },
            )),
        }
    }
    if events.len() > case.expected.len() {
        let extra = events.len() - case.expected.len();
        found.push(format!(
            "{} {}: {extra} records too many",
            case.at, case.name
        ));
    }
    found
}

/// Field, expected value, coded value; fields that may hold anything are left out.
fn fields(e: &Expected, c: &Event) -> Vec<(&'static str, String, String)> {
    let code = |country: Option<&str>, sector: Option<Sector>| {
        format!(
            "{}/{}",
            country.unwrap_or("-"),
            sector.map_or("-", Sector::as_str)
        )
    };
    let list = |mut codes: Vec<String>| {
        codes.sort_unstable();
        format!("[{}]", codes.join(", "))
    };
    let of = |l: &[Who]| {
        list(
            l.iter()
                .map(|w| code(w.country.as_deref(), w.sector))
                .collect(),
        )
    };
    let day = |d: Option<Date>| d.map_or("unknown".to_owned(), |d| d.to_string());
    let days = |(from, to)| format!("{}..{}", day(from), day(to));
    let mut fields = Vec::new();
    if let Some(wanted) = e.status {
        fields.push(("status", wanted.to_string(), c.status.to_string()));
    }
    for (name, wanted, got) in [
        ("actor", &e.actors, &c.actors),
        ("recipient", &e.recipients, &c.recipients),
    ] {
        if let Some(wanted) = wanted {
            let got = got.iter().map(|p| code(p.country, p.sector)).collect();
            fields.push((name, of(wanted), list(got)));
        }
    }
    if let Some(wanted) = &e.said_by {
        let got = c
            .said_by
            .iter()
            .map(|s| code(s.country, s.sector))
            .collect();
        fields.push(("said by", of(wanted), list(got)));
    }
    if let Some(wanted) = e.date {
        fields.push(("date", days(wanted), days((c.date.from, c.date.to))));
    }
    if let Some(wanted) = &e.place {
        let wanted = wanted.as_ref().and_then(|w| w.country.clone());
        let got = c.place.as_ref().and_then(|p| p.country);
        fields.push((
            "place",
            wanted.unwrap_or("-".into()),
            got.unwrap_or("-").to_owned(),
        ));
    }
    fields
}
