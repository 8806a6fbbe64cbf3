//! The one float recipe: plain multiplications and additions in a fixed order, never fused, and
//! functions of our own in place of the platform's. Compiled once for every tier, so that the
//! widest and the narrowest machine give the same bits.

/// Adding 1.5 · 2²³ leaves the nearest integer (ties to even) in the low bits of the sum.
pub(crate) const MAGIC: f32 = 12_582_912.0;

/// The smaller of two; differs from `f32::min` in that the bits of ±0 do not depend on the machine.
#[inline(always)]
pub(crate) fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// The larger of two.
#[inline(always)]
pub(crate) fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// Nearest integer, ties to even, for |x| < 2²².
#[inline(always)]
pub(crate) fn nearest(x: f32) -> i32 {
    ((x + MAGIC).to_bits() as i32).wrapping_sub(MAGIC.to_bits() as i32)
}

/// eˣ within 2 units in the last place; x is cut off at ±80. Coefficients: Cephes `expf`.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = smaller(larger(x, -80.0), 80.0);
    let shifted = x * std::f32::consts::LOG2_E + MAGIC;
    let n = shifted - MAGIC;
    let r = x - n * 0.693_359_375;
    let r = r - n * -2.121_944_4e-4;
    let mut p = 1.987_569_1e-4;
    p = p * r + 1.398_199_9e-3;
    p = p * r + 8.333_452e-3;
    p = p * r + 4.166_579_6e-2;
    p = p * r + 1.666_666_5e-1;
    p = p * r + 5.000_000_1e-1;
    let p = p * (r * r) + r + 1.0;
    f32::from_bits(p.to_bits().wrapping_add(shifted.to_bits() << 23))
}

/// GELU in its erf form: max(x, 0) − ½|x|·erfc(|x|/√2), with erfc after Abramowitz and Stegun
/// 7.1.28 (|error| ≤ 3·10⁻⁷); the powers of √2 are folded into its coefficients.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    let z = x.abs();
    let mut p = 5.382_975e-6;
    p = p * z + 4.889_063_5e-5;
    p = p * z + 3.800_357_5e-5;
    p = p * z + 3.277_626_3e-3;
    p = p * z + 2.114_100_6e-2;
    p = p * z + 4.986_734_7e-2;
    p = p * z + 1.0;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    larger(x, 0.0) - (0.5 * z) / p
}

/// Sixteen lanes to one number, halving.
#[inline(always)]
pub(crate) fn fold(mut lanes: [f32; 16], f: impl Fn(f32, f32) -> f32) -> f32 {
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            lanes[i] = f(lanes[i], lanes[i + half]);
        }
    }
    lanes[0]
}

/// Sum in sixteen lanes; the length must be a multiple of 16 (a rest is left out).
#[inline(always)]
pub(crate) fn sum(row: &[f32]) -> f32 {
    let mut lanes = [0.0; 16];
    for c in row.as_chunks::<16>().0 {
        for i in 0..16 {
            lanes[i] += c[i];
        }
    }
    fold(lanes, |a, b| a + b)
}

/// Least and greatest number of a row and 0; the length must be a multiple of 16.
#[inline(always)]
pub(crate) fn range(row: &[f32]) -> (f32, f32) {
    let (mut low, mut high) = ([0.0; 16], [0.0; 16]);
    for c in row.as_chunks::<16>().0 {
        for i in 0..16 {
            low[i] = smaller(c[i], low[i]);
        }
        for i in 0..16 {
            high[i] = larger(c[i], high[i]);
        }
    }
    (fold(low, smaller), fold(high, larger))
}

/// Layer normalization of one row in place, ε = 10⁻¹².
#[inline(always)]
pub(crate) fn normalize(row: &mut [f32], weight: &[f32], bias: &[f32]) {
    let width = row.len() as f32;
    let mean = sum(row) / width;
    let mut lanes = [0.0; 16];
    for c in row.as_chunks::<16>().0 {
        for i in 0..16 {
            let d = c[i] - mean;
            lanes[i] += d * d;
        }
    }
    let variance = fold(lanes, |a, b| a + b) / width;
    let scale = 1.0 / (variance + 1e-12).sqrt();
    for ((v, w), b) in row.iter_mut().zip(weight).zip(bias) {
        *v = (*v - mean) * scale * *w + *b;
    }
}

/// Softmax in place.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().fold(f32::NEG_INFINITY, |a, &b| larger(b, a));
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
        normalize(&mut row, &[1.0; 384], &[0.0; 384]);
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
