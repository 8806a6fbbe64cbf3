//! The reader: word pieces, windows, the network and its heads, in this order.

use super::decode::{self, TriggerSpan, Words};
use super::pair::{self, PairRoot};
use super::pieces::WordPieces;
use super::windows::{Window, windows};
use super::{Filler, Mention, ReadEvent, Reading, Role};
use crate::document::Document;
use crate::event::Span;
use crate::ontology::{EventType, Mode, Status};
use chancery_nn::{LoadError, Network, Rows, Scratch, sigmoid, softmax};
use serde::Deserialize;

static WEIGHTS: &[u8] = include_bytes!("../../../../models/reader-en-2/reader.safetensors");
static TOKENIZER: &[u8] = include_bytes!("../../../../models/reader-en-2/tokenizer.json");

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The weights are damaged or of another shape.
    #[error("the model's weights: {0}")]
    Weights(#[from] LoadError),
    /// The vocabulary is damaged.
    #[error("the model's tokenizer: {0}")]
    Tokenizer(String),
    /// The model was trained for other labels than this program knows.
    #[error("the model's list of {what} is not the one that this program was built with")]
    Labels {
        /// Which list.
        what: &'static str,
    },
    /// The thresholds cannot be read.
    #[error("the model's settings: {0}")]
    Settings(#[from] serde_json::Error),
}

/// Thresholds that were chosen when the model was calibrated; they travel with its weights.
#[derive(Debug, Deserialize)]
struct Settings {
    trigger: f32,
    roles: RoleThresholds,
    status_bias: Vec<f32>,
    mode: f32,
    /// Product of the probabilities of an event's parts, and how often such an event was right;
    /// rising in both. Empty: the product itself.
    #[serde(default)]
    confidence: Vec<[f32; 2]>,
}

#[derive(Debug, Deserialize)]
struct RoleThresholds {
    actor: f32,
    recipient: f32,
    said_by: f32,
    place: f32,
    time: f32,
}

impl RoleThresholds {
    fn of(&self, role: Role) -> f32 {
        match role {
            Role::Actor => self.actor,
            Role::Recipient => self.recipient,
            Role::SaidBy => self.said_by,
            Role::Place => self.place,
            Role::Time => self.time,
        }
    }
}

/// Reads what the words of a document say.
#[derive(Debug)]
pub struct Reader {
    network: Network,
    pieces: WordPieces,
    settings: Settings,
    /// Type and mode of each score of the mode head.
    modes: Vec<(EventType, Mode)>,
    name: String,
}

impl Reader {
    /// The model that is compiled in.
    pub fn embedded() -> Result<Self, ReaderError> {
        Self::from_bytes(WEIGHTS, TOKENIZER)
    }

    /// A model from its weights and its `tokenizer.json`.
    pub fn from_bytes(weights: &'static [u8], tokenizer: &[u8]) -> Result<Self, ReaderError> {
        let network = Network::load(weights)?;
        let pieces =
            WordPieces::from_bytes(tokenizer).map_err(|e| ReaderError::Tokenizer(e.to_string()))?;
        let labels = network.labels();
        same(
            "event types",
            &labels.types,
            EventType::ALL.iter().map(|t| t.as_str()),
        )?;
        same(
            "statuses",
            &labels.statuses,
            Status::ALL.iter().map(|s| s.as_str()),
        )?;
        same("roles", &labels.roles, Role::ALL.iter().map(|r| r.as_str()))?;
        let modes = typed_modes();
        same(
            "modes",
            &labels.modes,
            modes.iter().map(|(t, m)| format!("{t}:{m}")),
        )?;
        same(
            "pair classes",
            &labels.pair_roots,
            PairRoot::all().iter().map(|r| r.as_str()),
        )?;
        let settings = serde_json::from_str(&labels.settings)?;
        let name = labels.name.clone();
        Ok(Reader {
            network,
            pieces,
            settings,
            modes,
            name,
        })
    }

    /// How often events were right of which the probabilities of type, status and parties have this
    /// product: measured when the model was calibrated.
    pub fn confidence(&self, product: f32) -> f32 {
        interpolated(&self.settings.confidence, product)
    }

    /// Name of the model, for the stamp.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads a document, window by window.
    pub fn read(&self, document: &Document<'_>) -> Reading {
        let mut reading = Reading::default();
        let mut scratch = Scratch::default();
        for window in windows(&self.pieces, document) {
            self.read_window(&window, &mut scratch, &mut reading);
        }
        reading.mentions.sort_by_key(|m| (m.span.start, m.span.end));
        reading.mentions.dedup();
        reading
    }

    /// The class of event that joins two parties of a sentence. None if a party covers no word or
    /// both do not fit into a window.
    pub fn pair(&self, sentence: &str, source: &Span, target: &Span) -> Option<PairRoot> {
        let marked = pair::mark(&self.pieces.words(sentence), source, target)?;
        let hidden = self.network.encode(&marked.ids, &mut Scratch::default());
        let scores = self
            .network
            .pair_scores(&hidden, marked.source, marked.target);
        PairRoot::all().get(decode::largest(&scores)).copied()
    }

    fn read_window(&self, window: &Window, scratch: &mut Scratch, reading: &mut Reading) {
        if window.words.is_empty() {
            return;
        }
        let hidden = self.network.encode(&window.ids, scratch);
        let words = hidden.select(&window.first);
        let tags = probabilities(&self.network.trigger_scores(&words));
        let triggers = decode::triggers(&tags, window.core, self.settings.trigger);
        let mentions = decode::mentions(&probabilities(&self.network.mention_scores(&words)));
        for (at, is_time) in &mentions {
            if *at.end() >= window.core {
                let span = window.span(at);
                reading.mentions.push(Mention {
                    span,
                    is_time: *is_time,
                });
            }
        }
        if triggers.is_empty() {
            return;
        }
        let role_words = self.network.role_words(&words);
        for trigger in triggers {
            let event =
                self.network
                    .event_vector(&words, trigger.words.clone(), trigger.event_type);
            let roles = self.network.role_scores(
                &event,
                &role_words,
                &window.distances(&trigger.words),
                &window.sentence_offsets(&trigger.words),
            );
            reading.events.push(ReadEvent {
                fillers: self.fillers(window, &roles, &mentions),
                modes: self.modes(trigger.event_type, &self.network.mode_scores(&event)),
                ..self.event(
                    window,
                    &trigger,
                    &self.network.status_scores(&event, hidden.row(0)),
                )
            });
        }
    }

    fn event(&self, window: &Window, trigger: &TriggerSpan, status: &[f32]) -> ReadEvent {
        let bias = &self.settings.status_bias;
        let mut status: Vec<f32> = status.iter().zip(bias).map(|(s, b)| s + b).collect();
        softmax(&mut status);
        let best = decode::largest(&status);
        ReadEvent {
            trigger: window.span(&trigger.words),
            sentence: window.sentence[*trigger.words.start()],
            event_type: EventType::ALL[trigger.event_type],
            type_score: trigger.score,
            modes: Vec::new(),
            status: Status::ALL[best],
            status_score: status[best],
            fillers: Vec::new(),
        }
    }

    fn modes(&self, event_type: usize, scores: &[f32]) -> Vec<(Mode, f32)> {
        let event_type = EventType::ALL[event_type];
        let scored = self
            .modes
            .iter()
            .zip(scores)
            .filter(|((t, _), _)| *t == event_type);
        let mut modes: Vec<_> = scored.map(|((_, mode), &s)| (*mode, sigmoid(s))).collect();
        modes.retain(|(_, p)| *p >= self.settings.mode);
        modes.sort_by(|a, b| b.1.total_cmp(&a.1));
        modes
    }

    fn fillers(&self, window: &Window, roles: &Rows, mentions: &[(Words, bool)]) -> Vec<Filler> {
        let mut out = Vec::new();
        for (r, &role) in Role::ALL.iter().enumerate() {
            let p: Vec<f32> = roles.iter().map(|row| sigmoid(row[r])).collect();
            for (at, score) in decode::fillers(&p, mentions, self.settings.roles.of(role)) {
                let span = window.span(&at);
                out.push(Filler { role, span, score });
            }
        }
        out.sort_by_key(|f| (f.span.start, f.span.end, f.role));
        out
    }
}

fn probabilities(logits: &Rows) -> Vec<Vec<f32>> {
    logits
        .iter()
        .map(|row| {
            let mut row = row.to_vec();
            softmax(&mut row);
            row
        })
        .collect()
}

fn typed_modes() -> Vec<(EventType, Mode)> {
    let of = |t: &EventType| t.modes().iter().map(|m| (*t, *m)).collect::<Vec<_>>();
    EventType::ALL.iter().flat_map(of).collect()
}

/// Straight lines between the knots, level before the first and behind the last. Products and sums
/// alone, so that every machine gives the same bits.
fn interpolated(knots: &[[f32; 2]], x: f32) -> f32 {
    let right = knots.partition_point(|k| k[0] <= x);
    let left = right.checked_sub(1).and_then(|i| knots.get(i));
    match (left, knots.get(right)) {
        (Some(a), Some(b)) => a[1] + (b[1] - a[1]) * ((x - a[0]) / (b[0] - a[0])),
        (Some(level), None) | (None, Some(level)) => level[1],
        (None, None) => x,
    }
}

fn same<S: AsRef<str>>(
    what: &'static str,
    model: &[String],
    ours: impl Iterator<Item = S>,
) -> Result<(), ReaderError> {
    let ours: Vec<S> = ours.collect();
    let equal = model.len() == ours.len() && model.iter().zip(&ours).all(|(a, b)| a == b.as_ref());
    if equal {
        Ok(())
    } else {
        Err(ReaderError::Labels { what })
    }
}

#[cfg(test)]
mod tests {
    use super::interpolated;

    #[test]
    fn confidence_lies_on_the_lines_between_its_knots() {
        let knots = [[0.2, 0.1], [0.6, 0.3], [0.8, 0.9]];
        assert_eq!(interpolated(&knots, 0.0), 0.1);
        assert_eq!(interpolated(&knots, 0.2), 0.1);
        assert!((interpolated(&knots, 0.4) - 0.2).abs() < 1e-6);
        assert!((interpolated(&knots, 0.7) - 0.6).abs() < 1e-6);
        assert_eq!(interpolated(&knots, 1.0), 0.9);
        assert_eq!(interpolated(&[], 0.37), 0.37);
    }
}
