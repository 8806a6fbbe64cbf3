//! Are those who took part the same?

use super::score::Score;
use super::telling::{Side, Telling};
use super::words;

/// Types whose parties stand on one level, so that either may be told as the actor.
const MUTUAL: [&str; 3] = ["CONSULT", "COOPERATE", "AGREE"];
/// Points from which on two parties agree.
const AGREE: f64 = 0.5;
/// Points of two parties of different countries, where the words name both, and where one of the
/// countries was concluded.
const OTHER_COUNTRY: f64 = -8.0;
const OTHER_COUNTRY_MAYBE: f64 = -1.5;
/// Sectors of which a state has one: whoever acts for it is it.
const ORGANS: [&str; 6] = ["GOV", "MIL", "COP", "JUD", "LEG", "SPY"];
/// Points of two parties with different proper names.
const OTHER_NAME: f64 = -5.0;
/// How much better parties must fit the other way round to be an answer in kind.
const TURNED: f64 = 2.0;
/// Points against two tellings of which no parties agree.
const NONE_AGREES: f64 = -0.8;
/// How alike the words of one party are.
const SAME_WORDS: f64 = 0.7;
/// How alike they are where another country must be a fault: "the army" and "the army".
const ONE_WORDING: f64 = 0.95;

/// Compares who took part; false if it cannot be one event.
pub fn compare(a: &Telling, b: &Telling, score: &mut Score) -> bool {
    let agree = if MUTUAL.contains(&a.kind.as_str()) {
        match together(&a.parties, &b.parties, score) {
            Some(agree) => agree,
            None => return false,
        }
    } else {
        let of = |t: &Telling, acts: bool| -> Vec<Side> {
            t.parties
                .iter()
                .filter(|p| p.acts == acts)
                .cloned()
                .collect()
        };
        let ([a1, a2], [b1, b2]) = (
            [true, false].map(|r| of(a, r)),
            [true, false].map(|r| of(b, r)),
        );
        let [straight, turned] = [(&a1, &b1, &a2, &b2), (&a1, &b2, &a2, &b1)]
            .map(|(p, q, r, s)| best(p, q).zip(best(r, s)).map(|(x, y)| x.0 + y.0));
        if straight.zip(turned).is_some_and(|(s, t)| t >= s + TURNED) {
            return false;
        }
        let one = |side: &[Side]| side.len() == 1;
        let sides = [("actor", &a1, &b1), ("recipient", &a2, &b2)];
        if sides
            .iter()
            .any(|(_, x, y)| one(x) && one(y) && best(x, y).is_some_and(is_other))
        {
            return false;
        }
        let abroad = |p: &(f64, Option<String>)| p.0 <= OTHER_COUNTRY_MAYBE;
        if sides
            .iter()
            .all(|(_, x, y)| best(x, y).as_ref().is_some_and(abroad))
        {
            return false;
        }
        let [actors, recipients] = sides.map(|(role, x, y)| side(role, x, y, score));
        actors || recipients
    };
    if !agree {
        score.add(NONE_AGREES);
    }
    true
}

/// The pair of parties that agree best, and the name for it.
fn best(a: &[Side], b: &[Side]) -> Option<(f64, Option<String>)> {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| same(x, y)));
    pairs.reduce(|x, y| if y.0 > x.0 { y } else { x })
}

/// Compares who stands on one side by the best that agrees; returns whether any does.
fn side(role: &str, a: &[Side], b: &[Side], score: &mut Score) -> bool {
    match best(a, b) {
        None => false,
        Some((points, name)) => {
            match name {
                Some(name) => score.agree(points, format!("{role} {name}")),
                None => score.add(points),
            }
            points >= AGREE
        }
    }
}

/// Compares who acted together: with one party in common it is still another meeting if the others
/// differ. Returns whether any agrees, none if it cannot be one meeting.
fn together(a: &[Side], b: &[Side], score: &mut Score) -> Option<bool> {
    let mut pairs: Vec<(f64, usize, usize, Option<String>)> = Vec::new();
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let (points, name) = same(x, y);
            pairs.push((points, i, j, name));
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let Some((points, i, j, name)) = pairs.first().cloned() else {
        return Some(false);
    };
    match name {
        Some(name) => score.agree(points, format!("party {name}")),
        None => score.add(points),
    }
    if let Some((second, _, _, name)) = pairs.iter().find(|(_, k, l, _)| *k != i && *l != j) {
        if a.len() == 2 && b.len() == 2 && *second <= OTHER_COUNTRY {
            return None;
        }
        match name {
            Some(name) => score.agree(second.min(1.0), format!("party {name}")),
            None => score.add(*second),
        }
    }
    Some(points >= AGREE)
}

/// Whether the words name parties of two countries.
fn is_other((points, _): (f64, Option<String>)) -> bool {
    points <= OTHER_COUNTRY
}

/// Compares two parties; the name is given where they agree.
fn same(a: &Side, b: &Side) -> (f64, Option<String>) {
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    let alike = words::likeness(&a.words, &b.words).unwrap_or(0.0);
    if differ(&a.country, &b.country) {
        let sure = a.sure && b.sure && alike < ONE_WORDING;
        return (
            if sure {
                OTHER_COUNTRY
            } else {
                OTHER_COUNTRY_MAYBE
            },
            None,
        );
    }
    if same(&a.name, &b.name) {
        return (1.6, Some(called(a)));
    }
    if alike > SAME_WORDS {
        return (1.4, Some(called(a)));
    }
    let other = |x: &Side, y: &Side| x.proper.iter().all(|w| !y.proper.contains(w));
    if !a.proper.is_empty() && !b.proper.is_empty() && other(a, b) {
        return (OTHER_NAME, None);
    }
    let country = same(&a.country, &b.country);
    match (
        country,
        same(&a.sector, &b.sector),
        differ(&a.name, &b.name),
    ) {
        (true, true, false) if alike > 0.2 => (1.0, Some(coded(a))),
        (true, true, false) if ORGANS.contains(&coded_sector(a)) => (0.6, Some(coded(a))),
        // nurses and bus drivers are both labour
        (true, true, false) => (0.0, None),
        (true, true, true) => (0.0, None),
        (true, false, _) if differ(&a.sector, &b.sector) => (-0.3, None),
        (true, false, _) => (0.5, Some(coded(a))),
        _ if alike > 0.3 => (0.6, None),
        (false, _, true) => (-1.0, None),
        _ => (-0.2, None),
    }
}

fn called(side: &Side) -> String {
    side.name.clone().unwrap_or_else(|| side.text.clone())
}

fn coded_sector(side: &Side) -> &str {
    side.sector.as_deref().unwrap_or_default()
}

fn coded(side: &Side) -> String {
    let codes = [&side.country, &side.sector].map(|c| c.as_deref().unwrap_or_default());
    codes.join(" ").trim().to_owned()
}
