//! Event records as Arrow batches and Parquet files: the way to DuckDB, polars, pandas, R, Spark.
//!
//! One row an event. Parties and sources are lists of structs, days are dates, spans are pairs of
//! columns; `docs/formats.md` lists the columns. A crate of its own because Arrow is heavy to build.

mod folder;
mod rows;
mod stream;
mod table;

pub use folder::{Parquet, Target};
pub use rows::{Batches, schema};
pub use stream::Stream;
pub use table::{Cell, write_table};

/// Why Parquet cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArrowError {
    /// The file system refuses.
    #[error("{path}: {source}")]
    Io {
        /// What could not be written.
        path: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Parquet refuses.
    #[error(transparent)]
    Parquet(#[from] parquet::errors::ParquetError),
    /// A record does not fit the columns.
    #[error(transparent)]
    Rows(#[from] serde_arrow::Error),
    /// A batch does not fit its schema.
    #[error(transparent)]
    Batch(#[from] arrow_schema::ArrowError),
}
