//! The real binary in a temporary folder.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const REPORT: &str = "MINSK, March 3 (Northern Wire) - Defence Minister Viktor Khrenin met his Iranian \
counterpart in Minsk on Monday. Police arrested eleven protesters in the capital, officials said.";

fn chancery(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn folder_with(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples")
}

fn records(output: &Output) -> Vec<Value> {
    text(&output.stdout)
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

#[test]
fn an_article_becomes_records_whose_spans_cut_out_their_words() {
    let folder = folder_with(&[("story.txt", REPORT)]);
    let output = chancery(
        folder.path(),
        &["code", "story.txt", "--date", "2025-03-04"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let records = records(&output);
    assert!(!records.is_empty());
    let chars: Vec<char> = REPORT.chars().collect();
    for record in &records {
        assert_eq!(record["article"], "story");
        assert_eq!(record["publication_date"], "2025-03-04");
        assert_eq!(record["outlet"], "Northern Wire");
        let span = |i: usize| record["trigger"]["span"][i].as_u64().unwrap() as usize;
        let words: String = chars[span(0)..span(1)].iter().collect();
        assert_eq!(record["trigger"]["text"], words);
    }
}

#[test]
fn threads_do_not_change_a_byte() {
    let folder = TempDir::new().unwrap();
    let samples = samples();
    let run = |threads: &str| {
        let output = chancery(
            folder.path(),
            &["code", samples.to_str().unwrap(), "-j", threads],
        );
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        output.stdout
    };
    let one = run("1");
    assert!(!one.is_empty());
    assert_eq!(one, run("2"));
    assert_eq!(one, run("5"));
}

#[test]
fn a_bad_article_does_not_stop_the_batch() {
    let lines = format!(
        "{{\"id\":\"a\",\"text\":\"{REPORT}\"}}\n{{\"id\":\"b\",\"text\":\n{{\"id\":\"c\",\"text\":\"{REPORT}\"}}\n"
    );
    let folder = folder_with(&[("day.jsonl", &lines)]);
    let output = chancery(
        folder.path(),
        &["code", "day.jsonl", "--date", "2025-03-04"],
    );
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(
        told.contains("day.jsonl, line 2") && told.contains("1 article was lost"),
        "{told}"
    );
    let articles: Vec<String> = records(&output)
        .iter()
        .map(|r| r["article"].as_str().unwrap().to_owned())
        .collect();
    assert!(articles.contains(&"a".to_owned()) && articles.contains(&"c".to_owned()));
}

#[test]
fn what_cannot_run_says_why_and_exits_with_two() {
    let folder = folder_with(&[("notes.xyz", "text")]);
    for (args, reason) in [
        (vec!["code", "missing.txt"], "missing.txt"),
        (vec!["code", "notes.xyz"], "notes.xyz"),
        (vec!["code", "notes.xyz", "--date", "yesterday"], "--date"),
        (
            vec!["code", "notes.xyz", "--format", "xls"],
            "jsonl, csv, plover, polecat, icews",
        ),
        (vec!["eval", "missing.jsonl"], "missing.jsonl"),
    ] {
        let output = chancery(folder.path(), &args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            text(&output.stderr).contains(reason),
            "{}",
            text(&output.stderr)
        );
    }
}

#[test]
fn output_appears_when_it_is_complete() {
    let folder = folder_with(&[("story.txt", REPORT), ("out.jsonl", "older\n")]);
    let output = chancery(folder.path(), &["code", "missing.txt", "-o", "out.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        fs::read_to_string(folder.path().join("out.jsonl")).unwrap(),
        "older\n"
    );
    let output = chancery(folder.path(), &["code", "story.txt", "-o", "out.jsonl"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        fs::read_to_string(folder.path().join("out.jsonl"))
            .unwrap()
            .starts_with('{')
    );
    assert!(!folder.path().join("out.jsonl.partial").exists());
    let output = chancery(
        folder.path(),
        &["code", "story.txt", "-o", "no/such/out.jsonl"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("check that its folder exists"));
}

#[test]
fn a_kill_leaves_the_older_file_as_it_was() {
    let folder = folder_with(&[("out.jsonl", "older\n")]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["code", "-", "-o", "out.jsonl"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child
        .stdin
        .as_mut()
        .unwrap()
        .write_all(REPORT.as_bytes())
        .unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(
        fs::read_to_string(folder.path().join("out.jsonl")).unwrap(),
        "older\n"
    );
}

#[test]
fn standard_input_is_read_and_quiet_is_quiet() {
    let folder = TempDir::new().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["code", "-", "--quiet", "--format", "csv"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(REPORT.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stderr), "");
    assert!(text(&output.stdout).starts_with("id,article,publication_date"));
}

#[test]
fn tables_of_the_field_are_written_and_read_back() {
    use chancery_intake::EventFormat;
    let folder = folder_with(&[("a.txt", REPORT)]);
    for (name, format) in [
        ("icews", EventFormat::Icews),
        ("gdelt", EventFormat::Gdelt),
        ("polecat", EventFormat::Polecat),
        ("phoenix", EventFormat::Phoenix),
    ] {
        let args = [
            "code",
            "a.txt",
            "-f",
            name,
            "-o",
            "out.tab",
            "--date",
            "2024-05-14",
        ];
        let output = chancery(folder.path(), &args);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let table = [folder.path().join("out.tab").to_string_lossy().into_owned()];
        let read = chancery_intake::records(&table, format).unwrap();
        assert!(read.map(Result::unwrap).count() > 0, "{name}");
    }
}

#[test]
fn a_missing_date_is_noted() {
    let folder = folder_with(&[
        ("a.txt", "Police arrested two men."),
        ("b.txt", "Nobody came."),
    ]);
    let output = chancery(folder.path(), &["code", "a.txt", "b.txt"]);
    let told = text(&output.stderr);
    assert!(
        told.contains("note: a and 1 more: no publication date"),
        "{told}"
    );
}

#[test]
fn explain_shows_every_sentence_and_no_colour_in_a_pipe() {
    let folder = folder_with(&[("story.txt", REPORT)]);
    let args = [
        "explain",
        "story.txt",
        "--date",
        "2025-03-04",
        "--width",
        "120",
    ];
    let output = chancery(folder.path(), &args);
    let page = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    assert!(page.contains("2025-03-04, Northern Wire"));
    assert!(!page.contains('\u{1b}'), "colour in a pipe");
    for word in ["Khrenin", "eleven", "①", "actor"] {
        assert!(page.contains(word), "{word} is missing:\n{page}");
    }
    assert!(page.lines().all(|l| l.chars().count() <= 120), "{page}");
    let output = chancery(folder.path(), &["explain", "story.txt", "--id", "other"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn eval_compares_records_that_were_coded_before() {
    let compat = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/compat");
    let args = [
        "eval",
        "gold.jsonl",
        "--predicted",
        "predicted.jsonl",
        "--json",
    ];
    let output = chancery(&compat, &args);
    let scores: Value = serde_json::from_slice(&output.stdout).unwrap();
    let stored = fs::read_to_string(compat.join("expected.json")).unwrap();
    let stored: Value = serde_json::from_str(&stored).unwrap();
    assert_eq!(scores["event"]["f1"], stored["event"]["f1"]);
    assert_eq!(scores["record"]["gold"], stored["record"]["gold"]);
}

#[test]
fn pairs_are_measured_and_written_row_by_row() {
    let table = "sentence\tsource\ttarget\tgold_root\n\
                 Chad expelled the Sudanese envoy.\tChad\tthe Sudanese envoy\tSANCTION\n\
                 Chad expelled the Sudanese envoy.\tNiger\tthe Sudanese envoy\tSANCTION\n";
    let folder = folder_with(&[("pairs.tsv", table)]);
    let args = [
        "eval",
        "--pairs",
        "pairs.tsv",
        "--pairs-out",
        "out.tsv",
        "--json",
    ];
    let output = chancery(folder.path(), &args);
    let scores: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(scores["unmarked"], 1);
    assert!(scores["accuracy"].is_number() && scores["macro_f1"].is_number());
    assert!(scores["per_class"]["YIELD"].is_object());
    let rows = fs::read_to_string(folder.path().join("out.tsv")).unwrap();
    assert_eq!(rows.lines().count(), 3);
}

#[test]
fn info_tells_the_stamp() {
    let folder = TempDir::new().unwrap();
    let output = chancery(folder.path(), &["info", "--json"]);
    let info: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(info["coder"].as_str().unwrap().contains("model reader-en-"));
}
