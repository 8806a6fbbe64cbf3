//! As much of JSON Schema as `openapi.json` uses.

use serde_json::Value;

/// What is wrong with a value; nothing if it is as the schema says.
pub fn faults(document: &Value, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#'));
        let target = target.unwrap_or_else(|| panic!("{reference} points nowhere"));
        return faults(document, target, value, at, out);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = |one: &Value| {
            let mut found = Vec::new();
            faults(document, one, value, at, &mut found);
            found.is_empty()
        };
        if !any.iter().any(fits) {
            out.push(format!("{at}: {value} is none of {}", schema["anyOf"]));
        }
        return;
    }
    let types = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        Value::String(one) => vec![one.as_str()],
        _ => panic!("{at}: the schema has no type"),
    };
    if !types.iter().any(|t| is(value, t)) {
        out.push(format!("{at}: {value} is no {}", types.join(" or ")));
        return;
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        out.push(format!("{at}: {value} is not allowed"));
    }
    if schema["format"] == "date"
        && value
            .as_str()
            .is_some_and(|day| day.parse::<jiff::civil::Date>().is_err())
    {
        out.push(format!("{at}: {value} is no day"));
    }
    if let Value::Array(items) = value {
        let (least, most) = (schema["minItems"].as_u64(), schema["maxItems"].as_u64());
        let n = items.len() as u64;
        if least.is_some_and(|l| n < l) || most.is_some_and(|m| n > m) {
            out.push(format!("{at}: {n} items"));
        }
        for (i, item) in items.iter().enumerate() {
            faults(document, &schema["items"], item, &format!("{at}/{i}"), out);
        }
    }
    if let Value::Object(fields) = value {
        for name in schema["required"].as_array().into_iter().flatten() {
            if !name.as_str().is_some_and(|n| fields.contains_key(n)) {
                out.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, field) in fields {
            let at = format!("{at}/{name}");
            match (&schema["properties"][name], &schema["additionalProperties"]) {
                (Value::Null, Value::Bool(false)) => out.push(format!("{at}: not in the schema")),
                (Value::Null, other @ Value::Object(_)) => faults(document, other, field, &at, out),
                (Value::Null, _) => {}
                (own, _) => faults(document, own, field, &at, out),
            }
        }
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type {other}"),
    }
}

#[test]
fn a_fault_is_found_wherever_it_lies() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a", "b"], "additionalProperties": false,
        "properties": { "a": { "type": "array", "items": { "type": ["string", "null"] } }, "b": { "type": "integer" } },
    });
    let of = |value: Value| {
        let mut out = Vec::new();
        faults(&Value::Null, &schema, &value, "", &mut out);
        out.len()
    };
    assert_eq!(of(serde_json::json!({ "a": ["x", null], "b": 1 })), 0);
    assert_eq!(of(serde_json::json!({ "a": ["x", 1], "c": 1 })), 3);
    assert_eq!(of(serde_json::json!([])), 1);
}
