//! What came out differently in two archives: between two versions, two models, two settings.

use crate::append::article_of;
use crate::{Archive, ArchiveError, records};
use chancery::Record;
use chancery::ontology::EventType;
use chancery::record::PartyRecord;
use std::collections::BTreeMap;

/// Fields that are compared; confidence and identifiers are not.
pub const FIELDS: [&str; 9] = [
    "type",
    "mode",
    "status",
    "actor",
    "recipient",
    "date",
    "place",
    "said_by",
    "size",
];

/// How two archives differ.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// Articles that both hold.
    pub articles: usize,
    /// Articles that only the first, only the second holds.
    pub articles_alone: [usize; 2],
    /// Events by type (a changed one by its type in the first).
    pub types: BTreeMap<EventType, TypeDifference>,
    /// Changed events by field.
    pub fields: BTreeMap<&'static str, usize>,
    /// Some of them, in the order of the archives.
    pub examples: Vec<Example>,
}

/// Events of one type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeDifference {
    /// The same in both.
    pub same: usize,
    /// In both, with another value in some field.
    pub changed: usize,
    /// Only in the first, only in the second.
    pub alone: [usize; 2],
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The article.
    pub article: String,
    /// Words of the trigger.
    pub trigger: String,
    /// The field, or `event` if it is only in one of them.
    pub field: &'static str,
    /// What each of them says.
    pub says: [String; 2],
}

impl Archive {
    /// Compares with another archive; at most `examples` are kept of each field.
    ///
    /// # Errors
    /// One of the files is damaged.
    pub fn diff(&self, other: &Archive, examples: usize) -> Result<Difference, ArchiveError> {
        let mut difference = Difference::default();
        let failed = |error| self.failed(error);
        let mut articles = self
            .connection
            .prepare("SELECT article, hash FROM article ORDER BY article")
            .map_err(failed)?;
        let mut rows = articles.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let (article, hash): (i64, i64) =
                (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
            let twin = article_of(&other.connection, hash).map_err(|e| other.failed(e))?;
            let Some((twin, _)) = twin else {
                difference.articles_alone[0] += 1;
                continue;
            };
            difference.articles += 1;
            let mine = records::of_article(&self.connection, article).map_err(failed)?;
            let theirs =
                records::of_article(&other.connection, twin).map_err(|e| other.failed(e))?;
            difference.compare(&mine, &theirs, examples);
        }
        difference.articles_alone[1] = other.article_count()? - difference.articles;
        Ok(difference)
    }

    fn article_count(&self) -> Result<usize, ArchiveError> {
        self.connection
            .query_row("SELECT count(*) FROM article", [], |row| row.get(0))
            .map_err(|error| self.failed(error))
    }
}

impl Difference {
    /// Takes the records of one article in both.
    fn compare(&mut self, mine: &[Record<'_>], theirs: &[Record<'_>], examples: usize) {
        let mut taken = vec![false; theirs.len()];
        for record in mine {
            let twin = (0..theirs.len())
                .filter(|i| !taken[*i] && overlap(record, &theirs[*i]))
                .min_by_key(|i| theirs[*i].event_type != record.event_type);
            let Some(twin) = twin else {
                self.of(record).alone[0] += 1;
                self.example(record, "event", [told(record), String::new()], examples);
                continue;
            };
            taken[twin] = true;
            let mut changed = false;
            let both = values(record).into_iter().zip(values(&theirs[twin]));
            for (field, (a, b)) in FIELDS.into_iter().zip(both) {
                if a != b {
                    changed = true;
                    *self.fields.entry(field).or_default() += 1;
                    self.example(record, field, [a, b], examples);
                }
            }
            let of_type = self.of(record);
            match changed {
                true => of_type.changed += 1,
                false => of_type.same += 1,
            }
        }
        for (record, _) in theirs.iter().zip(taken).filter(|(_, taken)| !taken) {
            self.of(record).alone[1] += 1;
            self.example(record, "event", [String::new(), told(record)], examples);
        }
    }

    fn of(&mut self, record: &Record<'_>) -> &mut TypeDifference {
        self.types.entry(record.event_type).or_default()
    }

    fn example(
        &mut self,
        record: &Record<'_>,
        field: &'static str,
        says: [String; 2],
        most: usize,
    ) {
        if self.examples.iter().filter(|e| e.field == field).count() < most {
            self.examples.push(Example {
                article: record.article.to_string(),
                trigger: record.trigger.text.to_string(),
                field,
                says,
            });
        }
    }
}

fn overlap(a: &Record<'_>, b: &Record<'_>) -> bool {
    let (a, b) = (a.trigger.span, b.trigger.span);
    a[0] < b[1] && b[0] < a[1]
}

/// What a record says in each of [`FIELDS`], as people read it.
fn values(record: &Record<'_>) -> [String; FIELDS.len()] {
    let modes: Vec<&str> = record.mode.iter().map(|m| m.as_str()).collect();
    let date = &record.date;
    let day = |d: Option<jiff::civil::Date>| d.map_or_else(|| "?".to_owned(), |d| d.to_string());
    let place = record.place.as_ref().map_or_else(String::new, |p| {
        let name = p.name.as_deref().unwrap_or(&p.text);
        format!("{name} {}", p.country.as_deref().unwrap_or("?"))
    });
    let said_by: Vec<&str> = record.said_by.iter().map(|s| s.text.as_ref()).collect();
    let size = ["dead", "injured", "arrested", "crowd"]
        .into_iter()
        .zip(record.size.counts());
    let size: Vec<String> = size
        .filter_map(|(what, n)| n.map(|n| format!("{what} {}-{}", n.low, n.high)))
        .collect();
    [
        record.event_type.to_string(),
        modes.join(" "),
        record.status.to_string(),
        parties(&record.actor),
        parties(&record.recipient),
        format!("{} to {}", day(date.from), day(date.to)),
        place,
        said_by.join("; "),
        size.join(", "),
    ]
}

fn parties(parties: &[PartyRecord<'_>]) -> String {
    let parties = parties.iter().map(|p| {
        let code = |code: Option<&str>| code.unwrap_or("?").to_owned();
        let sector = p.sector.map_or("?", |s| s.as_str());
        format!("{} ({} {sector})", p.text, code(p.country.as_deref()))
    });
    parties.collect::<Vec<_>>().join("; ")
}

fn told(record: &Record<'_>) -> String {
    let [kind, _, status, actor, recipient, ..] = values(record);
    format!("{kind} {status}: {actor} -> {recipient}")
}
