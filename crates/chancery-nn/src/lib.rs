//! Arithmetic of the reader: the weights file, the encoder and the heads. No text, no files.

use std::ops::RangeInclusive;

/// A matrix of scores or vectors, one row a word (or piece).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    width: usize,
    data: Vec<f32>,
}

impl Rows {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.data.len().checked_div(self.width).unwrap_or(0)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// One row; empty past the end.
    pub fn row(&self, i: usize) -> &[f32] {
        self.data
            .get(i * self.width..(i + 1) * self.width)
            .unwrap_or_default()
    }

    /// The rows with these indices, in this order.
    pub fn select(&self, indices: &[usize]) -> Rows {
        let mut data = Vec::with_capacity(indices.len() * self.width);
        for &i in indices {
            data.extend_from_slice(self.row(i));
        }
        Rows {
            width: self.width,
            data,
        }
    }

    /// All rows, one after the other.
    pub fn iter(&self) -> impl Iterator<Item = &[f32]> {
        self.data.chunks_exact(self.width.max(1))
    }
}

/// Why weights cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Not a safetensors file, or cut short.
    #[error("not a readable weights file: {0}")]
    Container(String),
}

/// What the weights file says of itself.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    /// Name of the model.
    pub name: String,
    /// Event types, in the order of the trigger tags.
    pub types: Vec<String>,
    /// `TYPE:mode`, in the order of the mode scores.
    pub modes: Vec<String>,
    /// Statuses, in the order of the status scores.
    pub statuses: Vec<String>,
    /// Roles, in the order of the role scores.
    pub roles: Vec<String>,
    /// Classes of the pair question.
    pub pair_roots: Vec<String>,
    /// JSON of the thresholds; its reader knows what is in it.
    pub settings: String,
}

/// Working memory of one thread, kept between calls.
#[derive(Debug, Default)]
pub struct Scratch {}

/// Encoder and heads.
#[derive(Debug)]
pub struct Network {
    labels: Labels,
}

impl Network {
    /// From the bytes of a weights file.
    pub fn load(_bytes: &[u8]) -> Result<Self, LoadError> {
        Ok(Network {
            labels: Labels::default(),
        })
    }

    /// What the weights file says of itself.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// One vector a piece. Ids outside the vocabulary count as unknown; pieces past 512 are cut off.
    pub fn encode(&self, _ids: &[u32], _scratch: &mut Scratch) -> Rows {
        Rows::default()
    }

    /// Logits of `O, B-type0, I-type0, B-type1, …` of each word.
    pub fn trigger_scores(&self, _words: &Rows) -> Rows {
        Rows::default()
    }

    /// Logits of `O, B-entity, I-entity, B-time, I-time` of each word.
    pub fn mention_scores(&self, _words: &Rows) -> Rows {
        Rows::default()
    }

    /// The vector of an event: the mean of its trigger's words and its type's embedding.
    pub fn event_vector(
        &self,
        _words: &Rows,
        _trigger: RangeInclusive<usize>,
        _event_type: usize,
    ) -> Vec<f32> {
        Vec::new()
    }

    /// Logits of the statuses of an event; `window` is the first row of the encoder's output.
    pub fn status_scores(&self, _event: &[f32], _window: &[f32]) -> Vec<f32> {
        Vec::new()
    }

    /// Logits of the typed modes.
    pub fn mode_scores(&self, _event: &[f32]) -> Vec<f32> {
        Vec::new()
    }

    /// The part of the role scores that depends on the words alone.
    pub fn role_words(&self, _words: &Rows) -> Rows {
        Rows::default()
    }

    /// Logits of the roles of each word in an event. `distance` (0–14) and `sentence` (0–4) are the
    /// buckets of each word relative to the trigger.
    pub fn role_scores(
        &self,
        _event: &[f32],
        _role_words: &Rows,
        _distance: &[u8],
        _sentence: &[u8],
    ) -> Rows {
        Rows::default()
    }

    /// Logits of the pair classes; `source` and `target` are the rows of the pieces that open each mark.
    pub fn pair_scores(&self, _hidden: &Rows, _source: usize, _target: usize) -> Vec<f32> {
        Vec::new()
    }
}

/// Softmax in place.
pub fn softmax(_scores: &mut [f32]) {}

/// Logistic function.
pub fn sigmoid(x: f32) -> f32 {
    x
}
