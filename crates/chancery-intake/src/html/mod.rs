//! Web pages: the main text, and what the page says about itself.

mod charset;
mod linked_data;
mod metadata;

use crate::error::InputErrorKind;
use crate::fields::{Field, Record};
use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

/// Elements of a page beyond which its main text is not looked for: all its text is taken. Pages
/// of news have some thousands.
const MOST_ELEMENTS: usize = 100_000;

/// Reads a page. `marked` says that a byte order mark told the encoding and `bytes` is UTF-8.
pub(crate) fn read_html(bytes: &[u8], marked: bool) -> Result<Record, InputErrorKind> {
    let html = charset::decode(bytes, marked);
    let mut record = Record::default();
    let page = Document::from(html.as_ref());
    metadata::read(&page, &mut record);
    let text = main_text(page, &mut record)
        .or_else(|| body_text(&html))
        .unwrap_or_default();
    record.offer((Field::Text, 0), text);
    if record.has_text() {
        Ok(record)
    } else {
        Err(InputErrorKind::EmptyFile)
    }
}

/// The text of the article that the page is about, a blank line between paragraphs; and its title,
/// where the page does not name it.
fn main_text(page: Document, record: &mut Record) -> Option<String> {
    let config = Config {
        text_mode: TextMode::Formatted,
        disable_json_ld: true,
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let mut reader = Readability::with_document(page, None, Some(config)).ok()?;
    let title = reader.get_article_title();
    record.offer((Field::Title, usize::MAX), title.to_string());
    let article = reader.parse().ok()?;
    let text = article.text_content.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// All the text that a reader of the page would see.
fn body_text(html: &str) -> Option<String> {
    let page = Document::from(html);
    page.select("script, style, noscript, template, head, nav, svg, iframe")
        .remove();
    let text = page.formatted_text();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
