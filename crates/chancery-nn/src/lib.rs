//! Arithmetic of the reader: the weights file, the encoder and the heads. No text, no files.
//!
//! The encoder multiplies bytes and sums in integers, which are exact in any order; what floats
//! do in between is one recipe in one order ([`softmax`] and its neighbours), never fused. So
//! every machine gives the same bits, whatever instructions it has, and a window's vectors depend
//! on nothing but its pieces.

mod aligned;
mod attention;
mod dense;
mod encoder;
mod float;
mod heads;
mod kernels;
mod lanes;
mod pack;
mod rows;
mod tier;
mod weights;

use std::ops::RangeInclusive;

pub use encoder::Scratch;
pub use float::{sigmoid, softmax};
pub use rows::Rows;
pub use tier::Tier;
pub use weights::{Labels, LoadError};

use encoder::{Encode, Encoder, HIDDEN};
use heads::{EVENT, Heads, Roles, each, joined};

/// Encoder and heads.
#[derive(Debug)]
pub struct Network {
    tier: Tier,
    labels: Labels,
    encoder: Encoder,
    heads: Heads,
}

impl Network {
    /// From the bytes of a weights file. Every tensor is checked for presence, kind, shape and
    /// finite numbers, the heads also against the lists of labels.
    pub fn load(bytes: &[u8]) -> Result<Self, LoadError> {
        let (labels, encoder, heads) = weights::read(bytes)?;
        Ok(Network {
            tier: Tier::best(),
            labels,
            encoder,
            heads,
        })
    }

    /// What the weights file says of itself.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// Uses other instructions than the fastest; the results stay the same. For tests and timing.
    pub fn use_tier(&mut self, tier: Tier) {
        self.tier = tier;
    }

    /// One vector a piece. Ids outside the vocabulary count as unknown; pieces past 512 are cut off.
    pub fn encode(&self, ids: &[u32], scratch: &mut Scratch) -> Rows {
        let encoder = &self.encoder;
        self.tier.perform(Encode {
            encoder,
            ids,
            scratch,
        })
    }

    /// Logits of `O, B-type0, I-type0, B-type1, …` of each word.
    pub fn trigger_scores(&self, words: &Rows) -> Rows {
        each(self.tier, &self.heads.trigger, words)
    }

    /// Logits of `O, B-entity, I-entity, B-time, I-time` of each word.
    pub fn mention_scores(&self, words: &Rows) -> Rows {
        each(self.tier, &self.heads.mention, words)
    }

    /// The vector of an event: the mean of its trigger's words and its type's embedding.
    pub fn event_vector(
        &self,
        words: &Rows,
        trigger: RangeInclusive<usize>,
        event_type: usize,
    ) -> Vec<f32> {
        self.heads.event(words, trigger, event_type)
    }

    /// Logits of the statuses of an event; `window` is the first row of the encoder's output.
    pub fn status_scores(&self, event: &[f32], window: &[f32]) -> Vec<f32> {
        let parts = [(event, EVENT), (window, HIDDEN)];
        joined(self.tier, &self.heads.status, &parts)
    }

    /// Logits of the typed modes.
    pub fn mode_scores(&self, event: &[f32]) -> Vec<f32> {
        joined(self.tier, &self.heads.mode, &[(event, EVENT)])
    }

    /// The part of the role scores that depends on the words alone.
    pub fn role_words(&self, words: &Rows) -> Rows {
        each(self.tier, &self.heads.role_word, words)
    }

    /// Logits of the roles of each word in an event. `distance` (0–14) and `sentence` (0–4) are the
    /// buckets of each word relative to the trigger.
    pub fn role_scores(
        &self,
        event: &[f32],
        role_words: &Rows,
        distance: &[u8],
        sentence: &[u8],
    ) -> Rows {
        self.tier.perform(Roles {
            heads: &self.heads,
            event,
            words: role_words,
            distance,
            sentence,
        })
    }

    /// Logits of the pair classes; `source` and `target` are the rows of the pieces that open each mark.
    pub fn pair_scores(&self, hidden: &Rows, source: usize, target: usize) -> Vec<f32> {
        let parts = [0, source, target].map(|i| (hidden.row(i), HIDDEN));
        joined(self.tier, &self.heads.pair, &parts)
    }
}
