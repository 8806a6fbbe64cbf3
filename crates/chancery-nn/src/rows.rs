//! Matrices with one row a word or piece.

/// A matrix of scores or vectors, one row a word (or piece).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    width: usize,
    data: Vec<f32>,
}

impl Rows {
    /// Rows of `width` numbers each; numbers that fill no whole row are dropped.
    pub fn new(width: usize, mut data: Vec<f32>) -> Self {
        let rows = data.len().checked_div(width).unwrap_or(0);
        data.truncate(rows * width);
        Rows { width, data }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.data.len().checked_div(self.width).unwrap_or(0)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// Numbers in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// One row; empty past the end.
    pub fn row(&self, i: usize) -> &[f32] {
        let from = i.saturating_mul(self.width);
        self.data
            .get(from..from.saturating_add(self.width))
            .unwrap_or_default()
    }

    /// The rows with these indices, in this order; a row past the end counts as zeros.
    pub fn select(&self, indices: &[usize]) -> Rows {
        let mut data = Vec::with_capacity(indices.len() * self.width);
        for &i in indices {
            match self.row(i) {
                [] => data.resize(data.len() + self.width, 0.0),
                row => data.extend_from_slice(row),
            }
        }
        Rows {
            width: self.width,
            data,
        }
    }

    /// All rows, one after the other.
    pub fn iter(&self) -> impl Iterator<Item = &[f32]> {
        self.data.chunks_exact(self.width.max(1))
    }

    /// All numbers, row by row.
    pub fn as_slice(&self) -> &[f32] {
        &self.data
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_from_the_numbers() {
        let r = Rows::new(2, vec![1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!((r.len(), r.width()), (2, 2));
        assert_eq!(r.row(1), [3.0, 4.0]);
        assert!(r.row(2).is_empty() && r.row(usize::MAX).is_empty());
        assert_eq!(r.iter().count(), 2);
        let none = Rows::default();
        assert!(none.is_empty() && none.row(0).is_empty() && none.iter().next().is_none());
    }

    #[test]
    fn selecting_keeps_order_and_fills_missing_rows_with_zeros() {
        let r = Rows::new(2, vec![1.0, 2.0, 3.0, 4.0]);
        let s = r.select(&[1, 9, 0, 0]);
        assert_eq!(s.as_slice(), [3.0, 4.0, 0.0, 0.0, 1.0, 2.0, 1.0, 2.0]);
        assert_eq!(s.len(), 4);
    }
}
