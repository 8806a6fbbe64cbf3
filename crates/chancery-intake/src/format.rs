//! Which format a file has: by its ending, or by its first bytes.

use std::fmt;
use std::str::FromStr;

/// A format that articles are read from; compression is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Plain text, one article a file.
    Text,
    /// Markdown, one article a file.
    Markdown,
    /// A web page, one article a file.
    Html,
    /// One JSON object a line.
    Jsonl,
    /// One JSON object, an array of objects, or objects one after another.
    Json,
    /// Comma-separated values with a header (semicolons, tabs and bars are recognized as well).
    Csv,
    /// Tab-separated values with a header.
    Tsv,
}

/// A name that is no format's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an input format; choose one of text, markdown, html, jsonl, json, csv, tsv")]
pub struct UnknownFormat(String);

/// Endings that are read, as messages list them.
pub(crate) const ENDINGS: &str = ".txt, .md, .html, .htm, .jsonl, .ndjson, .json, .csv, .tsv, \
                                  each also with .gz or .zst";

impl Format {
    /// Every format, in the order of the documentation.
    pub const ALL: [Format; 7] = [
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Jsonl,
        Format::Json,
        Format::Csv,
        Format::Tsv,
    ];

    /// The name that [`FromStr`] reads back.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Jsonl => "jsonl",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
        }
    }

    /// The format of files with this ending (no dot, any case).
    fn of_ending(ending: &str) -> Option<Format> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Format::Text,
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Html,
            "jsonl" | "ndjson" => Format::Jsonl,
            "json" => Format::Json,
            "csv" => Format::Csv,
            "tsv" | "tab" => Format::Tsv,
            _ => return None,
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads a format's name, or an ending with or without its dot.
    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Format::of_ending(name.trim_start_matches('.'))
            .ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
    /// A file in a zip archive, which is inflated before it gets here.
    Zip,
}

impl Packing {
    fn of_ending(ending: &str) -> Option<Packing> {
        match ending.to_ascii_lowercase().as_str() {
            "gz" | "gzip" => Some(Packing::Gzip),
            "zst" | "zstd" => Some(Packing::Zstd),
            _ => None,
        }
    }

    /// The packing that the first bytes of a file show.
    pub(crate) fn of_head(head: &[u8]) -> Option<Packing> {
        // RFC 1952 section 2.3.1; RFC 8878 sections 3.1.1 and 3.1.2 (frames to skip)
        match head {
            [0x1f, 0x8b, ..] => Some(Packing::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
                Some(Packing::Zstd)
            }
            _ => None,
        }
    }
}

/// What the endings of a file name say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// The name without the endings that were understood.
    pub stem: String,
    pub format: Option<Format>,
    pub packing: Option<Packing>,
    /// There is an ending, but not one of ours.
    pub foreign: bool,
}

/// Reads the endings of a file name.
pub(crate) fn read_endings(file_name: &str) -> Named {
    let (rest, packing) = match split_ending(file_name) {
        Some((stem, ending)) => match Packing::of_ending(ending) {
            Some(packing) => (stem, Some(packing)),
            None => (file_name, None),
        },
        None => (file_name, None),
    };
    let (stem, format, foreign) = match split_ending(rest) {
        Some((stem, ending)) => match Format::of_ending(ending) {
            Some(format) => (stem, Some(format), false),
            None => (rest, None, true),
        },
        None => (rest, None, false),
    };
    Named {
        stem: stem.to_owned(),
        format,
        packing,
        foreign,
    }
}

fn split_ending(name: &str) -> Option<(&str, &str)> {
    name.rsplit_once('.')
        .filter(|(stem, ending)| !stem.is_empty() && !ending.is_empty())
}

/// The format that the first bytes show: `{` and `[` are JSON, `<` is HTML, all else is text.
pub(crate) fn sniff(head: &[u8]) -> Format {
    match head.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{' | b'[') => Format::Json,
        Some(b'<') => Format::Html,
        _ => Format::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_endings_read_back() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        assert_eq!(".NDJSON".parse(), Ok(Format::Jsonl));
        let error = "pdf".parse::<Format>().unwrap_err().to_string();
        assert!(
            error.contains("`pdf`") && error.contains("jsonl"),
            "{error}"
        );
    }

    #[test]
    fn endings_of_packed_files() {
        let named = read_endings("day.one.JSONL.gz");
        assert_eq!(named.stem, "day.one");
        assert_eq!(named.format, Some(Format::Jsonl));
        assert_eq!(named.packing, Some(Packing::Gzip));
        assert_eq!(read_endings("x.zst").packing, Some(Packing::Zstd));
        assert!(!read_endings("x.zst").foreign);
        assert!(read_endings("x.tar.gz").foreign);
        assert!(!read_endings(".txt").foreign);
        assert_eq!(read_endings(".txt").format, None);
    }

    #[test]
    fn first_bytes_tell_the_format() {
        assert_eq!(sniff(b" \n{\"a\""), Format::Json);
        assert_eq!(sniff(b"<!doctype"), Format::Html);
        assert_eq!(sniff(b"ANKARA"), Format::Text);
        assert_eq!(sniff(b""), Format::Text);
    }
}
