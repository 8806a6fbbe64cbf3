//! Names that the world gives to states, bodies, people and places.

/// The tables that are compiled in.
#[derive(Debug, Default)]
pub struct Gazetteer {}

impl Gazetteer {
    /// The tables that are compiled in.
    pub fn embedded() -> Self {
        Gazetteer::default()
    }
}
