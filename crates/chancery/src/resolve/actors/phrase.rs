//! What a noun phrase tells by itself: the country that it names and the sector of its head.

use super::heads::sector;
use super::scan::{Hit, Scan};
use crate::event::Basis;
use crate::gazetteer::{Gazetteer, Kind};
use crate::ontology::Sector;
use std::ops::Range;

/// What a phrase tells.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Told {
    pub country: Option<&'static str>,
    pub basis: Option<Basis>,
    pub sector: Option<Sector>,
    /// Whether the sector comes from a word that decides by itself.
    pub firm: bool,
    pub name: Option<&'static str>,
    /// "foreign", "Western", "two countries": no state may be guessed.
    pub blocked: bool,
    /// Words that look like a person's name.
    pub person: Option<Range<usize>>,
    /// "his counterpart", "their counterparts".
    pub counterpart: bool,
    /// The last word of the head, for "the minister".
    pub head: Option<usize>,
    /// Whether the phrase is nothing but a known name.
    pub whole: bool,
}

/// Words after which a phrase no longer names its head.
fn ends_head(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "from"
            | "for"
            | "to"
            | "on"
            | "at"
            | "with"
            | "by"
            | "near"
            | "who"
            | "that"
            | "which"
            | "under"
            | "against"
            | "inside"
            | "across"
            | "between"
            | "outside"
            | "behind"
            | "whose"
            | "along"
            | "among"
            | "around"
            | "including"
            | "over"
            | "within"
            | "into"
            | "belonging"
            | "accused"
            | "suspected"
            | "loyal"
            | "linked"
            | "allied"
            | "about"
            | "during"
            | "aboard"
            | "represented"
            | "where"
    )
}

/// "Russian-backed rebels" are not Russia's.
fn disowns(word: &str) -> bool {
    matches!(
        word,
        "backed"
            | "led"
            | "held"
            | "controlled"
            | "born"
            | "occupied"
            | "allied"
            | "funded"
            | "supported"
            | "trained"
            | "made"
            | "linked"
            | "speaking"
            | "supplied"
            | "sponsored"
            | "administered"
            | "aligned"
            | "affiliated"
            | "inspired"
            | "brokered"
            | "mediated"
            | "backing"
            | "installed"
            | "owned"
            | "armed"
            | "dominated"
            | "engineered"
    )
}

fn blocks(word: &str) -> bool {
    matches!(
        word,
        "foreign"
            | "western"
            | "african"
            | "arab"
            | "gulf"
            | "asian"
            | "world"
            | "international"
            | "countries"
            | "nations"
            | "states"
            | "neighbouring"
            | "neighboring"
            | "neighbours"
            | "neighbors"
            | "allies"
            | "donors"
            | "allied"
            | "regional"
            | "caribbean"
            | "latin"
            | "muslim"
            | "balkan"
            | "baltic"
            | "nordic"
            | "scandinavian"
            | "multinational"
            | "powers"
            | "other"
            | "superpowers"
            | "backers"
    )
}

/// Reads the phrase that stands at `range`.
pub(super) fn tell(scan: &Scan, gazetteer: &Gazetteer, range: Range<usize>) -> Told {
    let mut told = Told::default();
    let parts = parts(scan, &range);
    let Some(head) = parts.first().cloned() else {
        return told;
    };
    told.whole = scan
        .hit(head.start)
        .is_some_and(|h| h.words == trimmed(scan, &range));
    sector(scan, gazetteer, &parts, &mut told);
    country(scan, &parts, &mut told);
    for i in head.clone() {
        let w = scan.word(i);
        if scan.hit(i).is_none() && blocks(w) {
            let minister = w == "foreign"
                && matches!(
                    scan.word(i + 1),
                    "minister"
                        | "ministers"
                        | "ministry"
                        | "secretary"
                        | "office"
                        | "policy"
                        | "affairs"
                        | "and"
                        | "ministries"
                        | "relations"
                        | "service"
                );
            told.blocked |= !minister;
        }
        told.counterpart |= w == "counterpart" || w == "counterparts";
    }
    told
}

/// The range without a leading article.
fn trimmed(scan: &Scan, range: &Range<usize>) -> Range<usize> {
    let mut r = range.clone();
    while r.start < r.end
        && matches!(scan.word(r.start), "the" | "a" | "an")
        && scan.hit(r.start).is_none()
    {
        r.start += 1;
    }
    r
}

/// Head, then what follows it: complements and appositions.
fn parts(scan: &Scan, range: &Range<usize>) -> Vec<Range<usize>> {
    let range = trimmed(scan, range);
    let mut parts = Vec::new();
    let mut start = range.start;
    for i in range.clone() {
        if i == start {
            continue;
        }
        let inside_hit = scan.hit(i).is_some_and(|h| h.words.start < i);
        if inside_hit {
            continue;
        }
        let punctuation = scan
            .words
            .get(i)
            .is_some_and(|w| matches!(w.before, ',' | '(' | ';' | ':' | ')'));
        if punctuation || ends_head(scan.word(i)) {
            parts.push(start..i);
            start = i;
        }
    }
    if start < range.end {
        parts.push(start..range.end);
    }
    parts
}

fn country(scan: &Scan, parts: &[Range<usize>], told: &mut Told) {
    for (n, part) in parts.iter().enumerate() {
        let first = scan.word(part.start);
        // "ambassador to Chile" is not Chile's
        if n > 0
            && matches!(
                first,
                "to" | "for" | "against" | "with" | "on" | "about" | "over" | "between"
            )
        {
            continue;
        }
        let mut best: Option<&Hit> = None;
        let mut i = part.start;
        while i < part.end {
            let Some(hit) = scan.hit(i) else {
                i += 1;
                continue;
            };
            i = hit.words.end.max(i + 1);
            if disowned(scan, hit) {
                continue;
            }
            let body = |h: &Hit| matches!(h.kind, Kind::Body | Kind::Person | Kind::Surname);
            let better = match best {
                None => true,
                Some(b) => {
                    (body(hit) && !body(b) && hit.kind != Kind::Surname)
                        || (!body(b)
                            && hit.words.end == part.end
                            && b.kind == Kind::Nationality
                            && hit.kind == Kind::State)
                }
            };
            if better {
                best = Some(hit);
            }
        }
        if let Some(hit) = best {
            told.country = Some(hit.country);
            told.basis = Some(match hit.kind {
                Kind::Nationality => Basis::Nationality,
                Kind::Seat => Basis::Metonym,
                _ => Basis::Name,
            });
            if !hit.name.is_empty()
                && (told.whole || matches!(hit.kind, Kind::Person | Kind::Surname))
            {
                told.name = Some(hit.name);
            }
            return;
        }
    }
}

fn disowned(scan: &Scan, hit: &Hit) -> bool {
    let next = hit.words.end;
    scan.words
        .get(next)
        .is_some_and(|w| w.before == '-' || w.before == '–' || w.before == '‑')
        && disowns(scan.word(next))
}
