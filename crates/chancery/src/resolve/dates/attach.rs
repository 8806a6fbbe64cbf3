//! When an event took place: its own time words, its sentence, the day of the news.

use super::fit::{
    distance, fine, fits, is_background, is_news, misread, plausible, serves_as_reference, tense,
};
use super::lexicon::Unit;
use super::meaning::{Link, Phrase, Point};
use super::{Anchor, Granularity, Interval, Tense, calendar, find, units};
use crate::document::Document;
use crate::event::{DateBasis, EventDate, Span};
use crate::ontology::Status;
use crate::reading::{ReadEvent, Role};
use jiff::civil::Date;

/// The time expressions of a document, found once, to date its events by.
#[derive(Debug, Clone)]
pub struct Timeline<'d, 'a> {
    document: &'d Document<'a>,
    found: Vec<Expression>,
}

/// How many expressions away the reference of "the next day" or a date is looked for.
const REFERENCES: usize = 12;

/// Sentences of a report long enough to go on about the same day.
const LONG_REPORT: usize = 6;

#[derive(Debug, Clone)]
pub(super) struct Expression {
    pub(super) span: Span,
    pub(super) phrase: Phrase,
    /// As of something past; base of "the next day" after it.
    interval: Option<Interval>,
}

impl<'d, 'a> Timeline<'d, 'a> {
    /// Finds the time expressions of a document, sentence by sentence.
    pub fn new(document: &'d Document<'a>) -> Self {
        let mut found: Vec<Expression> = Vec::new();
        let mut reference = None;
        for sentence in &document.sentences {
            let words = document.words(&sentence.span);
            for (span, phrase) in find::expressions(words, sentence.span.start) {
                let anchor = Anchor {
                    published: document.date,
                    reference,
                    tense: Tense::Past,
                };
                let interval = calendar::resolve(&phrase, &anchor);
                if serves_as_reference(&phrase) && interval.is_some() {
                    reference = interval;
                }
                found.push(Expression {
                    span,
                    phrase,
                    interval,
                });
            }
        }
        Timeline { document, found }
    }

    /// When an event took or takes place.
    ///
    /// The reader's time words count first, then a time expression of the same sentence that fits,
    /// then the rule of the guide: news of the day happened on the day before publication or on
    /// it, background without a date is unknown, and so is what is to come.
    pub fn event_date(&self, event: &ReadEvent) -> EventDate {
        let told = self
            .told(event)
            .or_else(|| self.beside(event))
            .or_else(|| self.continued(event));
        match told {
            Some((span, Some(interval))) => EventDate {
                span: Some(span),
                from: interval.from,
                to: interval.to,
                basis: DateBasis::Text,
            },
            Some((span, None)) => self.unsaid(event, Some(span)),
            None => self.unsaid(event, None),
        }
    }

    /// From the reader's most certain time words.
    fn told(&self, event: &ReadEvent) -> Option<(Span, Option<Interval>)> {
        let times = event.fillers.iter().filter(|f| f.role == Role::Time);
        let best = times.max_by(|a, b| {
            a.score
                .total_cmp(&b.score)
                .then(b.span.start.cmp(&a.span.start))
        })?;
        let words = self.document.words(&best.span);
        if words.is_empty() {
            return None;
        }
        let read = super::read(words).map(|(phrase, end)| {
            let start = best.span.start;
            (phrase, start..start + end)
        });
        let interval = read
            .and_then(|(phrase, span)| self.resolve(&phrase, &span, event))
            .filter(|i| !misread(i, event.status, self.document.date));
        Some((best.span.clone(), interval))
    }

    /// What the text last spoke of before a place, among what is as old as the event.
    fn reference(&self, at: usize, status: Status) -> Option<Interval> {
        let before = self.found.partition_point(|e| e.span.end <= at);
        let near = self.found[..before].iter().rev().take(REFERENCES);
        let serves = near.filter(|e| serves_as_reference(&e.phrase));
        serves
            .filter_map(|e| e.interval)
            .find(|i| plausible(i, status, self.document.date))
    }

    fn resolve(&self, phrase: &Phrase, span: &Span, event: &ReadEvent) -> Option<Interval> {
        let (published, status) = (self.document.date, event.status);
        match phrase.point {
            // "at a quarter to six" is no length of time
            Point::Length {
                unit: Unit::Quarter,
                ..
            } => return None,
            Point::Length { count, unit } => {
                return units::length_until(published.filter(|_| is_news(status))?, count, unit);
            }
            Point::After { count, unit, exact }
                if self.goes_on(span.end) || status == Status::Historical =>
            {
                let point = Point::Ago {
                    count: -count,
                    unit,
                    exact,
                };
                let before = Phrase { point, ..*phrase };
                return (count > 0)
                    .then(|| self.before(&before, span, event))
                    .flatten();
            }
            _ => {}
        }
        let reference = self.reference(span.start, status);
        let read = |tense| {
            calendar::resolve(
                phrase,
                &Anchor {
                    published,
                    reference,
                    tense,
                },
            )
        };
        let found = read(tense(status))?;
        // "signed a plan to drill in October": months ago if it dated the signing, so it does not
        let ahead = status == Status::Actual
            && span.start >= event.trigger.end
            && is_background(&found, published)
            && read(Tense::Future) != Some(found);
        (!ahead).then_some(found)
    }

    /// Of "twelve years after the attack": the attack, so long before what the sentence reports.
    fn before(&self, ago: &Phrase, span: &Span, event: &ReadEvent) -> Option<Interval> {
        let clause = self
            .document
            .words(&(span.end..event.trigger.start.max(span.end)));
        let inside = event.trigger.start >= span.end && !clause.contains(',');
        let base = match self.beside_in_sentence(span, event) {
            Some(day) if is_news(event.status) => day,
            _ if is_news(event.status) => self.document.date?.yesterday().ok()?,
            _ => self.document.date?,
        };
        let tense = tense(event.status);
        let anchor = Anchor {
            published: Some(base),
            reference: None,
            tense,
        };
        calendar::resolve(ago, &anchor).filter(|_| inside || event.status == Status::Historical)
    }

    /// The day that another time expression gives before this one in the sentence.
    fn beside_in_sentence(&self, span: &Span, event: &ReadEvent) -> Option<Date> {
        let sentence = self.document.sentences.get(event.sentence)?;
        let first = self
            .found
            .partition_point(|e| e.span.start < sentence.span.start);
        let before = self.found.get(first).filter(|e| e.span.end <= span.start)?;
        before
            .interval
            .filter(|i| plausible(i, event.status, self.document.date))?
            .from
    }

    /// Whether a clause or a noun follows: "three days after | the vote".
    fn goes_on(&self, at: usize) -> bool {
        let rest = self.document.article.text.get(at..).unwrap_or_default();
        rest.trim_start()
            .chars()
            .next()
            .is_some_and(char::is_alphanumeric)
    }

    /// From a time expression in the event's sentence that fits it.
    fn beside(&self, event: &ReadEvent) -> Option<(Span, Option<Interval>)> {
        let sentence = self.document.sentences.get(event.sentence)?;
        let first = |at: usize| self.found.partition_point(|e| e.span.start < at);
        let at = first(event.trigger.start);
        let from = first(sentence.span.start).max(at.saturating_sub(REFERENCES));
        let to = first(sentence.span.end).min(at.saturating_add(REFERENCES));
        let here = self.found.get(from..to)?;
        let fitting = here.iter().filter(|e| fits(self.document, e, event));
        let dated = fitting.filter_map(|e| {
            let interval = self.resolve(&e.phrase, &e.span, event)?;
            let near = plausible(&interval, event.status, self.document.date);
            (near && fine(&interval, event.status)).then_some((e, interval))
        });
        let (best, interval) = dated.min_by_key(|(e, _)| distance(&e.span, &event.trigger))?;
        Some((best.span.clone(), Some(interval)))
    }

    /// From the day that the sentence before speaks of, which a long report goes on about; in a
    /// short one every sentence is news of its own.
    fn continued(&self, event: &ReadEvent) -> Option<(Span, Option<Interval>)> {
        let sentences = &self.document.sentences;
        if event.status != Status::Actual || sentences.len() < LONG_REPORT {
            return None;
        }
        let before = sentences.get(event.sentence.checked_sub(1)?)?;
        let to = self
            .found
            .partition_point(|e| e.span.end <= before.span.end);
        let last = self.found.get(to.checked_sub(1)?)?;
        let day = last
            .interval
            .filter(|i| i.granularity == Granularity::Day)?;
        let fits = last.span.start >= before.span.start
            && last.phrase.link == Link::At
            && plausible(&day, Status::Actual, self.document.date);
        fits.then(|| (last.span.clone(), Some(day)))
    }

    /// Without a date of its own.
    fn unsaid(&self, event: &ReadEvent, span: Option<Span>) -> EventDate {
        let unknown = EventDate {
            span: span.clone(),
            from: None,
            to: None,
            basis: DateBasis::Unknown,
        };
        let recent = is_news(event.status);
        match self.document.date {
            Some(published) if recent => EventDate {
                span,
                from: published.yesterday().ok(),
                to: Some(published),
                basis: DateBasis::Reporting,
            },
            _ => unknown,
        }
    }
}

/// When an event took or takes place. For many events of one document, keep a [`Timeline`].
pub fn event_date(document: &Document<'_>, event: &ReadEvent) -> EventDate {
    Timeline::new(document).event_date(event)
}
