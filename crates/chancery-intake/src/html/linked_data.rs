//! Linked data in a page: schema.org's NewsArticle in JSON-LD.

use super::read_references;
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
    for script in page.select("script[type^=\"application/ld+json\"]").iter() {
        // pages break lines within strings, which JSON does not allow
        let text = script.text().replace(char::is_control, " ");
        let text = text
            .trim()
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("]]>");
        if let Ok(value) = serde_json::from_str::<Value>(text)
            && let Some(article) = nodes(&value).find(|node| is_article(node))
        {
            return read_node(article, &value);
        }
    }
    Linked::default()
}

/// The nodes of linked data, in their order: in lists, graphs, and what a page is about.
fn nodes(value: &Value) -> impl Iterator<Item = &Value> {
    let mut waiting = vec![value];
    let step = move || {
        loop {
            match waiting.pop()? {
                Value::Array(nodes) => waiting.extend(nodes.iter().rev()),
                node => {
                    waiting.extend(
                        ["mainEntity", "@graph"]
                            .iter()
                            .filter_map(|key| node.get(key)),
                    );
                    return Some(node);
                }
            }
        }
    };
    std::iter::from_fn(step).take(MOST_NODES)
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

fn read_node(node: &Value, all: &Value) -> Linked {
    let text = |key: &str| node.get(key).and_then(first_text);
    Linked {
        date: text("datePublished").or_else(|| text("dateCreated")),
        outlet: node
            .get("publisher")
            .and_then(|publisher| outlet(publisher, all)),
        title: text("headline")
            .or_else(|| text("name"))
            .map(|title| read_references(&title)),
        url: text("url").or_else(|| text("mainEntityOfPage")),
    }
}

/// The publisher's name, which may stand in another node that the article only points to.
fn outlet(publisher: &Value, all: &Value) -> Option<String> {
    let name = |node: &Value| first_text(node.get("name")?);
    let name = match publisher {
        Value::Object(node) => name(publisher).or_else(|| {
            let id = node.get("@id")?;
            nodes(all)
                .filter(|other| other.get("@id") == Some(id))
                .find_map(name)
        }),
        _ => first_text(publisher),
    };
    name.map(|name| read_references(&name))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(json: &str) -> Linked {
        let page = format!("<script type=\"application/ld+json\">{json}</script>");
        read(&Document::from(page))
    }

    #[test]
    fn a_publisher_may_stand_elsewhere_in_the_graph() {
        let found = linked(
            r##"{"@graph":[{"@type":"Article","headline":"Talks
                &#8220;begin&#8221; &amp; end","datePublished":"2024-05-02",
                "mainEntityOfPage":{"@id":"https://x.example/1"},"publisher":{"@id":"#org"}},
                {"@type":"Organization","@id":"#org","name":"The Herald"}]}"##,
        );
        assert_eq!(found.outlet.as_deref(), Some("The Herald"));
        assert_eq!(found.date.as_deref(), Some("2024-05-02"));
        assert_eq!(found.url.as_deref(), Some("https://x.example/1"));
        let title = found.title.unwrap_or_default();
        let words: Vec<_> = title.split_whitespace().collect();
        assert_eq!(words, ["Talks", "\u{201c}begin\u{201d}", "&", "end"]);
    }

    #[test]
    fn other_nodes_are_not_the_article() {
        assert_eq!(
            linked(r#"{"@type":"WebSite","name":"The Herald"}"#),
            Linked::default()
        );
        assert_eq!(linked("[[], 1, null]"), Linked::default());
        assert_eq!(
            linked(r#"{"@type":"NewsArticle","publisher":[]}"#),
            Linked::default()
        );
        let found = linked(r#"[{"mainEntity":{"@type":"NewsArticle","publisher":"Post"}}]"#);
        assert_eq!(found.outlet.as_deref(), Some("Post"));
    }
}
