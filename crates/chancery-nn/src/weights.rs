//! Reads a weights file and believes nothing of it unchecked.

use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};

use crate::aligned::signed;
use crate::dense::Dense;
use crate::encoder::{Encoder, HIDDEN, INNER, LAYERS, Layer, Norm, PIECES, VOCABULARY};
use crate::heads::{DISTANCES, EVENT, Heads, Mlp, ROLE, SENTENCES, TYPE};
use crate::pack::Matrix;

/// The one format this version reads.
const FORMAT: &str = "chancery-reader-1";
/// Widths of the inner layers of heads.
const STATUS: usize = 192;
const MODE: usize = 128;
const PAIR: usize = 192;
/// `O, B-entity, I-entity, B-time, I-time`
const MENTION_TAGS: usize = 5;

/// Why weights cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Not a safetensors file, or cut short.
    #[error("not a readable weights file: {0}")]
    Container(String),
    /// A safetensors file of something else, or of another version.
    #[error("the weights file is of format `{0}`, this version of chancery reads `{FORMAT}`")]
    Format(String),
    /// A list of labels is missing or is no list.
    #[error("the weights file's entry `{key}` {problem}")]
    Entry {
        /// Name of the entry in the file's metadata.
        key: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// A tensor is not there.
    #[error("the weights file has no tensor `{tensor}`")]
    Missing {
        /// Name of the tensor.
        tensor: String,
    },
    /// A tensor holds numbers of another kind.
    #[error("tensor `{tensor}` of the weights file holds {found}, not {wanted}")]
    Kind {
        /// Name of the tensor.
        tensor: String,
        /// Kind of numbers in the file.
        found: String,
        /// Kind of numbers that belong there.
        wanted: &'static str,
    },
    /// A tensor has other dimensions than the network or the labels ask for.
    #[error("tensor `{tensor}` of the weights file is {found:?}, not {wanted:?}")]
    Shape {
        /// Name of the tensor.
        tensor: String,
        /// Dimensions in the file.
        found: Vec<usize>,
        /// Dimensions that belong there.
        wanted: Vec<usize>,
    },
    /// A tensor holds infinity or what is no number.
    #[error("tensor `{tensor}` of the weights file holds a number that is not finite")]
    NotFinite {
        /// Name of the tensor.
        tensor: String,
    },
}

/// What the weights file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

/// Labels, encoder and heads from the bytes of a weights file.
pub(crate) fn read(bytes: &[u8]) -> Result<(Labels, Encoder, Heads), LoadError> {
    let container = |e: safetensors::SafeTensorError| LoadError::Container(e.to_string());
    let (_, header) = SafeTensors::read_metadata(bytes).map_err(container)?;
    let labels = labels(|key| header.metadata().as_ref()?.get(key).cloned())?;
    let file = File(SafeTensors::deserialize(bytes).map_err(container)?);
    let encoder = file.encoder()?;
    let heads = file.heads(&labels)?;
    Ok((labels, encoder, heads))
}

fn labels(entry: impl Fn(&str) -> Option<String>) -> Result<Labels, LoadError> {
    let format = entry("format").unwrap_or_default();
    if format != FORMAT {
        return Err(LoadError::Format(format));
    }
    let text = |key: &'static str| {
        let problem = "is missing".to_owned();
        entry(key).ok_or(LoadError::Entry { key, problem })
    };
    let list = |key: &'static str| {
        let list: Vec<String> =
            serde_json::from_str(&text(key)?).map_err(|e| LoadError::Entry {
                key,
                problem: format!("is not a JSON list of names: {e}"),
            })?;
        if list.is_empty() {
            let problem = "is an empty list".to_owned();
            return Err(LoadError::Entry { key, problem });
        }
        Ok(list)
    };
    Ok(Labels {
        name: text("name")?,
        types: list("types")?,
        modes: list("modes")?,
        statuses: list("statuses")?,
        roles: list("roles")?,
        pair_roots: list("pair_roots")?,
        settings: text("settings")?,
    })
}

/// A readable weights file.
struct File<'a>(SafeTensors<'a>);

impl<'a> File<'a> {
    fn tensor(&self, name: &str, kind: Dtype, shape: &[usize]) -> Result<&'a [u8], LoadError> {
        let tensor = || name.to_owned();
        let Ok(view): Result<TensorView<'a>, _> = self.0.tensor(name) else {
            return Err(LoadError::Missing { tensor: tensor() });
        };
        if view.dtype() != kind {
            return Err(LoadError::Kind {
                tensor: tensor(),
                found: format!("{:?}", view.dtype()),
                wanted: if kind == Dtype::F32 { "F32" } else { "I8" },
            });
        }
        if view.shape() != shape {
            return Err(LoadError::Shape {
                tensor: tensor(),
                found: view.shape().to_vec(),
                wanted: shape.to_vec(),
            });
        }
        Ok(view.data())
    }

    fn bytes(&self, name: &str, shape: &[usize]) -> Result<&'a [i8], LoadError> {
        self.tensor(name, Dtype::I8, shape).map(signed)
    }

    fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, LoadError> {
        let bytes = self.tensor(name, Dtype::F32, shape)?;
        let floats: Vec<f32> = bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|&b| f32::from_le_bytes(b))
            .collect();
        if floats.iter().all(|x| x.is_finite()) {
            Ok(floats)
        } else {
            let tensor = name.to_owned();
            Err(LoadError::NotFinite { tensor })
        }
    }

    fn matrix(&self, name: &str, columns: usize, depth: usize) -> Result<Matrix, LoadError> {
        let weights = self.bytes(&format!("{name}.weight.q"), &[columns, depth])?;
        let scale = self.floats(&format!("{name}.weight.scale"), &[columns])?;
        let bias = self.floats(&format!("{name}.bias"), &[columns])?;
        Ok(Matrix::pack(weights, depth, &scale, &bias))
    }

    fn norm(&self, name: &str) -> Result<Norm, LoadError> {
        Ok(Norm {
            weight: self.floats(&format!("{name}.weight"), &[HIDDEN])?,
            bias: self.floats(&format!("{name}.bias"), &[HIDDEN])?,
        })
    }

    fn dense(&self, name: &str, columns: usize, depth: usize) -> Result<Dense, LoadError> {
        let weight = self.floats(&format!("{name}.weight"), &[columns, depth])?;
        let bias = self.floats(&format!("{name}.bias"), &[columns])?;
        Ok(Dense::pack(&weight, depth, &bias))
    }

    fn mlp(
        &self,
        name: &str,
        depth: usize,
        width: usize,
        columns: usize,
    ) -> Result<Mlp, LoadError> {
        // the trainer counts GELU and dropout as layers 1 and 2
        Ok(Mlp {
            inner: self.dense(&format!("{name}.0"), width, depth)?,
            outer: self.dense(&format!("{name}.3"), columns, width)?,
        })
    }

    fn encoder(&self) -> Result<Encoder, LoadError> {
        let word = self.bytes("encoder.word.weight.q", &[VOCABULARY, HIDDEN])?;
        Ok(Encoder {
            word: word.to_vec(),
            word_scale: self.floats("encoder.word.weight.scale", &[VOCABULARY])?,
            position: self.floats("encoder.position.weight", &[PIECES, HIDDEN])?,
            norm: self.norm("encoder.norm")?,
            layers: (0..LAYERS)
                .map(|i| self.layer(i))
                .collect::<Result<_, _>>()?,
        })
    }

    fn layer(&self, i: usize) -> Result<Layer, LoadError> {
        let at = format!("encoder.layers.{i}");
        Ok(Layer {
            qkv: self.matrix(&format!("{at}.qkv"), 3 * HIDDEN, HIDDEN)?,
            out: self.matrix(&format!("{at}.out"), HIDDEN, HIDDEN)?,
            up: self.matrix(&format!("{at}.up"), INNER, HIDDEN)?,
            down: self.matrix(&format!("{at}.down"), HIDDEN, INNER)?,
            after_attention: self.norm(&format!("{at}.norm1"))?,
            after_inner: self.norm(&format!("{at}.norm2"))?,
        })
    }

    fn heads(&self, labels: &Labels) -> Result<Heads, LoadError> {
        let role_word = self.floats("role_word.weight", &[ROLE, HIDDEN])?;
        Ok(Heads {
            trigger: self.dense("trigger", 1 + 2 * labels.types.len(), HIDDEN)?,
            mention: self.dense("mention", MENTION_TAGS, HIDDEN)?,
            types: self.floats("type.weight", &[labels.types.len(), TYPE])?,
            status: self.mlp("status", EVENT + HIDDEN, STATUS, labels.statuses.len())?,
            mode: self.mlp("mode", EVENT, MODE, labels.modes.len())?,
            role_event: self.dense("role_event", ROLE, EVENT)?,
            role_word: Dense::pack(&role_word, HIDDEN, &[0.0; ROLE]),
            role_distance: self.floats("role_distance.weight", &[DISTANCES, ROLE])?,
            role_sentence: self.floats("role_sentence.weight", &[SENTENCES, ROLE])?,
            role_inner: self.dense("role_inner", ROLE, ROLE)?,
            role_out: self.dense("role_out", labels.roles.len(), ROLE)?,
            pair: self.mlp("pair", 3 * HIDDEN, PAIR, labels.pair_roots.len())?,
        })
    }
}
