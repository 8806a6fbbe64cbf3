//! CAMEO, the ontology of ICEWS, GDELT and Phoenix: its codes, and the way between them and PLOVER.
//!
//! Codes are strings: `010` is not `10`. Tables and their sources: `ontology/cameo.tsv`,
//! `ontology/SOURCE.md`.

use super::{EventType, Mode};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../ontology/cameo.tsv");

static CODES: LazyLock<Vec<Cameo>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let mut codes: Vec<Cameo> = lines.filter_map(read).collect();
    codes.sort_by_key(|c| c.code);
    codes
});

/// One code of CAMEO.
#[derive(Debug, Clone, PartialEq)]
pub struct Cameo {
    /// Two digits for a root, three or four below it.
    pub code: &'static str,
    /// What ICEWS calls it ("Event Text"); none for codes that ICEWS does not have.
    pub label: Option<&'static str>,
    /// ICEWS "Intensity", -10 to 10.
    pub intensity: Option<f64>,
    /// Goldstein score after CAMEO.SCALE, -10 to 10, as Phoenix and GDELT have it.
    pub scale: Option<f64>,
    /// What it is in PLOVER; none for 01 and 02 and all below them.
    pub plover: Option<Plover>,
}

/// What a CAMEO code is in PLOVER.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plover {
    /// The type.
    pub event_type: EventType,
    /// The mode, if the code tells one.
    pub mode: Option<Mode>,
    /// The contexts that the code tells.
    pub contexts: Vec<&'static str>,
}

fn read(line: &'static str) -> Option<Cameo> {
    let mut cells = line.split('\t');
    let code = cells.next()?;
    let label = cells.next().filter(|cell| !cell.is_empty());
    let intensity = cells.next().and_then(|cell| cell.parse().ok());
    let scale = cells.next().and_then(|cell| cell.parse().ok());
    let event_type = cells.next().and_then(|cell| cell.parse().ok());
    let mode = cells.next().and_then(|cell| cell.parse().ok());
    let contexts = cells.next().unwrap_or_default().split('|');
    let contexts: Vec<&str> = contexts.filter(|c| !c.is_empty()).collect();
    let plover = event_type.map(|event_type| Plover {
        event_type,
        mode,
        contexts,
    });
    Some(Cameo {
        code,
        label,
        intensity,
        scale,
        plover,
    })
}

/// All codes, in order.
pub fn all() -> &'static [Cameo] {
    &CODES
}

/// The code itself, else the nearest one above it: `1951`, which only ICEWS uses, is read as `195`.
pub fn find(code: &str) -> Option<&'static Cameo> {
    if code.len() > 4 {
        return None;
    }
    (2..=code.len()).rev().find_map(|length| {
        let code = code.get(..length)?;
        let at = CODES.binary_search_by_key(&code, |c| c.code).ok()?;
        CODES.get(at)
    })
}

/// The code with this ICEWS label, in any case.
pub fn find_label(label: &str) -> Option<&'static Cameo> {
    let same = |c: &&Cameo| c.label.is_some_and(|l| l.eq_ignore_ascii_case(label));
    // roots are never coded, and share labels such as "Consult" with a code below them
    CODES.iter().filter(|c| c.code.len() > 2).find(same)
}

/// The score of a code after CAMEO.SCALE, else that of the nearest code above it.
pub fn scale_of(code: &str) -> Option<f64> {
    (2..=code.len())
        .rev()
        .find_map(|length| find(code.get(..length)?)?.scale)
}

/// The root of a code: its first two digits.
pub fn root(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert_eq!(all().len(), TABLE.lines().count() - 1);
        for code in all() {
            assert!((2..=4).contains(&code.code.len()), "{}", code.code);
            assert!(
                code.code.bytes().all(|b| b.is_ascii_digit()),
                "{}",
                code.code
            );
            let dropped = matches!(root(code.code), "01" | "02");
            let told = find(code.code).is_some_and(|c| c.plover.is_some());
            assert!(
                code.plover.is_some() || dropped || code.label.is_none(),
                "{}",
                code.code
            );
            assert!(!(told && dropped), "{}", code.code);
            for score in [code.intensity, code.scale].into_iter().flatten() {
                assert!((-10.0..=10.0).contains(&score), "{}", code.code);
            }
        }
    }

    #[test]
    fn modes_of_the_table_are_allowed_for_their_types() {
        let modes = TABLE.lines().skip(1).filter_map(|l| l.split('\t').nth(5));
        assert!(
            modes
                .filter(|m| !m.is_empty())
                .all(|m| m.parse::<Mode>().is_ok())
        );
        for plover in all().iter().filter_map(|c| c.plover.as_ref()) {
            let allowed = plover.event_type.modes();
            assert!(
                plover.mode.is_none_or(|m| allowed.contains(&m)),
                "{plover:?}"
            );
        }
    }

    #[test]
    fn codes_are_strings_and_fall_back_on_those_above() {
        assert_eq!(find("010").map(|c| c.code), Some("010"));
        assert_eq!(find("10").map(|c| c.code), Some("10"));
        assert_eq!(find("1951").map(|c| c.code), Some("195"));
        assert!(find("010").is_some_and(|c| c.plover.is_none()));
        for none in ["", "1", "99", "---", "19000", "é0"] {
            assert_eq!(find(none), None, "{none}");
        }
        assert_eq!(find_label("consult").map(|c| c.code), Some("040"));
        assert_eq!(
            find_label("Fight with small arms and light weapons").map(|c| c.code),
            Some("193")
        );
        assert_eq!(scale_of("1013"), Some(-5.0), "from 101");
    }
}
