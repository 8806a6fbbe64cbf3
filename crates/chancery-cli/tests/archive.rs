//! Archives through the real binary, in a temporary folder.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

use rusqlite::Connection;
use std::fs;
use tempfile::TempDir;

mod archives;

use archives::{archived, chancery, done, printed, samples, told};
/// The counts that are kept, and the counts anew.
fn rollups(archive: &Connection) -> [Vec<String>; 2] {
    let kept =
        "SELECT actor || recipient || month || type || status || events FROM rollup ORDER BY 1";
    let anew = "SELECT actor || recipient || month || type || status || count(*) FROM (
          SELECT DISTINCT event, coalesce(actor_country, '') AS actor,
            coalesce(recipient_country, '') AS recipient, type, status,
            CASE WHEN julianday(date_to) - julianday(date_from) < 31 THEN substr(date_from, 1, 7)
            ELSE '' END AS month FROM dyads)
        GROUP BY actor, recipient, month, type, status ORDER BY 1";
    [kept, anew].map(|sql| {
        let mut rows = archive.prepare(sql).unwrap();
        rows.query_map([], |r| r.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    })
}

#[test]
fn an_archive_gives_back_the_bytes_that_coding_writes() {
    let folder = archived();
    for format in ["jsonl", "csv", "plover"] {
        let coded = done(folder.path(), &["code", &samples(), "--format", format]);
        let kept = done(folder.path(), &["export", "a.chancery", "--format", format]);
        assert!(!coded.stdout.is_empty());
        assert!(coded.stdout == kept.stdout, "{format} differs");
    }
}

#[test]
fn a_second_run_skips_what_is_there() {
    let folder = archived();
    let before = done(folder.path(), &["export", "a.chancery"]).stdout;
    let output = done(folder.path(), &["add", "a.chancery", &samples()]);
    assert!(
        told(&output).contains("0 articles and 0 events kept"),
        "{}",
        told(&output)
    );
    assert!(
        told(&output).contains("18 were there already"),
        "{}",
        told(&output)
    );
    assert_eq!(
        done(folder.path(), &["export", "a.chancery"]).stdout,
        before
    );
}

#[test]
fn counts_follow_the_records_through_a_recoding() {
    let folder = archived();
    let before = done(folder.path(), &["export", "a.chancery"]).stdout;
    let path = folder.path().join("a.chancery");
    let [kept, anew] = rollups(&Connection::open(&path).unwrap());
    assert!(!kept.is_empty());
    assert_eq!(kept, anew);

    // as if an older version had coded them, and one event wrongly
    let archive = Connection::open(&path).unwrap();
    archive
        .execute("UPDATE run SET stamp = 'chancery 0.0.1'", [])
        .unwrap();
    drop(archive);
    let output = done(folder.path(), &["add", "a.chancery", &samples()]);
    assert!(
        told(&output).contains("18 were there already"),
        "{}",
        told(&output)
    );
    let output = done(
        folder.path(),
        &["add", "a.chancery", &samples(), "--recode"],
    );
    assert!(
        told(&output).contains("(18 coded anew)"),
        "{}",
        told(&output)
    );
    assert_eq!(
        done(folder.path(), &["export", "a.chancery"]).stdout,
        before
    );
    let [kept, anew] = rollups(&Connection::open(&path).unwrap());
    assert_eq!(kept, anew);
}

#[test]
fn queries_answer_in_three_forms() {
    let folder = archived();
    let sql =
        "SELECT status, count(*) AS n FROM events WHERE status = 'historical' GROUP BY status";
    let ask = |form: &str| {
        let output = done(
            folder.path(),
            &["query", "a.chancery", sql, "--format", form],
        );
        printed(&output).to_owned()
    };
    let csv = ask("csv");
    let n = csv.strip_prefix("status,n\nhistorical,").unwrap().trim();
    assert_eq!(
        ask("jsonl"),
        format!("{{\"status\":\"historical\",\"n\":{n}}}\n")
    );
    assert!(ask("table").ends_with(&format!("historical  {n}\n")));
}

#[test]
fn queries_can_only_read() {
    let folder = archived();
    let before = fs::read(folder.path().join("a.chancery")).unwrap();
    for sql in [
        "DELETE FROM event",
        "ATTACH 'b.db' AS b",
        "PRAGMA journal_mode = DELETE",
        "CREATE TEMP TABLE t (x)",
        "SELECT 1; DROP TABLE event",
        "VACUUM INTO 'b.db'",
        "SELECT load_extension('x')",
        "BEGIN",
    ] {
        let output = chancery(folder.path(), &["query", "a.chancery", sql]);
        assert_eq!(output.status.code(), Some(2), "{sql}: {}", printed(&output));
    }
    assert!(!folder.path().join("b.db").exists());
    assert!(fs::read(folder.path().join("a.chancery")).unwrap() == before);
}

#[test]
fn a_query_without_end_is_stopped() {
    let folder = archived();
    let endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n";
    let output = chancery(
        folder.path(),
        &["query", "a.chancery", endless, "--timeout", "1"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told(&output).contains("longer than 1 seconds"),
        "{}",
        told(&output)
    );
    let rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    let output = done(
        folder.path(),
        &[
            "query",
            "a.chancery",
            rows,
            "--limit",
            "3",
            "--format",
            "csv",
        ],
    );
    assert_eq!(printed(&output), "i\n1\n2\n3\n");
    assert!(told(&output).contains("there are more"));
}

#[test]
fn a_wrong_query_says_what_there_is() {
    let folder = archived();
    let output = chancery(
        folder.path(),
        &["query", "a.chancery", "SELECT tipe FROM events"],
    );
    assert_eq!(output.status.code(), Some(2));
    let told = told(&output);
    assert!(
        told.contains("no such column: tipe") && told.contains("dyads"),
        "{told}"
    );
}

#[test]
fn words_find_articles() {
    let folder = archived();
    let output = done(
        folder.path(),
        &["search", "a.chancery", "ministers", "--json"],
    );
    let first = printed(&output).lines().next().unwrap();
    assert!(first.contains("[minister"), "{first}");
    // what is no expression is a list of words
    done(folder.path(), &["search", "a.chancery", "what's (this"]);
    let none = done(folder.path(), &["search", "a.chancery", "xylophonists"]);
    assert!(none.stdout.is_empty());
}

#[test]
fn without_text_there_are_records_alone() {
    let folder = TempDir::new().unwrap();
    done(
        folder.path(),
        &["add", "a.chancery", &samples(), "--no-text", "-q"],
    );
    let coded = done(folder.path(), &["code", &samples(), "-q"]);
    let kept = done(folder.path(), &["export", "a.chancery", "-q"]);
    assert!(coded.stdout == kept.stdout);
    let output = done(
        folder.path(),
        &[
            "query",
            "a.chancery",
            "SELECT count(text) AS n FROM articles",
            "--format",
            "csv",
        ],
    );
    assert_eq!(printed(&output), "n\n0\n");
}

#[test]
fn another_data_set_is_taken_in_once() {
    let folder = TempDir::new().unwrap();
    // written for this test, in the layout of Phoenix
    let row = |id: u32, code: &str| {
        format!(
            "{id}_1\t20140617\t2014\t6\t17\tRUSGOV\tRUS\tGOV\t\tUKRMIL\tUKR\tMIL\t\t{code}\t{}\t4\t-9.0\t\t\t\t\t\t\tstory{id}_1\thttp://example.org/{id}\twire",
            &code[..2]
        )
    };
    let rows = [row(1, "190"), row(2, "010"), row(3, "042")].join("\n");
    fs::write(folder.path().join("events.full.20140617.txt"), rows).unwrap();
    let import = [
        "import",
        "a.chancery",
        "events.full.20140617.txt",
        "--format",
        "phoenix",
    ];
    let output = done(folder.path(), &import);
    assert!(
        told(&output).contains("2 events of 2 articles kept"),
        "{}",
        told(&output)
    );
    assert!(
        told(&output).contains("1 events have no PLOVER type"),
        "{}",
        told(&output)
    );
    let output = done(folder.path(), &import);
    assert!(
        told(&output).contains("2 events were there already"),
        "{}",
        told(&output)
    );
    let sql = "SELECT type, actor_country, recipient_country, events FROM dyad_months ORDER BY 1";
    let output = done(
        folder.path(),
        &["query", "a.chancery", sql, "--format", "csv"],
    );
    assert!(
        printed(&output).contains("ASSAULT,RUS,UKR,1\n"),
        "{}",
        printed(&output)
    );
}

#[test]
fn panels_are_balanced_and_tell_what_they_leave_out() {
    let folder = TempDir::new().unwrap();
    let lines = [
        r#"{"id": "1", "date": "2024-01-20", "text": "Chad expelled the ambassador of Peru on Friday."}"#,
        r#"{"id": "2", "date": "2024-03-20", "text": "Chad expelled the ambassador of Peru on Tuesday."}"#,
        r#"{"id": "3", "date": "2024-03-21", "text": "Latvia signed a treaty with Oman on Tuesday."}"#,
    ];
    fs::write(folder.path().join("a.jsonl"), lines.join("\n")).unwrap();
    done(folder.path(), &["add", "a.chancery", "a.jsonl", "-q"]);
    let panel = |more: &[&str]| {
        let args = [&["panel", "a.chancery", "--classes", "none"], more].concat();
        let output = done(folder.path(), &args);
        printed(&output)
            .lines()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let months = panel(&["--by", "dyad-month"]);
    assert_eq!(months[0], "actor,recipient,month,events");
    let chad: Vec<&String> = months.iter().filter(|l| l.starts_with("TCD,PER")).collect();
    assert_eq!(
        chad,
        [
            "TCD,PER,2024-01,1",
            "TCD,PER,2024-02,0",
            "TCD,PER,2024-03,1"
        ]
    );
    assert_eq!((months.len() - 1) % 3, 0, "every dyad has three months");
    let sparse = panel(&["--by", "dyad-month", "--sparse"]);
    assert!(sparse.iter().all(|l| !l.ends_with(",0")));
    let cow = panel(&["--by", "dyad-year", "--codes", "cow"]);
    assert!(cow.contains(&"483,135,2024,2".to_owned()), "{cow:?}");
    let output = chancery(
        folder.path(),
        &["panel", "a.chancery", "--by", "dyad-century"],
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_difference_names_field_and_example() {
    let folder = archived();
    fs::copy(
        folder.path().join("a.chancery"),
        folder.path().join("b.chancery"),
    )
    .unwrap();
    let same = done(
        folder.path(),
        &["diff", "a.chancery", "b.chancery", "--json"],
    );
    let same: serde_json::Value = serde_json::from_str(printed(&same)).unwrap();
    assert_eq!(same["fields"], serde_json::json!({}));
    assert_eq!(same["articles"], 18);
    let other = Connection::open(folder.path().join("b.chancery")).unwrap();
    let event: i64 = other
        .query_row("SELECT min(event) FROM event", [], |r| r.get(0))
        .unwrap();
    other
        .execute(
            "UPDATE event SET status = 'negated' WHERE event = ?1",
            [event],
        )
        .unwrap();
    let last: i64 = other
        .query_row("SELECT max(event) FROM event", [], |r| r.get(0))
        .unwrap();
    for table in ["party", "wording", "link", "event"] {
        let delete = format!("DELETE FROM {table} WHERE event = ?1");
        other.execute(&delete, [last]).unwrap();
    }
    drop(other);
    let output = done(
        folder.path(),
        &["diff", "a.chancery", "b.chancery", "--json"],
    );
    let told: serde_json::Value = serde_json::from_str(printed(&output)).unwrap();
    assert_eq!(told["fields"], serde_json::json!({"status": 1}));
    assert_eq!(told["examples"][0]["second"], "negated");
    let alone: i64 = told["types"]
        .as_object()
        .unwrap()
        .values()
        .map(|t| t["only_first"].as_i64().unwrap())
        .sum();
    assert_eq!(alone, 1);
}
