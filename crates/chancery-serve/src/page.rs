//! The page: the files of `web/`, compiled in, so that it works wherever the binary does.

use crate::answer::{Answer, mark};
use crate::failure::Failure;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};
use std::collections::HashMap;
use std::sync::LazyLock;

static WEB: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/web");

/// Files by their path, packed once, each with its mark.
static FILES: LazyLock<HashMap<&'static str, (Answer, String)>> = LazyLock::new(|| {
    let mut files = HashMap::new();
    take(&WEB, &mut files);
    files
});

fn take(dir: &'static Dir<'_>, files: &mut HashMap<&'static str, (Answer, String)>) {
    for file in dir.files() {
        let Some(path) = file.path().to_str() else {
            continue;
        };
        let answer = Answer::new(kind(path), file.contents().to_vec());
        let etag = format!("W/\"{:x}\"", mark(file.contents()));
        files.insert(path, (answer, etag));
    }
    for inner in dir.dirs() {
        take(inner, files);
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

/// One of the files; `/` is the page itself.
pub fn file(uri: &Uri, headers: &HeaderMap) -> Response {
    let path = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    match FILES.get(path) {
        Some((answer, etag)) => answer.respond(headers, etag),
        None => Failure::not_found(format!("there is no {}", uri.path())).into_response(),
    }
}
