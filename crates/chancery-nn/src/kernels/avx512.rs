//! Kernels for AVX-512 with VNNI (Intel from Ice Lake, AMD from Zen 4).

use std::arch::x86_64::*;

use super::avx2::{greatest_of_eight, least_of_eight, sum_of_eight};
use super::{Blocks, Kernels, PANEL, Sums, check_bytes, check_words};
use crate::lanes::{Lanes, MAGIC, Number, operators};
use crate::tier::Job;

/// Proof that the machine has AVX-512 F, BW, DQ, VL and VNNI.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Avx512(());

impl Avx512 {
    /// Asks the machine.
    pub fn detect() -> Option<Self> {
        (is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vl")
            && is_x86_feature_detected!("avx512vnni"))
        .then_some(Avx512(()))
    }

    /// Does a job compiled for this tier.
    pub fn perform<J: Job>(self, job: J) -> J::Out {
        #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
        fn inside<J: Job>(kernels: Avx512, job: J) -> J::Out {
            job.run(kernels)
        }
        // SAFETY: `self` exists only where `detect` found these features.
        unsafe { inside(self, job) }
    }
}

/// # Safety
/// `a` must hold `M` rows of `depth` bytes, `panel` `depth · 64` bytes, `sums` `M` rows.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
unsafe fn bytes<const M: usize>(a: *const u8, depth: usize, panel: *const i8, sums: &mut Sums) {
    let mut acc = [[_mm512_setzero_si512(); 4]; M];
    for k in (0..depth).step_by(4) {
        // SAFETY: k + 4 ≤ depth, so these are the bytes 64 k … 64 k + 256 of the panel.
        let w: [__m512i; 4] = std::array::from_fn(|c| unsafe {
            _mm512_loadu_si512(panel.add(k * PANEL + c * 64).cast())
        });
        for r in 0..M {
            // SAFETY: the four bytes at k of row r < M.
            let x = unsafe { a.add(r * depth + k).cast::<i32>().read_unaligned() };
            let x = _mm512_set1_epi32(x);
            for c in 0..4 {
                acc[r][c] = _mm512_dpbusd_epi32(acc[r][c], x, w[c]);
            }
        }
    }
    for (line, acc) in sums.iter_mut().zip(&acc) {
        for c in 0..4 {
            // SAFETY: a line holds 64 sums.
            unsafe { _mm512_storeu_si512(line.as_mut_ptr().add(16 * c).cast(), acc[c]) };
        }
    }
}

/// # Safety
/// `a` must hold `M` rows of `2 · pairs` words, `stride` apart, `b` `C` blocks of `pairs · 32`
/// words, `sums` `M` rows.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
unsafe fn words<const M: usize, const C: usize>(
    a: *const i16,
    stride: usize,
    b: Blocks<'_>,
    sums: &mut Sums,
) {
    let mut acc = [[_mm512_setzero_si512(); C]; M];
    let p = b.words.as_ptr();
    for k in 0..b.pairs {
        // SAFETY: the 32 words of pair k in each block.
        let w: [__m512i; C] = std::array::from_fn(|c| unsafe {
            _mm512_loadu_si512(p.add(c * b.stride + 32 * k).cast())
        });
        for r in 0..M {
            // SAFETY: the two words of pair k in row r < M.
            let x = unsafe { a.add(r * stride + 2 * k).cast::<i32>().read_unaligned() };
            let x = _mm512_set1_epi32(x);
            for c in 0..C {
                acc[r][c] = _mm512_dpwssd_epi32(acc[r][c], x, w[c]);
            }
        }
    }
    for (line, acc) in sums.iter_mut().zip(&acc) {
        for c in 0..C {
            // SAFETY: a line holds 64 sums and C ≤ 4.
            unsafe { _mm512_storeu_si512(line.as_mut_ptr().add(16 * c).cast(), acc[c]) };
        }
    }
}

impl Kernels for Avx512 {
    type F = Z;

    #[inline(always)]
    fn load(self, from: &[f32; 16]) -> Z {
        // SAFETY: the features were detected (`self`); 16 floats.
        Z(unsafe { from.as_ptr().cast::<__m512>().read_unaligned() })
    }

    #[inline(always)]
    fn floats_of_sums(self, sums: &[i32; 16], totals: &[i32; 16], zero: i32) -> Z {
        // SAFETY: the features were detected (`self`); 16 integers each.
        Z(unsafe {
            let sums = sums.as_ptr().cast::<__m512i>().read_unaligned();
            let totals = totals.as_ptr().cast::<__m512i>().read_unaligned();
            let offset = _mm512_mullo_epi32(totals, _mm512_set1_epi32(zero));
            _mm512_cvtepi32_ps(_mm512_sub_epi32(sums, offset))
        })
    }

    #[inline(always)]
    fn floats_of(self, ints: &[i32; 16]) -> Z {
        // SAFETY: the features were detected (`self`); 16 integers.
        Z(unsafe { _mm512_cvtepi32_ps(ints.as_ptr().cast::<__m512i>().read_unaligned()) })
    }

    #[inline(always)]
    fn bytes(self, a: &[u8], depth: usize, rows: usize, panel: &[i8], sums: &mut Sums) {
        check_bytes(a, depth, rows, panel);
        let (a, panel) = (a.as_ptr(), panel.as_ptr());
        // SAFETY: the features were detected (`self`), the lengths were checked.
        unsafe {
            match rows {
                0 => {}
                1 => bytes::<1>(a, depth, panel, sums),
                2 => bytes::<2>(a, depth, panel, sums),
                3 => bytes::<3>(a, depth, panel, sums),
                4 => bytes::<4>(a, depth, panel, sums),
                5 => bytes::<5>(a, depth, panel, sums),
                _ => bytes::<6>(a, depth, panel, sums),
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
        #[inline(always)]
        unsafe fn rows_of<const C: usize>(
            a: *const i16,
            stride: usize,
            rows: usize,
            b: Blocks<'_>,
            sums: &mut Sums,
        ) {
            // SAFETY: passed on to the caller.
            unsafe {
                match rows {
                    1 => words::<1, C>(a, stride, b, sums),
                    2 => words::<2, C>(a, stride, b, sums),
                    3 => words::<3, C>(a, stride, b, sums),
                    4 => words::<4, C>(a, stride, b, sums),
                    5 => words::<5, C>(a, stride, b, sums),
                    _ => words::<6, C>(a, stride, b, sums),
                }
            }
        }
        check_words(a, stride, rows, b, columns);
        let a = a.as_ptr();
        // SAFETY: the features were detected (`self`), the lengths were checked.
        unsafe {
            match columns {
                1 => rows_of::<1>(a, stride, rows, b, sums),
                2 => rows_of::<2>(a, stride, rows, b, sums),
                3 => rows_of::<3>(a, stride, rows, b, sums),
                _ => rows_of::<4>(a, stride, rows, b, sums),
            }
        }
    }
}

/// Sixteen floats in one register; only `Avx512` makes one, so a value proves the features.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Z(__m512);

operators! { Z,
    // SAFETY (all four): a `Z` exists only where the features were detected.
    Add add a b Z(unsafe { _mm512_add_ps(a.0, b.0) });
    Sub sub a b Z(unsafe { _mm512_sub_ps(a.0, b.0) });
    Mul mul a b Z(unsafe { _mm512_mul_ps(a.0, b.0) });
    Div div a b Z(unsafe { _mm512_div_ps(a.0, b.0) });
}

impl Number for Z {
    #[inline(always)]
    fn all(self, x: f32) -> Z {
        // SAFETY: a `Z` exists only where the features were detected.
        Z(unsafe { _mm512_set1_ps(x) })
    }
    #[inline(always)]
    fn smaller(self, b: Z) -> Z {
        // SAFETY: as above.
        Z(unsafe { _mm512_min_ps(self.0, b.0) })
    }
    #[inline(always)]
    fn larger(self, b: Z) -> Z {
        // SAFETY: as above.
        Z(unsafe { _mm512_max_ps(self.0, b.0) })
    }
    #[inline(always)]
    fn abs(self) -> Z {
        // SAFETY: as above.
        Z(unsafe { _mm512_abs_ps(self.0) })
    }
    #[inline(always)]
    fn times_power(self, shifted: Z) -> Z {
        // SAFETY: as above.
        Z(unsafe {
            let power = _mm512_slli_epi32::<23>(_mm512_castps_si512(shifted.0));
            _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(self.0), power))
        })
    }
}

impl Z {
    #[inline(always)]
    fn nearest(self) -> __m512i {
        // SAFETY: a `Z` exists only where the features were detected.
        unsafe { _mm512_castps_si512((self + self.all(MAGIC)).0) }
    }

    #[inline(always)]
    fn halves(self) -> (__m256, __m256) {
        // SAFETY: as above.
        unsafe {
            (
                _mm512_castps512_ps256(self.0),
                _mm512_extractf32x8_ps::<1>(self.0),
            )
        }
    }
}

impl Lanes for Z {
    #[inline(always)]
    fn store(self, to: &mut [f32; 16]) {
        // SAFETY: a `Z` exists only where the features were detected; 16 floats.
        unsafe { to.as_mut_ptr().cast::<__m512>().write_unaligned(self.0) }
    }
    #[inline(always)]
    fn store_bytes(self, zero: u8, to: &mut [u8; 16]) {
        // SAFETY: as above; 16 bytes.
        unsafe {
            let low = _mm512_cvtepi32_epi8(self.nearest());
            let bytes = _mm_add_epi8(low, _mm_set1_epi8(zero.cast_signed()));
            to.as_mut_ptr().cast::<__m128i>().write_unaligned(bytes);
        }
    }
    #[inline(always)]
    fn store_words(self, to: &mut [i16; 16]) {
        // SAFETY: as above; 16 words.
        unsafe {
            let low = _mm512_cvtepi32_epi16(self.nearest());
            to.as_mut_ptr().cast::<__m256i>().write_unaligned(low);
        }
    }
    #[inline(always)]
    fn sum(self) -> f32 {
        let (a, b) = self.halves();
        // SAFETY: as above; AVX-512 F implies AVX2.
        unsafe { sum_of_eight(_mm256_add_ps(a, b)) }
    }
    #[inline(always)]
    fn least(self) -> f32 {
        let (a, b) = self.halves();
        // SAFETY: as above.
        unsafe { least_of_eight(_mm256_min_ps(a, b)) }
    }
    #[inline(always)]
    fn greatest(self) -> f32 {
        let (a, b) = self.halves();
        // SAFETY: as above.
        unsafe { greatest_of_eight(_mm256_max_ps(a, b)) }
    }
}
