//! `chancery add`: articles in, kept with their records.

use crate::Outcome;
use crate::args::AddArgs;
use crate::batches::{Batches, threads};
use crate::incidents;
use crate::interrupt;
use crate::notes::{Notes, lost};
use crate::progress::Progress;
use chancery::{Article, Coder, CoderOptions, Coding};
use chancery_archive::{Appended, Archive, Entry, Kept, Linked, Options};
use std::io::{self, Write};

pub fn run(args: &AddArgs) -> anyhow::Result<Outcome> {
    let coder = Coder::new(CoderOptions::default())?;
    let mut archive = Archive::write(&args.archive)?;
    if args.input.paths.is_empty() {
        return Ok(Outcome::Done);
    }
    let mut articles = chancery_intake::articles(&args.input.paths, &args.input.options())?;
    let stopped = interrupt::watch()?;
    let mut batches = Batches::new(&coder, threads(args.threads));
    let mut progress = Progress::new(&articles, args.quiet);
    let mut keep = Keep {
        options: Options {
            text: !args.no_text,
            recode: args.recode,
        },
        stamp: coder.stamp(),
        notes: Notes::default(),
        done: Appended::default(),
    };
    let mut failed = 0;
    loop {
        let next = if stopped.now() { None } else { articles.next() };
        let last = next.is_none();
        let mut there = 0;
        let coded = match next {
            Some(Ok(article)) if keep.is_there(&archive, &article)? => {
                there = 1;
                Vec::new()
            }
            Some(Ok(article)) => batches.push(article),
            Some(Err(error)) => {
                failed += usize::from(error.loses_article());
                progress.tell(&error.to_string());
                Vec::new()
            }
            None if stopped.now() => Vec::new(),
            None => batches.flush(),
        };
        if !coded.is_empty() {
            keep.keep(&mut archive, &coded)?;
            if args.json {
                writeln!(io::stdout(), "{}", keep.told())?;
            }
        }
        progress.advance(articles.bytes_read(), coded.len() + there);
        if last {
            break;
        }
    }
    progress.finish();
    let linked = match args.no_incidents || stopped.now() {
        true => Linked::default(),
        false => archive.link_incidents()?,
    };
    if !args.quiet {
        keep.notes.tell();
        anstream::eprintln!("{}", summary(&keep.done, args));
        if linked.events > 0 {
            anstream::eprintln!("{}", incidents::told(&linked));
        }
    }
    if stopped.now() {
        return Ok(stopped.told());
    }
    Ok(lost(failed, "article"))
}

/// How articles are kept, and what it came to.
struct Keep<'a> {
    options: Options,
    stamp: &'a str,
    notes: Notes,
    done: Appended,
}

impl Keep<'_> {
    /// Whether nothing is to be done for an article.
    fn is_there(&mut self, archive: &Archive, article: &Article) -> anyhow::Result<bool> {
        let there = match archive.kept(article, self.stamp)? {
            Kept::No => false,
            Kept::Same => true,
            Kept::Other => !self.options.recode,
        };
        self.done.skipped += usize::from(there);
        Ok(there)
    }

    fn keep(&mut self, archive: &mut Archive, coded: &[(Article, Coding)]) -> anyhow::Result<()> {
        let entries = Entry::all(coded, self.stamp);
        self.done += archive.append(&entries, self.stamp, self.options)?;
        for (article, coding) in coded {
            self.notes.take(article, coding);
        }
        Ok(())
    }
}

impl Keep<'_> {
    /// The totals so far, for a script.
    fn told(&self) -> serde_json::Value {
        serde_json::json!({
            "articles": self.done.articles, "replaced": self.done.replaced,
            "skipped": self.done.skipped, "events": self.done.events,
        })
    }
}

fn summary(done: &Appended, args: &AddArgs) -> String {
    let s = |n: usize| if n == 1 { "" } else { "s" };
    let mut told = format!(
        "{} article{} and {} event{} kept in {}",
        done.articles + done.replaced,
        s(done.articles + done.replaced),
        done.events,
        s(done.events),
        args.archive.display()
    );
    if done.replaced > 0 {
        told += &format!(" ({} coded anew)", done.replaced);
    }
    if done.skipped > 0 {
        told += &format!("; {} were there already", done.skipped);
    }
    told
}
