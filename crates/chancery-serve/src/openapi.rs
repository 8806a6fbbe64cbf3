//! The description of the API.

use crate::answer::{Answer, JSON, mark};
use axum::http::HeaderMap;
use axum::response::Response;

const DOCUMENT: &str = include_str!("openapi.json");

pub async fn document(headers: HeaderMap) -> Response {
    let etag = format!("W/\"{:x}\"", mark(DOCUMENT));
    Answer::new(JSON, DOCUMENT.as_bytes().to_vec()).respond(&headers, &etag)
}
