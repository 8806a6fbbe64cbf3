//! A kill at any moment loses nothing that was told as kept, and leaves nothing half-written.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const KILLS: usize = 200;
const ARTICLES: usize = 240;

/// Short articles, each with an event or two.
fn articles() -> String {
    let states = ["Chad", "Peru", "Latvia", "Oman", "Laos"];
    let deeds = [
        "expelled the ambassador of",
        "signed a treaty with",
        "shelled a village in",
    ];
    let mut lines = String::new();
    for i in 0..ARTICLES {
        let (a, b) = (states[i % 5], states[(i / 5 + 1 + i % 5) % 5]);
        let deed = deeds[i % 3];
        writeln!(
            lines,
            r#"{{"id": "a{i}", "date": "2024-05-14", "text": "{a} {deed} {b} on Monday. Case {i}."}}"#
        )
        .unwrap();
    }
    lines
}

fn add(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command
        .args([
            "add",
            "a.chancery",
            "articles.jsonl",
            "--json",
            "-q",
            "-j",
            "1",
        ])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// Events by article.
fn kept(path: &Path) -> BTreeMap<String, usize> {
    let archive = Connection::open(path).unwrap();
    let sound: String = archive
        .query_row("PRAGMA integrity_check", [], |r| r.get(0))
        .unwrap();
    assert_eq!(sound, "ok");
    let mut rows = archive
        .prepare("SELECT a.id, (SELECT count(*) FROM event e WHERE e.article = a.article) FROM article a")
        .unwrap();
    let rows = rows.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    let kept: BTreeMap<String, usize> = rows.map(Result::unwrap).collect();
    let one = |sql: &str| archive.query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap();
    assert_eq!(
        one("SELECT count(*) FROM party WHERE event NOT IN (SELECT event FROM event)"),
        0
    );
    assert_eq!(one("SELECT count(*) FROM body"), kept.len() as i64);
    assert_eq!(
        one("SELECT coalesce(sum(articles), 0) FROM run"),
        kept.len() as i64
    );
    assert_eq!(
        one("SELECT coalesce(sum(events), 0) FROM rollup"),
        one(
            "SELECT count(*) FROM (SELECT DISTINCT event, actor_country, recipient_country FROM dyads)"
        )
    );
    kept
}

/// Articles that the last whole line of a run's output tells as kept.
fn told(output: &str) -> usize {
    let line = output
        .rsplit_once('\n')
        .map_or("", |(whole, _)| whole)
        .lines()
        .last();
    line.map_or(0, |l| {
        serde_json::from_str::<serde_json::Value>(l).unwrap()["articles"]
            .as_u64()
            .unwrap() as usize
    })
}

/// Removes the archive.
fn forget(folder: &Path) {
    for file in ["a.chancery", "a.chancery-wal", "a.chancery-shm"] {
        let _ = fs::remove_file(folder.join(file));
    }
}

#[test]
fn nothing_that_was_told_is_lost_when_adding_is_killed() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.chancery");
    fs::write(folder.path().join("articles.jsonl"), articles()).unwrap();
    let start = std::time::Instant::now();
    assert!(add(folder.path()).status().unwrap().success());
    let whole = start.elapsed();
    let expected = kept(&path);
    assert_eq!(expected.len(), ARTICLES);

    let (mut random, mut finished, mut midway) = (7_u64, 0, 0);
    let mut before = 0;
    forget(folder.path());
    for _ in 0..KILLS {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let moment = whole.mul_f64((random >> 40) as f64 / (1 << 24) as f64 * 0.7);
        let mut running = add(folder.path()).spawn().unwrap();
        std::thread::sleep(moment.max(Duration::from_millis(1)));
        running.kill().unwrap();
        let mut output = String::new();
        running
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut output)
            .unwrap();
        running.wait().unwrap();
        if !path.exists() || fs::metadata(&path).unwrap().len() == 0 {
            assert_eq!(told(&output), 0);
            continue;
        }
        let archive = Connection::open(&path).unwrap();
        let made = archive.query_row(
            "SELECT 1 FROM sqlite_master WHERE name = 'event'",
            [],
            |_| Ok(()),
        );
        drop(archive);
        if made.is_err() {
            assert_eq!((told(&output), before), (0, 0));
            continue;
        }
        let now = kept(&path);
        assert!(
            now.len() >= before + told(&output),
            "{} of {before} and {}",
            now.len(),
            told(&output)
        );
        for (article, events) in &now {
            assert_eq!(expected.get(article), Some(events), "{article}");
        }
        midway += usize::from(now.len() > before && now.len() < ARTICLES);
        before = now.len();
        if before == ARTICLES {
            finished += 1;
            before = 0;
            forget(folder.path());
        }
    }
    assert!(
        midway > KILLS / 20,
        "only {midway} kills came between two batches, {finished} runs were over"
    );
}
