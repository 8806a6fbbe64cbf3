//! What the words say: triggers, types, modes, roles and status, each with its span and score,
//! nothing resolved yet.

mod decode;
mod pair;
mod pieces;
mod reader;
mod windows;

pub use pair::PairRoot;
pub use reader::{Reader, ReaderError};

use crate::event::Span;
use crate::ontology::{EventType, Mode, Status};

/// What the reader found in one document, in text order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Events.
    pub events: Vec<ReadEvent>,
    /// Mentions of entities and times, whether or not an event uses them.
    pub mentions: Vec<Mention>,
}

/// One event as the words say it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadEvent {
    /// The words that name it.
    pub trigger: Span,
    /// Number of its sentence.
    pub sentence: usize,
    /// Most probable type.
    pub event_type: EventType,
    /// Probability that the words name an event of this type.
    pub type_score: f32,
    /// Modes over the threshold, most probable first.
    pub modes: Vec<(Mode, f32)>,
    /// Most probable status.
    pub status: Status,
    /// Its probability.
    pub status_score: f32,
    /// Who and what fills the roles, in text order.
    pub fillers: Vec<Filler>,
}

/// A span in a role.
#[derive(Debug, Clone, PartialEq)]
pub struct Filler {
    /// Role.
    pub role: Role,
    /// The words.
    pub span: Span,
    /// Probability.
    pub score: f32,
}

/// Roles that words can play in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who does it.
    Actor,
    /// To or against whom.
    Recipient,
    /// Who says so.
    SaidBy,
    /// Where.
    Place,
    /// When.
    Time,
}

impl Role {
    /// All, in the order of the model's scores.
    pub const ALL: &'static [Role] = &[
        Role::Actor,
        Role::Recipient,
        Role::SaidBy,
        Role::Place,
        Role::Time,
    ];

    /// The name in the model's labels.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Actor => "actor",
            Role::Recipient => "recipient",
            Role::SaidBy => "said_by",
            Role::Place => "place",
            Role::Time => "time",
        }
    }
}

/// An entity or a time in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// A time expression rather than an entity.
    pub is_time: bool,
}
