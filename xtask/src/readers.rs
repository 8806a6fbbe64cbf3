//! Whether others' programs load what we write: `tests/compat/readers.py` in an environment of its
//! own under `target/`.

use anyhow::{Context, bail};
use std::path::Path;
use std::process::Command;

pub fn check(root: &Path) -> anyhow::Result<()> {
    let environment = root.join("target/readers");
    let python = environment.join("bin/python");
    let requirements = root.join("tests/compat/requirements.txt");
    if !environment.join("ready").exists() {
        run(Command::new("python3")
            .args(["-m", "venv"])
            .arg(&environment))
        .context("the readers need Python 3 with venv")?;
        run(Command::new(&python)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--only-binary=:all:",
                "-r",
            ])
            .arg(&requirements))?;
        std::fs::write(environment.join("ready"), "")?;
    }
    run(Command::new("cargo")
        .args(["build", "--quiet", "--workspace"])
        .current_dir(root))?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), Into::into);
    run(Command::new(&python)
        .arg(root.join("tests/compat/readers.py"))
        .arg(target.join("debug/chancery"))
        .arg(root.join("tests/samples")))
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    eprintln!("> {command:?}");
    let status = command.status()?;
    if !status.success() {
        bail!("{command:?} failed");
    }
    Ok(())
}
