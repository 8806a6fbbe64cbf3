//! Lists that are also tables for other programs: CSV, Arrow.

use crate::answer::{ARROW, Answer, CSV};
use crate::app::View;
use crate::failure::Failure;
use crate::params::{Form, Params};
use chancery::out::table;
use chancery_archive::browse::{ArticleFilters, Dyad, Order, Pair, Who};
use chancery_arrow::{ArrowError, Stream};
use std::fmt::Display;

const ORDERS: [(&str, Order); 3] = [
    ("date", Order::Oldest),
    ("-date", Order::Newest),
    ("confidence", Order::Certain),
];

pub fn events(view: &View<'_>, params: &Params) -> Result<Answer, Failure> {
    let form = params.form(&[("csv", Form::Csv), ("arrow", Form::Arrow)])?;
    let (filters, page) = (params.filters()?, params.page(form)?);
    let order = params.one_of("order", &ORDERS, Order::default())?;
    let columns = view.columns()?;
    let archive = &view.archive;
    let (mut answer, next) = match form {
        Form::Json => {
            return Answer::json(&archive.events(&columns, &filters, order, &page)?);
        }
        Form::Csv => {
            let mut rows = Rows::new(&table::COLUMNS)?;
            let next = archive.each_event(&columns, &filters, order, &page, |record| {
                rows.row(&table::row(record))
            })?;
            (rows.answer("events.csv")?, next)
        }
        Form::Arrow => {
            let failed = |e: ArrowError| Failure::inside(e.to_string());
            let mut stream = Stream::new(Vec::new()).map_err(failed)?;
            let next = archive.each_event(&columns, &filters, order, &page, |record| {
                stream.write(record).map_err(failed)
            })?;
            let body = stream.finish().map_err(failed)?;
            (Answer::new(ARROW, body).saved_as("events.arrows"), next)
        }
    };
    answer.next = next;
    Ok(answer)
}

pub fn articles(view: &View<'_>, params: &Params) -> Result<Answer, Failure> {
    let form = params.form(&[("csv", Form::Csv)])?;
    let page = params.page(form)?;
    let filters = ArticleFilters {
        words: params.text("q").map(str::to_owned),
        from: params.day("from")?,
        to: params.day("to")?,
        outlet: params.text("outlet").map(str::to_owned),
    };
    let articles = view.archive.articles(&filters, &page)?;
    if form == Form::Json {
        return Answer::json(&articles);
    }
    let mut rows = Rows::new(&["id", "published", "outlet", "title", "snippet", "events"])?;
    for a in &articles.articles {
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        rows.row(&[
            a.id.clone(),
            text(&a.published),
            text(&a.outlet),
            text(&a.title),
            text(&a.snippet),
            a.events.to_string(),
        ])?;
    }
    let mut answer = rows.answer("articles.csv")?;
    answer.next = articles.next;
    Ok(answer)
}

pub fn dyads(view: &View<'_>, params: &Params) -> Result<Answer, Failure> {
    let form = params.form(&[("csv", Form::Csv)])?;
    let who = |name: &str| {
        let told = || Failure::bad(format!("`{name}` is missing: give a country or a name"));
        params.text(name).map(Who::typed).ok_or_else(told)
    };
    let pair = Pair {
        a: who("a")?,
        b: who("b")?,
        directed: params.yes("directed")?,
        period: params.period()?,
    };
    let (filters, columns) = (params.filters()?, view.columns()?);
    let dyad = view.archive.dyad(&columns, &filters, &pair)?;
    match form {
        Form::Json => Answer::json(&dyad),
        _ => series(&dyad),
    }
}

fn series(dyad: &Dyad) -> Result<Answer, Failure> {
    let mut rows = Rows::new(&[
        "period", "events", "score", "vercp", "matcp", "vercf", "matcf",
    ])?;
    for step in &dyad.series {
        let mut row = vec![
            step.period.clone(),
            step.events.to_string(),
            step.score.to_string(),
        ];
        row.extend(step.quads.iter().map(u64::to_string));
        rows.row(&row)?;
    }
    rows.answer("dyad.csv")
}

/// A CSV file in the making.
pub struct Rows(csv::Writer<Vec<u8>>);

impl Rows {
    pub fn new<S: AsRef<str>>(head: &[S]) -> Result<Self, Failure> {
        let mut rows = Rows(csv::Writer::from_writer(Vec::new()));
        rows.row(head)?;
        Ok(rows)
    }

    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) -> Result<(), Failure> {
        let cells = cells.iter().map(|c| c.as_ref().as_bytes());
        self.0.write_record(cells).map_err(inside)
    }

    pub fn answer(self, file: &'static str) -> Result<Answer, Failure> {
        let body = self.0.into_inner().map_err(inside)?;
        Ok(Answer::new(CSV, body).saved_as(file))
    }
}

fn inside(error: impl Display) -> Failure {
    Failure::inside(error.to_string())
}
