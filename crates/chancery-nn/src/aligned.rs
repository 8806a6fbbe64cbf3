//! Numbers that start on a cache line, so that no vector load straddles two.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Line([u8; 64]);

const EMPTY: Line = Line([0; 64]);

mod plain {
    /// Numbers for which every bit pattern is a value.
    ///
    /// # Safety
    /// The size must divide 64, the alignment must not exceed 64, and there must be no padding.
    pub unsafe trait Plain: Copy {}

    // SAFETY: primitive numbers of 1, 2 and 4 bytes, any bits are valid.
    unsafe impl Plain for u8 {}
    // SAFETY: as above.
    unsafe impl Plain for i8 {}
    // SAFETY: as above.
    unsafe impl Plain for i16 {}
    // SAFETY: as above.
    unsafe impl Plain for i32 {}
    // SAFETY: as above.
    unsafe impl Plain for f32 {}
}
use plain::Plain;

/// A buffer of numbers on a cache line boundary; dereferences to a slice.
pub(crate) struct Aligned<T> {
    lines: Vec<Line>,
    len: usize,
    kind: PhantomData<T>,
}

impl<T: Plain> Aligned<T> {
    /// `len` zeros.
    pub fn zeros(len: usize) -> Self {
        let mut out = Self::default();
        out.resize(len);
        out
    }

    /// Makes it `len` long. What was in it stays in no defined order; memory is never given back.
    pub fn resize(&mut self, len: usize) {
        let lines = (len * size_of::<T>()).div_ceil(64);
        if self.lines.len() < lines {
            self.lines.resize(lines, EMPTY);
        }
        self.len = len;
    }
}

impl<T> Default for Aligned<T> {
    fn default() -> Self {
        Aligned {
            lines: Vec::new(),
            len: 0,
            kind: PhantomData,
        }
    }
}

impl<T: Plain> Deref for Aligned<T> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        // SAFETY: `lines` holds at least `len * size_of::<T>()` initialized bytes, aligned to 64,
        // and every bit pattern is a `T` (`Plain`).
        unsafe { std::slice::from_raw_parts(self.lines.as_ptr().cast(), self.len) }
    }
}

impl<T: Plain> DerefMut for Aligned<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as in `deref`, and the borrow of `self` is exclusive.
        unsafe { std::slice::from_raw_parts_mut(self.lines.as_mut_ptr().cast(), self.len) }
    }
}

impl<T> fmt::Debug for Aligned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Aligned({})", self.len)
    }
}

/// The same bytes, signed.
pub(crate) fn signed(bytes: &[u8]) -> &[i8] {
    // SAFETY: `u8` and `i8` have the same size and alignment, and any bits are valid for both.
    unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_on_a_cache_line_and_keeps_its_length() {
        for len in [0, 1, 63, 64, 65, 1000] {
            let mut a = Aligned::<i16>::zeros(len);
            assert_eq!(a.len(), len);
            assert_eq!(a.as_ptr() as usize % 64, 0);
            assert!(a.iter().all(|&x| x == 0));
            a.iter_mut().for_each(|x| *x = -7);
            a.resize(len / 2);
            assert_eq!(a.len(), len / 2);
            assert!(a.iter().all(|&x| x == -7));
        }
    }
}
