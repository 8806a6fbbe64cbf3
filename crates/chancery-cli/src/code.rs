//! `chancery code`: articles in, records out.

use crate::Outcome;
use crate::args::CodeArgs;
use crate::batches::{Batches, threads};
use crate::notes::{Notes, lost};
use crate::output::Output;
use crate::progress::Progress;
use chancery::{Coder, CoderOptions};

pub fn run(args: &CodeArgs) -> anyhow::Result<Outcome> {
    let mut articles = chancery_intake::articles(&args.input.paths, &args.input.options())?;
    let coder = Coder::new(CoderOptions::default())?;
    let mut batches = Batches::new(&coder, threads(args.threads));
    let mut output = Output::open(args.format, args.output.as_deref(), args.all_statuses)?;
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
            output.write(article, coding, coder.stamp())?;
            notes.take(article, coding);
        }
        progress.advance(articles.bytes_read(), coded.len());
        if last {
            break;
        }
    }
    progress.finish();
    let written = output.finish()?;
    if !args.quiet {
        notes.tell();
        anstream::eprintln!("{written}");
    }
    Ok(lost(failed, "article"))
}
