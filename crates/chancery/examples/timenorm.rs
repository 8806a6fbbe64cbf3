//! Measures the date grammar against timenorm's TimeBank phrases.
//!
//! `cargo run -p chancery --example timenorm -- timenorm-train.tsv [--errors]`
//!
//! The file holds blocks of `words TAB type TAB value`, the first line of a block being the
//! document's date. An X in a gold value is a place that the annotators left open.

use chancery::resolve::dates::{Granularity, Interval, Tense, interpret};
use jiff::civil::Date;
use std::collections::BTreeMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("name the file timenorm-train.tsv")?;
    let show = arguments.any(|a| a == "--errors");
    let mut anchor: Option<Date> = None;
    let mut tally: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut fresh = true;
    for line in std::fs::read_to_string(path)?.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [words, kind, gold] = fields[..] else {
            fresh = true;
            continue;
        };
        if std::mem::take(&mut fresh) {
            anchor = gold.get(..10).and_then(|d| d.parse().ok());
            continue;
        }
        let class = match kind {
            "DATE" | "TIME" if gold.starts_with('P') && !gold.contains('_') => "length, as DATE",
            "DATE" if gold.ends_with("_REF") => "past, present, future",
            "DATE" if gold.contains("-Q") || gold.contains("-H") => "quarters of business reports",
            "DATE" => "dates",
            "TIME" => "times (day only)",
            "DURATION" if !gold.starts_with('P') => "dates marked as DURATION",
            _ => "lengths and sets (right if left alone)",
        };
        let read = interpret(words, anchor, Tense::Unknown);
        let value = read.map(|i| value(&i));
        let right = match class {
            "lengths and sets (right if left alone)" | "length, as DATE" => read.is_none(),
            "times (day only)" => value.as_deref().is_some_and(|v| gold.starts_with(v)),
            _ => value.as_deref().is_some_and(|v| same(v, gold)),
        };
        let entry = tally.entry(class).or_default();
        entry.0 += u32::from(right);
        entry.1 += 1;
        if show && !right {
            let anchor = anchor.map(|a| a.to_string()).unwrap_or_default();
            println!(
                "{class}\t{anchor}\t{words}\t{gold}\t{}",
                value.unwrap_or_default()
            );
        }
    }
    for (class, (right, all)) in tally {
        println!(
            "{class:42} {:.3}  {right} of {all}",
            f64::from(right) / f64::from(all)
        );
    }
    Ok(())
}

/// TimeML value of an interval, by its first day and its granularity.
fn value(interval: &Interval) -> String {
    let Some(day) = interval.from.or(interval.to) else {
        return String::new();
    };
    let (year, month) = (day.year(), day.month());
    match interval.granularity {
        Granularity::Day | Granularity::Range => day.to_string(),
        Granularity::Week => week(day),
        Granularity::Weekend => week(day) + "-WE",
        Granularity::Month => format!("{year:04}-{month:02}"),
        Granularity::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
        Granularity::Half => format!("{year:04}-H{}", (month - 1) / 6 + 1),
        Granularity::Season => {
            let name = ["SP", "SU", "FA", "WI"][usize::from((month.unsigned_abs() + 9) % 12 / 3)];
            format!("{year:04}-{name}")
        }
        Granularity::Year => format!("{year:04}"),
        Granularity::Decade => format!("{:03}", year / 10),
        Granularity::Century => format!("{:02}", year / 100),
        Granularity::Past => "PAST_REF".into(),
        Granularity::Present => "PRESENT_REF".into(),
        Granularity::Future => "FUTURE_REF".into(),
    }
}

fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// Equal where the gold is not open; "199X" and "199" are the same decade.
fn same(value: &str, gold: &str) -> bool {
    let gold = gold.trim_end_matches("-XX");
    let open = gold.len() == value.len()
        && gold
            .chars()
            .zip(value.chars())
            .all(|(g, v)| g == v || g == 'X');
    open || gold.trim_end_matches('X') == value.trim_end_matches('X')
}
