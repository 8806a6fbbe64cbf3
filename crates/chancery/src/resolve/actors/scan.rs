//! A first walk over the article: its words and the known names among them.

use super::small_words::{is_function, is_honorific};
use crate::document::Document;
use crate::event::Span;
use crate::gazetteer::words::{Case, Word, words};
use crate::gazetteer::{Gazetteer, Kind, Sense, is_body};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// A known name in the text.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    /// Its words.
    pub words: Range<usize>,
    /// What it means here.
    pub country: &'static str,
    /// Sector, if the name settles it.
    pub sector: Option<crate::ontology::Sector>,
    /// Canonical name.
    pub name: &'static str,
    /// What kind of thing.
    pub kind: Kind,
    /// The folded words.
    pub key: String,
}

/// Which countries and persons the article names anywhere.
struct About {
    named: BTreeMap<&'static str, usize>,
    persons: HashSet<&'static str>,
    /// The state named most, and how often.
    most: Option<(&'static str, usize)>,
    all: usize,
    /// Whether something else than "Georgia" names the state of that name.
    georgian: bool,
}

impl About {
    fn new(raw: &[(Range<usize>, Vec<&Sense>)]) -> About {
        let mut named = BTreeMap::new();
        let mut persons = HashSet::new();
        let mut georgian = false;
        for (range, senses) in raw {
            for s in senses {
                georgian |= s.country == "GEO" && s.kind != Kind::State;
                match s.kind {
                    Kind::State | Kind::Nationality | Kind::Seat => {
                        *named.entry(s.country).or_insert(0) += 1;
                    }
                    Kind::Person if range.len() > 1 => {
                        persons.insert(s.name);
                    }
                    _ => {}
                }
            }
        }
        let states = named.iter().filter(|(c, _)| !is_body(c));
        let most = states
            .map(|(c, n)| (*c, *n))
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
        let all = named.values().sum();
        About {
            named,
            persons,
            most,
            all,
            georgian,
        }
    }
}

/// The words of an article with the known names among them.
#[derive(Debug)]
pub(super) struct Scan {
    /// All words in text order.
    pub words: Vec<Word>,
    /// Number of the sentence of each word.
    pub sentence: Vec<usize>,
    /// Known names in text order, none overlapping.
    pub hits: Vec<Hit>,
    /// For each word, the number of the hit that holds it.
    pub hit_of: Vec<Option<usize>>,
    /// Whether the text is written without capitals.
    pub uncapped: bool,
}

impl Scan {
    pub fn new(document: &Document<'_>, gazetteer: &Gazetteer) -> Scan {
        let all = words(&document.article.text, 0);
        let mut sentence = Vec::with_capacity(all.len());
        let mut s = 0;
        for w in &all {
            while document
                .sentences
                .get(s)
                .is_some_and(|x| x.span.end <= w.span.start)
                && s + 1 < document.sentences.len()
            {
                s += 1;
            }
            sentence.push(s);
        }
        let capitals = all.iter().filter(|w| w.is_capital()).count();
        let uncapped = all.len() > 8 && capitals * 30 < all.len();
        let mut scan = Scan {
            hit_of: vec![None; all.len()],
            words: all,
            sentence,
            hits: Vec::new(),
            uncapped,
        };
        scan.find(gazetteer, document.date);
        scan
    }

    fn find(&mut self, gazetteer: &Gazetteer, date: Option<Date>) {
        let mut raw: Vec<(Range<usize>, Vec<&Sense>)> = Vec::new();
        let mut i = 0;
        while i < self.words.len() {
            let to = self.sentence_end(i).min(i + 12);
            match gazetteer
                .names
                .longest_at(self.words.get(i..to).unwrap_or_default(), self.uncapped)
            {
                Some((n, senses)) => {
                    raw.push((i..i + n, senses));
                    i += n;
                }
                None => i += 1,
            }
        }
        let about = About::new(&raw);
        for (range, senses) in raw {
            if let Some(hit) = self.accept(&range, &senses, &about, gazetteer, date) {
                for w in range.clone() {
                    if let Some(slot) = self.hit_of.get_mut(w) {
                        *slot = Some(self.hits.len());
                    }
                }
                self.hits.push(hit);
            }
        }
    }

    fn accept(
        &self,
        range: &Range<usize>,
        senses: &[&Sense],
        about: &About,
        gazetteer: &Gazetteer,
        date: Option<Date>,
    ) -> Option<Hit> {
        let word = self.words.get(range.start)?;
        let single = range.len() == 1;
        if single && self.part_of_other_name(range, senses, gazetteer) {
            return None;
        }
        let supported: Vec<&&Sense> = senses
            .iter()
            .filter(|s| {
                s.kind != Kind::Surname
                    || about.persons.contains(s.name)
                    || (about.named.contains_key(s.country) && s.holds_on(date))
            })
            .collect();
        let sense = choose(&supported, about, date)?;
        if single && word.folded == "us" && word.case != Case::Caps {
            return None;
        }
        let mut hit = Hit {
            words: range.clone(),
            country: sense.country,
            sector: sector_on(sense, date),
            name: sense.name,
            kind: sense.kind,
            key: self.folded(range),
        };
        // Georgia of the United States
        if hit.key == "georgia" && about.named.contains_key("USA") && !about.georgian {
            hit.country = "USA";
            hit.name = "Georgia";
        }
        if let Some(country) = self.organ_of(&hit) {
            hit.country = country;
            hit.name = "";
        }
        if sense.kind == Kind::Body
            && gazetteer.is_common_organ(&hit.key)
            && !is_body(sense.country)
            && let Some(country) = self.owner(range, sense.country, about)
        {
            hit.country = country;
            hit.name = "";
        }
        Some(hit)
    }

    /// "Belarusian KGB": the organ of another state than the table's.
    fn organ_of(&self, hit: &Hit) -> Option<&'static str> {
        use crate::ontology::Sector::*;
        let organ = matches!(hit.sector, Some(Gov | Mil | Cop | Jud | Leg | Spy | Pty));
        let before = self
            .hits
            .last()
            .filter(|h| h.words.end == hit.words.start)?;
        let other = before.kind == Kind::Nationality && before.country != hit.country;
        let plain = self.words.get(hit.words.start)?.before == ' ';
        (organ && other && plain && hit.kind == Kind::Body && !is_body(hit.country))
            .then_some(before.country)
    }

    /// The state whose organ of a common name is meant, if it is not the table's.
    fn owner(&self, range: &Range<usize>, table: &str, about: &About) -> Option<&'static str> {
        let before = self.hits.last().filter(|h| h.words.end == range.start);
        if let Some(h) = before
            && matches!(h.kind, Kind::State | Kind::Nationality)
        {
            return Some(h.country);
        }
        let (most, times) = about.most?;
        let of_table = about.named.get(table).copied().unwrap_or(0);
        (times > 4 * of_table && times * 2 > about.all).then_some(most)
    }

    /// "Chelsea Clinton", "Jordan Peterson": a known word within the name of somebody else.
    fn part_of_other_name(
        &self,
        range: &Range<usize>,
        senses: &[&Sense],
        gazetteer: &Gazetteer,
    ) -> bool {
        let Some(word) = self.words.get(range.start) else {
            return false;
        };
        let person = senses
            .iter()
            .all(|s| matches!(s.kind, Kind::Person | Kind::Surname));
        let before = range.start.checked_sub(1).and_then(|i| self.words.get(i));
        if person
            && let Some(b) = before
            && word.before == ' '
            && b.is_capital()
            && !b.possessive
            && b.folded.len() > 1
            && self.sentence.get(range.start) == self.sentence.get(range.start - 1)
        {
            let own = senses.iter().any(|s| {
                s.name
                    .split(' ')
                    .any(|n| crate::gazetteer::words::fold(n) == b.folded)
            });
            let known = own
                || self
                    .hit_of
                    .get(range.start - 1)
                    .is_some_and(Option::is_some)
                || gazetteer.titles.get(&b.folded).is_some()
                || is_honorific(&b.folded)
                || is_function(&b.folded);
            if !known {
                return true;
            }
        }
        let after = self.words.get(range.end);
        let title = gazetteer
            .titles
            .longest_at(self.words.get(range.end..range.end + 3).unwrap_or_default())
            .is_some();
        (person || gazetteer.is_given_name(&word.folded))
            && !title
            && !word.possessive
            && after.is_some_and(|a| {
                a.case == Case::Capital
                    && (a.before == ' ' || (person && a.before == '-'))
                    && !is_function(&a.folded)
                    && self.sentence.get(range.end) == self.sentence.get(range.start)
                    && gazetteer.titles.get(&a.folded).is_none()
                    && gazetteer
                        .names
                        .longest_at(
                            self.words.get(range.end..range.end + 3).unwrap_or_default(),
                            false,
                        )
                        .is_none_or(|(_, senses)| {
                            senses
                                .iter()
                                .all(|s| matches!(s.kind, Kind::Person | Kind::Surname))
                        })
            })
    }

    /// The words of a sentence.
    pub fn sentence_words(&self, sentence: usize) -> Range<usize> {
        let start = self.sentence.partition_point(|s| *s < sentence);
        start..self.sentence.partition_point(|s| *s <= sentence)
    }

    pub fn sentence_end(&self, i: usize) -> usize {
        let s = self.sentence.get(i).copied();
        let mut j = i;
        while j < self.words.len() && self.sentence.get(j).copied() == s {
            j += 1;
            if j - i > 64 {
                break;
            }
        }
        j
    }

    /// The words that a span touches.
    pub fn range(&self, span: &Span) -> Range<usize> {
        let start = self.words.partition_point(|w| w.span.end <= span.start);
        let end = self.words.partition_point(|w| w.span.start < span.end);
        start..end.max(start)
    }

    pub fn folded(&self, range: &Range<usize>) -> String {
        let mut key = String::new();
        for w in self.words.get(range.clone()).unwrap_or_default() {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&w.folded);
        }
        key
    }

    pub fn word(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| w.folded.as_str())
    }

    /// The hit that begins at or before a word and holds it.
    pub fn hit(&self, i: usize) -> Option<&Hit> {
        self.hits.get((*self.hit_of.get(i)?)?)
    }
}

/// The meaning to take: who is in office on the day, then undated meanings, then who was.
fn choose<'a>(senses: &[&&'a Sense], about: &About, date: Option<Date>) -> Option<&'a Sense> {
    let rank = |s: &Sense| {
        let dated = s.from.is_some() || s.to.is_some();
        let holds = match (dated, date) {
            (true, Some(_)) if s.holds_on(date) => 0,
            (false, _) => 1,
            (true, Some(d)) if s.to.is_some_and(|t| t < d) => 2,
            (true, None) => 2,
            (true, Some(_)) => 3,
        };
        // without a date, the office that a person held last
        let free = s.kind == Kind::Person && date.is_none();
        let supported = if free || about.named.contains_key(s.country) {
            0
        } else {
            1
        };
        let latest = s
            .from
            .map_or(0, |f| -(f.year() as i32 * 400 + f.day_of_year() as i32));
        (
            s.kind == Kind::Surname,
            s.kind == Kind::Nationality,
            holds,
            supported,
            latest,
        )
    };
    senses.iter().copied().min_by_key(|s| rank(s)).copied()
}

pub(super) fn sector_on(sense: &Sense, date: Option<Date>) -> Option<crate::ontology::Sector> {
    use crate::ontology::Sector;
    let sector = sense.sector?;
    let person = matches!(sense.kind, Kind::Person | Kind::Surname);
    if !person || sense.holds_on(date) || (sense.from.is_none() && sense.to.is_none()) {
        return Some(sector);
    }
    match (date, sense.from) {
        (Some(d), Some(f)) if d < f => Some(Sector::Pty),
        _ => Some(Sector::Eli),
    }
}
