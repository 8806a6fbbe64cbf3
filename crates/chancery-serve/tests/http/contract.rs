//! The description of the API against the server: each path answers with what it says.

use crate::schema::faults;
use crate::served::{Answer, Served, served};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Checks answers, and remembers what was asked.
struct Contract<'a> {
    served: &'a Served,
    document: Value,
    asked: BTreeSet<(String, String)>,
}

impl Contract<'_> {
    /// Asks `path`, whose description is at `template`, and wants this status.
    fn ask(
        &mut self,
        method: &str,
        template: &str,
        path: &str,
        body: Option<&Value>,
        status: u16,
    ) -> Answer {
        let path = format!("/api/v1{path}");
        let answer = match body {
            Some(body) => self.served.put(method, &path, body),
            None => self.served.send(method, &path, &[], ""),
        };
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text());
        self.asked
            .insert((method.to_lowercase(), template.to_owned()));
        let operation = &self.document["paths"][template][method.to_lowercase()];
        let mut told = &operation["responses"][status.to_string()];
        if let Some(reference) = told["$ref"].as_str() {
            told = self
                .document
                .pointer(reference.trim_start_matches('#'))
                .expect("a response");
        }
        assert!(
            told.is_object(),
            "{method} {path}: {status} is not described"
        );
        let kind = answer
            .header("content-type")
            .split(';')
            .next()
            .unwrap_or_default();
        if answer.body.is_empty() {
            assert!(told["content"].is_null(), "{method} {path}: nothing came");
            return answer;
        }
        let schema = &told["content"][kind]["schema"];
        assert!(
            schema.is_object(),
            "{method} {path}: {kind} is not described"
        );
        if kind == "application/json" {
            let mut found = Vec::new();
            faults(&self.document, schema, &answer.json(), "", &mut found);
            assert!(found.is_empty(), "{method} {path}: {found:#?}");
        }
        answer
    }
}

#[test]
fn every_path_answers_as_described() {
    let served = served();
    let document = served.json("/api/v1/openapi.json");
    let mut contract = Contract {
        served: &served,
        document,
        asked: BTreeSet::new(),
    };
    views(&mut contract);
    let events = contract.ask("GET", "/events", "/events", None, 200).json();
    let event = &events["events"][0];
    let id = event["id"].as_str().expect("an id");
    contract.ask("GET", "/events/{id}", &format!("/events/{id}"), None, 200);
    contract.ask("GET", "/events/{id}", "/events/0000000000000000", None, 404);
    reviews(&mut contract, id);
    bodies(&mut contract);
    let described = contract.document["paths"].as_object().expect("paths");
    for (path, operations) in described {
        for method in operations.as_object().expect("operations").keys() {
            let key = (method.clone(), path.clone());
            assert!(
                contract.asked.contains(&key),
                "{method} {path} was never asked"
            );
        }
    }
}

fn views(contract: &mut Contract<'_>) {
    for view in [
        "/health",
        "/summary",
        "/network",
        "/claims",
        "/articles",
        "/openapi.json",
    ] {
        contract.ask("GET", view, view, None, 200);
    }
    contract.ask("GET", "/summary", "/summary?period=fortnight", None, 400);
    contract.ask("GET", "/dyads", "/dyads?a=LKA&b=IND", None, 200);
    contract.ask("GET", "/dyads", "/dyads?a=LKA", None, 400);
    contract.ask(
        "GET",
        "/panels",
        "/panels?sparse=true&measure=count,score",
        None,
        200,
    );
    contract.ask("GET", "/panels", "/panels?by=moon", None, 400);
    let articles = contract
        .ask("GET", "/articles", "/articles?q=minister", None, 200)
        .json();
    let id = articles["articles"][0]["id"].as_str().expect("an id");
    contract.ask(
        "GET",
        "/articles/{id}",
        &format!("/articles/{id}"),
        None,
        200,
    );
    contract.ask("GET", "/articles/{id}", "/articles/no%20such", None, 404);
    for (path, forms) in [
        ("/events", "csv arrow"),
        ("/articles", "csv"),
        ("/panels", "csv"),
    ] {
        for form in forms.split(' ') {
            contract.ask("GET", path, &format!("{path}?format={form}"), None, 200);
        }
    }
    contract.ask("GET", "/dyads", "/dyads?a=LKA&b=IND&format=csv", None, 200);
}

fn reviews(contract: &mut Contract<'_>, id: &str) {
    let path = format!("/reviews/{id}");
    let template = "/reviews/{id}";
    contract.ask(
        "PUT",
        template,
        &path,
        Some(&json!({ "verdict": "accept" })),
        200,
    );
    contract.ask(
        "PUT",
        template,
        &path,
        Some(&json!({ "verdict": "maybe" })),
        400,
    );
    contract.ask(
        "PUT",
        template,
        &path,
        Some(&json!({ "verdict": "correct" })),
        422,
    );
    contract.ask(
        "PUT",
        template,
        "/reviews/0",
        Some(&json!({ "verdict": "accept" })),
        404,
    );
    contract.ask("GET", "/reviews/summary", "/reviews/summary", None, 200);
    contract.ask("GET", "/reviews/gold", "/reviews/gold", None, 200);
    contract.ask("DELETE", template, &path, None, 204);
    contract.ask("DELETE", template, &path, None, 404);
    contract.ask("GET", "/reviews/summary", "/reviews/summary", None, 200);
}

fn bodies(contract: &mut Contract<'_>) {
    let text = json!({ "text": "Chad expelled the Sudanese ambassador.", "date": "2024-05-14" });
    contract.ask("POST", "/code", "/code", Some(&text), 200);
    contract.ask(
        "POST",
        "/code",
        "/code",
        Some(&json!({ "words": "x" })),
        400,
    );
    let sql = json!({ "sql": "SELECT type, count(*), 1.5, NULL FROM events GROUP BY type" });
    contract.ask("POST", "/query", "/query", Some(&sql), 200);
    contract.ask(
        "POST",
        "/query",
        "/query",
        Some(&json!({ "sql": "SELEC" })),
        400,
    );
}

#[test]
fn every_parameter_that_is_described_is_taken() {
    let served = served();
    let document = served.json("/api/v1/openapi.json");
    for (path, operations) in document["paths"].as_object().expect("paths") {
        let usual = match path.as_str() {
            "/dyads" => "a=LKA&b=IND&",
            _ => "",
        };
        let parameters = operations["get"]["parameters"].as_array();
        for reference in parameters
            .into_iter()
            .flatten()
            .filter_map(|p| p["$ref"].as_str())
        {
            let parameter = document.pointer(reference.trim_start_matches('#'));
            let parameter = parameter.expect("a parameter");
            let name = parameter["name"].as_str().expect("a name");
            for value in values(parameter) {
                let usual = if usual.contains(&format!("{name}=")) {
                    "b=IND&"
                } else {
                    usual
                };
                let usual = if name == "b" { "a=LKA&" } else { usual };
                let asked = format!("/api/v1{path}?{usual}{name}={value}");
                let answer = served.get(&asked);
                assert_eq!(answer.status, 200, "{asked}: {}", answer.text());
            }
        }
    }
}

/// Every value that a parameter may have, or one of its kind.
fn values(parameter: &Value) -> Vec<String> {
    let schema = &parameter["schema"];
    if let Some(values) = schema["enum"].as_array() {
        return values
            .iter()
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect();
    }
    let one = match (
        parameter["name"].as_str().unwrap_or_default(),
        &schema["type"],
    ) {
        ("type", _) => "ASSAULT,AID",
        ("quad", _) => "1,4",
        ("status", _) => "actual,future",
        ("by", _) => "country-week",
        ("measure", _) => "count,score",
        ("after", _) => return Vec::new(),
        ("undirected", _) => "true",
        (_, kind) if kind == "boolean" => "true",
        (_, kind) if kind == "integer" => "7",
        (_, kind) if kind == "number" => "0.25",
        _ if schema["format"] == "date" => "2016-09-22",
        _ => "LKA",
    };
    vec![one.to_owned()]
}
