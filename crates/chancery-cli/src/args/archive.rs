//! Commands about archives, as typed.

use super::InputArgs;
use crate::grid::GridFormat;
use crate::output::OutputFormat;
use crate::panel::{Classes, Codes, Measure, Side, unit_period};
use chancery::out;
use chancery_archive::panel::UnitPeriod;
use clap::Args;
use jiff::civil::Date;
use std::num::NonZeroUsize;
use std::path::PathBuf;

const ADD_EXAMPLES: &str = "\
Examples:
  chancery add news.chancery articles/
  chancery add news.chancery 'dump/*.jsonl.gz' --no-text
  chancery add news.chancery articles/ --recode      after an update of chancery

An archive is one SQLite file. Articles that are there already are skipped, so an interrupted run
goes on when it is started again. docs/archive.md describes the tables.";

#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub struct AddArgs {
    /// The archive; it is made if it is not there
    pub archive: PathBuf,

    #[command(flatten)]
    pub input: InputArgs,

    /// Keep the records alone: a smaller archive, but no search and nothing to read
    #[arg(long)]
    pub no_text: bool,

    /// Code articles anew that were coded by another version, and replace their records
    #[arg(long)]
    pub recode: bool,

    /// Do not look for events that several articles tell; `chancery incidents` does it later
    #[arg(long)]
    pub no_incidents: bool,

    /// Print a line of JSON for every batch that is safely kept, with the totals so far
    #[arg(long)]
    pub json: bool,

    /// Threads to code with [default: one a core]
    #[arg(short = 'j', long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// No progress bar, no summary; errors are still told
    #[arg(short, long)]
    pub quiet: bool,
}

const EXPORT_EXAMPLES: &str = "\
Examples:
  chancery export news.chancery -o events.jsonl      what `chancery code` would have written
  chancery export news.chancery --format icews -o events.tab
  chancery export news.chancery --format parquet -o events         a folder with a file a month";

#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub struct ExportArgs {
    /// The archive
    pub archive: PathBuf,

    /// Write to FILE instead of the terminal; it appears under its name when it is complete
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// What to write: jsonl, csv, plover, polecat, icews, gdelt, gdelt-mentions, phoenix, parquet;
    /// what each holds is told by `chancery code --help` and docs/formats.md
    #[arg(short, long, default_value_t = OutputFormat::Text(out::Format::Jsonl))]
    pub format: OutputFormat,

    /// Write events of every status where the format by itself holds only what happened
    #[arg(long)]
    pub all_statuses: bool,

    /// No summary
    #[arg(short, long)]
    pub quiet: bool,
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  chancery import old.chancery 'events.*.tab.zip' --format icews
  chancery import old.chancery 20150218230000.export.CSV.zip --format gdelt
  chancery import news.chancery events.jsonl --format jsonl

CAMEO codes become PLOVER types; events of 01 and 02, which PLOVER has no type for, are counted and
passed over. docs/formats.md tells what is read from each format.";

#[derive(Debug, Args)]
#[command(after_help = IMPORT_EXAMPLES)]
pub struct ImportArgs {
    /// The archive; it is made if it is not there
    pub archive: PathBuf,

    /// Files, folders or globs; also packed as .gz, .zst or .zip
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,

    /// Whose format it is: icews, gdelt (1.0 and 2.0), polecat, phoenix, or our own jsonl
    #[arg(short, long)]
    pub format: chancery_intake::EventFormat,

    /// No progress bar, no summary; errors are still told
    #[arg(short, long)]
    pub quiet: bool,
}

const PANEL_EXAMPLES: &str = "\
Examples:
  chancery panel news.chancery --by dyad-month --classes quad -o panel.csv
  chancery panel news.chancery --by country-week --side place --status actual,historical
  chancery panel news.chancery --by dyad-month --undirected --classes sector --codes cow

A row a unit and period, zeros included, between the first and the last event. Columns are the
counts of events by class (quads: vercp, matcp, vercf, matcf; sectors: gov_reb_matcf and so on) and
the means of their scores. An event counts for the period in which it begins; events whose date is
unknown or wider than the period are left out, and how many they are is told.";

#[derive(Debug, Args)]
#[command(after_help = PANEL_EXAMPLES)]
pub struct PanelArgs {
    /// The archive
    pub archive: PathBuf,

    /// Unit and period: country or dyad, day, week, month or year
    #[arg(long, value_name = "UNIT-PERIOD", default_value = "dyad-month", value_parser = unit_period)]
    pub by: UnitPeriod,

    /// A pair of countries is one dyad, whoever acts
    #[arg(long)]
    pub undirected: bool,

    /// The capacity in which a country counts
    #[arg(long, value_enum, default_value_t = Side::Actor)]
    pub side: Side,

    /// What the counts are broken down by
    #[arg(long, value_enum, default_value_t = Classes::Quad)]
    pub classes: Classes,

    /// What the columns hold
    #[arg(long, value_enum, value_delimiter = ',', default_value = "count")]
    pub measure: Vec<Measure>,

    /// Statuses that count, or `all`
    #[arg(long, value_delimiter = ',', default_value = "actual")]
    pub status: Vec<String>,

    /// First day
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,

    /// Last day
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,

    /// Codes of countries: ISO 3166 alpha-3, Correlates of War, Gleditsch-Ward
    #[arg(long, value_enum, default_value_t = Codes::Iso3)]
    pub codes: Codes,

    /// Only rows with an event, no zeros
    #[arg(long)]
    pub sparse: bool,

    /// Add the number of articles read in the period, and counts per thousand of them
    #[arg(long)]
    pub normalise: bool,

    /// Write to FILE instead of the terminal
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// No summary
    #[arg(short, long)]
    pub quiet: bool,
}

const DIFF_EXAMPLES: &str = "\
Examples:
  chancery diff before.chancery after.chancery
  chancery diff before.chancery after.chancery --examples 20 --json

Articles are the same if id and text are; events if their triggers overlap.";

#[derive(Debug, Args)]
#[command(after_help = DIFF_EXAMPLES)]
pub struct DiffArgs {
    /// An archive
    pub first: PathBuf,

    /// Another one
    pub second: PathBuf,

    /// Show at most this many examples of each field
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub examples: usize,

    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

const QUERY_EXAMPLES: &str = "\
Examples:
  chancery query news.chancery 'SELECT type, count(*) FROM events GROUP BY type'
  chancery query news.chancery \"SELECT date_from, actor, recipient, trigger FROM dyads
      WHERE actor_country = 'RUS' AND recipient_country = 'UKR' AND status = 'actual'\"
  chancery query news.chancery 'SELECT * FROM events' --format csv -o events.csv

Views: events (one row a record), dyads (one row a pair of actor and recipient), articles,
incidents, links, one_a_day, runs. Queries may read, nothing else.";

#[derive(Debug, Args)]
#[command(after_help = QUERY_EXAMPLES)]
pub struct QueryArgs {
    /// The archive
    pub archive: PathBuf,

    /// A SELECT in SQLite's SQL
    pub sql: String,

    #[command(flatten)]
    pub rows: RowArgs,

    /// Stop a query after this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub timeout: u64,
}

/// How rows of an answer are written.
#[derive(Debug, Args)]
pub struct RowArgs {
    /// How to write the rows
    #[arg(short, long, value_enum, default_value_t = GridFormat::Table)]
    pub format: GridFormat,

    /// Write to FILE instead of the terminal
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// At most this many rows
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

const INCIDENTS_EXAMPLES: &str = "\
Examples:
  chancery incidents news.chancery
  chancery incidents news.chancery --articles 5 --format csv -o incidents.csv
  chancery incidents news.chancery --one-a-day --format csv -o panel.csv
  chancery query news.chancery 'SELECT * FROM links'   why events are one incident

An incident keeps its id when more articles arrive. Views: incidents, links, one_a_day.";

#[derive(Debug, Args)]
#[command(after_help = INCIDENTS_EXAMPLES)]
pub struct IncidentsArgs {
    /// The archive
    pub archive: PathBuf,

    /// List incidents that at least this many articles tell
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub articles: usize,

    /// List at most one event a day for each type and pair of actor and recipient (country and
    /// sector), instead of incidents
    #[arg(long, conflicts_with = "articles")]
    pub one_a_day: bool,

    /// Forget the incidents that were found and find them all afresh
    #[arg(long)]
    pub afresh: bool,

    #[command(flatten)]
    pub rows: RowArgs,

    /// No summary
    #[arg(short, long)]
    pub quiet: bool,
}

const SEARCH_EXAMPLES: &str = "\
Examples:
  chancery search news.chancery ceasefire talks
  chancery search news.chancery '\"prime minister\" resign*'
  chancery search news.chancery 'strike NOT air'";

#[derive(Debug, Args)]
#[command(after_help = SEARCH_EXAMPLES)]
pub struct SearchArgs {
    /// The archive
    pub archive: PathBuf,

    /// Words that the article must hold, in any form; \"…\" keeps words together
    #[arg(required = true)]
    pub words: Vec<String>,

    /// At most this many articles
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,

    /// Print JSON lines
    #[arg(long)]
    pub json: bool,
}
