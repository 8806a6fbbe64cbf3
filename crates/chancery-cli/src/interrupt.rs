//! Ctrl-C, once to stop at the next safe point, twice to stop at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether somebody wants us to stop.
pub struct Stopped(Arc<AtomicBool>);

impl Stopped {
    pub fn now(&self) -> bool {
        self.0.load(Ordering::Relaxed)
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
