//! Words and word pieces of a sentence, by the tokenizer that the encoder was trained with.

use crate::event::Span;
use tokenizers::Tokenizer;

/// Splits text into the encoder's word pieces and remembers where each word stands.
#[derive(Debug)]
pub struct WordPieces {
    tokenizer: Tokenizer,
}

/// One word: what whitespace and punctuation leave standing, cut into one or more pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Bytes in the text that was split.
    pub span: Span,
    /// Its pieces' vocabulary ids.
    pub pieces: Vec<u32>,
}

impl WordPieces {
    /// From the bytes of a Hugging Face `tokenizer.json`.
    pub fn from_bytes(json: &[u8]) -> Result<Self, tokenizers::Error> {
        let mut tokenizer = Tokenizer::from_bytes(json)?;
        tokenizer.with_truncation(None)?;
        tokenizer.with_padding(None);
        Ok(WordPieces { tokenizer })
    }

    /// The words of `text`. Text that the tokenizer refuses has none.
    pub fn words(&self, text: &str) -> Vec<Word> {
        let Ok(encoding) = self.tokenizer.encode(text, false) else {
            return Vec::new();
        };
        let mut words: Vec<Word> = Vec::new();
        let mut last = None;
        let pieces = encoding.get_ids().iter().zip(encoding.get_offsets());
        for ((&id, &(start, end)), &word) in pieces.zip(encoding.get_word_ids()) {
            match words.last_mut() {
                Some(open) if word == last => {
                    open.pieces.push(id);
                    open.span.end = end;
                }
                _ => words.push(Word {
                    span: start..end,
                    pieces: vec![id],
                }),
            }
            last = word;
        }
        words
    }
}
