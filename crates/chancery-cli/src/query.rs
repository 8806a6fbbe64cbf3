//! `chancery query` and `chancery search`: questions to an archive.

use crate::Outcome;
use crate::args::{QueryArgs, RowArgs, SearchArgs};
use crate::grid::{Grid, GridFormat};
use crate::sink::Sink;
use anyhow::bail;
use chancery_archive::{Archive, Limits};
use std::cell::RefCell;
use std::io::Write;
use std::time::Duration;

pub fn query(args: &QueryArgs) -> anyhow::Result<Outcome> {
    let mut archive = Archive::read(&args.archive)?;
    rows(&mut archive, &args.sql, &args.rows, args.timeout)
}

/// Writes the answer to a query as it was asked for.
pub fn rows(
    archive: &mut Archive,
    sql: &str,
    args: &RowArgs,
    timeout: u64,
) -> anyhow::Result<Outcome> {
    let limits = Limits {
        rows: args.limit.unwrap_or(usize::MAX),
        time: Duration::from_secs(timeout),
        bytes: usize::MAX,
    };
    let to = args.output.as_deref();
    if args.format == GridFormat::Parquet && to.is_none() {
        bail!("parquet needs a place: -o FILE");
    }
    let mut sink = Sink::open(to)?;
    let grid = RefCell::new(Grid::new(args.format, &mut sink));
    let answer = archive.query(
        sql,
        limits,
        |columns| grid.borrow_mut().head(columns),
        |cells| grid.borrow_mut().row(cells),
    )?;
    grid.into_inner().finish()?;
    sink.commit()?;
    if answer.more {
        anstream::eprintln!("the first {} rows; there are more", answer.rows);
    }
    Ok(Outcome::Done)
}

pub fn search(args: &SearchArgs) -> anyhow::Result<Outcome> {
    let archive = Archive::read(&args.archive)?;
    let hits = archive.search(&args.words.join(" "), args.limit)?;
    if args.json {
        let mut out = Sink::open(None)?;
        for hit in &hits {
            let object = serde_json::json!({
                "article": hit.id, "published": hit.published, "outlet": hit.outlet,
                "title": hit.title, "snippet": hit.snippet, "events": hit.events,
            });
            writeln!(out, "{object}")?;
        }
        out.commit()?;
        return Ok(Outcome::Done);
    }
    for hit in &hits {
        let of = [&hit.published, &hit.outlet, &hit.title];
        let of: Vec<&str> = of.into_iter().flatten().map(String::as_str).collect();
        let snippet = hit.snippet.as_deref().unwrap_or_default();
        let s = if hit.events == 1 { "" } else { "s" };
        anstream::println!("{}  {}  {} event{s}", hit.id, of.join(", "), hit.events);
        anstream::println!("    {}", snippet.replace(['\n', '\r'], " "));
    }
    if hits.is_empty() {
        anstream::eprintln!("no article holds these words");
    }
    Ok(Outcome::Done)
}
