//! Which country an article is about, as a whole and around a word.

use super::elsewhere::town_at;
use super::scan::Scan;
use crate::document::Document;
use crate::gazetteer::{Gazetteer, Kind, is_body};
use std::collections::BTreeMap;

/// Where countries are named and how much each naming counts. The factors were fitted on the
/// training articles: bare agents ("the police") whose country the annotators told.
#[derive(Debug, Default)]
pub(super) struct Weights {
    named: Vec<Naming>,
    /// Sums of the weights.
    totals: BTreeMap<&'static str, f32>,
}

#[derive(Debug)]
struct Naming {
    sentence: usize,
    word: usize,
    country: &'static str,
    weight: f32,
}

impl Weights {
    pub fn new(document: &Document<'_>, scan: &Scan, gazetteer: &Gazetteer) -> Self {
        let mut weights = Weights::default();
        for hit in scan.hits.iter().filter(|h| !is_body(h.country)) {
            let word = hit.words.start;
            let mut weight = match hit.kind {
                Kind::State => 1.0,
                Kind::Body | Kind::Person => 0.6,
                Kind::Nationality | Kind::Seat => 0.5,
                Kind::Surname => 0.4,
            };
            if word
                .checked_sub(1)
                .is_some_and(|i| is_locative(scan.word(i)))
            {
                weight *= 1.3;
            }
            if scan
                .words
                .get(hit.words.end - 1)
                .is_some_and(|w| w.possessive)
            {
                weight *= 1.6;
            }
            // an embassy stands in another country
            if is_mission(scan.word(hit.words.end)) {
                weight *= 0.3;
            }
            weights.add(scan, word, hit.country, weight);
        }
        weights.towns(document, scan, gazetteer);
        weights.named.sort_by_key(|n| n.word);
        weights
    }

    fn add(&mut self, scan: &Scan, word: usize, country: &'static str, weight: f32) {
        let sentence = scan.sentence.get(word).copied().unwrap_or(0);
        *self.totals.entry(country).or_insert(0.0) += weight;
        self.named.push(Naming {
            sentence,
            word,
            country,
            weight,
        });
    }

    fn towns(&mut self, document: &Document<'_>, scan: &Scan, gazetteer: &Gazetteer) {
        let mut towns = Vec::new();
        for i in 1..scan.words.len() {
            let leads = is_locative(scan.word(i - 1))
                || matches!(
                    scan.word(i - 1),
                    "from"
                        | "of"
                        | "to"
                        | "city"
                        | "town"
                        | "southern"
                        | "northern"
                        | "eastern"
                        | "western"
                );
            if scan.hit(i).is_none()
                && leads
                && let Some((_, country, _)) = town_at(scan, gazetteer, i, |c| self.total(c))
            {
                towns.push((i, country, 0.7));
            }
        }
        if let Some(place) = &document.dateline_place {
            let range = scan.range(place);
            let country = scan
                .hit(range.start)
                .map(|h| h.country)
                .or_else(|| town_at(scan, gazetteer, range.start, |c| self.total(c)).map(|t| t.1));
            towns.extend(
                country
                    .filter(|c| !is_body(c))
                    .map(|c| (range.start, c, 1.5)),
            );
        }
        for (word, country, weight) in towns {
            self.add(scan, word, country, weight);
        }
    }

    /// The weight of all namings of a country.
    pub fn total(&self, country: &str) -> f32 {
        self.totals.get(country).copied().unwrap_or(0.0)
    }

    /// All namings; of a very long text the first and those around the word.
    fn around(&self, here: Option<(usize, usize)>) -> impl Iterator<Item = &Naming> {
        const LEAD: usize = 200;
        const REACH: usize = 400;
        let at = here.map_or(0, |(_, word)| self.named.partition_point(|n| n.word < word));
        let from = at.saturating_sub(REACH).max(LEAD).min(self.named.len());
        let to = (at + REACH).max(from).min(self.named.len());
        let lead = self.named.get(..LEAD.min(from)).unwrap_or_default();
        lead.iter()
            .chain(self.named.get(lead.len().max(from)..to).unwrap_or_default())
    }

    /// The heaviest country, of the article or around a word of a sentence.
    pub fn best(&self, here: Option<(usize, usize)>) -> Option<&'static str> {
        let mut sums: BTreeMap<&'static str, (f32, usize)> = BTreeMap::new();
        for (order, n) in self.around(here).enumerate() {
            let near = here.map_or(1.0, |(sentence, word)| n.nearness(sentence, word));
            let lead = if n.sentence == 0 { 3.0 } else { 1.0 };
            sums.entry(n.country).or_insert((0.0, order)).0 += n.weight * near * lead;
        }
        let best = sums
            .into_iter()
            .max_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.map(|(c, _)| c)
    }
}

impl Naming {
    fn nearness(&self, sentence: usize, word: usize) -> f32 {
        if self.sentence > sentence {
            return 0.5;
        }
        if self.sentence < sentence {
            return 1.0;
        }
        let distance = self.word.abs_diff(word) as f32;
        let before = if self.word < word { 1.3 } else { 1.0 };
        2.0 * before * (1.0 + 8.0 / (8.0 + distance))
    }
}

fn is_locative(word: &str) -> bool {
    matches!(
        word,
        "in" | "at" | "near" | "outside" | "across" | "throughout" | "inside" | "around" | "within"
    )
}

fn is_mission(word: &str) -> bool {
    matches!(
        word,
        "embassy"
            | "ambassador"
            | "ambassadors"
            | "envoy"
            | "consulate"
            | "delegation"
            | "diplomat"
            | "diplomats"
    )
}
