//! One writer for all formats, article by article.

use super::plover::PloverRecord;
use super::records::Records;
use super::{gdelt, gdelt_mentions, icews, phoenix, polecat, table, tabs};
use crate::ontology::Status;
use crate::{Article, Coding, Record};
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::str::FromStr;

/// What a [`Writer`] can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The whole record, one JSON object a line.
    Jsonl,
    /// A header and a row an event.
    Csv,
    /// PLOVER's JSON, one object a line.
    Plover,
    /// POLECAT's table, a row an event.
    Polecat,
    /// The table of the ICEWS public events, a row an actor and a recipient.
    Icews,
    /// GDELT 2.0's events, a row an actor and a recipient.
    Gdelt,
    /// GDELT 2.0's mentions, one to each row of [`Format::Gdelt`].
    GdeltMentions,
    /// Phoenix, a row an actor and a recipient.
    Phoenix,
}

/// A name that is none of the formats.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a format to write; choose one of jsonl, csv, plover, polecat, icews, gdelt, \
     gdelt-mentions, phoenix"
)]
pub struct UnknownFormat(String);

impl Format {
    /// All of them.
    pub const ALL: [Format; 8] = [
        Format::Jsonl,
        Format::Csv,
        Format::Plover,
        Format::Polecat,
        Format::Icews,
        Format::Gdelt,
        Format::GdeltMentions,
        Format::Phoenix,
    ];

    /// Its name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Plover => "plover",
            Format::Polecat => "polecat",
            Format::Icews => "icews",
            Format::Gdelt => "gdelt",
            Format::GdeltMentions => "gdelt-mentions",
            Format::Phoenix => "phoenix",
        }
    }

    /// Whether the format can say the status of an event, and so holds all of them by default.
    pub const fn says_status(self) -> bool {
        matches!(self, Format::Jsonl | Format::Csv)
    }

    /// The header, if the format has one.
    fn header(self) -> Option<String> {
        match self {
            Format::Csv => Some(table::COLUMNS.join(",")),
            Format::Polecat => Some(polecat::COLUMNS.join("\t")),
            Format::Icews => Some(icews::COLUMNS.join("\t")),
            _ => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let known = Format::ALL.into_iter().find(|f| f.as_str() == name);
        known.ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// What became of the events that a writer was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Articles given, those without an event among them.
    pub articles: usize,
    /// Events written, by status.
    pub events: BTreeMap<Status, usize>,
    /// Events that the format leaves out, by status.
    pub left_out: BTreeMap<Status, usize>,
    /// Events left out because neither actor nor recipient is known, which the format has no row
    /// for. They are not among `events`.
    pub without_party: usize,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let events: usize = self.events.values().sum();
        let s = |n: usize| if n == 1 { "" } else { "s" };
        let (articles, of) = (self.articles, s(self.articles));
        write!(f, "{events} event{} from {articles} article{of}", s(events))?;
        if events > 0 {
            write!(f, " ({})", by_status(&self.events))?;
        }
        if !self.left_out.is_empty() {
            write!(
                f,
                "; left out, not being actual: {}",
                by_status(&self.left_out)
            )?;
        }
        if self.without_party > 0 {
            write!(
                f,
                "; left out, without a known party: {}",
                self.without_party
            )?;
        }
        Ok(())
    }
}

fn by_status(counts: &BTreeMap<Status, usize>) -> String {
    let counts: Vec<String> = counts.iter().map(|(s, n)| format!("{n} {s}")).collect();
    counts.join(", ")
}

/// Writes codings in one format. JSON formats reach the sink a whole article at a time.
#[derive(Debug)]
pub struct Writer<W: io::Write> {
    format: Format,
    all_statuses: bool,
    sink: W,
    /// Lines of one article, kept for its allocation.
    buffer: Vec<u8>,
    begun: bool,
    written: Written,
}

impl<W: io::Write> Writer<W> {
    /// A writer with the format's own way with events that are not actual: JSON lines and CSV say
    /// the status and hold all, the others hold what is actual. The sink should be buffered.
    pub fn new(format: Format, sink: W) -> Self {
        Writer {
            format,
            all_statuses: format.says_status(),
            sink,
            buffer: Vec::new(),
            begun: false,
            written: Written::default(),
        }
    }

    /// Writes events of all statuses, or only those that are actual.
    pub fn all_statuses(mut self, all: bool) -> Self {
        self.all_statuses = all;
        self
    }

    /// Writes the events of one article; `stamp` is the coder's.
    pub fn write(&mut self, article: &Article, coding: &Coding, stamp: &str) -> io::Result<()> {
        let records: Vec<Record<'_>> = Records::new(article, coding, stamp).all().collect();
        self.write_records(&records, article.title.as_deref())
    }

    /// Writes all records of one article, of which `title` is the headline, if it is known.
    pub fn write_records(&mut self, records: &[Record<'_>], title: Option<&str>) -> io::Result<()> {
        self.begin()?;
        self.written.articles += 1;
        self.buffer.clear();
        for record in records {
            if !self.all_statuses && record.status != Status::Actual {
                *self.written.left_out.entry(record.status).or_default() += 1;
                continue;
            }
            let length = self.buffer.len();
            self.write_record(record, title)?;
            match self.buffer.len() > length {
                true => *self.written.events.entry(record.status).or_default() += 1,
                false => self.written.without_party += 1,
            }
        }
        self.sink.write_all(&self.buffer)
    }

    fn write_record(&mut self, record: &Record<'_>, title: Option<&str>) -> io::Result<()> {
        let rows = match self.format {
            Format::Jsonl => {
                serde_json::to_writer(&mut self.buffer, record)?;
                self.buffer.push(b'\n');
                return Ok(());
            }
            Format::Plover => {
                serde_json::to_writer(&mut self.buffer, &PloverRecord::new(record, title))?;
                self.buffer.push(b'\n');
                return Ok(());
            }
            Format::Csv => {
                csv::Writer::from_writer(&mut self.buffer).write_record(table::row(record))?;
                return Ok(());
            }
            Format::Polecat => polecat::rows(record),
            Format::Icews => icews::rows(record),
            Format::Gdelt => gdelt::rows(record),
            Format::GdeltMentions => gdelt_mentions::rows(record),
            Format::Phoenix => phoenix::rows(record),
        };
        for row in rows {
            tabs::push_row(&mut self.buffer, &row);
        }
        Ok(())
    }

    /// Ends the file, flushes the sink and gives it back; says what was written. A file of a format
    /// with a header has it even without events.
    pub fn finish(mut self) -> io::Result<(Written, W)> {
        self.begin()?;
        self.sink.flush()?;
        Ok((self.written, self.sink))
    }

    fn begin(&mut self) -> io::Result<()> {
        if let Some(header) = self.format.header()
            && !self.begun
        {
            writeln!(self.sink, "{header}")?;
        }
        self.begun = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn written(format: Format, all: Option<bool>) -> (String, Written) {
        let (article, coding) = sample::coded();
        let mut bytes = Vec::new();
        let mut writer = Writer::new(format, &mut bytes);
        if let Some(all) = all {
            writer = writer.all_statuses(all);
        }
        writer
            .write(&article, &coding, "chancery 9")
            .expect("memory takes all");
        writer
            .write(&article, &Coding::default(), "chancery 9")
            .expect("memory takes all");
        let (written, _) = writer.finish().expect("memory takes all");
        (String::from_utf8(bytes).expect("UTF-8"), written)
    }

    #[test]
    fn json_lines_hold_one_record_a_line() {
        let (text, written) = written(Format::Jsonl, None);
        assert_eq!(text.lines().count(), 2);
        assert_eq!(text.lines().next(), Some(sample::FIRST_RECORD));
        assert_eq!(
            written.to_string(),
            "2 events from 2 articles (1 actual, 1 hypothetical)"
        );
    }

    #[test]
    fn plover_holds_what_is_actual_and_says_what_it_left_out() {
        let (text, left) = written(Format::Plover, None);
        assert_eq!(text.lines().count(), 1);
        assert_eq!(
            left.to_string(),
            "1 event from 2 articles (1 actual); left out, not being actual: 1 hypothetical"
        );
        let (text, all) = written(Format::Plover, Some(true));
        assert_eq!(text.lines().count(), 2);
        assert!(all.left_out.is_empty());
    }

    #[test]
    fn what_has_no_row_is_counted() {
        let (text, written) = written(Format::Icews, Some(true));
        assert_eq!(text.lines().count(), 3);
        assert_eq!(
            written.to_string(),
            "1 event from 2 articles (1 actual); left out, without a known party: 1"
        );
    }

    #[test]
    fn csv_reads_back_with_its_quotes_and_line_breaks() {
        let (mut article, mut coding) = sample::coded();
        article.text = article.text.replace("strikers on", "\"a,\n\" on");
        coding.outlet = Some("=Post, \"the\"\n".into());
        let mut bytes = Vec::new();
        let mut writer = Writer::new(Format::Csv, &mut bytes);
        writer
            .write(&article, &coding, "c")
            .expect("memory takes all");
        writer.finish().expect("memory takes all");
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        assert_eq!(reader.headers().expect("a header"), &table::COLUMNS[..]);
        let rows: Vec<_> = reader.records().map(|r| r.expect("a row")).collect();
        assert_eq!(rows.len(), 2);
        for (row, record) in rows.iter().zip(Records::new(&article, &coding, "c").all()) {
            assert_eq!(row, &table::row(&record)[..]);
        }
    }

    #[test]
    fn csv_without_events_has_a_header() {
        let mut bytes = Vec::new();
        let (written, _) = Writer::new(Format::Csv, &mut bytes)
            .finish()
            .expect("memory takes all");
        assert!(bytes.starts_with(b"id,article,"));
        assert_eq!(written.to_string(), "0 events from 0 articles");
    }

    #[test]
    fn formats_go_by_their_names() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        let error = "xls".parse::<Format>().expect_err("not a format");
        assert_eq!(
            error.to_string(),
            "`xls` is not a format to write; choose one of jsonl, csv, plover, polecat, icews, gdelt, \
             gdelt-mentions, phoenix"
        );
    }
}
