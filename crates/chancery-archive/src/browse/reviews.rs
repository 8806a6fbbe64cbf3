//! What people say of records: kept beside what the machine wrote, never over it.

use crate::{Archive, ArchiveError, keys, records};
use chancery::Record;
use chancery::ontology::score_of;
use chancery::record::CharSpan;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

/// What somebody says of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is right.
    Accept,
    /// There is an event, but the record is not right.
    Correct,
    /// There is no such event.
    Reject,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Verdict; 3] = [Verdict::Accept, Verdict::Correct, Verdict::Reject];

    /// As it is spelt.
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Accept => "accept",
            Verdict::Correct => "correct",
            Verdict::Reject => "reject",
        }
    }

    fn spelt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.as_str() == text)
    }
}

/// A review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// The verdict.
    pub verdict: Verdict,
    /// The record as it should be, of [`Verdict::Correct`] alone.
    #[serde(default)]
    pub record: Option<Record<'static>>,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
}

/// How right the reviewed records are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Precision {
    /// Accepted records.
    pub accept: u64,
    /// Corrected ones.
    pub correct: u64,
    /// Rejected ones.
    pub reject: u64,
    /// Share of those accepted as they stood; unknown without a review.
    pub precision: Option<f64>,
    /// Lower end of Wilson's 95 % interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

impl Archive {
    /// Keeps a review in place of an earlier one of the same event. Quad and score of a corrected
    /// record follow from its type and modes, whatever it says.
    ///
    /// # Errors
    /// There is no such event; the correction is none: another event's, a mode that its type does
    /// not have, words that do not stand where it says; the archive cannot be written to.
    pub fn review(&mut self, id: &str, review: Review) -> Result<Review, ArchiveError> {
        let failed = |error| ArchiveError::of(&self.path, error);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        let Some((article, machine)) = machine(&transaction, id).map_err(failed)? else {
            return Err(ArchiveError::NoEvent(id.to_owned()));
        };
        let (judged, review) = match (review.verdict, review.record) {
            (Verdict::Correct, Some(mut record)) => {
                let text = text(&transaction, article).map_err(failed)?;
                check(&record, &machine, text.as_deref()).map_err(ArchiveError::Review)?;
                record.quad = record.event_type.quad();
                let score = f64::from(score_of(record.event_type, &record.mode));
                record.score = (score * 10.0).round() / 10.0 + 0.0;
                let kept = Review {
                    record: Some(record.clone()),
                    ..review
                };
                (record, kept)
            }
            (Verdict::Correct, None) => {
                let told = "to correct a record, give `record`, the record as it should be";
                return Err(ArchiveError::Review(told.into()));
            }
            (_, _) => (
                machine,
                Review {
                    record: None,
                    ..review
                },
            ),
        };
        let json = serde_json::to_string(&judged)
            .map_err(|error| ArchiveError::Review(error.to_string()))?;
        transaction
            .execute(
                "INSERT INTO review (event_id, article, verdict, record, note)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET verdict = excluded.verdict, record = excluded.record,
                   note = excluded.note, article = excluded.article",
                params![
                    keys::event(id),
                    article,
                    review.verdict.as_str(),
                    json,
                    review.note
                ],
            )
            .and_then(|_| transaction.commit())
            .map_err(failed)?;
        Ok(review)
    }

    /// Takes a review back; whether there was one.
    ///
    /// # Errors
    /// The archive cannot be written to.
    pub fn unreview(&mut self, id: &str) -> Result<bool, ArchiveError> {
        self.connection
            .execute("DELETE FROM review WHERE event_id = ?1", [keys::event(id)])
            .map(|n| n > 0)
            .map_err(|error| self.failed(error))
    }

    /// How right the reviewed records are.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn precision(&self) -> Result<Precision, ArchiveError> {
        let count = || {
            let mut statement = self
                .connection
                .prepare_cached("SELECT verdict, count(*) FROM review GROUP BY verdict")?;
            let mut rows = statement.query([])?;
            let mut counts = [0_u64; 3];
            while let Some(row) = rows.next()? {
                let verdict = row.get_ref(0)?.as_str()?;
                let at = Verdict::ALL.iter().position(|v| v.as_str() == verdict);
                if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                    *count = row.get(1)?;
                }
            }
            Ok(counts)
        };
        let [accept, correct, reject] = count().map_err(|error| self.failed(error))?;
        let interval = wilson(accept, accept + correct + reject);
        Ok(Precision {
            accept,
            correct,
            reject,
            precision: interval.map(|i| i[1]),
            low: interval.map(|i| i[0]),
            high: interval.map(|i| i[2]),
        })
    }
}

/// Lower end, share and upper end of Wilson's 95 % interval, to four decimals.
fn wilson(right: u64, of: u64) -> Option<[f64; 3]> {
    const Z: f64 = 1.959_964;
    if of == 0 {
        return None;
    }
    let (n, p) = (of as f64, right as f64 / of as f64);
    let middle = p + Z * Z / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    let rounded = |x: f64| (x.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0;
    Some([(middle - half) / scale, p, (middle + half) / scale].map(rounded))
}

/// The article's row and the record as the machine wrote it.
fn machine(connection: &Connection, id: &str) -> rusqlite::Result<Option<(i64, Record<'static>)>> {
    let row: Option<(i64, i64)> = connection
        .prepare_cached("SELECT event, article FROM event WHERE id = ?1")?
        .query_row([keys::event(id)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((event, article)) = row else {
        return Ok(None);
    };
    Ok(records::of_event(connection, event)?.map(|record| (article, record)))
}

fn text(connection: &Connection, article: i64) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT text FROM body WHERE article = ?1")?
        .query_row([article], |row| row.get(0))
        .optional()
}

/// What is wrong with a correction.
fn check(record: &Record<'_>, machine: &Record<'_>, text: Option<&str>) -> Result<(), String> {
    if record.id != machine.id || record.article != machine.article {
        return Err("`record` is another event's; keep its `id` and `article`".into());
    }
    let allowed = record.event_type.modes();
    if let Some(mode) = record.mode.iter().find(|m| !allowed.contains(m)) {
        return Err(format!("{} has no mode `{mode}`", record.event_type));
    }
    if let (Some(from), Some(to)) = (record.date.from, record.date.to)
        && to < from
    {
        return Err(format!("the date ends on {to}, before it begins on {from}"));
    }
    let Some(text) = text else {
        return Ok(());
    };
    for (words, span) in proven(record) {
        let told = super::events::characters(text, span);
        if told != words {
            return Err(format!(
                "the article does not say `{words}` at characters {} to {}, but `{told}`",
                span[0], span[1]
            ));
        }
    }
    Ok(())
}

/// All words of a record with their spans.
fn proven<'a>(record: &'a Record<'_>) -> Vec<(&'a str, CharSpan)> {
    let mut words = vec![(record.trigger.text.as_ref(), record.trigger.span)];
    let parties = record.actor.iter().chain(&record.recipient);
    words.extend(parties.map(|p| (p.text.as_ref(), p.span)));
    words.extend(record.said_by.iter().map(|s| (s.text.as_ref(), s.span)));
    words.extend(record.date.text.as_deref().zip(record.date.span));
    words.extend(record.place.iter().map(|p| (p.text.as_ref(), p.span)));
    let counts = record.size.counts().into_iter().flatten();
    words.extend(counts.map(|c| (c.text.as_ref(), c.span)));
    words
}

/// The review of an event, if there is one.
pub(super) fn review_of(connection: &Connection, id: &str) -> rusqlite::Result<Option<Review>> {
    let found = connection
        .prepare_cached("SELECT verdict, record, note FROM review WHERE event_id = ?1")?
        .query_row([keys::event(id)], |row| {
            let verdict: String = row.get(0)?;
            let record: String = row.get(1)?;
            Ok((Verdict::spelt(&verdict), record, row.get(2)?))
        })
        .optional()?;
    Ok(found.and_then(|(verdict, record, note)| {
        let verdict = verdict?;
        let record = serde_json::from_str(&record).ok();
        Some(Review {
            verdict,
            record: record.filter(|_| verdict == Verdict::Correct),
            note,
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_s_interval_is_that_of_the_books() {
        // 8 of 10: .490 to .943 (Wilson 1927; R: prop.test(8, 10, correct = FALSE))
        assert_eq!(wilson(8, 10), Some([0.4902, 0.8, 0.9433]));
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(5, 5).map(|i| i[2]), Some(1.0));
    }
}
