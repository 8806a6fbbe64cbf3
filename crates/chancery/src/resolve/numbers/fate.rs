//! What became of counted people: killed, injured, arrested.

use super::amounts::Amount;
use crate::resolve::dates::tokens::{Token, word};

/// What became of counted people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Dead,
    Injured,
    Arrested,
}

/// Words between an amount and what became of the people.
const PHRASE: usize = 12;

/// Fate that a verb or an adjective after the people names: "were killed", "dead".
fn suffered(w: &str) -> Option<Fate> {
    match w {
        "killed" | "dead" | "died" | "die" | "dies" | "slain" | "murdered" | "executed"
        | "massacred" | "assassinated" | "beheaded" | "perished" | "deaths" | "fatalities"
        | "lives" => Some(Fate::Dead),
        "wounded" | "injured" | "hurt" | "injuries" => Some(Fate::Injured),
        "arrested" | "detained" | "jailed" | "imprisoned" | "arrests" => Some(Fate::Arrested),
        _ => None,
    }
}

/// Fate that a verb or noun before the people names: "killing 18", "the arrest of 35".
fn inflicted(t: &[Token], before: usize) -> Option<Fate> {
    let last = before.checked_sub(1)?;
    // "killed or caught 340"
    if let Some(joint) = last
        .checked_sub(1)
        .filter(|i| matches!(word(t, *i), "and" | "or"))
        && let Some(fate) = inflicting(word(t, joint.checked_sub(1)?), "")
    {
        return Some(fate);
    }
    let w = match word(t, last) {
        "of" | "dead" | "up" => word(t, last.checked_sub(1)?),
        "to" | "at" | "least" if (last.saturating_sub(5)..last).any(|i| word(t, i) == "toll") => {
            return Some(Fate::Dead);
        }
        w => w,
    };
    inflicting(w, word(t, last))
}

fn inflicting(w: &str, last: &str) -> Option<Fate> {
    match w {
        "killing" | "kills" | "kill" | "killed" | "murdering" | "murdered" | "massacred"
        | "slaughtered" | "executed" | "executing" | "beheaded" | "beheading" | "assassinated"
        | "deaths" | "death" | "killings" | "murder" | "murders" | "claimed" | "claiming" => {
            Some(Fate::Dead)
        }
        "shot" if last == "dead" => Some(Fate::Dead),
        "wounding" | "wounds" | "wounded" | "injuring" | "injures" | "injured" | "hurting" => {
            Some(Fate::Injured)
        }
        "arresting" | "arrests" | "arrest" | "arrested" | "detaining" | "detain" | "detains"
        | "detained" | "detention" | "jailing" | "jailed" => Some(Fate::Arrested),
        "rounded" | "picked" if last == "up" => Some(Fate::Arrested),
        _ => None,
    }
}

/// The fate of each amount's people, none where nothing tells.
pub(super) fn fates(t: &[Token], found: &[Amount]) -> Vec<Option<Fate>> {
    let mut fates: Vec<Option<Fate>> = Vec::with_capacity(found.len());
    for (n, amount) in found.iter().enumerate() {
        let stop = found.get(n + 1).map_or(t.len(), |next| next.start);
        let after = || after(t, amount, stop);
        let active = inflicted(t, amount.start).filter(|_| !subject(t, amount));
        fates.push(active.or_else(after));
    }
    // "killed two policemen and a civilian" hands on, "two policemen and a civilian were killed" back.
    for n in 1..found.len() {
        if fates[n].is_none()
            && joined(t, found[n - 1], found[n])
            && inflicted(t, found[n - 1].start).is_some()
        {
            fates[n] = fates[n - 1];
        }
    }
    for n in (1..found.len()).rev() {
        if fates[n - 1].is_none() && joined(t, found[n - 1], found[n]) {
            fates[n - 1] = fates[n].filter(|_| inflicted(t, found[n].start).is_none());
        }
    }
    fates
}

/// "wounded 12" but not "those wounded, two gunmen fled".
fn subject(t: &[Token], amount: &Amount) -> bool {
    amount.article
        && matches!(
            word(t, amount.end),
            "bomb" | "blast" | "day" | "week" | "year" | "month"
        )
}

fn after(t: &[Token], amount: &Amount, stop: usize) -> Option<Fate> {
    let end = stop.min(amount.end + PHRASE);
    let mut passive = false;
    for i in amount.end..end {
        let w = word(t, i);
        if let Some(fate) = suffered(w) {
            let next = word(t, i + 1);
            let closes = matches!(
                next,
                "" | "."
                    | ","
                    | ";"
                    | ")"
                    | "and"
                    | "in"
                    | "by"
                    | "when"
                    | "after"
                    | "during"
                    | "at"
                    | "on"
                    | "as"
                    | "near"
                    | "following"
                    | "since"
                    | "from"
                    | "over"
                    | "for"
            );
            let itself = matches!(
                w,
                "dead"
                    | "died"
                    | "die"
                    | "dies"
                    | "deaths"
                    | "fatalities"
                    | "lives"
                    | "arrests"
                    | "injuries"
                    | "perished"
            );
            let near = i == amount.end && !amount.article;
            return (passive || itself || near || closes && !amount.article).then_some(fate);
        }
        match w {
            "was" | "were" | "is" | "are" | "been" | "be" | "being" | "left" | "found" => {
                passive = true
            }
            "." | ";" | ":" | "who" | "which" | "that" | "from" | "with" | "after" | "because" => {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// Whether two amounts are one subject or object: "two policemen and a civilian".
pub(super) fn joined(t: &[Token], first: Amount, second: Amount) -> bool {
    let between = first.end..second.start;
    between.len() <= 6
        && second
            .start
            .checked_sub(1)
            .is_some_and(|i| matches!(word(t, i), "and" | ","))
        && between.clone().all(|i| {
            !matches!(
                word(t, i),
                "." | ";" | "was" | "were" | "is" | "are" | "have" | "had" | "in" | "by"
            )
        })
}
