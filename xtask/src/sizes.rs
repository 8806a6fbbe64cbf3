//! Files that a reader can hold in mind.

use std::fs;
use std::path::PathBuf;

/// Lines of a source file, its tests included.
const LINES: usize = 420;
/// Bytes of a file that is no part (model, table, annotation, picture).
const BYTES: u64 = 1 << 20;

pub fn check(files: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for path in files {
        let name = path.display();
        let part = path.components().any(|c| {
            ["models", "gazetteer", "docs", "annotations"]
                .iter()
                .any(|p| c.as_os_str() == *p)
        });
        let size = fs::metadata(path)?.len();
        if size > BYTES && !part {
            found.push(format!(
                "{name}: {size} bytes, and neither model nor table nor annotation nor picture"
            ));
        }
        let source = path.extension().is_some_and(|e| e == "rs" || e == "py");
        if source && size <= BYTES {
            let lines = fs::read_to_string(path)?.lines().count();
            if lines > LINES {
                found.push(format!(
                    "{name}: {lines} lines, more than {LINES}; divide it"
                ));
            }
        }
    }
    Ok(found)
}
