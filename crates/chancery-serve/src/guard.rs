//! What keeps others out of a server that runs without accounts.
//!
//! - The `Host` must be this machine: a page elsewhere that has its own name point to 127.0.0.1
//!   (DNS rebinding) is not answered. Addresses are let through where the server listens on more
//!   than this machine, because an address cannot be rebound; names never are, but `localhost`.
//! - A request that comes from a page (`Origin`, `Sec-Fetch-Site`) must come from ours.
//! - What changes or costs something must be JSON by its content type, which a form of another page
//!   cannot send unasked.
//! - Every answer forbids to load, run, frame or tell anything else.

use crate::failure::Failure;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

/// The longest that a request may take altogether.
const LONGEST: Duration = Duration::from_secs(90);

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=()",
    ),
];

/// Stands before everything.
pub async fn guard(State(listen): State<SocketAddr>, request: Request, next: Next) -> Response {
    let checked = check(request.method(), request.uri(), request.headers(), listen);
    let mut response = match checked {
        Ok(()) => match tokio::time::timeout(LONGEST, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Failure::too_slow().into_response(),
        },
        Err(failure) => failure.into_response(),
    };
    for (name, value) in HEADERS {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    response
}

fn check(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    listen: SocketAddr,
) -> Result<(), Failure> {
    let forbidden = |code, message: &str| Err(Failure::new(StatusCode::FORBIDDEN, code, message));
    let text = |name| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    let host = text(header::HOST).unwrap_or_default();
    let named = uri.authority().map(|a| a.as_str());
    if !is_ours(host, listen) || named.is_some_and(|n| !is_ours(n, listen)) {
        return forbidden(
            "bad_host",
            "this server answers only to localhost and to the address it listens on",
        );
    }
    let elsewhere = "this request comes from a page that is not of this server";
    if let Some(origin) = text(header::ORIGIN) {
        let of = origin.strip_prefix("http://");
        if !of.is_some_and(|o| o.eq_ignore_ascii_case(host)) {
            return forbidden("bad_origin", elsewhere);
        }
    }
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let own = matches!(site, None | Some(b"same-origin" | b"none"));
    if uri.path().starts_with("/api/") && !own {
        return forbidden("bad_origin", elsewhere);
    }
    if method == Method::POST || method == Method::PUT {
        let kind = text(header::CONTENT_TYPE).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Failure::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not_json",
                "send JSON, with `Content-Type: application/json`",
            ));
        }
    }
    Ok(())
}

/// Whether a host, with or without a port, is this machine.
fn is_ours(host: &str, listen: SocketAddr) -> bool {
    let name = match host.strip_prefix('[') {
        Some(six) => six.split(']').next(),
        None => host.split(':').next(),
    };
    let name = name.unwrap_or_default();
    let address: Option<IpAddr> = name.parse().ok();
    match address {
        Some(address) => address.is_loopback() || !listen.ip().is_loopback(),
        None => name.eq_ignore_ascii_case("localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_ours() {
        let local: SocketAddr = "127.0.0.1:7171".parse().expect("an address");
        let open: SocketAddr = "0.0.0.0:7171".parse().expect("an address");
        for host in [
            "localhost",
            "LOCALHOST:7171",
            "127.0.0.1:80",
            "[::1]:7171",
            "127.9.9.9",
        ] {
            assert!(is_ours(host, local), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "[",
            "@",
        ] {
            assert!(!is_ours(host, local) && !is_ours(host, open), "{host}");
        }
        assert!(!is_ours("192.168.1.7:7171", local) && is_ours("192.168.1.7:7171", open));
    }
}
