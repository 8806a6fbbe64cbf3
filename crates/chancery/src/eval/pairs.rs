//! The pair question measured: a sentence, two parties of it, and the type of event that joins them.
//!
//! Rows come as tab-separated lines with a header, as the PLV set of Hu et al. (ACL 2024) has them;
//! the columns `sentence`, `source`, `target` and `gold_root` are read. Quotes are plain characters.

use super::scores::Row;
use super::words::on_boundaries;
use crate::event::Span;
use crate::ontology::EventType;
use crate::reading::PairRoot;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::fmt;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The sentence.
    pub sentence: String,
    /// Bytes of source and target in it, apart from each other; none if the sentence does not name
    /// both ("an actor", "a recipient").
    pub parties: Option<(Span, Span)>,
    /// The right answer.
    pub gold: PairRoot,
}

/// Why a file of pairs cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PairsError {
    /// The header lacks a column.
    #[error("line 1: no column `{0}`; needed are sentence, source, target and gold_root")]
    NoColumn(&'static str),
    /// A row has too few columns.
    #[error("line {line}: the row ends before its column `{column}`")]
    ShortRow {
        /// Number of the line, from 1.
        line: usize,
        /// The first column that is wanting.
        column: &'static str,
    },
    /// A class that is none of the fifteen.
    #[error("line {line}: `{root}` is none of the classes; CONCEDE and RETREAT are YIELD")]
    UnknownRoot {
        /// Number of the line, from 1.
        line: usize,
        /// What stands there.
        root: String,
    },
}

const COLUMNS: [&str; 4] = ["sentence", "source", "target", "gold_root"];

/// Reads rows from tab-separated lines; blank lines are passed over.
pub fn parse(text: &str) -> Result<Vec<Pair>, PairsError> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let mut at = [0; COLUMNS.len()];
    for (at, column) in at.iter_mut().zip(COLUMNS) {
        let found = header.iter().position(|name| *name == column);
        *at = found.ok_or(PairsError::NoColumn(column))?;
    }
    let mut pairs = Vec::new();
    for (i, line) in lines.enumerate() {
        if !line.trim().is_empty() {
            pairs.push(row(i + 2, line, at)?);
        }
    }
    Ok(pairs)
}

fn row(line: usize, text: &str, at: [usize; COLUMNS.len()]) -> Result<Pair, PairsError> {
    let cells: Vec<&str> = text.split('\t').collect();
    let mut found = [""; COLUMNS.len()];
    for ((found, at), column) in found.iter_mut().zip(at).zip(COLUMNS) {
        *found = cells.get(at).ok_or(PairsError::ShortRow { line, column })?;
    }
    let [sentence, source, target, gold] = found;
    let gold = root(gold).ok_or_else(|| PairsError::UnknownRoot {
        line,
        root: gold.to_owned(),
    })?;
    Ok(Pair {
        parties: find(sentence, source, target),
        sentence: sentence.to_owned(),
        gold,
    })
}

fn root(name: &str) -> Option<PairRoot> {
    let class = PairRoot::all().into_iter().find(|r| r.as_str() == name);
    class.or_else(|| name.parse::<EventType>().ok().map(PairRoot::of))
}

/// The first occurrences of source and target on word boundaries that do not overlap: the earliest
/// source that leaves a target, then the earliest target.
fn find(sentence: &str, source: &str, target: &str) -> Option<(Span, Span)> {
    occurrences(sentence, source).find_map(|s| {
        let mut targets = occurrences(sentence, target);
        let apart = targets.find(|t| t.end <= s.start || s.end <= t.start)?;
        Some((s, apart))
    })
}

fn occurrences<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Span> + 'a {
    let found = text.match_indices(words).map(|(i, w)| i..i + w.len());
    found.filter(move |span| !span.is_empty() && on_boundaries(text, span))
}

/// Numbers of one class.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ClassScores {
    /// Precision.
    pub p: f64,
    /// Recall.
    pub r: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Rows that are of this class.
    pub support: usize,
    /// Rows that were said to be.
    pub predicted: usize,
}

/// How well the pair question was answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairScores {
    /// Share of rows with the right answer.
    pub accuracy: f64,
    /// Mean F1 of the classes that have a row or an answer, each weighing the same, as
    /// scikit-learn's `f1_score(average="macro")` takes it.
    pub macro_f1: f64,
    /// Rows in all.
    pub n: usize,
    /// Rows without an answer, because their parties do not stand in the sentence or do not fit
    /// into the reader's window. They are wrong, but no class's false answer.
    pub unmarked: usize,
    /// The fifteen classes, in the order of [`PairRoot::all`].
    #[serde(serialize_with = "by_name")]
    pub per_class: Vec<(PairRoot, ClassScores)>,
}

fn by_name<S: Serializer>(
    classes: &[(PairRoot, ClassScores)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(classes.len()))?;
    for (root, scores) in classes {
        map.serialize_entry(root.as_str(), scores)?;
    }
    map.end()
}

/// Compares answers with rows, in order; an answer that is none, or missing at the end, is wrong.
pub fn score(pairs: &[Pair], answers: &[Option<PairRoot>]) -> PairScores {
    let answers = || answers.iter().copied().chain(std::iter::repeat(None));
    let rows = || pairs.iter().map(|p| p.gold).zip(answers());
    let right = rows()
        .filter(|(gold, answer)| *answer == Some(*gold))
        .count();
    let class = |root: PairRoot| {
        let hits = rows().filter(|row| *row == (root, Some(root))).count();
        let predicted = rows().filter(|(_, answer)| *answer == Some(root)).count();
        let row = Row::new(
            hits,
            predicted,
            rows().filter(|(gold, _)| *gold == root).count(),
        );
        let scores = ClassScores {
            p: row.p,
            r: row.r,
            f1: row.f1,
            support: row.gold,
            predicted,
        };
        (root, scores)
    };
    let per_class: Vec<_> = PairRoot::all().into_iter().map(class).collect();
    let seen = per_class
        .iter()
        .filter(|(_, s)| s.support + s.predicted > 0);
    let f1s: Vec<f64> = seen.map(|(_, s)| s.f1).collect();
    PairScores {
        accuracy: right as f64 / pairs.len().max(1) as f64,
        macro_f1: f1s.iter().sum::<f64>() / f1s.len().max(1) as f64,
        n: pairs.len(),
        unmarked: rows().filter(|(_, answer)| answer.is_none()).count(),
        per_class,
    }
}

impl fmt::Display for PairScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PairScores {
            accuracy,
            macro_f1,
            n,
            unmarked,
            ..
        } = self;
        writeln!(
            f,
            "accuracy {accuracy:.3}  macro F1 {macro_f1:.3}   of {n}, {unmarked} without an answer"
        )?;
        for (
            root,
            ClassScores {
                p,
                r,
                f1,
                support,
                predicted,
            },
        ) in &self.per_class
        {
            writeln!(
                f,
                "  {root:10} P {p:.2} R {r:.2} F1 {f1:.2}  gold {support} predicted {predicted}"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "n\tsource\ttarget\tsentence\tgold_root";
    const AID: PairRoot = PairRoot::Type(EventType::Aid);
    const ACCUSE: PairRoot = PairRoot::Type(EventType::Accuse);

    fn one(source: &str, target: &str, sentence: &str) -> Pair {
        let text = format!("{HEADER}\n1\t{source}\t{target}\t{sentence}\tAID\n");
        parse(&text).expect("a row").remove(0)
    }

    fn pairs(roots: &[PairRoot]) -> Vec<Pair> {
        let pair = |gold: &PairRoot| Pair {
            gold: *gold,
            ..one("a", "b", "a b")
        };
        roots.iter().map(pair).collect()
    }

    #[test]
    fn parties_are_whole_words_apart_from_each_other() {
        let pair = one("Mali", "Mali's army", "Malian Mali's army fed Mali.");
        assert_eq!(pair.parties, Some((23..27, 7..18)));
        let pair = one("Ünsal", "“Bé”", "“Bé” Ünsal");
        assert_eq!(pair.parties, Some((10..16, 0..9)));
    }

    #[test]
    fn parties_that_do_not_stand_there_are_not_marked() {
        assert_eq!(one("Mali", "a recipient", "Mali sent food.").parties, None);
        assert_eq!(one("Mali", "", "Mali sent food.").parties, None);
        assert_eq!(one("Mali", "Mali", "Mali sent food.").parties, None);
    }

    #[test]
    fn a_quote_is_a_plain_character() {
        let text = format!("{HEADER}\n1\t\"X\tY\t\"X fed Y.\tYIELD\r\n\n2\tX\tY\tX Y\tRETREAT");
        let pairs = parse(&text).expect("rows");
        assert_eq!(pairs[0].parties, Some((0..2, 7..8)));
        assert_eq!([pairs[0].gold, pairs[1].gold], [PairRoot::Yield; 2]);
    }

    #[test]
    fn faults_name_line_and_column() {
        assert_eq!(
            parse("sentence\tsource"),
            Err(PairsError::NoColumn("target"))
        );
        let error = parse(&format!("{HEADER}\n1\tX")).expect_err("short");
        assert_eq!(
            error.to_string(),
            "line 2: the row ends before its column `sentence`"
        );
        let error = parse(&format!("{HEADER}\n1\tX\tY\tX Y\tHELP")).expect_err("a class");
        assert!(
            error
                .to_string()
                .starts_with("line 2: `HELP` is none of the classes")
        );
    }

    #[test]
    fn macro_f1_is_over_the_classes_that_occur() {
        let pairs = pairs(&[AID, AID, ACCUSE, PairRoot::Yield]);
        let answers = [Some(AID), Some(ACCUSE), Some(ACCUSE), None];
        let scores = score(&pairs, &answers);
        assert_eq!((scores.accuracy, scores.n, scores.unmarked), (0.5, 4, 1));
        // AID 2/3, ACCUSE 2/3, YIELD 0
        assert!((scores.macro_f1 - 4.0 / 9.0).abs() < 1e-12);
        let json = serde_json::to_value(&scores).expect("JSON");
        assert_eq!(json["per_class"].as_object().map(|o| o.len()), Some(15));
        assert_eq!(json["per_class"]["YIELD"]["support"], 1);
        assert_eq!(json["per_class"]["ACCUSE"]["p"], 0.5);
    }

    #[test]
    fn no_rows_and_missing_answers_give_zeros() {
        assert_eq!(score(&[], &[]).macro_f1, 0.0);
        let scores = score(&pairs(&[AID]), &[]);
        assert_eq!((scores.accuracy, scores.unmarked), (0.0, 1));
    }
}
