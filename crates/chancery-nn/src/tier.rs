//! Which instructions a machine has, and how the same work is compiled for each of them.

use crate::kernels::Kernels;
use crate::kernels::scalar::Scalar;
#[cfg(target_arch = "x86_64")]
use crate::kernels::{avx2::Avx2, avx512::Avx512};

/// A set of instructions this machine has. All tiers give the same bits, some sooner than others.
#[derive(Debug, Clone, Copy)]
pub struct Tier(Kind);

#[derive(Debug, Clone, Copy)]
enum Kind {
    Portable(Scalar),
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
    #[cfg(target_arch = "x86_64")]
    Avx512(Avx512),
}

/// Work that is compiled once for each tier.
pub(crate) trait Job {
    /// What it gives.
    type Out;
    /// Must be `#[inline(always)]`, or it is not compiled for the tier.
    fn run<K: Kernels>(self, kernels: K) -> Self::Out;
}

impl Tier {
    /// All tiers of this machine, fastest first; the last is the portable one.
    pub fn available() -> Vec<Tier> {
        let mut tiers = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            tiers.extend(Avx512::detect().map(|k| Tier(Kind::Avx512(k))));
            tiers.extend(Avx2::detect().map(|k| Tier(Kind::Avx2(k))));
        }
        tiers.push(Tier(Kind::Portable(Scalar)));
        tiers
    }

    /// The fastest tier of this machine.
    pub fn best() -> Tier {
        Tier::available()
            .first()
            .copied()
            .unwrap_or(Tier(Kind::Portable(Scalar)))
    }

    /// `avx512-vnni`, `avx2` or `portable`.
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Portable(_) => "portable",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2(_) => "avx2",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512(_) => "avx512-vnni",
        }
    }

    pub(crate) fn perform<J: Job>(self, job: J) -> J::Out {
        match self.0 {
            Kind::Portable(k) => job.run(k),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2(k) => k.perform(job),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512(k) => k.perform(job),
        }
    }
}
