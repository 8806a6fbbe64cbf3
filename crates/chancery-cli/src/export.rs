//! `chancery export`: an archive's records as a file of any format.

use crate::Outcome;
use crate::args::ExportArgs;
use crate::sink::Sink;
use anyhow::Context;
use chancery::out::Writer;
use chancery_archive::Archive;

pub fn run(args: &ExportArgs) -> anyhow::Result<Outcome> {
    let archive = Archive::read(&args.archive)?;
    let mut sink = Sink::open(args.output.as_deref())?;
    let mut writer = Writer::new(args.format, &mut sink);
    if args.all_statuses {
        writer = writer.all_statuses(true);
    }
    archive.each_article(|article| {
        writer
            .write_records(&article.records, article.title.as_deref())
            .context("the records cannot be written")
    })?;
    let written = writer.finish().context("the records cannot be written")?;
    sink.commit()?;
    if !args.quiet {
        anstream::eprintln!("{written}");
    }
    Ok(Outcome::Done)
}
