//! Looking at an archive: counts, lists, articles, and what people say of them.
//!
//! Views count over [`Columns`], which hold in memory what every view needs of every event;
//! whatever is shown of a single event is read from the file. Everything handed out is a plain
//! struct that writes itself as JSON.

mod articles;
mod choice;
mod claims;
mod columns;
mod dyad;
mod events;
mod filters;
mod gold;
mod network;
mod reviews;
mod summary;

pub use articles::{ArticleFilters, Articles, Listed, Shown};
pub use claims::{Claim, Claims, Contradiction};
pub use columns::Columns;
pub use dyad::{Dyad, Pair, Source, Step};
pub use events::{Browsed, Detail, Events, Link, Order, Page};
pub use filters::{Filters, Reviewed, Who};
pub use network::{Edge, Network, Node};
pub use reviews::{Precision, Review, Verdict};
pub use summary::{
    CountryCount, DyadCount, OutletCount, PlaceCount, QuadCount, Summary, TypeCount,
};

use crate::{Archive, ArchiveError};
use serde::Serialize;

/// What an archive holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Holdings {
    /// Articles.
    pub articles: u64,
    /// Events.
    pub events: u64,
    /// Whether there are texts to be read and searched.
    pub text: bool,
}

impl Archive {
    /// Takes into memory what was written since; `columns` begin as [`Columns::default`] and
    /// belong to one archive.
    ///
    /// # Errors
    /// The file is damaged. The columns are then to be thrown away.
    pub fn refresh(&self, columns: &mut Columns) -> Result<(), ArchiveError> {
        columns
            .refresh(&self.connection)
            .map_err(|error| self.failed(error))
    }

    /// A number that changes whenever somebody else writes to the archive. It means something only
    /// beside another one from the same opened archive.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn data_version(&self) -> Result<i64, ArchiveError> {
        let mut statement = self
            .connection
            .prepare_cached("PRAGMA data_version")
            .map_err(|error| self.failed(error))?;
        let version = statement.query_row([], |row| row.get(0));
        version.map_err(|error| self.failed(error))
    }

    /// What the archive holds.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn holdings(&self) -> Result<Holdings, ArchiveError> {
        let sql = "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM event),
                     EXISTS (SELECT 1 FROM body)";
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .map_err(|error| self.failed(error))?;
        let holdings = statement.query_row([], |row| {
            Ok(Holdings {
                articles: row.get(0)?,
                events: row.get(1)?,
                text: row.get(2)?,
            })
        });
        holdings.map_err(|error| self.failed(error))
    }

    /// Bounds the memory that all open archives of this process take together.
    ///
    /// # Errors
    /// None that a caller could cause.
    pub fn bound_memory(&self, bytes: u64) -> Result<(), ArchiveError> {
        self.connection
            .query_row(&format!("PRAGMA hard_heap_limit = {bytes}"), [], |_| Ok(()))
            .map_err(|error| self.failed(error))
    }
}
