//! Cardinal and ordinal numbers, in digits and in words.

use crate::resolve::dates::tokens::{Kind, Token, word};

/// A number at a place: its value and the place after it. "50,000", "1.5 million", "twenty-six",
/// "three hundred", "two thousand five hundred and ten". Not "a": that is no number by itself.
pub(in crate::resolve) fn cardinal(t: &[Token], at: usize) -> Option<(u64, usize)> {
    match t.get(at)?.kind {
        Kind::Digits => figures(t, at),
        Kind::Word => spelled(t, at),
        Kind::Mark => None,
    }
}

fn figures(t: &[Token], at: usize) -> Option<(u64, usize)> {
    let first = t.get(at)?;
    if first.lower.len() > 12 {
        return None;
    }
    let mut value: u64 = first.lower.parse().ok()?;
    let mut i = at + 1;
    let group = |i: usize| {
        let (mark, digits) = (t.get(i)?, t.get(i + 1)?);
        (mark.lower == "," && mark.glued && digits.glued && digits.kind == Kind::Digits)
            .then_some(digits)
            .filter(|d| d.lower.len() == 3)
    };
    if first.lower.len() <= 3 {
        while let Some(digits) = group(i) {
            value = value
                .checked_mul(1000)?
                .checked_add(digits.lower.parse().ok()?)?;
            i += 2;
        }
    }
    let mut tenths = 0;
    if word(t, i) == "."
        && t.get(i).is_some_and(|m| m.glued)
        && t.get(i + 1)
            .is_some_and(|d| d.glued && d.kind == Kind::Digits && d.lower.len() <= 3)
        && multiplier(word(t, i + 2)).is_some()
    {
        let digits = word(t, i + 1);
        tenths = digits.parse::<u64>().ok()? * 10_u64.pow(3 - digits.len() as u32);
        i += 2;
    }
    if let Some(m) = multiplier(word(t, i)) {
        let whole = value.checked_mul(m)?;
        return Some((whole.checked_add(tenths * m / 1000)?, i + 1));
    }
    Some((value, i))
}

fn spelled(t: &[Token], at: usize) -> Option<(u64, usize)> {
    let (mut total, mut part, mut i) = (0_u64, 0_u64, at);
    let mut read = false;
    while i < t.len() && i < at + 16 {
        let w = word(t, i);
        if let Some(n) = small(w) {
            // "twenty six" goes on, "six twenty" does not.
            if read && part % 10 != 0 || read && part % 100 != 0 && n >= 10 {
                break;
            }
            part += n;
        } else if w == "hundred" && (1..100).contains(&part) {
            part *= 100;
        } else if let Some(m) = multiplier(w).filter(|_| part > 0) {
            total = total.checked_add(part.checked_mul(m)?)?;
            part = 0;
        } else if read && linked(t, i, part) {
            i += 1;
            continue;
        } else {
            break;
        }
        read = true;
        i += 1;
    }
    read.then_some((total.saturating_add(part), i))
}

/// Whether "-" or "and" goes on with the number: "twenty-six", "two hundred and ten".
fn linked(t: &[Token], at: usize, part: u64) -> bool {
    let next = small(word(t, at + 1));
    match word(t, at) {
        "-" => part.is_multiple_of(10) && next.is_some_and(|n| n < 10),
        "and" => part.is_multiple_of(100) && next.is_some() && hundreds(t, at),
        _ => false,
    }
}

fn hundreds(t: &[Token], and: usize) -> bool {
    let before = and.checked_sub(1).map_or("", |i| word(t, i));
    before == "hundred" || multiplier(before).is_some()
}

fn multiplier(w: &str) -> Option<u64> {
    match w {
        "thousand" => Some(1_000),
        "million" => Some(1_000_000),
        "billion" => Some(1_000_000_000),
        _ => None,
    }
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// Value of a number word below a hundred.
pub(in crate::resolve) fn small(w: &str) -> Option<u64> {
    let place = |list: &[&str]| list.iter().position(|x| *x == w).map(|i| i as u64);
    place(&SMALL).or_else(|| place(&TENS).map(|i| 10 * i + 20))
}

/// An ordinal at a place, up to 31st: "3rd", "third", "twenty-first".
pub(in crate::resolve) fn ordinal(t: &[Token], at: usize) -> Option<(u64, usize)> {
    let token = t.get(at)?;
    if token.kind == Kind::Digits {
        let suffix = t.get(at + 1).filter(|s| s.glued)?;
        let known = matches!(suffix.lower.as_str(), "st" | "nd" | "rd" | "th");
        return (known && token.lower.len() <= 2)
            .then(|| token.lower.parse().ok())?
            .map(|n| (n, at + 2));
    }
    let place = |w: &str| ORDINALS.iter().position(|x| *x == w).map(|i| i as u64 + 1);
    if let Some(n) = place(&token.lower) {
        return Some((n, at + 1));
    }
    match token.lower.as_str() {
        "thirtieth" => Some((30, at + 1)),
        tens @ ("twenty" | "thirty") => {
            let next = at + 1 + usize::from(word(t, at + 1) == "-");
            let base = if tens == "twenty" { 20 } else { 30 };
            place(word(t, next))
                .filter(|n| *n < 10)
                .map(|n| (base + n, next + 1))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::dates::tokens::tokens;

    fn read(text: &str) -> Option<(u64, usize)> {
        cardinal(&tokens(text, 0), 0)
    }

    #[test]
    fn cardinals_in_figures_and_words() {
        for (text, value) in [
            ("18", 18),
            ("50,000 people", 50_000),
            ("1.5 million", 1_500_000),
            ("2,5 million", 2),
            ("twenty-six", 26),
            ("three hundred", 300),
            ("two thousand five hundred and ten", 2_510),
            ("three and four", 3),
            ("six twenty", 6),
            ("18 people", 18),
        ] {
            assert_eq!(read(text).map(|r| r.0), Some(value), "{text}");
        }
        assert_eq!(read("and"), None);
        assert_eq!(read("99999999999999999999999 dead"), None);
    }

    #[test]
    fn ordinals_up_to_the_days_of_a_month() {
        for (text, value) in [
            ("3rd", 3),
            ("third", 3),
            ("twenty-first", 21),
            ("thirtieth", 30),
        ] {
            assert_eq!(
                ordinal(&tokens(text, 0), 0).map(|r| r.0),
                Some(value),
                "{text}"
            );
        }
        assert_eq!(ordinal(&tokens("3 May", 0), 0), None);
    }
}
