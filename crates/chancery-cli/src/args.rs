//! The command line as typed.

use crate::grid::GridFormat;
use crate::output::OutputFormat;
use crate::panel::{Classes, Codes, Measure, Side, UnitPeriod};
use chancery::out;
use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Turns news into political event records: who did what to whom, when and where, who says so,
/// and whether it happened.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Code articles: read them and write one record an event
    Code(CodeArgs),
    /// Show an article with its events marked and their records beside it
    Explain(ExplainArgs),
    /// Code articles and keep them in an archive
    Add(AddArgs),
    /// Take the events of another data set into an archive
    Import(ImportArgs),
    /// Count events by country or dyad and period, as a balanced panel
    Panel(PanelArgs),
    /// Write an archive's records to a file
    Export(ExportArgs),
    /// Ask an archive in SQL
    Query(QueryArgs),
    /// Find articles of an archive by their words
    Search(SearchArgs),
    /// Look at an archive in the browser, and answer programs over HTTP
    Serve(ServeArgs),
    /// Look at an archive of the sample articles: what chancery does, in a minute
    Demo(DemoArgs),
    /// Measure the coder against annotated articles
    Eval(EvalArgs),
    /// Tell the versions of code, model and tables
    Info(InfoArgs),
}

const CODE_EXAMPLES: &str = "\
Examples:
  chancery code article.txt                          records to the terminal
  chancery code news/ -o events.jsonl                a folder, with a progress bar
  chancery code 'dump/*.jsonl.gz' --format csv -o events.csv
  curl -s https://example.org/story | chancery code - --date 2024-05-14

What is read: .txt .md .html .jsonl .json .csv .tsv, folders of them, each also as .gz or .zst.
JSON lines and tables have the fields id, date, outlet, title, url, text.
The record is described in docs/record.md. Exit codes: 0 done, 1 done but some articles were
lost (each is named), 2 could not run.";

#[derive(Debug, Args)]
#[command(after_help = CODE_EXAMPLES)]
pub struct CodeArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Write to FILE instead of the terminal; it appears under its name when it is complete, until
    /// then it is FILE.partial
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// What to write: jsonl (the whole record), csv, plover, polecat, icews, gdelt, gdelt-mentions,
    /// phoenix, parquet
    ///
    /// jsonl is the whole record, csv a row an event for spreadsheets, plover PLOVER's JSON. The
    /// others are the tables of the data sets of these names, to be loaded by what loads those:
    /// polecat a row an event; icews, gdelt and phoenix a row for each actor with each recipient;
    /// gdelt-mentions a row for each row of gdelt. They hold only what happened, because they
    /// cannot say the status of an event, nor who says so, nor the words that prove it; icews,
    /// gdelt and phoenix say type and mode by CAMEO code. parquet holds all that jsonl holds, in one
    /// file (-o events.parquet) or in a folder with a file a month (-o events).
    #[arg(short, long, default_value_t = OutputFormat::Text(out::Format::Jsonl))]
    pub format: OutputFormat,

    /// Write events of every status where the format by itself holds only what happened (all but
    /// jsonl and csv); of these only plover then says the status
    #[arg(long)]
    pub all_statuses: bool,

    /// Threads to code with [default: one a core]; their number never changes a byte of the output
    #[arg(short = 'j', long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// No progress bar, no summary; errors are still told
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files, folders or globs; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<String>,

    /// Read every file as this format instead of going by its ending: text, markdown, html, jsonl,
    /// json, csv, tsv
    #[arg(long, value_name = "FORMAT")]
    pub input_format: Option<chancery_intake::Format>,

    /// Date of publication of every article (YYYY-MM-DD), instead of the one it brings
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,

    /// Outlet of every article, instead of the one it brings
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
}

impl InputArgs {
    pub fn options(&self) -> chancery_intake::Options {
        chancery_intake::Options {
            date: self.date,
            outlet: self.outlet.clone(),
            format: self.input_format,
        }
    }
}

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
    #[arg(long, value_name = "UNIT-PERIOD", default_value = "dyad-month")]
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

const QUERY_EXAMPLES: &str = "\
Examples:
  chancery query news.chancery 'SELECT type, count(*) FROM events GROUP BY type'
  chancery query news.chancery \"SELECT date_from, actor, recipient, trigger FROM dyads
      WHERE actor_country = 'RUS' AND recipient_country = 'UKR' AND status = 'actual'\"
  chancery query news.chancery 'SELECT * FROM events' --format csv -o events.csv

Views: events (one row a record), dyads (one row a pair of actor and recipient), articles,
incidents, runs. Queries may read, nothing else.";

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

const SERVE_EXAMPLES: &str = "\
Examples:
  chancery serve news.chancery --open
  curl -s 'http://localhost:7171/api/v1/events?type=ASSAULT&format=csv' -o assaults.csv

The page works without a network, and nothing leaves this machine. There are no accounts: whoever
can reach the address can read the archive and review its records, so by default it is reached from
this machine alone. The API is described by /api/v1/openapi.json. Ctrl-C stops it.";

#[derive(Debug, Args)]
#[command(after_help = SERVE_EXAMPLES)]
pub struct ServeArgs {
    /// The archive
    pub archive: PathBuf,

    #[command(flatten)]
    pub address: AddressArgs,

    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
}

/// Where to listen.
#[derive(Debug, Args)]
pub struct AddressArgs {
    /// Port to listen on; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 7171)]
    pub port: u16,

    /// Address to listen on; 0.0.0.0 lets the whole network in
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub listen: IpAddr,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    #[command(flatten)]
    pub address: AddressArgs,

    /// Do not open the browser
    #[arg(long)]
    pub no_open: bool,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  chancery explain article.txt
  chancery explain news.jsonl --id gum-7
  echo 'Chad expelled the Sudanese ambassador.' | chancery explain - --date 2024-05-14";

#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub struct ExplainArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Only the article with this id
    #[arg(long)]
    pub id: Option<String>,

    /// Columns to use [default: those of the terminal, else 100]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<usize>,
}

const EVAL_EXAMPLES: &str = "\
Examples:
  chancery eval gold.jsonl                           code the gold articles and compare
  chancery eval gold.jsonl --predicted events.jsonl  compare records coded before
  chancery eval gold.jsonl --errors 50
  chancery eval --pairs plv.tsv --pairs-out predicted.tsv

GOLD holds one annotated article a line: id, date, sentences, events. FILE of --pairs is
tab-separated with the columns sentence, source, target, gold_root; CONCEDE and RETREAT are one
class there, YIELD.";

#[derive(Debug, Args)]
#[command(after_help = EVAL_EXAMPLES)]
pub struct EvalArgs {
    /// Annotated articles
    #[arg(required_unless_present = "pairs", conflicts_with = "pairs")]
    pub gold: Option<PathBuf>,

    /// Records to compare, as `chancery code` writes them, instead of coding the gold articles
    #[arg(long, value_name = "FILE", conflicts_with = "pairs")]
    pub predicted: Option<PathBuf>,

    /// List the first N events missed or wrongly found
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,

    /// Measure the type of event that is read for given pairs of parties
    #[arg(long, value_name = "FILE")]
    pub pairs: Option<PathBuf>,

    /// Write the prediction of each row
    #[arg(long, value_name = "FILE", requires = "pairs")]
    pub pairs_out: Option<PathBuf>,

    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct InfoArgs {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
