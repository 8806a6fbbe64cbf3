//! Cells of rows that are counted rather than shown.

use jiff::civil::Date;
use rusqlite::Row;
use rusqlite::types::Type;
use std::error::Error;
use std::str::FromStr;

/// A code; one that is none of those there are is damage.
pub fn code<T: FromStr<Err: Error + Send + Sync + 'static>>(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    let code = row.get_ref(column)?.as_str()?;
    code.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
    })
}

/// A day; what is none counts as unknown.
pub fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Date>> {
    let day = row.get_ref(column)?.as_str_or_null()?;
    Ok(day.and_then(|d| d.parse().ok()))
}
