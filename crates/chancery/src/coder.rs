//! The one door: from an article to its coding.

use crate::document::Document;
use crate::event::Event;
use crate::gazetteer::{self, Gazetteer};
use crate::ontology;
use crate::reading::{Reader, ReaderError};
use crate::{Article, reading, resolve};
use jiff::civil::Date;
use std::fmt;

/// What a coder can be told. The default reads with the model and tables that are compiled in.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct CoderOptions {}

/// Codes articles: a pure function of the article and of what the coder was made of.
#[derive(Debug)]
pub struct Coder {
    reader: Reader,
    gazetteer: Gazetteer,
    stamp: String,
}

/// All that was coded from one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coding {
    /// Date of publication: the article's own, else what its head says.
    pub date: Option<Date>,
    /// Outlet: the article's own, else what its head says.
    pub outlet: Option<String>,
    /// Records in text order.
    pub events: Vec<Event>,
    /// What a careful reader of the records should know.
    pub notes: Vec<Note>,
}

/// Something about an article that is no error, but that its records depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Note {
    /// No publication date: relative dates stay open and background cannot be told by its date.
    NoPublicationDate,
    /// No sentence was found: the text is empty.
    NoText,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Note::NoPublicationDate => {
                "no publication date, so dates such as \"on Monday\" stay open; give one with --date"
            }
            Note::NoText => "the text is empty",
        })
    }
}

/// Why a coder could not be made.
#[derive(Debug, thiserror::Error)]
pub enum CoderError {
    /// The model cannot be used.
    #[error(transparent)]
    Reader(#[from] ReaderError),
}

impl Coder {
    /// Loads model and tables. Takes tens of milliseconds; share one coder between threads.
    pub fn new(_options: CoderOptions) -> Result<Self, CoderError> {
        let reader = Reader::embedded()?;
        let stamp = format!(
            "chancery {}; model {}; ontology {}; gazetteer {}",
            env!("CARGO_PKG_VERSION"),
            reader.name(),
            ontology::VERSION,
            gazetteer::VERSION
        );
        Ok(Coder {
            reader,
            gazetteer: Gazetteer::embedded(),
            stamp,
        })
    }

    /// Codes one article. Never fails: whatever the text, there is a coding.
    pub fn code(&self, article: &Article) -> Coding {
        let document = Document::new(article);
        let mut notes = Vec::new();
        if document.date.is_none() {
            notes.push(Note::NoPublicationDate);
        }
        if document.sentences.is_empty() {
            notes.push(Note::NoText);
        }
        let reading = self.read(&document);
        let mut events = resolve::resolve(&document, &reading, &self.gazetteer);
        for event in &mut events {
            event.confidence = self.reader.confidence(event.confidence);
        }
        Coding {
            date: document.date,
            outlet: document.outlet.clone(),
            events,
            notes,
        }
    }

    /// What the words say, before anything is resolved.
    pub fn read(&self, document: &Document<'_>) -> reading::Reading {
        self.reader.read(document)
    }

    /// The tables in force.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The reader alone, for questions that are not about a whole article.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Versions of code, model and tables: two equal stamps give equal bytes.
    pub fn stamp(&self) -> &str {
        &self.stamp
    }
}
