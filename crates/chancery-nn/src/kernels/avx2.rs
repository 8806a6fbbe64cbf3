//! Kernels for AVX2. `maddubs` would be shorter but saturates, so bytes are widened to words first,
//! where products and sums of pairs are exact.

use std::arch::x86_64::*;

use super::{Blocks, Kernels, PANEL, Sums, TILE, check_bytes, check_words};
use crate::lanes::{Lanes, MAGIC, Number, operators};
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

    #[inline(always)]
    fn ints(self, from: &[i32; 16]) -> [__m256i; 2] {
        // SAFETY: the feature was detected (`self`); eight integers each.
        unsafe { from.as_ptr().cast::<[__m256i; 2]>().read_unaligned() }
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
    type F = Y;

    #[inline(always)]
    fn load(self, from: &[f32; 16]) -> Y {
        // SAFETY: the feature was detected (`self`); 16 floats.
        unsafe { Y(from.as_ptr().cast::<[__m256; 2]>().read_unaligned()) }
    }

    #[inline(always)]
    fn floats_of_sums(self, sums: &[i32; 16], totals: &[i32; 16], zero: i32) -> Y {
        let ([a, b], [c, d]) = (self.ints(sums), self.ints(totals));
        // SAFETY: the feature was detected (`self`).
        unsafe {
            let zero = _mm256_set1_epi32(zero);
            let a = _mm256_sub_epi32(a, _mm256_mullo_epi32(c, zero));
            let b = _mm256_sub_epi32(b, _mm256_mullo_epi32(d, zero));
            Y([_mm256_cvtepi32_ps(a), _mm256_cvtepi32_ps(b)])
        }
    }

    #[inline(always)]
    fn floats_of(self, ints: &[i32; 16]) -> Y {
        let [a, b] = self.ints(ints);
        // SAFETY: the feature was detected (`self`).
        unsafe { Y([_mm256_cvtepi32_ps(a), _mm256_cvtepi32_ps(b)]) }
    }

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

/// Sixteen floats in two registers; only `Avx2` makes one, so a value proves the feature.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Y([__m256; 2]);

operators! { Y,
    // SAFETY (all four): a `Y` exists only where the feature was detected.
    Add add a b unsafe { Y([_mm256_add_ps(a.0[0], b.0[0]), _mm256_add_ps(a.0[1], b.0[1])]) };
    Sub sub a b unsafe { Y([_mm256_sub_ps(a.0[0], b.0[0]), _mm256_sub_ps(a.0[1], b.0[1])]) };
    Mul mul a b unsafe { Y([_mm256_mul_ps(a.0[0], b.0[0]), _mm256_mul_ps(a.0[1], b.0[1])]) };
    Div div a b unsafe { Y([_mm256_div_ps(a.0[0], b.0[0]), _mm256_div_ps(a.0[1], b.0[1])]) };
}

impl Number for Y {
    #[inline(always)]
    fn all(self, x: f32) -> Y {
        // SAFETY: a `Y` exists only where the feature was detected.
        unsafe { Y([_mm256_set1_ps(x); 2]) }
    }
    #[inline(always)]
    fn smaller(self, b: Y) -> Y {
        // SAFETY: as above.
        unsafe {
            Y([
                _mm256_min_ps(self.0[0], b.0[0]),
                _mm256_min_ps(self.0[1], b.0[1]),
            ])
        }
    }
    #[inline(always)]
    fn larger(self, b: Y) -> Y {
        // SAFETY: as above.
        unsafe {
            Y([
                _mm256_max_ps(self.0[0], b.0[0]),
                _mm256_max_ps(self.0[1], b.0[1]),
            ])
        }
    }
    #[inline(always)]
    fn abs(self) -> Y {
        // SAFETY: as above.
        unsafe {
            let sign = _mm256_set1_ps(-0.0);
            let [a, b] = self.0;
            Y([_mm256_andnot_ps(sign, a), _mm256_andnot_ps(sign, b)])
        }
    }
    #[inline(always)]
    fn times_power(self, shifted: Y) -> Y {
        // SAFETY: as above.
        unsafe {
            let [a, b] = self.0;
            let [m, n] = shifted.0;
            Y([times_power(a, m), times_power(b, n)])
        }
    }
}

impl Y {
    #[inline(always)]
    fn nearest(self) -> [__m256i; 2] {
        // SAFETY: a `Y` exists only where the feature was detected.
        unsafe {
            let [a, b] = (self + self.all(MAGIC)).0;
            [_mm256_castps_si256(a), _mm256_castps_si256(b)]
        }
    }
}

impl Lanes for Y {
    #[inline(always)]
    fn store(self, to: &mut [f32; 16]) {
        // SAFETY: a `Y` exists only where the feature was detected; 16 floats.
        unsafe {
            to.as_mut_ptr()
                .cast::<[__m256; 2]>()
                .write_unaligned(self.0)
        }
    }
    #[inline(always)]
    fn store_bytes(self, zero: u8, to: &mut [u8; 16]) {
        let [a, b] = self.nearest();
        // SAFETY: as above; 16 bytes.
        unsafe {
            let low = _mm256_set1_epi32(0xff);
            let words = _mm256_packus_epi32(_mm256_and_si256(a, low), _mm256_and_si256(b, low));
            let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(words);
            let (a, b) = (
                _mm256_castsi256_si128(words),
                _mm256_extracti128_si256::<1>(words),
            );
            let zero = _mm_set1_epi8(zero.cast_signed());
            let bytes = _mm_add_epi8(_mm_packus_epi16(a, b), zero);
            to.as_mut_ptr().cast::<__m128i>().write_unaligned(bytes);
        }
    }
    #[inline(always)]
    fn store_words(self, to: &mut [i16; 16]) {
        let [a, b] = self.nearest();
        // SAFETY: as above; 16 words.
        unsafe {
            let a = _mm256_srai_epi32::<16>(_mm256_slli_epi32::<16>(a));
            let b = _mm256_srai_epi32::<16>(_mm256_slli_epi32::<16>(b));
            let words = _mm256_packs_epi32(a, b);
            let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(words);
            to.as_mut_ptr().cast::<__m256i>().write_unaligned(words);
        }
    }
    #[inline(always)]
    fn sum(self) -> f32 {
        // SAFETY: as above.
        unsafe { sum_of_eight(_mm256_add_ps(self.0[0], self.0[1])) }
    }
    #[inline(always)]
    fn least(self) -> f32 {
        // SAFETY: as above.
        unsafe { least_of_eight(_mm256_min_ps(self.0[0], self.0[1])) }
    }
    #[inline(always)]
    fn greatest(self) -> f32 {
        // SAFETY: as above.
        unsafe { greatest_of_eight(_mm256_max_ps(self.0[0], self.0[1])) }
    }
}

#[target_feature(enable = "avx2")]
#[inline]
fn times_power(x: __m256, shifted: __m256) -> __m256 {
    let power = _mm256_slli_epi32::<23>(_mm256_castps_si256(shifted));
    _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(x), power))
}

macro_rules! halving {
    ($name:ident, $four:ident, $one:ident) => {
        /// Eight lanes to one number: lane i takes in lane i + 4, then i + 2, i + 1.
        #[target_feature(enable = "avx2")]
        #[inline]
        pub(super) fn $name(x: __m256) -> f32 {
            let x = $four(_mm256_castps256_ps128(x), _mm256_extractf128_ps::<1>(x));
            let x = $four(x, _mm_movehl_ps(x, x));
            _mm_cvtss_f32($one(x, _mm_movehdup_ps(x)))
        }
    };
}
halving!(sum_of_eight, _mm_add_ps, _mm_add_ss);
halving!(least_of_eight, _mm_min_ps, _mm_min_ss);
halving!(greatest_of_eight, _mm_max_ps, _mm_max_ss);
