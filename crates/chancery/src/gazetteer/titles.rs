//! Titles, offices and words for kinds of people, with the sector that they tell.

use super::words::{self, Word};
use crate::ontology::Sector;
use std::collections::HashMap;

/// How far a word decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// Decides as the head of a phrase.
    Strong,
    /// Decides only if nothing beside it does: "leader", "official".
    Weak,
    /// Decides only beside a weak head: "opposition leader".
    Modifier,
}

/// A title and what it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// As a head, if it can be one.
    pub head: Option<(Force, Sector)>,
    /// Beside a head.
    pub beside: Option<Sector>,
}

/// Titles by their folded words.
#[derive(Debug, Default)]
pub struct Titles {
    titles: HashMap<String, Title>,
    longest: usize,
}

const TABLE: &str = include_str!("../../../../gazetteer/titles.tsv");

impl Titles {
    /// Reads the table that is compiled in.
    pub fn embedded() -> Self {
        let mut titles = Titles::default();
        for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            let force = match fields.next() {
                Some("S") => Force::Strong,
                Some("W") => Force::Weak,
                _ => Force::Modifier,
            };
            let Some(sector) = fields.next().and_then(|s| s.parse().ok()) else {
                continue;
            };
            for name in fields.next().unwrap_or_default().split('|') {
                titles.add(name, force, sector);
            }
        }
        titles
    }

    fn add(&mut self, name: &str, force: Force, sector: Sector) {
        let key = words::key(name);
        self.longest = self.longest.max(key.split(' ').count());
        let title = self.titles.entry(key).or_insert(Title {
            head: None,
            beside: None,
        });
        match force {
            Force::Modifier => title.beside = Some(sector),
            Force::Strong => {
                title.head.get_or_insert((force, sector));
                title.beside.get_or_insert(sector);
            }
            Force::Weak => {
                title.head.get_or_insert((force, sector));
            }
        }
    }

    /// The title of folded words joined by a space.
    pub fn get(&self, key: &str) -> Option<Title> {
        self.titles.get(key).copied()
    }

    /// The longest title that begins at the first of these words, and its number of words.
    pub fn longest_at(&self, words: &[Word]) -> Option<(usize, Title)> {
        let mut key = String::new();
        let mut best = None;
        for (n, w) in words.iter().take(self.longest).enumerate() {
            if n > 0 {
                if matches!(w.before, ',' | ';' | ':' | '(' | ')') {
                    break;
                }
                key.push(' ');
            }
            key.push_str(&w.folded);
            if let Some(t) = self.get(&key) {
                best = Some((n + 1, t));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_sector() {
        for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<_> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line}");
            assert!(fields[1].parse::<Sector>().is_ok(), "{line}");
        }
    }

    #[test]
    fn the_longest_title_wins() {
        let titles = Titles::embedded();
        let words = words::words("prime minister of Fiji", 0);
        let found = titles.longest_at(&words).map(|(n, title)| (n, title.head));
        assert_eq!(found, Some((2, Some((Force::Strong, Sector::Gov)))));
    }
}
