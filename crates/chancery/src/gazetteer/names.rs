//! Names of states, their people, seats of government, bodies and persons.

use super::spelling::{adjective, continues, fits, joined, loose, surname, written};
use super::words::{self, Case, Word};
use crate::ontology::Sector;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// What kind of thing a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A state or territory.
    State,
    /// Its people or its adjective.
    Nationality,
    /// A capital or a seat of government.
    Seat,
    /// An organisation, organ, group, outlet or firm.
    Body,
    /// A person by full name, or by a name that nobody else bears in the news.
    Person,
    /// A surname that others bear too: good only where the article supports it.
    Surname,
}

/// One thing that a name can mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Sense {
    /// What kind of thing.
    pub kind: Kind,
    /// Country or body code, as [`crate::event::Party::country`] has it.
    pub country: &'static str,
    /// Sector, where the name settles it; of a person: while in office.
    pub sector: Option<Sector>,
    /// Canonical name.
    pub name: &'static str,
    /// First day in office, if dated.
    pub from: Option<Date>,
    /// Last day in office, if it has passed.
    pub to: Option<Date>,
    /// How the name has to be written.
    pub case: Case,
}

impl Sense {
    /// Whether a day lies in the time of office; without dates or a day: yes.
    pub fn holds_on(&self, day: Option<Date>) -> bool {
        let Some(day) = day else { return true };
        self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day <= t)
    }
}

/// Names by their folded words.
#[derive(Debug, Default)]
pub struct Names {
    senses: HashMap<String, Vec<Sense>>,
    /// Folded first word to the greatest number of words of a name that begins with it.
    longest: HashMap<String, usize>,
    common: HashSet<&'static str>,
}

const STATES: &str = include_str!("../../../../gazetteer/states.tsv");
const BODIES: &str = include_str!("../../../../gazetteer/bodies.tsv");
const PEOPLE: &str = include_str!("../../../../gazetteer/people.tsv");
const LEADERS: &str = include_str!("../../../../gazetteer/leaders.tsv");
const HOLDERS: &str = include_str!("../../../../gazetteer/office-holders.tsv");

/// Surnames of well-known people that are also common names or words, one a line.
const AMBIGUOUS: &str = include_str!("../../../../gazetteer/common-surnames.txt");

impl Names {
    /// Reads the tables that are compiled in.
    pub fn embedded() -> Self {
        let mut names = Names {
            common: AMBIGUOUS.lines().collect(),
            ..Names::default()
        };
        names.states();
        names.bodies(BODIES, Kind::Body);
        names.bodies(PEOPLE, Kind::Person);
        names.leaders();
        names.holders();
        names
    }

    /// Meanings of folded words joined by a space.
    pub fn get(&self, key: &str) -> &[Sense] {
        self.senses.get(key).map_or(&[], Vec::as_slice)
    }

    /// The longest name that begins at the first of these words, its number of words and the
    /// meanings that fit the way it is written.
    /// In a text without capitals (`any_case`), names of three letters and more fit as they are.
    pub fn longest_at(&self, words: &[Word], any_case: bool) -> Option<(usize, Vec<&Sense>)> {
        let most = *self.longest.get(&words.first()?.folded)?;
        let mut reach = 1;
        while reach < most && words.get(reach).is_some_and(continues) {
            reach += 1;
        }
        for n in (1..=reach).rev() {
            let written = words.get(..n)?;
            let key = joined(written);
            let fitting: Vec<&Sense> = self
                .get(&key)
                .iter()
                .filter(|s| {
                    fits(s.case, written) || adjective(s, &key) || (any_case && loose(s, &key))
                })
                .collect();
            if !fitting.is_empty() {
                return Some((n, fitting));
            }
        }
        None
    }

    fn add(&mut self, name: &str, sense: Sense) {
        let key = words::key(name);
        if key.is_empty() {
            return;
        }
        let mut parts = key.split(' ');
        let first = parts.next().unwrap_or_default().to_owned();
        let n = 1 + parts.count();
        let longest = self.longest.entry(first).or_insert(0);
        *longest = n.max(*longest);
        let senses = self.senses.entry(key).or_default();
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    fn states(&mut self) {
        for line in rows(STATES) {
            let mut fields = line.split('\t');
            let country = fields.next().unwrap_or_default();
            let names = fields.next().unwrap_or_default();
            let canonical = names.split('|').next().unwrap_or_default();
            let kinds = [
                (Kind::State, names),
                (Kind::Nationality, fields.next().unwrap_or_default()),
                (Kind::Seat, fields.next().unwrap_or_default()),
            ];
            for (kind, list) in kinds {
                for name in list.split('|').filter(|n| !n.is_empty()) {
                    let sector = (kind != Kind::Nationality).then_some(Sector::Gov);
                    self.add(name, sense(kind, country, sector, canonical, name));
                }
            }
        }
    }

    fn bodies(&mut self, table: &'static str, kind: Kind) {
        for line in rows(table) {
            let mut fields = line.split('\t');
            let country = fields.next().unwrap_or_default();
            let sector = fields.next().and_then(|s| s.parse().ok());
            let mut first = "";
            for name in fields.next().unwrap_or_default().split('|') {
                if kind == Kind::Body && first.is_empty() {
                    first = name;
                }
                let canonical = if kind == Kind::Person { name } else { first };
                self.add(name, sense(kind, country, sector, canonical, name));
                if kind == Kind::Person {
                    let short = surname(name, country);
                    self.add_surname(short, sense(kind, country, sector, canonical, short));
                }
            }
        }
    }

    fn leaders(&mut self) {
        for line in rows(LEADERS) {
            let mut fields = line.split('\t');
            let names = fields.next().unwrap_or_default();
            let country = fields.next().unwrap_or_default();
            let from = fields.next().and_then(|d| d.parse().ok());
            let to = fields.next().and_then(|d| d.parse().ok());
            let canonical = names.split('|').next().unwrap_or_default();
            let sector = match fields.next().map(str::parse) {
                Some(Ok(sector)) => Some(sector),
                _ => (!is_body(country)).then_some(Sector::Gov),
            };
            for name in names.split('|') {
                let mut s = sense(Kind::Person, country, sector, canonical, name);
                (s.from, s.to) = (from, to);
                self.add(name, s.clone());
                self.add_surname(surname(name, country), s);
            }
        }
    }

    fn holders(&mut self) {
        for line in rows(HOLDERS) {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[name, surname, country, from, to] = fields.as_slice() else {
                continue;
            };
            let mut s = sense(Kind::Person, country, Some(Sector::Gov), name, name);
            (s.from, s.to) = (from.parse().ok(), to.parse().ok());
            // a leader of the hand-made table has better dates
            if self
                .get(&words::key(name))
                .iter()
                .any(|k| k.country == country)
            {
                continue;
            }
            self.add(name, s.clone());
            let given = name.split(' ').next().unwrap_or_default();
            if !surname.is_empty() && !surname.starts_with(given) {
                self.add(&format!("{given} {surname}"), s.clone());
            }
            s.kind = Kind::Surname;
            if words::key(surname).len() > 3 {
                self.add(surname, s);
            }
        }
    }

    fn add_surname(&mut self, surname: &str, mut sense: Sense) {
        let key = words::key(surname);
        if key.len() < 2 {
            return;
        }
        if self.common.contains(key.as_str()) || key.len() < 4 {
            sense.kind = Kind::Surname;
        }
        self.add(surname, sense.clone());
        // "al-Assad" is "Assad" too
        for article in ["al-", "el-", "Al-", "al ", "Al "] {
            if let Some(bare) = surname.strip_prefix(article) {
                self.add(bare, sense.clone());
            }
        }
    }
}

/// Whether a code stands for no state: UNO, EUR, IGO, NGO, MNC, IMG, ISM.
pub fn is_body(code: &str) -> bool {
    matches!(code, "UNO" | "EUR" | "IGO" | "NGO" | "MNC" | "IMG" | "ISM")
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
}

fn sense(
    kind: Kind,
    country: &'static str,
    sector: Option<Sector>,
    canonical: &'static str,
    name: &str,
) -> Sense {
    Sense {
        kind,
        country,
        sector,
        name: canonical,
        from: None,
        to: None,
        case: written(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static NAMES: LazyLock<Names> = LazyLock::new(Names::embedded);

    fn first(text: &str) -> Option<(usize, &'static str, Kind)> {
        let words = words::words(text, 0);
        let (n, senses) = NAMES.longest_at(&words, false)?;
        senses.first().map(|s| (n, s.country, s.kind))
    }

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(
            first("South Sudanese rebels"),
            Some((2, "SSD", Kind::Nationality))
        );
        assert_eq!(
            first("Republic of the Congo said"),
            Some((4, "COG", Kind::State))
        );
        assert_eq!(first("North, Korea"), None);
    }

    #[test]
    fn case_tells_states_from_pronouns_and_words() {
        assert_eq!(first("us"), None);
        assert_eq!(first("US").map(|f| f.1), Some("USA"));
        assert_eq!(first("U.S.").map(|f| f.1), Some("USA"));
        assert_eq!(first("who"), None);
        assert_eq!(first("Nato").map(|f| f.1), Some("IGO"));
        assert_eq!(first("turkey"), None);
    }

    #[test]
    fn offices_have_days() {
        let day = |d: &str| d.parse::<Date>().ok();
        let senses = NAMES.get("donald trump");
        let on = |d| {
            senses
                .iter()
                .any(|s| s.sector == Some(Sector::Gov) && s.holds_on(day(d)))
        };
        assert!(on("2018-05-01"));
        assert!(!on("2022-05-01"));
    }

    #[test]
    fn surnames_that_are_words_are_marked() {
        let kind = |n: &str| NAMES.get(n).iter().map(|s| s.kind).min();
        assert_eq!(kind("may"), Some(Kind::Surname));
        assert_eq!(kind("erdogan"), Some(Kind::Person));
        assert!(AMBIGUOUS.lines().is_sorted());
    }

    #[test]
    fn every_code_is_three_capitals() {
        for table in [STATES, BODIES, PEOPLE] {
            for line in rows(table) {
                let code = line.split('\t').next().unwrap_or_default();
                assert!(
                    code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()),
                    "{line}"
                );
            }
        }
        for line in rows(LEADERS) {
            let fields: Vec<_> = line.split('\t').collect();
            assert!(fields.len() >= 4 && fields[1].len() == 3, "{line}");
            for d in &fields[2..4] {
                assert!(d.is_empty() || d.parse::<Date>().is_ok(), "{line}");
            }
        }
    }
}
