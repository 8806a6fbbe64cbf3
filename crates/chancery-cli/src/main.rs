//! The binary `chancery`: arguments, printing, progress and exit codes; no coding decision.

mod add;
mod args;
mod batches;
mod code;
mod demo;
mod diff;
mod evaluate;
mod explain;
mod export;
mod grid;
mod import;
mod incidents;
mod info;
mod interrupt;
mod notes;
mod output;
mod panel;
mod progress;
mod query;
mod serve;
mod sink;
mod wrap;

use args::{Cli, Command};
use clap::Parser;
use std::io;
use std::process::ExitCode;

/// How a command ended, beside not having run at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything was done.
    Done,
    /// Done, but some articles were lost.
    Failures,
    /// Stopped by Ctrl-C.
    Interrupted,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // help and version are no errors; a wrong call could not run, which is 2 as well
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let outcome = match cli.command {
        Command::Code(args) => code::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Add(args) => add::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Panel(args) => panel::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Query(args) => query::query(&args),
        Command::Incidents(args) => incidents::run(&args),
        Command::Search(args) => query::search(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Eval(args) => evaluate::run(&args),
        Command::Info(args) => info::run(&args),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Failures) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(130),
        // whoever reads our output has seen enough: `chancery code … | head`
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("chancery: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}
