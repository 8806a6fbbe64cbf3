//! Is this text that text, with another head or a cut tail?
//!
//! A text is a set of overlapping runs of five words. Of their hashes the smallest are kept: a fair
//! sample, and the same run is in the sample of every text that holds it, as far as both samples
//! reach. So the share of one text that is found in another can be told from the samples (Broder
//! 1997, "On the resemblance and containment of documents").

use super::words;

/// Words in a run.
const RUN: usize = 5;
/// Hashes kept of a text.
const KEPT: usize = 128;
/// The smallest of them are looked up in the index; a text that is a quarter of another misses all
/// of the other's with a probability of 0.75^16, 1 %.
pub const INDEXED: usize = 16;
/// Fewer than this in common prove nothing.
const FEWEST: usize = 12;
/// Share of the shorter text that must be found in the longer one.
pub const SAME: f64 = 0.7;

/// The smallest hashes of runs of words, ascending.
pub fn sketch(text: &str) -> Vec<u32> {
    let words: Vec<u64> = words::split(text).map(|w| words::hash(&w)).collect();
    let mut runs: Vec<u32> = words
        .windows(RUN)
        .map(|run| (run.iter().fold(0, |h, w| words::mix(h ^ *w)) >> 32) as u32)
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs.truncate(KEPT);
    runs
}

/// Share of the shorter text that the longer one holds, as far as the samples tell: 0 to 1; 0 if too
/// little is in common.
pub fn containment(a: &[u32], b: &[u32]) -> f64 {
    // beyond its largest hash a full sample says nothing
    let reach = |s: &[u32]| {
        if s.len() < KEPT {
            u32::MAX
        } else {
            s.last().copied().unwrap_or(0)
        }
    };
    let end = reach(a).min(reach(b));
    let within = |s: &[u32]| s.partition_point(|h| *h <= end);
    let (a, b) = (
        a.get(..within(a)).unwrap_or(a),
        b.get(..within(b)).unwrap_or(b),
    );
    let common = a.iter().filter(|h| b.binary_search(h).is_ok()).count();
    if common < FEWEST {
        return 0.0;
    }
    common as f64 / a.len().min(b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of words that repeat only after a long time.
    fn text(from: u64, to: u64) -> String {
        (from..to)
            .map(|n| format!("w{} ", words::mix(n) % 5000))
            .collect()
    }

    #[test]
    fn a_cut_tail_and_another_head_do_not_hide_a_text() {
        let whole = sketch(&text(0, 900));
        for (from, to) in [(0, 900), (0, 250), (30, 900), (300, 600)] {
            let part = sketch(&format!("By our correspondent in town {}", text(from, to)));
            assert!(containment(&whole, &part) > SAME, "{from}..{to}");
            let indexed = |s: &[u32]| s.iter().take(INDEXED).copied().collect::<Vec<_>>();
            let found = indexed(&whole).iter().any(|h| indexed(&part).contains(h));
            assert!(found, "{from}..{to} is not found");
        }
    }

    #[test]
    fn another_text_with_a_common_paragraph_is_another() {
        let a = sketch(&text(0, 600));
        let b = sketch(&format!("{}{}", text(0, 150), text(2000, 2450)));
        assert!(containment(&a, &b) < SAME);
        assert_eq!(containment(&a, &sketch(&text(3000, 3600))), 0.0);
    }

    #[test]
    fn next_to_nothing_is_never_the_same() {
        let short = sketch("One two three four five six seven.");
        assert_eq!(containment(&short, &short), 0.0);
        assert_eq!(containment(&[], &[]), 0.0);
    }
}
