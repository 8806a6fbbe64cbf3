//! From the lines of a file to rows, and from rows to records.

use super::{EventFormat, gdelt, icews, phoenix, polecat};
use crate::LONGEST_ARTICLE;
use crate::bytes::{self, Opened};
use crate::error::{Fault, InputErrorKind};
use crate::lines::{Line, read_line};
use chancery::Record;
use std::borrow::Cow;

/// What the next line of a file is.
pub(super) enum Next {
    Record(Box<Record<'static>>),
    /// An event of this CAMEO root, for which PLOVER has no type.
    WithoutType(&'static str),
    Fault(Fault),
    End,
}

/// What a row turns into, or what is wrong with it.
pub(super) type Read = Result<Next, InputErrorKind>;

/// Reads one file.
pub(super) struct Rows {
    source: Opened,
    format: EventFormat,
    columns: Columns,
    buffer: Vec<u8>,
    line: u64,
    offset: u64,
    any: bool,
    ended: bool,
}

/// Which column stands where.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Names in the order of the file; none yet before the first line.
    names: Vec<Cow<'static, str>>,
    from_header: bool,
}

/// One row, and what its columns are called.
pub(super) struct Row<'a> {
    columns: &'a Columns,
    cells: Vec<Cow<'a, str>>,
}

impl Row<'_> {
    /// The cell of a column, if there is something in it.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        let at = self.columns.names.iter().position(|name| name == column)?;
        let cell = self.cells.get(at)?.trim();
        (!matches!(cell, "" | "NA" | "NULL" | "None")).then_some(cell)
    }

    /// The complaint that a cell cannot be understood.
    pub(super) fn bad(&self, column: &'static str) -> InputErrorKind {
        let value = self.get(column).unwrap_or_default();
        InputErrorKind::Cell {
            column,
            value: value.chars().take(40).collect(),
        }
    }

    /// How many columns the file has.
    pub(super) fn width(&self) -> usize {
        self.columns.names.len()
    }
}

impl Rows {
    pub(super) fn new(source: Opened, format: EventFormat) -> Self {
        let offset = source.skipped;
        Rows {
            source,
            format,
            columns: Columns::default(),
            buffer: Vec::new(),
            line: 0,
            offset,
            any: false,
            ended: false,
        }
    }

    pub(super) fn next(&mut self) -> Next {
        while !self.ended {
            self.line += 1;
            let bytes = &mut self.source.bytes;
            match read_line(bytes, &mut self.buffer, LONGEST_ARTICLE, &mut self.offset) {
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => {
                    self.any = true;
                    return Next::Fault(Fault::at_line(self.line, InputErrorKind::TooLong));
                }
                Ok(Line::Whole) => {
                    if self.buffer.iter().all(u8::is_ascii_whitespace) {
                        continue;
                    }
                    self.any = true;
                    match self.read() {
                        Ok(Some(next)) => return next,
                        Ok(None) => {}
                        Err(kind) => return Next::Fault(self.fault(kind)),
                    }
                }
                Err(error) => {
                    self.ended = true;
                    let kind = bytes::kind_of(error, self.source.packing);
                    return Next::Fault(Fault::from_line(self.line, kind));
                }
            }
        }
        if self.any {
            return Next::End;
        }
        self.any = true;
        Next::Fault(Fault::of_file(InputErrorKind::EmptyFile))
    }

    fn fault(&mut self, kind: InputErrorKind) -> Fault {
        if matches!(kind, InputErrorKind::NoColumn { .. }) {
            self.ended = true;
            return Fault::from_line(self.line, kind);
        }
        Fault::at_line(self.line, kind)
    }

    /// Reads the line in the buffer; nothing of a header.
    fn read(&mut self) -> Result<Option<Next>, InputErrorKind> {
        // where files with byte order marks were put one after another
        let line = self.buffer.strip_prefix(b"\xef\xbb\xbf");
        let text = decoded(line.unwrap_or(&self.buffer));
        if self.format == EventFormat::Jsonl {
            return json(&text).map(Some);
        }
        let cells: Vec<Cow<'_, str>> = text.split('\t').map(unquoted).collect();
        if let Some(columns) = header(self.format, &cells)? {
            self.columns = columns;
            return Ok(None);
        }
        match cells.len() == self.columns.names.len() {
            true => {}
            false if self.columns.from_header => {
                return Err(InputErrorKind::Columns {
                    format: shown(self.format),
                    found: cells.len(),
                    expected: self.columns.names.len().to_string(),
                });
            }
            false => self.columns = positional(self.format, cells.len())?,
        }
        let columns = &self.columns;
        let row = Row { columns, cells };
        match self.format {
            EventFormat::Icews => icews::read(&row),
            EventFormat::Gdelt => gdelt::read(&row),
            EventFormat::Polecat => polecat::read(&row),
            EventFormat::Phoenix => phoenix::read(&row),
            EventFormat::Jsonl => return Ok(None),
        }
        .map(Some)
    }
}

/// UTF-8 as it is, all else as Latin-1, which all bytes are.
fn decoded(line: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(line) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::mem::decode_latin1(line),
    }
}

/// A cell without the quotes that some tools put around it.
fn unquoted(cell: &str) -> Cow<'_, str> {
    let inner = cell.strip_prefix('"').and_then(|c| c.strip_suffix('"'));
    match inner {
        Some(inner) if inner.contains("\"\"") => Cow::Owned(inner.replace("\"\"", "\"")),
        Some(inner) => Cow::Borrowed(inner),
        None => Cow::Borrowed(cell),
    }
}

fn json(text: &str) -> Result<Next, InputErrorKind> {
    match serde_json::from_str(text) {
        Ok(record) => Ok(Next::Record(Box::new(record))),
        Err(error) => {
            let (message, column) = (error.to_string(), error.column());
            let end = message.rfind(" at line ").unwrap_or(message.len());
            let message = message.get(..end).unwrap_or_default().to_owned();
            Err(if error.is_data() {
                InputErrorKind::Record { message, column }
            } else {
                InputErrorKind::Json { message, column }
            })
        }
    }
}

fn shown(format: EventFormat) -> &'static str {
    match format {
        EventFormat::Jsonl => "JSON lines",
        EventFormat::Icews => "ICEWS",
        EventFormat::Gdelt => "GDELT",
        EventFormat::Polecat => "POLECAT",
        EventFormat::Phoenix => "Phoenix",
    }
}

/// The columns that a first line names, if it is a header; it is told by its first cell.
fn header(format: EventFormat, cells: &[Cow<'_, str>]) -> Result<Option<Columns>, InputErrorKind> {
    let names = || cells.iter().map(|c| plain(c));
    let known = columns(format);
    let own = known
        .first()
        .is_some_and(|own| names().next() == Some(plain(own)));
    if !own {
        return Ok(None);
    }
    let canonical = |name: String| {
        let name = if name == "eventintensity" {
            "intensity".to_owned()
        } else {
            name
        };
        let known = known.iter().find(|own| plain(own) == name);
        known.map_or(Cow::Owned(name), |own| Cow::Borrowed(*own))
    };
    let names: Vec<Cow<'static, str>> = names().map(canonical).collect();
    let needed = match format {
        EventFormat::Icews if !names.iter().any(|n| n == "Event Text") => "CAMEO Code",
        EventFormat::Gdelt | EventFormat::Phoenix => "EventCode",
        EventFormat::Polecat => "Event Type",
        _ => known.first().copied().unwrap_or_default(),
    };
    if !names.iter().any(|name| name == needed) {
        return Err(InputErrorKind::NoColumn { column: needed });
    }
    Ok(Some(Columns {
        names,
        from_header: true,
    }))
}

/// A name as names are compared: lower case, nothing between its words.
fn plain(name: &str) -> String {
    let letters = name.trim().chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn columns(format: EventFormat) -> &'static [&'static str] {
    match format {
        EventFormat::Jsonl => &[],
        EventFormat::Icews => &chancery::out::icews::COLUMNS,
        EventFormat::Gdelt => &chancery::out::gdelt::COLUMNS,
        EventFormat::Polecat => &chancery::out::polecat::COLUMNS,
        EventFormat::Phoenix => &chancery::out::phoenix::COLUMNS,
    }
}

/// The columns of a row without a header, by their number.
fn positional(format: EventFormat, found: usize) -> Result<Columns, InputErrorKind> {
    let all = columns(format);
    let (fits, expected) = match format {
        EventFormat::Icews => (matches!(found, 19 | 20), "20, or 19 without CAMEO codes"),
        EventFormat::Gdelt => (matches!(found, 57 | 58 | 61), "61, or of 1.0 58 or 57"),
        EventFormat::Polecat => (found == 40, "40"),
        EventFormat::Phoenix | EventFormat::Jsonl => (found == 26, "26"),
    };
    if !fits {
        return Err(InputErrorKind::Columns {
            format: shown(format),
            found,
            expected: expected.to_owned(),
        });
    }
    let kept = |name: &&&str| match format {
        EventFormat::Icews => found == 20 || **name != "CAMEO Code",
        EventFormat::Gdelt => found == 61 || !name.ends_with("ADM2Code"),
        _ => true,
    };
    let names = all.iter().filter(kept).take(found);
    Ok(Columns {
        names: names.map(|name| Cow::Borrowed(*name)).collect(),
        from_header: false,
    })
}
