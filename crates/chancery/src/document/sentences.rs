//! Sentences of a paragraph of news English.
//!
//! A sentence ends at `.`, `!`, `?` or `…`, closing quotes and brackets behind it included, where
//! white space and something that can begin a sentence follow. What precedes a full stop decides
//! whether it ends an abbreviation instead.

use super::paragraphs::trim;
use crate::calendar::WEEKDAYS;
use crate::event::Span;

/// Abbreviations that a name or number follows, so that their full stop never ends a sentence.
const BEFORE_NAMES: &[&str] = &[
    "mr", "mrs", "ms", "messrs", "mme", "dr", "prof", "gen", "col", "lt", "sgt", "cpl", "capt",
    "maj", "brig", "adm", "cmdr", "gov", "sen", "rep", "reps", "sens", "rev", "hon", "pres", "st",
    "ste", "mt", "ft", "vs", "no", "nos", "art", "sec", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sept", "sep", "oct", "nov", "dec", "fr", "msgr", "amb", "supt", "det", "insp", "pvt",
];

/// Words that open a sentence more often than they follow an abbreviation such as "U.S.".
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "this",
    "that",
    "these",
    "those",
    "in",
    "on",
    "at",
    "but",
    "and",
    "however",
    "his",
    "her",
    "their",
    "its",
    "as",
    "if",
    "when",
    "while",
    "after",
    "before",
    "since",
    "there",
    "here",
    "both",
    "some",
    "many",
    "most",
    "all",
    "no",
    "not",
    "for",
    "to",
    "from",
    "with",
    "by",
    "earlier",
    "later",
    "meanwhile",
    "also",
    "although",
    "despite",
    "according",
    "asked",
    "about",
    "at",
    "last",
    "once",
    "one",
    "two",
];

/// Sentences of the paragraph at `span`, trimmed, none empty.
pub fn split(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let paragraph = &text[span.clone()];
    let mut start = 0;
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…' | '。') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(i, next)) = chars.peek() {
            if !matches!(next, '.' | '!' | '?' | '…') && !closes(next) {
                break;
            }
            end = i + next.len_utf8();
            chars.next();
        }
        if ends_sentence(
            &paragraph[start..at],
            &paragraph[at..end],
            &paragraph[end..],
        ) {
            out.push(trim(text, span.start + start..span.start + end));
            start = end;
        }
    }
    out.push(trim(text, span.start + start..span.end));
    out.retain(|s| !s.is_empty());
    out
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']')
}

fn opens(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '-' | '–' | '—' | '•' | '*'
    )
}

/// `before` is the sentence so far without its mark, `mark` the mark with all that closes behind it.
fn ends_sentence(before: &str, mark: &str, after: &str) -> bool {
    if !after.starts_with(|c: char| c.is_whitespace() || c == '\u{200e}') {
        return after.is_empty();
    }
    let next = after.trim_start_matches(|c: char| c.is_whitespace() || opens(c));
    let Some(first) = next.chars().next() else {
        return true;
    };
    if first.is_lowercase() {
        return false;
    }
    if mark.starts_with("...]") {
        return false;
    }
    if mark == "." {
        !abbreviation(before, next)
    } else {
        true
    }
}

/// Whether the full stop behind `before` belongs to an abbreviation that `next` goes on from.
fn abbreviation(before: &str, next: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '.';
    let word = before
        .rsplit(|c: char| !is_part(c))
        .next()
        .unwrap_or_default();
    let lower = word.to_lowercase();
    if BEFORE_NAMES.contains(&lower.as_str()) {
        // "no" and "art" are words too: only before a number do they abbreviate
        return !matches!(lower.as_str(), "no" | "art" | "mar" | "sec")
            || next.starts_with(|c: char| c.is_ascii_digit());
    }
    let follower: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
    let opener = OPENERS.contains(&follower.to_lowercase().as_str());
    match lower.as_str() {
        "a.m" | "p.m" => is_weekday(&follower),
        "inc" | "corp" | "ltd" | "co" | "jr" | "sr" | "bros" => !opener,
        _ => {
            let initials = word.split('.').all(|part| part.chars().count() == 1);
            // "Korea. The" has no initial; "J. Smith", "U.S. Army" do, "in the U.S. He" ends one
            !word.is_empty() && initials && word.starts_with(char::is_uppercase) && !opener
        }
    }
}

fn is_weekday(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && WEEKDAYS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        split(text, 0..text.len())
            .into_iter()
            .map(|s| &text[s])
            .collect()
    }

    #[test]
    fn titles_and_initials_do_not_end_a_sentence() {
        let text = "Gen. J. Okafor met Sen. Ruiz of the U.S. Senate on Jan. 5. He left.";
        assert_eq!(words(text), [&text[..text.len() - 9], "He left."]);
    }

    #[test]
    fn an_abbreviation_at_the_end_ends_its_sentence() {
        assert_eq!(words("They fled to the U.S. The rest stayed.").len(), 2);
        assert_eq!(words("It began at 5 p.m. The hall was full.").len(), 2);
        assert_eq!(words("It began at 5 p.m. Tuesday in the hall.").len(), 1);
    }

    #[test]
    fn closing_quotes_belong_to_their_sentence() {
        assert_eq!(
            words("“We will not go.” He smiled. \"Why?\" she asked."),
            ["“We will not go.”", "He smiled.", "\"Why?\" she asked."]
        );
    }

    #[test]
    fn numbers_and_cut_quotations_stay_whole() {
        assert_eq!(
            words("It fell 3.5 percent. \"Peace [...] Now or never,\" he said.").len(),
            2
        );
        assert_eq!(
            words("There was no. 5 on the list, no more. And no. That was all.").len(),
            3
        );
    }
}
