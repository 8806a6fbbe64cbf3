//! `chancery code`: articles in, records out.

use crate::Outcome;
use crate::args::CodeArgs;
use crate::batches::Batches;
use crate::progress::Progress;
use crate::sink::Sink;
use anyhow::Context;
use chancery::out::Writer;
use chancery::{Article, Coder, CoderOptions, Coding, Note};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::thread;

pub fn run(args: &CodeArgs) -> anyhow::Result<Outcome> {
    let mut articles = chancery_intake::articles(&args.input.paths, &args.input.options())?;
    let coder = Coder::new(CoderOptions::default())?;
    let cores = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = args.threads.map_or_else(cores, NonZeroUsize::get);
    let mut batches = Batches::new(&coder, threads);
    let mut sink = Sink::open(args.output.as_deref())?;
    let mut writer = Writer::new(args.format, &mut sink);
    if args.all_statuses {
        writer = writer.all_statuses(true);
    }
    let mut progress = Progress::new(&articles, args.quiet);
    let mut notes = Notes::default();
    let mut failed = 0;
    loop {
        let next = articles.next();
        let last = next.is_none();
        let coded = match next {
            Some(Ok(article)) => batches.push(article),
            Some(Err(error)) => {
                failed += usize::from(error.loses_article());
                progress.tell(&error.to_string());
                Vec::new()
            }
            None => batches.flush(),
        };
        for (article, coding) in &coded {
            writer
                .write(article, coding, coder.stamp())
                .context("the records cannot be written")?;
            notes.take(article, coding);
        }
        progress.advance(&articles, coded.len());
        if last {
            break;
        }
    }
    progress.finish();
    let written = writer.finish().context("the records cannot be written")?;
    sink.commit()?;
    if !args.quiet {
        notes.tell();
        anstream::eprintln!("{written}");
    }
    if failed == 0 {
        return Ok(Outcome::Done);
    }
    let (s, were) = if failed == 1 {
        ("", "was")
    } else {
        ("s", "were")
    };
    anstream::eprintln!("{failed} article{s} {were} lost, for the reasons above");
    Ok(Outcome::Failures)
}

/// Notes of a whole run: the first article of each kind, and how many there are.
#[derive(Default)]
struct Notes {
    kinds: BTreeMap<Note, (String, usize)>,
}

impl Notes {
    fn take(&mut self, article: &Article, coding: &Coding) {
        for &note in &coding.notes {
            let (_, count) = self
                .kinds
                .entry(note)
                .or_insert_with(|| (article.id.clone(), 0));
            *count += 1;
        }
    }

    fn tell(&self) {
        for (note, (id, count)) in &self.kinds {
            match count - 1 {
                0 => anstream::eprintln!("note: {id}: {note}"),
                more => anstream::eprintln!("note: {id} and {more} more: {note}"),
            }
        }
    }
}
