//! `chancery incidents`: which events are one, and who tells them.

use crate::Outcome;
use crate::args::IncidentsArgs;
use crate::query;
use chancery_archive::{Archive, Linked};

/// Seconds that listing may take.
const PATIENCE: u64 = 3600;

pub fn run(args: &IncidentsArgs) -> anyhow::Result<Outcome> {
    // an archive that nothing is new in is not written to
    if args.afresh || Archive::read(&args.archive)?.has_unlinked()? {
        let mut archive = Archive::write(&args.archive)?;
        if args.afresh {
            archive.forget_incidents()?;
        }
        let linked = archive.link_incidents()?;
        if !args.quiet {
            anstream::eprintln!("{}", told(&linked));
        }
    }
    let mut archive = Archive::read(&args.archive)?;
    query::rows(&mut archive, &sql(args), &args.rows, PATIENCE)
}

fn sql(args: &IncidentsArgs) -> String {
    if args.one_a_day {
        return "SELECT * FROM one_a_day ORDER BY day, actor, recipient, type".into();
    }
    format!(
        "SELECT * FROM incidents WHERE articles >= {} ORDER BY articles DESC, date_from, id",
        args.articles
    )
}

/// What was linked, in a line.
pub fn told(linked: &Linked) -> String {
    let Linked {
        events,
        incidents,
        links,
        merged,
    } = linked;
    let s = |n: &usize| if *n == 1 { "" } else { "s" };
    let mut told = format!(
        "{events} event{} linked: {incidents} new incident{}, {links} told before",
        s(events),
        s(incidents)
    );
    if *merged > 0 {
        told += &format!(
            "; {merged} older incident{} found to be one with another",
            s(merged)
        );
    }
    told
}
