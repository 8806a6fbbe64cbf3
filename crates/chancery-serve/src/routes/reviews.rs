//! Reviews: kept through the archive's door, beside what the machine wrote.

use super::body;
use crate::answer::{Answer, JSON_LINES};
use crate::app::{App, View, blocking};
use crate::failure::Failure;
use crate::params::Params;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chancery_archive::browse::Review;
use std::sync::Arc;

pub async fn keep(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    sent: Body,
) -> Result<Json<Review>, Failure> {
    let review: Review = body(&app, sent).await?;
    let kept = blocking(move || app.write(|archive| archive.review(&id, review))).await?;
    Ok(Json(kept))
}

pub async fn take_back(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    let told = format!("there is no review of the event `{id}`");
    match blocking(move || app.write(|archive| archive.unreview(&id))).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Failure::not_found(told)),
    }
}

pub fn summary(view: &View<'_>, _: &Params) -> Result<Answer, Failure> {
    Answer::json(&view.archive.precision()?)
}

pub fn gold(view: &View<'_>, _: &Params) -> Result<Answer, Failure> {
    let mut lines = String::new();
    view.archive.gold(|line| {
        lines.push_str(line);
        lines.push('\n');
        Ok::<(), Failure>(())
    })?;
    Ok(Answer::new(JSON_LINES, lines.into_bytes()).saved_as("gold.jsonl"))
}
