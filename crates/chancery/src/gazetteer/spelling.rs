//! How names are written: capitals, acronyms, surnames.

use super::names::{Kind, Sense};
use super::words::{Case, Word};

/// How a name of the tables has to be written in a text.
pub(super) fn written(name: &str) -> Case {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    if letters().next().is_none_or(|c| c.is_lowercase()) && !name.contains(char::is_uppercase) {
        Case::Lower
    } else if letters().all(char::is_uppercase) && letters().count() < 6 && !name.contains(' ') {
        Case::Caps
    } else {
        Case::Capital
    }
}

/// Whether words are written as a name needs it. Acronyms of four letters and more are also
/// written with one capital ("Nato", "Asean").
pub(super) fn fits(case: Case, words: &[Word]) -> bool {
    let Some(first) = words.first() else {
        return false;
    };
    match case {
        Case::Lower => true,
        Case::Capital => {
            words.iter().any(Word::is_capital) && (words.len() > 1 || first.is_capital())
        }
        Case::Caps => {
            first.case == Case::Caps || (first.case == Case::Capital && first.folded.len() >= 4)
        }
    }
}

/// Adjectives of nationality are clear in lower case too, but for a few.
pub(super) fn adjective(sense: &Sense, key: &str) -> bool {
    let word = matches!(
        key,
        "polish"
            | "poles"
            | "swede"
            | "swedes"
            | "scots"
            | "danes"
            | "dutch"
            | "basque"
            | "catalan"
            | "finns"
            | "swiss"
            | "tamils"
            | "brits"
            | "ottoman"
            | "persian"
            | "kiwis"
    );
    sense.kind == Kind::Nationality && key.len() > 4 && !word
}

pub(super) fn loose(sense: &Sense, key: &str) -> bool {
    const WORDS: &[&str] = &[
        "pan", "pas", "raw", "ice", "sec", "total", "shell", "who", "turkey", "diet", "house",
        "polish", "meta", "ford", "apple", "male", "rally", "fast", "rada", "amal", "wagner",
        "lega", "zaman", "sun", "poles", "alba", "quad", "amnesty", "mali", "chad", "intel",
        "bild", "num", "eff", "isf", "tak", "kia", "opm", "npa", "mend", "fact", "contra", "pop",
        "guardian",
    ];
    let person = matches!(sense.kind, Kind::Surname);
    key.len() > 2 && !person && !WORDS.contains(&key)
}

pub(super) fn continues(word: &Word) -> bool {
    !matches!(
        word.before,
        ',' | ';' | ':' | '(' | ')' | '!' | '?' | '"' | '“' | '”'
    )
}

pub(super) fn joined(words: &[Word]) -> String {
    let mut key = String::new();
    for w in words {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&w.folded);
    }
    key
}

/// The part of a person's name that stands for the whole: the last word with its particles, or
/// the first where the family name comes first.
pub(super) fn surname<'a>(name: &'a str, country: &str) -> &'a str {
    let first_is_family = matches!(
        country,
        "CHN" | "PRK" | "KOR" | "TWN" | "VNM" | "KHM" | "HKG"
    );
    let western = name.split(' ').next().is_some_and(|w| {
        matches!(
            w,
            "Carrie"
                | "John"
                | "Donald"
                | "Joshua"
                | "Agnes"
                | "Nathan"
                | "Jimmy"
                | "Norodom"
                | "Dalai"
        )
    });
    if first_is_family && !western {
        return name.split([' ', '-']).next().unwrap_or_default();
    }
    let mut end = name;
    for suffix in [" Jr.", " Jr", " II", " III"] {
        end = end.strip_suffix(suffix).unwrap_or(end);
    }
    const PARTICLES: &[&str] = &[
        "de", "al", "el", "von", "van", "der", "dos", "da", "du", "bin", "Van", "Hoop", "Al", "Le",
        "ul",
    ];
    let mut start = end.rfind(' ').map_or(0, |i| i + 1);
    while let Some(before) = end.get(..start.saturating_sub(1)) {
        let at = before.rfind(' ').map_or(0, |i| i + 1);
        if start == 0 || !before.get(at..).is_some_and(|w| PARTICLES.contains(&w)) {
            break;
        }
        start = at;
    }
    if start == 0 {
        ""
    } else {
        end.get(start..).unwrap_or_default()
    }
}
