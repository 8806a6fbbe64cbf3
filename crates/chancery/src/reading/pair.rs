//! The question of a pair: which type of event joins two given parties of a sentence.
//!
//! Both parties are marked with pieces that the vocabulary leaves free, and the encoder reads the
//! sentence once for the pair. The trainer marks in the same way
//! (`training/chancery_training/examples.py`).

use super::pieces::Word;
use crate::event::Span;
use crate::ontology::EventType;
use std::fmt;

/// Pieces that open and close the source of a pair, and its target.
const SOURCE: (u32, u32) = (1, 2);
const TARGET: (u32, u32) = (3, 4);
const CLS: u32 = 101;
const SEP: u32 = 102;
/// Pieces that the encoder saw at most in training, `[CLS]` and `[SEP]` among them.
const MAX_PIECES: usize = 256;

/// The classes of the pair question: the event types, CONCEDE and RETREAT being one (YIELD).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PairRoot {
    /// One of the other 14 types.
    Type(EventType),
    /// CONCEDE or RETREAT.
    Yield,
}

impl PairRoot {
    /// The 15 classes in the order of the model's scores.
    pub fn all() -> Vec<PairRoot> {
        let types = EventType::ALL.iter().copied();
        let mut all: Vec<_> = types
            .map(PairRoot::of)
            .filter(|r| *r != PairRoot::Yield)
            .collect();
        all.push(PairRoot::Yield);
        all
    }

    /// The class that a type falls into.
    pub fn of(event_type: EventType) -> PairRoot {
        match event_type {
            EventType::Concede | EventType::Retreat => PairRoot::Yield,
            other => PairRoot::Type(other),
        }
    }

    /// Its name in PLV's files.
    pub fn as_str(self) -> &'static str {
        match self {
            PairRoot::Type(t) => t.as_str(),
            PairRoot::Yield => "YIELD",
        }
    }
}

impl fmt::Display for PairRoot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A sentence with two marked parties, ready for the encoder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedPair {
    /// Vocabulary ids.
    pub ids: Vec<u32>,
    /// Index of the piece that opens the source.
    pub source: usize,
    /// Index of the piece that opens the target.
    pub target: usize,
}

/// Marks two parties. None if a party covers no word, or if they do not fit into one window.
pub fn mark(words: &[Word], source: &Span, target: &Span) -> Option<MarkedPair> {
    let covers = |party: &Span| {
        let over = |w: &Word| w.span.start < party.end && w.span.end > party.start;
        Some((words.iter().position(over)?, words.iter().rposition(over)?))
    };
    let (source, target) = (covers(source)?, covers(target)?);
    let kept = fitting(words, source.0.min(target.0), source.1.max(target.1))?;
    let mut marked = MarkedPair {
        ids: vec![CLS],
        source: 0,
        target: 0,
    };
    for w in kept {
        for (party, marks, at) in [
            (source, SOURCE, &mut marked.source),
            (target, TARGET, &mut marked.target),
        ] {
            if w == party.0 {
                *at = marked.ids.len();
                marked.ids.push(marks.0);
            }
        }
        marked.ids.extend_from_slice(&words[w].pieces);
        for (party, marks) in [(source, SOURCE), (target, TARGET)] {
            if w == party.1 {
                marked.ids.push(marks.1);
            }
        }
    }
    marked.ids.push(SEP);
    Some(marked)
}

/// The words to keep: all, or as many as fit around those from `first` to `last`, the left ones first.
fn fitting(words: &[Word], first: usize, last: usize) -> Option<std::ops::Range<usize>> {
    let room = MAX_PIECES - 6;
    let mut size: usize = words[first..=last].iter().map(|w| w.pieces.len()).sum();
    if size > room {
        return None;
    }
    let (mut start, mut end) = (first, last + 1);
    while start > 0 && size + words[start - 1].pieces.len() <= room {
        start -= 1;
        size += words[start].pieces.len();
    }
    while end < words.len() && size + words[end].pieces.len() <= room {
        size += words[end].pieces.len();
        end += 1;
    }
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(n: usize) -> Vec<Word> {
        let word = |i: usize| Word {
            span: i * 10..i * 10 + 5,
            pieces: vec![1000 + i as u32],
        };
        (0..n).map(word).collect()
    }

    #[test]
    fn the_marks_stand_around_the_parties() {
        let marked = mark(&words(4), &(0..5), &(20..35)).expect("both parties are there");
        assert_eq!(marked.ids, [101, 1, 1000, 2, 1001, 3, 1002, 1003, 4, 102]);
        assert_eq!((marked.source, marked.target), (1, 5));
    }

    #[test]
    fn a_long_sentence_is_cut_around_the_parties() {
        let marked = mark(&words(600), &(5000..5005), &(5020..5025)).expect("they are near");
        assert!(marked.ids.len() <= 256);
        assert_eq!(marked.ids[marked.source], 1);
        assert_eq!(marked.ids[marked.source + 1], 1500);
        assert_eq!(mark(&words(600), &(0..5), &(5020..5025)), None);
    }

    #[test]
    fn a_party_without_words_cannot_be_marked() {
        assert_eq!(mark(&words(3), &(6..9), &(0..5)), None);
    }

    #[test]
    fn there_are_fifteen_classes() {
        let all = PairRoot::all();
        assert_eq!(all.len(), 15);
        assert_eq!(all[14].as_str(), "YIELD");
        assert_eq!(PairRoot::of(EventType::Retreat), PairRoot::Yield);
    }
}
