//! The head of a phrase and the sector that it tells.

use super::persons::person_in;
use super::phrase::{Told, tell};
use super::scan::{Hit, Scan};
use super::small_words::is_function;
use crate::gazetteer::{Force, Gazetteer, Kind};
use crate::ontology::Sector;
use std::ops::Range;

/// A title within the head and the words beside it.
struct Found {
    at: Range<usize>,
    force: Force,
    sector: Sector,
}

/// Fills in the sector, the head and the name of a phrase cut into head and complements.
pub(super) fn sector(scan: &Scan, gazetteer: &Gazetteer, parts: &[Range<usize>], told: &mut Told) {
    let Some(head) = parts.first().cloned() else {
        return;
    };
    let titles = titles_in(scan, gazetteer, &head);
    let former = head.clone().any(|i| {
        matches!(
            scan.word(i),
            "former" | "ex" | "deposed" | "ousted" | "late"
        )
    });
    told.person = person_in(scan, gazetteer, &head, |i| covers(&titles, i));
    if told.person.is_none()
        && let Some(part) = parts.get(1).filter(|p| scan.word(p.start) == "of")
        && !titles.is_empty()
    {
        let within = titles_in(scan, gazetteer, part);
        told.person = person_in(scan, gazetteer, &(part.start + 2..part.end), |i| {
            covers(&within, i)
        })
        .filter(|p| p.len() > 1 && within.last().is_some_and(|t| t.at.end == p.start));
    }
    let hit = head.clone().filter_map(|i| scan.hit(i)).next_back();
    let limit = told.person.as_ref().map_or(head.end, |p| p.start);
    let heads: Vec<&Found> = titles
        .iter()
        .filter(|t| t.at.start < limit || told.person.is_none())
        .collect();
    let chosen = choose_head(
        scan,
        &heads,
        told.person.is_some()
            || hit.is_some_and(|h| {
                h.words.end == head.end && matches!(h.kind, Kind::Person | Kind::Surname)
            }),
    );
    if let Some(found) = chosen {
        told.head = Some(found.at.end - 1);
        let beside = || beside(scan, gazetteer, &head, found, parts.get(1));
        (told.sector, told.firm) = match found.force {
            Force::Strong => (Some(found.sector), true),
            _ => match beside() {
                Some(s) => (Some(s), true),
                None => (Some(found.sector), false),
            },
        };
        if let Some(h) = hit.filter(|h| {
            found.force != Force::Strong && matches!(h.kind, Kind::Person | Kind::Surname)
        }) {
            told.sector = h.sector.or(told.sector);
        }
        told.sector = sided(scan, &head, found, told.sector);
        // generals of a rebel army are rebels
        if let Some(h) = hit
            && matches!(h.kind, Kind::Body)
            && matches!(h.sector, Some(Sector::Reb | Sector::Crm | Sector::Prm))
            && h.words.start <= found.at.start
            && matches!(
                told.sector,
                Some(
                    Sector::Mil
                        | Sector::Gov
                        | Sector::Cvl
                        | Sector::Reb
                        | Sector::Uaf
                        | Sector::Crm
                )
            )
        {
            told.sector = h.sector;
        }
        if let Some(h) = hit
            && crate::gazetteer::is_body(h.country)
            && h.kind == Kind::Body
            && h.words.start <= found.at.start
            && matches!(told.sector, Some(Sector::Gov | Sector::Cvl))
        {
            told.sector = h.sector;
        }
    } else if let Some(h) = hit {
        let noun = unknown_noun(scan, h, &head);
        let own = match h.kind {
            Kind::State | Kind::Seat if noun => Some(Sector::Cvl),
            Kind::State => adjectival(scan, gazetteer, h).or(h.sector),
            _ => h.sector,
        };
        told.sector = own.or(match h.kind {
            Kind::Nationality if noun => Some(Sector::Cvl),
            Kind::Nationality if plural_people(scan, h) => {
                let the = h.words.start > 0 && scan.word(h.words.start - 1) == "the";
                Some(if the { Sector::Gov } else { Sector::Cvl })
            }
            Kind::Nationality => {
                Some(qualified(scan, gazetteer, h.words.end).unwrap_or(Sector::Gov))
            }
            _ => None,
        });
        told.firm = true;
    } else if let Some(part) = parts
        .iter()
        .skip(1)
        .find(|p| !titles_in(scan, gazetteer, p).is_empty())
    {
        // "Khrenin, the Belarusian defence minister"
        if scan
            .words
            .get(part.start)
            .is_some_and(|w| matches!(w.before, ',' | '('))
        {
            let rest = tell(scan, gazetteer, part.clone());
            (told.sector, told.firm, told.head) = (rest.sector, rest.firm, rest.head);
        }
    }
    if former
        && matches!(
            told.sector,
            Some(Sector::Gov | Sector::Leg | Sector::Mil | Sector::Cop | Sector::Jud)
        )
    {
        let rebels = head
            .clone()
            .any(|i| matches!(scan.word(i), "rebel" | "rebels" | "soldiers" | "fighters"));
        if !rebels {
            told.sector = Some(Sector::Eli);
        }
    }
}

/// "Israeli athletes", "Russian cars": a noun that no table knows ends the head.
fn unknown_noun(scan: &Scan, hit: &Hit, head: &Range<usize>) -> bool {
    hit.words.end < head.end
        && scan
            .words
            .get(head.end - 1)
            .is_some_and(|w| !w.is_capital() && w.folded.len() > 3)
}

/// "U.S. air strikes": the name of a state as an adjective.
fn adjectival(scan: &Scan, gazetteer: &Gazetteer, hit: &Hit) -> Option<Sector> {
    let owner = scan.words.get(hit.words.end.checked_sub(1)?)?.possessive;
    let next = scan.words.get(hit.words.end)?;
    let list = next.before == ','
        && scan
            .hit(hit.words.end)
            .is_some_and(|h| h.kind == Kind::Nationality);
    let noun =
        next.before == ' ' && !owner && !is_function(&next.folded) && !next.folded.ends_with("ed");
    if list || (noun && near_noun(scan, gazetteer, hit.words.end)) {
        return qualified(scan, gazetteer, hit.words.end);
    }
    None
}

fn near_noun(scan: &Scan, gazetteer: &Gazetteer, at: usize) -> bool {
    let title = gazetteer.titles.get(scan.word(at)).and_then(|t| t.head);
    title.is_some_and(|(force, _)| force == Force::Strong) || is_attack(scan.word(at))
}

fn is_attack(word: &str) -> bool {
    matches!(
        word,
        "attack"
            | "attacks"
            | "strike"
            | "strikes"
            | "airstrike"
            | "airstrikes"
            | "raid"
            | "raids"
            | "bombing"
            | "bombardment"
            | "shelling"
            | "missile"
            | "missiles"
            | "drone"
            | "drones"
            | "offensive"
            | "invasion"
            | "shells"
            | "rockets"
            | "artillery"
            | "bombs"
    )
}

/// The sector of the noun that a bare adjective of nationality stands before: "Ethiopian,
/// Mozambican and South African troops", "Israeli air strikes".
fn qualified(scan: &Scan, gazetteer: &Gazetteer, from: usize) -> Option<Sector> {
    let sentence = scan.sentence.get(from.checked_sub(1)?);
    let mut i = from;
    while i < from + 7 && scan.sentence.get(i) == sentence {
        if let Some(h) = scan.hit(i) {
            i = h.words.end.max(i + 1);
            continue;
        }
        let w = scan.word(i);
        if is_attack(w) {
            return Some(Sector::Mil);
        }
        let to = i + 4;
        if let Some((_, t)) = gazetteer
            .titles
            .longest_at(scan.words.get(i..to).unwrap_or_default())
            && let Some((f, s)) = t.head
            && (f == Force::Strong || s != Sector::Cvl)
        {
            return Some(s);
        }
        if is_function(w) && !matches!(w, "and" | "or") {
            return None;
        }
        i += 1;
    }
    None
}

/// "opposition lawmakers" are opposition, "rebel soldiers" rebels.
fn sided(
    scan: &Scan,
    head: &Range<usize>,
    found: &Found,
    sector: Option<Sector>,
) -> Option<Sector> {
    for i in head.start..found.at.start {
        match (scan.word(i), sector) {
            (
                "opposition" | "dissident",
                Some(Sector::Leg | Sector::Pty | Sector::Gov | Sector::Cvl),
            ) => {
                return Some(Sector::Opp);
            }
            (
                "rebel" | "insurgent" | "guerrilla" | "separatist" | "mutinous" | "jihadist"
                | "terrorist",
                Some(Sector::Mil | Sector::Gov | Sector::Cvl),
            ) => return Some(Sector::Reb),
            _ => {}
        }
    }
    sector
}

fn plural_people(scan: &Scan, hit: &Hit) -> bool {
    scan.words
        .get(hit.words.end.saturating_sub(1))
        .is_some_and(|w| w.folded.ends_with('s') && !w.folded.ends_with("ss"))
}

fn covers(titles: &[Found], word: usize) -> bool {
    titles.iter().any(|t| t.at.contains(&word))
}

fn titles_in(scan: &Scan, gazetteer: &Gazetteer, part: &Range<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut i = part.start;
    while i < part.end {
        if let Some(h) = scan.hit(i) {
            i = h.words.end.max(i + 1);
            continue;
        }
        let to = part.end.min(i + 6);
        let Some((n, title)) = gazetteer
            .titles
            .longest_at(scan.words.get(i..to).unwrap_or_default())
        else {
            i += 1;
            continue;
        };
        if let Some((force, sector)) = title.head {
            found.push(Found {
                at: i..i + n,
                force,
                sector,
            });
        }
        i += n;
    }
    found
}

/// Before a name the first strong title decides ("Defence Minister Brigadier General X"); else
/// the last title is the head.
fn choose_head<'a>(scan: &Scan, found: &[&'a Found], named: bool) -> Option<&'a Found> {
    if named {
        let first = found.iter().position(|f| f.force == Force::Strong);
        let Some(first) = first else {
            return found.last().copied();
        };
        // "police chief X": the words run on
        let mut best = *found.get(first)?;
        if let Some(next) = found.get(first + 1)
            && next.at.start == best.at.end
            && next.force == Force::Strong
            && !scan
                .words
                .get(next.at.start)
                .is_some_and(|w| w.is_capital())
        {
            best = next;
        }
        return Some(best);
    }
    let (last, rest) = found.split_last()?;
    if let Some(first) = rest.last()
        && first.force == Force::Strong
        && first.at.end + 1 == last.at.start
        && scan.word(first.at.end) == "and"
    {
        return Some(first);
    }
    Some(last)
}

fn beside(
    scan: &Scan,
    gazetteer: &Gazetteer,
    head: &Range<usize>,
    found: &Found,
    next: Option<&Range<usize>>,
) -> Option<Sector> {
    let mut i = found.at.start;
    while i > head.start {
        i -= 1;
        if let Some(h) = scan.hit(i) {
            let administration = h.sector == Some(Sector::Gov) && found.sector == Sector::Cvl;
            if let (Some(s), Kind::Body, false) = (h.sector, h.kind, administration) {
                return Some(s);
            }
            continue;
        }
        let two = i
            .checked_sub(1)
            .filter(|j| *j >= head.start)
            .map(|j| scan.folded(&(j..i + 1)));
        let title = two
            .and_then(|k| gazetteer.titles.get(&k))
            .or_else(|| gazetteer.titles.get(scan.word(i)));
        if let Some(s) = title.and_then(|t| t.beside) {
            return Some(s);
        }
    }
    let next =
        next.filter(|n| matches!(scan.word(n.start), "of" | "from" | "for" | "in" | "at"))?;
    let mut found = None;
    let mut i = next.start + 1;
    while i < next.end {
        if let Some(h) = scan.hit(i) {
            if h.kind == Kind::Body {
                return h.sector;
            }
            i = h.words.end.max(i + 1);
            continue;
        }
        let to = next.end.min(i + 6);
        match gazetteer
            .titles
            .longest_at(scan.words.get(i..to).unwrap_or_default())
        {
            Some((n, t)) => {
                if let Some((Force::Strong, s)) = t.head
                    && scan.word(next.start) == "of"
                {
                    found = Some(s);
                }
                i += n;
            }
            None => i += 1,
        }
    }
    found
}
