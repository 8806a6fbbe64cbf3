//! Tables and models are parts with a source and a licence.

use std::path::{Path, PathBuf};

/// Files that must be there.
const WANTED: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "deny.toml",
    "gazetteer/SOURCE.md",
    "ontology/SOURCE.md",
    "models/reader-en-2/MODEL_CARD.md",
    "training/LOG.md",
    "tests/samples/README.md",
];

/// The most bytes of one model.
const MODEL: u64 = 30 << 20;

pub fn check(root: &Path, files: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let missing = WANTED.iter().filter(|name| !root.join(name).is_file());
    let mut found: Vec<String> = missing.map(|name| format!("{name} is missing")).collect();
    let models = root.join("models");
    let mut total = 0;
    for path in files.iter().filter(|p| p.starts_with(&models)) {
        total += path.metadata()?.len();
    }
    if total > MODEL {
        found.push(format!("models/: {total} bytes, more than {MODEL}"));
    }
    Ok(found)
}
