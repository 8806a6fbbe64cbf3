//! `chancery export`: an archive's records as a file of any format.

use crate::Outcome;
use crate::args::ExportArgs;
use crate::output::Output;
use chancery_archive::Archive;

pub fn run(args: &ExportArgs) -> anyhow::Result<Outcome> {
    let archive = Archive::read(&args.archive)?;
    let mut output = Output::open(args.format, args.output.as_deref(), args.all_statuses)?;
    archive
        .each_article(|article| output.write_records(&article.records, article.title.as_deref()))?;
    let written = output.finish()?;
    if !args.quiet {
        anstream::eprintln!("{written}");
    }
    Ok(Outcome::Done)
}
