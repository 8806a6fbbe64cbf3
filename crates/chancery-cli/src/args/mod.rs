//! The command line as typed.

mod archive;
mod serve;

pub use archive::{
    AddArgs, DiffArgs, ExportArgs, ImportArgs, IncidentsArgs, PanelArgs, QueryArgs, RowArgs,
    SearchArgs,
};
pub use serve::{AddressArgs, DemoArgs, ServeArgs};

use crate::output::OutputFormat;
use chancery::out;
use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
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
    /// Tell what came out differently in two archives of the same articles
    Diff(DiffArgs),
    /// Ask an archive in SQL
    Query(QueryArgs),
    /// Find which events of an archive are the same real event, told in several articles
    Incidents(IncidentsArgs),
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
