//! What keeps others out, and what keeps the server answering.

use crate::served::{Answer, PATIENCE, Served, served};
use serde_json::json;
use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

fn code(answer: &Answer) -> String {
    answer.json()["code"].as_str().expect("a code").to_owned()
}

#[test]
fn it_listens_on_this_machine_alone_unless_told() {
    assert!(chancery_serve::Options::default().listen.ip().is_loopback());
}

#[test]
fn only_this_machine_s_names_are_answered() {
    let served = served();
    for host in [
        "evil.example",
        "evil.example:7171",
        "localhost.evil.example",
        "10.0.0.1",
    ] {
        for path in ["/", "/api/v1/health"] {
            let answer = served.send("GET", path, &[("Host", host)], "");
            assert_eq!(
                (answer.status, code(&answer).as_str()),
                (403, "bad_host"),
                "{host}"
            );
        }
    }
    for host in ["localhost", "localhost:9", "[::1]:7171"] {
        assert_eq!(
            served.send("GET", "/", &[("Host", host)], "").status,
            200,
            "{host}"
        );
    }
    let absolute = served.send("GET", "http://evil.example/api/v1/health", &[], "");
    assert_eq!(absolute.status, 403);
}

#[test]
fn other_pages_are_refused() {
    let served = served();
    let own = format!("http://{}", served.address);
    let ask = |headers: &[(&str, &str)]| served.send("GET", "/api/v1/health", headers, "").status;
    assert_eq!(
        ask(&[("Origin", &own), ("Sec-Fetch-Site", "same-origin")]),
        200
    );
    for origin in [
        "http://evil.example",
        "null",
        "https://127.0.0.1",
        "http://127.0.0.1:1",
    ] {
        assert_eq!(ask(&[("Origin", origin)]), 403, "{origin}");
    }
    assert_eq!(ask(&[("Sec-Fetch-Site", "cross-site")]), 403);
    assert_eq!(ask(&[("Sec-Fetch-Site", "same-site")]), 403);
    let link = served.send("GET", "/", &[("Sec-Fetch-Site", "cross-site")], "");
    assert_eq!(
        link.status, 200,
        "a link from elsewhere may lead to the page"
    );
}

#[test]
fn a_form_of_another_page_cannot_write() {
    let served = served();
    let id = served.json("/api/v1/events?limit=1")["events"][0]["id"].clone();
    let review = format!("/api/v1/reviews/{}", id.as_str().expect("an id"));
    let body = r#"{"verdict":"accept"}"#;
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ] {
        for (method, path) in [("PUT", review.as_str()), ("POST", "/api/v1/code")] {
            let answer = served.send(method, path, &[("Content-Type", kind)], body);
            assert_eq!(answer.status, 415, "{kind}");
        }
    }
    let json = ("Content-Type", "application/json");
    let answer = served.send(
        "PUT",
        &review,
        &[json, ("Origin", "http://evil.example")],
        body,
    );
    assert_eq!(answer.status, 403);
    assert_eq!(served.json("/api/v1/reviews/summary")["accept"], 0);
}

#[test]
fn every_answer_forbids_to_load_or_run_anything_else() {
    let served = served();
    let known = served.get("/api/v1/health");
    let known = ("If-None-Match", known.header("etag"));
    let answers = [
        served.get("/"),
        served.get("/api/v1/health"),
        served.get("/api/v1/nothing"),
        served.get("/nothing.js"),
        served.send("GET", "/api/v1/health", &[("Host", "evil.example")], ""),
        served.send("GET", "/api/v1/health", &[known], ""),
    ];
    for answer in &answers {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
        assert!(!policy.contains("unsafe") && !policy.contains('*'));
        for part in [
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "form-action 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{part}");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert!(answer.header("access-control-allow-origin").is_empty());
    }
}

#[test]
fn nothing_of_an_article_is_sent_as_a_page() {
    let served = served();
    let words = "<script>alert(1)</script> Chad expelled the Sudanese ambassador.";
    let coded = served.put("POST", "/api/v1/code", &json!({ "text": words }));
    assert_eq!(coded.header("content-type"), "application/json");
    let missing = served.get("/api/v1/articles/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assert_eq!(
        (missing.status, missing.header("content-type")),
        (404, "application/json")
    );
    let missing = served.get("/%3Cscript%3E");
    assert_eq!(
        (missing.status, missing.header("content-type")),
        (404, "application/json")
    );
}

#[test]
fn sql_reads_and_nothing_else() {
    let served = served();
    let ask = |sql: &str| served.put("POST", "/api/v1/query", &json!({ "sql": sql }));
    for sql in [
        "DELETE FROM event",
        "INSERT INTO review VALUES (1, 1, 'accept', '', '')",
        "CREATE TABLE x (y)",
        "ATTACH '/tmp/other.db' AS other",
        "PRAGMA hard_heap_limit = 0",
        "VACUUM INTO '/tmp/copy.db'",
        "SELECT load_extension('x')",
        "SELECT 1; DELETE FROM event",
    ] {
        let answer = ask(sql);
        assert_eq!(answer.status, 400, "{sql}: {}", answer.text());
    }
    assert!(
        served.json("/api/v1/health")["events"]
            .as_u64()
            .is_some_and(|n| n > 0)
    );
}

#[test]
fn sql_has_limits_of_rows_time_and_memory() {
    let served = served();
    let ask = |sql: &str| {
        served.put(
            "POST",
            "/api/v1/query",
            &json!({ "sql": sql, "limit": 1_000_000 }),
        )
    };
    let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)";
    let many = ask(&format!("{endless} SELECT x FROM n")).json();
    assert_eq!(many["rows"].as_array().map(Vec::len), Some(10_000));
    assert_eq!(many["more"], true);
    let wide = ask(&format!("{endless} SELECT hex(zeroblob(500000)) FROM n")).json();
    assert!(wide["rows"].as_array().is_some_and(|rows| rows.len() < 20));
    assert_eq!(wide["more"], true);
    let long = ask("SELECT length(hex(zeroblob(500000000)))");
    assert_eq!((long.status, code(&long).as_str()), (400, "too_much"));
    let started = Instant::now();
    let slow = ask(&format!("{endless} SELECT count(*) FROM n"));
    assert_eq!((slow.status, code(&slow).as_str()), (503, "too_slow"));
    assert!(started.elapsed() < Duration::from_secs(30));
    let big = ask(&format!(
        "{endless} SELECT count(DISTINCT hex(randomblob(100000))) FROM n"
    ));
    assert_eq!((big.status, code(&big).as_str()), (400, "too_much"));
    assert_eq!(served.get("/api/v1/summary").status, 200, "and goes on");
}

#[test]
fn a_body_has_a_limit() {
    let served = served();
    let text = "a".repeat(1 << 20);
    let answer = served.put("POST", "/api/v1/code", &json!({ "text": text }));
    assert_eq!((answer.status, code(&answer).as_str()), (413, "too_long"));
}

/// Bytes until the server lets go, and how long that took.
fn let_go(served: &Served, sent: &str) -> (Vec<u8>, Duration) {
    let started = Instant::now();
    let mut stream = served.connect();
    stream.write_all(sent.as_bytes()).expect("sent");
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    (bytes, started.elapsed())
}

#[test]
fn slow_clients_are_let_go() {
    let served = served();
    let enough = PATIENCE * 8;
    let (_, took) = let_go(&served, "GET / HTTP/1.1\r\nHost: localhost\r\nX-");
    assert!(took < enough, "half a head: {took:?}");
    let head = "POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
        Content-Length: 1000\r\nConnection: close\r\n\r\n{";
    let (answer, took) = let_go(&served, head);
    assert!(took < enough, "half a body: {took:?}");
    assert!(
        answer.starts_with(b"HTTP/1.1 408"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    let (_, took) = let_go(&served, "");
    assert!(took < enough, "nothing at all: {took:?}");
}

#[test]
fn who_takes_no_answer_is_let_go() {
    let served = served();
    let mut stream = served.connect();
    // many answers on one connection, none of them read
    let asked = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(400);
    let _ = stream.write_all(asked.as_bytes());
    thread::sleep(PATIENCE * 4);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    assert!(bytes.len() < 400 * 40_000, "{} bytes came", bytes.len());
}

#[test]
fn unknown_paths_and_methods_are_told_in_json() {
    let served = served();
    for path in [
        "/api",
        "/api/v1",
        "/api/v1/nothing",
        "/api/v2/events",
        "/api/v1/events/a/b",
        "/x.html",
    ] {
        let answer = served.get(path);
        assert_eq!(
            (answer.status, code(&answer).as_str()),
            (404, "not_found"),
            "{path}"
        );
        assert!(
            answer.json()["message"]
                .as_str()
                .is_some_and(|m| m.contains(path)),
            "{path}"
        );
    }
    for (method, path) in [
        ("POST", "/api/v1/events"),
        ("GET", "/api/v1/code"),
        ("DELETE", "/"),
    ] {
        let answer = served.put(method, path, &json!({}));
        assert_eq!(
            (answer.status, code(&answer).as_str()),
            (405, "bad_method"),
            "{method} {path}"
        );
    }
}

#[test]
fn the_page_is_served_from_the_binary() {
    let served = served();
    let page = served.get("/");
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    let known = served.send("GET", "/", &[("If-None-Match", page.header("etag"))], "");
    assert_eq!(known.status, 304);
    for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd"] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
}

#[test]
fn many_at_once_are_answered() {
    let served = served();
    let ask = &|i: usize| {
        let views = ["summary", "network", "events?limit=5", "claims", "health"];
        let answer = served.get(&format!("/api/v1/{}", views[i % views.len()]));
        assert_eq!(answer.status, 200);
    };
    thread::scope(|scope| {
        for i in 0..60 {
            scope.spawn(move || ask(i));
        }
    });
}
