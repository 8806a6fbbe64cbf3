//! From the bytes of a file to UTF-8: counted, unpacked, without byte order mark.

use crate::error::InputErrorKind;
use crate::format::Packing;
use crate::frames::Frames;
use encoding_rs::{Decoder, Encoding};
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes looked at to tell formats apart and to find a page's declared encoding.
const HEAD: usize = 4096;
const BUFFER: usize = 64 << 10;

pub(crate) type Bytes = Box<dyn BufRead + Send>;

/// A file ready to be read.
pub(crate) struct Opened {
    pub bytes: Bytes,
    /// The first bytes of `bytes`, still to be read from it.
    pub head: Vec<u8>,
    /// Length of the byte order mark that was skipped.
    pub skipped: u64,
    /// A byte order mark said which encoding it is, and `bytes` is UTF-8.
    pub marked: bool,
    pub packing: Option<Packing>,
}

/// Counts what is read from a file, for progress.
pub(crate) struct Counted<R> {
    pub inner: R,
    pub count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buf)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Unpacks and decodes. The first bytes say how it is packed, else the name
/// (`packing`) does. Errors come
/// out where the reading meets them, so that what stands before a broken place is not lost.
pub(crate) fn open(raw: Box<dyn Read + Send>, packing: Option<Packing>) -> Opened {
    let peeked = Peeked::new(BufReader::with_capacity(BUFFER, raw), 4);
    let packing = Packing::of_head(&peeked.head).or(packing);
    let unpacked: Bytes = match packing {
        None | Some(Packing::Zip) => Box::new(peeked),
        Some(Packing::Gzip) => Box::new(BufReader::with_capacity(
            BUFFER,
            MultiGzDecoder::new(peeked),
        )),
        Some(Packing::Zstd) => Box::new(BufReader::with_capacity(BUFFER, Frames::new(peeked))),
    };
    let mut peeked = Peeked::new(unpacked, HEAD);
    let Some((encoding, mark)) = Encoding::for_bom(&peeked.head) else {
        let head = peeked.head.clone();
        return Opened {
            bytes: Box::new(peeked),
            head,
            skipped: 0,
            marked: false,
            packing,
        };
    };
    peeked.consume(mark);
    let decoded: Bytes = if encoding == encoding_rs::UTF_8 {
        Box::new(peeked)
    } else {
        Box::new(BufReader::with_capacity(
            BUFFER,
            Decoded::new(peeked, encoding),
        ))
    };
    let peeked = Peeked::new(decoded, HEAD);
    let head = peeked.head.clone();
    Opened {
        bytes: Box::new(peeked),
        head,
        skipped: mark as u64,
        marked: true,
        packing,
    }
}

/// What an error of reading means: the file is broken, or the system could not read it.
pub(crate) fn kind_of(error: io::Error, packing: Option<Packing>) -> InputErrorKind {
    if packing.is_some() && error.raw_os_error().is_none() {
        InputErrorKind::Packed {
            message: error.to_string(),
        }
    } else {
        InputErrorKind::Io(error)
    }
}

/// A reader whose first bytes have been looked at. An error met while looking is given out after
/// the bytes before it.
struct Peeked<R> {
    head: Vec<u8>,
    used: usize,
    error: Option<io::Error>,
    inner: R,
}

impl<R: BufRead> Peeked<R> {
    fn new(mut inner: R, length: usize) -> Self {
        let mut head = Vec::new();
        let error = (&mut inner)
            .take(length as u64)
            .read_to_end(&mut head)
            .err();
        Peeked {
            head,
            used: 0,
            error,
            inner,
        }
    }
}

impl<R: BufRead> BufRead for Peeked<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used < self.head.len() {
            return Ok(self.head.get(self.used..).unwrap_or_default());
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => self.inner.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.used < self.head.len() {
            self.used = self.head.len().min(self.used + amount);
        } else {
            self.inner.consume(amount);
        }
    }
}

impl<R: BufRead> Read for Peeked<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let read = available.read(buf)?;
        self.consume(read);
        Ok(read)
    }
}

/// Turns UTF-16 into UTF-8; what is not well-formed becomes U+FFFD.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    ready: Vec<u8>,
    used: usize,
    ended: bool,
}

impl<R: BufRead> Decoded<R> {
    fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Decoded {
            inner,
            decoder,
            ready: Vec::new(),
            used: 0,
            ended: false,
        }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        self.ready.resize(BUFFER, 0);
        self.used = 0;
        let source = self.inner.fill_buf()?;
        self.ended = source.is_empty();
        let (_, read, written, _) =
            self.decoder
                .decode_to_utf8(source, &mut self.ready, self.ended);
        self.inner.consume(read);
        self.ready.truncate(written);
        Ok(())
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.used == self.ready.len() && !self.ended {
            self.decode_more()?;
        }
        let mut available = self.ready.get(self.used..).unwrap_or_default();
        let read = available.read(buf)?;
        self.used += read;
        Ok(read)
    }
}
