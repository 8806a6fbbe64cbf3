//! Where records go: one of the text formats into a sink, or Parquet into files of its own.

use crate::sink::Sink;
use anyhow::{Context, bail};
use chancery::out::{self, Records, Writer, Written};
use chancery::{Article, Coding, Record};
use chancery_arrow::{Parquet, Target};
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// What records are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    /// One of the library's.
    Text(out::Format),
    /// Parquet.
    Parquet,
}

impl FromStr for OutputFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "parquet" => Ok(OutputFormat::Parquet),
            _ => name
                .parse()
                .map(OutputFormat::Text)
                .map_err(|error: out::UnknownFormat| format!("{error}, parquet")),
        }
    }
}

impl fmt::Display for OutputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OutputFormat::Text(format) => format.fmt(f),
            OutputFormat::Parquet => f.write_str("parquet"),
        }
    }
}

/// Records on their way out.
pub enum Output {
    Text(Box<Writer<Sink>>),
    Parquet {
        parquet: Box<Parquet>,
        written: Written,
    },
}

impl Output {
    /// `all_statuses`: as told, else as the format has it.
    pub fn open(
        format: OutputFormat,
        path: Option<&Path>,
        all_statuses: bool,
    ) -> anyhow::Result<Self> {
        match format {
            OutputFormat::Text(format) => {
                let mut writer = Writer::new(format, Sink::open(path)?);
                if all_statuses {
                    writer = writer.all_statuses(true);
                }
                Ok(Output::Text(Box::new(writer)))
            }
            OutputFormat::Parquet => {
                let Some(path) = path.filter(|p| p.as_os_str() != "-") else {
                    bail!(
                        "parquet needs a place: -o events.parquet, or -o FOLDER for a file a month"
                    );
                };
                Ok(Output::Parquet {
                    parquet: Box::new(Parquet::create(Target::of(path))?),
                    written: Written::default(),
                })
            }
        }
    }

    /// Writes what was coded from an article.
    pub fn write(&mut self, article: &Article, coding: &Coding, stamp: &str) -> anyhow::Result<()> {
        let records: Vec<Record<'_>> = Records::new(article, coding, stamp).all().collect();
        self.write_records(&records, article.title.as_deref())
    }

    /// Writes all records of an article.
    pub fn write_records(
        &mut self,
        records: &[Record<'_>],
        title: Option<&str>,
    ) -> anyhow::Result<()> {
        match self {
            Output::Text(writer) => writer
                .write_records(records, title)
                .context("the records cannot be written"),
            Output::Parquet { parquet, written } => {
                written.articles += 1;
                for record in records {
                    parquet.write(record)?;
                    *written.events.entry(record.status).or_default() += 1;
                }
                Ok(())
            }
        }
    }

    /// Ends the output and gives it its name.
    pub fn finish(self) -> anyhow::Result<Written> {
        match self {
            Output::Text(writer) => {
                let (written, sink) = writer.finish().context("the records cannot be written")?;
                sink.commit()?;
                Ok(written)
            }
            Output::Parquet { parquet, written } => {
                parquet.finish()?;
                Ok(written)
            }
        }
    }
}
