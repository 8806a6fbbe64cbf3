//! Small matrices in floats, for the heads.

use crate::aligned::Aligned;
use crate::kernels::{Kernels, TILE};
use crate::lanes::{Lanes, Number};
use crate::tier::Job;

/// Columns that lie together.
const LANES: usize = 16;

/// `x · weightᵀ + bias`
#[derive(Debug)]
pub(crate) struct Dense {
    pub depth: usize,
    pub columns: usize,
    /// `[columns / 16][depth][16]`, filled up with zeros.
    weight: Aligned<f32>,
    bias: Aligned<f32>,
}

impl Dense {
    /// From weights `[columns][depth]` as the file has them.
    pub fn pack(weight: &[f32], depth: usize, bias: &[f32]) -> Self {
        let columns = bias.len();
        let padded = columns.next_multiple_of(LANES);
        let mut out = Dense {
            depth,
            columns,
            weight: Aligned::zeros(padded * depth),
            bias: Aligned::zeros(padded),
        };
        out.bias[..columns].copy_from_slice(bias);
        for (c, row) in weight.chunks_exact(depth).enumerate() {
            let panel = &mut out.weight[c / LANES * LANES * depth..];
            for (to, &w) in panel[c % LANES..].iter_mut().step_by(LANES).zip(row) {
                *to = w;
            }
        }
        out
    }

    /// Rows of `depth` numbers to rows of `columns` numbers. Each sum runs over `depth` in order,
    /// then the bias is added.
    #[inline(always)]
    pub fn apply<K: Kernels>(&self, k: K, x: &[f32]) -> Vec<f32> {
        let (depth, columns) = (self.depth, self.columns);
        let rows = x.len() / depth;
        let mut out = vec![0.0; rows * columns];
        let panels = self.weight.chunks_exact(depth * LANES);
        for (p, (panel, bias)) in panels.zip(self.bias.as_chunks::<LANES>().0).enumerate() {
            let width = LANES.min(columns - p * LANES);
            for first in (0..rows).step_by(TILE) {
                let take = TILE.min(rows - first);
                // rows missing from the last tile repeat its first
                let tile: [&[f32]; TILE] = std::array::from_fn(|r| {
                    let row = if r < take { first + r } else { first };
                    &x[row * depth..(row + 1) * depth]
                });
                let sums = if take == 1 {
                    [tile_sums(k, [tile[0]], panel)[0]; TILE]
                } else {
                    tile_sums(k, tile, panel)
                };
                for (r, sums) in sums.iter().enumerate().take(take) {
                    let at = (first + r) * columns + p * LANES;
                    let mut numbers = [0.0; LANES];
                    (*sums + k.load(bias)).store(&mut numbers);
                    out[at..at + width].copy_from_slice(&numbers[..width]);
                }
            }
        }
        out
    }
}

#[inline(always)]
fn tile_sums<K: Kernels, const M: usize>(k: K, x: [&[f32]; M], panel: &[f32]) -> [K::F; M] {
    let mut sums = [k.load(&[0.0; LANES]); M];
    for (i, w) in panel.as_chunks::<LANES>().0.iter().enumerate() {
        let w = k.load(w);
        for r in 0..M {
            sums[r] = sums[r] + w.all(x[r][i]) * w;
        }
    }
    sums
}

/// A matrix applied on its own.
pub(crate) struct Apply<'a>(pub &'a Dense, pub &'a [f32]);

impl Job for Apply<'_> {
    type Out = Vec<f32>;

    #[inline(always)]
    fn run<K: Kernels>(self, k: K) -> Vec<f32> {
        self.0.apply(k, self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tier::Tier;

    #[test]
    fn sums_run_in_order_on_every_tier() {
        let float = |i: usize| ((i * 7919 % 1009) as f32 - 500.0) * 0.013;
        for (depth, columns) in [(1, 1), (7, 5), (192, 33), (384, 192)] {
            let weight: Vec<f32> = (0..depth * columns).map(float).collect();
            let bias: Vec<f32> = (0..columns).map(float).collect();
            let dense = Dense::pack(&weight, depth, &bias);
            for rows in [0, 1, 2, 5, 6, 7, 13] {
                let x: Vec<f32> = (0..rows * depth).map(|i| float(i + 3)).collect();
                let mut want = Vec::new();
                for row in x.chunks_exact(depth) {
                    for (w, b) in weight.chunks_exact(depth).zip(&bias) {
                        let mut sum = 0.0;
                        for (x, w) in row.iter().zip(w) {
                            sum += x * w;
                        }
                        want.push((sum + b).to_bits());
                    }
                }
                for tier in Tier::available() {
                    let got = tier.perform(Apply(&dense, &x));
                    let got: Vec<u32> = got.iter().map(|x| x.to_bits()).collect();
                    assert_eq!(got, want, "{} {depth} {columns} {rows}", tier.name());
                }
            }
        }
    }
}
