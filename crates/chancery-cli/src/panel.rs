//! `chancery panel`: counts by unit and period, as CSV.

use crate::Outcome;
use crate::args::PanelArgs;
use crate::sink::Sink;
use anyhow::{Context, bail};
use chancery::ontology::{Status, countries};
use chancery_archive::Archive;
use chancery_archive::panel::{self, Cell, Panel, Period, Question, Row, Unit};
use clap::ValueEnum;
use std::collections::BTreeSet;
use std::str::FromStr;

/// Unit and period as typed: `dyad-month`.
#[derive(Debug, Clone, Copy)]
pub struct UnitPeriod {
    dyad: bool,
    period: Period,
}

impl FromStr for UnitPeriod {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{typed}` is no unit and period; write country or dyad, a hyphen, and day, week, month or year"
            )
        };
        let (unit, period) = typed.split_once('-').ok_or_else(wrong)?;
        let periods = [Period::Day, Period::Week, Period::Month, Period::Year];
        let period = periods.into_iter().find(|p| p.name() == period);
        match (unit, period) {
            ("dyad" | "country", Some(period)) => Ok(UnitPeriod {
                dyad: unit == "dyad",
                period,
            }),
            _ => Err(wrong()),
        }
    }
}

/// In what capacity a country counts.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Side {
    /// It acts
    Actor,
    /// It is acted upon
    Recipient,
    /// The event takes place there
    Place,
    /// It is both actor and recipient
    Internal,
}

/// What counts are broken down by.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Classes {
    /// Not at all
    None,
    /// Verbal and material cooperation and conflict
    Quad,
    /// The sixteen types
    Type,
    /// Pairs of sector groups by quad
    Sector,
}

/// What the columns hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Measure {
    /// Number of events
    Count,
    /// Mean of their scores; empty without an event
    Score,
}

/// How countries are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Codes {
    /// ISO 3166 alpha-3, and UNO, EUR, IGO and the like
    Iso3,
    /// Numbers of the Correlates of War; who has none is left out
    Cow,
    /// Numbers of Gleditsch and Ward; who has none is left out
    Gw,
}

impl Codes {
    /// The code of a country; the empty side of a country panel stays empty.
    fn of(self, country: &str) -> Option<String> {
        let known = || countries::find(country);
        match self {
            Codes::Iso3 => Some(country.to_owned()),
            _ if country.is_empty() => Some(String::new()),
            Codes::Cow => known()?.cow.map(|n| n.to_string()),
            Codes::Gw => known()?.gw.map(|n| n.to_string()),
        }
    }
}

pub fn run(args: &PanelArgs) -> anyhow::Result<Outcome> {
    let archive = Archive::read(&args.archive)?;
    let panel = archive.panel(question(args)?)?;
    let mut sink = Sink::open(args.output.as_deref())?;
    let mut rows = csv::Writer::from_writer(&mut sink);
    rows.write_record(head(args, &panel))?;
    let mut written = 0;
    let mut without_code = BTreeSet::new();
    panel.rows(|row| {
        let codes = [row.unit.0, row.unit.1].map(|c| args.codes.of(c).ok_or(c));
        let [Ok(a), Ok(b)] = codes else {
            without_code.extend(codes.into_iter().filter_map(Result::err).map(str::to_owned));
            return Ok(());
        };
        written += 1;
        let cells = cells(args, &panel, &row, [a, b]);
        rows.write_record(cells)
            .context("the panel cannot be written")
    })?;
    rows.flush()?;
    drop(rows);
    sink.commit()?;
    if !args.quiet {
        let period = panel.question().period.name();
        anstream::eprintln!(
            "{written} rows; left out, their date being unknown or wider than a {period}: {} events",
            panel.undated
        );
    }
    Ok(Outcome::Done)
}

fn question(args: &PanelArgs) -> anyhow::Result<Question> {
    let statuses = match args.status.iter().any(|s| s == "all") {
        true => Status::ALL.to_vec(),
        false => args
            .status
            .iter()
            .map(|s| s.parse())
            .collect::<Result<_, _>>()?,
    };
    let unit = match (args.by.dyad, args.undirected) {
        (true, false) => Unit::Dyad,
        (true, true) => Unit::UndirectedDyad,
        (false, true) => bail!(
            "--undirected goes with dyads; write --by dyad-{}",
            args.by.period.name()
        ),
        (false, false) => Unit::Country(match args.side {
            Side::Actor => panel::Side::Actor,
            Side::Recipient => panel::Side::Recipient,
            Side::Place => panel::Side::Place,
            Side::Internal => panel::Side::Internal,
        }),
    };
    Ok(Question {
        unit,
        period: args.by.period,
        classes: match args.classes {
            Classes::None => panel::Classes::None,
            Classes::Quad => panel::Classes::Quad,
            Classes::Type => panel::Classes::Type,
            Classes::Sector => panel::Classes::Sector,
        },
        statuses,
        from: args.from,
        to: args.to,
        sparse: args.sparse,
    })
}

fn head(args: &PanelArgs, panel: &Panel) -> Vec<String> {
    let mut head: Vec<String> = panel.units().iter().map(|u| (*u).to_owned()).collect();
    head.push(panel.question().period.name().to_owned());
    let several = panel.classes().len() > 1;
    if args.measure.contains(&Measure::Count) {
        head.push("events".to_owned());
        if several {
            head.extend(panel.classes().iter().cloned());
        }
    }
    if args.measure.contains(&Measure::Score) {
        head.push("score".to_owned());
        if several {
            head.extend(panel.classes().iter().map(|c| format!("{c}_score")));
        }
    }
    if args.normalise {
        head.extend(["articles".to_owned(), "events_per_1000".to_owned()]);
    }
    head
}

fn cells(args: &PanelArgs, panel: &Panel, row: &Row<'_>, codes: [String; 2]) -> Vec<String> {
    let mut out: Vec<String> = codes.into_iter().take(panel.units().len()).collect();
    out.push(panel.question().period.shown(row.period));
    let total = row.cells.iter().fold(Cell::default(), |sum, cell| Cell {
        events: sum.events + cell.events,
        score: sum.score + cell.score,
    });
    let several = row.cells.len() > 1;
    let each = || std::iter::once(&total).chain(row.cells.iter().filter(|_| several));
    if args.measure.contains(&Measure::Count) {
        out.extend(each().map(|c| c.events.to_string()));
    }
    if args.measure.contains(&Measure::Score) {
        out.extend(each().map(mean));
    }
    if args.normalise {
        out.push(row.articles.to_string());
        out.push(match row.articles {
            0 => String::new(),
            n => format!("{:.3}", total.events as f64 * 1000.0 / n as f64),
        });
    }
    out
}

fn mean(cell: &Cell) -> String {
    match cell.events {
        0 => String::new(),
        n => format!("{:.3}", cell.score / n as f64 + 0.0),
    }
}
