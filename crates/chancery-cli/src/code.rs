//! `chancery code`: articles in, records out.

use crate::Outcome;
use crate::args::CodeArgs;
use crate::batches::{Batches, threads};
use crate::notes::{Notes, lost};
use crate::progress::Progress;
use crate::sink::Sink;
use anyhow::Context;
use chancery::out::Writer;
use chancery::{Coder, CoderOptions};

pub fn run(args: &CodeArgs) -> anyhow::Result<Outcome> {
    let mut articles = chancery_intake::articles(&args.input.paths, &args.input.options())?;
    let coder = Coder::new(CoderOptions::default())?;
    let mut batches = Batches::new(&coder, threads(args.threads));
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
    Ok(lost(failed))
}
