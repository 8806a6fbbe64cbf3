//! What a page says about itself in its head, in linked data and in `<time>`.

use super::linked_data::{self, Linked};
use crate::dates;
use crate::fields::{Field, Record};
use dom_query::Document;

// names of <meta>, the most reliable first; Open Graph, Dublin Core, schema.org, parsely, sailthru
const DATES: [&str; 19] = [
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publication-date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "article.published",
    "date",
];
const TITLES: [&str; 5] = [
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
];
const OUTLETS: [&str; 5] = [
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
];
const URLS: [&str; 2] = ["og:url", "twitter:url"];

/// Reads the page's title, date, outlet and url into the record: from linked data first, then from
/// `<meta>`, then from `<time>` and `<link rel=canonical>`.
pub(super) fn read(page: &Document, record: &mut Record) {
    let linked = linked_data::read(page);
    let metas = metas(page);
    let named = |names: &[&str]| -> Vec<String> {
        let of_name = |name: &&str| metas.iter().find(|(known, _)| known == name);
        names
            .iter()
            .filter_map(of_name)
            .map(|(_, content)| content.clone())
            .collect()
    };
    let Linked {
        date,
        outlet,
        title,
        url,
    } = linked;
    let mut all_dates: Vec<String> = date.into_iter().chain(named(&DATES)).collect();
    all_dates.extend(times(page));
    if let Some(date) = best_date(all_dates) {
        record.offer((Field::Date, 0), date);
    }
    offer_first(
        record,
        Field::Title,
        title.into_iter().chain(named(&TITLES)),
    );
    offer_first(
        record,
        Field::Outlet,
        outlet.into_iter().chain(named(&OUTLETS)),
    );
    let urls = canonical(page).into_iter().chain(named(&URLS)).chain(url);
    offer_first(record, Field::Url, urls.filter(|url| is_absolute(url)));
}

/// Offers the first value that is not blank, on one line.
fn offer_first(record: &mut Record, field: Field, mut values: impl Iterator<Item = String>) {
    if let Some(value) = values.find(|value| !value.trim().is_empty()) {
        let line: Vec<&str> = value.split_whitespace().collect();
        record.offer((field, 0), line.join(" "));
    }
}

/// The first date that can be read; if none can, the first, so that it is reported.
fn best_date(dates: Vec<String>) -> Option<String> {
    let readable = dates.iter().position(|date| dates::read(date).is_ok());
    dates.into_iter().nth(readable.unwrap_or(0))
}

fn is_absolute(url: &str) -> bool {
    let url = url.trim();
    ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// Every `<meta>`: its name, property or itemprop in lower case, and its content.
fn metas(page: &Document) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for meta in page.select("meta[content]").iter() {
        let content = meta.attr_or("content", "");
        if content.trim().is_empty() {
            continue;
        }
        for attribute in ["property", "name", "itemprop"] {
            let names = meta.attr_or(attribute, "");
            for name in names.split_whitespace() {
                metas.push((name.to_ascii_lowercase(), content.to_string()));
            }
        }
    }
    metas
}

fn canonical(page: &Document) -> Option<String> {
    let links = page.select("link[rel~=\"canonical\"][href]");
    links
        .iter()
        .next()
        .map(|link| link.attr_or("href", "").to_string())
}

/// Dates of `<time>`: those marked as the publication's, else the first within an article or `main`.
fn times(page: &Document) -> Vec<String> {
    let marked = "time[itemprop=\"datePublished\"], time[pubdate]";
    let mut times = Vec::new();
    for selector in [
        marked,
        "article time[datetime]",
        "main time[datetime]",
        "time[datetime]",
    ] {
        if let Some(time) = page.select(selector).iter().next() {
            let value = time.attr("datetime").unwrap_or_else(|| time.text());
            times.push(value.to_string());
        }
    }
    times
}
