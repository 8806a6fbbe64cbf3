//! The archive: one SQLite file that keeps articles and their event records, answers SQL, counts
//! panels and gives the records back.
//!
//! Whatever [`Archive::append`] has returned from is on the disk; a kill at any moment loses
//! nothing else than the batch that was being written, and leaves nothing half-written. Readers are
//! never blocked; a second writer waits its turn.
//!
//! Schema: `schema.sql` (tables), `views.sql` (what people query); `docs/archive.md` explains both.

mod append;
pub mod browse;
mod cells;
mod connection;
pub mod diff;
mod error;
mod incidents;
mod keys;
pub mod panel;
mod query;
mod records;
mod rollup;
mod rows;
mod search;

pub use append::{Appended, Entry, Kept, Options};
pub use connection::SCHEMA;
pub use error::ArchiveError;
pub use incidents::Linked;
pub use query::{Answer, Limits, Value};
pub use records::ArchivedArticle;

use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// An open archive.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    connection: Connection,
    known: rows::Known,
}

impl Archive {
    /// Opens for reading; never changes a byte.
    ///
    /// # Errors
    /// The file is missing, is none of ours, is damaged, or has another schema.
    pub fn read(path: &Path) -> Result<Self, ArchiveError> {
        Ok(Archive::of(path, connection::read(path)?))
    }

    /// Opens for writing; makes the archive if there is none, and brings an older one up to date.
    ///
    /// # Errors
    /// The file is none of ours, is damaged, has a newer schema, or cannot be written to.
    pub fn write(path: &Path) -> Result<Self, ArchiveError> {
        Ok(Archive::of(path, connection::write(path)?))
    }

    fn of(path: &Path, connection: Connection) -> Self {
        Archive {
            path: path.to_owned(),
            connection,
            known: rows::Known::default(),
        }
    }

    fn failed(&self, error: rusqlite::Error) -> ArchiveError {
        ArchiveError::of(&self.path, error)
    }
}
