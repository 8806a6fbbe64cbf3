//! Marked-up text: what the reader is taken to have read, so that resolution is tested without it.
//!
//! `[Khrenin|actor 1] [met|CONSULT/visit 1 actual] [Ashtiani|actor 1] in [Tehran|place 1]`

use chancery::document::Document;
use chancery::event::Span;
use chancery::ontology::{EventType, Mode, Status};
use chancery::reading::{Filler, Mention, ReadEvent, Reading, Role};

/// The marks of a text, in text order.
pub struct Marks {
    triggers: Vec<Trigger>,
    fillers: Vec<(usize, Role, Span)>,
    mentions: Vec<Mention>,
}

struct Trigger {
    number: usize,
    span: Span,
    event_type: EventType,
    modes: Vec<Mode>,
    status: Status,
}

/// Every score of a hand-made reading.
const SURE: f32 = 0.9;

impl Marks {
    /// The plain text and its marks. Marks may be nested: `[[Iranian|mention] officials|actor 1]`.
    pub fn parse(text: &str) -> Result<(String, Marks), String> {
        let mut plain = String::new();
        let mut marks = Marks {
            triggers: Vec::new(),
            fillers: Vec::new(),
            mentions: Vec::new(),
        };
        let mut open = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '[' => open.push(plain.len()),
                '|' => {
                    let start = open.pop().ok_or("a mark ends that did not begin")?;
                    let (label, after) = rest.split_once(']').ok_or("a mark does not end")?;
                    for item in label.split(',') {
                        marks.add(start..plain.len(), item.trim())?;
                    }
                    rest = after;
                }
                _ => plain.push(c),
            }
        }
        if !open.is_empty() {
            return Err("a mark has no label".to_owned());
        }
        marks.mentions.sort_by_key(|m| (m.span.start, m.span.end));
        marks.mentions.dedup();
        let known = |n: &usize| marks.triggers.iter().any(|t| t.number == *n);
        match marks.fillers.iter().find(|(n, ..)| !known(n)) {
            Some((n, ..)) => Err(format!("no event has the number {n}")),
            None => Ok((plain, marks)),
        }
    }

    fn add(&mut self, span: Span, item: &str) -> Result<(), String> {
        let words: Vec<&str> = item.split_whitespace().collect();
        let number = |w: &str| {
            w.parse::<usize>()
                .map_err(|_| format!("`{item}`: no number"))
        };
        let role = words
            .first()
            .and_then(|w| Role::ALL.iter().find(|r| r.as_str() == *w));
        match (words.as_slice(), role) {
            (["mention"], _) => {}
            ([_, numbers @ ..], Some(&role)) if !numbers.is_empty() => {
                for n in numbers {
                    self.fillers.push((number(n)?, role, span.clone()));
                }
            }
            ([code, n, status], None) => {
                let mut codes = code.split('/');
                let event_type = codes.next().unwrap_or_default().parse();
                let modes: Result<_, _> = codes.map(str::parse).collect();
                self.triggers.push(Trigger {
                    number: number(n)?,
                    span,
                    event_type: event_type.map_err(|e| format!("{e}"))?,
                    modes: modes.map_err(|e| format!("{e}"))?,
                    status: status.parse().map_err(|e| format!("{e}"))?,
                });
                return Ok(());
            }
            _ => return Err(format!("`{item}` is no mark")),
        }
        self.mentions.push(Mention {
            span,
            is_time: role == Some(&Role::Time),
        });
        Ok(())
    }

    /// The reading of the marks.
    pub fn reading(&self, document: &Document<'_>) -> Reading {
        let event = |t: &Trigger| {
            let mine = self.fillers.iter().filter(|(n, ..)| *n == t.number);
            let mut fillers: Vec<Filler> = mine
                .map(|(_, role, span)| Filler {
                    role: *role,
                    span: span.clone(),
                    score: SURE,
                })
                .collect();
            fillers.sort_by_key(|f| f.span.start);
            ReadEvent {
                trigger: t.span.clone(),
                sentence: document.sentence_at(t.span.start).unwrap_or(0),
                event_type: t.event_type,
                type_score: SURE,
                modes: t.modes.iter().map(|m| (*m, SURE)).collect(),
                status: t.status,
                status_score: SURE,
                fillers,
            }
        };
        let mut events: Vec<ReadEvent> = self.triggers.iter().map(event).collect();
        events.sort_by_key(|e| e.trigger.start);
        Reading {
            events,
            mentions: self.mentions.clone(),
        }
    }
}
