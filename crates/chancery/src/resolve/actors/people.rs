//! Persons whom the article introduces: "Iran's Defence Minister Mohammad Ashtiani", "Viktor
//! Khrenin, the Belarusian minister", "the president of Chile, Gabriel Boric".

use super::persons::is_particle;
use super::phrase::{Told, tell};
use super::scan::Scan;
use super::small_words::{is_function, is_honorific};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::words::Word;
use crate::ontology::Sector;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What the article tells of a person.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Known {
    pub country: Option<&'static str>,
    pub sector: Option<Sector>,
    pub firm: bool,
    /// Full name as the article has it first.
    pub name: String,
    /// Word at which the person is first named.
    pub first: usize,
}

/// Persons by their folded last name; a name that several bear holds the one named last.
#[derive(Debug, Default)]
pub(super) struct People {
    known: Vec<Known>,
    by_last: HashMap<String, Vec<usize>>,
    /// Persons by the title that introduced them: "president" to the numbers of those.
    by_title: HashMap<String, Vec<usize>>,
    /// All namings in text order: word range and person.
    pub namings: Vec<(Range<usize>, usize)>,
}

impl People {
    pub fn learn(scan: &Scan, gazetteer: &Gazetteer) -> People {
        let mut people = People::default();
        let inner = inner_capitals(scan);
        let mut i = 0;
        while i < scan.words.len() {
            let Some(name) = name_at(scan, gazetteer, &inner, i) else {
                i += 1;
                continue;
            };
            i = name.end;
            people.meet(scan, gazetteer, name);
        }
        people
    }

    fn meet(&mut self, scan: &Scan, gazetteer: &Gazetteer, name: Range<usize>) {
        let last = scan.word(name.end - 1).to_owned();
        let earlier = self.by_last.get(&last).and_then(|l| l.last()).copied();
        let before = left(scan, gazetteer, &name);
        let introduced = before.len() > name.len();
        let mut told = if introduced {
            tell(scan, gazetteer, before.clone())
        } else {
            Told::default()
        };
        if told.head.is_none() && told.country.is_none() {
            told = beside(scan, gazetteer, &name).unwrap_or(told);
        } else if (told.country.is_none() || told.sector.is_none())
            && let Some(more) = beside(scan, gazetteer, &name)
        {
            told.country = told.country.or(more.country);
            told.sector = told.sector.or(more.sector);
        }
        let evidence = told.head.is_some() || told.country.is_some();
        if name.len() < 2 && earlier.is_none() && !evidence {
            return;
        }
        let n = match earlier {
            Some(n) => n,
            None => {
                self.known.push(Known {
                    name: name
                        .clone()
                        .filter_map(|i| scan.words.get(i))
                        .map(|w| w.span.clone())
                        .reduce(|a, b| a.start..b.end)
                        .map_or(String::new(), |s| format!("{}:{}", s.start, s.end)),
                    first: name.start,
                    ..Known::default()
                });
                let n = self.known.len() - 1;
                self.by_last.entry(last).or_default().push(n);
                n
            }
        };
        if let Some(k) = self.known.get_mut(n) {
            k.country = k.country.or(told.country);
            if k.sector.is_none() || (told.firm && !k.firm) {
                k.sector = told.sector.or(k.sector);
                k.firm = told.firm;
            }
        }
        if let Some(h) = told.head {
            self.by_title
                .entry(scan.word(h).to_owned())
                .or_default()
                .push(n);
        }
        self.namings.push((name, n));
    }

    /// The person whose name these words are.
    pub fn named(&self, scan: &Scan, name: &Range<usize>) -> Option<&Known> {
        let last = scan.word(name.end.checked_sub(1)?);
        self.known.get(*self.by_last.get(last)?.last()?)
    }

    /// The person whom a title last introduced before a word, else first after it.
    pub fn titled(&self, title: &str, before: usize) -> Option<&Known> {
        let list = self.by_title.get(title)?;
        let known = |n: &usize| self.known.get(*n);
        list.iter()
            .rev()
            .take(256)
            .filter_map(known)
            .find(|k| k.first < before)
    }
}

/// Words written with a capital within a sentence: names, not just first words.
fn inner_capitals(scan: &Scan) -> HashSet<&str> {
    let within = |j: usize| j > 0 && scan.sentence.get(j) == scan.sentence.get(j - 1);
    let words = scan.words.iter().enumerate();
    words
        .filter(|(j, w)| w.is_capital() && within(*j))
        .map(|(_, w)| w.folded.as_str())
        .collect()
}

/// A run of capitalised words that no table knows, if one begins here.
fn name_at(
    scan: &Scan,
    gazetteer: &Gazetteer,
    inner: &HashSet<&str>,
    i: usize,
) -> Option<Range<usize>> {
    let ok = |j: usize| {
        scan.words.get(j).is_some_and(|w| {
            w.is_capital()
                && scan.hit(j).is_none()
                && !is_function(&w.folded)
                && !is_honorific(&w.folded)
                && gazetteer.titles.get(&w.folded).is_none()
                && w.folded.len() > 1
        })
    };
    if !ok(i) {
        return None;
    }
    let sentence = scan.sentence.get(i);
    let mut end = i + 1;
    while end < i + 6 && scan.sentence.get(end) == sentence {
        let Some(w) = scan.words.get(end) else { break };
        let before = scan.words.get(end - 1);
        if !matches!(w.before, ' ' | '-' | '.') || before.is_some_and(|b| b.possessive) {
            break;
        }
        let particle = (is_particle(&w.folded) && ok(end + 1))
            || (w.before == '-' && before.is_some_and(Word::is_capital));
        let initial = w.is_capital() && w.folded.len() == 1;
        if !(ok(end) || particle || initial) {
            break;
        }
        end += 1;
    }
    // a lone capital at the start of a sentence is any word
    let starts = i == 0 || scan.sentence.get(i - 1) != sentence;
    if end == i + 1 && starts && !scan.words.get(i).is_some_and(|w| w.possessive) {
        let again = inner.contains(scan.word(i));
        if !again {
            return None;
        }
    }
    Some(i..end)
}

/// The name with the title before it.
pub(super) fn left(scan: &Scan, gazetteer: &Gazetteer, name: &Range<usize>) -> Range<usize> {
    let mut start = name.start;
    let sentence = scan.sentence.get(name.start);
    while start > 0 && name.start - start < 12 {
        let i = start - 1;
        if scan.sentence.get(i) != sentence {
            break;
        }
        let Some(w) = scan.words.get(start) else {
            break;
        };
        let Some(b) = scan.words.get(i) else { break };
        let list = matches!(
            w.before,
            ',' | '(' | ')' | ';' | ':' | '"' | '“' | '”' | '?' | '!'
        );
        if list || (w.before == '.' && b.folded.len() > 4) {
            break;
        }
        if let Some(h) = scan.hit(i) {
            start = h.words.start;
            continue;
        }
        let title = gazetteer.titles.get(&b.folded).is_some()
            || is_honorific(&b.folded)
            || (i > 0
                && gazetteer
                    .titles
                    .get(&scan.folded(&(i - 1..i + 1)))
                    .is_some())
            || gazetteer
                .titles
                .get(&scan.folded(&(i..i + 2)))
                .is_some_and(|_| start < name.start);
        let linking = matches!(
            b.folded.as_str(),
            "senior"
                | "top"
                | "chief"
                | "general"
                | "and"
                | "foreign"
                | "defence"
                | "defense"
                | "affairs"
                | "for"
                | "ex"
                | "outgoing"
                | "incoming"
                | "interim"
                | "new"
                | "then"
                | "prime"
                | "veteran"
                | "former"
                | "assistant"
                | "associate"
                | "incumbent"
        ) && start < name.start
            || matches!(b.folded.as_str(), "ex" | "activist" | "commander");
        // "Minister of Foreign Affairs X"
        let office = matches!(
            b.folded.as_str(),
            "affairs"
                | "state"
                | "of"
                | "justice"
                | "interior"
                | "finance"
                | "and"
                | "for"
                | "trade"
                | "health"
                | "the"
                | "relations"
                | "commerce"
                | "education"
                | "staff"
        ) && (i.saturating_sub(4)..i).any(|j| {
            scan.sentence.get(j) == sentence
                && gazetteer
                    .titles
                    .get(scan.word(j))
                    .is_some_and(|t| t.head.is_some())
        }) && (b.folded != "the" && b.folded != "and" || start < name.start);
        if let Some(of) = office_of(scan, gazetteer, start) {
            start = of;
            continue;
        }
        if !(title || linking || office) {
            break;
        }
        start = i;
    }
    start..name.end
}

/// "Minister of Roads and Transport X": the word of the title before an "of" not far back.
fn office_of(scan: &Scan, gazetteer: &Gazetteer, start: usize) -> Option<usize> {
    let sentence = scan.sentence.get(start);
    for back in 2..7 {
        let of = start.checked_sub(back)?;
        let title = of.checked_sub(1)?;
        let same = scan.sentence.get(title) == sentence;
        let between = (of + 1..start).all(|i| {
            scan.words.get(i).is_some_and(|w| {
                (w.is_capital() || w.folded == "and" || w.folded == "the") && w.before != '.'
            })
        });
        if !same || !between {
            return None;
        }
        if matches!(scan.word(of), "of" | "for") {
            let office = matches!(
                scan.word(title),
                "minister" | "ministers" | "secretary" | "department" | "commissioner"
            );
            return (office && gazetteer.titles.get(scan.word(title)).is_some()).then_some(title);
        }
    }
    None
}

/// An apposition before or after the name.
fn beside(scan: &Scan, gazetteer: &Gazetteer, name: &Range<usize>) -> Option<Told> {
    before(scan, gazetteer, name).or_else(|| after(scan, gazetteer, name))
}

/// "the president of Chile, Gabriel Boric"
fn before(scan: &Scan, gazetteer: &Gazetteer, name: &Range<usize>) -> Option<Told> {
    let sentence = scan.sentence.get(name.start);
    let mut edge = name.start;
    while edge > 0 && is_honorific(scan.word(edge - 1)) && scan.words.get(edge)?.before == ' ' {
        edge -= 1;
    }
    if scan.words.get(edge)?.before != ',' || edge == 0 || scan.sentence.get(edge - 1) != sentence {
        return None;
    }
    // the phrase begins at the nearest article or nationality that has a title after it
    let opens = |i: usize| {
        matches!(
            scan.word(i),
            "the" | "a" | "an" | "its" | "his" | "her" | "their" | "another" | "one"
        ) || scan.hit(i).is_some_and(|h| h.words.start == i)
    };
    let mut start = edge;
    while start > 0 && edge - start < 14 && scan.sentence.get(start - 1) == sentence {
        start -= 1;
        if opens(start) {
            let told = tell(scan, gazetteer, start..edge);
            if told.head.is_some() {
                return told.person.is_none().then_some(told);
            }
        }
        if matches!(
            scan.words.get(start)?.before,
            ',' | ';' | '(' | ')' | ':' | '"' | '“' | '”'
        ) {
            break;
        }
    }
    None
}

/// "Viktor Khrenin, the Belarusian defence minister"
fn after(scan: &Scan, gazetteer: &Gazetteer, name: &Range<usize>) -> Option<Told> {
    let sentence = scan.sentence.get(name.start);
    let next = scan.words.get(name.end)?;
    if scan.sentence.get(name.end) != sentence || !matches!(next.before, ',' | '(' | '–' | '—')
    {
        return None;
    }
    let mut start = name.end;
    // an age between: "Joe Bloggs, 45, a teacher"
    if scan.word(start).bytes().all(|b| b.is_ascii_digit()) {
        start += 1;
    }
    let mut end = start + 1;
    while end < start + 14
        && scan.sentence.get(end) == sentence
        && scan
            .words
            .get(end)
            .is_some_and(|w| !matches!(w.before, ',' | ')' | ';' | '—' | '–'))
        && !matches!(
            scan.word(end),
            "said" | "says" | "told" | "who" | "was" | "is" | "has" | "had"
        )
    {
        end += 1;
    }
    let first = scan.word(start);
    let opens = matches!(
        first,
        "the"
            | "a"
            | "an"
            | "one"
            | "its"
            | "his"
            | "her"
            | "their"
            | "former"
            | "then"
            | "now"
            | "acting"
            | "head"
            | "another"
            | "who"
    ) || gazetteer
        .titles
        .get(first)
        .is_some_and(|t| t.head.is_some())
        || scan
            .hit(start)
            .is_some_and(|h| h.kind != crate::gazetteer::Kind::Person);
    if !opens || first == "who" {
        return None;
    }
    let told = tell(scan, gazetteer, start..end);
    (told.head.is_some() || told.country.is_some()).then_some(told)
}
