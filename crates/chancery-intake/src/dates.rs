//! Dates as they stand in files and pages.

use chancery::calendar;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Why a date is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// Day first or month first: the value does not say.
    Ambiguous,
    /// Nothing that looks like a date.
    Unknown,
}

/// Bytes that are looked at.
const LONGEST: usize = 100;

/// Reads the calendar day that a date or time names, as it was written: a time zone is not applied.
///
/// Read are ISO 8601 dates and times, `YYYYMMDD` and `YYYYMMDDhhmmss`, Unix times in seconds or
/// milliseconds (the day in UTC), `5 February 2024`, `Feb. 5th, 2024`, `05-Feb-24`, dates of mail,
/// feeds and `ctime`, `25.12.2024`, and `25/12/2024` if one of its numbers cannot be the month.
pub(crate) fn read(value: &str) -> Result<Date, Unread> {
    let value = value.trim();
    let end = (0..=LONGEST.min(value.len()))
        .rev()
        .find(|&end| value.is_char_boundary(end));
    let value = value.get(..end.unwrap_or(0)).unwrap_or_default();
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return all_digits(value).ok_or(Unread::Unknown);
    }
    if let Some(date) = year_first(value).or_else(|| named_month(value)) {
        return Ok(date);
    }
    year_last(value)
}

fn all_digits(value: &str) -> Option<Date> {
    match value.len() {
        8 | 12 | 14 => compact(value),
        10 => of_seconds(value.parse().ok()?),
        13 => of_seconds(value.parse::<i64>().ok()? / 1000),
        _ => None,
    }
}

fn compact(value: &str) -> Option<Date> {
    day(
        number(value.get(..4)?)?,
        number(value.get(4..6)?)?,
        number(value.get(6..8)?)?,
    )
}

fn of_seconds(seconds: i64) -> Option<Date> {
    let time = Timestamp::from_second(seconds).ok()?;
    Some(time.to_zoned(TimeZone::UTC).date())
}

fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

fn number(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.len() <= 4;
    if plain && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse().ok()
    } else {
        None
    }
}

/// The digits at the start of a text, and what follows.
fn digits(text: &str) -> (&str, &str) {
    let end = text
        .bytes()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

/// Three numbers with one sign between them, and what follows: `2024-05-02T10:00`.
fn three_numbers(value: &str) -> Option<([&str; 3], char)> {
    let (first, rest) = digits(value);
    let sign = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (second, rest) = digits(rest.strip_prefix(sign)?);
    let (third, rest) = digits(rest.strip_prefix(sign)?);
    let ended = rest
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric() || c == 'T');
    ended.then_some(([first, second, third], sign))
}

fn year_first(value: &str) -> Option<Date> {
    if let Some(([year, month, day_], _)) = three_numbers(value)
        && year.len() == 4
        && month.len() <= 2
        && day_.len() <= 2
    {
        return day(number(year)?, number(month)?, number(day_)?);
    }
    let (start, rest) = digits(value);
    // 20240502T101500Z; a blank must follow otherwise, or it is some other number
    (start.len() == 8 && rest.starts_with(['T', ' '])).then(|| compact(start))?
}

fn year_last(value: &str) -> Result<Date, Unread> {
    let read = || {
        let ([first, second, year], sign) = three_numbers(value)?;
        if year.len() != 4 || first.len() > 2 || second.len() > 2 {
            return None;
        }
        Some((number(first)?, number(second)?, number(year)?, sign))
    };
    let (first, second, year, sign) = read().ok_or(Unread::Unknown)?;
    let day_first = day(year, second, first);
    let month_first = day(year, first, second);
    match (day_first, month_first) {
        // dots are written where the day goes first
        (Some(date), _) if sign == '.' => Ok(date),
        (Some(one), Some(other)) if one != other => Err(Unread::Ambiguous),
        (Some(date), _) => Ok(date),
        (None, Some(date)) if sign != '.' => Ok(date),
        _ => Err(Unread::Unknown),
    }
}

/// A month's number from its English name or the start of it (three letters at least).
fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    calendar::month(&word, false).and_then(|n| u32::try_from(n).ok())
}

fn day_number(word: &str) -> Option<u32> {
    let (digits, rest) = digits(word);
    let ordinal = matches!(
        rest.to_ascii_lowercase().as_str(),
        "" | "." | "st" | "nd" | "rd" | "th"
    );
    number(digits).filter(|day| ordinal && (1..=31).contains(day))
}

/// A year of four digits, or of two as RFC 2822 section 4.3 reads them.
fn year_number(word: &str) -> Option<u32> {
    let (year, rest) = digits(word);
    if !rest.chars().all(|c| matches!(c, '.' | ';' | ')')) {
        return None;
    }
    match (year.len(), number(year)?) {
        (4, year) => Some(year),
        (2, year) => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// `[day] month [day] year` with a month's name; other words may stand around it.
fn named_month(value: &str) -> Option<Date> {
    let mut words: Vec<&str> = Vec::new();
    for word in value.split(|c: char| c.is_whitespace() || c == ',') {
        // 05-Feb-2024, but not the zone -0500
        if word.starts_with(['-', '+']) {
            words.push(word);
        } else {
            words.extend(word.split(['-', '/']));
        }
    }
    words.retain(|word| !word.is_empty() && !word.eq_ignore_ascii_case("of"));
    words.iter().enumerate().find_map(|(at, word)| {
        let month = month(word)?;
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let next = words.get(at + 1)?;
        if let Some(day_) = before.and_then(|word| day_number(word))
            && let Some(year) = year_number(next)
        {
            return day(year, month, day_);
        }
        // a time and a zone may stand before the year: Feb 5 10:15:00 UTC 2024
        let year = words
            .get(at + 2..)?
            .iter()
            .take(3)
            .find_map(|word| year_number(word).filter(|_| word.len() >= 4));
        day(year?, month, day_number(next)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn common_forms_name_the_same_day() {
        for value in [
            "2024-02-05",
            " 2024-02-05T23:30:00-05:00",
            "2024-2-5",
            "2024/02/05 10:15",
            "20240205",
            "20240205T101500Z",
            "20240205101500",
            "1707091200",
            "1707091200000",
            "5 February 2024",
            "5th of February, 2024",
            "Monday, February 5, 2024 10:15 AM EST",
            "Feb. 5th, 2024",
            "FEBRUARY 5, 2024",
            "Published on Feb 5, 2024.",
            "05-Feb-2024",
            "05-FEB-24",
            "Mon, 05 Feb 2024 10:15:00 -0500",
            "Mon Feb  5 10:15:00 2024",
            "Mon Feb 05 10:15:00 +0000 2024",
            "5.2.2024",
            "05.02.2024",
        ] {
            assert_eq!(read(value), Ok(date(2024, 2, 5)), "{value}");
        }
        assert_eq!(read("25/12/2024"), Ok(date(2024, 12, 25)));
        assert_eq!(read("12/25/2024"), Ok(date(2024, 12, 25)));
        assert_eq!(read("05/05/2024"), Ok(date(2024, 5, 5)));
        assert_eq!(read("Sept. 9, 1999"), Ok(date(1999, 9, 9)));
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        assert_eq!(read("02/05/2024"), Err(Unread::Ambiguous));
        for value in [
            "",
            "yesterday",
            "2024",
            "2024-13-01",
            "30 February 2024",
            "12.25.2024",
            "May 2024",
            "1.2",
        ] {
            assert_eq!(read(value), Err(Unread::Unknown), "{value}");
        }
    }
}
