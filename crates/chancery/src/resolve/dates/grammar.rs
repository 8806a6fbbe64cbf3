//! From tokens to the meaning of a time expression.
//!
//! A descent without backtracking over more than a handful of tokens: every function takes the
//! place where it starts and gives what it read and the place after it.

use super::absolute::{calendar_day, named, numeric};
use super::lexicon::daypart;
use super::meaning::{Link, Part, Phrase, Point, is_day};
use super::qualified::qualified;
use super::relative::{ago, bare_unit, relative_day, vague};
use super::tokens::{Token, any, word};

/// Reads a time expression that starts at a token.
pub(super) fn phrase(t: &[Token], at: usize) -> Option<(Phrase, usize)> {
    let (link, mut i) = link(t, at);
    let mut introduced = i > at;
    if link == Link::At {
        i = any(
            t,
            i,
            &["as early as", "as late as", "as of", "as recently as"],
        )
        .unwrap_or(i);
        while i < at + 3 && preposition(word(t, i)) {
            i += 1;
            introduced = true;
        }
    }
    i = hedges(t, i);
    let (part, after_part) = part(t, i);
    introduced |= after_part > i;
    if let Some(after) = daypart_lead(t, after_part)
        && let Some((point, next)) = point(t, after)
        && is_day(&point)
    {
        return Some((
            Phrase {
                link: tie(link),
                part: Part::Whole,
                point,
                to: None,
                introduced: true,
            },
            next,
        ));
    }
    let article = matches!(word(t, after_part), "the" | "a" | "an");
    let (point, next) = match point(t, after_part)? {
        (Point::Length { count, unit }, next) if word(t, at) == "within" => {
            (Point::Within { count, unit }, next)
        }
        read => read,
    };
    let over = any(
        t,
        next,
        &["is out", "was out", "is over", "was over", "ends", "ended"],
    );
    let (link, next) = match over.filter(|_| link == Link::Before) {
        Some(after) => (Link::By, after),
        None => (link, next),
    };
    let (to, next) =
        range_end(t, link, word(t, at), next).map_or((None, next), |(p, n)| (Some(p), n));
    let phrase = Phrase {
        link,
        part,
        point,
        to,
        introduced: introduced || article,
    };
    Some((phrase, next))
}

/// A part of a day holds the event inside the day: "before dawn on Tuesday".
fn tie(link: Link) -> Link {
    match link {
        Link::Before | Link::After | Link::By => Link::At,
        other => other,
    }
}

fn link(t: &[Token], at: usize) -> (Link, usize) {
    for (link, phrases) in [
        (
            Link::Since,
            &["since", "ever since", "dating to", "dating back to"][..],
        ),
        (Link::Until, &["until", "till", "up to", "up until"]),
        (Link::By, &["by", "no later than"]),
        (Link::Before, &["before", "ahead of", "prior to"]),
        (Link::After, &["after", "following"]),
        (
            Link::From,
            &[
                "from",
                "between",
                "starting",
                "starting on",
                "starting in",
                "beginning",
                "beginning on",
                "beginning in",
                "effective",
                "starting from",
            ],
        ),
    ] {
        if let Some(i) = any(t, at, phrases) {
            // "following" is also a qualifier: "the following day".
            return (link, i);
        }
    }
    (Link::At, at)
}

fn preposition(w: &str) -> bool {
    matches!(
        w,
        "on" | "in"
            | "at"
            | "during"
            | "for"
            | "of"
            | "over"
            | "within"
            | "throughout"
            | "around"
            | "about"
            | "to"
            | "through"
    )
}

/// Words that blur a number: "nearly", "more than".
pub(super) fn hedges(t: &[Token], at: usize) -> usize {
    let mut i = at;
    while i < at + 4 {
        let next = any(
            t,
            i,
            &[
                "nearly",
                "almost",
                "about",
                "around",
                "roughly",
                "approximately",
                "some",
                "over",
                "more than",
                "less than",
                "at least",
                "no more than",
                "only",
                "just",
                "exactly",
                "under",
                "up to",
                "shortly",
                "the whole of",
                "much of",
                "most of",
                "all of",
                "a good part of",
                "sometime",
                "possibly",
                "probably",
            ],
        );
        match next {
            Some(n) => i = n,
            None => break,
        }
    }
    i
}

fn part(t: &[Token], at: usize) -> (Part, usize) {
    let (part, mut i) = match word(t, at) {
        "early" => (Part::Early, at + 1),
        "mid" | "middle" => (Part::Middle, at + 1),
        "late" => (Part::Late, at + 1),
        "earlier" => (Part::Earlier, at + 1),
        "so" if word(t, at + 1) == "far" => (Part::Earlier, at + 2),
        "later" => (Part::Later, at + 1),
        "year" if word(t, at + 1) == "-" && word(t, at + 2) == "end" => (Part::Whole, at),
        _ => {
            let the = at + usize::from(word(t, at) == "the");
            let found = match word(t, the) {
                "start" | "beginning" | "outset" | "opening" => Part::Early,
                "end" | "close" => Part::End,
                "middle" => Part::Middle,
                "eve" => Part::Whole,
                "early" | "mid" | "late" if the > at => {
                    let part = match word(t, the) {
                        "early" => Part::Early,
                        "mid" => Part::Middle,
                        _ => Part::Late,
                    };
                    let next = the + 1 + usize::from(word(t, the + 1) == "-");
                    return (part, next);
                }
                _ => return (Part::Whole, at),
            };
            return match word(t, the + 1) {
                "of" => (found, the + 2),
                _ => (Part::Whole, at),
            };
        }
    };
    if word(t, i) == "-" {
        i += 1;
    }
    if matches!(word(t, i), "on" | "in" | "of") {
        i += 1;
    }
    (part, i)
}

/// Skips "the night of", "noon on", "the small hours of", "dawn on".
fn daypart_lead(t: &[Token], at: usize) -> Option<usize> {
    let mut i = at;
    let mut seen = false;
    while i < at + 6 {
        match word(t, i) {
            w if daypart(w) => seen = true,
            "the" | "early" | "late" | "small" | "wee" | "shortly" | "just" | "before"
            | "after" | "around" | "at" | "by" | "in" => {}
            "of" | "on" if seen => return Some(i + 1),
            _ => break,
        }
        i += 1;
    }
    (seen && i < at + 6 && !matches!(word(t, i.saturating_sub(1)), "the")).then_some(i)
}

/// Skips the part of the day after a day: "Friday night", "yesterday morning".
pub(super) fn daypart_tail(t: &[Token], at: usize) -> usize {
    let mut i = at;
    if word(t, i) == "'" && word(t, i + 1) == "s" {
        return i + 2;
    }
    if matches!(word(t, i), "early" | "late" | "mid") {
        i += 1;
    }
    if daypart(word(t, i)) && word(t, i) != "hours" {
        i + 1
    } else {
        at
    }
}

fn range_end(t: &[Token], link: Link, first: &str, at: usize) -> Option<(Point, usize)> {
    let joins = match (link, first) {
        (Link::From, "between") => matches!(word(t, at), "and" | "-"),
        (Link::From, _) => matches!(word(t, at), "to" | "until" | "till" | "through" | "-"),
        _ => word(t, at) == "-" || (word(t, at) == "and" && link == Link::At),
    };
    if !joins {
        return None;
    }
    let (end, next) = point(
        t,
        at + 1 + usize::from(matches!(word(t, at + 1), "the" | "in" | "on")),
    )?;
    let whole = matches!(
        end,
        Point::Day { .. }
            | Point::Month { .. }
            | Point::Year(_)
            | Point::Weekday { .. }
            | Point::Decade(_)
    );
    whole.then_some((end, next))
}

/// Reads a point of time without what ties it in.
pub(super) fn point(t: &[Token], at: usize) -> Option<(Point, usize)> {
    let i = at
        + usize::from(matches!(
            word(t, at),
            "the" | "his" | "her" | "its" | "their"
        ));
    let read = numeric(t, i)
        .or_else(|| calendar_day(t, i))
        .or_else(|| ago(t, at))
        .or_else(|| relative_day(t, at))
        .or_else(|| qualified(t, i))
        .or_else(|| named(t, i))
        .or_else(|| bare_unit(t, at))
        .or_else(|| vague(t, at))?;
    let (point, next) = read;
    let next = if is_day(&point) {
        daypart_tail(t, next)
    } else {
        next
    };
    let possessive = word(t, next) == "'" && word(t, next + 1) == "s";
    Some((point, if possessive { next + 2 } else { next }))
}
