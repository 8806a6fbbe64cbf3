//! Web pages: the main text, and what the page says about itself.

mod charset;
mod linked_data;
mod metadata;
mod tags;

use crate::error::InputErrorKind;
use crate::fields::{Field, Record};
use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

/// Elements, elements within each other, and bytes of text beyond which the main text of a page is
/// not looked for and all its text is taken: the search takes time with the square of the last two.
/// Pages of news have a few thousand elements, some tens within each other, and some 10,000 bytes.
const MOST_ELEMENTS: usize = 50_000;
const DEEPEST: usize = 150;
const MOST_TEXT: usize = 500_000;

/// Reads a page. `marked` says that a byte order mark told the encoding and `bytes` is UTF-8.
pub(crate) fn read_html(bytes: &[u8], marked: bool) -> Result<Record, InputErrorKind> {
    let html = charset::decode(bytes, marked);
    let mut record = Record::default();
    let weight = tags::weigh(&html);
    let text = if weight.too_dear {
        trimmed(&read_references(&tags::text_between(&html)))
    } else {
        let page = Document::from(html.as_ref());
        metadata::read(&page, &mut record);
        main_text(page, weight.text, &mut record).or_else(|| body_text(&html))
    };
    record.offer((Field::Text, 0), text.unwrap_or_default());
    if record.has_text() {
        Ok(record)
    } else {
        Err(InputErrorKind::EmptyFile)
    }
}

/// The text of the article that the page is about, a blank line between paragraphs; and its title,
/// where the page does not name it.
fn main_text(page: Document, length: usize, record: &mut Record) -> Option<String> {
    let too_much = length > MOST_TEXT || depth(&page) > DEEPEST;
    let config = Config {
        text_mode: TextMode::Formatted,
        disable_json_ld: true,
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let mut reader = Readability::with_document(page, None, Some(config)).ok()?;
    let title = reader.get_article_title();
    record.offer((Field::Title, usize::MAX), title.to_string());
    if too_much {
        return None;
    }
    trimmed(&reader.parse().ok()?.text_content)
}

/// Text with its character references (`&amp;`) read, without looking for tags in it.
fn read_references(text: &str) -> String {
    if text.contains('&') {
        Document::from(text.replace('<', "&lt;")).text().to_string()
    } else {
        text.to_owned()
    }
}

/// How many elements stand within each other at most.
fn depth(page: &Document) -> usize {
    let root = page.root();
    let (mut node, mut depth, mut deepest) = (root, 0, 0);
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            deepest = deepest.max(depth);
            node = child;
            continue;
        }
        while node.next_sibling().is_none() {
            match node.parent() {
                Some(parent) if parent.id != root.id => node = parent,
                _ => return deepest,
            }
            depth -= 1;
        }
        match node.next_sibling() {
            Some(sibling) => node = sibling,
            None => return deepest,
        }
    }
}

/// All the text that a reader of the page would see.
fn body_text(html: &str) -> Option<String> {
    let page = Document::from(html);
    page.select("script, style, noscript, template, head, nav, svg, iframe")
        .remove();
    trimmed(&page.formatted_text())
}

fn trimmed(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
