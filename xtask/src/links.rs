//! Links of the documents lead to files that are there.

use std::fs;
use std::path::PathBuf;

pub fn check(files: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for path in files
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
    {
        let text = fs::read_to_string(path)?;
        for target in targets(&text) {
            let file = target.split('#').next().unwrap_or_default();
            let outside = target.contains("://") || target.starts_with("mailto:");
            let there = path
                .parent()
                .is_some_and(|folder| folder.join(file).exists());
            if !outside && !file.is_empty() && !there {
                found.push(format!("{}: dead link to {target}", path.display()));
            }
        }
    }
    Ok(found)
}

/// What stands in `](…)`, outside of code blocks.
fn targets(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut code = false;
    for line in text.lines() {
        code ^= line.trim_start().starts_with("```");
        if code {
            continue;
        }
        let mut rest = line;
        while let Some(at) = rest.find("](") {
            rest = &rest[at + 2..];
            let Some(end) = rest.find(')') else { break };
            out.push(&rest[..end]);
            rest = &rest[end..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_outside_of_code() {
        let text = "see [a](b.md) and [c](d.md#e)\n```\n[x](y)\n```\n";
        assert_eq!(targets(text), ["b.md", "d.md#e"]);
    }
}
