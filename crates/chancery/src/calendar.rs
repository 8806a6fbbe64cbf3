//! English names of months and weekdays, in lower case.

/// The months, January first.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days of the week, Monday first (ISO 8601).
pub const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Number of the month that a word in lower case names, 1 to 12; `whole` asks for the whole name,
/// else its first three letters or more will do.
pub fn month(word: &str, whole: bool) -> Option<i8> {
    let named = |m: &&str| **m == *word || (!whole && word.len() >= 3 && m.starts_with(word));
    let index = MONTHS.iter().position(named)?;
    i8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn months_are_named_whole_or_short() {
        assert_eq!(month("march", true), Some(3));
        assert_eq!(month("sept", false), Some(9));
        assert_eq!(month("sept", true), None);
        assert_eq!(month("ma", false), None);
    }
}
