//! Which time expression dates which event.

use super::{Anchor, Granularity, Tense, calendar, find, grammar};
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

/// News is what happened within about this many days before publication (coding guide, "status").
const NEWS_DAYS: i32 = 31;
/// How many expressions back the reference of "the next day" is looked for.
const REFERENCES: usize = 12;
/// Sentences of a report long enough to go on about the same day.
const LONG_REPORT: usize = 6;
/// Bytes between "Sunday's" and the event that it dates.
const POSSESSED: usize = 40;

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
    fn reference(&self, at: usize, status: Status) -> Option<super::Interval> {
        let before = self.found.partition_point(|e| e.span.end <= at);
        let near = self.found[..before].iter().rev().take(REFERENCES);
        let serves = near.filter(|e| serves_as_reference(&e.phrase));
        serves
            .filter_map(|e| e.interval)
            .find(|i| plausible(i, status, self.document.date))
    }

    fn resolve(&self, phrase: &Phrase, span: &Span, event: &ReadEvent) -> Option<super::Interval> {
        let (published, status) = (self.document.date, event.status);
        let tense = tense(status);
        let told = matches!(status, Status::Actual | Status::Negated);
        if let Point::Length { count, unit } = phrase.point {
            return calendar::length_until(published.filter(|_| told)?, count, unit);
        }
        if let Point::After { count, unit, exact } = phrase.point
            && (self.goes_on(span.end) || status == Status::Historical)
        {
            let between = span.end..event.trigger.start;
            let inside =
                event.trigger.start >= span.end && !self.document.words(&between).contains(',');
            let beside = self.beside_in_sentence(span, event);
            let base = match beside {
                Some(day) if told => day,
                _ if told => published?.yesterday().ok()?,
                _ => published?,
            };
            if count < 0 {
                return None;
            }
            let anchor = Anchor {
                published: Some(base),
                reference: None,
                tense,
            };
            let point = Point::Ago {
                count: -count,
                unit,
                exact,
            };
            return calendar::resolve(&Phrase { point, ..*phrase }, &anchor)
                .filter(|_| inside || status == Status::Historical);
        }
        let reference = self.reference(span.start, status);
        calendar::resolve(
            phrase,
            &Anchor {
                published,
                reference,
                tense,
            },
        )
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
    fn beside(&self, event: &ReadEvent) -> Option<(Span, Option<super::Interval>)> {
        let sentence = self.document.sentences.get(event.sentence)?;
        let from = self
            .found
            .partition_point(|e| e.span.start < sentence.span.start);
        let to = self
            .found
            .partition_point(|e| e.span.start < sentence.span.end);
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
    fn continued(&self, event: &ReadEvent) -> Option<(Span, Option<super::Interval>)> {
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

/// Whether an event of this status can have taken place then: news within about a month before
/// publication, background before that, what is to come after.
fn plausible(interval: &super::Interval, status: Status, published: Option<Date>) -> bool {
    let Some(published) = published else {
        return true;
    };
    let Ok(month) = published.checked_sub(NEWS_DAYS.days()) else {
        return true;
    };
    let from = interval.from.unwrap_or(Date::MIN);
    let to = interval.to.unwrap_or(Date::MAX);
    match status {
        Status::Actual => from <= published && to >= month,
        Status::Negated => from <= published,
        Status::Historical => from < month,
        Status::Future | Status::Hypothetical => to >= published,
    }
}

/// Whether a stretch is short enough to date news by when only its place in the sentence speaks
/// for it.
fn fine(interval: &super::Interval, status: Status) -> bool {
    let told = matches!(status, Status::Actual | Status::Negated);
    let days = interval
        .from
        .zip(interval.to)
        .map(|(from, to)| (to - from).get_days());
    !told || days.is_none_or(|days| days <= NEWS_DAYS)
}

/// What is told as done cannot lie ahead.
fn misread(interval: &super::Interval, status: Status, published: Option<Date>) -> bool {
    let done = matches!(
        status,
        Status::Actual | Status::Historical | Status::Negated
    );
    done && interval
        .from
        .zip(published)
        .is_some_and(|(from, published)| from > published)
}

fn fits(document: &Document<'_>, expression: &Expression, event: &ReadEvent) -> bool {
    let ahead = tense(event.status) == Tense::Future;
    if expression.phrase.link == Link::Before && !ahead {
        return false;
    }
    let words = document.words(&expression.span);
    let (time, trigger) = (&expression.span, &event.trigger);
    let possessive = words.ends_with("'s") || words.ends_with("\u{2019}s");
    if possessive && !expression.phrase.introduced {
        return trigger.start >= time.end && trigger.start - time.end <= POSSESSED;
    }
    let told = matches!(event.status, Status::Actual | Status::Negated);
    let after = time.start >= trigger.end;
    let between = if after {
        trigger.end..time.start
    } else {
        time.end..trigger.start.max(time.end)
    };
    let of = words
        .get(..3)
        .is_some_and(|w| w.eq_ignore_ascii_case("of "));
    !told || (!of && same_clause(document.words(&between), after))
}

/// Whether nothing between an event and a time expression gives the time to another event.
fn same_clause(between: &str, after: bool) -> bool {
    if between.len() > 400
        || between.contains("; ")
        || between.contains(": ")
        || between.contains('\u{2014}')
    {
        return false;
    }
    let words: Vec<&str> = between.split_whitespace().collect();
    let any = |list: &[&str]| words.iter().any(|w| list.contains(w));
    let other = any(&[
        "who", "which", "that", "after", "when", "where", "whose", "before", "while", "because",
        "if", "as",
    ]);
    let onward = any(&["to", "for", "will", "would"]);
    let far = words.len() > 10;
    let comma = between.contains(',');
    !after || !((other && (comma || onward)) || (far && (comma || onward)))
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
    let Ok(limit) = published.checked_sub(NEWS_DAYS.days()) else {
        return status;
    };
    match (status, date.to.or(date.from)) {
        (Status::Actual, Some(last)) if last < limit && date.to.is_some() => Status::Historical,
        (Status::Historical, Some(_)) if date.from.is_some_and(|f| f >= limit) => Status::Actual,
        _ => status,
    }
}
