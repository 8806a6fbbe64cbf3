//! How many people an event killed, injured, arrested or drew.

use super::amounts::{Amount, amounts};
use super::fate::{Fate, fates, joined};
use crate::document::Document;
use crate::event::{Count, Size, Span};
use crate::ontology::{EventType, Mode};
use crate::reading::{ReadEvent, Role};
use crate::resolve::dates::tokens::{Token, run, tokens, word};

/// How many people an event of its sentence killed, injured, arrested or drew, as the words say.
///
/// "at least 18" is 18 to 18, "three to five" 3 to 5, "dozens" 24 to 99, "scores" 40 to 99,
/// "hundreds" 200 to 999, "thousands" 2,000 to 9,999, "no one" 0. Amounts of one fate that are
/// joined ("two policemen and a civilian were killed") are added up. Dead and injured are told of
/// ASSAULT and PROTEST, arrested of COERCE that arrests and of PROTEST, a crowd of PROTEST.
pub fn size(document: &Document<'_>, event: &ReadEvent) -> Size {
    let Some(sentence) = document.sentences.get(event.sentence) else {
        return Size::default();
    };
    let mut words = document.words(&sentence.span);
    let wanted = matches!(
        event.event_type,
        EventType::Assault | EventType::Protest | EventType::Coerce
    );
    if !wanted {
        return Size::default();
    }
    let limit = words
        .char_indices()
        .nth(LONGEST)
        .map_or(words.len(), |(at, _)| at);
    words = words.get(..limit).unwrap_or_default();
    let t = tokens(words, sentence.span.start);
    let found = amounts(&t);
    let fates = fates(&t, &found);
    let of = |fate: Fate| total(&t, &found, &fates, fate, event);
    let violent = matches!(event.event_type, EventType::Assault | EventType::Protest);
    let arrests = event.event_type == EventType::Protest || arrests(document, event);
    Size {
        dead: violent.then(|| of(Fate::Dead)).flatten(),
        injured: violent.then(|| of(Fate::Injured)).flatten(),
        arrested: arrests
            .then(|| of(Fate::Arrested).or_else(|| filled(&t, &found, &fates, event)))
            .flatten(),
        crowd: (event.event_type == EventType::Protest)
            .then(|| crowd(&t, &found, &fates, event))
            .flatten(),
    }
}

/// Characters of a sentence that are read.
const LONGEST: usize = 4_000;

/// Words between an event and an amount that belongs to it.
const REACH: usize = 40;

/// Words between a protest and its crowd.
const CROWD_REACH: usize = 10;

fn arrests(document: &Document<'_>, event: &ReadEvent) -> bool {
    let words = document.words(&event.trigger).to_lowercase();
    let cue = [
        "arrest",
        "detain",
        "detention",
        "jail",
        "round",
        "picked up",
        "custody",
        "held",
        "imprison",
        "captive",
    ];
    event.event_type == EventType::Coerce
        && (event.modes.iter().any(|(m, _)| *m == Mode::Arrest)
            || cue.iter().any(|c| words.contains(c)))
}

fn span(t: &[Token], amount: &Amount) -> Option<Span> {
    Some(t.get(amount.start)?.span.start..t.get(amount.end.checked_sub(1)?)?.span.end)
}

/// All amounts of a fate that belong to the event, added up.
fn total(
    t: &[Token],
    found: &[Amount],
    fates: &[Option<Fate>],
    fate: Fate,
    event: &ReadEvent,
) -> Option<Count> {
    let mut sum: Option<(Count, usize)> = None;
    for (n, amount) in found.iter().enumerate() {
        if fates.get(n).copied().flatten() != Some(fate) || apart(t, amount, event) {
            continue;
        }
        let here = span(t, amount)?;
        sum = match sum {
            None => Some((
                Count {
                    low: amount.low,
                    high: amount.high,
                    span: here,
                },
                n,
            )),
            Some((count, last)) if last + 1 == n && joined(t, found[last], *amount) => {
                let low = count.low.saturating_add(amount.low);
                let high = count.high.saturating_add(amount.high);
                Some((
                    Count {
                        low,
                        high,
                        span: count.span.start..here.end,
                    },
                    n,
                ))
            }
            first => first,
        };
    }
    sum.map(|(count, _)| count)
}

/// Whether a clause boundary parts an amount from the event.
fn apart(t: &[Token], amount: &Amount, event: &ReadEvent) -> bool {
    distance(t, amount, event).is_none()
}

/// Tokens between an amount and the event of the same clause.
fn distance(t: &[Token], amount: &Amount, event: &ReadEvent) -> Option<usize> {
    let words = span(t, amount)?;
    let follows = words.start >= event.trigger.end;
    let (from, to) = if follows {
        (event.trigger.end, words.start)
    } else {
        (words.end, event.trigger.start)
    };
    let first = t.partition_point(|x| x.span.start < from);
    let last = t.partition_point(|x| x.span.end <= to).max(first);
    let between = t.get(first..last)?;
    // "70 were killed when soldiers stormed the quarter" is one clause of this event.
    let boundary = |w: &str| {
        matches!(w, ";" | "where" | "while" | "since" | "before") || follows && w == "when"
    };
    let parted = between.len() > REACH || between.iter().any(|x| boundary(&x.lower));
    (!parted).then_some(between.len())
}

/// Arrested people by the recipient of an arrest: "arrested" with "30 people".
fn filled(
    t: &[Token],
    found: &[Amount],
    fates: &[Option<Fate>],
    event: &ReadEvent,
) -> Option<Count> {
    in_role(t, found, fates, event, Role::Recipient)
}

fn in_role(
    t: &[Token],
    found: &[Amount],
    fates: &[Option<Fate>],
    event: &ReadEvent,
    role: Role,
) -> Option<Count> {
    let fillers: Vec<&Span> = event
        .fillers
        .iter()
        .filter(|f| f.role == role)
        .map(|f| &f.span)
        .collect();
    let inside = |s: &Span| {
        fillers
            .iter()
            .any(|f| s.start < f.end && f.start < s.end && s.start <= f.start + 4)
    };
    let free = found
        .iter()
        .zip(fates)
        .filter(|(a, f)| f.is_none() && !a.article);
    let (amount, here) = free
        .filter_map(|(a, _)| Some((a, span(t, a)?)))
        .find(|(_, s)| inside(s))?;
    Some(Count {
        low: amount.low,
        high: amount.high,
        span: here,
    })
}

/// A crowd: the amount among the actors of a protest, or one before a word for people who protest.
fn crowd(
    t: &[Token],
    found: &[Amount],
    fates: &[Option<Fate>],
    event: &ReadEvent,
) -> Option<Count> {
    if let Some(count) = in_role(t, found, fates, event, Role::Actor) {
        return Some(count);
    }
    let free = found.iter().zip(fates).filter(|(a, f)| {
        f.is_none() && !a.article && distance(t, a, event).is_some_and(|d| d <= CROWD_REACH)
    });
    let (amount, _) = free.into_iter().find(|(a, _)| {
        let next = a.end + usize::from(word(t, a.end) == "of");
        (next..next + 4).any(|i| protester(word(t, i)))
            || a.start
                .checked_sub(1)
                .is_some_and(|i| matches!(word(t, i), "of" | "by") && gathering(t, i))
    })?;
    Some(Count {
        low: amount.low,
        high: amount.high,
        span: span(t, amount)?,
    })
}

fn protester(w: &str) -> bool {
    matches!(
        w,
        "protesters"
            | "protestors"
            | "demonstrators"
            | "marchers"
            | "strikers"
            | "rioters"
            | "protest"
            | "protested"
            | "marched"
            | "march"
            | "rallied"
            | "gathered"
            | "demonstrated"
    )
}

fn gathering(t: &[Token], of: usize) -> bool {
    of.checked_sub(1).is_some_and(|i| {
        matches!(
            word(t, i),
            "rally" | "march" | "protest" | "crowd" | "demonstration" | "strike" | "gathering"
        ) || run(t, i, "sit - in").is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::ontology::Status;

    fn read(text: &str, trigger: &str, event_type: EventType) -> Size {
        let article = Article::from_text("a", text);
        let at = text.find(trigger).expect("the trigger stands in the text");
        let event = ReadEvent {
            trigger: at..at + trigger.len(),
            sentence: 0,
            event_type,
            type_score: 1.0,
            modes: Vec::new(),
            status: Status::Actual,
            status_score: 1.0,
            fillers: Vec::new(),
        };
        size(&Document::new(&article), &event)
    }

    fn range(count: &Option<Count>) -> Option<(u64, u64)> {
        count.as_ref().map(|c| (c.low, c.high))
    }

    #[test]
    fn dead_and_injured_of_an_attack() {
        for (text, trigger, dead, injured) in [
            (
                "A bomb on a bus killed at least 18 people and wounded 40.",
                "bomb",
                Some((18, 18)),
                Some((40, 40)),
            ),
            (
                "Two policemen and a civilian were killed in the raid.",
                "killed",
                Some((3, 3)),
                None,
            ),
            (
                "The blast left dozens dead, doctors said.",
                "blast",
                Some((24, 99)),
                None,
            ),
            (
                "Three to five guards died in the attack.",
                "attack",
                Some((3, 5)),
                None,
            ),
            (
                "Nobody was killed in the shelling of 12 May.",
                "shelling",
                Some((0, 0)),
                None,
            ),
            (
                "Seventy people were killed when troops stormed the quarter.",
                "stormed",
                Some((70, 70)),
                None,
            ),
            (
                "A 34-year-old man, 34, was beaten in 2003 for $500.",
                "beaten",
                None,
                None,
            ),
            ("Two gunmen killed a mayor.", "killed", Some((1, 1)), None),
            ("The army shelled 12 villages.", "shelled", None, None),
        ] {
            let size = read(text, trigger, EventType::Assault);
            assert_eq!(
                (range(&size.dead), range(&size.injured)),
                (dead, injured),
                "{text}"
            );
        }
    }

    #[test]
    fn joined_amounts_cover_all_their_words() {
        let text = "Two policemen and a civilian were killed.";
        let dead = read(text, "killed", EventType::Assault)
            .dead
            .expect("a count");
        assert_eq!(&text[dead.span], "Two policemen and a");
    }

    #[test]
    fn arrests_belong_to_arrests() {
        let text = "Police arrested 30 people and seized 12 rifles.";
        assert_eq!(
            range(&read(text, "arrested", EventType::Coerce).arrested),
            Some((30, 30))
        );
        assert_eq!(read(text, "seized", EventType::Coerce), Size::default());
    }

    #[test]
    fn crowds_belong_to_protests() {
        for (text, trigger, crowd) in [
            (
                "Some 50,000 protesters filled the square.",
                "protesters",
                Some((50_000, 50_000)),
            ),
            (
                "Tens of thousands marched for the third day.",
                "marched",
                Some((20_000, 99_999)),
            ),
            (
                "A rally of 1.5 million blocked the bridge.",
                "rally",
                Some((1_500_000, 1_500_000)),
            ),
            ("Police killed 4 at the protest.", "protest", None),
        ] {
            assert_eq!(
                range(&read(text, trigger, EventType::Protest).crowd),
                crowd,
                "{text}"
            );
        }
        assert_eq!(
            read("10 protesters met.", "met", EventType::Consult),
            Size::default()
        );
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn counts_are_well_formed_in_any_text(text in "(killed|of|at least|[0-9]{1,4}|and|dozens|\\PC{0,6}| |,){0,30}") {
            let article = Article::from_text("a", format!("strike {text}"));
            let event = ReadEvent { trigger: 0..6, sentence: 0, event_type: EventType::Assault, type_score: 1.0,
                modes: Vec::new(), status: Status::Actual, status_score: 1.0, fillers: Vec::new() };
            let size = size(&Document::new(&article), &event);
            for count in [size.dead, size.injured].into_iter().flatten() {
                proptest::prop_assert!(count.low <= count.high);
                proptest::prop_assert!(article.text.get(count.span).is_some());
            }
        }
    }
}
