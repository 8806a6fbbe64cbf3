//! What a run has to say at its end: notes on articles, articles that were lost.

use crate::Outcome;
use chancery::{Article, Coding, Note};
use std::collections::BTreeMap;

/// Tells how many articles or rows were lost, which have been named before.
pub fn lost(number: usize, what: &str) -> Outcome {
    match number {
        0 => return Outcome::Done,
        1 => anstream::eprintln!("1 {what} was lost, for the reason above"),
        n => anstream::eprintln!("{n} {what}s were lost, for the reasons above"),
    }
    Outcome::Failures
}

/// Notes of a whole run: the first article of each kind, and how many there are.
#[derive(Default)]
pub struct Notes {
    kinds: BTreeMap<Note, (String, usize)>,
}

impl Notes {
    pub fn take(&mut self, article: &Article, coding: &Coding) {
        for &note in &coding.notes {
            let (_, count) = self
                .kinds
                .entry(note)
                .or_insert_with(|| (article.id.clone(), 0));
            *count += 1;
        }
    }

    pub fn tell(&self) {
        for (note, (id, count)) in &self.kinds {
            match count - 1 {
                0 => anstream::eprintln!("note: {id}: {note}"),
                more => anstream::eprintln!("note: {id} and {more} more: {note}"),
            }
        }
    }
}
