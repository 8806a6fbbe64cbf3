//! `chancery eval`: the coder's records against annotated articles.

use crate::Outcome;
use crate::args::EvalArgs;
use anyhow::Context;
use chancery::eval::pairs::Pair;
use chancery::eval::{self, Gold, Predictions};
use chancery::reading::PairRoot;
use chancery::{Coder, CoderOptions};
use std::fs;
use std::path::Path;

pub fn run(args: &EvalArgs) -> anyhow::Result<Outcome> {
    match (&args.gold, &args.pairs) {
        (Some(gold), _) => articles(args, gold),
        (None, Some(pairs)) => parties(args, pairs),
        (None, None) => anyhow::bail!("give annotated articles, or --pairs FILE"),
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn articles(args: &EvalArgs, path: &Path) -> anyhow::Result<Outcome> {
    let gold = Gold::parse(&read(path)?).with_context(|| path.display().to_string())?;
    let predictions = match &args.predicted {
        Some(file) => {
            Predictions::parse(&read(file)?).with_context(|| file.display().to_string())?
        }
        None => {
            let coder = Coder::new(CoderOptions::default())?;
            let mut predictions = Predictions::default();
            for g in &gold.articles {
                let article = g.article();
                predictions.add_coding(&article, &coder.code(&article));
            }
            predictions
        }
    };
    let scores = eval::score(&gold.articles, &predictions);
    if args.json {
        anstream::println!("{}", serde_json::to_string_pretty(&scores)?);
        return Ok(Outcome::Done);
    }
    anstream::print!("{scores}");
    let kinds = eval::by_kind(&gold.articles, &predictions);
    if kinds.len() > 1 {
        anstream::println!("\n{:<12} event  roles  record  not_actual", "by kind, F1");
        for (kind, s) in kinds {
            let (event, roles, record) = (s.event.f1, s.roles.f1, s.record.f1);
            let rest = s.not_actual.f1;
            anstream::println!("  {kind:<10} {event:.3}  {roles:.3}  {record:.3}   {rest:.3}");
        }
    }
    for difference in scores.differences.iter().take(args.errors) {
        anstream::println!("{difference}");
    }
    Ok(Outcome::Done)
}

/// The class that the reader gives a row, if its parties stand in the sentence.
fn answer(coder: &Coder, row: &Pair) -> Option<PairRoot> {
    let (source, target) = row.parties.as_ref()?;
    coder.reader().pair(&row.sentence, source, target)
}

fn parties(args: &EvalArgs, path: &Path) -> anyhow::Result<Outcome> {
    let rows = eval::pairs::parse(&read(path)?).with_context(|| path.display().to_string())?;
    let coder = Coder::new(CoderOptions::default())?;
    let predicted: Vec<_> = rows.iter().map(|row| answer(&coder, row)).collect();
    let scores = eval::pairs::score(&rows, &predicted);
    if let Some(out) = &args.pairs_out {
        let mut table = String::from("row\tgold_root\tpredicted\n");
        for (i, (row, root)) in rows.iter().zip(&predicted).enumerate() {
            let root = root.map_or("", |r| r.as_str());
            table.push_str(&format!("{}\t{}\t{root}\n", i + 1, row.gold));
        }
        fs::write(out, table).with_context(|| format!("{} cannot be written", out.display()))?;
    }
    if args.json {
        anstream::println!("{}", serde_json::to_string_pretty(&scores)?);
    } else {
        anstream::print!("{scores}");
    }
    Ok(Outcome::Done)
}
