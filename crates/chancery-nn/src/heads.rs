//! The small layers on top of the encoder; their formulas are those of the trainer's `network.py`.

use std::ops::RangeInclusive;

use crate::dense::{Apply, Dense};
use crate::encoder::HIDDEN;
use crate::float::gelu_row;
use crate::kernels::Kernels;
use crate::rows::Rows;
use crate::tier::{Job, Tier};

/// Width of a type's embedding.
pub(crate) const TYPE: usize = 64;
/// Width of an event's vector.
pub(crate) const EVENT: usize = HIDDEN + TYPE;
/// Width of the role layers.
pub(crate) const ROLE: usize = 192;
/// Buckets of distance and of sentences.
pub(crate) const DISTANCES: usize = 15;
pub(crate) const SENTENCES: usize = 5;

/// Two layers with GELU between them.
#[derive(Debug)]
pub(crate) struct Mlp {
    pub inner: Dense,
    pub outer: Dense,
}

/// All heads.
#[derive(Debug)]
pub(crate) struct Heads {
    pub trigger: Dense,
    pub mention: Dense,
    /// `[type][64]`
    pub types: Vec<f32>,
    pub status: Mlp,
    pub mode: Mlp,
    pub role_event: Dense,
    pub role_word: Dense,
    /// `[bucket][192]`
    pub role_distance: Vec<f32>,
    pub role_sentence: Vec<f32>,
    pub role_inner: Dense,
    pub role_out: Dense,
    pub pair: Mlp,
}

impl Heads {
    /// The mean of a trigger's words, then the embedding of its type.
    pub fn event(
        &self,
        words: &Rows,
        trigger: RangeInclusive<usize>,
        event_type: usize,
    ) -> Vec<f32> {
        let mut event = vec![0.0; HIDDEN];
        let (first, last) = trigger.into_inner();
        let last = last.min(words.len().saturating_sub(1));
        let mut count = 0.0;
        for row in (first..=last).map(|i| words.row(i)) {
            for (to, x) in event.iter_mut().zip(row) {
                *to += x;
            }
            count += 1.0;
        }
        if count > 0.0 {
            event.iter_mut().for_each(|x| *x /= count);
        }
        let embedding = self.types.chunks_exact(TYPE).nth(event_type);
        event.extend_from_slice(embedding.unwrap_or(&[0.0; TYPE]));
        event
    }
}

/// A layer for each row; rows of another width give none.
pub(crate) fn each(tier: Tier, dense: &Dense, rows: &Rows) -> Rows {
    if rows.width() != dense.depth {
        return Rows::new(dense.columns, Vec::new());
    }
    let numbers = tier.perform(Apply(dense, rows.as_slice()));
    Rows::new(dense.columns, numbers)
}

/// Two layers for one row made of parts of these widths; a part that is too short is filled up
/// with zeros.
pub(crate) fn joined(tier: Tier, mlp: &Mlp, parts: &[(&[f32], usize)]) -> Vec<f32> {
    let mut row = Vec::with_capacity(mlp.inner.depth);
    for &(part, width) in parts {
        let end = row.len() + width;
        row.extend(part.iter().take(width));
        row.resize(end, 0.0);
    }
    tier.perform(Perceive(mlp, &row))
}

struct Perceive<'a>(&'a Mlp, &'a [f32]);

impl Job for Perceive<'_> {
    type Out = Vec<f32>;

    #[inline(always)]
    fn run<K: Kernels>(self, k: K) -> Vec<f32> {
        let mut inner = self.0.inner.apply(k, self.1);
        gelu_row(k, &mut inner);
        self.0.outer.apply(k, &inner)
    }
}

/// The role scores of every word in one event.
pub(crate) struct Roles<'a> {
    pub heads: &'a Heads,
    pub event: &'a [f32],
    pub words: &'a Rows,
    pub distance: &'a [u8],
    pub sentence: &'a [u8],
}

impl Job for Roles<'_> {
    type Out = Rows;

    #[inline(always)]
    fn run<K: Kernels>(self, k: K) -> Rows {
        let heads = self.heads;
        let mut event = self.event.to_vec();
        event.resize(EVENT, 0.0);
        let event = heads.role_event.apply(k, &event);
        let mut x = Vec::with_capacity(self.words.as_slice().len());
        if self.words.width() == ROLE {
            for (i, word) in self.words.iter().enumerate() {
                let distance = bucket(&heads.role_distance, self.distance, i);
                let sentence = bucket(&heads.role_sentence, self.sentence, i);
                let sums = event.iter().zip(word).zip(distance).zip(sentence);
                x.extend(sums.map(|(((e, w), d), s)| e + w + d + s));
            }
        }
        gelu_row(k, &mut x);
        let mut x = heads.role_inner.apply(k, &x);
        gelu_row(k, &mut x);
        Rows::new(heads.role_out.columns, heads.role_out.apply(k, &x))
    }
}

/// The embedding of a word's bucket; one past the last counts as the last, a missing one as the first.
#[inline(always)]
fn bucket<'a>(table: &'a [f32], buckets: &[u8], i: usize) -> &'a [f32] {
    let last = (table.len() / ROLE).saturating_sub(1);
    let at = usize::from(buckets.get(i).copied().unwrap_or(0)).min(last);
    &table[at * ROLE..(at + 1) * ROLE]
}
