//! Names of persons that no table knows.

use super::scan::Scan;
use super::small_words::{is_function, is_honorific};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::words::Word;
use std::ops::Range;

/// Capitalised words at the end of a part that no table knows: a person's name, most often.
pub(super) fn person_in(
    scan: &Scan,
    gazetteer: &Gazetteer,
    part: &Range<usize>,
    titled: impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let mut start = part.end;
    while start > part.start {
        let i = start - 1;
        let Some(w) = scan.words.get(i) else { break };
        let joined = w.before == '-'
            && i > part.start
            && scan.words.get(i - 1).is_some_and(Word::is_capital);
        let named = w.is_capital() || joined || (start < part.end && is_particle(&w.folded));
        let unknown = scan.hit(i).is_none()
            && named
            && !titled(i)
            && (joined || gazetteer.titles.get(&w.folded).is_none())
            && !is_function(&w.folded)
            && !is_honorific(&w.folded);
        let broken = start < part.end
            && scan
                .words
                .get(start)
                .is_some_and(|n| matches!(n.before, ',' | '(' | ';'));
        if !unknown || broken {
            break;
        }
        start = i;
    }
    let first = scan.words.get(start)?;
    (start < part.end && first.is_capital()).then_some(start..part.end)
}

pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "bin"
            | "ibn"
            | "de"
            | "da"
            | "dos"
            | "von"
            | "van"
            | "der"
            | "ben"
            | "abu"
            | "la"
            | "du"
            | "ul"
            | "ag"
            | "ould"
    )
}
