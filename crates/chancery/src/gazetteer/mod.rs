//! Names that the world gives to states, bodies, people and places. Sources: `gazetteer/SOURCE.md`.

mod names;
mod titles;
mod towns;
pub mod words;

pub use names::{Kind, Names, Sense, is_body};
pub use titles::{Force, Title, Titles};
pub use towns::{Fineness, Town, Towns};

/// Version of the tables, part of the stamp; a change of a table is a new version.
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
        }
    }
}
