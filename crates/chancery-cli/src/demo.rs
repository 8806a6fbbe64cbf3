//! `chancery demo`: the sample articles, coded and shown.

use crate::Outcome;
use crate::args::DemoArgs;
use crate::serve::serve;
use chancery::{Article, Coder, CoderOptions, Coding};
use chancery_archive::{Archive, Entry, Options};
use std::io::Cursor;
use std::path::Path;

macro_rules! samples {
    ($($name:literal)*) => {
        [$(($name, include_bytes!(concat!("../../../tests/samples/", $name)).as_slice()),)*]
    };
}

/// The articles that ship, compiled in.
const SAMPLES: [(&str, &[u8]); 14] = samples![
    "antananarivo-talks.html"
    "briefs.jsonl"
    "casamance-truce.md"
    "caspian-visit.txt"
    "ferry-keeper.md"
    "lusaka-verdict.txt"
    "nairobi-levy.md"
    "nile-warning.txt"
    "northern-wire-kyiv.txt"
    "palk-strait.txt"
    "ras-doumeira.md"
    "santiago-statement.md"
    "undated-border.txt"
    "wire.csv"
];

pub fn run(args: &DemoArgs) -> anyhow::Result<Outcome> {
    let folder = tempfile::Builder::new().prefix("chancery-demo").tempdir()?;
    let archive = folder.path().join("demo.chancery");
    build(&archive)?;
    serve(&archive, &args.address, !args.no_open)
}

/// Codes the samples into a new archive.
fn build(path: &Path) -> anyhow::Result<()> {
    let coder = Coder::new(CoderOptions::default())?;
    let coded: Vec<(Article, Coding)> = articles()?
        .into_iter()
        .map(|article| {
            let coding = coder.code(&article);
            (article, coding)
        })
        .collect();
    let entries = Entry::all(&coded, coder.stamp());
    let options = Options {
        text: true,
        recode: false,
    };
    Archive::write(path)?.append(&entries, coder.stamp(), options)?;
    Ok(())
}

fn articles() -> anyhow::Result<Vec<Article>> {
    let mut articles = Vec::new();
    for (name, bytes) in SAMPLES {
        let stream = Cursor::new(bytes);
        for article in chancery_intake::articles_from(name, stream, &Default::default()) {
            articles.push(article?);
        }
    }
    Ok(articles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_an_article_with_a_text() {
        let articles = articles().expect("the samples are read");
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/samples");
        let files = std::fs::read_dir(folder).expect("the folder").count();
        assert_eq!(SAMPLES.len() + 1, files, "all of them but the README");
        assert!(articles.len() > SAMPLES.len());
        assert!(articles.iter().all(|a| !a.text.is_empty()));
    }
}
