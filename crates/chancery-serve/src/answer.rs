//! An answer's bytes, ready to be sent as often as it is asked for, with and without gzip.

use crate::failure::Failure;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;

/// Shorter bodies gain nothing from gzip.
const WORTH_PACKING: usize = 1024;

pub const JSON: &str = "application/json";
pub const CSV: &str = "text/csv; charset=utf-8";
pub const JSON_LINES: &str = "application/x-ndjson";
pub const ARROW: &str = "application/vnd.apache.arrow.stream";

/// A whole body.
#[derive(Debug, Clone)]
pub struct Answer {
    pub kind: &'static str,
    plain: Bytes,
    packed: Option<Bytes>,
    /// Name to save it under.
    pub file: Option<&'static str>,
    /// Where the next page begins: `after` of its address, then the address itself.
    pub next: Option<String>,
}

impl Answer {
    pub fn new(kind: &'static str, body: Vec<u8>) -> Self {
        Answer {
            kind,
            packed: packed(&body),
            plain: body.into(),
            file: None,
            next: None,
        }
    }

    pub fn json(value: &impl Serialize) -> Result<Self, Failure> {
        let body = serde_json::to_vec(value).map_err(|e| Failure::inside(e.to_string()))?;
        Ok(Answer::new(JSON, body))
    }

    pub fn saved_as(mut self, file: &'static str) -> Self {
        self.file = Some(file);
        self
    }

    /// Memory that it takes.
    pub fn bytes(&self) -> usize {
        self.plain.len() + self.packed.as_ref().map_or(0, Bytes::len)
    }

    /// As a response to a request with these headers; nothing but its mark if that is known there.
    pub fn respond(&self, asked: &HeaderMap, etag: &str) -> Response {
        let mut response = unchanged(etag);
        if is_known(asked, etag) {
            return response;
        }
        self.fill(&mut response, asked);
        response
    }

    /// As a response that nobody is to keep.
    pub fn send(&self, asked: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, never);
        self.fill(&mut response, asked);
        response
    }

    fn fill(&self, response: &mut Response, asked: &HeaderMap) {
        *response.status_mut() = StatusCode::OK;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        let saved = self.file.map(|f| format!("attachment; filename=\"{f}\""));
        let link = self.next.as_ref().map(|n| format!("<{n}>; rel=\"next\""));
        for (name, value) in [(header::CONTENT_DISPOSITION, saved), (header::LINK, link)] {
            if let Some(value) = value.and_then(|v| HeaderValue::try_from(v).ok()) {
                headers.insert(name, value);
            }
        }
        let body = match &self.packed {
            Some(packed) if takes_gzip(asked) => {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                packed
            }
            _ => &self.plain,
        };
        headers.insert(header::CONTENT_LENGTH, body.len().into());
        *response.body_mut() = Body::from(body.clone());
    }
}

/// Tells that an answer is still the same.
pub fn unchanged(etag: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    if let Ok(etag) = HeaderValue::from_str(etag) {
        headers.insert(header::ETAG, etag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    response
}

/// The same everywhere, for a build.
pub fn mark(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Whether the one who asks has this answer already.
pub fn is_known(asked: &HeaderMap, etag: &str) -> bool {
    let values = asked.get_all(header::IF_NONE_MATCH).iter();
    let mut marks = values
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(str::trim);
    let opaque = etag.trim_start_matches("W/");
    marks.any(|m| m.trim_start_matches("W/") == opaque)
}

fn takes_gzip(asked: &HeaderMap) -> bool {
    let values = asked.get_all(header::ACCEPT_ENCODING).iter();
    let mut codings = values
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','));
    codings.any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = weight.trim().trim_start_matches("q=").parse() == Ok(0.0);
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}

fn packed(body: &[u8]) -> Option<Bytes> {
    if body.len() < WORTH_PACKING {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::new(5));
    encoder.write_all(body).ok()?;
    let packed = encoder.finish().ok()?;
    (packed.len() < body.len()).then(|| packed.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn gzip_goes_only_to_who_takes_it() {
        let takes = |value| takes_gzip(&asked(header::ACCEPT_ENCODING, value));
        assert!(takes("gzip") && takes("br, GZIP;q=0.5"));
        assert!(!takes("br") && !takes("gzip;q=0") && !takes_gzip(&HeaderMap::new()));
    }

    #[test]
    fn a_mark_is_known_in_either_strength() {
        let known = |value| is_known(&asked(header::IF_NONE_MATCH, value), "W/\"a-1\"");
        assert!(known("\"a-1\"") && known("W/\"b\", W/\"a-1\""));
        assert!(!known("\"a\""));
    }
}
