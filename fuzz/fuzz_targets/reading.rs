//! Any text: coding gives events and notes, and never fails.

#![no_main]

use chancery::{Article, Coder, CoderOptions};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static CODER: LazyLock<Coder> = LazyLock::new(|| match Coder::new(CoderOptions::default()) {
    Ok(coder) => coder,
    Err(error) => panic!("the coder cannot start: {error}"),
});

fuzz_target!(|text: &str| {
    CODER.code(&Article::from_text("a", text));
});
