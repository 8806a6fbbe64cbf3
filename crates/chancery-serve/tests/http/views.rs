//! What the views say of the samples, checked against the archive by other ways.

use crate::served::{Served, served};
use serde_json::{Value, json};

fn count(served: &Served, sql: &str) -> i64 {
    let answer = served
        .put("POST", "/api/v1/query", &json!({ "sql": sql }))
        .json();
    answer["rows"][0][0]
        .as_i64()
        .unwrap_or_else(|| panic!("{answer}"))
}

#[test]
fn the_summary_counts_what_sql_counts() {
    let served = served();
    let total = |query: &str| served.json(&format!("/api/v1/summary?{query}"))["total"].clone();
    let sql = |condition: &str| {
        count(
            &served,
            &format!("SELECT count(DISTINCT event) FROM dyads WHERE {condition}"),
        )
    };
    assert!(sql("1") > 20, "the samples tell something");
    for (query, condition) in [
        ("", "1"),
        ("status=actual", "status = 'actual'"),
        ("type=ACCUSE,CONSULT", "type IN ('ACCUSE', 'CONSULT')"),
        ("quad=4", "quad = 4"),
        ("actor=IND", "actor_country = 'IND'"),
        ("min_confidence=0.6", "confidence >= 0.6"),
        ("from=2016-01-01&to=2016-12-31", "date_from BETWEEN '2016-01-01' AND '2016-12-31'"),
        ("outlet=Gulf%20of%20Tadjoura%20News", "outlet = 'Gulf of Tadjoura News'"),
        ("actor=minister&status=actual", "status = 'actual' AND event IN
            (SELECT printf('%016x', e.id) FROM event e JOIN party USING (event) JOIN entity USING (entity)
             WHERE role = 0 AND (text LIKE '%minister%' OR name LIKE '%minister%'))"),
        ("actor=ZZZ", "0"),
        ("outlet=nobody", "0"),
    ] {
        assert_eq!(total(query), sql(condition), "{query}");
    }
    let words = count(
        &served,
        "SELECT count(*) FROM event WHERE article IN
        (SELECT rowid FROM body_words WHERE body_words MATCH 'minister')",
    );
    assert_eq!(total("q=minister"), words);
}

#[test]
fn the_parts_of_a_summary_agree() {
    let served = served();
    let summary = served.json("/api/v1/summary?period=year");
    let sum = |list: &Value| -> u64 {
        list.as_array()
            .into_iter()
            .flatten()
            .filter_map(|e| e["events"].as_u64())
            .sum()
    };
    let values = |map: &Value| -> u64 {
        map.as_object()
            .into_iter()
            .flatten()
            .filter_map(|(_, n)| n.as_u64())
            .sum()
    };
    let total = summary["total"].as_u64().expect("a number");
    assert_eq!(values(&summary["by_status"]), total);
    assert_eq!(values(&summary["by_type"]), total);
    let undated = summary["undated"].as_u64().expect("a number");
    assert_eq!(sum(&summary["timeline"]) + undated, total);
    assert_eq!(sum(&summary["timeline_types"]) + undated, total);
    let top = &summary["dyads"][0];
    let (a, b) = (
        top["actor"].as_str().expect("one"),
        top["recipient"].as_str().expect("other"),
    );
    let dyad = served.json(&format!("/api/v1/dyads?a={a}&b={b}"));
    assert_eq!(dyad["directions"][0]["events"], top["events"]);
    assert_eq!(dyad["directions"][0]["score"], top["score"]);
}

#[test]
fn pages_give_every_event_once_and_in_order() {
    let served = served();
    for order in ["date", "-date", "confidence"] {
        let mut ids = Vec::new();
        let mut days = Vec::new();
        let mut after = String::new();
        loop {
            let page = served.json(&format!(
                "/api/v1/events?limit=7&order={order}&after={after}"
            ));
            for event in page["events"].as_array().expect("events") {
                ids.push(event["id"].to_string());
                days.extend(event["date"]["from"].as_str().map(str::to_owned));
            }
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut after),
                None => break assert_eq!(page["total"], ids.len()),
            }
        }
        if order == "-date" {
            days.reverse();
        }
        assert!(order == "confidence" || days.is_sorted(), "{order}");
        ids.sort();
        ids.dedup();
        assert_eq!(
            ids.len() as i64,
            count(&served, "SELECT count(*) FROM event"),
            "{order}"
        );
    }
    assert_eq!(served.get("/api/v1/events?after=x").status, 400);
}

#[test]
fn articles_page_too_and_show_the_words_of_their_records() {
    let served = served();
    let (mut ids, mut after) = (Vec::new(), String::new());
    loop {
        let page = served.json(&format!("/api/v1/articles?limit=4&after={after}"));
        let articles = page["articles"].as_array().expect("articles");
        ids.extend(
            articles
                .iter()
                .filter_map(|a| a["id"].as_str().map(str::to_owned)),
        );
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut after),
            None => break,
        }
    }
    assert_eq!(
        ids.len() as i64,
        count(&served, "SELECT count(*) FROM article")
    );
    for id in ids {
        let article = served.json(&format!("/api/v1/articles/{id}"));
        let text: Vec<char> = article["text"].as_str().expect("a text").chars().collect();
        for event in article["events"].as_array().expect("events") {
            let span =
                |v: &Value| -> Vec<usize> { serde_json::from_value(v.clone()).expect("a span") };
            let trigger = span(&event["trigger"]["span"]);
            let words: String = text[trigger[0]..trigger[1]].iter().collect();
            assert_eq!(event["trigger"]["text"], words);
            let sentence = span(&event["sentence_span"]);
            let words: String = text[sentence[0]..sentence[1]].iter().collect();
            assert_eq!(event["sentence_text"], words);
        }
    }
}

#[test]
fn tables_hold_what_the_json_holds() {
    let served = served();
    let total = count(&served, "SELECT count(*) FROM event") as usize;
    let csv = served.get("/api/v1/events?format=csv");
    assert!(csv.header("content-disposition").contains("events.csv"));
    let rows = csv::Reader::from_reader(csv.body.as_slice())
        .into_records()
        .count();
    assert_eq!(rows, total);
    let first = served.get("/api/v1/events?format=csv&limit=2&type=CONSULT");
    let next = first.header("link");
    assert!(
        next.starts_with("</api/v1/events?format=csv&limit=2&type=CONSULT&after="),
        "{next}"
    );
    let arrow = served.get("/api/v1/events?format=arrow");
    assert_eq!(
        arrow.header("content-type"),
        "application/vnd.apache.arrow.stream"
    );
    assert_eq!(arrow.body[..4], [0xff; 4], "the mark of an IPC stream");
}

#[test]
fn an_answer_is_marked_and_packed() {
    let served = served();
    let plain = served.get("/api/v1/summary");
    let mark = plain.header("etag").to_owned();
    assert!(mark.starts_with("W/\"") && plain.header("content-encoding").is_empty());
    let packed = served.send(
        "GET",
        "/api/v1/summary",
        &[("Accept-Encoding", "gzip, br")],
        "",
    );
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.unpacked(), plain.body);
    let again = served.send("GET", "/api/v1/summary", &[("If-None-Match", &mark)], "");
    assert_eq!((again.status, again.body.len()), (304, 0));
    let id = served.json("/api/v1/events?limit=1")["events"][0]["id"].clone();
    let review = format!("/api/v1/reviews/{}", id.as_str().expect("an id"));
    assert_eq!(
        served
            .put("PUT", &review, &json!({ "verdict": "accept" }))
            .status,
        200
    );
    let changed = served.send("GET", "/api/v1/summary", &[("If-None-Match", &mark)], "");
    assert_eq!(changed.status, 200, "the archive has changed");
}

#[test]
fn a_pasted_text_is_coded_and_not_kept() {
    let served = served();
    let before = count(&served, "SELECT count(*) FROM article");
    let text = "Chad expelled the Sudanese ambassador on Monday.";
    let coded = served.put(
        "POST",
        "/api/v1/code",
        &json!({ "text": text, "date": "2024-05-14" }),
    );
    let coded = coded.json();
    assert_eq!(coded["article"]["text"], text);
    assert_eq!(coded["events"][0]["actor"][0]["country"], "TCD");
    assert_eq!(coded["events"][0]["date"]["from"], "2024-05-13");
    assert_eq!(count(&served, "SELECT count(*) FROM article"), before);
}

#[test]
fn what_another_process_adds_is_seen() {
    let served = served();
    let total = || {
        served.json("/api/v1/summary")["total"]
            .as_u64()
            .expect("a number")
    };
    let before = total();
    let mut event = served.json("/api/v1/events?limit=1")["events"][0].clone();
    event["id"] = json!("00000000000000aa");
    let record: chancery::Record<'static> = serde_json::from_value(event).expect("a record");
    let mut archive = chancery_archive::Archive::write(&served.archive).expect("opened");
    archive.import(&[record]).expect("kept");
    assert_eq!(total(), before + 1);
}
