//! Attention in words: queries, keys, values and weights are 14- to 16-bit integers with a scale
//! for each piece and head, a thousand times finer than the bytes around them, so that its sums
//! are exact whatever their order.

use crate::aligned::Aligned;
use crate::encoder::{HEAD, HEADS, HIDDEN, PIECES};
use crate::float::exp;
use crate::kernels::{Blocks, Kernels, PANEL, TILE};
use crate::lanes::{Lanes, Number};
use crate::pack::{Finish, words};

/// 32 products of two such words fit 31 bits.
const QUERY_LIMIT: f32 = 8191.0;
/// Greatest value and greatest weight.
const LIMIT: f32 = 32767.0;
/// Greatest sum of the weights of a row: times `LIMIT`, with 512 roundings, it fits 31 bits.
const TOTAL: f32 = 65000.0;
/// Numbers of a block: 16 columns, 2 rows each.
const PAIR: usize = 32;

/// Queries, keys and values of all heads.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    pieces: usize,
    /// `[piece][head][32]`
    queries: Aligned<i16>,
    /// `[head][piece / 16][16 pairs of dimensions][16 pieces][2]`
    keys: Aligned<i16>,
    /// `[head][2][piece / 2][16 dimensions][2]`
    values: Aligned<i16>,
    /// Three times `[head][piece]`: the value of one step.
    steps: [Aligned<f32>; 3],
}

impl Heads {
    /// Makes room; pieces past the last count for nothing.
    pub fn reset(&mut self, pieces: usize) {
        self.pieces = pieces;
        let padded = pieces.next_multiple_of(16);
        self.queries.resize(pieces * HIDDEN);
        self.keys.resize(padded * HIDDEN);
        self.values.resize(padded * HIDDEN);
        for steps in &mut self.steps {
            steps.resize(padded * HEADS);
            for head in steps.chunks_exact_mut(padded) {
                head[pieces..].fill(0.0);
            }
        }
    }
}

impl Finish for Heads {
    /// Of the 18 panels six are queries, six keys, six values; each holds two heads.
    #[inline(always)]
    fn put<K: Kernels>(&mut self, _: K, row: usize, panel: usize, numbers: [K::F; 4]) {
        let padded = self.pieces.next_multiple_of(16);
        let part = panel / (HEADS / 2);
        for (half, floats) in numbers.as_chunks::<2>().0.iter().enumerate() {
            let head = panel % (HEADS / 2) * 2 + half;
            let mut w = [0; HEAD];
            let limit = if part == 2 { LIMIT } else { QUERY_LIMIT };
            let step = words(*floats, limit, &mut w);
            if let Some(steps) = self.steps.get_mut(part) {
                steps[head * padded + row] = step;
            }
            match part {
                0 => self.queries[row * HIDDEN + head * HEAD..][..HEAD].copy_from_slice(&w),
                1 => {
                    let block = &mut self.keys[head * padded * HEAD + row / 16 * 16 * HEAD..];
                    let pairs = block.as_chunks_mut::<2>().0[row % 16..]
                        .iter_mut()
                        .step_by(16);
                    for (to, from) in pairs.zip(w.as_chunks::<2>().0) {
                        *to = *from;
                    }
                }
                _ => {
                    for (half, w) in w.as_chunks::<16>().0.iter().enumerate() {
                        let at = head * padded * HEAD + half * padded * 16 + row / 2 * PAIR;
                        let pairs = self.values[at..at + PAIR].as_chunks_mut::<2>().0;
                        for (to, &w) in pairs.iter_mut().zip(w) {
                            to[row % 2] = w;
                        }
                    }
                }
            }
        }
    }
}

/// Scores and weights of one tile of queries.
#[derive(Debug, Default)]
pub(crate) struct Tile {
    scores: Aligned<f32>,
    weights: Aligned<i16>,
}

/// Attention of every piece to every piece, `[piece][head][32]` into `out`.
#[inline(always)]
pub(crate) fn attend<K: Kernels>(k: K, heads: &Heads, tile: &mut Tile, out: &mut [f32]) {
    let pieces = heads.pieces;
    let padded = pieces.next_multiple_of(16);
    debug_assert!(pieces <= PIECES);
    tile.scores.resize(padded);
    tile.weights.resize(TILE * padded);
    let mut sums = [[0; PANEL]; TILE];
    let mut raw = [[0i32; PIECES]; TILE];
    for head in 0..HEADS {
        let [query_steps, key_steps, value_steps] = [0, 1, 2].map(|part: usize| {
            let steps: &[f32] = &heads.steps[part];
            &steps[head * padded..(head + 1) * padded]
        });
        let keys = &heads.keys[head * padded * HEAD..(head + 1) * padded * HEAD];
        let values = Blocks {
            words: &heads.values[head * padded * HEAD..(head + 1) * padded * HEAD],
            stride: padded * 16,
            pairs: pieces.div_ceil(2),
        };
        for first in (0..pieces).step_by(TILE) {
            let rows = TILE.min(pieces - first);
            let queries = &heads.queries[first * HIDDEN + head * HEAD..];
            let mut block = 0;
            while block < padded / 16 {
                let columns = if padded / 16 - block >= 4 { 4 } else { 1 };
                let b = Blocks {
                    words: &keys[block * 16 * HEAD..],
                    stride: 16 * HEAD,
                    pairs: HEAD / 2,
                };
                k.words(queries, HIDDEN, rows, b, columns, &mut sums);
                for (raw, sums) in raw.iter_mut().zip(&sums).take(rows) {
                    raw[16 * block..16 * (block + columns)].copy_from_slice(&sums[..16 * columns]);
                }
                block += columns;
            }
            let mut value_of_step = [0.0; TILE];
            for r in 0..rows {
                value_of_step[r] = weigh(
                    k,
                    &raw[r][..padded],
                    pieces,
                    [key_steps, value_steps],
                    query_steps[first + r],
                    &mut tile.scores,
                    &mut tile.weights[r * padded..(r + 1) * padded],
                );
            }
            k.words(&tile.weights, padded, rows, values, 2, &mut sums);
            for r in 0..rows {
                let to = &mut out[(first + r) * HIDDEN + head * HEAD..][..HEAD];
                let sums = sums[r].as_chunks::<16>().0;
                for (to, sums) in to.as_chunks_mut::<16>().0.iter_mut().zip(sums) {
                    let sums = k.floats_of(sums);
                    (sums * sums.all(value_of_step[r])).store(to);
                }
            }
        }
    }
}

/// Softmax of a row of scores times the scale of each value, as words; gives the value of one step.
#[inline(always)]
fn weigh<K: Kernels>(
    k: K,
    raw: &[i32],
    pieces: usize,
    steps: [&[f32]; 2],
    query_step: f32,
    scores: &mut [f32],
    weights: &mut [i16],
) -> f32 {
    let zero = k.load(&[0.0; 16]);
    let [key_steps, value_steps] = steps.map(|s| s.as_chunks::<16>().0);
    let chunks = scores.as_chunks_mut::<16>().0;
    for ((s, sums), steps) in chunks
        .iter_mut()
        .zip(raw.as_chunks::<16>().0)
        .zip(key_steps)
    {
        (k.floats_of(sums) * zero.all(query_step) * k.load(steps)).store(s);
    }
    scores[pieces..].fill(-1e30);
    let chunks = scores.as_chunks_mut::<16>().0;
    let mut top = zero.all(-1e30);
    for s in chunks.iter() {
        top = k.load(s).larger(top);
    }
    let top = zero.all(top.greatest());
    let (mut total, mut greatest, mut sum) = (zero, zero, zero);
    for (s, steps) in chunks.iter_mut().zip(value_steps) {
        let e = exp(k.load(s) - top);
        total = total + e;
        let weight = e * k.load(steps);
        greatest = weight.larger(greatest);
        sum = sum + weight;
        weight.store(s);
    }
    let limit = LIMIT / greatest.greatest().larger(1e-30);
    let steps = limit.smaller(TOTAL / sum.sum().larger(1e-30));
    for (w, s) in weights
        .as_chunks_mut::<16>()
        .0
        .iter_mut()
        .zip(chunks.iter())
    {
        (k.load(s) * zero.all(steps)).store_words(w);
    }
    1.0 / (steps * total.sum())
}
