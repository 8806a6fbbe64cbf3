//! A BERT-shaped encoder of six layers.

use crate::aligned::Aligned;
use crate::attention::{Heads, Tile, attend};
use crate::float::{gelu, normalize};
use crate::kernels::{Kernels, PANEL, TILE};
use crate::lanes::Lanes;
use crate::pack::{Bytes, Finish, Matrix, product};
use crate::rows::Rows;
use crate::tier::Job;

/// Numbers of a piece's vector.
pub(crate) const HIDDEN: usize = 384;
/// Layers.
pub(crate) const LAYERS: usize = 6;
/// Heads of a layer's attention.
pub(crate) const HEADS: usize = 12;
/// Numbers of a head.
pub(crate) const HEAD: usize = HIDDEN / HEADS;
/// Width of the feed-forward part.
pub(crate) const INNER: usize = 1536;
/// Pieces of the vocabulary.
pub(crate) const VOCABULARY: usize = 30522;
/// Most pieces of a window.
pub(crate) const PIECES: usize = 512;
/// `[UNK]`
const UNKNOWN: usize = 100;
/// Rows that go through the feed-forward part together, so that its wide rows stay in the cache.
const BLOCK: usize = 16 * TILE;

/// Weight and bias of a layer normalization.
#[derive(Debug)]
pub(crate) struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Norm {
    #[inline(always)]
    fn apply<K: Kernels>(&self, k: K, rows: &mut [f32]) {
        for row in rows.chunks_exact_mut(HIDDEN) {
            normalize(k, row, &self.weight, &self.bias);
        }
    }
}

/// One layer.
#[derive(Debug)]
pub(crate) struct Layer {
    pub qkv: Matrix,
    pub out: Matrix,
    pub up: Matrix,
    pub down: Matrix,
    pub after_attention: Norm,
    pub after_inner: Norm,
}

/// Embeddings and layers.
#[derive(Debug)]
pub(crate) struct Encoder {
    /// `[piece of the vocabulary][384]` and a scale for each.
    pub word: Vec<i8>,
    pub word_scale: Vec<f32>,
    /// `[position][384]`
    pub position: Vec<f32>,
    pub norm: Norm,
    pub layers: Vec<Layer>,
}

/// Working memory of one thread, kept between calls.
#[derive(Debug, Default)]
pub struct Scratch {
    x: Aligned<f32>,
    bytes: Bytes,
    heads: Heads,
    tile: Tile,
    context: Aligned<f32>,
    inner: Aligned<f32>,
    inner_bytes: Bytes,
}

/// The encoder over one window.
pub(crate) struct Encode<'a> {
    pub encoder: &'a Encoder,
    pub ids: &'a [u32],
    pub scratch: &'a mut Scratch,
}

impl Job for Encode<'_> {
    type Out = Rows;

    #[inline(always)]
    fn run<K: Kernels>(self, k: K) -> Rows {
        let ids = &self.ids[..self.ids.len().min(PIECES)];
        if ids.is_empty() {
            return Rows::new(HIDDEN, Vec::new());
        }
        let s = self.scratch;
        s.x.resize(ids.len() * HIDDEN);
        s.context.resize(ids.len() * HIDDEN);
        self.encoder.embed(k, ids, &mut s.x);
        for layer in &self.encoder.layers {
            s.bytes.quantize(k, &s.x, HIDDEN);
            s.heads.reset(ids.len());
            product(k, &s.bytes, &layer.qkv, &mut s.heads);
            attend(k, &s.heads, &mut s.tile, &mut s.context);
            s.bytes.quantize(k, &s.context, HIDDEN);
            product(k, &s.bytes, &layer.out, &mut Add(&mut s.x));
            layer.after_attention.apply(k, &mut s.x);
            for rows in s.x.chunks_mut(BLOCK * HIDDEN) {
                s.inner.resize(rows.len() / HIDDEN * INNER);
                s.bytes.quantize(k, rows, HIDDEN);
                product(k, &s.bytes, &layer.up, &mut Gelu(&mut s.inner));
                s.inner_bytes.quantize(k, &s.inner, INNER);
                product(k, &s.inner_bytes, &layer.down, &mut Add(rows));
                layer.after_inner.apply(k, rows);
            }
        }
        Rows::new(HIDDEN, s.x.to_vec())
    }
}

impl Encoder {
    #[inline(always)]
    fn embed<K: Kernels>(&self, k: K, ids: &[u32], x: &mut [f32]) {
        let rows = x.chunks_exact_mut(HIDDEN);
        for ((&id, row), position) in ids.iter().zip(rows).zip(self.position.chunks_exact(HIDDEN)) {
            let id = usize::try_from(id).unwrap_or(UNKNOWN);
            let id = if id < self.word_scale.len() {
                id
            } else {
                UNKNOWN
            };
            let word = &self.word[id * HIDDEN..(id + 1) * HIDDEN];
            let scale = self.word_scale[id];
            for ((x, &w), p) in row.iter_mut().zip(word).zip(position) {
                *x = f32::from(w) * scale + p;
            }
        }
        self.norm.apply(k, x);
    }
}

/// Adds the product to what is there.
struct Add<'a>(&'a mut [f32]);

impl Finish for Add<'_> {
    #[inline(always)]
    fn put<K: Kernels>(&mut self, k: K, row: usize, panel: usize, numbers: [K::F; 4]) {
        let to = &mut self.0[row * HIDDEN + panel * PANEL..][..PANEL];
        for (to, n) in to.as_chunks_mut::<16>().0.iter_mut().zip(numbers) {
            (k.load(to) + n).store(to);
        }
    }
}

/// Writes GELU of the product.
struct Gelu<'a>(&'a mut [f32]);

impl Finish for Gelu<'_> {
    #[inline(always)]
    fn put<K: Kernels>(&mut self, _: K, row: usize, panel: usize, numbers: [K::F; 4]) {
        let to = &mut self.0[row * INNER + panel * PANEL..][..PANEL];
        for (to, n) in to.as_chunks_mut::<16>().0.iter_mut().zip(numbers) {
            gelu(n).store(to);
        }
    }
}
