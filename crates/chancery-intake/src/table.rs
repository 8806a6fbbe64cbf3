//! Tables with a header: CSV, TSV and their relatives.

use crate::LONGEST_ARTICLE;
use crate::bytes::{self, Bytes, Opened};
use crate::error::{Fault, InputErrorKind};
use crate::fields::{Field, Known, Record, known};
use crate::format::Packing;
use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use std::io::{self, Read};

/// Reads one article a row. Rows may be shorter or longer than the header.
pub(crate) struct Rows {
    reader: Reader<Rationed>,
    columns: Vec<Option<Known>>,
    row: ByteRecord,
    line: u64,
    crlf: bool,
    skipped: u64,
    packing: Option<Packing>,
    state: State,
}

#[derive(PartialEq)]
enum State {
    Header,
    Rows,
    Ended,
}

/// Gives out only so many bytes until it gets more rations: an unclosed quote makes the rest of the
/// file one row, which must not fill the memory.
struct Rationed {
    inner: Bytes,
    left: usize,
}

impl Read for Rationed {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let length = buf.len().min(self.left);
        let read = self.inner.read(buf.get_mut(..length).unwrap_or_default())?;
        self.left -= read;
        Ok(read)
    }
}

impl Rows {
    pub(crate) fn new(source: Opened, delimiter: u8) -> Self {
        let newline = source.head.iter().position(|&byte| byte == b'\n');
        let crlf =
            newline.is_some_and(|at| source.head.get(..at).unwrap_or_default().ends_with(b"\r"));
        let rationed = Rationed {
            inner: source.bytes,
            left: LONGEST_ARTICLE,
        };
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(rationed);
        Rows {
            reader,
            columns: Vec::new(),
            row: ByteRecord::new(),
            line: 1,
            crlf,
            skipped: source.skipped,
            packing: source.packing,
            state: State::Header,
        }
    }

    /// Reads the next row; false at the end.
    fn advance(&mut self) -> Result<bool, Fault> {
        self.reader.get_mut().left = LONGEST_ARTICLE;
        self.line = self.reader.position().line();
        match self.reader.read_byte_record(&mut self.row) {
            Ok(more) => {
                self.line = self.first_line();
                Ok(more)
            }
            Err(error) => Err(Fault::from_line(self.line, self.kind_of(error))),
        }
    }

    /// The line where the row starts. The reader's own count stands before the blank lines it passes
    /// over, and before the second byte of a two-byte end of line.
    fn first_line(&self) -> u64 {
        let newlines = self
            .row
            .iter()
            .flatten()
            .filter(|&&byte| byte == b'\n')
            .count() as u64;
        let after = self.reader.position().line();
        let last = if self.crlf {
            after
        } else {
            after.saturating_sub(1)
        };
        self.line.max(last.saturating_sub(newlines))
    }

    fn kind_of(&self, error: csv::Error) -> InputErrorKind {
        match error.into_kind() {
            ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                InputErrorKind::TooLong
            }
            ErrorKind::Io(error) => bytes::kind_of(error, self.packing),
            other => InputErrorKind::Io(io::Error::other(format!("{other:?}"))),
        }
    }

    fn read_header(&mut self) -> Result<(), Fault> {
        if !self.advance()? {
            return Err(Fault::of_file(InputErrorKind::EmptyFile));
        }
        let names: Vec<_> = self
            .row
            .iter()
            .map(|name| String::from_utf8_lossy(name))
            .collect();
        self.columns = names.iter().map(|name| known(name.trim())).collect();
        if self
            .columns
            .iter()
            .flatten()
            .any(|(field, _)| *field == Field::Text)
        {
            return Ok(());
        }
        let shown = |name: &str| name.trim().chars().take(40).collect();
        let found = names.iter().take(20).map(|name| shown(name)).collect();
        Err(Fault::from_line(1, InputErrorKind::NoTextColumn { found }))
    }

    fn read_row(&self) -> Result<Record, Fault> {
        let mut record = Record::default();
        record.line = Some(self.line);
        for (known, value) in self.columns.iter().zip(&self.row) {
            let Some(known) = known else { continue };
            let Ok(value) = std::str::from_utf8(value) else {
                let offset = self.skipped + self.row.position().map_or(0, csv::Position::byte);
                return Err(Fault::at_line(
                    self.line,
                    InputErrorKind::NotUtf8 { offset },
                ));
            };
            record.offer(*known, value);
        }
        if !record.has_text() {
            return Err(Fault::at_line(self.line, InputErrorKind::NoText));
        }
        Ok(record)
    }

    fn step(&mut self) -> Result<Option<Record>, Fault> {
        if self.state == State::Header {
            self.read_header()?;
            self.state = State::Rows;
        }
        if self.advance()? {
            return self.read_row().map(Some);
        }
        self.state = State::Ended;
        Ok(None)
    }
}

impl Iterator for Rows {
    type Item = Result<Record, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.state == State::Ended {
            return None;
        }
        let step = self.step();
        if let Err(fault) = &step
            && fault.ends_file
        {
            self.state = State::Ended;
        }
        step.transpose()
    }
}

/// What separates the columns of a `.csv`: spreadsheets write semicolons where the comma is the
/// decimal sign. The sign that stands most often in the header is taken, the comma first.
pub(crate) fn delimiter(head: &[u8]) -> u8 {
    let header = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| header.iter().filter(|&&byte| byte == sign).count();
    let mut best = b',';
    for sign in [b';', b'\t', b'|'] {
        if count(sign) > count(best) {
            best = sign;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_delimiter() {
        assert_eq!(delimiter(b"id,date,text\n1;2;3;4"), b',');
        assert_eq!(delimiter(b"id;date;\"text, long\"\r\n"), b';');
        assert_eq!(delimiter(b"id\ttext"), b'\t');
        assert_eq!(delimiter(b"text"), b',');
    }
}
