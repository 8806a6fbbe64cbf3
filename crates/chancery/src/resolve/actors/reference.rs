//! Pronouns and counterparts: words that stand for somebody named before.

use super::scan::Scan;
use super::{Cast, Found};
use crate::event::Basis;
use crate::gazetteer::Kind;
use crate::ontology::Sector;
use std::ops::Range;

/// What a pronoun looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// he, she
    Person,
    /// they
    Group,
    /// it
    Thing,
    /// I, we
    Speaker,
}

impl Pronoun {
    pub fn of(scan: &Scan, range: &Range<usize>) -> Option<Self> {
        if range.len() != 1 || scan.hit(range.start).is_some() {
            return None;
        }
        Some(match scan.word(range.start) {
            "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" => {
                Pronoun::Person
            }
            "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::Group,
            "it" | "its" | "itself" => Pronoun::Thing,
            "i" | "we" | "us" | "our" | "ours" | "me" | "my" | "ourselves" | "myself" => {
                Pronoun::Speaker
            }
            _ => return None,
        })
    }

    pub fn possessive(word: &str) -> Option<Self> {
        Some(match word {
            "his" | "her" => Pronoun::Person,
            "their" => Pronoun::Group,
            "its" => Pronoun::Thing,
            "our" | "my" => Pronoun::Speaker,
            _ => return None,
        })
    }
}

/// What an earlier mention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Person,
    Group,
    Thing,
}

impl Cast<'_> {
    pub(super) fn pronoun(&self, pronoun: Pronoun, at: usize, depth: usize) -> Found {
        if depth > 3 {
            return Found::default();
        }
        let found = match pronoun {
            Pronoun::Speaker => self.speaker(at, depth),
            _ => self.earlier(pronoun, at, depth),
        };
        found.map_or_else(Found::default, |f| Found {
            basis: Basis::Coreference,
            ..f
        })
    }

    /// Candidates: mentions and known names before `at`, in the same sentence the nearest first,
    /// then in earlier sentences the first of each, for it is most often the subject.
    fn earlier(&self, pronoun: Pronoun, at: usize, depth: usize) -> Option<Found> {
        let wanted = |sort: Sort| match pronoun {
            Pronoun::Person => sort == Sort::Person,
            Pronoun::Group => sort == Sort::Group,
            _ => sort == Sort::Thing,
        };
        let here = *self.scan.sentence.get(at)?;
        for back in 0..4 {
            let Some(sentence) = here.checked_sub(back) else {
                break;
            };
            let mut candidates = self.candidates(sentence, at);
            candidates.retain(|r| self.sort(r).is_some_and(wanted));
            for r in candidates {
                let found = self.resolve(&r, depth + 1);
                if found.country.is_some() || found.sector.is_some() {
                    return Some(found);
                }
            }
        }
        if pronoun == Pronoun::Group {
            return self.earlier(Pronoun::Thing, at, depth + 1);
        }
        None
    }

    /// Mentions, namings and known names of a sentence that end before a word, in text order.
    fn candidates(&self, sentence: usize, before: usize) -> Vec<Range<usize>> {
        let words = self.scan.sentence_words(sentence);
        let from = |start: usize| start >= words.start;
        let mut all: Vec<Range<usize>> = Vec::new();
        let first = self.mentions.partition_point(|r| !from(r.start));
        let rest = self.mentions.get(first..).unwrap_or_default().iter();
        all.extend(
            rest.take_while(|r| r.start < words.end)
                .filter(|r| r.end <= before)
                .cloned(),
        );
        let free = |all: &[Range<usize>], r: &Range<usize>| {
            r.end <= before && !all.iter().any(|x| x.start < r.end && r.start < x.end)
        };
        let first = self.people.namings.partition_point(|(r, _)| !from(r.start));
        for (r, _) in self.people.namings.get(first..).unwrap_or_default() {
            if r.start >= words.end {
                break;
            }
            if free(&all, r) {
                all.push(r.clone());
            }
        }
        let first = self.scan.hits.partition_point(|h| !from(h.words.start));
        for h in self.scan.hits.get(first..).unwrap_or_default() {
            if h.words.start >= words.end {
                break;
            }
            if h.kind != Kind::Nationality && free(&all, &h.words) {
                all.push(h.words.clone());
            }
        }
        all.sort_by_key(|r| (r.start, r.end));
        // a text without sentences must not make every pronoun read all of it
        let many = all.len().saturating_sub(64);
        all.split_off(many)
    }

    fn sort(&self, range: &Range<usize>) -> Option<Sort> {
        if Pronoun::of(&self.scan, range).is_some() {
            return match Pronoun::of(&self.scan, range)? {
                Pronoun::Person => Some(Sort::Person),
                Pronoun::Group => Some(Sort::Group),
                Pronoun::Thing => Some(Sort::Thing),
                Pronoun::Speaker => None,
            };
        }
        let told = super::tell(&self.scan, self.gazetteer, range.clone());
        let hit = range.clone().filter_map(|i| self.scan.hit(i)).next_back();
        if hit.is_some_and(|h| matches!(h.kind, Kind::Person | Kind::Surname))
            || told.person.is_some()
        {
            return Some(Sort::Person);
        }
        let head = told.head.map(|h| self.scan.word(h));
        Some(match head {
            Some(w) if singular_person(w) => Sort::Person,
            Some(w)
                if w.ends_with('s') && !w.ends_with("ss")
                    || matches!(
                        w,
                        "police" | "people" | "men" | "women" | "children" | "militiamen"
                    ) =>
            {
                Sort::Group
            }
            Some(_) => Sort::Thing,
            None if hit.is_some_and(|h| {
                self.scan.word(h.words.end - 1).ends_with('s') && h.kind != Kind::State
            }) =>
            {
                Sort::Group
            }
            None if hit.is_some() => Sort::Thing,
            None => return None,
        })
    }

    /// Who says it: the source in the sentence or next to it, else a person named there.
    fn speaker(&self, at: usize, depth: usize) -> Option<Found> {
        let here = *self.scan.sentence.get(at)?;
        let distance = |r: &Range<usize>| {
            let s = self.scan.sentence.get(r.start).copied().unwrap_or(0);
            (s.abs_diff(here), r.start.abs_diff(at))
        };
        let close = self.scan.sentence_words(here.saturating_sub(3)).start
            ..self.scan.sentence_words(here + 3).end;
        let first = self.speakers.partition_point(|r| r.start < close.start);
        let rest = self
            .speakers
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take(64);
        let speaker = rest
            .filter(|r| distance(r).0 <= 3 && Pronoun::of(&self.scan, r) != Some(Pronoun::Speaker))
            .min_by_key(|r| distance(r));
        let said = self.said_near(here);
        for r in speaker.into_iter().chain(said.as_ref()) {
            let found = self.resolve(r, depth + 1);
            if found.country.is_some() || found.sector.is_some() {
                return Some(found);
            }
        }
        if let Some((country, sector)) = self.voice {
            return Some(Found {
                country: Some(country),
                sector,
                ..Found::default()
            });
        }
        self.earlier(Pronoun::Person, at, depth + 1)
            .or_else(|| self.earlier(Pronoun::Thing, at, depth + 1))
    }

    /// The subject of "said" in a sentence: the nearest name or title before the verb, or after it.
    fn said_near(&self, sentence: usize) -> Option<Range<usize>> {
        let words = self.scan.sentence_words(sentence);
        let end = words.end;
        let verb = words.clone().find(|i| {
            matches!(
                self.scan.word(*i),
                "said"
                    | "says"
                    | "told"
                    | "added"
                    | "declared"
                    | "stated"
                    | "announced"
                    | "warned"
                    | "insisted"
                    | "argued"
                    | "wrote"
            )
        })?;
        let all = self.candidates(sentence, end);
        let before = all.iter().rfind(|r| r.end <= verb);
        before
            .or_else(|| all.iter().find(|r| r.start > verb))
            .cloned()
    }

    /// "his Belarusian counterpart": the office of the one whose counterpart it is.
    pub(super) fn counterpart(&self, range: &Range<usize>, depth: usize, found: &mut Found) {
        found.basis = if found.country.is_some() {
            Basis::Counterpart
        } else {
            found.basis
        };
        let owner = (depth < 2)
            .then(|| self.earlier(Pronoun::Person, range.start, depth + 1))
            .flatten();
        found.sector = owner.and_then(|o| o.sector).or(Some(Sector::Gov));
    }
}

fn singular_person(word: &str) -> bool {
    matches!(
        word,
        "president"
            | "minister"
            | "premier"
            | "chancellor"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "ambassador"
            | "diplomat"
            | "envoy"
            | "mayor"
            | "governor"
            | "leader"
            | "official"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "chief"
            | "general"
            | "colonel"
            | "commander"
            | "captain"
            | "admiral"
            | "soldier"
            | "policeman"
            | "officer"
            | "judge"
            | "prosecutor"
            | "lawmaker"
            | "senator"
            | "congressman"
            | "mp"
            | "candidate"
            | "dissident"
            | "activist"
            | "man"
            | "woman"
            | "boy"
            | "girl"
            | "priest"
            | "bishop"
            | "cleric"
            | "imam"
            | "pope"
            | "student"
            | "teacher"
            | "professor"
            | "doctor"
            | "nurse"
            | "journalist"
            | "reporter"
            | "editor"
            | "worker"
            | "businessman"
            | "suspect"
            | "secretary"
            | "speaker"
            | "director"
            | "chairman"
            | "head"
            | "gunman"
            | "rebel"
            | "militant"
            | "lawyer"
            | "resident"
            | "father"
            | "mother"
            | "son"
            | "daughter"
            | "wife"
            | "husband"
            | "brother"
            | "monarch"
            | "premier."
            | "founder"
            | "negotiator"
            | "commissioner"
            | "dictator"
            | "adviser"
            | "farmer"
            | "monk"
            | "archbishop"
            | "cardinal"
            | "sheriff"
            | "detective"
            | "justice"
            | "magistrate"
            | "migrant"
            | "refugee"
            | "trafficker"
            | "smuggler"
            | "inmate"
            | "prisoner"
            | "defendant"
            | "attacker"
    )
}
