//! Which room may depend on which (ARCHITECTURE.md, "Rooms").

use std::fs;
use std::path::Path;

/// A room, and all other rooms that it may depend on.
const ROOMS: &[(&str, &[&str])] = &[
    ("chancery-nn", &[]),
    ("chancery", &["chancery-nn"]),
    ("chancery-intake", &["chancery"]),
    ("chancery-archive", &["chancery"]),
    ("chancery-arrow", &["chancery"]),
    (
        "chancery-serve",
        &["chancery", "chancery-archive", "chancery-arrow"],
    ),
    (
        "chancery-cli",
        &[
            "chancery",
            "chancery-archive",
            "chancery-arrow",
            "chancery-intake",
            "chancery-serve",
        ],
    ),
];

/// What the core must not touch: files, network, clock and environment.
const FORBIDDEN: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env::",
    "SystemTime",
    "Instant::now",
];

pub fn check(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join("crates"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let Some((_, allowed)) = ROOMS.iter().find(|(room, _)| *room == name) else {
            found.push(format!(
                "crates/{name}: no room of this name; add it to xtask and ARCHITECTURE.md"
            ));
            continue;
        };
        let manifest = fs::read_to_string(root.join("crates").join(&name).join("Cargo.toml"))?;
        for dependency in dependencies(&manifest) {
            let room = ROOMS.iter().any(|(room, _)| *room == dependency);
            if room && !allowed.contains(&dependency) {
                found.push(format!("crates/{name}: must not depend on {dependency}"));
            }
        }
    }
    for room in ["chancery", "chancery-nn"] {
        walk(&root.join("crates").join(room).join("src"), &mut found)?;
    }
    Ok(found)
}

fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let own = manifest
        .split("\n[")
        .find_map(|s| s.strip_prefix("dependencies]"));
    own.unwrap_or_default()
        .lines()
        .filter_map(|l| l.split(['.', ' ', '=']).next())
}

fn walk(folder: &Path, found: &mut Vec<String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, found)?;
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in FORBIDDEN.iter().filter(|w| code.contains(*w)) {
            let tests = path.file_stem().is_some_and(|s| s == "tests");
            if !tests {
                found.push(format!("{}: uses {word}", path.display()));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dependencies_proper_are_read() {
        let manifest = "[package]\nname = \"a\"\n\n[dependencies]\nb.workspace = true\nc = \"1\"\n\n[dev-dependencies]\nd = \"1\"\n";
        let read: Vec<_> = dependencies(manifest).filter(|d| !d.is_empty()).collect();
        assert_eq!(read, ["b", "c"]);
    }
}
