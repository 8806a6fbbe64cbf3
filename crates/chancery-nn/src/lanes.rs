//! Sixteen floats at a time. The float recipe is written once over these traits; each tier brings
//! a type whose operations are single instructions, all of them exactly rounded and none fused.

use std::ops::{Add, Div, Mul, Sub};

/// Adding 1.5 · 2²³ leaves the nearest integer (ties to even) in the low bits of the sum.
pub(crate) const MAGIC: f32 = 12_582_912.0;

/// A float or several side by side.
pub(crate) trait Number:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// The same number in every lane. Takes a value because a value proves that the machine has
    /// the instructions.
    fn all(self, x: f32) -> Self;
    /// `if self < b { self } else { b }`
    fn smaller(self, b: Self) -> Self;
    /// `if self > b { self } else { b }`
    fn larger(self, b: Self) -> Self;
    /// Without the sign.
    fn abs(self) -> Self;
    /// Times 2ⁿ, where `shifted` is n + `MAGIC`.
    fn times_power(self, shifted: Self) -> Self;
}

/// Sixteen floats side by side.
pub(crate) trait Lanes: Number {
    /// Writes them.
    fn store(self, to: &mut [f32; 16]);
    /// Writes the low byte of the nearest integers, plus `zero`.
    fn store_bytes(self, zero: u8, to: &mut [u8; 16]);
    /// Writes the low words of the nearest integers.
    fn store_words(self, to: &mut [i16; 16]);
    /// Their sum: lane i takes in lane i + 8, then i + 4, i + 2, i + 1.
    fn sum(self) -> f32;
    /// The smallest, in the order of `sum`.
    fn least(self) -> f32;
    /// The largest, in the order of `sum`.
    fn greatest(self) -> f32;
}

impl Number for f32 {
    #[inline(always)]
    fn all(self, x: f32) -> f32 {
        x
    }
    #[inline(always)]
    fn smaller(self, b: f32) -> f32 {
        if self < b { self } else { b }
    }
    #[inline(always)]
    fn larger(self, b: f32) -> f32 {
        if self > b { self } else { b }
    }
    #[inline(always)]
    fn abs(self) -> f32 {
        f32::abs(self)
    }
    #[inline(always)]
    fn times_power(self, shifted: f32) -> f32 {
        f32::from_bits(self.to_bits().wrapping_add(shifted.to_bits() << 23))
    }
}

/// Sixteen floats in plain Rust.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sixteen(pub [f32; 16]);

impl Sixteen {
    #[inline(always)]
    fn with(self, b: Self, f: impl Fn(f32, f32) -> f32) -> Self {
        let mut out = self.0;
        for i in 0..16 {
            out[i] = f(out[i], b.0[i]);
        }
        Sixteen(out)
    }

    #[inline(always)]
    fn fold(self, f: impl Fn(f32, f32) -> f32) -> f32 {
        let mut lanes = self.0;
        for half in [8, 4, 2, 1] {
            for i in 0..half {
                lanes[i] = f(lanes[i], lanes[i + half]);
            }
        }
        lanes[0]
    }
}

/// Implements operators of a lanes type. No closures: they would not be compiled for the tier.
macro_rules! operators {
    ($type:ty, $($trait:ident $name:ident $a:ident $b:ident $value:expr;)*) => {$(
        impl std::ops::$trait for $type {
            type Output = $type;
            #[inline(always)]
            fn $name(self, $b: Self) -> Self {
                let $a = self;
                $value
            }
        }
    )*};
}
pub(crate) use operators;

operators! { Sixteen,
    Add add a b a.with(b, |x, y| x + y);
    Sub sub a b a.with(b, |x, y| x - y);
    Mul mul a b a.with(b, |x, y| x * y);
    Div div a b a.with(b, |x, y| x / y);
}

impl Number for Sixteen {
    #[inline(always)]
    fn all(self, x: f32) -> Self {
        Sixteen([x; 16])
    }
    #[inline(always)]
    fn smaller(self, b: Self) -> Self {
        self.with(b, f32::smaller)
    }
    #[inline(always)]
    fn larger(self, b: Self) -> Self {
        self.with(b, f32::larger)
    }
    #[inline(always)]
    fn abs(self) -> Self {
        self.with(self, |x, _| x.abs())
    }
    #[inline(always)]
    fn times_power(self, shifted: Self) -> Self {
        self.with(shifted, f32::times_power)
    }
}

impl Lanes for Sixteen {
    #[inline(always)]
    fn store(self, to: &mut [f32; 16]) {
        *to = self.0;
    }
    #[inline(always)]
    fn store_bytes(self, zero: u8, to: &mut [u8; 16]) {
        for i in 0..16 {
            to[i] = ((self.0[i] + MAGIC).to_bits() as u8).wrapping_add(zero);
        }
    }
    #[inline(always)]
    fn store_words(self, to: &mut [i16; 16]) {
        for i in 0..16 {
            to[i] = (self.0[i] + MAGIC).to_bits() as i16;
        }
    }
    #[inline(always)]
    fn sum(self) -> f32 {
        self.fold(|a, b| a + b)
    }
    #[inline(always)]
    fn least(self) -> f32 {
        self.fold(f32::smaller)
    }
    #[inline(always)]
    fn greatest(self) -> f32 {
        self.fold(f32::larger)
    }
}
