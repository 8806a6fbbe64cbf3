//! Parquet: one file, or a folder with a file a month (`month=2024-05/events.parquet`), which
//! DuckDB, Spark and pyarrow read as one table with a column `month`.

use crate::{ArrowError, Batches, schema};
use chancery::Record;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Rows that are turned into a batch at a time.
const BATCH: usize = 4096;
/// Rows of a row group: small enough that a folder of hundreds of months stays in memory.
const GROUP: usize = 65_536;
/// The month of events that no month can be told of; Hive's own word for no value.
const NO_MONTH: &str = "__HIVE_DEFAULT_PARTITION__";

/// Where Parquet goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// One file.
    File(PathBuf),
    /// A folder with a file a month.
    Folder(PathBuf),
}

impl Target {
    /// A name that ends in `.parquet` is a file, every other a folder.
    pub fn of(path: &Path) -> Self {
        match path.extension() {
            Some(ending) if ending == "parquet" => Target::File(path.to_owned()),
            _ => Target::Folder(path.to_owned()),
        }
    }

    fn path(&self) -> &Path {
        match self {
            Target::File(path) | Target::Folder(path) => path,
        }
    }
}

/// Writes records; what it writes appears under its name when [`Parquet::finish`] has returned.
#[derive(Debug)]
pub struct Parquet {
    target: Target,
    partial: PathBuf,
    months: BTreeMap<String, Month>,
}

#[derive(Debug)]
struct Month {
    batches: Batches,
    waiting: usize,
    writer: ArrowWriter<File>,
}

impl Parquet {
    /// Begins to write, into `NAME.partial`.
    ///
    /// # Errors
    /// The folder cannot be made, or a folder of the name is there and not empty.
    pub fn create(target: Target) -> Result<Self, ArrowError> {
        let path = target.path();
        let failed = |source| io_error(path, source);
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        if let Target::Folder(folder) = &target {
            let taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
            if taken || folder.is_file() {
                let message = "is there already; give another name, or remove it first";
                return Err(failed(io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    message,
                )));
            }
            // of a run that was killed
            if partial.exists() {
                fs::remove_dir_all(&partial).map_err(failed)?;
            }
            fs::create_dir_all(&partial).map_err(failed)?;
        }
        Ok(Parquet {
            target,
            partial,
            months: BTreeMap::new(),
        })
    }

    /// Writes a record.
    ///
    /// # Errors
    /// The disk is full, or the like.
    pub fn write(&mut self, record: &Record<'_>) -> Result<(), ArrowError> {
        let name = match self.target {
            Target::File(_) => String::new(),
            Target::Folder(_) => month(record),
        };
        if !self.months.contains_key(&name) {
            let month = self.open(&name)?;
            self.months.insert(name.clone(), month);
        }
        let Some(month) = self.months.get_mut(&name) else {
            return Ok(());
        };
        month.batches.push(record)?;
        month.waiting += 1;
        match month.waiting {
            BATCH => month.flush(),
            _ => Ok(()),
        }
    }

    fn open(&self, month: &str) -> Result<Month, ArrowError> {
        let path = match self.target {
            Target::File(_) => self.partial.clone(),
            Target::Folder(_) => {
                let folder = self.partial.join(format!("month={month}"));
                fs::create_dir_all(&folder).map_err(|e| io_error(&folder, e))?;
                folder.join("events.parquet")
            }
        };
        let file = File::create(&path).map_err(|e| io_error(&path, e))?;
        Ok(Month {
            batches: Batches::new()?,
            waiting: 0,
            writer: ArrowWriter::try_new(file, schema(), Some(properties()))?,
        })
    }

    /// Ends all files and gives the whole its name.
    ///
    /// # Errors
    /// The disk is full, or the like.
    pub fn finish(mut self) -> Result<(), ArrowError> {
        if let (Target::File(_), true) = (&self.target, self.months.is_empty()) {
            let empty = self.open("")?;
            self.months.insert(String::new(), empty);
        }
        for (_, mut month) in std::mem::take(&mut self.months) {
            month.flush()?;
            let file = month.writer.into_inner()?;
            file.sync_all().map_err(|e| io_error(&self.partial, e))?;
        }
        let path = self.target.path();
        if path.is_dir() {
            fs::remove_dir(path).map_err(|e| io_error(path, e))?;
        }
        fs::rename(&self.partial, path).map_err(|e| io_error(path, e))
    }
}

impl Month {
    fn flush(&mut self) -> Result<(), ArrowError> {
        self.waiting = 0;
        Ok(self.writer.write(&self.batches.batch()?)?)
    }
}

/// How all files are written. Nothing in them tells the time.
pub(crate) fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(9).unwrap_or_default()))
        .set_max_row_group_row_count(Some(GROUP))
        .set_created_by(format!("chancery {}", env!("CARGO_PKG_VERSION")))
        .build()
}

/// The month in which the event begins, else that of publication.
fn month(record: &Record<'_>) -> String {
    let day = record.date.from.or(record.publication_date);
    day.map_or_else(
        || NO_MONTH.to_owned(),
        |day| day.to_string().get(..7).unwrap_or(NO_MONTH).to_owned(),
    )
}

fn io_error(path: &Path, source: io::Error) -> ArrowError {
    ArrowError::Io {
        path: path.to_owned(),
        source,
    }
}
