//! Names that the world gives to states, bodies, people and places. Sources: `gazetteer/SOURCE.md`.

mod names;
mod spelling;
mod titles;
mod towns;
pub mod words;

pub use names::{Kind, Names, Sense, is_body};
pub use titles::{Force, Title, Titles};
pub use towns::{Fineness, Town, Towns};

use std::collections::HashSet;

/// Version of the tables, part of the stamp.
pub const VERSION: &str = "2026-11";

/// The tables that are compiled in.
#[derive(Debug)]
pub struct Gazetteer {
    /// States, nationalities, seats, bodies and persons.
    pub names: Names,
    /// Titles and words for kinds of people.
    pub titles: Titles,
    /// Towns, units and regions.
    pub towns: Towns,
    organs: HashSet<&'static str>,
    given: HashSet<&'static str>,
}

impl Default for Gazetteer {
    fn default() -> Self {
        Gazetteer::embedded()
    }
}

impl Gazetteer {
    /// The tables that are compiled in. Takes some milliseconds: make one and share it.
    pub fn embedded() -> Self {
        Gazetteer {
            names: Names::embedded(),
            titles: Titles::embedded(),
            towns: Towns::embedded(),
            organs: include_str!("../../../../gazetteer/common-organs.txt")
                .lines()
                .collect(),
            given: include_str!("../../../../gazetteer/given-names.txt")
                .lines()
                .collect(),
        }
    }

    /// Whether many states have an organ or party of this name (folded): "senate", "labour".
    pub fn is_common_organ(&self, key: &str) -> bool {
        self.organs.contains(key)
    }

    /// Whether a folded name of a state or capital is a given name too: "jordan", "paris".
    pub fn is_given_name(&self, key: &str) -> bool {
        self.given.contains(key)
    }
}
