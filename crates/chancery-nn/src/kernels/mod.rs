//! Exact integer sums of products, the only code that differs between the tiers. The sums do not
//! depend on the order of their terms, so every tier gives the same numbers.

use crate::lanes::Lanes;

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(crate) mod avx512;
pub(crate) mod scalar;

#[cfg(test)]
mod twins;

/// Rows of the left matrix that are worked on together.
pub(crate) const TILE: usize = 6;
/// Columns of the right matrix that lie together.
pub(crate) const PANEL: usize = 64;

/// Sums of a tile: one line for each row of the left matrix.
pub(crate) type Sums = [[i32; PANEL]; TILE];

/// Matrix B of words, in blocks of 16 columns: block, pair of rows, column, row of the pair.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Blocks<'a> {
    /// The words.
    pub words: &'a [i16],
    /// Words from the start of one block to the start of the next.
    pub stride: usize,
    /// Pairs of rows.
    pub pairs: usize,
}

/// The kernels of one tier; a value proves that the machine has its instructions.
pub(crate) trait Kernels: Copy {
    /// Sixteen floats.
    type F: Lanes;

    /// Reads floats.
    fn load(self, from: &[f32; 16]) -> Self::F;

    /// `(sums − zero · totals)` as floats, nearest.
    fn floats_of_sums(self, sums: &[i32; 16], totals: &[i32; 16], zero: i32) -> Self::F;

    /// Integers as floats, nearest.
    fn floats_of(self, ints: &[i32; 16]) -> Self::F;

    /// `sums[r][c] = Σ a[r][k] · panel[k][c]` for `rows` ≤ 6 rows of `a` with `depth` bytes each
    /// (a multiple of 4) and a panel laid out as `[depth / 4][64][4]`. |Σ| must fit `i32`: true for
    /// a depth up to 65,000.
    fn bytes(self, a: &[u8], depth: usize, rows: usize, panel: &[i8], sums: &mut Sums);

    /// `sums[r][c] = Σ a[r · stride + k] · b[k][c]` for `rows` ≤ 6 rows and the first
    /// `columns` ∈ {1, 2, 4} blocks of `b`. The caller sees to it that |Σ| fits `i32`.
    fn words(
        self,
        a: &[i16],
        stride: usize,
        rows: usize,
        b: Blocks<'_>,
        columns: usize,
        sums: &mut Sums,
    );
}

/// Panics unless the slices hold what a `bytes` kernel is going to read.
#[inline(always)]
fn check_bytes(a: &[u8], depth: usize, rows: usize, panel: &[i8]) {
    assert!(rows <= TILE && depth.is_multiple_of(4));
    assert!(a.len() >= rows * depth && panel.len() >= depth * PANEL);
}

/// Panics unless the slices hold what a `words` kernel is going to read.
#[inline(always)]
fn check_words(a: &[i16], stride: usize, rows: usize, b: Blocks<'_>, columns: usize) {
    assert!((1..=TILE).contains(&rows) && (1..=PANEL / 16).contains(&columns));
    assert!(a.len() >= (rows - 1) * stride + 2 * b.pairs);
    assert!(b.words.len() >= (columns - 1) * b.stride + 32 * b.pairs);
}
