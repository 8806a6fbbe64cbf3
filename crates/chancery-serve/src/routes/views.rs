//! Views that are JSON and nothing else.

use crate::answer::Answer;
use crate::app::View;
use crate::failure::Failure;
use crate::params::{Form, Params};
use chancery_archive::SCHEMA;
use chancery_archive::browse::Holdings;
use serde::Serialize;

/// Countries of a network.
const NODES: usize = 60;
const MOST_NODES: usize = 250;

#[derive(Serialize)]
struct Health<'a> {
    status: &'static str,
    version: &'static str,
    coder: &'a str,
    schema: i64,
    #[serde(flatten)]
    holdings: Holdings,
}

pub fn health(view: &View<'_>, _: &Params) -> Result<Answer, Failure> {
    Answer::json(&Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        coder: view.app.coder.stamp(),
        schema: SCHEMA,
        holdings: view.archive.holdings()?,
    })
}

pub fn summary(view: &View<'_>, params: &Params) -> Result<Answer, Failure> {
    let (filters, period) = (params.filters()?, params.period()?);
    let columns = view.columns()?;
    Answer::json(&view.archive.summary(&columns, &filters, period)?)
}

pub fn event(view: &View<'_>, id: &str) -> Result<Answer, Failure> {
    match view.archive.event(id)? {
        Some(event) => Answer::json(&event),
        None => Err(Failure::not_found(format!(
            "there is no event with the id `{id}`"
        ))),
    }
}

pub fn article(view: &View<'_>, id: &str) -> Result<Answer, Failure> {
    match view.archive.article(id)? {
        Some(article) => Answer::json(&article),
        None => Err(Failure::not_found(format!(
            "there is no article with the id `{id}`"
        ))),
    }
}

pub fn network(view: &View<'_>, params: &Params) -> Result<Answer, Failure> {
    let (filters, limit) = (
        params.filters()?,
        params.number("limit", NODES, MOST_NODES)?,
    );
    let columns = view.columns()?;
    Answer::json(&view.archive.network(&columns, &filters, limit)?)
}

pub fn claims(view: &View<'_>, params: &Params) -> Result<Answer, Failure> {
    let (filters, page) = (params.filters()?, params.page(Form::Json)?);
    let columns = view.columns()?;
    Answer::json(&view.archive.claims(&columns, &filters, &page)?)
}
