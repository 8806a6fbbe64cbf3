//! What can go wrong with an archive, each with what to do about it.

use std::path::{Path, PathBuf};

/// Why an archive cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// There is no such file.
    #[error("{0}: there is no such archive; `chancery add {0} PATH…` makes one")]
    Missing(PathBuf),
    /// The file is something else.
    #[error(
        "{0}: this is not an archive of chancery; give another name, the file was left as it is"
    )]
    Foreign(PathBuf),
    /// The file is damaged.
    #[error(
        "{path}: the archive is damaged ({detail}); restore a copy, or save what can be read with \
         `sqlite3 {path} .recover`"
    )]
    Damaged {
        /// The archive.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// Written by a later version.
    #[error(
        "{path}: the archive has schema {found}, this version of chancery knows up to {known}; use a newer one"
    )]
    Newer {
        /// The archive.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest that is known here.
        known: i64,
    },
    /// Schema of an earlier version in a file that is opened for reading only.
    #[error(
        "{path}: the archive has the older schema {found}; `chancery add {path}` without articles brings it up to date"
    )]
    Older {
        /// The archive.
        path: PathBuf,
        /// Its schema.
        found: i64,
    },
    /// Another process is writing.
    #[error("{0}: another process is writing to the archive; wait until it is done, or stop it")]
    Busy(PathBuf),
    /// The disk is full.
    #[error(
        "{0}: the disk is full; make room and run the same command again, all that was told as kept is kept"
    )]
    Full(PathBuf),
    /// No permission, or a folder that is not there.
    #[error(
        "{path}: the archive cannot be opened ({detail}); check that its folder is there and that you may write to it"
    )]
    Denied {
        /// The archive.
        path: PathBuf,
        /// What the system says.
        detail: String,
    },
    /// A query that is no query.
    #[error("{0}")]
    Query(String),
    /// A query that took too long.
    #[error(
        "the query took longer than {0} seconds and was stopped; narrow it down or give more with --timeout"
    )]
    Timeout(u64),
    /// A query that needs too much.
    #[error("the query needs more memory than it may have; narrow it down")]
    Memory,
    /// There is no such event.
    #[error("there is no event with the id `{0}`")]
    NoEvent(String),
    /// A review that cannot be kept.
    #[error("the review cannot be kept: {0}")]
    Review(String),
    /// Whatever else SQLite says.
    #[error("{path}: {source}")]
    Sql {
        /// The archive.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl ArchiveError {
    /// Tells what SQLite's error means for the one who uses the archive.
    pub(crate) fn of(path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let path = path.to_owned();
        let detail = source.to_string();
        match source.sqlite_error_code() {
            Some(Code::NotADatabase) => ArchiveError::Foreign(path),
            Some(Code::DatabaseCorrupt) => ArchiveError::Damaged { path, detail },
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => ArchiveError::Busy(path),
            Some(Code::DiskFull) => ArchiveError::Full(path),
            Some(Code::CannotOpen | Code::ReadOnly | Code::PermissionDenied) => {
                ArchiveError::Denied { path, detail }
            }
            _ => ArchiveError::Sql { path, source },
        }
    }
}
