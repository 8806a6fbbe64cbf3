//! Finding the words of an annotation in their sentence.

use std::ops::Range;

/// Bytes of `words` in `text`: the first occurrence on word boundaries, unless one inside a word
/// comes before it that is the last to be found from its end on. None if the words do not occur, or
/// are empty.
///
/// A boundary lies wherever not both neighbours are letters or digits. Vowel signs of Indic and
/// Semitic scripts are letters here.
pub fn find(text: &str, words: &str) -> Option<Range<usize>> {
    let width = words.chars().next()?.len_utf8();
    let mut start = 0;
    while let Some(at) = text.get(start..)?.find(words) {
        let found = start + at..start + at + words.len();
        if on_boundaries(text, &found) || !text[found.end..].contains(words) {
            return Some(found);
        }
        start = found.start + width;
    }
    None
}

/// Whether no word is cut at either end of a span, which lies on characters of the text.
pub fn on_boundaries(text: &str, span: &Range<usize>) -> bool {
    let joined = |at: usize| {
        let before = text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        before && text[at..].chars().next().is_some_and(char::is_alphanumeric)
    };
    !joined(span.start) && !joined(span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_on_word_boundaries_is_meant() {
        assert_eq!(find("Unmet needs: they met and met.", "met"), Some(18..21));
        assert_eq!(find("A U.S. envoy", "U.S."), Some(2..6));
        assert_eq!(find("«rally» in Łódź", "Łódź"), Some(13..20));
    }

    #[test]
    fn a_part_of_a_word_will_do_if_nothing_follows() {
        assert_eq!(find("The anti-Romanian remark", "Romania"), Some(9..16));
        assert_eq!(find("postwar prewar", "war"), Some(11..14));
    }

    #[test]
    fn a_later_overlapping_occurrence_is_not_seen() {
        assert_eq!(find("xana na", "ana na"), Some(1..7));
        assert_eq!(find("x1-1-1", "1-1"), Some(1..4));
        assert_eq!(find("é1é1 é1é1é", "é1é"), Some(7..12));
    }

    #[test]
    fn words_that_do_not_occur_are_not_found() {
        assert_eq!(find("They met.", "meet"), None);
        assert_eq!(find("", "met"), None);
        assert_eq!(find("They met.", ""), None);
    }
}
