//! Files in zip archives, each read as if it lay beside the others.

use crate::error::InputErrorKind;
use flate2::Crc;
use flate2::read::DeflateDecoder;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use zip::{CompressionMethod, ZipArchive};

/// A file in an archive: where its bytes lie, and how to check them.
#[derive(Debug)]
pub(crate) struct Entry {
    archive: PathBuf,
    /// Its name in the archive.
    pub name: String,
    start: u64,
    packed: u64,
    crc: u32,
    method: CompressionMethod,
    encrypted: bool,
}

/// Whether a file begins as a zip archive does.
pub(crate) fn is_zip(path: &Path) -> bool {
    let mut head = [0; 4];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && is_head(&head)
}

/// Whether bytes begin as a zip archive does.
pub(crate) fn is_head(head: &[u8]) -> bool {
    // APPNOTE 4.3.7 and, of an archive without files, 4.3.16
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// The files of an archive in its order, without folders and hidden ones.
pub(crate) fn entries(path: &Path) -> Result<Vec<Entry>, InputErrorKind> {
    let packed = |error: zip::result::ZipError| match error {
        zip::result::ZipError::Io(error) if error.raw_os_error().is_some() => {
            InputErrorKind::Io(error)
        }
        error => InputErrorKind::Packed {
            message: error.to_string(),
        },
    };
    let file = File::open(path).map_err(InputErrorKind::Io)?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(packed)?;
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(packed)?;
        let name = file.name().map_err(packed)?.into_owned();
        let hidden = name.split('/').any(|part| part.starts_with(['.', '_']));
        if file.is_dir() || hidden {
            continue;
        }
        entries.push(Entry {
            archive: path.to_owned(),
            start: file.data_start().unwrap_or_default(),
            packed: file.compressed_size(),
            crc: file.crc32(),
            method: file.compression(),
            encrypted: file.encrypted(),
            name,
        });
    }
    Ok(entries)
}

impl Entry {
    /// Opens the file; what it takes in the archive goes through `count`.
    pub(crate) fn open(
        self,
        count: impl FnOnce(Box<dyn Read + Send>) -> Box<dyn Read + Send>,
    ) -> Result<Box<dyn Read + Send>, InputErrorKind> {
        let packed = |message: &str| InputErrorKind::Packed {
            message: message.to_owned(),
        };
        if self.encrypted {
            return Err(packed("it needs a password"));
        }
        let mut file = File::open(&self.archive).map_err(InputErrorKind::Io)?;
        file.seek(SeekFrom::Start(self.start))
            .map_err(InputErrorKind::Io)?;
        let raw = count(Box::new(file.take(self.packed)));
        let inner: Box<dyn Read + Send> = match self.method {
            CompressionMethod::Stored => raw,
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(raw)),
            _ => return Err(packed("only stored and deflated files can be read")),
        };
        Ok(Box::new(Checked {
            inner,
            crc: Crc::new(),
            expected: self.crc,
        }))
    }
}

/// Says at the end whether the bytes were those that were packed.
struct Checked {
    inner: Box<dyn Read + Send>,
    crc: Crc,
    expected: u32,
}

impl Read for Checked {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buf)?;
        self.crc.update(buf.get(..read).unwrap_or_default());
        if read == 0 && !buf.is_empty() && self.crc.sum() != self.expected {
            return Err(io::Error::other("its checksum is wrong"));
        }
        Ok(read)
    }
}
