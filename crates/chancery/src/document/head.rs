//! What the first lines of a text say about when, where and by whom it was published.
//!
//! Three forms are read: a prefix `date 2023-08-02 Islam Times - `, a dateline
//! `KYIV, March 3 (Reuters) - `, and a line that is nothing but a date.

use crate::calendar::{self, WEEKDAYS};
use crate::event::Span;
use jiff::civil::Date;

/// What the head says; `body` is the byte where the sentences begin.
#[derive(Debug, Default, PartialEq)]
pub struct Head {
    pub date: Option<Date>,
    pub outlet: Option<String>,
    pub place: Option<Span>,
    pub body: usize,
}

/// A dateline or prefix is shorter than this many bytes.
const LONGEST: usize = 120;
/// Lines in which a dateline or a date is looked for.
const LINES: usize = 6;

/// Reads the head of a text.
pub fn read(text: &str) -> Head {
    let mut head = prefix(text).unwrap_or_default();
    let mut at = head.body;
    for line in text[at..].split_inclusive('\n').take(LINES) {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if head.date.is_none() && trimmed.len() <= 40 {
            head.date = date_line(trimmed);
        }
        if let Some(found) = dateline(trimmed) {
            head.place = Some(start..start + found.place);
            head.outlet = head.outlet.or(found.agency);
            head.date = head.date.or(found.date);
            break;
        }
    }
    head
}

/// `date 2023-08-02 Islam Times - `, the word `date` with or without a colon or missing.
fn prefix(text: &str) -> Option<Head> {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    let named = ["date:", "Date:", "date ", "Date "]
        .iter()
        .find_map(|n| rest.strip_prefix(n));
    let after = named.unwrap_or(rest).trim_start();
    let date: Date = after.get(..10)?.parse().ok()?;
    let tail = after.get(10..)?;
    let line = tail.lines().next().unwrap_or_default();
    let mut head = Head {
        date: Some(date),
        ..Head::default()
    };
    if let Some((outlet, dash)) = before_dash(line)
        && outlet.len() <= 60
    {
        head.outlet = Some(outlet.trim().to_owned()).filter(|o| !o.is_empty());
        head.body = text.len() - tail.len() + dash;
    } else if named.is_some() || line.trim().is_empty() {
        head.body = text.len() - tail.len();
    }
    Some(head)
}

/// What stands before the first dash that has white space behind it, and where the text goes on.
fn before_dash(line: &str) -> Option<(&str, usize)> {
    for (i, c) in line.char_indices() {
        if i > LONGEST {
            break;
        }
        if !matches!(c, '-' | '–' | '—') {
            continue;
        }
        let behind = line[i..].trim_start_matches(['-', '–', '—']);
        let set_off = i == 0 || line[..i].ends_with(char::is_whitespace) || c != '-';
        if set_off && behind.starts_with(char::is_whitespace) {
            let gap = behind.len() - behind.trim_start().len();
            return Some((line[..i].trim_end(), line.len() - behind.len() + gap));
        }
    }
    None
}

struct Dateline {
    /// Bytes of the place.
    place: usize,
    agency: Option<String>,
    date: Option<Date>,
}

/// `KYIV, March 3 (Reuters) -`: a place in capitals, or any place with a date or an agency.
fn dateline(line: &str) -> Option<Dateline> {
    let (mut lead, _) = before_dash(line)?;
    let mut agency = None;
    if let Some(open) = lead.strip_suffix(')').and_then(|l| l.rfind('(')) {
        agency = Some(lead[open + 1..lead.len() - 1].trim().to_owned()).filter(|a| !a.is_empty());
        lead = lead[..open].trim_end();
    }
    let cut = |month: usize| lead[..month].trim_end().trim_end_matches(',').len();
    let month = word_starts(lead).find(|&i| month_of(&lead[i..]).is_some() || is_day(&lead[i..]));
    let place = month.map_or(lead.trim_end_matches(',').len(), cut);
    let words = lead[..place].trim_end();
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() >= 3 && letters().all(|c| !c.is_lowercase());
    let named = words.starts_with(char::is_uppercase) && (agency.is_some() || month.is_some());
    let short = words.split_whitespace().count() <= 6 && !words.ends_with(['.', '?', '!']);
    if words.is_empty() || !short || !(capitals || named) {
        return None;
    }
    let date = month.and_then(|i| full_date(&lead[i..]));
    let place = words.find(',').unwrap_or(words.len());
    Some(Dateline {
        place,
        agency,
        date,
    })
}

fn word_starts(s: &str) -> impl Iterator<Item = usize> {
    s.split_whitespace()
        .map(move |w| w.as_ptr() as usize - s.as_ptr() as usize)
}

/// A line that is a date and nothing else, a weekday before it aside.
fn date_line(line: &str) -> Option<Date> {
    let line = line.trim_end_matches('.');
    let rest = match line.split_once([',', ' ']) {
        Some((day, rest)) if is_weekday(day) => rest.trim_start(),
        _ => line,
    };
    line.parse().ok().or_else(|| full_date(rest))
}

/// `March 3, 2024` or `3 March 2024`; nothing may follow.
fn full_date(s: &str) -> Option<Date> {
    let mut words = s.split([' ', ',']).filter(|w| !w.is_empty());
    let (a, b, year) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || year.len() != 4 {
        return None;
    }
    let (month, day) = match month_of(a) {
        Some(month) => (month, b),
        None => (month_of(b)?, a),
    };
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

fn is_day(s: &str) -> bool {
    let mut words = s.split_whitespace();
    let day = words
        .next()
        .and_then(|d| d.parse::<u8>().ok())
        .is_some_and(|d| (1..=31).contains(&d));
    day && words.next().is_some_and(|m| month_of(m).is_some())
}

fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word.to_ascii_lowercase().as_str())
}

/// The month that the first word names, whole or shortened to three or four letters.
fn month_of(s: &str) -> Option<i8> {
    let word = s.split(|c: char| !c.is_alphabetic()).next()?.to_lowercase();
    calendar::month(&word, !matches!(word.len(), 3 | 4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_dated_prefix_names_the_outlet() {
        let text = "date 2024-05-14 Caspian Times - The minister left.";
        let head = read(text);
        assert_eq!(head.date, Some(date(2024, 5, 14)));
        assert_eq!(head.outlet.as_deref(), Some("Caspian Times"));
        assert_eq!(&text[head.body..], "The minister left.");
    }

    #[test]
    fn a_dateline_tells_place_agency_and_a_whole_date() {
        let text = "Headline\n\nKYIV, March 3, 2024 (Northern Wire) - Shells fell.";
        let head = read(text);
        assert_eq!(head.place.map(|p| &text[p]), Some("KYIV"));
        assert_eq!(head.outlet.as_deref(), Some("Northern Wire"));
        assert_eq!(head.date, Some(date(2024, 3, 3)));
        assert_eq!(head.body, 0);
    }

    #[test]
    fn datelines_come_in_many_forms() {
        let place = |text: &str| read(text).place.map(|p| text[p].to_owned());
        assert_eq!(
            place("SAN SALVADOR — Police said").as_deref(),
            Some("SAN SALVADOR")
        );
        assert_eq!(
            place("Minsk, 12 June (BelTA) – The").as_deref(),
            Some("Minsk")
        );
        assert_eq!(place("LIMA, Peru (AP) -- The").as_deref(), Some("LIMA"));
        assert_eq!(place("The two-day visit - his first - ended."), None);
        assert_eq!(place("He said no - and left."), None);
    }

    #[test]
    fn a_line_may_be_a_date_alone() {
        let head = read("Border closed\nThursday, February 23, 2023\nThe border was closed.");
        assert_eq!(head.date, Some(date(2023, 2, 23)));
        assert_eq!(read("3 May 2021\nThe border").date, Some(date(2021, 5, 3)));
        assert_eq!(read("In 2021 the border - long - was closed").date, None);
    }
}
