//! Reviews: beside the machine's record, over a restart, and out again as gold.

use crate::served::{Served, served};
use chancery::eval::Gold;
use serde_json::{Value, json};

fn events(served: &Served) -> Vec<Value> {
    let events = served.json("/api/v1/events?limit=1000&order=date");
    events["events"].as_array().cloned().expect("events")
}

fn path(event: &Value) -> String {
    format!("/api/v1/reviews/{}", event["id"].as_str().expect("an id"))
}

/// A correction of the first event: it did not happen, and somebody else did it not.
fn corrected(event: &Value) -> Value {
    let mut record = event.clone();
    record["status"] = json!("negated");
    if let Some(actor) = record["actor"].get_mut(0) {
        actor["country"] = json!("NOR");
    }
    record["score"] = json!(99);
    record
}

#[test]
fn a_correction_stands_beside_the_record_and_survives_a_restart() {
    let mut served = served();
    let event = events(&served).remove(0);
    let sent = json!({ "verdict": "correct", "record": corrected(&event), "note": "looked it up" });
    let kept = served.put("PUT", &path(&event), &sent);
    assert_eq!(kept.status, 200, "{}", kept.text());
    assert_eq!(
        kept.json()["record"]["score"],
        event["score"],
        "the score follows from the type"
    );
    served.restart();
    let id = event["id"].as_str().expect("an id");
    let now = served.json(&format!("/api/v1/events/{id}"));
    assert_eq!(now["review"], "correct");
    assert_eq!(now["corrected"]["status"], "negated");
    for field in ["status", "actor", "type", "trigger"] {
        assert_eq!(
            now[field], event[field],
            "the machine's {field} is as it was"
        );
    }
    assert_eq!(served.json("/api/v1/summary?reviewed=correct")["total"], 1);
    assert_eq!(
        served.put("DELETE", &path(&event), &Value::Null).status,
        204
    );
    assert_eq!(served.json("/api/v1/summary?reviewed=correct")["total"], 0);
}

#[test]
fn a_correction_that_is_none_is_told() {
    let served = served();
    let event = events(&served).remove(0);
    let told = |change: &dyn Fn(&mut Value)| {
        let mut record = event.clone();
        change(&mut record);
        let sent = json!({ "verdict": "correct", "record": record });
        let answer = served.put("PUT", &path(&event), &sent);
        assert_eq!(answer.status, 422, "{}", answer.text());
        answer.json()["message"]
            .as_str()
            .expect("a message")
            .to_owned()
    };
    assert!(told(&|r| r["id"] = json!("0000000000000001")).contains("another event"));
    assert!(told(&|r| r["trigger"]["text"] = json!("sang")).contains("does not say `sang`"));
    assert!(told(&|r| r["trigger"]["span"] = json!([900_000, 900_004])).contains("does not say"));
    assert!(
        told(&|r| (r["type"], r["mode"]) = (json!("AID"), json!(["beat"])))
            .contains("AID has no mode")
    );
    assert_eq!(served.json("/api/v1/reviews/summary")["correct"], 0);
}

#[test]
fn precision_and_gold_follow_from_the_verdicts() {
    let served = served();
    let events = events(&served);
    let verdicts = ["accept", "accept", "reject", "correct"];
    for (event, verdict) in events.iter().zip(verdicts) {
        let sent = match verdict {
            "correct" => json!({ "verdict": verdict, "record": corrected(event) }),
            _ => json!({ "verdict": verdict }),
        };
        assert_eq!(served.put("PUT", &path(event), &sent).status, 200);
    }
    let summary = served.json("/api/v1/reviews/summary");
    assert_eq!(summary["precision"], 0.5);
    // R: prop.test(2, 4, correct = FALSE)
    assert_eq!(
        (&summary["low"], &summary["high"]),
        (&json!(0.15), &json!(0.85))
    );
    let gold = Gold::parse(&served.get("/api/v1/reviews/gold").text()).expect("gold");
    let told: Vec<_> = gold.articles.iter().flat_map(|a| &a.events).collect();
    let required = told.iter().filter(|e| !e.optional).count();
    assert_eq!(required, 3, "accepted and corrected");
    let negated = told
        .iter()
        .filter(|e| !e.optional && e.told.status.as_str() == "negated");
    assert!(negated.count() >= 1);
    let articles: std::collections::BTreeSet<_> =
        gold.articles.iter().map(|a| a.id.as_str()).collect();
    let of = events
        .iter()
        .filter(|e| e["article"].as_str().is_some_and(|a| articles.contains(a)));
    assert_eq!(told.len(), of.count() - 1, "all but the rejected one");
}
