//! JSON: an object a line, or objects one after another, in an array or not.

use crate::LONGEST_ARTICLE;
use crate::bytes::{self, Opened};
use crate::error::{Fault, InputErrorKind};
use crate::fields::Record;
use crate::lines::{Line, read_line};
use serde_json::Value;
use std::io::BufRead;

/// Reads one object a line; blank lines are passed over. A bad line is an error of its own.
pub(crate) struct Lines {
    source: Opened,
    line: u64,
    offset: u64,
    buffer: Vec<u8>,
    ended: bool,
}

impl Lines {
    pub(crate) fn new(source: Opened) -> Self {
        let offset = source.skipped;
        Lines {
            source,
            line: 0,
            offset,
            buffer: Vec::new(),
            ended: false,
        }
    }
}

impl Iterator for Lines {
    type Item = Result<Record, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.line += 1;
            let start = self.offset;
            let read = read_line(
                &mut self.source.bytes,
                &mut self.buffer,
                LONGEST_ARTICLE,
                &mut self.offset,
            );
            match read {
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => {
                    return Some(Err(Fault::at_line(self.line, InputErrorKind::TooLong)));
                }
                Ok(Line::Whole) => {
                    if !self.buffer.iter().all(u8::is_ascii_whitespace) {
                        return Some(object(&self.buffer, self.line, start));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    let kind = bytes::kind_of(error, self.source.packing);
                    return Some(Err(Fault::from_line(self.line, kind)));
                }
            }
        }
        None
    }
}

/// Reads the object that `text` holds, which starts on `line` and at byte `start` of the file.
fn object(text: &[u8], line: u64, start: u64) -> Result<Record, Fault> {
    // where files with byte order marks were put one after another
    let mark = if text.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let text = text.get(mark..).unwrap_or_default();
    let text = std::str::from_utf8(text).map_err(|error| {
        let offset = start + (mark + error.valid_up_to()) as u64;
        Fault::at_line(line, InputErrorKind::NotUtf8 { offset })
    })?;
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let (message, column) = (said(&error), error.column());
        let inner = (error.line() as u64).saturating_sub(1);
        Fault::at_line(line + inner, InputErrorKind::Json { message, column })
    })?;
    let Value::Object(object) = value else {
        let message = "expected an object `{...}`".to_owned();
        return Err(Fault::at_line(
            line,
            InputErrorKind::Json { message, column: 1 },
        ));
    };
    let mut record = Record::from_object(object);
    if !record.has_text() {
        return Err(Fault::at_line(line, InputErrorKind::NoText));
    }
    record.line = Some(line);
    Ok(record)
}

/// The parser's message without the place, which is said apart.
fn said(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(end) => message.get(..end).unwrap_or_default().to_owned(),
        None => message,
    }
}

/// Reads objects that follow each other, cutting them out by their braces, so that an array of any
/// length needs the memory of one object. Brackets and commas between objects are passed over.
pub(crate) struct Objects {
    source: Opened,
    line: u64,
    column: usize,
    offset: u64,
    ended: bool,
}

/// Where the cutting stands within an object.
#[derive(Default)]
struct Cut {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Cut {
    /// Takes the next byte; true if the object ends with it.
    fn step(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' => self.depth += 1,
            b'}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.depth == 0
    }
}

impl Objects {
    pub(crate) fn new(source: Opened) -> Self {
        let offset = source.skipped;
        Objects {
            source,
            line: 1,
            column: 0,
            offset,
            ended: false,
        }
    }

    fn pass(&mut self, byte: u8) {
        self.offset += 1;
        self.column += 1;
        if byte == b'\n' {
            self.line += 1;
            self.column = 0;
        }
    }

    /// Passes over what stands between objects; the next byte, if it does not belong there.
    fn between(&mut self) -> std::io::Result<Option<u8>> {
        loop {
            let Some(&byte) = self.source.bytes.fill_buf()?.first() else {
                return Ok(None);
            };
            if !byte.is_ascii_whitespace() && !matches!(byte, b'[' | b']' | b',') {
                return Ok(Some(byte));
            }
            self.source.bytes.consume(1);
            self.pass(byte);
        }
    }

    /// Reads an object's bytes into `text`; false if it was too long and has been passed over.
    fn cut(&mut self, text: &mut Vec<u8>) -> std::io::Result<bool> {
        let mut cut = Cut::default();
        let mut fits = true;
        loop {
            let available = self.source.bytes.fill_buf()?;
            if available.is_empty() {
                return Ok(fits);
            }
            let end = available.iter().position(|&byte| cut.step(byte));
            let used = end.map_or(available.len(), |end| end + 1);
            let piece = available.get(..used).unwrap_or_default();
            fits &= text.len() + used <= LONGEST_ARTICLE;
            if fits {
                text.extend_from_slice(piece);
            } else {
                text.clear();
            }
            let newlines = piece.iter().filter(|&&byte| byte == b'\n').count();
            self.column = match piece.iter().rposition(|&byte| byte == b'\n') {
                Some(last) => used - last - 1,
                None => self.column + used,
            };
            self.line += newlines as u64;
            self.offset += used as u64;
            self.source.bytes.consume(used);
            if end.is_some() {
                return Ok(fits);
            }
        }
    }

    fn end_with(&mut self, kind: InputErrorKind) -> Option<Result<Record, Fault>> {
        self.ended = true;
        Some(Err(Fault::from_line(self.line, kind)))
    }
}

impl Iterator for Objects {
    type Item = Result<Record, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let packing = self.source.packing;
        match self.between() {
            Ok(None) => {
                self.ended = true;
                return None;
            }
            Ok(Some(b'{')) => {}
            Ok(Some(_)) => {
                let message = "expected an object `{...}`".to_owned();
                return self.end_with(InputErrorKind::Json {
                    message,
                    column: self.column + 1,
                });
            }
            Err(error) => return self.end_with(bytes::kind_of(error, packing)),
        }
        let (line, start) = (self.line, self.offset);
        let mut text = Vec::new();
        match self.cut(&mut text) {
            Ok(true) => Some(object(&text, line, start)),
            Ok(false) => Some(Err(Fault::at_line(line, InputErrorKind::TooLong))),
            Err(error) => self.end_with(bytes::kind_of(error, packing)),
        }
    }
}

/// Whether JSON that begins so is one object a line: then a bad line costs that line only.
pub(crate) fn is_lines(head: &[u8]) -> bool {
    let start = head
        .iter()
        .position(|byte| !byte.is_ascii_whitespace())
        .unwrap_or(0);
    let head = head.get(start..).unwrap_or_default();
    let first = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    // a first line longer than the head is taken for a whole one
    head.starts_with(b"{") && (first.len() == head.len() || first.trim_ascii_end().ends_with(b"}"))
}
