//! Archives that are damaged, foreign, full or busy, through the real binary.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod archives;

use archives::{archived, chancery, done, printed, samples, told};
use rusqlite::Connection;
use std::fs;
use std::process::Command;

/// Every way in which the file can be wrong, and what the message must name.
#[test]
fn a_file_that_is_no_archive_is_told_and_left_alone() {
    let folder = archived();
    let at = |name: &str| folder.path().join(name);
    let whole = fs::read(at("a.chancery")).unwrap();
    fs::write(
        at("text.chancery"),
        "not a database, but long enough to be looked at",
    )
    .unwrap();
    fs::write(at("short.chancery"), "x").unwrap();
    fs::write(at("cut.chancery"), &whole[..whole.len() / 2]).unwrap();
    Connection::open(at("other.chancery"))
        .unwrap()
        .execute("CREATE TABLE t (x)", [])
        .unwrap();
    fs::copy(at("a.chancery"), at("newer.chancery")).unwrap();
    let newer = Connection::open(at("newer.chancery")).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    fs::create_dir(at("folder.chancery")).unwrap();
    for (name, says) in [
        ("text.chancery", "is not an archive"),
        ("short.chancery", "is not an archive"),
        ("other.chancery", "is not an archive"),
        ("folder.chancery", "is not an archive"),
        ("cut.chancery", "is damaged"),
        ("newer.chancery", "schema 99"),
        ("none/a.chancery", ""),
    ] {
        let before = fs::read(at(name)).ok();
        let asked = chancery(folder.path(), &["query", name, "SELECT * FROM events"]);
        let added = chancery(folder.path(), &["add", name, &samples()]);
        for output in [asked, added] {
            assert_eq!(
                output.status.code(),
                Some(2),
                "{name}: {}",
                printed(&output)
            );
            let told = told(&output);
            assert!(told.contains(name) && told.contains(says), "{name}: {told}");
        }
        assert!(fs::read(at(name)).ok() == before, "{name} was changed");
    }
    let missing = chancery(folder.path(), &["query", "no.chancery", "SELECT 1"]);
    assert!(told(&missing).contains("chancery add no.chancery"));
    assert!(!at("no.chancery").exists());
}

#[test]
fn a_full_disk_loses_nothing_that_was_kept() {
    let folder = archived();
    let path = folder.path().join("a.chancery");
    let before = done(folder.path(), &["export", "a.chancery", "-q"]).stdout;
    let archive = Connection::open(&path).unwrap();
    // SQLite's own limit stands for the disk's: the error is the same
    let pages: i64 = archive
        .query_row("PRAGMA page_count", [], |r| r.get(0))
        .unwrap();
    let limit = archive.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |r| {
        r.get::<_, i64>(0)
    });
    assert_eq!(limit.unwrap(), pages);
    let big = "x".repeat(1 << 20);
    let error = archive
        .execute("INSERT INTO run (stamp) VALUES (?1)", [big])
        .unwrap_err();
    assert_eq!(
        error.sqlite_error_code(),
        Some(rusqlite::ErrorCode::DiskFull)
    );
    drop(archive);
    assert_eq!(
        done(folder.path(), &["export", "a.chancery", "-q"]).stdout,
        before
    );
}

#[test]
fn a_second_writer_waits_its_turn_and_readers_are_not_blocked() {
    let folder = archived();
    let path = folder.path().join("a.chancery");
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let output = done(
        folder.path(),
        &[
            "query",
            "a.chancery",
            "SELECT count(*) AS n FROM articles",
            "--format",
            "csv",
        ],
    );
    assert_eq!(printed(&output), "n\n18\n");
    fs::write(
        folder.path().join("new.txt"),
        "Police arrested two men in Riga on Monday.",
    )
    .unwrap();
    let waiting = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["add", "a.chancery", "new.txt", "-q"])
        .current_dir(folder.path())
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(600));
    writer.execute_batch("COMMIT").unwrap();
    assert!(waiting.wait_with_output().unwrap().status.success());
    let output = done(
        folder.path(),
        &[
            "query",
            "a.chancery",
            "SELECT count(*) AS n FROM articles",
            "--format",
            "csv",
        ],
    );
    assert_eq!(printed(&output), "n\n19\n");
}
