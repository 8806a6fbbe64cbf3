//! The articles of a batch, one after another.

use crate::bytes::{self, Counted, Opened};
use crate::dates::{self, Unread};
use crate::error::{Fault, InputError, InputErrorKind};
use crate::fields::{Field, Record};
use crate::format::{Format, sniff};
use crate::inputs::{Place, Plan, Source};
use crate::lines::read_all;
use crate::{LONGEST_ARTICLE, Options, html, json, table, text};
use chancery::Article;
use std::collections::{HashSet, VecDeque};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

type Records = Box<dyn Iterator<Item = Result<Record, Fault>> + Send>;

/// The articles of a batch, in the order of the input, and what was wrong between them.
///
/// Memory: one article, the list of files, and eight bytes for each id, to tell repeated ones.
pub struct Articles {
    sources: VecDeque<Source>,
    current: Option<Current>,
    options: Options,
    ready: VecDeque<Result<Article, InputError>>,
    ids: HashSet<u64>,
    read: Arc<AtomicU64>,
    total: Option<u64>,
}

/// The file that is being read.
struct Current {
    path: String,
    stem: String,
    records: Records,
    any: bool,
}

impl Articles {
    pub(crate) fn new(plan: Plan, options: Options) -> Self {
        Articles {
            sources: plan.sources,
            current: None,
            options,
            ready: VecDeque::new(),
            ids: HashSet::new(),
            read: Arc::new(AtomicU64::new(0)),
            total: plan.total,
        }
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

    /// Files that have not been begun yet.
    pub fn files_left(&self) -> usize {
        self.sources.len()
    }

    fn open(&self, source: Source) -> Current {
        let Source {
            place,
            path,
            stem,
            format,
            packing,
        } = source;
        let count = |inner: Box<dyn Read + Send>| -> Box<dyn Read + Send> {
            Box::new(Counted {
                inner,
                count: Arc::clone(&self.read),
            })
        };
        let format = self.options.format.or(format);
        let opened = match place {
            Place::File(path) => File::open(path)
                .map(|file| count(Box::new(file)))
                .map_err(|error| Fault::of_file(InputErrorKind::Io(error))),
            Place::Stdin => Ok(count(Box::new(io::stdin()))),
            Place::Stream(stream) => Ok(count(stream)),
            Place::Zipped(entry) => entry.open(count).map_err(Fault::of_file),
            Place::Unreadable(fault) => Err(fault),
        };
        let records = match opened {
            Ok(raw) => records(bytes::open(raw, packing), format),
            Err(fault) => Box::new(std::iter::once(Err(fault))),
        };
        Current {
            path,
            stem,
            records,
            any: false,
        }
    }

    /// Turns the next record of the current file into what is given out.
    fn step(&mut self, mut current: Current) {
        match current.records.next() {
            Some(Ok(record)) => {
                current.any = true;
                self.finish(record, &current);
            }
            Some(Err(fault)) => {
                current.any = true;
                self.ready.push_back(Err(current.error(fault)));
            }
            None => {
                if !current.any {
                    let fault = Fault::of_file(InputErrorKind::EmptyFile);
                    self.ready.push_back(Err(current.error(fault)));
                }
                return;
            }
        }
        self.current = Some(current);
    }

    fn finish(&mut self, mut record: Record, current: &Current) {
        let line = record.line;
        let mut warn = |kind| {
            let error = current.error(Fault {
                line,
                ends_file: false,
                kind,
            });
            self.ready.push_back(Err(error));
        };
        let id = record
            .take_trimmed(Field::Id)
            .unwrap_or_else(|| match line {
                Some(line) => format!("{}:{line}", current.stem),
                None => current.stem.clone(),
            });
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        if !self.ids.insert(hasher.finish()) {
            warn(InputErrorKind::RepeatedId { id: id.clone() });
        }
        let written = record.take_trimmed(Field::Date);
        let date = self.options.date.or_else(|| {
            let value = written?;
            dates::read(&value)
                .map_err(|unread| warn(date_kind(&value, unread)))
                .ok()
        });
        let sentences = record.sentences.take();
        let article = match (record.take_text(), sentences) {
            (None, Some(sentences)) => Article::from_sentences(id, &sentences),
            (text, _) => Article::from_text(id, text.unwrap_or_default()),
        };
        let outlet = record.take_trimmed(Field::Outlet);
        self.ready.push_back(Ok(Article {
            date,
            outlet: self.options.outlet.clone().or(outlet),
            title: record.take_trimmed(Field::Title),
            url: record.take_trimmed(Field::Url),
            ..article
        }));
    }
}

impl Iterator for Articles {
    type Item = Result<Article, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            let current = match self.current.take() {
                Some(current) => current,
                None => {
                    let source = self.sources.pop_front()?;
                    self.open(source)
                }
            };
            self.step(current);
        }
    }
}

impl std::iter::FusedIterator for Articles {}

impl Current {
    fn error(&self, fault: Fault) -> InputError {
        let Fault {
            line,
            ends_file,
            kind,
        } = fault;
        InputError {
            path: self.path.clone(),
            line,
            ends_file,
            kind,
        }
    }
}

fn date_kind(value: &str, unread: Unread) -> InputErrorKind {
    let value: String = value.chars().take(40).collect();
    match unread {
        Unread::Ambiguous => InputErrorKind::AmbiguousDate { value },
        Unread::Unknown => InputErrorKind::Date { value },
    }
}

/// The records of an opened file.
fn records(opened: Opened, format: Option<Format>) -> Records {
    let head = opened.head.as_slice();
    match format.unwrap_or_else(|| sniff(head)) {
        Format::Json if !json::is_lines(head) => Box::new(json::Objects::new(opened)),
        Format::Jsonl if head.trim_ascii_start().starts_with(b"[") => {
            Box::new(json::Objects::new(opened))
        }
        Format::Json | Format::Jsonl => Box::new(json::Lines::new(opened)),
        Format::Csv => {
            let delimiter = table::delimiter(head);
            Box::new(table::Rows::new(opened, delimiter))
        }
        Format::Tsv => Box::new(table::Rows::new(opened, b'\t')),
        single => {
            let mut opened = Some(opened);
            Box::new(std::iter::from_fn(move || {
                opened.take().map(|opened| one(opened, single))
            }))
        }
    }
}

/// The one article of a file.
fn one(mut opened: Opened, format: Format) -> Result<Record, Fault> {
    let all = read_all(&mut opened.bytes, LONGEST_ARTICLE)
        .map_err(|error| Fault::of_file(bytes::kind_of(error, opened.packing)))?
        .ok_or_else(|| Fault::of_file(InputErrorKind::TooLong))?;
    let record = match format {
        Format::Html => html::read_html(&all, opened.marked),
        Format::Markdown => text::read_markdown(all, opened.skipped),
        _ => text::read_text(all, opened.skipped),
    };
    record.map_err(Fault::of_file)
}
