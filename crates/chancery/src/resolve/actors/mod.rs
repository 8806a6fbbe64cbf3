//! Who the words stand for: the country, sector and name of every party, from its own words and
//! from what the article tells of it before.

mod people;
mod phrase;
mod reference;
mod scan;
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

    fn country_elsewhere(
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

fn town_at(
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
            let score = |t: &crate::gazetteer::Town| {
                weight(t.country).min(9.0) * 3.0 + ((t.population + 1) as f32).log10()
            };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::reading::Mention;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::embedded);

    type Told = (Option<&'static str>, Option<Sector>, Basis);

    /// The party that the last naming of `words` in the sentences stands for.
    fn party(sentences: &[&str], words: &str, date: &str) -> Told {
        let mut article = Article::from_sentences("t", sentences);
        article.date = date.parse().ok();
        let document = Document::new(&article);
        let cast = Cast::new(&document, &Reading::default(), &GAZETTEER);
        let start = article
            .text
            .rfind(words)
            .expect("the words stand in the text");
        let p = cast.party(&(start..start + words.len()), document.date);
        (p.country, p.sector, p.basis)
    }

    const GOV: Option<Sector> = Some(Sector::Gov);

    #[test]
    fn names_nationalities_and_seats() {
        let s = ["Moscow and the Chilean police said nothing, but NATO did."];
        assert_eq!(party(&s, "Moscow", ""), (Some("RUS"), GOV, Basis::Metonym));
        assert_eq!(
            party(&s, "the Chilean police", ""),
            (Some("CHL"), Some(Sector::Cop), Basis::Nationality)
        );
        assert_eq!(party(&s, "NATO", ""), (Some("IGO"), None, Basis::Name));
    }

    #[test]
    fn a_title_before_the_name_and_a_later_surname() {
        let s = [
            "Iran's Defense Minister Brigadier General Behzad Tavakoli flew to Minsk.",
            "There Tavakoli met Belarusian officers.",
        ];
        assert_eq!(party(&s[..1], "Behzad Tavakoli", "").0, Some("IRN"));
        assert_eq!(
            party(&s, "Tavakoli", ""),
            (Some("IRN"), GOV, Basis::Coreference)
        );
    }

    #[test]
    fn appositions_on_both_sides() {
        let s = [
            "Olga Haradnik, the Belarusian trade minister, met the president of Chile, Rosa Quiroga, in Lima.",
        ];
        assert_eq!(party(&s, "Olga Haradnik", "").0, Some("BLR"));
        assert_eq!(party(&s, "Rosa Quiroga", "").0, Some("CHL"));
    }

    #[test]
    fn pronouns_and_counterparts() {
        let s = [
            "Estonian Prime Minister Tiina Kask left for Riga.",
            "She will meet her Latvian counterpart there.",
        ];
        assert_eq!(party(&s, "She", ""), (Some("EST"), GOV, Basis::Coreference));
        assert_eq!(
            party(&s, "her Latvian counterpart", ""),
            (Some("LVA"), GOV, Basis::Counterpart)
        );
    }

    #[test]
    fn bare_agents_belong_to_the_article_but_foreign_ones_do_not() {
        let s = [
            "Thousands marched in Nairobi, Kenya, on Monday.",
            "Police fired tear gas at foreign troops.",
        ];
        assert_eq!(
            party(&s, "Police", ""),
            (Some("KEN"), Some(Sector::Cop), Basis::DocumentDefault)
        );
        assert_eq!(party(&s, "foreign troops", "").0, None);
        assert_eq!(
            party(&["Police fired tear gas."], "Police", ""),
            (None, Some(Sector::Cop), Basis::Unknown)
        );
    }

    #[test]
    fn office_depends_on_the_day() {
        let s = ["Tony Blair met envoys of the Taliban."];
        assert_eq!(party(&s, "Tony Blair", "2003-03-01").1, GOV);
        assert_eq!(party(&s, "Tony Blair", "2012-03-01").1, Some(Sector::Eli));
        assert_eq!(party(&s, "the Taliban", "2012-03-01").1, Some(Sector::Reb));
        assert_eq!(party(&s, "the Taliban", "2023-03-01").1, GOV);
    }

    #[test]
    fn modifiers_decide_beside_weak_heads() {
        let s = ["Ugandan opposition leaders, army chiefs and rebel commanders met union leaders."];
        assert_eq!(
            party(&s, "Ugandan opposition leaders", "").1,
            Some(Sector::Opp)
        );
        assert_eq!(party(&s, "rebel commanders", "").1, Some(Sector::Reb));
        assert_eq!(party(&s, "union leaders", "").1, Some(Sector::Lab));
    }

    #[test]
    fn both_sides_are_two_parties_if_two_states_are_named() {
        let s = [
            "Peru and Ecuador signed a treaty.",
            "The two countries had fought for years.",
        ];
        let article = Article::from_sentences("t", &s);
        let document = Document::new(&article);
        let cast = Cast::new(&document, &Reading::default(), &GAZETTEER);
        let start = article
            .text
            .find("The two countries")
            .expect("it stands there");
        let both = cast.parties(&(start..start + 17), None);
        let countries: Vec<_> = both.iter().map(|p| p.country).collect();
        assert_eq!(countries, [Some("PER"), Some("ECU")]);
    }

    #[test]
    fn surnames_within_other_names_are_other_people() {
        let s = ["Kabul greeted Tony Abdul of Tonga; Putin Alvarez of Peru sang."];
        assert_eq!(party(&s, "Putin Alvarez", "").0, Some("PER"));
    }

    #[test]
    fn backed_by_a_state_is_not_of_that_state() {
        let s = ["Russian-backed rebels in Ukraine shelled a town."];
        assert_eq!(party(&s, "Russian-backed rebels", "").0, Some("UKR"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_text_and_any_span_give_a_party(
            text in "([A-Za-zÀ-ž’'.,() -]|the |Iran|President |his |U\\.S\\. |é|😀|\\PC){0,80}",
            a in 0usize..120,
            b in 0usize..120,
        ) {
            let article = Article::from_text("t", text);
            let document = Document::new(&article);
            let reading = Reading {
                mentions: vec![Mention { span: a..b, is_time: false }, Mention { span: b..a, is_time: false }],
                ..Reading::default()
            };
            let cast = Cast::new(&document, &reading, &GAZETTEER);
            let party = cast.party(&(a..b), None);
            prop_assert_eq!(party.span, a..b);
            let _ = super::super::places::place(&document, &(a..b), &cast, &GAZETTEER);
        }
    }
}
