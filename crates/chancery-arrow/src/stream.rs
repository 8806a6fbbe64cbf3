//! Records as an Arrow IPC stream, which pyarrow, polars, R and DuckDB read from a connection.

use crate::{ArrowError, Batches, schema};
use arrow_ipc::writer::StreamWriter;
use chancery::Record;
use std::io::Write;

/// Rows of a batch.
const BATCH: usize = 4096;

/// Writes records as one stream.
///
/// # Errors
/// The sink refuses.
pub fn write_stream<'a>(
    records: impl IntoIterator<Item = &'a Record<'static>>,
    to: impl Write,
) -> Result<(), ArrowError> {
    let mut writer = StreamWriter::try_new(to, &schema())?;
    let mut batches = Batches::new()?;
    let mut waiting = 0;
    for record in records {
        batches.push(record)?;
        waiting += 1;
        if waiting == BATCH {
            writer.write(&batches.batch()?)?;
            waiting = 0;
        }
    }
    if waiting > 0 {
        writer.write(&batches.batch()?)?;
    }
    writer.finish()?;
    Ok(())
}
