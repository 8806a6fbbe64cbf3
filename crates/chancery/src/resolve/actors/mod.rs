//! Who the words stand for: the country, sector and name of every party, from its own words and
//! from what the article tells of it before.

mod elsewhere;
mod heads;
mod pairs;
mod people;
mod persons;
mod phrase;
mod reference;
mod scan;
mod small_words;
mod weights;

use crate::document::Document;
use crate::event::{Basis, Party, Span};
use crate::gazetteer::{Gazetteer, Kind, is_body};
use crate::ontology::Sector;
use crate::reading::{Reading, Role};
use jiff::civil::Date;
use people::People;
use phrase::{Told, tell};
use reference::Pronoun;
use scan::Scan;
use std::ops::Range;
use weights::Weights;

/// All that an article tells of the people and bodies in it.
#[derive(Debug)]
pub struct Cast<'a> {
    document: &'a Document<'a>,
    gazetteer: &'a Gazetteer,
    scan: Scan,
    people: People,
    /// Countries that the article is about, by weight.
    weights: Weights,
    /// Word ranges of the mentions that the reader found, in text order.
    mentions: Vec<Range<usize>>,
    /// Word ranges of sources, in text order.
    speakers: Vec<Range<usize>>,
    /// Whose voice the article is, where a government or body publishes it.
    voice: Option<(&'static str, Option<Sector>)>,
}

impl<'a> Cast<'a> {
    /// Reads the article's names, titles and introductions. Never fails.
    pub fn new(document: &'a Document<'a>, reading: &Reading, gazetteer: &'a Gazetteer) -> Self {
        let scan = Scan::new(document, gazetteer);
        let people = People::learn(&scan, gazetteer);
        let weights = Weights::new(document, &scan, gazetteer);
        let mut mentions: Vec<Range<usize>> = Vec::new();
        let mut speakers = Vec::new();
        for m in reading.mentions.iter().filter(|m| !m.is_time) {
            mentions.push(scan.range(&m.span));
        }
        for f in reading.events.iter().flat_map(|e| &e.fillers) {
            match f.role {
                Role::Actor | Role::Recipient => mentions.push(scan.range(&f.span)),
                Role::SaidBy => {
                    speakers.push(scan.range(&f.span));
                    mentions.push(scan.range(&f.span));
                }
                Role::Place | Role::Time => {}
            }
        }
        let voice = document.outlet.as_deref().and_then(|o| voice(o, gazetteer));
        let key = |r: &Range<usize>| (r.start, r.end);
        mentions.retain(|r| !r.is_empty());
        mentions.sort_by_key(key);
        mentions.dedup();
        speakers.sort_by_key(key);
        speakers.dedup();
        Cast {
            document,
            gazetteer,
            scan,
            people,
            weights,
            mentions,
            speakers,
            voice,
        }
    }

    /// Whom the words of a span stand for. `when` is the day of the event, if it is known: the
    /// holder of an office changes with it.
    pub fn party(&self, span: &Span, when: Option<Date>) -> Party {
        let range = self.scan.range(span);
        let mut found = self.resolve(&range, 0);
        if let (Some(day), Some(hit)) = (when, found.person) {
            self.in_office(hit, day, &mut found);
        }
        Party {
            span: span.clone(),
            name: found.name,
            country: found.country,
            sector: found.sector,
            actor_id: None,
            basis: found.basis,
        }
    }

    /// The country that the article is mostly about, if it names one.
    pub fn default_country(&self) -> Option<&'static str> {
        self.weights.best(None)
    }

    /// How much the article speaks of a country.
    pub fn weight(&self, country: &str) -> f32 {
        self.weights.total(country)
    }

    /// The country that the article is about around a byte position, if it names one.
    pub fn country_near(&self, position: usize) -> Option<&'static str> {
        let word = self.scan.range(&(position..position + 1)).start;
        let sentence = self.document.sentence_at(position)?;
        self.weights.best(Some((sentence, word)))
    }

    /// The sector that a known person had on the day of the event, where the name alone told it.
    fn in_office(&self, hit: usize, day: Date, found: &mut Found) {
        let Some(hit) = self.scan.hits.get(hit) else {
            return;
        };
        if found.sector != hit.sector {
            return;
        }
        let senses = self.gazetteer.names.get(&hit.key).iter();
        let own = senses.filter(|s| s.name == hit.name || s.country == hit.country);
        let dated: Vec<_> = own.filter(|s| s.from.is_some() || s.to.is_some()).collect();
        if let Some(s) = dated.iter().find(|s| s.holds_on(Some(day))) {
            found.sector = s.sector;
            found.country = Some(s.country);
        } else if let Some(s) = dated.first() {
            found.sector = scan::sector_on(s, Some(day));
        }
    }

    fn resolve(&self, range: &Range<usize>, depth: usize) -> Found {
        if range.is_empty() {
            return Found::default();
        }
        if let Some(pronoun) = Pronoun::of(&self.scan, range) {
            return self.pronoun(pronoun, range.start, depth);
        }
        let told = tell(&self.scan, self.gazetteer, range.clone());
        let mut found = Found {
            country: told.country,
            sector: told.sector,
            name: told.name.map(str::to_owned),
            basis: told.basis.unwrap_or(Basis::Unknown),
            firm: told.firm,
            person: self.person_hit(range),
            town: false,
        };
        if found.person.is_some() && told.head.is_none() {
            self.titled_before(range, &mut found);
        }
        self.person(&told, range, &mut found);
        if told.counterpart {
            self.counterpart(range, depth, &mut found);
        }
        if found.country.is_none() {
            self.country_elsewhere(&told, range, depth, &mut found);
        }
        if found.sector.is_none() && found.country.is_some_and(|c| !is_body(c)) {
            found.sector = default_sector(&told, &found);
        }
        if found.country.is_some_and(is_body)
            && !told.firm
            && matches!(found.sector, Some(Sector::Gov))
        {
            found.sector = None;
        }
        found
    }

    /// "former president X", "presidential candidate X", "Senator X": the title before a known
    /// name says what the person is now.
    fn titled_before(&self, range: &Range<usize>, found: &mut Found) {
        let whole = people::left(&self.scan, self.gazetteer, range);
        if whole.len() <= range.len() {
            return;
        }
        let told = tell(&self.scan, self.gazetteer, whole);
        let now = matches!(
            told.sector,
            Some(Sector::Eli | Sector::Pty | Sector::Leg | Sector::Opp)
        );
        if told.firm && now && told.head.is_some() {
            found.sector = told.sector;
        }
    }

    fn person_hit(&self, range: &Range<usize>) -> Option<usize> {
        let n = (*self.scan.hit_of.get(range.end.checked_sub(1)?)?)?;
        let hit = self.scan.hits.get(n)?;
        matches!(hit.kind, Kind::Person | Kind::Surname).then_some(n)
    }

    /// Fills in what the article tells elsewhere of a named person.
    fn person(&self, told: &Told, range: &Range<usize>, found: &mut Found) {
        let Some(name) = &told.person else { return };
        let Some(known) = self.people.named(&self.scan, name) else {
            return;
        };
        if found.country.is_none() {
            found.country = known.country;
            if known.country.is_some() {
                found.basis = if known.first < range.start {
                    Basis::Coreference
                } else {
                    Basis::Title
                };
            }
        }
        if found.sector.is_none() || (!found.firm && known.firm) {
            found.sector = known.sector.or(found.sector);
        }
        found.name = found.name.take().or_else(|| self.text_of(&known.name));
    }

    fn text_of(&self, bytes: &str) -> Option<String> {
        let (from, to) = bytes.split_once(':')?;
        let words = self.document.words(&(from.parse().ok()?..to.parse().ok()?));
        (!words.is_empty()).then(|| words.to_owned())
    }
}

/// What was found of a party.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    country: Option<&'static str>,
    sector: Option<Sector>,
    name: Option<String>,
    basis: Basis,
    firm: bool,
    /// Number of the hit that names the person, if a table knows them.
    person: Option<usize>,
    /// Whether a town told the country.
    town: bool,
}

impl Default for Found {
    fn default() -> Self {
        Found {
            country: None,
            sector: None,
            name: None,
            basis: Basis::Unknown,
            firm: false,
            person: None,
            town: false,
        }
    }
}

/// A government or body that publishes in its own name: "US State Department".
fn voice(outlet: &str, gazetteer: &Gazetteer) -> Option<(&'static str, Option<Sector>)> {
    let words = crate::gazetteer::words::words(outlet, 0);
    let office = words.iter().any(|w| {
        matches!(
            w.folded.as_str(),
            "government"
                | "department"
                | "ministry"
                | "embassy"
                | "command"
                | "delegation"
                | "presidency"
                | "mission"
        )
    });
    for i in 0..words.len() {
        let rest = words.get(i..).unwrap_or_default();
        let Some((_, senses)) = gazetteer.names.longest_at(rest, false) else {
            continue;
        };
        let sense = senses.first()?;
        if sense.kind == Kind::Body && sense.sector != Some(Sector::Jrn) {
            return Some((sense.country, sense.sector));
        }
        if office && matches!(sense.kind, Kind::State | Kind::Nationality) {
            return Some((sense.country, Some(Sector::Gov)));
        }
    }
    None
}

/// A town or unit that acts is its administration.
fn default_sector(told: &Told, found: &Found) -> Option<Sector> {
    (found.town && told.head.is_none()).then_some(Sector::Gov)
}

#[cfg(test)]
mod tests;
