//! Licences of all dependencies are among those that `deny.toml` allows.
//!
//! `cargo deny check` does this and more (advisories, bans, sources); this check needs nothing
//! installed and no network, so it runs everywhere.

use anyhow::Context;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

pub fn check(root: &Path) -> anyhow::Result<Vec<String>> {
    let allowed = allowed(&fs::read_to_string(root.join("deny.toml"))?);
    let metadata = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .context("cargo metadata cannot be run")?;
    let metadata: Value = serde_json::from_slice(&metadata.stdout)
        .context("cargo metadata failed; is Cargo.lock up to date?")?;
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default();
        if !permitted(licence, &allowed) {
            found.push(format!(
                "{name}: licence `{licence}` is not allowed by deny.toml"
            ));
        }
    }
    Ok(found)
}

/// The strings of the list `allow = […]`.
fn allowed(deny: &str) -> Vec<String> {
    let list = deny
        .split("allow = [")
        .nth(1)
        .and_then(|l| l.split(']').next());
    let quoted = list.unwrap_or_default().split('"').skip(1).step_by(2);
    quoted.map(str::to_owned).collect()
}

/// Whether an SPDX expression can be met: every part joined by AND has an allowed alternative.
fn permitted(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace(['(', ')'], " ");
    !spaced.trim().is_empty()
        && spaced.split(" AND ").all(|part| {
            part.split(" OR ")
                .any(|licence| allowed.iter().any(|a| a == licence.trim()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_met_by_their_alternatives() {
        let allowed = allowed("allow = [\n \"MIT\", # a\n \"Unicode-3.0\",\n]");
        assert_eq!(allowed, ["MIT", "Unicode-3.0"]);
        assert!(permitted("MIT OR Apache-2.0", &allowed));
        assert!(permitted("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed));
        assert!(permitted("Unlicense/MIT", &allowed));
        assert!(!permitted("GPL-3.0-only", &allowed));
        assert!(!permitted("", &allowed));
    }
}
