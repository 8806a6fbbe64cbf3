//! `chancery panel`: counts by unit and period, as CSV.

use crate::Outcome;
use crate::args::PanelArgs;
use crate::sink::Sink;
use anyhow::{Context, bail};
use chancery::ontology::Status;
use chancery_archive::Archive;
use chancery_archive::panel::{self, Question, Table, Unit, UnitPeriod};
use clap::ValueEnum;

/// Reads the argument of `--by`.
pub fn unit_period(typed: &str) -> Result<UnitPeriod, String> {
    UnitPeriod::typed(typed).ok_or_else(|| {
        format!(
            "`{typed}` is no unit and period; write country or dyad, a hyphen, and day, week, month or year"
        )
    })
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

pub fn run(args: &PanelArgs) -> anyhow::Result<Outcome> {
    let archive = Archive::read(&args.archive)?;
    let panel = archive.panel(question(args)?)?;
    let mut sink = Sink::open(args.output.as_deref())?;
    let mut rows = csv::Writer::from_writer(&mut sink);
    let table = table(args);
    rows.write_record(table.head(&panel))?;
    let mut written = 0;
    let without_code = table.rows(&panel, |cells| {
        written += 1;
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
        if !without_code.is_empty() {
            let countries: Vec<String> = without_code.into_iter().collect();
            anstream::eprintln!("left out, having no code: {}", countries.join(", "));
        }
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

fn table(args: &PanelArgs) -> Table {
    Table {
        count: args.measure.contains(&Measure::Count),
        score: args.measure.contains(&Measure::Score),
        codes: match args.codes {
            Codes::Iso3 => panel::Codes::Iso3,
            Codes::Cow => panel::Codes::Cow,
            Codes::Gw => panel::Codes::Gw,
        },
        normalise: args.normalise,
    }
}
