//! Amounts of people in a sentence: "at least 18", "three to five", "dozens", "a".

use super::words::cardinal;
use crate::resolve::dates::tokens::{Kind, Token, any, run, word};

/// An amount and where its words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// At least.
    pub low: u64,
    /// At most.
    pub high: u64,
    /// First token, the blurring words ("at least") before it included.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// An article or a negation, which says a number only of what it stands before.
    pub article: bool,
}

/// What round words mean: a round word is at least two of its unit and never reaches the next one.
const ROUND: &[(&str, u64, u64)] = &[
    ("hundreds of thousands", 200_000, 999_999),
    ("tens of thousands", 20_000, 99_999),
    ("thousands", 2_000, 9_999),
    ("several thousand", 2_000, 9_999),
    ("a few thousand", 2_000, 9_999),
    ("hundreds", 200, 999),
    ("several hundred", 200, 999),
    ("a few hundred", 200, 999),
    ("scores", 40, 99),
    ("dozens", 24, 99),
    ("several dozen", 24, 99),
    ("a few dozen", 24, 60),
    ("two dozen", 24, 24),
    ("three dozen", 36, 36),
    ("half a dozen", 6, 6),
    ("a dozen", 12, 12),
    ("a hundred", 100, 100),
    ("a thousand", 1_000, 1_000),
    ("a million", 1_000_000, 1_000_000),
    ("millions", 2_000_000, 9_999_999),
    ("a couple of", 2, 2),
    ("no one", 0, 0),
    ("nobody", 0, 0),
];

const HEDGES: &[&str] = &[
    "at least",
    "more than",
    "over",
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "up to",
    "as many as",
    "at most",
    "fewer than",
    "less than",
    "roughly",
    "approximately",
    "an estimated",
    "well over",
    "many",
    "another",
    "a further",
    "the",
    "all",
    "just over",
    "just under",
    "close to",
    "a total of",
    "perhaps",
    "possibly",
];

/// The amounts of a sentence, in order.
pub(super) fn amounts(t: &[Token]) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < t.len() {
        let number = hedged(t, i);
        match amount(t, number) {
            Some(amount) if counts_people(t, number, amount.end) => {
                found.push(Amount { start: i, ..amount });
                i = amount.end;
            }
            Some(amount) => i = amount.end.max(i + 1),
            None => i += 1,
        }
    }
    found
}

fn hedged(t: &[Token], at: usize) -> usize {
    let mut i = at;
    while i < at + 5 {
        match any(t, i, HEDGES) {
            Some(next) => i = next,
            None => break,
        }
    }
    i
}

fn amount(t: &[Token], at: usize) -> Option<Amount> {
    let round = ROUND
        .iter()
        .filter_map(|(w, low, high)| run(t, at, w).map(|end| (*low, *high, end)));
    if let Some((low, high, end)) = round.max_by_key(|r| r.2) {
        return Some(Amount {
            low,
            high,
            start: at,
            end,
            article: false,
        });
    }
    if matches!(word(t, at), "a" | "an" | "no") {
        let n = u64::from(word(t, at) != "no");
        return Some(Amount {
            low: n,
            high: n,
            start: at,
            end: at + 1,
            article: true,
        });
    }
    let (low, end) = cardinal(t, at)?;
    let joined = matches!(word(t, end), "to" | "-" | "or");
    let second = joined
        .then(|| cardinal(t, end + 1))
        .flatten()
        .filter(|(high, _)| *high > low);
    let (high, end) = second.unwrap_or((low, end));
    Some(Amount {
        low,
        high,
        start: at,
        end,
        article: false,
    })
}

/// Whether a number can count people: no age, date, money, share, time or part of a name.
fn counts_people(t: &[Token], at: usize, end: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |i| word(t, i));
    let after = word(t, end);
    let glued = |i: usize| t.get(i).is_some_and(|x| x.glued);
    if matches!(
        before,
        "$" | "€" | "£" | "¥" | "#" | "no" | "aged" | "age" | "day" | "article" | "page"
    ) {
        return false;
    }
    if glued(at) && !matches!(before, "(" | "\"" | "'" | "“" | "-") {
        return false;
    }
    if glued(end)
        && matches!(
            after,
            "-" | ":" | "/" | "%" | "st" | "nd" | "rd" | "th" | "s" | "km" | "m" | "am" | "pm"
        )
    {
        return false;
    }
    let apposed = before == "," && matches!(after, "," | ".") && end == at + 1;
    let measure = matches!(
        after,
        "percent"
            | "per"
            | "%"
            | "years"
            | "year"
            | "months"
            | "month"
            | "weeks"
            | "week"
            | "days"
            | "day"
            | "hours"
            | "hour"
            | "minutes"
            | "times"
            | "dollars"
            | "euros"
            | "pounds"
            | "miles"
            | "kilometres"
            | "kilometers"
            | "metres"
            | "meters"
            | "tons"
            | "tonnes"
            | "billion"
            | "o"
            | "p"
            | "km"
    );
    !measure && !apposed && !month(before) && !month(after) && !year_number(t, at, end)
}

fn month(w: &str) -> bool {
    const MONTHS: [&str; 22] = [
        "january",
        "february",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
        "march",
    ];
    MONTHS.contains(&w)
}

fn year_number(t: &[Token], at: usize, end: usize) -> bool {
    let Some(token) = t
        .get(at)
        .filter(|x| x.kind == Kind::Digits && end == at + 1)
    else {
        return false;
    };
    let before = at.checked_sub(1).map_or("", |i| word(t, i));
    let year =
        token.lower.len() == 4 && (token.lower.starts_with("19") || token.lower.starts_with("20"));
    year && matches!(
        before,
        "in" | "since"
            | "of"
            | "the"
            | "by"
            | "until"
            | "during"
            | "early"
            | "late"
            | "from"
            | "to"
            | ","
    )
}
