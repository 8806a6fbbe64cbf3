//! The country of a party whose own words do not tell it: what stands around them, who was named
//! before, what the article is about.

use super::phrase::{Told, tell};
use super::reference::Pronoun;
use super::scan::Scan;
use super::{Cast, Found};
use crate::event::Basis;
use crate::gazetteer::{Gazetteer, Kind, Town};
use std::ops::Range;

/// How many mentions back a definite description looks for its entity.
const MENTIONS_BACK: usize = 24;

impl Cast<'_> {
    pub(super) fn country_elsewhere(
        &self,
        told: &Told,
        range: &Range<usize>,
        depth: usize,
        found: &mut Found,
    ) {
        if let Some((country, basis)) = self.around(range) {
            (found.country, found.basis) = (Some(country), basis);
            return;
        }
        if let Some(country) = self.town_in(told, range) {
            (found.country, found.basis) = (Some(country), Basis::Name);
            found.town = true;
            return;
        }
        if let Some(head) = told.head
            && told.person.is_none()
            && matches!(
                self.scan.word(range.start),
                "the" | "his" | "her" | "its" | "their" | "this" | "that"
            )
            && let Some(known) = self.people.titled(self.scan.word(head), range.start)
            && let Some(country) = known.country
        {
            (found.country, found.basis) = (Some(country), Basis::Coreference);
            found.name = self.text_of(&known.name);
            return;
        }
        if let Some(head) = told.head
            && self.scan.word(range.start) == "the"
            && let Some(country) = self.same_head(self.scan.word(head), range.start)
        {
            (found.country, found.basis) = (Some(country), Basis::Coreference);
            return;
        }
        if let Some(p) = Pronoun::possessive(self.scan.word(range.start))
            && depth < 2
        {
            let owner = self.pronoun(p, range.start, depth + 1);
            if owner.country.is_some() {
                (found.country, found.basis) = (owner.country, Basis::Coreference);
                return;
            }
        }
        if told.blocked {
            return;
        }
        let here = self
            .scan
            .sentence
            .get(range.start)
            .map(|s| (*s, range.start));
        if let Some(country) = self.weights.best(here) {
            (found.country, found.basis) = (Some(country), Basis::DocumentDefault);
        }
    }

    /// The country of the last mention before a word that has the same head and tells one: "Ghana's
    /// trade minister … the minister".
    fn same_head(&self, head: &str, before: usize) -> Option<&'static str> {
        let to = self.mentions.partition_point(|r| r.end <= before);
        let near = self.mentions.get(to.saturating_sub(MENTIONS_BACK)..to)?;
        near.iter().rev().find_map(|r| {
            let told = tell(&self.scan, self.gazetteer, r.clone());
            let same = told.head.is_some_and(|h| self.scan.word(h) == head);
            told.country.filter(|_| same)
        })
    }

    /// An apposition or a place right after the mention: "police in Hong Kong".
    fn around(&self, range: &Range<usize>) -> Option<(&'static str, Basis)> {
        let s = self.scan.sentence.get(range.start);
        let next = self
            .scan
            .words
            .get(range.end)
            .filter(|_| self.scan.sentence.get(range.end) == s);
        if let Some(next) = next {
            let w = next.folded.as_str();
            if matches!(w, "in" | "of" | "from") && next.before == ' ' {
                let mut i = range.end + 1;
                let to = i + 3;
                while i < to && self.scan.sentence.get(i) == s {
                    if self
                        .scan
                        .words
                        .get(i)
                        .is_some_and(|w| matches!(w.before, ',' | ';'))
                    {
                        break;
                    }
                    if self
                        .gazetteer
                        .titles
                        .get(self.scan.word(i))
                        .is_some_and(|t| t.head.is_some())
                    {
                        break;
                    }
                    if let Some(h) = self.scan.hit(i) {
                        if matches!(h.kind, Kind::State | Kind::Nationality | Kind::Seat) {
                            return Some((h.country, Basis::Name));
                        }
                    } else if let Some((_, c, _)) = self.town_at(i) {
                        return Some((c, Basis::Name));
                    }
                    i += 1;
                }
            }
            if matches!(next.before, ',' | '(') {
                let mut end = range.end;
                while end < range.end + 8
                    && self.scan.sentence.get(end) == s
                    && self
                        .scan
                        .words
                        .get(end)
                        .is_some_and(|w| end == range.end || !matches!(w.before, ',' | ')' | ';'))
                {
                    end += 1;
                }
                let told = tell(&self.scan, self.gazetteer, range.end..end);
                let determined = matches!(self.scan.word(range.end), "the" | "a" | "an")
                    || told.person.is_some()
                    || self.scan.hit(range.end).is_some();
                if determined
                    && told.head.is_some()
                    && let Some(c) = told.country
                {
                    return Some((c, Basis::Title));
                }
                if let Some(known) = told.person.and_then(|p| self.people.named(&self.scan, &p))
                    && let Some(c) = known.country
                {
                    return Some((c, Basis::Coreference));
                }
            }
        }
        None
    }

    /// A town or unit in the phrase: after a preposition, before a title, or all of it.
    fn town_in(&self, told: &Told, range: &Range<usize>) -> Option<&'static str> {
        for i in range.clone().filter(|i| self.scan.hit(*i).is_none()) {
            let person = told.person.as_ref().is_some_and(|p| p.contains(&i));
            let after = i > range.start
                && matches!(
                    self.scan.word(i - 1),
                    "in" | "of" | "from" | "near" | "at" | "outside"
                );
            let whole =
                i == range.start || (i == range.start + 1 && self.scan.word(range.start) == "the");
            if person && !after && !whole {
                continue;
            }
            let known = told
                .person
                .as_ref()
                .and_then(|p| self.people.named(&self.scan, p));
            if person && known.is_some() {
                continue;
            }
            let Some((n, country, population)) = self.town_at(i) else {
                continue;
            };
            let all = i + n == range.end && whole;
            if (person && all && population > 50_000) || (!person && population > 20_000) || after {
                return Some(country);
            }
        }
        None
    }

    /// The country of a town or unit whose name begins at a word.
    fn town_at(&self, i: usize) -> Option<(usize, &'static str, u64)> {
        town_at(&self.scan, self.gazetteer, i, |c| self.weights.total(c))
    }
}

/// The town or unit whose name begins at a word: its number of words, country and people; of
/// namesakes the one in the country that weighs most, then the biggest.
pub(super) fn town_at(
    scan: &Scan,
    gazetteer: &Gazetteer,
    i: usize,
    weight: impl Fn(&str) -> f32,
) -> Option<(usize, &'static str, u64)> {
    let w = scan.words.get(i)?;
    if !w.is_capital() || w.folded.len() < 3 || gazetteer.titles.get(&w.folded).is_some() {
        return None;
    }
    for n in (1..=3).rev() {
        let words = scan.words.get(i..i + n);
        if words.is_none_or(|ws| {
            ws.iter()
                .skip(1)
                .any(|w| !matches!(w.before, ' ' | '-') || !w.is_capital())
        }) {
            continue;
        }
        let towns = gazetteer.towns.get(&scan.folded(&(i..i + n)));
        let best = towns.iter().max_by(|a, b| {
            let score =
                |t: &Town| weight(t.country).min(9.0) * 3.0 + ((t.population + 1) as f32).log10();
            score(a)
                .total_cmp(&score(b))
                .then(a.geoname_id.cmp(&b.geoname_id))
        });
        if let Some(t) = best {
            return Some((n, t.country, t.population));
        }
    }
    None
}
