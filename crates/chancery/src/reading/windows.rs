//! Cuts a document into windows of neighbouring sentences, the unit that the encoder sees.
//!
//! A window has core sentences, whose triggers are read in it, and the sentences before them as
//! context, so that pronouns and "he added" find their antecedents. The trainer cuts the same
//! windows (`training/chancery_training/windows.py`); a change here is a change of the model.

use super::decode::Words;
use super::pieces::{Word, WordPieces};
use crate::document::Document;
use crate::event::Span;

/// Core sentences are added while they stay within this many word pieces.
const CORE_PIECES: usize = 160;
/// Whole sentences of context before the core, within this many.
const CONTEXT_PIECES: usize = 80;
/// A longer sentence is cut into chunks of at most this many; with `[CLS]` and `[SEP]` 256.
const MAX_PIECES: usize = 254;
const CLS: u32 = 101;
const SEP: u32 = 102;

/// A stretch of text that the encoder reads at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Window {
    /// Vocabulary ids, `[CLS]` first and `[SEP]` last.
    pub ids: Vec<u32>,
    /// Index into `ids` of each word's first piece.
    pub first: Vec<usize>,
    /// Byte span of each word in the article's text.
    pub words: Vec<Span>,
    /// Sentence of each word.
    pub sentence: Vec<usize>,
    /// First word that is not context.
    pub core: usize,
}

impl Window {
    /// From the first to the last of some words.
    pub fn span(&self, words: &Words) -> Span {
        self.words[*words.start()].start..self.words[*words.end()].end
    }

    /// How far each word stands from a trigger: 7 inside, else ± the binary logarithm of the
    /// number of words between, capped, 0 being far before and 14 far behind.
    pub fn distances(&self, trigger: &Words) -> Vec<u8> {
        let bucket = |far: usize| (1 + far.ilog2() as u8).min(7);
        let of = |w: usize| match w {
            w if w < *trigger.start() => 7 - bucket(trigger.start() - w),
            w if w > *trigger.end() => 7 + bucket(w - trigger.end()),
            _ => 7,
        };
        (0..self.words.len()).map(of).collect()
    }

    /// Sentence of each word relative to the trigger's: 0 three or more before, 3 the same, 4 after.
    pub fn sentence_offsets(&self, trigger: &Words) -> Vec<u8> {
        let own = self.sentence[*trigger.start()];
        let of = |&s: &usize| {
            if s > own {
                4
            } else {
                3 - (own - s).min(3) as u8
            }
        };
        self.sentence.iter().map(of).collect()
    }
}

/// A sentence, or a part of one that is too long for a window.
struct Chunk {
    words: Vec<Word>,
    sentence: usize,
    pieces: usize,
}

/// The windows of a document, in text order; every word is in the core of exactly one.
pub fn windows(pieces: &WordPieces, document: &Document<'_>) -> Vec<Window> {
    let chunks = chunks(pieces, document);
    let mut out = Vec::new();
    let mut start = 0;
    while start < chunks.len() {
        let mut end = start;
        let mut size = 0;
        while end < chunks.len() && (end == start || size + chunks[end].pieces <= CORE_PIECES) {
            size += chunks[end].pieces;
            end += 1;
        }
        let mut open = start;
        let mut before = 0;
        while open > 0 {
            let more = before + chunks[open - 1].pieces;
            if more > CONTEXT_PIECES || more + size > MAX_PIECES {
                break;
            }
            before = more;
            open -= 1;
        }
        out.push(window(&chunks[open..end], start - open));
        start = end;
    }
    out
}

fn window(chunks: &[Chunk], context: usize) -> Window {
    let mut window = Window {
        ids: vec![CLS],
        ..Window::default()
    };
    for (n, chunk) in chunks.iter().enumerate() {
        if n == context {
            window.core = window.words.len();
        }
        for word in &chunk.words {
            window.first.push(window.ids.len());
            window.ids.extend_from_slice(&word.pieces);
            window.words.push(word.span.clone());
            window.sentence.push(chunk.sentence);
        }
    }
    window.ids.push(SEP);
    window
}

fn chunks(pieces: &WordPieces, document: &Document<'_>) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    for (sentence, s) in document.sentences.iter().enumerate() {
        let Some(text) = document.article.text.get(s.span.clone()) else {
            continue;
        };
        let mut open = false;
        for mut word in pieces.words(text) {
            word.span = word.span.start + s.span.start..word.span.end + s.span.start;
            word.pieces.truncate(MAX_PIECES);
            match out.last_mut() {
                Some(chunk) if open && chunk.pieces + word.pieces.len() <= MAX_PIECES => {
                    chunk.pieces += word.pieces.len();
                    chunk.words.push(word);
                }
                _ => {
                    out.push(Chunk {
                        sentence,
                        pieces: word.pieces.len(),
                        words: vec![word],
                    });
                    open = true;
                }
            }
        }
    }
    out
}
