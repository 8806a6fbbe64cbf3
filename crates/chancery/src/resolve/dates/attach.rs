//! Which time expression dates which event.

use super::{Anchor, Tense, calendar, find, grammar};
use crate::document::Document;
use crate::event::{DateBasis, EventDate, Span};
use crate::ontology::Status;
use crate::reading::{ReadEvent, Role};
use grammar::{Link, Phrase, Point};
use jiff::ToSpan;
use jiff::civil::Date;

/// The time expressions of a document, found once, to date its events by.
#[derive(Debug, Clone)]
pub struct Timeline<'d, 'a> {
    document: &'d Document<'a>,
    found: Vec<Expression>,
}

#[derive(Debug, Clone)]
struct Expression {
    span: Span,
    phrase: Phrase,
    /// As of something past; base of "the next day" after it.
    interval: Option<super::Interval>,
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
        let told = self.told(event).or_else(|| self.beside(event));
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
    fn told(&self, event: &ReadEvent) -> Option<(Span, Option<super::Interval>)> {
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
        let interval = super::read(words)
            .and_then(|phrase| self.resolve(&phrase, best.span.start, event.status));
        Some((best.span.clone(), interval))
    }

    /// The reference for words at a place: what the text last spoke of before it.
    fn reference(&self, at: usize) -> Option<&Expression> {
        let before = self.found.partition_point(|e| e.span.end <= at);
        self.found[..before]
            .iter()
            .rev()
            .take(12)
            .find(|e| e.interval.is_some() && serves_as_reference(&e.phrase))
    }

    fn resolve(&self, phrase: &Phrase, at: usize, status: Status) -> Option<super::Interval> {
        let published = self.document.date;
        if let Point::Length { count, unit } = phrase.point {
            let ongoing = status == Status::Actual || status == Status::Negated;
            return calendar::length_until(published.filter(|_| ongoing)?, count, unit);
        }
        let reference = self.reference(at).and_then(|e| e.interval);
        calendar::resolve(
            phrase,
            &Anchor {
                published,
                reference,
                tense: tense(status),
            },
        )
    }

    /// From a time expression in the event's sentence that fits it.
    fn beside(&self, event: &ReadEvent) -> Option<(Span, Option<super::Interval>)> {
        let sentence = self.document.sentences.get(event.sentence)?;
        let from = self
            .found
            .partition_point(|e| e.span.start < sentence.span.start);
        let to = self
            .found
            .partition_point(|e| e.span.start < sentence.span.end);
        let here = self.found.get(from..to)?;
        let fits = here.iter().filter(|e| fits(e, event));
        let best = fits.min_by_key(|e| distance(&e.span, &event.trigger))?;
        let interval = self.resolve(&best.phrase, best.span.start, event.status)?;
        Some((best.span.clone(), Some(interval)))
    }

    /// Without a date of its own.
    fn unsaid(&self, event: &ReadEvent, span: Option<Span>) -> EventDate {
        let unknown = EventDate {
            span: span.clone(),
            from: None,
            to: None,
            basis: DateBasis::Unknown,
        };
        let recent = matches!(event.status, Status::Actual | Status::Negated);
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

fn serves_as_reference(phrase: &Phrase) -> bool {
    !matches!(
        phrase.point,
        Point::Now
            | Point::Recently
            | Point::Once
            | Point::Soon
            | Point::Length { .. }
            | Point::Window { .. }
    )
}

fn tense(status: Status) -> Tense {
    match status {
        Status::Future | Status::Hypothetical => Tense::Future,
        Status::Actual | Status::Historical | Status::Negated => Tense::Past,
    }
}

fn fits(expression: &Expression, _event: &ReadEvent) -> bool {
    expression.phrase.link != Link::Before
}

fn distance(a: &Span, b: &Span) -> usize {
    if a.start >= b.end {
        a.start - b.end
    } else {
        b.start.saturating_sub(a.end)
    }
}

/// When an event took or takes place. For many events of one document, keep a [`Timeline`].
pub fn event_date(document: &Document<'_>, event: &ReadEvent) -> EventDate {
    Timeline::new(document).event_date(event)
}

/// Status corrected by what the date says: what lies wholly more than about 30 days before
/// publication is background, what reaches closer is not (coding guide, "status").
pub fn adjusted_status(status: Status, date: &EventDate, published: Option<Date>) -> Status {
    let (Some(published), DateBasis::Text) = (published, date.basis) else {
        return status;
    };
    let Ok(limit) = published.checked_sub(31.days()) else {
        return status;
    };
    match (status, date.to.or(date.from)) {
        (Status::Actual, Some(last)) if last < limit && date.to.is_some() => Status::Historical,
        (Status::Historical, Some(_)) if date.from.is_some_and(|f| f >= limit) => Status::Actual,
        _ => status,
    }
}
