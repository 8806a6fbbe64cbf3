//! Opening an archive: is it one, of which schema, may it be written to?

use crate::ArchiveError;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

/// The schema that this version writes.
pub const SCHEMA: i64 = 1;
/// "chcy": marks an SQLite file as an archive of chancery.
const APPLICATION: i64 = 0x6368_6379;
/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opens for reading; never changes a byte of the archive.
pub fn read(path: &Path) -> Result<Connection, ArchiveError> {
    if !is_database(path)? {
        return Err(ArchiveError::Missing(path.to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).and_then(|c| schema(&c).map(|found| (c, found)));
    let (connection, found) = match connection {
        Ok(opened) => opened,
        // a folder that cannot be written to has no room for the index of the write-ahead log
        Err(_) if !has_log(path) => immutable(path)?,
        Err(error) => return Err(ArchiveError::of(path, error)),
    };
    match found {
        Some(SCHEMA) => {}
        Some(found) if found > SCHEMA => return Err(newer(path, found)),
        Some(0) => return Err(ArchiveError::Missing(path.to_owned())),
        Some(found) => {
            return Err(ArchiveError::Older {
                path: path.to_owned(),
                found,
            });
        }
        None => return Err(ArchiveError::Foreign(path.to_owned())),
    }
    settle(path, &connection)?;
    Ok(connection)
}

/// Opens for writing; makes the archive if there is none, and brings an older one up to date.
pub fn write(path: &Path) -> Result<Connection, ArchiveError> {
    is_database(path)?;
    let failed = |error| ArchiveError::of(path, error);
    let mut connection = Connection::open(path).map_err(failed)?;
    settle(path, &connection)?;
    match schema(&connection).map_err(failed)? {
        None => return Err(ArchiveError::Foreign(path.to_owned())),
        Some(found) if found > SCHEMA => return Err(newer(path, found)),
        Some(_) => {}
    }
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .and_then(|()| connection.pragma_update(None, "synchronous", "FULL"))
        .and_then(|()| migrate(&mut connection))
        .map_err(failed)?;
    Ok(connection)
}

/// Whether there is something to open; a file that is no SQLite file is foreign.
fn is_database(path: &Path) -> Result<bool, ArchiveError> {
    let mut head = [0; 16];
    let denied = |error: std::io::Error| ArchiveError::Denied {
        path: path.to_owned(),
        detail: error.to_string(),
    };
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(denied(error)),
    };
    if path.is_dir() {
        return Err(ArchiveError::Foreign(path.to_owned()));
    }
    match file.metadata().map_err(denied)?.len() {
        // a kill right after the file was made leaves it empty
        0 => return Ok(false),
        1..16 => return Err(ArchiveError::Foreign(path.to_owned())),
        _ => file.read_exact(&mut head).map_err(denied)?,
    }
    match &head == b"SQLite format 3\0" {
        true => Ok(true),
        false => Err(ArchiveError::Foreign(path.to_owned())),
    }
}

fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|m| m.len() > 0)
}

fn immutable(path: &Path) -> Result<(Connection, Option<i64>), ArchiveError> {
    let escaped = path
        .to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)
        .and_then(|c| schema(&c).map(|found| (c, found)))
        .map_err(|error| ArchiveError::of(path, error))
}

/// The schema; 0 of a file without tables, none of somebody else's.
fn schema(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (pragma("application_id")?, pragma("user_version")?);
    let table = connection
        .query_row("SELECT 1 FROM sqlite_master LIMIT 1", [], |_| Ok(()))
        .optional()?;
    Ok(match (application, table) {
        (APPLICATION, _) => Some(version),
        (0, None) => Some(0),
        _ => None,
    })
}

fn newer(path: &Path, found: i64) -> ArchiveError {
    ArchiveError::Newer {
        path: path.to_owned(),
        found,
        known: SCHEMA,
    }
}

fn settle(path: &Path, connection: &Connection) -> Result<(), ArchiveError> {
    connection
        .busy_timeout(PATIENCE)
        .and_then(|()| connection.pragma_update(None, "cache_size", -64_000))
        .and_then(|()| connection.pragma_update(None, "temp_store", "MEMORY"))
        .map_err(|error| ArchiveError::of(path, error))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Makes the tables of a new archive. A later schema adds its step here, in the same transaction.
fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    if schema(connection)? == Some(SCHEMA) {
        return Ok(());
    }
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // somebody else may have been quicker
    if schema(&transaction)? == Some(0) {
        transaction.execute_batch(include_str!("schema.sql"))?;
        transaction.execute_batch(include_str!("views.sql"))?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", SCHEMA)?;
    }
    transaction.commit()
}
