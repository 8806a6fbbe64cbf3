//! Writing: articles with their records, a batch at a time, each batch whole or not at all.

use crate::incidents::signature::{self, Sentences};
use crate::rollup::Rollup;
use crate::rows::{Known, put_article, put_body, put_record, remove_records};
use crate::{Archive, ArchiveError, keys};
use chancery::out::Records;
use chancery::record::Record;
use chancery::{Article, Coding};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

/// An article and its records, ready to be kept.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The article.
    pub article: &'a Article,
    /// Date of publication, as it was coded with.
    pub published: Option<Date>,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// What a careful reader should know.
    pub notes: Vec<String>,
    /// The records, in text order.
    pub records: Vec<Record<'a>>,
}

impl<'a> Entry<'a> {
    /// An article as it was coded; `stamp` is the coder's.
    pub fn new(article: &'a Article, coding: &'a Coding, stamp: &'a str) -> Self {
        Entry {
            article,
            published: coding.date,
            outlet: coding.outlet.as_deref(),
            notes: coding.notes.iter().map(ToString::to_string).collect(),
            records: Records::new(article, coding, stamp).all().collect(),
        }
    }

    /// All articles of a batch.
    pub fn all(coded: &'a [(Article, Coding)], stamp: &'a str) -> Vec<Self> {
        coded
            .iter()
            .map(|(article, coding)| Entry::new(article, coding, stamp))
            .collect()
    }
}

/// How to keep articles.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Keep the text, so that it can be searched and looked at.
    pub text: bool,
    /// Replace the records of an article that was coded with another stamp.
    pub recode: bool,
}

/// Whether an article is in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is not.
    No,
    /// It is, coded with the stamp that was asked for.
    Same,
    /// It is, coded with another stamp.
    Other,
}

/// What a batch came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Appended {
    /// Articles that are new in the archive.
    pub articles: usize,
    /// Articles whose records were replaced.
    pub replaced: usize,
    /// Articles that were there already.
    pub skipped: usize,
    /// Events written.
    pub events: usize,
}

impl std::ops::AddAssign for Appended {
    fn add_assign(&mut self, other: Self) {
        self.articles += other.articles;
        self.replaced += other.replaced;
        self.skipped += other.skipped;
        self.events += other.events;
    }
}

impl Archive {
    /// Whether an article is there already, and coded with this stamp.
    pub fn kept(&self, article: &Article, stamp: &str) -> Result<Kept, ArchiveError> {
        let found = self
            .connection
            .prepare_cached("SELECT stamp = ?2 FROM article JOIN run USING (run) WHERE hash = ?1");
        let found = found.and_then(|mut s| {
            s.query_row(params![keys::article(article), stamp], |row| row.get(0))
                .optional()
        });
        Ok(match found.map_err(|e| self.failed(e))? {
            None => Kept::No,
            Some(true) => Kept::Same,
            Some(false) => Kept::Other,
        })
    }

    /// Keeps a batch of articles that were coded with one stamp. When it returns, they are on the
    /// disk; if it fails, none of them is.
    ///
    /// # Errors
    /// Another process writes and does not stop, the disk is full, the file is damaged.
    pub fn append(
        &mut self,
        entries: &[Entry<'_>],
        stamp: &str,
        options: Options,
    ) -> Result<Appended, ArchiveError> {
        let done = append(
            &mut self.connection,
            &mut self.known,
            entries,
            stamp,
            options,
        );
        done.map_err(|error| {
            // rows that were remembered may have gone with the transaction
            self.known = Known::default();
            ArchiveError::of(&self.path, error)
        })
    }

    /// Keeps records of another data set, whose articles are known by name alone. Records that are
    /// there already, by their id, are skipped.
    ///
    /// # Errors
    /// As of [`Archive::append`].
    pub fn import(&mut self, records: &[Record<'_>]) -> Result<Appended, ArchiveError> {
        import(&mut self.connection, &mut self.known, records).map_err(|error| {
            self.known = Known::default();
            ArchiveError::of(&self.path, error)
        })
    }
}

fn append(
    connection: &mut Connection,
    known: &mut Known,
    entries: &[Entry<'_>],
    stamp: &str,
    options: Options,
) -> rusqlite::Result<Appended> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let run = run_of(&transaction, stamp)?;
    let mut done = Appended::default();
    let mut rollup = Rollup::default();
    for entry in entries {
        let hash = keys::article(entry.article);
        let article = match article_of(&transaction, hash)? {
            Some((_, old)) if old == run || !options.recode => {
                done.skipped += 1;
                continue;
            }
            Some((article, _)) => {
                remove_records(&transaction, article, &mut rollup)?;
                done.replaced += 1;
                Some(article)
            }
            None => {
                done.articles += 1;
                None
            }
        };
        let article = put_article(&transaction, article, hash, entry, run)?;
        let text = options.text && !entry.article.text.is_empty();
        if text {
            put_body(&transaction, article, entry.article)?;
            signature::put_article(&transaction, article, entry.article)?;
        }
        let mut sentences = Sentences::of(&entry.article.text);
        for record in &entry.records {
            if let Some(event) = put_record(&transaction, known, article, record)? {
                if text {
                    let sentence = sentences.words(record.sentence_span);
                    signature::put_event(&transaction, event, sentence)?;
                }
                rollup.add(record);
                done.events += 1;
            }
        }
    }
    finish(&transaction, rollup, run, done)?;
    transaction.commit()?;
    Ok(done)
}

fn import(
    connection: &mut Connection,
    known: &mut Known,
    records: &[Record<'_>],
) -> rusqlite::Result<Appended> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut total = Appended::default();
    for part in records.chunk_by(|a, b| a.coder == b.coder) {
        let Some(first) = part.first() else { continue };
        let run = run_of(&transaction, &first.coder)?;
        let mut done = Appended::default();
        let mut rollup = Rollup::default();
        for record in part {
            let article = named(record);
            let hash = keys::article(&article);
            let article = match article_of(&transaction, hash)? {
                Some((article, _)) => article,
                None => {
                    done.articles += 1;
                    let entry = Entry {
                        article: &article,
                        published: record.publication_date,
                        outlet: record.outlet.as_deref(),
                        notes: Vec::new(),
                        records: Vec::new(),
                    };
                    put_article(&transaction, None, hash, &entry, run)?
                }
            };
            if put_record(&transaction, known, article, record)?.is_some() {
                rollup.add(record);
                done.events += 1;
            } else {
                done.skipped += 1;
            }
        }
        finish(&transaction, rollup, run, done)?;
        total += done;
    }
    transaction.commit()?;
    Ok(total)
}

/// The article of a record from elsewhere: its text is not ours to have.
fn named(record: &Record<'_>) -> Article {
    Article {
        id: record.article.to_string(),
        url: record.url.as_deref().map(str::to_owned),
        ..Article::default()
    }
}

fn finish(
    transaction: &Transaction<'_>,
    rollup: Rollup,
    run: i64,
    done: Appended,
) -> rusqlite::Result<()> {
    rollup.write(transaction)?;
    let (articles, events) = (done.articles + done.replaced, done.events);
    transaction
        .prepare_cached(
            "UPDATE run SET articles = articles + ?2, events = events + ?3 WHERE run = ?1",
        )?
        .execute(params![run, articles, events])?;
    Ok(())
}

fn run_of(transaction: &Transaction<'_>, stamp: &str) -> rusqlite::Result<i64> {
    transaction
        .prepare_cached("INSERT INTO run (stamp) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([stamp])?;
    transaction
        .prepare_cached("SELECT run FROM run WHERE stamp = ?1")?
        .query_row([stamp], |row| row.get(0))
}

/// Row and run of an article, by its hash.
pub(crate) fn article_of(
    connection: &Connection,
    hash: i64,
) -> rusqlite::Result<Option<(i64, i64)>> {
    connection
        .prepare_cached("SELECT article, run FROM article WHERE hash = ?1")?
        .query_row([hash], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}
