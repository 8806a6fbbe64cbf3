//! From the scores of the heads to spans: pure functions, tested without a model.

use std::ops::RangeInclusive;

/// Words from one to another, both included.
pub type Words = RangeInclusive<usize>;

/// A trigger: its words, the index of its type, and the probability of that type.
#[derive(Debug, Clone, PartialEq)]
pub struct TriggerSpan {
    /// The words.
    pub words: Words,
    /// Index into the types of the model.
    pub event_type: usize,
    /// Mean over the words of the type's probability.
    pub score: f32,
}

/// Triggers among the words from `core` on. `tags` holds, for each word, the probabilities of
/// `O, B-type0, I-type0, B-type1, …`; a word belongs to a trigger where P(not O) ≥ `threshold`.
pub fn triggers(tags: &[Vec<f32>], core: usize, threshold: f32) -> Vec<TriggerSpan> {
    let mut out = Vec::new();
    let mut run: Option<(usize, usize)> = None;
    for w in core..=tags.len() {
        let best = tags.get(w).and_then(|p| inside(p, threshold));
        let begins = best.is_some_and(|t| tags[w][1 + 2 * t] > tags[w][2 + 2 * t]);
        if let Some((start, event_type)) = run
            && (best != Some(event_type) || begins)
        {
            let words = start..=w - 1;
            let sum: f32 = tags[start..w].iter().map(|p| of_type(p, event_type)).sum();
            out.push(TriggerSpan {
                words,
                event_type,
                score: sum / (w - start) as f32,
            });
            run = None;
        }
        if run.is_none() {
            run = best.map(|t| (w, t));
        }
    }
    out
}

fn of_type(p: &[f32], event_type: usize) -> f32 {
    p[1 + 2 * event_type] + p[2 + 2 * event_type]
}

/// The most probable type of a word, if the word is in a trigger at all; the first of equals.
fn inside(p: &[f32], threshold: f32) -> Option<usize> {
    if 1.0 - p[0] < threshold {
        return None;
    }
    let mut best = None;
    for t in 0..p.len() / 2 {
        if best.is_none_or(|b| of_type(p, t) > of_type(p, b)) {
            best = Some(t);
        }
    }
    best
}

/// Mentions from the scores of `O, B-entity, I-entity, B-time, I-time` of each word, with whether
/// each is a time.
pub fn mentions(tags: &[Vec<f32>]) -> Vec<(Words, bool)> {
    let mut out = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for w in 0..=tags.len() {
        let tag = tags.get(w).map_or(0, |p| largest(p));
        let kind = tag.div_ceil(2);
        let inside = tag > 0 && tag % 2 == 0;
        if let Some((start, of)) = open
            && (!inside || kind != of)
        {
            out.push((start..=w - 1, of == 2));
            open = None;
        }
        if tag > 0 && open.is_none() {
            open = Some((w, kind));
        }
    }
    out
}

/// Index of the largest score, the first of equals.
pub fn largest(scores: &[f32]) -> usize {
    let mut best = 0;
    for (i, &s) in scores.iter().enumerate() {
        if s > scores[best] {
            best = i;
        }
    }
    best
}

/// Runs of words whose probability of filling a role is at least `threshold`; a run inside a
/// mention becomes the whole mention. In text order, each span once, with its highest probability.
pub fn fillers(
    probabilities: &[f32],
    mentions: &[(Words, bool)],
    threshold: f32,
) -> Vec<(Words, f32)> {
    let mut out: Vec<(Words, f32)> = Vec::new();
    let mut w = 0;
    while w < probabilities.len() {
        if probabilities[w] < threshold {
            w += 1;
            continue;
        }
        let start = w;
        while w < probabilities.len() && probabilities[w] >= threshold {
            w += 1;
        }
        let score = probabilities[start..w].iter().copied().fold(0.0, f32::max);
        let span = whole_mention(start..=w - 1, mentions);
        match out.iter_mut().find(|(known, _)| *known == span) {
            Some((_, known)) => *known = known.max(score),
            None => out.push((span, score)),
        }
    }
    out.sort_by_key(|(span, _)| (*span.start(), *span.end()));
    out
}

/// The mention that shares most words with `run`, if it holds all of it; else the run as it is.
fn whole_mention(run: Words, mentions: &[(Words, bool)]) -> Words {
    let shared =
        |m: &Words| (*run.end().min(m.end()) + 1).saturating_sub(*run.start().max(m.start()));
    let mut best: Option<&Words> = None;
    for (m, _) in mentions {
        if shared(m) > 0 && best.is_none_or(|b| shared(m) > shared(b)) {
            best = Some(m);
        }
    }
    match best {
        Some(m) if m.start() <= run.start() && m.end() >= run.end() => m.clone(),
        _ => run,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Probabilities of one word for two types: not a trigger, or `B`/`I` of a type.
    fn word(tag: usize) -> Vec<f32> {
        let mut p = vec![0.02; 5];
        p[tag] = 0.92;
        p
    }

    #[test]
    fn neighbouring_words_of_one_type_are_one_trigger() {
        let tags = [word(0), word(1), word(2), word(0)];
        let found = triggers(&tags, 0, 0.5);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].words, 1..=2);
        assert_eq!(found[0].event_type, 0);
        assert!((found[0].score - 0.94).abs() < 1e-6);
    }

    #[test]
    fn a_new_beginning_or_another_type_opens_a_new_trigger() {
        let tags = [word(1), word(1), word(4), word(4)];
        let words: Vec<_> = triggers(&tags, 0, 0.5)
            .into_iter()
            .map(|t| (t.words, t.event_type))
            .collect();
        assert_eq!(words, [(0..=0, 0), (1..=1, 0), (2..=3, 1)]);
    }

    #[test]
    fn context_holds_no_triggers_and_the_last_word_may_hold_one() {
        let tags = [word(1), word(0), word(3)];
        let found = triggers(&tags, 1, 0.5);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].words, 2..=2);
    }

    #[test]
    fn a_higher_threshold_reads_fewer_triggers() {
        let unsure = vec![0.45, 0.5, 0.01, 0.02, 0.02];
        assert_eq!(triggers(std::slice::from_ref(&unsure), 0, 0.5).len(), 1);
        assert_eq!(triggers(&[unsure], 0, 0.6).len(), 0);
    }

    #[test]
    fn mentions_keep_entities_and_times_apart() {
        let tags = [word(1), word(2), word(3), word(4), word(0), word(2)];
        assert_eq!(
            mentions(&tags),
            [(0..=1, false), (2..=3, true), (5..=5, false)]
        );
    }

    #[test]
    fn a_run_inside_a_mention_becomes_the_mention_and_counts_once() {
        let p = [0.0, 0.9, 0.1, 0.7, 0.0, 0.6];
        let found = fillers(&p, &[(0..=4, false)], 0.5);
        assert_eq!(found, [(0..=4, 0.9), (5..=5, 0.6)]);
    }

    #[test]
    fn a_run_that_leaves_its_mention_stays_a_run() {
        assert_eq!(
            fillers(&[0.0, 0.9, 0.8], &[(0..=1, false)], 0.5),
            [(1..=2, 0.9)]
        );
    }
}
