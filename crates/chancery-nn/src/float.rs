//! The one float recipe: plain multiplications and additions in a fixed order, never fused, and
//! functions of our own in place of the platform's. Compiled once for every tier, so that the
//! widest and the narrowest machine give the same bits.

use crate::kernels::Kernels;
use crate::lanes::{Lanes, MAGIC, Number};

/// Nearest integer, ties to even, for |x| < 2²².
#[inline(always)]
pub(crate) fn nearest(x: f32) -> i32 {
    ((x + MAGIC).to_bits() as i32).wrapping_sub(MAGIC.to_bits() as i32)
}

/// A polynomial, the coefficient of the highest power first.
#[inline(always)]
fn polynomial<N: Number, const C: usize>(x: N, coefficients: [f32; C]) -> N {
    let mut p = x.all(coefficients[0]);
    for c in &coefficients[1..] {
        p = p * x + x.all(*c);
    }
    p
}

/// eˣ within 2 units in the last place; x is cut off at ±80. Coefficients: Cephes `expf`.
#[inline(always)]
pub(crate) fn exp<N: Number>(x: N) -> N {
    let x = x.larger(x.all(-80.0)).smaller(x.all(80.0));
    let magic = x.all(MAGIC);
    let shifted = x * x.all(std::f32::consts::LOG2_E) + magic;
    let n = shifted - magic;
    let r = x - n * x.all(0.693_359_4) + n * x.all(2.121_944_4e-4);
    let p = polynomial(
        r,
        [
            1.987_569_1e-4,
            1.398_199_9e-3,
            8.333_452e-3,
            4.166_579_6e-2,
            1.666_666_5e-1,
            0.5,
        ],
    );
    (p * (r * r) + r + x.all(1.0)).times_power(shifted)
}

/// GELU in its erf form: max(x, 0) − ½|x|·erfc(|x|/√2), with erfc after Abramowitz and Stegun
/// 7.1.28 (|error| ≤ 3·10⁻⁷); the powers of √2 are folded into its coefficients.
#[inline(always)]
pub(crate) fn gelu<N: Number>(x: N) -> N {
    let z = x.abs();
    let p = polynomial(
        z,
        [
            5.382_975e-6,
            4.889_063_5e-5,
            3.800_357_5e-5,
            3.277_626_3e-3,
            2.114_100_6e-2,
            4.986_734_7e-2,
            1.0,
        ],
    );
    let p = p * p;
    let p = p * p;
    let p = p * p;
    let p = p * p;
    x.larger(x.all(0.0)) - z * x.all(0.5) / p
}

/// GELU of a row in place; the length must be a multiple of 16 (a rest is left as it is).
#[inline(always)]
pub(crate) fn gelu_row<K: Kernels>(k: K, row: &mut [f32]) {
    for c in row.as_chunks_mut::<16>().0 {
        gelu(k.load(c)).store(c);
    }
}

/// Least and greatest number of a row and 0; the length must be a multiple of 16.
#[inline(always)]
pub(crate) fn range<K: Kernels>(k: K, row: &[f32]) -> (f32, f32) {
    let (mut low, mut high) = (k.load(&[0.0; 16]), k.load(&[0.0; 16]));
    for c in row.as_chunks::<16>().0 {
        let c = k.load(c);
        low = c.smaller(low);
        high = c.larger(high);
    }
    (low.least(), high.greatest())
}

/// Layer normalization of one row in place, ε = 10⁻¹². The length must be a multiple of 16.
#[inline(always)]
pub(crate) fn normalize<K: Kernels>(k: K, row: &mut [f32], weight: &[f32], bias: &[f32]) {
    let width = row.len() as f32;
    let zero = k.load(&[0.0; 16]);
    let chunks = row.as_chunks_mut::<16>().0;
    let mut sum = zero;
    for c in chunks.iter() {
        sum = sum + k.load(c);
    }
    let mean = zero.all(sum.sum() / width);
    let mut squares = zero;
    for c in chunks.iter() {
        let d = k.load(c) - mean;
        squares = squares + d * d;
    }
    let scale = zero.all(1.0 / (squares.sum() / width + 1e-12).sqrt());
    let (weight, bias) = (weight.as_chunks::<16>().0, bias.as_chunks::<16>().0);
    for ((c, w), b) in chunks.iter_mut().zip(weight).zip(bias) {
        ((k.load(c) - mean) * scale * k.load(w) + k.load(b)).store(c);
    }
}

/// Softmax in place.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().fold(f32::NEG_INFINITY, |a, &b| b.larger(a));
    let mut total = 0.0;
    for s in scores.iter_mut() {
        *s = exp(*s - top);
        total += *s;
    }
    for s in scores.iter_mut() {
        *s /= total;
    }
}

/// Logistic function.
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::scalar::Scalar;

    #[test]
    fn exp_is_close_to_the_platforms() {
        for i in -7900..7900 {
            let x = i as f32 * 0.01;
            let (got, want) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((got / want - 1.0).abs() < 3e-7, "{x}: {got} {want}");
        }
        assert_eq!(exp(0.0), 1.0);
        assert!(exp(-1e30) < 1e-34 && exp(1e30).is_finite());
    }

    #[test]
    fn gelu_matches_known_values() {
        // x · Φ(x), from tables of the normal distribution
        for (x, want) in [
            (0.0, 0.0),
            (0.5, 0.345_731_23),
            (-0.5, -0.154_268_77),
            (1.0, 0.841_344_8),
            (-1.0, -0.158_655_25),
            (-2.0, -0.045_500_264),
            (2.0, 1.954_499_7),
            (3.0, 2.995_950_3),
            (-4.0, -0.000_126_685),
            (-30.0, 0.0),
            (30.0, 30.0),
        ] {
            assert!((gelu(x) - want).abs() < 1.5e-6, "{x}: {} {want}", gelu(x));
        }
    }

    #[test]
    fn nearest_rounds_ties_to_even() {
        for (x, want) in [
            (0.5, 0),
            (1.5, 2),
            (2.5, 2),
            (-0.5, 0),
            (-1.5, -2),
            (-254.4, -254),
        ] {
            assert_eq!(nearest(x), want, "{x}");
        }
    }

    #[test]
    fn normalize_gives_mean_zero_and_variance_one() {
        let mut row: Vec<f32> = (0..384).map(|i| (i % 17) as f32 * 3.0 + 5.0).collect();
        normalize(Scalar, &mut row, &[1.0; 384], &[0.0; 384]);
        let mean = row.iter().sum::<f32>() / 384.0;
        let variance = row.iter().map(|x| x * x).sum::<f32>() / 384.0;
        assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-5);
    }

    #[test]
    fn softmax_sums_to_one_and_takes_any_length() {
        softmax(&mut []);
        let mut s = [1.0, 2.0, 3.0, -400.0];
        softmax(&mut s);
        assert!((s.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((s[2] / s[1] - std::f32::consts::E).abs() < 1e-5);
        assert_eq!(sigmoid(0.0), 0.5);
        assert!((sigmoid(2.0) + sigmoid(-2.0) - 1.0).abs() < 1e-6);
    }
}
