//! Which tellings are worth comparing: those of about the same day that share something rare.

use super::telling::{Telling, Time};
use super::words::{self, Word};
use std::collections::{BTreeMap, HashMap};

/// Days between anchors of two tellings that are compared.
pub const WINDOW: i32 = 9;
/// Rarest words of a sentence that tellings are found by.
const WORDS: usize = 8;
/// What more tellings of the window share finds nothing.
const COMMON: usize = 400;
/// Tellings that one is compared with.
const COMPARED: usize = 48;
/// What must be shared: a sum of weights, of which the rarest word has 63.
const LEAST: u32 = 40;
/// Weight of a town, of a named party, of a country.
const TOWN: u32 = 40;
const NAMED: u32 = 30;
const COUNTRY: u32 = 12;

/// Tellings by what they share.
#[derive(Debug, Default)]
pub struct Index {
    /// Anchor and number of each telling that has the key, by anchor.
    lists: HashMap<u64, Vec<(i32, u32)>>,
}

impl Index {
    /// Of tellings that ascend by anchor; those without a date of any kind are left out.
    pub fn new(tellings: &[Telling]) -> Self {
        let mut lists: HashMap<u64, Vec<(i32, u32)>> = HashMap::new();
        for (telling, number) in tellings.iter().zip(0..) {
            let Some(anchor) = telling.anchor() else {
                continue;
            };
            for (key, _) in keys(telling) {
                lists.entry(key).or_default().push((anchor, number));
            }
        }
        Index { lists }
    }

    /// Numbers of the tellings that one should be compared with, most promising first.
    pub fn of(&self, telling: &Telling) -> Vec<u32> {
        let Some(anchor) = telling.anchor() else {
            return Vec::new();
        };
        let mut found: BTreeMap<u32, u32> = BTreeMap::new();
        for (key, weight) in keys(telling) {
            let list = self.lists.get(&key).map(Vec::as_slice).unwrap_or_default();
            let from = list.partition_point(|(day, _)| *day < anchor - WINDOW);
            let to = list.partition_point(|(day, _)| *day <= anchor + WINDOW);
            let list = list.get(from..to).unwrap_or_default();
            if list.len() > COMMON {
                continue;
            }
            for (_, number) in list {
                *found.entry(*number).or_default() += weight;
            }
        }
        let mut found: Vec<(u32, u32)> = found
            .into_iter()
            .filter(|(_, weight)| *weight >= LEAST)
            .collect();
        found.sort_by_key(|&(number, weight)| (std::cmp::Reverse(weight), number));
        found
            .iter()
            .take(COMPARED)
            .map(|(number, _)| *number)
            .collect()
    }
}

/// What a telling is found by, each with its weight.
fn keys(telling: &Telling) -> Vec<(u64, u32)> {
    let time = match telling.time {
        Time::Past => 1,
        Time::Ahead => 2,
    };
    let of = |kind: u64, what: u64| words::mix(what ^ words::mix(kind << 2 | time));
    let mut rarest: Vec<Word> = telling.words.clone();
    rarest.sort_by_key(|w| (std::cmp::Reverse(words::weight(*w)), *w));
    let mut keys: Vec<(u64, u32)> = (rarest.iter().take(WORDS))
        .map(|w| (of(1, u64::from(words::key(*w))), words::weight(*w)))
        .collect();
    if let Some(place) = &telling.place {
        let weight = if place.town.is_some() { TOWN } else { COUNTRY };
        keys.push((of(2, words::hash(&place.name)), weight));
    }
    for party in &telling.parties {
        if let Some(name) = &party.name {
            keys.push((of(3, words::hash(name)), NAMED));
        }
        if let Some(country) = &party.country {
            keys.push((of(4, words::hash(country)), COUNTRY));
        }
    }
    keys.sort_unstable();
    keys.dedup_by_key(|(key, _)| *key);
    keys
}
