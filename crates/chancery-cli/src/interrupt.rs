//! Ctrl-C, once to stop at the next safe point, twice to stop at once.

use crate::Outcome;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether somebody wants us to stop.
pub struct Stopped(Arc<AtomicBool>);

impl Stopped {
    pub fn now(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// What a command that keeps things says when it was stopped, after telling what it kept.
    pub fn told(&self) -> Outcome {
        anstream::eprintln!(
            "stopped; what is told above is kept, the same command goes on from there"
        );
        Outcome::Interrupted
    }
}

/// Watches for Ctrl-C and a polite kill from now on.
pub fn watch() -> anyhow::Result<Stopped> {
    let flag = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&flag);
    ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })?;
    Ok(Stopped(flag))
}
