//! What can go wrong, said so that a person can mend it.

use crate::format::ENDINGS;
use std::fmt;
use std::io;

/// Why nothing could be read at all.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The path is neither there nor a glob.
    #[error("{path}: no such file or folder; check the spelling, or quote a glob")]
    NotFound {
        /// The path as it was given.
        path: String,
    },
    /// The path is there but cannot be looked at.
    #[error("{path}: cannot be read ({source}); check the rights of the file and its folder")]
    Unreachable {
        /// The path as it was given.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The glob cannot be understood.
    #[error("{pattern}: not a glob ({message}); put special characters in [ ]")]
    BadGlob {
        /// The glob as it was given.
        pattern: String,
        /// What is wrong with it.
        message: String,
    },
    /// The glob matches no file that can be read.
    #[error("{pattern}: matches no file that can be read; endings that are read: {ENDINGS}")]
    NoMatch {
        /// The glob as it was given.
        pattern: String,
    },
    /// The folder holds no file that can be read.
    #[error("{path}: the folder holds no file that can be read; endings that are read: {ENDINGS}")]
    EmptyFolder {
        /// The folder as it was given.
        path: String,
    },
    /// The file's name does not say its format.
    #[error(
        "{path}: its ending names no format that can be read; rename it to one of {ENDINGS}, or \
         give the format (--input-format)"
    )]
    UnknownEnding {
        /// The file as it was given.
        path: String,
    },
}

/// One thing wrong with the input, met between the articles. The batch goes on after it.
#[derive(Debug)]
pub struct InputError {
    /// The file as it was given or found; `-` is standard input.
    pub path: String,
    /// Line, from 1, where the article starts; none for a file that holds one article.
    pub line: Option<u64>,
    /// The rest of a file with many articles is not read.
    pub ends_file: bool,
    /// What is wrong.
    pub kind: InputErrorKind,
}

/// What is wrong with an article or file.
#[derive(Debug, thiserror::Error)]
pub enum InputErrorKind {
    /// The bytes are not UTF-8.
    #[error("not UTF-8 (at byte {offset} of the file)")]
    NotUtf8 {
        /// Where the first bad byte stands, from 0, in the unpacked file. For rows of a table, where
        /// the row starts.
        offset: u64,
    },
    /// The line or object is not JSON, or not an object.
    #[error("not valid JSON ({message} at column {column})")]
    Json {
        /// What was expected.
        message: String,
        /// Where, in bytes from 1.
        column: usize,
    },
    /// A record without text.
    #[error("no text")]
    NoText,
    /// A file without text.
    #[error("no text in the file")]
    EmptyFile,
    /// A table whose header names no column for the text.
    #[error("the first line names no column `text` (it has: {})", found.join(", "))]
    NoTextColumn {
        /// The names that the first line has instead.
        found: Vec<String>,
    },
    /// More than [`crate::LONGEST_ARTICLE`] bytes.
    #[error("longer than 64 MiB")]
    TooLong,
    /// What is packed cannot be unpacked.
    #[error("compressed data cannot be read ({message})")]
    Packed {
        /// What the unpacking said.
        message: String,
    },
    /// The system could not read.
    #[error("cannot be read ({0})")]
    Io(io::Error),
    /// A date that cannot be read; the article is kept without it.
    #[error("`{value}` cannot be read as a date")]
    Date {
        /// The date as it stands there, shortened.
        value: String,
    },
    /// A date that could be read in two ways; the article is kept without it.
    #[error("the date `{value}` may put the day or the month first")]
    AmbiguousDate {
        /// The date as it stands there.
        value: String,
    },
    /// A line that is no record of ours.
    #[error("not a record as chancery writes it ({message} at column {column})")]
    Record {
        /// What was expected.
        message: String,
        /// Where, in bytes from 1.
        column: usize,
    },
    /// A row that has not the columns of its format.
    #[error("{found} columns, where {format} has {expected}")]
    Columns {
        /// The format.
        format: &'static str,
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: String,
    },
    /// A header that lacks a column without which no event can be told.
    #[error("the first line names no column `{column}`")]
    NoColumn {
        /// The column.
        column: &'static str,
    },
    /// A cell that means nothing in its column.
    #[error("`{value}` means nothing in the column `{column}`")]
    Cell {
        /// The column.
        column: &'static str,
        /// The cell, shortened.
        value: String,
    },
    /// A zip archive that comes from a stream or lies in another archive.
    #[error("a zip archive, which cannot be read from a stream or out of another archive")]
    ZipStream,
    /// An earlier article of the batch has the same id; the article is kept.
    #[error("the id `{id}` was used before")]
    RepeatedId {
        /// The id.
        id: String,
    },
}

impl InputErrorKind {
    fn remedy(&self) -> &'static str {
        match self {
            InputErrorKind::NotUtf8 { .. } => {
                "save it as UTF-8, for instance with `iconv -f WINDOWS-1252 -t UTF-8`"
            }
            InputErrorKind::Json { .. } => "fix or delete the line",
            InputErrorKind::NoText => {
                "give the article's text as `text` (or body, content, maintext), or `sentences`"
            }
            InputErrorKind::EmptyFile => "check that the file is complete, or delete it",
            InputErrorKind::NoTextColumn { .. } => {
                "name the columns in the first line: text is needed, id, date, outlet, title and \
                 url are read as well"
            }
            InputErrorKind::TooLong => {
                "no article is; look for a missing line break or closing quote"
            }
            InputErrorKind::Packed { .. } => "copy or download the file again",
            InputErrorKind::Record { .. } => {
                "give lines that `chancery code` has written, or name the format they are in"
            }
            InputErrorKind::Columns { .. } | InputErrorKind::NoColumn { .. } => {
                "check that the file is of this format and complete"
            }
            InputErrorKind::Cell { .. } => "correct or delete the line",
            InputErrorKind::ZipStream => "unpack it first, or give the archive as a file",
            InputErrorKind::Io(_) => "check the file and its rights",
            InputErrorKind::Date { .. } | InputErrorKind::AmbiguousDate { .. } => {
                "write YYYY-MM-DD; the article is kept without its date"
            }
            InputErrorKind::RepeatedId { .. } => {
                "give every article an id of its own; the article is kept"
            }
        }
    }
}

impl InputError {
    /// Whether an article was lost; if not, it follows, without what could not be read.
    pub fn loses_article(&self) -> bool {
        !matches!(
            self.kind,
            InputErrorKind::Date { .. }
                | InputErrorKind::AmbiguousDate { .. }
                | InputErrorKind::RepeatedId { .. }
        )
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.path == "-" {
            "standard input"
        } else {
            &self.path
        })?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}; {}", self.kind, self.kind.remedy())?;
        match (self.ends_file, self.line) {
            (true, Some(_)) => f.write_str(", the rest of the file is not read"),
            (false, Some(_)) if self.loses_article() => {
                f.write_str(", the rest of the file is read on")
            }
            _ => Ok(()),
        }
    }
}

impl std::error::Error for InputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            InputErrorKind::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// What a reader of one file meets: an [`InputError`] that does not know its file yet.
#[derive(Debug)]
pub(crate) struct Fault {
    pub line: Option<u64>,
    pub ends_file: bool,
    pub kind: InputErrorKind,
}

impl Fault {
    /// The file's one article is lost.
    pub(crate) fn of_file(kind: InputErrorKind) -> Self {
        Fault {
            line: None,
            ends_file: true,
            kind,
        }
    }

    /// One article of many is lost.
    pub(crate) fn at_line(line: u64, kind: InputErrorKind) -> Self {
        Fault {
            line: Some(line),
            ends_file: false,
            kind,
        }
    }

    /// From this article on the file is lost.
    pub(crate) fn from_line(line: u64, kind: InputErrorKind) -> Self {
        Fault {
            line: Some(line),
            ends_file: true,
            kind,
        }
    }
}
