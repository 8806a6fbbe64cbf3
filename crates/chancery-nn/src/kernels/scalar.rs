//! Kernels in plain Rust, written so that compilers turn them into whatever vectors there are.

use crate::lanes::Sixteen;

use super::{Blocks, Kernels, PANEL, Sums, check_bytes, check_words};

/// The portable tier, and the twin that the other tiers are tested against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scalar;

impl Kernels for Scalar {
    type F = Sixteen;

    #[inline(always)]
    fn load(self, from: &[f32; 16]) -> Sixteen {
        Sixteen(*from)
    }

    #[inline(always)]
    fn floats_of_sums(self, sums: &[i32; 16], totals: &[i32; 16], zero: i32) -> Sixteen {
        let mut out = [0.0; 16];
        for i in 0..16 {
            out[i] = sums[i].wrapping_sub(zero.wrapping_mul(totals[i])) as f32;
        }
        Sixteen(out)
    }

    #[inline(always)]
    fn floats_of(self, ints: &[i32; 16]) -> Sixteen {
        Sixteen(ints.map(|x| x as f32))
    }

    #[inline(always)]
    fn bytes(self, a: &[u8], depth: usize, rows: usize, panel: &[i8], sums: &mut Sums) {
        check_bytes(a, depth, rows, panel);
        for r in 0..rows {
            let row = &a[r * depth..(r + 1) * depth];
            let mut halves = [0i32; 2 * PANEL];
            for (x, w) in row
                .as_chunks::<4>()
                .0
                .iter()
                .zip(panel.as_chunks::<256>().0)
            {
                let x = x.map(i32::from);
                for i in 0..PANEL {
                    let [p, q, r, s] = [w[4 * i], w[4 * i + 1], w[4 * i + 2], w[4 * i + 3]];
                    let [p, q, r, s] = [i32::from(p), i32::from(q), i32::from(r), i32::from(s)];
                    halves[2 * i] = halves[2 * i].wrapping_add(x[0] * p + x[1] * q);
                    halves[2 * i + 1] = halves[2 * i + 1].wrapping_add(x[2] * r + x[3] * s);
                }
            }
            for i in 0..PANEL {
                sums[r][i] = halves[2 * i].wrapping_add(halves[2 * i + 1]);
            }
        }
    }

    #[inline(always)]
    fn words(
        self,
        a: &[i16],
        stride: usize,
        rows: usize,
        b: Blocks<'_>,
        columns: usize,
        sums: &mut Sums,
    ) {
        check_words(a, stride, rows, b, columns);
        for r in 0..rows {
            let row = &a[r * stride..r * stride + 2 * b.pairs];
            for c in 0..columns {
                let block = &b.words[c * b.stride..c * b.stride + 32 * b.pairs];
                let mut acc = [0i32; 16];
                for (x, w) in row.as_chunks::<2>().0.iter().zip(block.as_chunks::<32>().0) {
                    let x = x.map(i32::from);
                    for i in 0..16 {
                        let (p, q) = (i32::from(w[2 * i]), i32::from(w[2 * i + 1]));
                        acc[i] = acc[i].wrapping_add((x[0] * p).wrapping_add(x[1] * q));
                    }
                }
                sums[r][16 * c..16 * (c + 1)].copy_from_slice(&acc);
            }
        }
    }
}
