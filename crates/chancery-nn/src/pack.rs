//! Matrices in the order in which the kernels read them, and bytes made of floats.

use crate::aligned::Aligned;
use crate::float::{nearest, range};
use crate::kernels::{Kernels, PANEL, TILE};
use crate::lanes::{Lanes, Number};

/// An int8 matrix with one scale a column of the result, and its bias.
#[derive(Debug)]
pub(crate) struct Matrix {
    depth: usize,
    /// `[columns / 64][depth / 4][64][4]`
    bytes: Aligned<i8>,
    columns: Vec<[Column; 4]>,
}

/// What turns the integer sums of 16 columns into floats.
#[derive(Debug)]
#[repr(align(64))]
struct Column {
    /// Sum of the weights: times the zero point, it is what the zero point added.
    total: [i32; 16],
    scale: [f32; 16],
    bias: [f32; 16],
}

impl Matrix {
    /// From weights `[columns][depth]` as the file has them. `columns` is a multiple of 64, `depth`
    /// of 4; what is left over is dropped.
    pub fn pack(weights: &[i8], depth: usize, scale: &[f32], bias: &[f32]) -> Self {
        let mut bytes = Aligned::zeros(weights.len());
        let panels = weights.chunks_exact(depth * PANEL);
        let mut columns = Vec::with_capacity(panels.len());
        let floats = scale
            .as_chunks::<PANEL>()
            .0
            .iter()
            .zip(bias.as_chunks::<PANEL>().0);
        let packed = bytes.as_chunks_mut::<4>().0;
        for ((panel, to), (&scale, &bias)) in panels
            .zip(packed.chunks_exact_mut(depth / 4 * PANEL))
            .zip(floats)
        {
            let mut total = [0; PANEL];
            for (j, row) in panel.chunks_exact(depth).enumerate() {
                total[j] = row.iter().map(|&w| i32::from(w)).sum();
                for (four, to) in row
                    .as_chunks::<4>()
                    .0
                    .iter()
                    .zip(to[j..].iter_mut().step_by(PANEL))
                {
                    *to = *four;
                }
            }
            columns.push(std::array::from_fn(|i| Column {
                total: total.as_chunks().0[i],
                scale: scale.as_chunks().0[i],
                bias: bias.as_chunks().0[i],
            }));
        }
        Matrix {
            depth,
            bytes,
            columns,
        }
    }
}

/// Rows of floats as bytes 0 … 255, each row with its own step and zero point.
#[derive(Debug, Default)]
pub(crate) struct Bytes {
    depth: usize,
    bytes: Aligned<u8>,
    rows: Vec<Scale>,
}

#[derive(Debug, Clone, Copy)]
struct Scale {
    /// Value of one step.
    step: f32,
    /// The byte that stands for 0.
    zero: i32,
}

impl Bytes {
    /// The rule of the trainer's `quantize.py`: 254 steps between the least and the greatest number
    /// of a row (0 counted among them), nearest, ties to even. `depth` is a multiple of 16.
    #[inline(always)]
    pub fn quantize<K: Kernels>(&mut self, k: K, floats: &[f32], depth: usize) {
        self.depth = depth;
        self.bytes.resize(floats.len());
        self.rows.clear();
        for (row, bytes) in floats
            .chunks_exact(depth)
            .zip(self.bytes.chunks_exact_mut(depth))
        {
            let (low, high) = range(k, row);
            let steps = 254.0 / (high - low).larger(1e-9);
            let zero = nearest(-low * steps);
            let to = bytes.as_chunks_mut::<16>().0;
            for (to, x) in to.iter_mut().zip(row.as_chunks::<16>().0) {
                let x = k.load(x);
                (x * x.all(steps)).store_bytes(zero as u8, to);
            }
            self.rows.push(Scale {
                step: 1.0 / steps,
                zero,
            });
        }
    }
}

/// What is done with 64 neighbouring numbers of one row of a product.
pub(crate) trait Finish {
    /// Must be `#[inline(always)]`.
    fn put<K: Kernels>(&mut self, k: K, row: usize, panel: usize, numbers: [K::F; 4]);
}

/// `a · matrixᵀ + bias`, handed to `finish` piece by piece.
#[inline(always)]
pub(crate) fn product<K: Kernels>(k: K, a: &Bytes, matrix: &Matrix, finish: &mut impl Finish) {
    let depth = matrix.depth;
    assert_eq!(a.depth, depth);
    let mut sums = [[0; PANEL]; TILE];
    let panels = matrix.bytes.chunks_exact(depth * PANEL);
    for (p, (panel, column)) in panels.zip(&matrix.columns).enumerate() {
        for (t, rows) in a.rows.chunks(TILE).enumerate() {
            let first = t * TILE;
            k.bytes(
                &a.bytes[first * depth..],
                depth,
                rows.len(),
                panel,
                &mut sums,
            );
            for (r, (scale, sums)) in rows.iter().zip(&sums).enumerate() {
                let mut numbers = [k.load(&[0.0; 16]); 4];
                for i in 0..4 {
                    let c = &column[i];
                    let sum = k.floats_of_sums(&sums.as_chunks().0[i], &c.total, scale.zero);
                    numbers[i] = sum * sum.all(scale.step) * k.load(&c.scale) + k.load(&c.bias);
                }
                finish.put(k, first + r, p, numbers);
            }
        }
    }
}

/// 32 floats as words with |word| ≤ `limit`; gives the value of one step.
#[inline(always)]
pub(crate) fn words<F: Lanes>(floats: [F; 2], limit: f32, words: &mut [i16; 32]) -> f32 {
    let [a, b] = floats;
    let top = a.abs().larger(b.abs()).greatest().larger(1e-30);
    let steps = a.all(limit / top);
    let halves = words.as_chunks_mut::<16>().0;
    (a * steps).store_words(&mut halves[0]);
    (b * steps).store_words(&mut halves[1]);
    top / limit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::scalar::Scalar;

    struct Collect(Vec<f32>, usize);

    impl Finish for Collect {
        fn put<K: Kernels>(&mut self, _: K, row: usize, panel: usize, numbers: [K::F; 4]) {
            let at = row * self.1 + panel * PANEL;
            let to = self.0[at..at + PANEL].as_chunks_mut::<16>().0;
            for (to, n) in to.iter_mut().zip(numbers) {
                n.store(to);
            }
        }
    }

    #[test]
    fn a_product_is_close_to_the_floats() {
        let (depth, columns, rows) = (64, 128, 9);
        let weights: Vec<i8> = (0..depth * columns).map(|i| (i * 37 % 255) as i8).collect();
        let scale: Vec<f32> = (0..columns).map(|i| 0.001 + i as f32 * 1e-5).collect();
        let bias: Vec<f32> = (0..columns).map(|i| i as f32 * 0.1 - 3.0).collect();
        let x: Vec<f32> = (0..rows * depth)
            .map(|i| (i * 29 % 101) as f32 * 0.02 - 0.7)
            .collect();
        let mut bytes = Bytes::default();
        bytes.quantize(Scalar, &x, depth);
        let mut got = Collect(vec![0.0; rows * columns], columns);
        let matrix = Matrix::pack(&weights, depth, &scale, &bias);
        product(Scalar, &bytes, &matrix, &mut got);
        for r in 0..rows {
            for c in 0..columns {
                let exact: f32 = (0..depth)
                    .map(|k| x[r * depth + k] * f32::from(weights[c * depth + k]) * scale[c])
                    .sum();
                let got = got.0[r * columns + c];
                assert!(
                    (got - exact - bias[c]).abs() < 0.05,
                    "{r} {c}: {got} {exact}"
                );
            }
        }
    }

    #[test]
    fn rows_of_any_size_become_bytes() {
        let mut bytes = Bytes::default();
        for row in [
            [0.0; 16],
            [-3.0; 16],
            [1e-30; 16],
            [3e38; 16],
            [f32::NAN; 16],
        ] {
            bytes.quantize(Scalar, &row, 16);
            assert_eq!(bytes.bytes.len(), 16);
        }
        let mut row = [0.0; 16];
        (row[0], row[1], row[2]) = (-1.0, 1.54, 0.005);
        bytes.quantize(Scalar, &row, 16);
        assert_eq!(bytes.bytes[..4], [0, 254, 100, 100]);
    }

    fn halves(floats: &[f32; 32]) -> [crate::lanes::Sixteen; 2] {
        [0, 1].map(|i| Scalar.load(&floats.as_chunks().0[i]))
    }

    #[test]
    fn words_keep_their_sign_and_limit() {
        let mut floats = [0.25; 32];
        (floats[0], floats[31]) = (-2.0, 1.0);
        let mut out = [0; 32];
        let step = words(halves(&floats), 8191.0, &mut out);
        assert_eq!((out[0], out[31], out[1]), (-8191, 4096, 1024));
        assert!((step * 8191.0 - 2.0).abs() < 1e-6);
        words(halves(&[0.0; 32]), 8191.0, &mut out);
        assert_eq!(out, [0; 32]);
    }
}
