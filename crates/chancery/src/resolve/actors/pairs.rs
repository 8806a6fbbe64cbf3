//! "The two countries": one mention, two parties.

use super::Cast;
use crate::event::{Basis, Party, Span};
use crate::gazetteer::{Kind, is_body};
use jiff::civil::Date;
use std::ops::Range;

impl Cast<'_> {
    /// As [`Cast::party`], but "the two countries" and "both sides" are two parties where exactly
    /// two states can be meant: those that the sentence names before, else those of the article.
    pub fn parties(&self, span: &Span, when: Option<Date>) -> Vec<Party> {
        let one = self.party(span, when);
        let range = self.scan.range(span);
        match self.pair(&range) {
            Some(pair) if one.basis == Basis::Unknown || one.basis == Basis::DocumentDefault => {
                let party = |country| Party {
                    country: Some(country),
                    basis: Basis::Coreference,
                    name: None,
                    ..one.clone()
                };
                pair.map(party).to_vec()
            }
            _ => vec![one],
        }
    }

    fn pair(&self, range: &Range<usize>) -> Option<[&'static str; 2]> {
        let said = range.clone().any(|i| {
            matches!(self.scan.word(i), "two" | "both")
                && self.gazetteer.titles.get(self.scan.word(i + 1)).is_some()
                && matches!(
                    self.scan.word(i + 1),
                    "countries"
                        | "governments"
                        | "sides"
                        | "nations"
                        | "states"
                        | "neighbours"
                        | "neighbors"
                        | "capitals"
                        | "armies"
                        | "militaries"
                        | "presidents"
                        | "leaders"
                        | "ministers"
                        | "delegations"
                        | "coastguards"
                        | "navies"
                        | "prime"
                )
        });
        if !said {
            return None;
        }
        let sentence = *self.scan.sentence.get(range.start)?;
        let words = self.scan.sentence_words(sentence);
        let previous = self.scan.sentence_words(sentence.saturating_sub(1));
        [
            words.start..range.start,
            previous.start..range.start,
            0..self.scan.words.len().min(4000),
        ]
        .into_iter()
        .find_map(|r| self.exactly_two(&r))
    }

    fn exactly_two(&self, range: &Range<usize>) -> Option<[&'static str; 2]> {
        let first = self
            .scan
            .hits
            .partition_point(|h| h.words.start < range.start);
        let mut found: Vec<&'static str> = Vec::new();
        for h in self
            .scan
            .hits
            .get(first..)?
            .iter()
            .take_while(|h| h.words.end <= range.end)
        {
            let state = matches!(
                h.kind,
                Kind::State | Kind::Nationality | Kind::Seat | Kind::Person
            );
            if state && !is_body(h.country) && !found.contains(&h.country) {
                found.push(h.country);
            }
        }
        <[&'static str; 2]>::try_from(found).ok()
    }
}
