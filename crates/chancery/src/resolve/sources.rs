//! Who says so: the sources that the reader marked, in order, with the words that attribute; and
//! the speaker of a quotation for what is told inside it.
//!
//! Rule of the guide, "said_by": of a speech act the speaker is the actor, and the source stays
//! empty unless somebody else reports it.

use super::quotations::Quotation;
use crate::document::Document;
use crate::event::Span;
use crate::ontology::EventType;
use crate::reading::{Filler, ReadEvent, Role};

/// Verbs of saying, in the forms that news uses.
const CUES: &[&str] = &[
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "added",
    "adds",
    "claimed",
    "claims",
    "claiming",
    "stated",
    "states",
    "stating",
    "reported",
    "reports",
    "reporting",
    "announced",
    "announces",
    "announcing",
    "confirmed",
    "confirms",
    "confirming",
    "denied",
    "denies",
    "alleged",
    "alleges",
    "alleging",
    "argued",
    "argues",
    "insisted",
    "insists",
    "noted",
    "notes",
    "noting",
    "explained",
    "explains",
    "wrote",
    "writes",
    "tweeted",
    "tweets",
    "posted",
    "declared",
    "declares",
    "warned",
    "warns",
    "warning",
    "acknowledged",
    "acknowledges",
    "admitted",
    "admits",
    "accused",
    "accuses",
    "accusing",
    "asserted",
    "asserts",
    "suggested",
    "suggests",
    "revealed",
    "reveals",
    "testified",
    "testifies",
    "recalled",
    "recalls",
    "estimated",
    "estimates",
    "believe",
    "believes",
    "believed",
    "described",
    "describes",
    "maintained",
    "maintains",
    "remarked",
    "replied",
    "responded",
    "commented",
    "stressed",
    "emphasized",
    "emphasised",
    "recounted",
    "according",
    "per",
    "quoted",
    "citing",
    "cited",
];

/// Words between a source and the verb that attributes to it.
const REACH: usize = 8;

/// A source and the words that attribute to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who says so.
    pub source: Span,
    /// "said", "according to".
    pub cue: Option<Span>,
}

/// To whom the article attributes an event, innermost source first.
pub fn attributions(
    document: &Document<'_>,
    event: &ReadEvent,
    quotations: &[Quotation],
) -> Vec<Attribution> {
    let mut sources: Vec<Span> = fillers(event, Role::SaidBy)
        .map(|f| f.span.clone())
        .collect();
    if sources.is_empty() {
        sources.extend(quoted_speaker(document, event, quotations));
    }
    if is_speech_act(event.event_type) {
        sources.retain(|s| !fillers(event, Role::Actor).any(|a| overlap(&a.span, s)));
    }
    sources.sort_by_key(|s| (distance(s, &event.trigger), s.start));
    let attribution = |source: Span| Attribution {
        cue: cue(document, &source),
        source,
    };
    sources.into_iter().map(attribution).collect()
}

/// Types whose events are themselves things said.
pub fn is_speech_act(event_type: EventType) -> bool {
    use EventType::*;
    matches!(
        event_type,
        Agree | Support | Concede | Request | Accuse | Reject | Threaten
    )
}

/// The speaker of the quotation around a trigger, unless the speaker is the one who acts.
fn quoted_speaker(
    document: &Document<'_>,
    event: &ReadEvent,
    quotations: &[Quotation],
) -> Option<Span> {
    let holds =
        |q: &&Quotation| q.span.start <= event.trigger.start && event.trigger.end <= q.span.end;
    let speaker = quotations.iter().find(holds)?.speaker.clone()?;
    let acts = fillers(event, Role::Actor).any(|a| {
        overlap(&a.span, &speaker)
            || (is_speech_act(event.event_type) && is_first_person(document.words(&a.span)))
    });
    (!acts).then_some(speaker)
}

fn is_first_person(words: &str) -> bool {
    matches!(
        words.to_ascii_lowercase().as_str(),
        "i" | "we" | "us" | "me" | "our" | "my"
    )
}

fn fillers(event: &ReadEvent, role: Role) -> impl Iterator<Item = &Filler> {
    event.fillers.iter().filter(move |f| f.role == role)
}

fn overlap(a: &Span, b: &Span) -> bool {
    a.start < b.end && b.start < a.end
}

fn distance(a: &Span, b: &Span) -> usize {
    a.start
        .saturating_sub(b.end)
        .max(b.start.saturating_sub(a.end))
}

/// The nearest verb of saying in the source's sentence: behind it first, else before it.
pub fn cue(document: &Document<'_>, source: &Span) -> Option<Span> {
    let sentence = &document.sentences[document.sentence_at(source.start)?].span;
    let words = words(document.words(sentence), sentence.start);
    let behind = words.iter().filter(|w| w.start >= source.end).take(REACH);
    let before = words.iter().rev().filter(|w| w.end <= source.start).take(3);
    let found = behind
        .chain(before)
        .find(|w| is_cue(document.words(w)))?
        .clone();
    let with_to = words
        .iter()
        .find(|w| w.start >= found.end && document.words(w) == "to");
    match with_to {
        Some(to) if document.words(&found).eq_ignore_ascii_case("according") => {
            Some(found.start..to.end)
        }
        _ => Some(found),
    }
}

/// Whether a word is a verb of saying (or opens "according to").
pub fn is_cue(word: &str) -> bool {
    let lower = word.to_lowercase();
    CUES.contains(&lower.as_str())
}

/// Spans of the words of `text`, which begins at byte `at` of the article.
pub fn words(text: &str, at: usize) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut open = None;
    for (i, c) in text.char_indices() {
        match (open, c.is_alphanumeric()) {
            (None, true) => open = Some(i),
            (Some(start), false) => {
                out.push(at + start..at + i);
                open = None;
            }
            _ => {}
        }
    }
    out.extend(open.map(|start| at + start..at + text.len()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::ontology::Status;

    fn span(text: &str, words: &str) -> Span {
        let start = text.find(words).expect("the words are in the text");
        start..start + words.len()
    }

    fn event(
        text: &str,
        trigger: &str,
        event_type: EventType,
        roles: &[(Role, &str)],
    ) -> ReadEvent {
        ReadEvent {
            trigger: span(text, trigger),
            sentence: 0,
            event_type,
            type_score: 1.0,
            modes: Vec::new(),
            status: Status::Actual,
            status_score: 1.0,
            fillers: roles
                .iter()
                .map(|&(role, words)| Filler {
                    role,
                    span: span(text, words),
                    score: 1.0,
                })
                .collect(),
        }
    }

    #[test]
    fn the_cue_stands_behind_or_before_the_source() {
        let text =
            "The rebels burned the bridge, officials said. According to Lena Ortiz, nobody died.";
        let article = Article::from_text("a", text);
        let document = Document::new(&article);
        let cue_of = |s: &str| cue(&document, &span(text, s)).map(|c| document.words(&c));
        assert_eq!(cue_of("officials"), Some("said"));
        assert_eq!(cue_of("Lena Ortiz"), Some("According to"));
        assert_eq!(cue_of("rebels"), Some("said"));
        assert_eq!(cue_of("bridge"), Some("said"));
    }

    #[test]
    fn the_speaker_of_a_speech_act_is_no_source() {
        let text = "Ortiz condemned the raid, Reuters reported.";
        let article = Article::from_text("a", text);
        let document = Document::new(&article);
        let roles = [
            (Role::Actor, "Ortiz"),
            (Role::SaidBy, "Ortiz"),
            (Role::SaidBy, "Reuters"),
        ];
        let accuse = event(text, "condemned", EventType::Accuse, &roles);
        let found = attributions(&document, &accuse, &[]);
        assert_eq!(found.len(), 1);
        assert_eq!(document.words(&found[0].source), "Reuters");
    }

    #[test]
    fn what_is_told_in_a_quotation_has_its_speaker() {
        let text = "\"The army shelled the town,\" Ortiz said.";
        let article = Article::from_text("a", text);
        let document = Document::new(&article);
        let quotation = Quotation {
            span: 0..28,
            speaker: Some(span(text, "Ortiz")),
        };
        let shelled = event(
            text,
            "shelled",
            EventType::Assault,
            &[(Role::Actor, "The army")],
        );
        let found = attributions(&document, &shelled, std::slice::from_ref(&quotation));
        assert_eq!(document.words(&found[0].source), "Ortiz");
        let own = event(
            text,
            "shelled",
            EventType::Assault,
            &[(Role::Actor, "Ortiz")],
        );
        assert_eq!(attributions(&document, &own, &[quotation]), []);
    }
}
