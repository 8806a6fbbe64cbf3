//! Records of the chosen events, a page at a time.

use super::choice::Choice;
use super::columns::{Column, Columns};
use super::filters::Filters;
use super::reviews::{Verdict, review_of};
use crate::{Archive, ArchiveError, keys, records};
use chancery::Record;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

/// Events of an incident that are named.
const INCIDENT: usize = 1000;

/// In which order events are handed out; events without a date come last in each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The oldest first.
    Oldest,
    /// The newest first.
    #[default]
    Newest,
    /// The most certain first.
    Certain,
}

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// How many at most.
    pub limit: usize,
    /// What the page before called [`Events::next`].
    pub after: Option<String>,
}

/// A page of events.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Events {
    /// The records.
    pub events: Vec<Browsed>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// All that are chosen.
    pub total: u64,
}

/// A record with what belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Browsed {
    /// As the machine wrote it.
    #[serde(flatten)]
    pub record: Record<'static>,
    /// The incident that it is part of.
    pub incident: Option<String>,
    /// What somebody said of it.
    pub review: Option<Verdict>,
    /// The record as it should be, if somebody corrected it.
    pub corrected: Option<Record<'static>>,
    /// Headline of its article.
    pub title: Option<String>,
    /// Text of its sentence, if the archive keeps texts.
    pub sentence_text: Option<String>,
}

/// An event with all that the archive knows of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Detail {
    /// The record.
    #[serde(flatten)]
    pub event: Browsed,
    /// Why it is part of its incident.
    pub link: Option<Link>,
    /// Ids of the events of its incident, itself among them.
    pub incident_events: Vec<String>,
}

/// Why an event is part of its incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Id of the event that it was linked to; none of the first.
    pub because: Option<String>,
    /// What they have in common.
    pub reason: String,
}

/// Where an event stands in an order.
pub(super) type Place = (bool, i64, u32);

impl Archive {
    /// A page of the chosen events.
    ///
    /// # Errors
    /// The file is damaged, or the page's beginning is none that was handed out.
    pub fn events(
        &self,
        columns: &Columns,
        filters: &Filters,
        order: Order,
        page: &Page,
    ) -> Result<Events, ArchiveError> {
        let (rows, next, total) = self.chosen(columns, filters, order, page)?;
        let mut events = Vec::with_capacity(rows.len());
        for row in rows {
            events.extend(self.browsed(row.into()).map_err(|e| self.failed(e))?);
        }
        Ok(Events {
            events,
            next,
            total,
        })
    }

    /// Hands out the records of the chosen events, as the machine wrote them; returns where the
    /// next page begins, if there is one.
    ///
    /// # Errors
    /// As of [`Archive::events`], or `each` fails.
    pub fn each_event<E: From<ArchiveError>>(
        &self,
        columns: &Columns,
        filters: &Filters,
        order: Order,
        page: &Page,
        mut each: impl FnMut(&Record<'static>) -> Result<(), E>,
    ) -> Result<Option<String>, E> {
        let (rows, next, _) = self.chosen(columns, filters, order, page)?;
        for row in rows {
            let record = records::of_event(&self.connection, row.into());
            if let Some(record) = record.map_err(|error| self.failed(error))? {
                each(&record)?;
            }
        }
        Ok(next)
    }

    /// Rows of a page, where the next one begins, and how many there are in all.
    fn chosen(
        &self,
        columns: &Columns,
        filters: &Filters,
        order: Order,
        page: &Page,
    ) -> Result<(Vec<u32>, Option<String>, u64), ArchiveError> {
        let after = page.after.as_deref().map(place_of).transpose()?;
        let choice = Choice::new(&self.connection, columns, filters);
        let choice = choice.map_err(|error| self.failed(error))?;
        let holds = |event: &Column| choice.holds(columns, event);
        Ok(cut(columns, order, page.limit, after, holds))
    }

    /// One event by the id of its record.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn event(&self, id: &str) -> Result<Option<Detail>, ArchiveError> {
        self.detail(id).map_err(|error| self.failed(error))
    }

    fn detail(&self, id: &str) -> rusqlite::Result<Option<Detail>> {
        let found: Option<(i64, Option<i64>)> = self
            .connection
            .prepare_cached("SELECT event, incident FROM event WHERE id = ?1")?
            .query_row([keys::event(id)], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((row, incident)) = found else {
            return Ok(None);
        };
        let link = self
            .connection
            .prepare_cached("SELECT because, reason FROM link WHERE event = ?1")?
            .query_row([row], |row| {
                Ok(Link {
                    because: row.get::<_, Option<i64>>(0)?.map(keys::hex),
                    reason: row.get(1)?,
                })
            })
            .optional()?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM event WHERE incident = ?1 ORDER BY event LIMIT ?2")?;
        let ids = statement.query_map(params![incident, INCIDENT], |row| row.get(0))?;
        let incident_events = ids.map(|id| id.map(keys::hex)).collect::<Result<_, _>>()?;
        Ok(self.browsed(row)?.map(|event| Detail {
            event,
            link,
            incident_events,
        }))
    }

    /// The record of a row with what belongs to it.
    pub(super) fn browsed(&self, row: i64) -> rusqlite::Result<Option<Browsed>> {
        let Some(record) = records::of_event(&self.connection, row)? else {
            return Ok(None);
        };
        let beside = self
            .connection
            .prepare_cached(
                "SELECT i.id, a.title, b.text FROM event e JOIN article a USING (article)
                 LEFT JOIN body b USING (article) LEFT JOIN incident i USING (incident)
                 WHERE e.event = ?1",
            )?
            .query_row([row], |row| {
                let text = row.get_ref(2)?.as_str_or_null()?;
                Ok((
                    row.get::<_, Option<i64>>(0)?.map(keys::hex),
                    row.get(1)?,
                    text.map(|t| characters(t, record.sentence_span)),
                ))
            })?;
        let review = review_of(&self.connection, &record.id)?;
        let (incident, title, sentence_text) = beside;
        Ok(Some(Browsed {
            record,
            incident,
            review: review.as_ref().map(|r| r.verdict),
            corrected: review.and_then(|r| r.record),
            title,
            sentence_text,
        }))
    }
}

/// The characters of a span; what lies outside of the text is left out.
pub(super) fn characters(text: &str, [start, end]: [usize; 2]) -> String {
    text.chars()
        .skip(start)
        .take(end.saturating_sub(start))
        .collect()
}

/// Rows of the page, where the next one begins, and how many there are in all.
pub(super) fn cut(
    columns: &Columns,
    order: Order,
    limit: usize,
    after: Option<Place>,
    holds: impl Fn(&Column) -> bool,
) -> (Vec<u32>, Option<String>, u64) {
    let mut certain: Vec<&Column>;
    let ordered: Box<dyn Iterator<Item = &Column>> = match order {
        Order::Oldest => Box::new(columns.dated().chain(columns.undated())),
        Order::Newest => Box::new(columns.dated().rev().chain(columns.undated())),
        Order::Certain => {
            certain = columns.events.iter().filter(|e| holds(e)).collect();
            certain.sort_by_key(|e| place(order, e));
            Box::new(certain.into_iter())
        }
    };
    let (mut rows, mut total) = (Vec::new(), 0);
    let (mut last, mut more) = (None, false);
    for event in ordered.filter(|e| order == Order::Certain || holds(e)) {
        total += 1;
        if after.is_some_and(|after| place(order, event) <= after) {
            continue;
        }
        if rows.len() == limit {
            more = true;
            continue;
        }
        rows.push(event.event);
        last = Some(place(order, event));
    }
    let next = last.filter(|_| more).map(shown);
    (rows, next, total)
}

/// Grows along the order.
fn place(order: Order, event: &Column) -> Place {
    let day = |day: Date| {
        i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
    };
    match (order, event.from) {
        (Order::Certain, _) => (false, -i64::from(event.confidence), event.event),
        (_, None) => (true, 0, event.event),
        (Order::Oldest, Some(from)) => (false, day(from), event.event),
        // rows run backwards with the days
        (Order::Newest, Some(from)) => (false, -day(from), u32::MAX - event.event),
    }
}

fn shown((undated, step, row): Place) -> String {
    format!("{}.{step}.{row}", u8::from(undated))
}

pub(super) fn place_of(shown: &str) -> Result<Place, ArchiveError> {
    let parts: Vec<&str> = shown.split('.').collect();
    let place = match parts.as_slice() {
        [undated, step, row] => (step.parse().ok().zip(row.parse().ok()))
            .map(|(step, row)| (*undated == "1", step, row)),
        _ => None,
    };
    place.ok_or_else(|| {
        ArchiveError::Query(format!(
            "`{shown}` is not where a page begins; give `after` what the page before gave as `next`"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives() {
        for place in [(false, -20_240_301, 7), (true, 0, u32::MAX)] {
            assert_eq!(place_of(&shown(place)).ok(), Some(place));
        }
        assert!(place_of("1.2").is_err() && place_of("0.x.1").is_err());
    }

    #[test]
    fn characters_outside_of_a_text_are_none() {
        assert_eq!(characters("Łódź", [1, 3]), "ód");
        assert_eq!(characters("Łódź", [3, 90]), "ź");
        assert_eq!(characters("Łódź", [9, 2]), "");
    }
}
