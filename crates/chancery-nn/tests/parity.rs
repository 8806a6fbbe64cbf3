//! The shipped weights against the scores the trainer's emulation of the integer network gave.

use std::fs;
use std::path::PathBuf;

use chancery_nn::{Network, Rows, Scratch};
use serde_json::Value;

/// Greatest and mean difference allowed, in standard deviations of the trainer's scores. A byte
/// that rounds the other way here shifts what is rounded next, so that two exact evaluations
/// differ: PyTorch in 64 bits differs from PyTorch in 32 by 0.19 and 0.02, from the network before
/// it was made integer by 0.37 and 0.04.
const GREATEST: f64 = 0.3;
const MEAN: f64 = 0.05;

/// Scores here and there.
#[derive(Default)]
struct Pairs(Vec<(f64, f64)>);

impl Pairs {
    fn add(&mut self, got: &[f32], want: &Value) {
        let want: Vec<f64> = numbers(want).collect();
        assert_eq!(got.len(), want.len());
        self.0.extend(got.iter().map(|&x| f64::from(x)).zip(want));
    }

    /// Greatest and mean difference, in standard deviations.
    fn gap(&self) -> (f64, f64) {
        let n = self.0.len() as f64;
        let mean = self.0.iter().map(|p| p.1).sum::<f64>() / n;
        let variance = self.0.iter().map(|p| (p.1 - mean).powi(2)).sum::<f64>() / n;
        let gaps = self.0.iter().map(|p| (p.0 - p.1).abs() / variance.sqrt());
        (gaps.clone().fold(0.0, f64::max), gaps.sum::<f64>() / n)
    }
}

fn numbers(list: &Value) -> impl Iterator<Item = f64> {
    let list = list.as_array().expect("a list of numbers");
    list.iter().map(|x| x.as_f64().expect("a number"))
}

fn indices(list: &Value) -> Vec<usize> {
    numbers(list).map(|x| x as usize).collect()
}

fn ids(list: &Value) -> Vec<u32> {
    numbers(list).map(|x| x as u32).collect()
}

/// 0 … 14: signed log2 of the number of words between a word and the trigger; 7 is inside.
fn distance(word: usize, first: usize, last: usize) -> u8 {
    let log = |n: usize| (1 + n.ilog2()).min(7) as u8;
    if word < first {
        7 - log(first - word)
    } else if word > last {
        7 + log(word - last)
    } else {
        7
    }
}

/// The sentence of each word, found by looking the words up in the sentences.
fn sentences(window: &Value) -> Vec<i64> {
    let text = window["sentences"].as_array().expect("sentences");
    let lengths: Vec<usize> = text
        .iter()
        .map(|s| s.as_str().map_or(0, |s| s.chars().count()))
        .collect();
    let words = window["words"].as_array().expect("words");
    let of = |word: &Value| {
        let start = indices(word)[0];
        let mut end = 0;
        lengths.iter().position(|n| {
            end += n + 1;
            start < end
        })
    };
    words
        .iter()
        .map(|w| of(w).expect("inside") as i64)
        .collect()
}

#[test]
fn scores_are_those_of_the_trainer() {
    let model = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../models/reader-en-2");
    let read = |name: &str| fs::read(model.join(name)).expect("the model is in the repository");
    let network = Network::load(&read("reader.safetensors")).expect("weights");
    let parity: Value = serde_json::from_slice(&read("parity.json")).expect("JSON");
    let mut scratch = Scratch::default();
    let mut parts: [Pairs; 6] = Default::default();
    let [trigger, mention, status, mode, roles, pairs] = &mut parts;
    for window in parity["windows"].as_array().expect("windows") {
        let hidden = network.encode(&ids(&window["ids"]), &mut scratch);
        let words = hidden.select(&indices(&window["first"]));
        let flat = |rows: Rows| rows.as_slice().to_vec();
        trigger.add(&flat(network.trigger_scores(&words)), &window["trigger"]);
        mention.add(&flat(network.mention_scores(&words)), &window["mention"]);
        let event = &window["event"];
        let [first, last] = indices(&event["words"])[..] else {
            panic!("two words");
        };
        let kind = event["type"].as_u64().expect("type") as usize;
        let vector = network.event_vector(&words, first..=last, kind);
        let statuses = network.status_scores(&vector, hidden.row(0));
        status.add(&statuses, &event["status"]);
        mode.add(&network.mode_scores(&vector), &event["mode"]);
        let sentence = sentences(window);
        let distances: Vec<u8> = (0..words.len()).map(|w| distance(w, first, last)).collect();
        let buckets: Vec<u8> = sentence
            .iter()
            .map(|s| ((s - sentence[first]).clamp(-3, 1) + 3) as u8)
            .collect();
        let role_words = network.role_words(&words);
        let scores = network.role_scores(&vector, &role_words, &distances, &buckets);
        roles.add(&flat(scores), &event["roles"]);
    }
    let pair = &parity["pair"];
    let pieces = ids(&pair["ids"]);
    let hidden = network.encode(&pieces, &mut scratch);
    // [unused0] opens the source, [unused2] the target
    let opens = |mark: u32| pieces.iter().position(|&p| p == mark).expect("a mark");
    let scores = network.pair_scores(&hidden, opens(1), opens(3));
    pairs.add(&scores, &pair["scores"]);
    for (part, name) in parts
        .iter()
        .zip(["trigger", "mention", "status", "mode", "roles", "pair"])
    {
        let (greatest, mean) = part.gap();
        println!(
            "{name}: {} scores, greatest {greatest:.3}, mean {mean:.4}",
            part.0.len()
        );
        assert!(
            greatest <= GREATEST && mean <= MEAN,
            "{name}: {greatest} {mean}"
        );
    }
}
