//! The binary, and an archive of the samples, for the tests of archives.
#![allow(dead_code, reason = "not every test needs all of them")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

pub fn chancery(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

pub fn done(folder: &Path, args: &[&str]) -> Output {
    let output = chancery(folder, args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", told(&output));
    output
}

pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn printed(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

pub fn samples() -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples");
    path.to_str().unwrap().to_owned()
}

/// A folder with an archive of the samples.
pub fn archived() -> TempDir {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["add", "a.chancery", &samples(), "-q"]);
    folder
}
