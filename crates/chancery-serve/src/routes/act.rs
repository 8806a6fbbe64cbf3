//! What is asked with a body: code a text, answer a query. Nothing of either is kept.

use super::body;
use crate::answer::Answer;
use crate::app::{App, blocking};
use crate::failure::Failure;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use chancery::out::Records;
use chancery::{Article, Coder, Record};
use chancery_archive::{Limits, Value};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value as Cell;
use std::cell::RefCell;
use std::sync::Arc;

/// Rows of an answer.
const ROWS: usize = 1000;
const MOST_ROWS: usize = 10_000;
/// Bytes of an answer.
const BYTES: usize = 8 << 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pasted {
    text: String,
    date: Option<Date>,
    outlet: Option<String>,
    title: Option<String>,
}

#[derive(Serialize)]
struct Coded<'a> {
    article: Head<'a>,
    events: Vec<Record<'a>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Head<'a> {
    id: &'a str,
    published: Option<Date>,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    text: &'a str,
}

pub async fn code(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    sent: Body,
) -> Result<Response, Failure> {
    let pasted: Pasted = body(&app, sent).await?;
    let turn = Arc::clone(&app.coding).acquire_owned().await;
    let coded = blocking(move || {
        let _turn = turn;
        coded(&app.coder, pasted)
    });
    Ok(coded.await?.send(&headers))
}

fn coded(coder: &Coder, pasted: Pasted) -> Result<Answer, Failure> {
    let article = Article {
        id: "pasted".into(),
        date: pasted.date,
        outlet: pasted.outlet,
        title: pasted.title,
        text: pasted.text,
        ..Article::default()
    };
    let coding = coder.code(&article);
    Answer::json(&Coded {
        events: Records::new(&article, &coding, coder.stamp())
            .all()
            .collect(),
        notes: coding.notes.iter().map(ToString::to_string).collect(),
        article: Head {
            id: &article.id,
            published: coding.date,
            outlet: coding.outlet.as_deref(),
            title: article.title.as_deref(),
            text: &article.text,
        },
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    sql: String,
    limit: Option<usize>,
}

#[derive(Serialize)]
struct Rows {
    columns: Vec<String>,
    rows: Vec<Vec<Cell>>,
    more: bool,
}

pub async fn query(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    sent: Body,
) -> Result<Response, Failure> {
    let query: Query = body(&app, sent).await?;
    let limits = Limits {
        rows: query.limit.unwrap_or(ROWS).min(MOST_ROWS),
        time: app.options.query,
        bytes: BYTES,
    };
    let turn = Arc::clone(&app.querying).acquire_owned().await;
    let answered = blocking(move || {
        let _turn = turn;
        let (columns, rows) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        let answer = app.read(|view| {
            view.archive.query(
                &query.sql,
                limits,
                |names| {
                    *columns.borrow_mut() = names.to_vec();
                    Ok::<(), Failure>(())
                },
                |cells| {
                    rows.borrow_mut().push(cells.iter().map(cell).collect());
                    Ok(())
                },
            )
        })?;
        Answer::json(&Rows {
            columns: columns.into_inner(),
            rows: rows.into_inner(),
            more: answer.more,
        })
    });
    Ok(answered.await?.send(&headers))
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::Integer(n) => (*n).into(),
        Value::Real(n) => (*n).into(),
        Value::Text(text) => text.as_str().into(),
    }
}
