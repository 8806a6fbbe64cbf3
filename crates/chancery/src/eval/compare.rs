//! The comparison itself. The module's own page has its rules in words.

use super::gold::{GoldArticle, GoldEvent};
use super::prediction::{Prediction, Predictions};
use super::scores::{Difference, Scores};
use super::tally::{Answers, Multiset, Tally, counted};
use super::{PartyTold, Told};
use crate::ontology::{EventType, Status};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Compares the predictions for some gold articles with them. Predictions for other articles do not
/// count.
pub fn score(gold: &[GoldArticle], predictions: &Predictions) -> Scores {
    let mut tallies = Tallies::default();
    for article in gold {
        tallies.article(article, predictions.of(&article.id));
    }
    tallies.scores()
}

/// The same for each kind of text (sentence, report, article, passage), in alphabetical order;
/// articles without a kind are of kind "".
pub fn by_kind(gold: &[GoldArticle], predictions: &Predictions) -> Vec<(String, Scores)> {
    let mut kinds: BTreeMap<&str, Tallies> = BTreeMap::new();
    for article in gold {
        let kind = article.kind.as_deref().unwrap_or_default();
        kinds
            .entry(kind)
            .or_default()
            .article(article, predictions.of(&article.id));
    }
    kinds
        .into_iter()
        .map(|(kind, t)| (kind.to_owned(), t.scores()))
        .collect()
}

#[derive(Debug, Default)]
struct Tallies {
    event: Tally,
    by_type: BTreeMap<EventType, Tally>,
    roles: Tally,
    record: Tally,
    happened: Tally,
    not_actual: Tally,
    said_by: Tally,
    country: Answers,
    sector: Answers,
    date: Answers,
    place: Answers,
    status: Answers,
    differences: Vec<Difference>,
}

impl Tallies {
    fn article(&mut self, gold: &GoldArticle, predicted: &[Prediction]) {
        let matches = matches(&gold.events, predicted);
        self.events(&gold.events, predicted, &matches);
        for (i, j) in &matches {
            self.fields(&gold.events[*i], &predicted[*j]);
        }
        self.records(&gold.events, predicted);
        self.differ(gold, predicted, &matches);
    }

    fn events(&mut self, gold: &[GoldEvent], predicted: &[Prediction], matches: &[(usize, usize)]) {
        let optional = matches.iter().filter(|(i, _)| gold[*i].optional).count();
        let found: BTreeSet<usize> = matches.iter().map(|m| m.1).collect();
        // what hits the words of an optional event is not held against the coder, whatever its type
        let spared = |j: usize| {
            let trigger = &predicted[j].told.trigger;
            let hit = |a: &GoldEvent| a.optional && overlap(&a.told.trigger, trigger) > 0;
            !found.contains(&j) && gold.iter().any(hit)
        };
        let spared = (0..predicted.len()).filter(|j| spared(*j)).count();
        let required = gold.iter().filter(|a| !a.optional).count();
        self.event.add(
            matches.len() - optional,
            predicted.len() - optional - spared,
            required,
        );
        for event_type in EventType::ALL {
            let of_type = |told: &Told| told.event_type == *event_type;
            let hits = matches
                .iter()
                .map(|(i, _)| &gold[*i])
                .filter(|a| of_type(&a.told));
            let (optional, right): (Vec<_>, Vec<_>) = hits.partition(|a| a.optional);
            self.by_type.entry(*event_type).or_default().add(
                right.len(),
                predicted.iter().filter(|b| of_type(&b.told)).count() - optional.len(),
                gold.iter()
                    .filter(|a| of_type(&a.told) && !a.optional)
                    .count(),
            );
        }
    }

    fn fields(&mut self, gold: &GoldEvent, predicted: &Prediction) {
        let (a, b) = (&gold.told, &predicted.told);
        self.parties(a, b);
        self.status.add(a.status == b.status);
        let open = |told: &Told| told.status != Status::Actual;
        let right = open(a) && open(b) && a.status == b.status;
        self.not_actual
            .add(right.into(), open(b).into(), open(a).into());
        let source = gold.said_by.as_ref();
        let right = source.is_some_and(|s| predicted.said_by.iter().any(|x| overlap(s, x) > 0));
        let named = !predicted.said_by.is_empty();
        self.said_by
            .add(right.into(), named.into(), source.is_some().into());
        if a.place.is_some() {
            self.place.add(a.place == b.place);
        }
        if let Some(days) = a.days {
            self.date
                .add(b.days.is_some_and(|other| agree(days, other)));
        }
    }

    fn parties(&mut self, a: &Told, b: &Told) {
        let (gold, predicted) = (roles(a), roles(b));
        let mut used = BTreeSet::new();
        for (role, party) in &gold {
            let fits = predicted.iter().enumerate().filter(|(k, (r, p))| {
                !used.contains(k) && r == role && overlap(&party.span, &p.span) > 0
            });
            let best = fits.max_by_key(|(k, (_, p))| (overlap(&party.span, &p.span), *k));
            let Some((k, (_, other))) = best else {
                continue;
            };
            used.insert(k);
            if party.country.is_some() {
                self.country.add(party.country == other.country);
            }
            if party.sector.is_some() {
                self.sector.add(party.sector == other.sector);
            }
        }
        self.roles.add(used.len(), predicted.len(), gold.len());
    }

    fn records(&mut self, gold: &[GoldEvent], predicted: &[Prediction]) {
        let (optional, required): (Vec<_>, Vec<_>) = gold.iter().partition(|a| a.optional);
        let required: Vec<&Told> = required.iter().map(|a| &a.told).collect();
        let optional: Vec<&Told> = optional.iter().map(|a| &a.told).collect();
        let predicted: Vec<&Told> = predicted.iter().map(|b| &b.told).collect();
        let [g, p, o] = [&required, &predicted, &optional].map(|told| all_records(told));
        self.record.add_shared(&g, &p, &o);
        let [g, p, o] = [&required, &predicted, &optional].map(|told| actual_records(told));
        self.happened.add_shared(&g, &p, &o);
    }

    fn differ(&mut self, gold: &GoldArticle, predicted: &[Prediction], matches: &[(usize, usize)]) {
        let found: BTreeSet<usize> = matches.iter().map(|m| m.0).collect();
        for (i, a) in gold.events.iter().enumerate() {
            if !a.optional && !found.contains(&i) {
                self.differences.push(Difference::Missed {
                    article: gold.id.clone(),
                    sentence: a.sentence,
                    event_type: a.told.event_type,
                    words: a.words.clone(),
                });
            }
        }
        let right: BTreeSet<usize> = matches.iter().map(|m| m.1).collect();
        for (j, b) in predicted.iter().enumerate() {
            if !right.contains(&j) {
                self.differences.push(Difference::False {
                    article: gold.id.clone(),
                    event_type: b.told.event_type,
                    words: b.words.clone(),
                });
            }
        }
    }

    fn scores(self) -> Scores {
        let row = |t: &EventType| self.by_type.get(t).copied().unwrap_or_default().row();
        Scores {
            event: self.event.row(),
            by_type: EventType::ALL.iter().map(|t| (*t, row(t))).collect(),
            roles: self.roles.row(),
            record: self.record.row(),
            happened: self.happened.row(),
            not_actual: self.not_actual.row(),
            said_by: self.said_by.row(),
            country: self.country.accuracy(),
            sector: self.sector.accuracy(),
            date: self.date.accuracy(),
            place: self.place.accuracy(),
            status: self.status.accuracy(),
            differences: self.differences,
        }
    }
}

/// Gold and predicted events that are the same, one to one: the same type and overlapping triggers,
/// the best overlap first, then the nearest starts, then the later ones.
fn matches(gold: &[GoldEvent], predicted: &[Prediction]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in predicted.iter().enumerate() {
            let common = overlap(&a.told.trigger, &b.told.trigger);
            if a.told.event_type == b.told.event_type && common > 0 {
                let apart = a.told.trigger.start.abs_diff(b.told.trigger.start);
                pairs.push((common, Reverse(apart), i, j));
            }
        }
    }
    pairs.sort_unstable_by(|x, y| y.cmp(x));
    let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
    let mut matches = Vec::new();
    for (_, _, i, j) in pairs {
        if !taken.contains(&i) && !given.contains(&j) {
            taken.insert(i);
            given.insert(j);
            matches.push((i, j));
        }
    }
    matches
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn mutual(event_type: EventType) -> bool {
    matches!(event_type, EventType::Consult | EventType::Cooperate)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Actor,
    Recipient,
    /// Either, of a mutual type.
    Party,
}

fn roles(told: &Told) -> Vec<(Role, &PartyTold)> {
    let role = |role| {
        if mutual(told.event_type) {
            Role::Party
        } else {
            role
        }
    };
    let actors = told.actors.iter().map(|p| (role(Role::Actor), p));
    actors
        .chain(told.recipients.iter().map(|p| (role(Role::Recipient), p)))
        .collect()
}

/// Whether a predicted interval is right: it meets the other and is at most three times as long, or
/// three days where that is more.
fn agree(gold: (Date, Date), predicted: (Date, Date)) -> bool {
    let length = |(from, to): (Date, Date)| (to - from).get_days();
    let meet = gold.0 <= predicted.1 && predicted.0 <= gold.1;
    meet && length(predicted) <= (3 * length(gold)).max(3)
}

type Record<'a> = (EventType, BTreeSet<&'a str>, BTreeSet<&'a str>);

/// Records with whether they are said to have happened.
fn all_records<'a>(told: &[&'a Told]) -> Multiset<(Record<'a>, bool)> {
    let happened = |t: &Told| matches!(t.status, Status::Actual | Status::Historical);
    counted(told.iter().map(|t| (record(t), happened(t))))
}

fn actual_records<'a>(told: &[&'a Told]) -> Multiset<Record<'a>> {
    counted(
        told.iter()
            .filter(|t| t.status == Status::Actual)
            .map(|t| record(t)),
    )
}

/// Type and countries: what a data user sees.
fn record(told: &Told) -> Record<'_> {
    if mutual(told.event_type) {
        let parties = told.actors.iter().chain(&told.recipients);
        (told.event_type, countries(parties), BTreeSet::new())
    } else {
        (
            told.event_type,
            countries(told.actors.iter()),
            countries(told.recipients.iter()),
        )
    }
}

fn countries<'a>(parties: impl Iterator<Item = &'a PartyTold>) -> BTreeSet<&'a str> {
    parties
        .map(|p| p.country.as_deref().unwrap_or("?"))
        .collect()
}
