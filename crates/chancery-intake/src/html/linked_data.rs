//! Linked data in a page: schema.org's NewsArticle in JSON-LD.

use dom_query::Document;
use serde_json::Value;

/// What the page's linked data says of the article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    pub date: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
}

/// Nodes of linked data that are looked at.
const MOST_NODES: usize = 1000;

/// Reads the first node that is an article; broken scripts are passed over, as pages have them.
pub(super) fn read(page: &Document) -> Linked {
    for script in page.select("script[type=\"application/ld+json\"]").iter() {
        let text = script.text();
        let text = text
            .trim()
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("]]>");
        if let Ok(value) = serde_json::from_str::<Value>(text)
            && let Some(linked) = article(&value)
        {
            return linked;
        }
    }
    Linked::default()
}

/// The article in a node, a list of nodes or a graph.
fn article(value: &Value) -> Option<Linked> {
    let mut waiting = vec![value];
    for _ in 0..MOST_NODES {
        match waiting.pop()? {
            Value::Array(nodes) => waiting.extend(nodes.iter().rev()),
            node if is_article(node) => return Some(read_node(node)),
            node => waiting.extend(
                ["@graph", "mainEntity"]
                    .iter()
                    .rev()
                    .filter_map(|key| node.get(key)),
            ),
        }
    }
    None
}

/// Whether the node's type is an article's (NewsArticle, ReportageNewsArticle, BlogPosting, ...).
fn is_article(node: &Value) -> bool {
    let fits = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            ["Article", "Posting", "Report"]
                .iter()
                .any(|ending| kind.ends_with(ending))
        })
    };
    match node.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(fits),
        Some(kind) => fits(kind),
        None => false,
    }
}

fn read_node(node: &Value) -> Linked {
    let text = |key: &str| node.get(key).and_then(first_text);
    Linked {
        date: text("datePublished").or_else(|| text("dateCreated")),
        outlet: text("publisher"),
        title: text("headline").or_else(|| text("name")),
        url: text("url").or_else(|| text("mainEntityOfPage")),
    }
}

/// A value's text: itself, its name or id, or that of the first in a list.
fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => values.first().and_then(first_text),
        Value::Object(object) => {
            let key = ["name", "@id"]
                .iter()
                .find_map(|key| object.get(*key)?.as_str());
            key.map(str::to_owned)
        }
        _ => None,
    }
}
