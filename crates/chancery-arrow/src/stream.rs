//! Records as an Arrow IPC stream, which pyarrow, polars, R and DuckDB read from a connection.

use crate::{ArrowError, Batches, schema};
use arrow_ipc::writer::StreamWriter;
use chancery::Record;
use std::fmt;
use std::io::Write;

/// Rows of a batch.
const BATCH: usize = 4096;

/// Writes records as one stream.
pub struct Stream<W: Write> {
    writer: StreamWriter<W>,
    batches: Batches,
    waiting: usize,
}

impl<W: Write> fmt::Debug for Stream<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream")
    }
}

impl<W: Write> Stream<W> {
    /// Begins with the schema.
    ///
    /// # Errors
    /// The sink refuses.
    pub fn new(to: W) -> Result<Self, ArrowError> {
        Ok(Stream {
            writer: StreamWriter::try_new(to, &schema())?,
            batches: Batches::new()?,
            waiting: 0,
        })
    }

    /// Writes a record.
    ///
    /// # Errors
    /// As of [`Batches::push`], or the sink refuses.
    pub fn write(&mut self, record: &Record<'_>) -> Result<(), ArrowError> {
        self.batches.push(record)?;
        self.waiting += 1;
        if self.waiting == BATCH {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ArrowError> {
        self.waiting = 0;
        Ok(self.writer.write(&self.batches.batch()?)?)
    }

    /// Ends the stream and gives the sink back.
    ///
    /// # Errors
    /// The sink refuses.
    pub fn finish(mut self) -> Result<W, ArrowError> {
        if self.waiting > 0 {
            self.flush()?;
        }
        Ok(self.writer.into_inner()?)
    }
}
