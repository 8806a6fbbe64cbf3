//! Which time expression can date which event: by its status, its clause and its place.

use super::attach::Expression;
use super::meaning::{Link, Phrase, Point};
use super::{Interval, Tense};
use crate::document::Document;
use crate::event::{DateBasis, EventDate, Span};
use crate::ontology::Status;
use crate::reading::ReadEvent;
use jiff::ToSpan;
use jiff::civil::Date;

/// News is what happened within about this many days before publication (coding guide, "status").
pub(super) const NEWS_DAYS: i32 = 31;

/// Bytes between "Sunday's" and the event that it dates.
const POSSESSED: usize = 40;

/// Whether "the next day" can count from it.
pub(super) fn serves_as_reference(phrase: &Phrase) -> bool {
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

/// Direction in which an open year or weekday is looked for.
pub(super) fn tense(status: Status) -> Tense {
    match status {
        Status::Future | Status::Hypothetical => Tense::Future,
        Status::Actual | Status::Historical | Status::Negated => Tense::Past,
    }
}

/// Told as news: it happened, or it is denied.
pub(super) fn is_news(status: Status) -> bool {
    matches!(status, Status::Actual | Status::Negated)
}

/// Whether an event of this status can have taken place then: news within about a month before
/// publication, background before that, what is to come after.
pub(super) fn plausible(interval: &Interval, status: Status, published: Option<Date>) -> bool {
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
pub(super) fn fine(interval: &Interval, status: Status) -> bool {
    let told = is_news(status);
    let days = interval
        .from
        .zip(interval.to)
        .map(|(from, to)| (to - from).get_days());
    !told || days.is_none_or(|days| days <= NEWS_DAYS)
}

/// Whether an interval lies wholly more than about 30 days before publication.
pub(super) fn is_background(interval: &Interval, published: Option<Date>) -> bool {
    let limit = published.and_then(|p| p.checked_sub(NEWS_DAYS.days()).ok());
    interval.to.zip(limit).is_some_and(|(to, limit)| to < limit)
}

/// What is told as done cannot lie ahead.
pub(super) fn misread(interval: &Interval, status: Status, published: Option<Date>) -> bool {
    let done = matches!(
        status,
        Status::Actual | Status::Historical | Status::Negated
    );
    done && interval
        .from
        .zip(published)
        .is_some_and(|(from, published)| from > published)
}

/// Whether the place of a time expression lets it date an event: not inside another's possessive,
/// another clause or a noun's "of".
pub(super) fn fits(document: &Document<'_>, expression: &Expression, event: &ReadEvent) -> bool {
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
    let told = is_news(event.status);
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
    !after || !(other || far) || !(comma || onward)
}

/// Bytes between two spans.
pub(super) fn distance(a: &Span, b: &Span) -> usize {
    if a.start >= b.end {
        a.start - b.end
    } else {
        b.start.saturating_sub(a.end)
    }
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
