//! Event records in: our own JSON lines, and the tables of the data sets that the field uses.

mod gdelt;
mod icews;
mod parts;
mod phoenix;
mod polecat;
mod rows;

use crate::bytes::{self, Counted, Opened};
use crate::error::{Fault, InputError, InputErrorKind, IntakeError};
use crate::format::{Format, Packing, read_endings};
use crate::inputs::{self, Place, Plan, Source};
use crate::zipped;
use chancery::Record;
use rows::{Next, Rows};
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A format that event records are read from; compression is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventFormat {
    /// Our own records, one JSON object a line.
    Jsonl,
    /// ICEWS public events.
    Icews,
    /// GDELT events, 1.0 and 2.0.
    Gdelt,
    /// POLECAT.
    Polecat,
    /// Phoenix.
    Phoenix,
}

/// A name that is no format's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a format of events; choose one of jsonl, icews, gdelt, polecat, phoenix")]
pub struct UnknownEventFormat(String);

impl EventFormat {
    /// Every format, in the order of the documentation.
    pub const ALL: [EventFormat; 5] = [
        EventFormat::Jsonl,
        EventFormat::Icews,
        EventFormat::Gdelt,
        EventFormat::Polecat,
        EventFormat::Phoenix,
    ];

    /// The name that [`FromStr`] reads back.
    pub const fn name(self) -> &'static str {
        match self {
            EventFormat::Jsonl => "jsonl",
            EventFormat::Icews => "icews",
            EventFormat::Gdelt => "gdelt",
            EventFormat::Polecat => "polecat",
            EventFormat::Phoenix => "phoenix",
        }
    }
}

impl fmt::Display for EventFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for EventFormat {
    type Err = UnknownEventFormat;

    fn from_str(name: &str) -> Result<Self, UnknownEventFormat> {
        let known = EventFormat::ALL.into_iter().find(|f| f.name() == name);
        known.ok_or_else(|| UnknownEventFormat(name.to_owned()))
    }
}

/// Reads the event records of files, folders, globs and `-` (standard input), in the order given;
/// folders give all their files but hidden ones.
///
/// | format | what | columns |
/// | --- | --- | --- |
/// | `jsonl` | what `chancery code` writes | |
/// | `icews` | ICEWS public events, with or without header | 20, or 19 without CAMEO codes |
/// | `gdelt` | GDELT events, 2.0 and 1.0 | 61; 58 or 57 |
/// | `polecat` | POLECAT, with or without header | 40 |
/// | `phoenix` | Phoenix | 26 |
///
/// Each may be packed as `.gz`, `.zst` or `.zip`. Text that is not UTF-8 is read as Latin-1, line by
/// line. `NA`, `NULL`, `None` and nothing are nothing.
///
/// What such a row becomes:
///
/// - Type, mode and contexts after the crosswalk of [`chancery::ontology::cameo`]; rows of CAMEO 01
///   and 02, which PLOVER does not have, are passed over and [counted](Records::without_type).
///   Quad and score are PLOVER's, not the row's (of POLECAT, whose scores are PLOVER's, the row's).
/// - `id` is the row's. `article` is its story, or its address.
/// - A party's text is its name as it stands there, `name` the same where it is a proper name.
///   Countries become records' codes, sectors PLOVER's, both by `chancery::ontology`. Nobody says
///   how they were found: the basis is `unknown`.
/// - There is no text, so there are no words: the trigger is empty and all spans are `[0, 0]`.
/// - The status is actual and nobody is named who says so: these formats cannot say otherwise.
/// - The confidence is 1: no doubt is told. `coder` is the data set, with its version if known.
///
/// # Errors
/// What makes the whole call pointless, as for [`crate::articles`]. No file is opened yet.
pub fn records(inputs: &[String], format: EventFormat) -> Result<Records, IntakeError> {
    // any ending will do: the format is told
    let plan = inputs::plan(inputs, Some(Format::Tsv))?;
    Ok(Records::new(plan, format))
}

/// Reads the event records of one stream, which is no zip archive; `name` appears in messages.
pub fn records_from(
    name: &str,
    stream: impl Read + Send + 'static,
    format: EventFormat,
) -> Records {
    Records::new(inputs::one_stream(name, Box::new(stream)), format)
}

/// The event records of a batch, in the order of the input, and what was wrong between them.
/// Memory: one line, and the list of files.
pub struct Records {
    format: EventFormat,
    sources: VecDeque<Source>,
    current: Option<(String, Rows)>,
    read: Arc<AtomicU64>,
    total: Option<u64>,
    without_type: BTreeMap<&'static str, u64>,
}

impl Records {
    fn new(plan: Plan, format: EventFormat) -> Self {
        Records {
            format,
            sources: plan.sources,
            current: None,
            read: Arc::new(AtomicU64::new(0)),
            total: plan.total,
            without_type: BTreeMap::new(),
        }
    }

    /// Rows passed over so far because PLOVER has no type for them, by CAMEO root code.
    pub fn without_type(&self) -> &BTreeMap<&'static str, u64> {
        &self.without_type
    }

    /// Bytes read so far, as they lie on the disk (packed).
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes of all files together, as they lay on the disk (packed) when the batch was planned;
    /// none if standard input or another stream is among them.
    pub fn total_bytes(&self) -> Option<u64> {
        self.total
    }

    /// Files that have not been begun yet; those of an archive count once it is begun.
    pub fn files_left(&self) -> usize {
        self.sources.len()
    }

    /// Opens the next file; an archive gives way to the files in it.
    fn open(&mut self, source: Source) -> Result<(), InputError> {
        let path = source.path;
        let failed = |fault: Fault| error(&path, fault);
        if let Place::File(archive) = &source.place
            && zipped::is_zip(archive)
        {
            let entries = zipped::entries(archive).map_err(|k| failed(Fault::of_file(k)))?;
            for entry in entries.into_iter().rev() {
                self.sources.push_front(Source {
                    path: format!("{path}/{}", entry.name),
                    stem: String::new(),
                    format: None,
                    packing: read_endings(&entry.name).packing.or(Some(Packing::Zip)),
                    place: Place::Zipped(entry),
                });
            }
            return Ok(());
        }
        let read = Arc::clone(&self.read);
        let count = |inner: Box<dyn Read + Send>| -> Box<dyn Read + Send> {
            Box::new(Counted { inner, count: read })
        };
        let raw = match source.place {
            Place::File(file) => File::open(file)
                .map(|file| count(Box::new(file)))
                .map_err(|e| failed(Fault::of_file(InputErrorKind::Io(e))))?,
            Place::Stdin => count(Box::new(io::stdin())),
            Place::Stream(stream) => count(stream),
            Place::Zipped(entry) => {
                let opened = entry.open(count);
                opened.map_err(|kind| failed(Fault::of_file(kind)))?
            }
            Place::Unreadable(fault) => return Err(failed(fault)),
        };
        let opened: Opened = bytes::open(raw, source.packing);
        if zipped::is_head(&opened.head) {
            return Err(failed(Fault::of_file(InputErrorKind::ZipStream)));
        }
        self.current = Some((path, Rows::new(opened, self.format)));
        Ok(())
    }
}

fn error(path: &str, fault: Fault) -> InputError {
    InputError {
        path: path.to_owned(),
        line: fault.line,
        ends_file: fault.ends_file,
        kind: fault.kind,
    }
}

impl Iterator for Records {
    type Item = Result<Record<'static>, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some((path, rows)) = &mut self.current else {
                let source = self.sources.pop_front()?;
                match self.open(source) {
                    Ok(()) => continue,
                    Err(error) => return Some(Err(error)),
                }
            };
            match rows.next() {
                Next::Record(record) => return Some(Ok(*record)),
                Next::WithoutType(root) => *self.without_type.entry(root).or_default() += 1,
                Next::Fault(fault) => return Some(Err(error(path, fault))),
                Next::End => self.current = None,
            }
        }
    }
}

impl std::iter::FusedIterator for Records {}
