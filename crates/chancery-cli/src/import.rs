//! `chancery import`: the events of another data set into an archive.

use crate::Outcome;
use crate::args::ImportArgs;
use crate::interrupt;
use crate::notes::lost;
use crate::progress::Progress;
use chancery::Record;
use chancery_archive::{Appended, Archive};
use chancery_intake::{EventFormat, Records};

/// Records of a transaction.
const BATCH: usize = 5_000;

pub fn run(args: &ImportArgs) -> anyhow::Result<Outcome> {
    let mut records = chancery_intake::records(&args.paths, args.format)?;
    let mut archive = Archive::write(&args.archive)?;
    let stopped = interrupt::watch()?;
    let mut progress = Progress::of("events", records.total_bytes(), args.quiet);
    let mut done = Appended::default();
    let mut failed = 0;
    let mut batch: Vec<Record<'static>> = Vec::new();
    loop {
        let next = if stopped.now() { None } else { records.next() };
        let last = next.is_none();
        match next {
            Some(Ok(record)) => batch.push(record),
            Some(Err(error)) => {
                failed += usize::from(error.loses_article());
                progress.tell(&error.to_string());
            }
            None => {}
        }
        if batch.len() == BATCH || last {
            done += archive.import(&batch)?;
            progress.advance(records.bytes_read(), batch.len());
            batch.clear();
        }
        if last {
            break;
        }
    }
    progress.finish();
    if !args.quiet {
        tell(&records, &done, args);
    }
    if stopped.now() {
        return Ok(stopped.told());
    }
    Ok(lost(failed, "row"))
}

fn tell(records: &Records, done: &Appended, args: &ImportArgs) {
    let archive = args.archive.display();
    let events = done.events;
    anstream::eprintln!(
        "{events} events of {} articles kept in {archive}",
        done.articles
    );
    if done.skipped > 0 {
        anstream::eprintln!("{} events were there already", done.skipped);
    }
    let passed_over: u64 = records.without_type().values().sum();
    if passed_over > 0 && args.format != EventFormat::Jsonl {
        let codes: Vec<String> = records
            .without_type()
            .iter()
            .map(|(code, n)| format!("{n} of {code}"))
            .collect();
        anstream::eprintln!(
            "{passed_over} events have no PLOVER type and were passed over ({})",
            codes.join(", ")
        );
    }
}
