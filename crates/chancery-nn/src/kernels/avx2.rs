//! Kernels for AVX2. `maddubs` would be shorter but saturates, so bytes are widened to words first,
//! where products and sums of pairs are exact.

use std::arch::x86_64::*;

use super::{Blocks, Kernels, PANEL, Sums, TILE, check_bytes, check_words};
use crate::tier::Job;

/// Proof that the machine has AVX2.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Avx2(());

/// Bytes of a row that are widened at a time.
const CHUNK: usize = 384;

impl Avx2 {
    /// Asks the machine.
    pub fn detect() -> Option<Self> {
        is_x86_feature_detected!("avx2").then_some(Avx2(()))
    }

    /// Does a job compiled for this tier.
    pub fn perform<J: Job>(self, job: J) -> J::Out {
        #[target_feature(enable = "avx2")]
        fn inside<J: Job>(kernels: Avx2, job: J) -> J::Out {
            job.run(kernels)
        }
        // SAFETY: `self` exists only where `detect` found the feature.
        unsafe { inside(self, job) }
    }
}

/// Adds to the sums of `M` rows the products of `depth` widened bytes, `depth` ≤ `CHUNK`.
///
/// # Safety
/// `panel` must hold `depth · 64` bytes.
#[target_feature(enable = "avx2")]
unsafe fn bytes<const M: usize>(
    a: &[[i16; CHUNK]; TILE],
    depth: usize,
    panel: *const i8,
    sums: &mut Sums,
) {
    for strip in (0..PANEL).step_by(8) {
        let mut acc = [[_mm256_setzero_si256(); 2]; M];
        for k in (0..depth.min(CHUNK)).step_by(4) {
            // SAFETY: k + 4 ≤ depth: 32 bytes of the 256 that start at 64 k.
            let w: [__m256i; 2] = std::array::from_fn(|c| unsafe {
                let at = panel.add(k * PANEL + strip * 4 + c * 16);
                _mm256_cvtepi8_epi16(_mm_loadu_si128(at.cast()))
            });
            for r in 0..M {
                // SAFETY: k + 4 ≤ CHUNK, four words of row r < M ≤ TILE.
                let x = unsafe { a[r].as_ptr().add(k).cast::<i64>().read_unaligned() };
                let x = _mm256_set1_epi64x(x);
                for c in 0..2 {
                    acc[r][c] = _mm256_add_epi32(acc[r][c], _mm256_madd_epi16(x, w[c]));
                }
            }
        }
        for (line, acc) in sums.iter_mut().zip(&acc) {
            // each column has two partial sums side by side
            let columns = _mm256_hadd_epi32(acc[0], acc[1]);
            let columns = _mm256_permute4x64_epi64::<0b11_01_10_00>(columns);
            let at = line[strip..strip + 8].as_mut_ptr().cast();
            // SAFETY: eight sums of a line.
            unsafe { _mm256_storeu_si256(at, _mm256_add_epi32(columns, _mm256_loadu_si256(at))) };
        }
    }
}

/// One block of 16 columns.
///
/// # Safety
/// `a` must hold `M` rows of `2 · pairs` words, `stride` apart, `b` `pairs · 32` words.
#[target_feature(enable = "avx2")]
unsafe fn words<const M: usize>(
    a: *const i16,
    stride: usize,
    pairs: usize,
    b: *const i16,
    column: usize,
    sums: &mut Sums,
) {
    let mut acc = [[_mm256_setzero_si256(); 2]; M];
    for k in 0..pairs {
        // SAFETY: the 32 words of pair k.
        let w: [__m256i; 2] =
            std::array::from_fn(|c| unsafe { _mm256_loadu_si256(b.add(32 * k + 16 * c).cast()) });
        for r in 0..M {
            // SAFETY: the two words of pair k in row r < M.
            let x = unsafe { a.add(r * stride + 2 * k).cast::<i32>().read_unaligned() };
            let x = _mm256_set1_epi32(x);
            for c in 0..2 {
                acc[r][c] = _mm256_add_epi32(acc[r][c], _mm256_madd_epi16(x, w[c]));
            }
        }
    }
    for (line, acc) in sums.iter_mut().zip(&acc) {
        let line = &mut line[column..column + 16];
        for c in 0..2 {
            // SAFETY: half of the 16 sums.
            unsafe { _mm256_storeu_si256(line.as_mut_ptr().add(8 * c).cast(), acc[c]) };
        }
    }
}

impl Kernels for Avx2 {
    #[inline(always)]
    fn bytes(self, a: &[u8], depth: usize, rows: usize, panel: &[i8], sums: &mut Sums) {
        check_bytes(a, depth, rows, panel);
        for line in sums.iter_mut().take(rows) {
            *line = [0; PANEL];
        }
        let mut wide = [[0i16; CHUNK]; TILE];
        for from in (0..depth).step_by(CHUNK) {
            let part = CHUNK.min(depth - from);
            for (r, wide) in wide.iter_mut().enumerate().take(rows) {
                let row = &a[r * depth + from..r * depth + from + part];
                for (w, &x) in wide.iter_mut().zip(row) {
                    *w = i16::from(x);
                }
            }
            let panel = panel[from * PANEL..(from + part) * PANEL].as_ptr();
            // SAFETY: the feature was detected (`self`), the panel holds `part` rows.
            unsafe {
                match rows {
                    0 => {}
                    1 => bytes::<1>(&wide, part, panel, sums),
                    2 => bytes::<2>(&wide, part, panel, sums),
                    3 => bytes::<3>(&wide, part, panel, sums),
                    4 => bytes::<4>(&wide, part, panel, sums),
                    5 => bytes::<5>(&wide, part, panel, sums),
                    _ => bytes::<6>(&wide, part, panel, sums),
                }
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
        let a = a.as_ptr();
        for c in 0..columns {
            let (p, n, at) = (b.words[c * b.stride..].as_ptr(), b.pairs, 16 * c);
            // SAFETY: the feature was detected (`self`), the lengths were checked.
            unsafe {
                match rows {
                    1 => words::<1>(a, stride, n, p, at, sums),
                    2 => words::<2>(a, stride, n, p, at, sums),
                    3 => words::<3>(a, stride, n, p, at, sums),
                    4 => words::<4>(a, stride, n, p, at, sums),
                    5 => words::<5>(a, stride, n, p, at, sums),
                    _ => words::<6>(a, stride, n, p, at, sums),
                }
            }
        }
    }
}
