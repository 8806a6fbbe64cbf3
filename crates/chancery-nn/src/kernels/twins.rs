//! Every tier against its scalar twin, number for number.

use super::scalar::Scalar;
use super::*;
use crate::tier::{Job, Tier};

/// xorshift: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

struct Bytes<'a>(&'a [u8], usize, usize, &'a [i8]);

impl Job for Bytes<'_> {
    type Out = Sums;
    #[inline(always)]
    fn run<K: Kernels>(self, k: K) -> Sums {
        let mut sums = [[0; PANEL]; TILE];
        k.bytes(self.0, self.1, self.2, self.3, &mut sums);
        sums
    }
}

struct Words<'a>(&'a [i16], usize, usize, Blocks<'a>, usize);

impl Job for Words<'_> {
    type Out = Sums;
    #[inline(always)]
    fn run<K: Kernels>(self, k: K) -> Sums {
        let mut sums = [[0; PANEL]; TILE];
        k.words(self.0, self.1, self.2, self.3, self.4, &mut sums);
        sums
    }
}

fn plain_bytes(a: &[u8], depth: usize, rows: usize, panel: &[i8]) -> Sums {
    let mut sums = [[0; PANEL]; TILE];
    for (r, line) in sums.iter_mut().enumerate().take(rows) {
        for (c, sum) in line.iter_mut().enumerate() {
            for k in 0..depth {
                let w = panel[(k / 4 * PANEL + c) * 4 + k % 4];
                *sum += i32::from(a[r * depth + k]) * i32::from(w);
            }
        }
    }
    sums
}

#[test]
fn bytes_are_exact_on_every_tier() {
    let mut dice = Dice(7);
    for depth in [4, 8, 60, 384, 388, 1536] {
        for rows in 0..=TILE {
            let mut a: Vec<u8> = (0..rows * depth).map(|_| dice.roll() as u8).collect();
            let mut panel: Vec<i8> = (0..depth * PANEL).map(|_| dice.roll() as i8).collect();
            for extreme in [false, true] {
                if extreme {
                    a.fill(255);
                    panel.fill(-128);
                }
                let want = plain_bytes(&a, depth, rows, &panel);
                for tier in Tier::available() {
                    let got = tier.perform(Bytes(&a, depth, rows, &panel));
                    assert!(got == want, "{} {depth} {rows}", tier.name());
                }
            }
        }
    }
}

#[test]
fn words_are_exact_on_every_tier() {
    let mut dice = Dice(11);
    for pairs in [1, 2, 7, 16, 20, 256] {
        for rows in 1..=TILE {
            for columns in 1..=4 {
                let (stride, gap) = (2 * pairs + 6, 32 * pairs + 32);
                let a: Vec<i16> = (0..TILE * stride)
                    .map(|_| dice.roll() as i16 >> 3)
                    .collect();
                let b: Vec<i16> = (0..4 * gap).map(|_| dice.roll() as i16 >> 3).collect();
                let b = Blocks {
                    words: &b,
                    stride: gap,
                    pairs,
                };
                let mut want = [[0; PANEL]; TILE];
                Scalar.words(&a, stride, rows, b, columns, &mut want);
                for r in 0..rows {
                    for c in 0..16 * columns {
                        let term = |k: usize| {
                            let w = b.words[c / 16 * gap + k / 2 * 32 + c % 16 * 2 + k % 2];
                            i64::from(a[r * stride + k]) * i64::from(w)
                        };
                        let sum: i64 = (0..2 * pairs).map(term).sum();
                        assert_eq!(i64::from(want[r][c]), sum);
                    }
                }
                for tier in Tier::available() {
                    let got = tier.perform(Words(&a, stride, rows, b, columns));
                    assert!(got == want, "{} {pairs} {rows} {columns}", tier.name());
                }
            }
        }
    }
}
