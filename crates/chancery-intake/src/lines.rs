//! Reading with a limit, so that no input can fill the memory.

use crate::bytes::Bytes;
use std::io::{self, BufRead, Read};

/// What the next line is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// It stands in the buffer, without its end of line.
    Whole,
    /// It was longer than the limit and has been passed over.
    TooLong,
    /// There is none.
    End,
}

/// Reads a line into `buffer` and adds its length in the file to `offset`.
pub(crate) fn read_line(
    source: &mut Bytes,
    buffer: &mut Vec<u8>,
    limit: usize,
    offset: &mut u64,
) -> io::Result<Line> {
    buffer.clear();
    let mut too_long = false;
    let mut any = false;
    loop {
        let available = source.fill_buf()?;
        if available.is_empty() {
            break;
        }
        any = true;
        let newline = available.iter().position(|&byte| byte == b'\n');
        let length = newline.unwrap_or(available.len());
        too_long |= buffer.len() + length > limit;
        if too_long {
            buffer.clear();
        } else {
            buffer.extend_from_slice(available.get(..length).unwrap_or_default());
        }
        let used = length + usize::from(newline.is_some());
        source.consume(used);
        *offset += used as u64;
        if newline.is_some() {
            break;
        }
    }
    if buffer.last() == Some(&b'\r') {
        buffer.pop();
    }
    Ok(match (too_long, any) {
        (true, _) => Line::TooLong,
        (false, true) => Line::Whole,
        (false, false) => Line::End,
    })
}

/// Reads to the end; none if there is more than the limit.
pub(crate) fn read_all(source: &mut Bytes, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut all = Vec::new();
    source.take(limit as u64 + 1).read_to_end(&mut all)?;
    Ok((all.len() <= limit).then_some(all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn long_lines_are_passed_over_and_the_next_is_read() {
        let mut source: Bytes = Box::new(Cursor::new(b"ab\r\nabcdef\n\ncd".to_vec()));
        let (mut buffer, mut offset) = (Vec::new(), 0);
        let mut seen = Vec::new();
        loop {
            let line = read_line(&mut source, &mut buffer, 4, &mut offset).unwrap();
            if line == Line::End {
                break;
            }
            seen.push((line, buffer.clone(), offset));
        }
        assert_eq!(
            seen,
            [
                (Line::Whole, b"ab".to_vec(), 4),
                (Line::TooLong, Vec::new(), 11),
                (Line::Whole, Vec::new(), 12),
                (Line::Whole, b"cd".to_vec(), 14),
            ]
        );
    }

    #[test]
    fn a_file_over_the_limit_is_none() {
        let mut source: Bytes = Box::new(Cursor::new(b"abcde".to_vec()));
        assert_eq!(read_all(&mut source, 4).unwrap(), None);
        let mut source: Bytes = Box::new(Cursor::new(b"abcd".to_vec()));
        assert_eq!(read_all(&mut source, 4).unwrap(), Some(b"abcd".to_vec()));
    }
}
