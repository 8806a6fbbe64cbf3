//! Chores of the house.
//!
//! `cargo xtask check` is what must pass before a change lands: format, lints, tidiness, tests.
//! `cargo xtask tidy` checks what no compiler sees: arrows between rooms, sizes of files, links of
//! documents, sources of tables and models, licences of dependencies.
//! `cargo xtask readers` loads what the binary writes with DuckDB, pandas, pyarrow and sqlite3.

mod arrows;
mod licences;
mod links;
mod parts;
mod readers;
mod sizes;

use anyhow::{Context, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let chore = std::env::args().nth(1).unwrap_or_default();
    let done = match chore.as_str() {
        "tidy" => tidy(),
        "check" => check(),
        "readers" => readers::check(&root()),
        _ => Err(anyhow::anyhow!("cargo xtask check | tidy | readers")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Format, lints, tidiness and all tests, in the order in which they fail fastest.
fn check() -> anyhow::Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    tidy()?;
    cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ])?;
    let nextest = Command::new("cargo")
        .args(["nextest", "--version"])
        .output();
    if nextest.is_ok_and(|o| o.status.success()) {
        cargo(&["nextest", "run", "--workspace"])?;
        // nextest leaves the examples of the documentation out
        cargo(&["test", "--workspace", "--doc", "--quiet"])?;
    } else {
        cargo(&["test", "--workspace"])?;
    }
    readers::check(&root())
}

fn cargo(args: &[&str]) -> anyhow::Result<()> {
    eprintln!("> cargo {}", args.join(" "));
    let status = Command::new("cargo")
        .args(args)
        .current_dir(root())
        .status()?;
    if !status.success() {
        bail!("`cargo {}` failed", args.join(" "));
    }
    Ok(())
}

fn tidy() -> anyhow::Result<()> {
    let mut found = Vec::new();
    let files = tracked()?;
    found.extend(arrows::check(&root())?);
    found.extend(sizes::check(&files)?);
    found.extend(links::check(&files)?);
    found.extend(parts::check(&root(), &files)?);
    found.extend(licences::check(&root())?);
    if found.is_empty() {
        eprintln!("> tidy");
        return Ok(());
    }
    bail!("not tidy:\n  {}", found.join("\n  "))
}

/// The top folder of the project.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent()
        .map_or_else(|| here.to_owned(), Path::to_owned)
}

/// Files that git knows or would take.
fn tracked() -> anyhow::Result<Vec<PathBuf>> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .context("git cannot be run")?;
    let listed = String::from_utf8(listed.stdout)?;
    Ok(listed
        .lines()
        .map(|l| root().join(l))
        .filter(|p| p.is_file())
        .collect())
}
