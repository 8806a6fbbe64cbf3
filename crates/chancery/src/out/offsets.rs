//! From bytes to characters: spans are bytes inside the house and characters (Unicode code points)
//! at its JSON and Python doors.

use std::ops::Range;

/// Bytes between two counts; a look-up counts at most as many.
const STEP: usize = 64;

/// Says for each byte of one text how many characters stand before it. Made once a text, in one
/// pass; nothing is kept for a text that is all ASCII.
#[derive(Debug, Clone)]
pub struct CharOffsets<'a> {
    bytes: &'a [u8],
    /// Characters before every `STEP`th byte; empty for ASCII.
    counts: Vec<usize>,
}

impl<'a> CharOffsets<'a> {
    /// Counts the characters of a text.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut counts = Vec::new();
        if !bytes.is_ascii() {
            let mut before = 0;
            for block in bytes.chunks(STEP) {
                counts.push(before);
                before += starts(block);
            }
        }
        CharOffsets { bytes, counts }
    }

    /// Characters that start before a byte; those of the whole text if the byte lies behind its end.
    pub fn chars_before(&self, byte: usize) -> usize {
        let byte = byte.min(self.bytes.len());
        if self.counts.is_empty() {
            return byte;
        }
        // the last block may be full, and `byte` just behind it
        let block = (byte / STEP).min(self.counts.len() - 1);
        self.counts[block] + starts(&self.bytes[block * STEP..byte])
    }

    /// A byte span as a character span, half-open as before.
    pub fn span(&self, bytes: &Range<usize>) -> Range<usize> {
        self.chars_before(bytes.start)..self.chars_before(bytes.end)
    }
}

/// Bytes that start a character: all but those of the form 10xxxxxx.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b as i8) >= -64).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ascii_counts_itself() {
        let offsets = CharOffsets::new("Police met.");
        assert_eq!(offsets.span(&(7..10)), 7..10);
        assert_eq!(offsets.chars_before(99), 11);
    }

    #[test]
    fn a_character_of_four_bytes_is_one() {
        let text = "é😀e\u{301}x";
        let offsets = CharOffsets::new(text);
        assert_eq!(offsets.chars_before(2), 1);
        assert_eq!(offsets.chars_before(6), 2);
        assert_eq!(offsets.chars_before(text.len()), 5);
        assert_eq!(CharOffsets::new("").chars_before(0), 0);
    }

    #[test]
    fn a_text_of_whole_blocks_has_an_end() {
        let text = "é".repeat(STEP);
        assert_eq!(CharOffsets::new(&text).chars_before(text.len()), STEP);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn characters_cut_out_what_bytes_cut_out(
            text in "(a| |é|ß|भा|e\u{301}|👩‍👩‍👧|🇺🇦|\\PC){0,120}",
            a in 0usize..200,
            b in 0usize..200,
        ) {
            let boundaries: Vec<usize> =
                text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let (a, b) = (a % boundaries.len(), b % boundaries.len());
            let bytes = boundaries[a.min(b)]..boundaries[a.max(b)];
            let chars = CharOffsets::new(&text).span(&bytes);
            let cut: String = text.chars().skip(chars.start).take(chars.len()).collect();
            prop_assert_eq!(cut, &text[bytes]);
        }
    }
}
