//! What went wrong, as the API says it: a status, a code for programs, words for people.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chancery_archive::ArchiveError;
use serde_json::json;

/// An answer that is none.
#[derive(Debug, Clone)]
pub struct Failure {
    pub status: StatusCode,
    /// For programs.
    pub code: &'static str,
    /// For people: what is wrong and what to do.
    pub message: String,
}

impl Failure {
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Failure {
            status,
            code,
            message: message.into(),
        }
    }

    /// The request asks for what cannot be.
    pub fn bad(message: impl Into<String>) -> Self {
        Failure::new(StatusCode::BAD_REQUEST, "bad_request", message)
    }

    pub fn not_found(message: impl Into<String>) -> Self {
        Failure::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    /// Our own fault.
    pub fn inside(message: impl Into<String>) -> Self {
        Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message)
    }

    pub fn too_slow() -> Self {
        let told = "this took too long and was given up; narrow it down, or ask again later";
        Failure::new(StatusCode::SERVICE_UNAVAILABLE, "too_slow", told)
    }
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        use ArchiveError as E;
        let (status, code) = match &error {
            E::Query(_) => (StatusCode::BAD_REQUEST, "bad_request"),
            E::Memory => (StatusCode::BAD_REQUEST, "too_much"),
            E::NoEvent(_) => (StatusCode::NOT_FOUND, "not_found"),
            E::Review(_) => (StatusCode::UNPROCESSABLE_ENTITY, "bad_review"),
            E::Timeout(_) => return Failure::too_slow(),
            E::Busy(_) => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            E::Full(_) | E::Denied { .. } => (StatusCode::SERVICE_UNAVAILABLE, "not_writable"),
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "archive"),
        };
        Failure::new(status, code, error.to_string())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let body = json!({ "code": self.code, "message": self.message }).to_string();
        let mut response = (self.status, body).into_response();
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, never);
        response
    }
}
