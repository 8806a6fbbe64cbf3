//! Counting: precision and recall, answers, multisets.

use super::scores::{Accuracy, Row};
use std::collections::BTreeMap;

/// How often each thing occurs.
pub(super) type Multiset<T> = BTreeMap<T, usize>;

/// Counts things.
pub(super) fn counted<T: Ord>(things: impl Iterator<Item = T>) -> Multiset<T> {
    let mut counts = Multiset::new();
    for thing in things {
        *counts.entry(thing).or_default() += 1;
    }
    counts
}

/// Right, predicted, in gold.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    right: usize,
    predicted: usize,
    gold: usize,
}

impl Tally {
    pub fn add(&mut self, right: usize, predicted: usize, gold: usize) {
        self.right += right;
        self.predicted += predicted;
        self.gold += gold;
    }

    /// Counts what two multisets share; what only the optional one explains is not held against
    /// the prediction.
    pub fn add_shared<T: Ord>(
        &mut self,
        gold: &Multiset<T>,
        predicted: &Multiset<T>,
        optional: &Multiset<T>,
    ) {
        let (mut right, mut free) = (0, 0);
        for (thing, n) in predicted {
            let in_gold = gold.get(thing).copied().unwrap_or(0);
            right += in_gold.min(*n);
            free += n
                .saturating_sub(in_gold)
                .min(optional.get(thing).copied().unwrap_or(0));
        }
        let predicted: usize = predicted.values().sum();
        self.add(right, predicted - free, gold.values().sum());
    }

    pub fn row(self) -> Row {
        Row::new(self.right, self.predicted, self.gold)
    }
}

/// Right, asked.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Answers {
    right: usize,
    asked: usize,
}

impl Answers {
    pub fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.asked += 1;
    }

    pub fn accuracy(self) -> Accuracy {
        Accuracy {
            accuracy: match self.asked {
                0 => 0.0,
                asked => self.right as f64 / asked as f64,
            },
            n: self.asked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multiset_counts_each_thing_as_often_as_both_have_it() {
        let set = |s: &'static str| counted(s.chars());
        let mut tally = Tally::default();
        tally.add_shared(&set("aab"), &set("aaacd"), &set("cc"));
        assert_eq!((tally.right, tally.predicted, tally.gold), (2, 4, 3));
    }
}
