//! Panels, as `chancery panel` writes them.

use super::tables::Rows;
use crate::answer::Answer;
use crate::app::View;
use crate::failure::Failure;
use crate::params::{Form, Params};
use axum::http::StatusCode;
use chancery::ontology::Status;
use chancery_archive::panel::{Classes, Codes, Panel, Question, Side, Table, Unit, UnitPeriod};
use serde_json::{Value, json};

/// Rows of one answer.
const ROWS: usize = 100_000;

pub fn panels(view: &View<'_>, params: &Params) -> Result<Answer, Failure> {
    let form = params.form(&[("csv", Form::Csv)])?;
    let (question, table) = (question(params)?, table(params)?);
    let panel = view.archive.panel(question)?;
    let head = table.head(&panel);
    if form == Form::Csv {
        let mut rows = Rows::new(&head)?;
        each(&table, &panel, |cells| rows.row(cells))?;
        return rows.answer("panel.csv");
    }
    let mut rows = Vec::new();
    // units and period are texts, whatever they look like
    let texts = panel.units().len() + 1;
    each(&table, &panel, |cells| {
        let cell = |(i, cell): (usize, &String)| match cell.parse::<serde_json::Number>() {
            Ok(number) if i >= texts => Value::Number(number),
            Err(_) if i >= texts => Value::Null,
            _ => Value::String(cell.clone()),
        };
        rows.push(Value::Array(cells.iter().enumerate().map(cell).collect()));
        Ok(())
    })?;
    Answer::json(&json!({ "columns": head, "rows": rows, "undated": panel.undated }))
}

fn each(
    table: &Table,
    panel: &Panel,
    mut row: impl FnMut(&[String]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut left = ROWS;
    table.rows(panel, |cells| {
        left = left.checked_sub(1).ok_or_else(|| {
            Failure::new(
                StatusCode::BAD_REQUEST,
                "too_much",
                format!(
                    "the panel has more than {ROWS} rows: ask for `sparse=true`, for a longer \
                     period or fewer days, or let `chancery panel` write it"
                ),
            )
        })?;
        row(cells)
    })?;
    Ok(())
}

fn question(params: &Params) -> Result<Question, Failure> {
    let by = params.text("by").unwrap_or("dyad-month");
    let Some(UnitPeriod { dyad, period }) = UnitPeriod::typed(by) else {
        return Err(Failure::bad(format!(
            "`by={by}`: give country or dyad, a hyphen, and day, week, month or year"
        )));
    };
    let sides = [
        ("actor", Side::Actor),
        ("recipient", Side::Recipient),
        ("place", Side::Place),
        ("internal", Side::Internal),
    ];
    let side = params.one_of("side", &sides, Side::Actor)?;
    let classes = [
        ("none", Classes::None),
        ("quad", Classes::Quad),
        ("type", Classes::Type),
        ("sector", Classes::Sector),
    ];
    Ok(Question {
        unit: match (dyad, params.yes("undirected")?) {
            (true, false) => Unit::Dyad,
            (true, true) => Unit::UndirectedDyad,
            (false, false) => Unit::Country(side),
            (false, true) => return Err(Failure::bad("`undirected` goes with dyads")),
        },
        period,
        classes: params.one_of("classes", &classes, Classes::Quad)?,
        statuses: match params.text("status") {
            None => vec![Status::Actual],
            Some("all") => Status::ALL.to_vec(),
            Some(_) => params.list("status")?,
        },
        from: params.day("from")?,
        to: params.day("to")?,
        sparse: params.yes("sparse")?,
    })
}

fn table(params: &Params) -> Result<Table, Failure> {
    let measures: Vec<&str> = params
        .text("measure")
        .unwrap_or("count")
        .split(',')
        .collect();
    if let Some(other) = measures.iter().find(|m| !matches!(**m, "count" | "score")) {
        return Err(Failure::bad(format!(
            "`measure={other}`: give count, score or both"
        )));
    }
    let codes = [
        ("iso3", Codes::Iso3),
        ("cow", Codes::Cow),
        ("gw", Codes::Gw),
    ];
    Ok(Table {
        count: measures.contains(&"count"),
        score: measures.contains(&"score"),
        codes: params.one_of("codes", &codes, Codes::Iso3)?,
        normalise: params.yes("normalise")?,
    })
}
