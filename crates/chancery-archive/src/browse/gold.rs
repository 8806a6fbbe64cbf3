//! Reviewed records as annotated articles, which `chancery eval` reads.
//!
//! What was accepted or corrected must be found, what was rejected is wrong to find, and what
//! nobody has looked at is neither. Events that the machine missed are not among them: a gold set
//! of reviews measures precision, not recall.

use crate::{Archive, ArchiveError, records};
use chancery::document::Document;
use chancery::event::Span;
use chancery::out::CharOffsets;
use chancery::record::{CharSpan, PartyRecord};
use chancery::{Article, Record};
use serde_json::{Value, json};

impl Archive {
    /// Articles with a reviewed record, one JSON object a line. An article whose text the archive
    /// does not keep is left out.
    ///
    /// # Errors
    /// The file is damaged, or `each` fails.
    pub fn gold<E: From<ArchiveError>>(
        &self,
        mut each: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error| self.failed(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT a.article, a.id, a.published, a.outlet, a.title, a.url, b.text
                 FROM article a JOIN body b USING (article)
                 WHERE a.article IN (SELECT article FROM review) ORDER BY a.article",
            )
            .map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let read = || {
                let published: Option<String> = row.get(2)?;
                let article = Article {
                    id: row.get(1)?,
                    date: published.and_then(|p| p.parse().ok()),
                    outlet: row.get(3)?,
                    title: row.get(4)?,
                    url: row.get(5)?,
                    text: row.get(6)?,
                    sentences: None,
                };
                Ok((row.get(0)?, article))
            };
            let (row, article) = read().map_err(failed)?;
            let judged = self.judged(row).map_err(failed)?;
            each(&line(&article, &judged).to_string())?;
        }
        Ok(())
    }

    /// Records of an article that are right, and those that nobody has looked at.
    fn judged(&self, article: i64) -> rusqlite::Result<Vec<(Record<'static>, bool)>> {
        let mut right = self.connection.prepare_cached(
            "SELECT record FROM review WHERE article = ?1 AND verdict <> 'reject'",
        )?;
        let mut rows = right.query([article])?;
        let mut judged = Vec::new();
        while let Some(row) = rows.next()? {
            if let Ok(record) = serde_json::from_str(row.get_ref(0)?.as_str()?) {
                judged.push((record, false));
            }
        }
        let mut open = self.connection.prepare_cached(
            "SELECT event FROM event WHERE article = ?1 AND id NOT IN (SELECT event_id FROM review)",
        )?;
        let open = open.query_map([article], |row| row.get(0))?;
        for event in open.collect::<Result<Vec<i64>, _>>()? {
            let record = records::of_event(&self.connection, event)?;
            judged.extend(record.map(|r| (r, true)));
        }
        judged.sort_by_key(|(record, _)| record.trigger.span);
        Ok(judged)
    }
}

fn line(article: &Article, judged: &[(Record<'_>, bool)]) -> Value {
    let document = Document::new(article);
    let offsets = CharOffsets::new(&article.text);
    let spans: Vec<Span> = document
        .sentences
        .iter()
        .map(|s| offsets.span(&s.span))
        .collect();
    let sentences: Vec<&str> = document
        .sentences
        .iter()
        .map(|s| document.words(&s.span))
        .collect();
    let events: Vec<Value> = judged
        .iter()
        .filter_map(|(record, optional)| event(record, *optional, &spans))
        .collect();
    json!({
        "id": article.id, "kind": "article", "date": article.date, "outlet": article.outlet,
        "title": article.title, "url": article.url, "sentences": sentences, "events": events,
    })
}

/// Nothing if the trigger stands in no sentence: the text was cut otherwise when it was coded.
fn event(record: &Record<'_>, optional: bool, sentences: &[Span]) -> Option<Value> {
    let sentence = holding(sentences, record.trigger.span)?;
    let parties = |parties: &[PartyRecord<'_>]| {
        let mentions = parties.iter().filter_map(|p| {
            let s = holding(sentences, p.span)?;
            Some(json!({ "m": p.text, "s": s, "country": p.country, "sector": p.sector }))
        });
        mentions.collect::<Vec<_>>()
    };
    let source = record.said_by.first().and_then(|s| {
        let at = holding(sentences, s.span)?;
        Some(json!({ "m": s.text, "s": at, "country": s.country, "sector": s.sector }))
    });
    let (date, place) = (&record.date, &record.place);
    let mut event = json!({
        "s": sentence,
        "type": record.event_type,
        "mode": record.mode,
        "trigger": record.trigger.text,
        "actor": parties(&record.actor),
        "recipient": parties(&record.recipient),
        "when": { "text": date.text, "from": date.from, "to": date.to },
        "where": place.as_ref().map(|p| json!({ "text": p.text, "country": p.country })),
        "status": record.status,
        "said_by": source,
    });
    if let (true, Some(event)) = (optional, event.as_object_mut()) {
        event.insert("optional".into(), true.into());
    }
    Some(event)
}

/// The sentence that holds a span.
fn holding(sentences: &[Span], [start, end]: CharSpan) -> Option<usize> {
    sentences
        .iter()
        .position(|s| s.start <= start && end <= s.end)
}
