//! Which path is answered by what.

mod act;
mod panels;
mod reviews;
mod tables;
mod views;

use crate::answer::Answer;
use crate::app::{App, View};
use crate::failure::Failure;
use crate::params::Params;
use crate::{openapi, page};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get, post, put};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The longest body of a request.
const BODY: usize = 1 << 20;

pub fn router(app: Arc<App>) -> Router {
    let api = Router::new()
        .route("/health", view(views::health))
        .route("/summary", view(views::summary))
        .route("/events", view(tables::events))
        .route("/events/{id}", view_of(views::event))
        .route("/articles", view(tables::articles))
        .route("/articles/{*id}", view_of(views::article))
        .route("/dyads", view(tables::dyads))
        .route("/network", view(views::network))
        .route("/claims", view(views::claims))
        .route("/panels", view(panels::panels))
        .route("/reviews/summary", view(reviews::summary))
        .route("/reviews/gold", view(reviews::gold))
        .route(
            "/reviews/{id}",
            put(reviews::keep).delete(reviews::take_back),
        )
        .route("/code", post(act::code))
        .route("/query", post(act::query))
        .route("/openapi.json", get(openapi::document))
        .fallback(no_path)
        .method_not_allowed_fallback(no_method);
    Router::new()
        .nest("/api/v1", api)
        .route("/api", any(no_path))
        .route("/api/{*rest}", any(no_path))
        .fallback(web)
        .with_state(app)
}

async fn no_path(OriginalUri(uri): OriginalUri) -> Failure {
    Failure::not_found(format!(
        "there is no {}; /api/v1/openapi.json tells what there is",
        uri.path()
    ))
}

async fn no_method(method: Method, OriginalUri(uri): OriginalUri) -> Failure {
    let told = format!("{} does not take {method}", uri.path());
    Failure::new(StatusCode::METHOD_NOT_ALLOWED, "bad_method", told)
}

/// The page's files.
async fn web(method: Method, uri: OriginalUri, headers: HeaderMap) -> Response {
    match method {
        Method::GET | Method::HEAD => page::file(&uri.0, &headers),
        _ => no_method(method, uri).await.into_response(),
    }
}

/// Answers a GET from the archive and the address's parameters.
fn view(
    work: impl Fn(&View<'_>, &Params) -> Result<Answer, Failure> + Copy + Send + Sync + 'static,
) -> MethodRouter<Arc<App>> {
    get(
        move |State(app): State<Arc<App>>, OriginalUri(uri): OriginalUri, headers: HeaderMap| async move {
            let params = Params::of(&uri);
            answered(&app, &uri, &headers, move |view| work(view, &params?)).await
        },
    )
}

/// Likewise of one event or article.
fn view_of(
    work: impl Fn(&View<'_>, &str) -> Result<Answer, Failure> + Copy + Send + Sync + 'static,
) -> MethodRouter<Arc<App>> {
    get(
        move |State(app): State<Arc<App>>,
              Path(id): Path<String>,
              OriginalUri(uri): OriginalUri,
              headers: HeaderMap| async move {
            answered(&app, &uri, &headers, move |view| work(view, &id)).await
        },
    )
}

async fn answered(
    app: &Arc<App>,
    uri: &Uri,
    headers: &HeaderMap,
    work: impl FnOnce(&View<'_>) -> Result<Answer, Failure> + Send + 'static,
) -> Response {
    let asked = uri.path_and_query().map_or("/", |p| p.as_str());
    let this = uri.clone();
    let work = move |view: &mut View<'_>| {
        let mut answer = work(view)?;
        answer.next = answer.next.map(|after| next_page(&this, &after));
        Ok(answer)
    };
    let answer = app.answer(asked, headers, work).await;
    answer.unwrap_or_else(IntoResponse::into_response)
}

/// The same address with another `after`.
fn next_page(uri: &Uri, after: &str) -> String {
    let query = uri.query().unwrap_or_default().split('&');
    let kept = query.filter(|p| !p.is_empty() && !p.starts_with("after="));
    let mut pairs: Vec<&str> = kept.collect();
    let after = format!("after={after}");
    pairs.push(&after);
    format!("{}?{}", uri.path(), pairs.join("&"))
}

/// A request's body as JSON, read while it keeps coming.
async fn body<T: DeserializeOwned>(app: &App, body: Body) -> Result<T, Failure> {
    let bytes = match tokio::time::timeout(app.options.patience, to_bytes(body, BODY)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => {
            let told = format!("the request is longer than {BODY} bytes, or was broken off");
            return Err(Failure::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_long",
                told,
            ));
        }
        Err(_) => {
            let told = "the request did not arrive in time";
            return Err(Failure::new(StatusCode::REQUEST_TIMEOUT, "too_slow", told));
        }
    };
    serde_json::from_slice(&bytes)
        .map_err(|e| Failure::bad(format!("the JSON is not as it should be: {e}")))
}
