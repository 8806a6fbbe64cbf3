//! Every way in which input can be bad: named with file, line and remedy, and survived.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

use chancery_intake::{
    InputError, InputErrorKind, LONGEST_ARTICLE, Options, articles, articles_from,
};
use std::fs;
use std::io::{Cursor, Read, Write};
use tempfile::TempDir;

/// Ids of what was read, and messages of what was not.
fn read(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let mut articles = Vec::new();
    let mut errors = Vec::new();
    for item in articles_from(name, Cursor::new(bytes.to_vec()), &Options::default()) {
        match item {
            Ok(article) => articles.push(article.id),
            Err(error) => errors.push(error.to_string()),
        }
    }
    (articles, errors)
}

/// The only message, after the article ids are compared.
#[track_caller]
fn message(name: &str, bytes: &[u8], ids: &[&str]) -> String {
    let (articles, mut errors) = read(name, bytes);
    assert_eq!(articles, ids);
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors.remove(0)
}

fn refused(inputs: &[&str]) -> String {
    let inputs: Vec<String> = inputs.iter().map(|&input| input.to_owned()).collect();
    articles(&inputs, &Options::default())
        .err()
        .unwrap()
        .to_string()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn broken_json_costs_its_line() {
    let lines = b"{\"text\":\"A.\"}\n{\"text\":\"B.\" \"x\":1}\n[1]\n{\"text\":\"C.\"}\n";
    let (ids, errors) = read("news/day.jsonl", lines);
    assert_eq!(ids, ["day:1", "day:4"]);
    assert_eq!(
        errors[0],
        "news/day.jsonl, line 2: not valid JSON (expected `,` or `}` at column 14); fix or delete \
         the line, the rest of the file is read on"
    );
    assert!(errors[1].starts_with("news/day.jsonl, line 3: not valid JSON (expected an object"));
}

#[test]
fn broken_json_in_an_array_names_its_line() {
    let array = b"[\n{\"text\":\"A.\"},\n{\n\"text\": oh\n},\n{\"text\":\"C.\"}\n]";
    let error = message("d.json", array, &["d:2", "d:6"]);
    assert!(
        error.starts_with("d.json, line 4: not valid JSON (expected value at column"),
        "{error}"
    );
    let error = message("d.json", b"[{\"text\":\"A.\"}, oh]", &["d:1"]);
    assert!(
        error.contains("line 1") && error.contains("at column 17"),
        "{error}"
    );
    assert!(
        error.ends_with("the rest of the file is not read"),
        "{error}"
    );
    let error = message("d.json", b"[{\"text\":\"A.\"", &[]);
    assert!(error.contains("not valid JSON"), "{error}");
}

#[test]
fn what_is_not_utf8_is_named_by_byte() {
    let error = message("caf.txt", b"\xef\xbb\xbfcaf\xe9", &[]);
    assert_eq!(
        error,
        "caf.txt: not UTF-8 (at byte 6 of the file); save it as UTF-8, for instance with `iconv -f \
         WINDOWS-1252 -t UTF-8`"
    );
    let error = message(
        "d.jsonl",
        b"{\"text\":\"A.\"}\r\n{\"text\":\"\xe9\"}\n{\"text\":\"C.\"}",
        &["d:1", "d:3"],
    );
    assert!(
        error.starts_with("d.jsonl, line 2: not UTF-8 (at byte 24 of the file)"),
        "{error}"
    );
    let error = message("d.csv", b"id,text\n1,caf\xe9\n2,B.\n", &["2"]);
    assert!(
        error.starts_with("d.csv, line 2: not UTF-8 (at byte 8 "),
        "{error}"
    );
}

#[test]
fn records_without_text_are_named() {
    let error = message(
        "d.jsonl",
        b"{\"text\":\" \",\"title\":\"T\"}\n{\"text\":\"B.\"}",
        &["d:2"],
    );
    assert_eq!(
        error,
        "d.jsonl, line 1: no text; give the article's text as `text` (or body, content, maintext), \
         or `sentences`, the rest of the file is read on"
    );
    let error = message("d.csv", b"id,text\n1,\n2,B.\n", &["2"]);
    assert!(error.starts_with("d.csv, line 2: no text"), "{error}");
}

#[test]
fn empty_files_are_named() {
    for name in [
        "a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "-",
    ] {
        let error = message(name, b"", &[]);
        let shown = if name == "-" { "standard input" } else { name };
        assert_eq!(
            error,
            format!("{shown}: no text in the file; check that the file is complete, or delete it")
        );
    }
    let error = message("a.html", b"<html><script>let a;</script></html>", &[]);
    assert!(error.starts_with("a.html: no text in the file"), "{error}");
}

#[test]
fn a_table_without_a_text_column_says_what_it_needs() {
    let error = message("t.csv", b"ID,Kind\n1,x\n", &[]);
    assert_eq!(
        error,
        "t.csv, line 1: the first line names no column `text` (it has: ID, Kind); name the columns \
         in the first line: text is needed, id, date, outlet, title and url are read as well, the \
         rest of the file is not read"
    );
}

#[test]
fn a_broken_member_ends_its_file_and_keeps_what_came_before() {
    let mut lines = String::new();
    for number in 0..20_000 {
        lines.push_str(&format!(
            "{{\"id\":{number},\"text\":\"Number {}.\"}}\n",
            number * 7919 % 1000
        ));
    }
    let mut packed = gzip(lines.as_bytes());
    packed.truncate(packed.len() * 3 / 4);
    let (ids, errors) = read("d.jsonl.gz", &packed);
    assert!(ids.len() > 10_000, "{}", ids.len());
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0].starts_with(&format!("d.jsonl.gz, line {}: compressed", ids.len() + 1)),
        "{}",
        errors[0]
    );
    assert!(errors[0].ends_with("download the file again, the rest of the file is not read"));

    let short = [gzip(b"{\"text\":\"A.\"}\n"), b"no member".to_vec()].concat();
    let error = message("d.jsonl.gz", &short, &["d:1"]);
    assert!(
        error.contains("line 2: compressed data cannot be read"),
        "{error}"
    );
    for name in [
        "d.txt.gz",
        "d.csv.zst",
        "d.html.gz",
        "d.json.zst",
        "d.md.zst",
    ] {
        let error = message(name, b"not packed at all", &[]);
        assert!(error.contains("compressed data cannot be read"), "{error}");
    }
}

#[test]
fn dates_that_cannot_be_read_keep_their_article() {
    let lines = b"{\"text\":\"A.\",\"date\":\"soon\"}\n{\"text\":\"B.\",\"date\":\"02/05/2024\"}\n";
    let (ids, errors) = read("d.jsonl", lines);
    assert_eq!(ids, ["d:1", "d:2"]);
    assert_eq!(
        errors,
        [
            "d.jsonl, line 1: `soon` cannot be read as a date; write YYYY-MM-DD; the article is \
             kept without its date",
            "d.jsonl, line 2: the date `02/05/2024` may put the day or the month first; write \
             YYYY-MM-DD; the article is kept without its date",
        ]
    );
}

#[test]
fn repeated_ids_are_named() {
    let lines = b"{\"id\":\"x\",\"text\":\"A.\"}\n{\"id\":\"x\",\"text\":\"B.\"}\n";
    let error = message("d.jsonl", lines, &["x", "x"]);
    assert!(
        error.starts_with("d.jsonl, line 2: the id `x` was used before; give"),
        "{error}"
    );
}

#[test]
fn over_long_lines_rows_and_files_are_passed_over() {
    fn long(before: &'static str, after: &'static str) -> impl Read + Send + 'static {
        let middle = std::io::repeat(b'a').take(LONGEST_ARTICLE as u64 + (1 << 16));
        before.as_bytes().chain(middle).chain(after.as_bytes())
    }
    let errors = |name: &str, stream: Box<dyn Read + Send>| {
        let mut ids = Vec::new();
        let mut errors = Vec::new();
        for item in articles_from(name, stream, &Options::default()) {
            match item {
                Ok(article) => ids.push(article.id),
                Err(error) => errors.push(error),
            }
        }
        assert!(
            matches!(
                errors[0],
                InputError {
                    kind: InputErrorKind::TooLong,
                    ..
                }
            ),
            "{name}"
        );
        (
            ids,
            errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        )
    };
    let (ids, errors_) = errors(
        "d.jsonl",
        Box::new(long("{\"text\":\"", "\"}\n{\"text\":\"B.\"}\n")),
    );
    assert_eq!(ids, ["d:2"]);
    assert!(errors_[0].starts_with("d.jsonl, line 1: longer than 64 MiB; no article is; look for"));
    let (ids, _) = errors(
        "d.json",
        Box::new(long("[{\"text\":\"", "\"},\n{\"text\":\"B.\"}]\n")),
    );
    assert_eq!(ids, ["d:2"]);
    let (ids, errors_) = errors("d.csv", Box::new(long("text\nA.\n\"", "")));
    assert_eq!(ids, ["d:2"]);
    assert!(
        errors_[0].starts_with("d.csv, line 3: longer"),
        "{errors_:?}"
    );
    let (ids, errors_) = errors("d.txt", Box::new(long("", "")));
    assert!(ids.is_empty() && errors_[0].starts_with("d.txt: longer than 64 MiB"));
}

#[test]
fn files_that_vanish_do_not_stop_the_batch() {
    let folder = TempDir::new().unwrap();
    for name in ["a.txt", "b.txt", "c.txt"] {
        fs::write(folder.path().join(name), "Text.").unwrap();
    }
    let batch = articles(
        &[folder.path().to_str().unwrap().to_owned()],
        &Options::default(),
    )
    .unwrap();
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    let items: Vec<_> = batch.collect();
    assert_eq!(items.len(), 3);
    let error = items[1].as_ref().unwrap_err();
    let shown = error.to_string();
    assert!(matches!(error.kind, InputErrorKind::Io(_)) && error.loses_article());
    assert!(
        shown.contains("b.txt: cannot be read (")
            && shown.ends_with("check the file and its rights")
    );
}

#[test]
fn errors_of_reading_are_told_and_end_the_file() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    for name in [
        "a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv",
    ] {
        let stream = (&b"{\"text\":\"A.\"}\n"[..]).chain(Failing);
        let errors: Vec<_> = articles_from(name, stream, &Options::default())
            .filter_map(Result::err)
            .filter(|error| matches!(error.kind, InputErrorKind::Io(_)))
            .collect();
        let told = errors
            .iter()
            .any(|error| error.to_string().contains("the disk is gone"));
        assert!(told || matches!(name, "a.csv" | "a.tsv"), "{name}");
    }
}

#[test]
fn what_stops_everything_says_why() {
    let folder = TempDir::new().unwrap();
    let inside = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let gone = inside("gone.txt");
    assert_eq!(
        refused(&[&gone]),
        format!("{gone}: no such file or folder; check the spelling, or quote a glob")
    );
    let glob = inside("*.txt");
    let error = refused(&[&glob]);
    assert!(error.starts_with(&format!(
        "{glob}: matches no file that can be read; endings"
    )));
    let error = refused(&[&inside("[")]);
    assert!(error.contains(": not a glob ("), "{error}");
    let error = refused(&[&inside("")]);
    assert!(
        error.contains(
            ": the folder holds no file that can be read; endings that are read: .txt, .md"
        )
    );
    let report = inside("report.pdf");
    fs::write(&report, b"%PDF").unwrap();
    assert_eq!(
        refused(&[&report]),
        format!(
            "{report}: its ending names no format that can be read; rename it to one of .txt, .md, \
             .html, .htm, .jsonl, .ndjson, .json, .csv, .tsv, each also with .gz or .zst, or give \
             the format (--input-format)"
        )
    );
}
