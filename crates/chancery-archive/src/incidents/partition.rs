//! From pairs to incidents: the surest pairs first, and an article never twice in one.

use super::score::{self, Score};
use super::telling::Telling;
use std::collections::{BTreeMap, BTreeSet};

/// Two tellings of one event, by number, and why.
#[derive(Debug, Clone)]
pub struct Pair {
    /// One.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// What speaks for it.
    pub score: Score,
}

/// Points that members of two incidents must have on average, so that a chain of tellings each like
/// the next does not make one event of many.
const ON_AVERAGE: f64 = score::ENOUGH - 3.0;
/// Members that stand for an incident in that comparison.
const SPOKEN_FOR: usize = 8;
/// No pair counts for more than this in an average, so that a reprint does not outweigh all.
const MOST: f64 = 10.0;

/// Tellings that are one incident.
#[derive(Debug, Clone, Default)]
struct Group {
    members: Vec<usize>,
    articles: BTreeSet<i64>,
}

/// Groups tellings. `tellings` stand in an order that does not depend on how they arrived; those of
/// one incident already are kept together, and `articles` names the articles of an incident beyond
/// those. Returns the group of each telling, and for each the pair that brought it in.
pub fn partition<E>(
    tellings: &[Telling],
    pairs: &mut [Pair],
    mut articles: impl FnMut(i64) -> Result<Vec<i64>, E>,
) -> Result<Vec<usize>, E> {
    let mut group: Vec<usize> = (0..tellings.len()).collect();
    let mut groups: Vec<Group> = (tellings.iter().zip(0..))
        .map(|(t, n)| Group {
            members: vec![n],
            articles: [t.article].into(),
        })
        .collect();
    let mut first: BTreeMap<i64, usize> = BTreeMap::new();
    for (n, telling) in tellings.iter().enumerate() {
        let Some(incident) = telling.incident else {
            continue;
        };
        let to = *first.entry(incident).or_insert(n);
        if to == n {
            if let Some(g) = groups.get_mut(n) {
                g.articles.extend(articles(incident)?);
            }
        } else {
            join(&mut group, &mut groups, to, n);
        }
    }
    // ids are of the records, so that ties do not depend on rows
    let id = |n: usize| tellings.get(n).map_or(0, |t| t.id);
    pairs.sort_by(|x, y| {
        let ids = |p: &Pair| (id(p.a).min(id(p.b)), id(p.a).max(id(p.b)));
        y.score
            .points
            .total_cmp(&x.score.points)
            .then_with(|| ids(x).cmp(&ids(y)))
    });
    for pair in pairs.iter() {
        let (Some(&a), Some(&b)) = (group.get(pair.a), group.get(pair.b)) else {
            continue;
        };
        if a == b {
            continue;
        }
        let (Some(of_a), Some(of_b)) = (groups.get(a), groups.get(b)) else {
            continue;
        };
        if of_a.articles.is_disjoint(&of_b.articles) && are_one(tellings, of_a, of_b, pair) {
            join(&mut group, &mut groups, a.min(b), a.max(b));
        }
    }
    Ok(group)
}

fn join(group: &mut [usize], groups: &mut [Group], into: usize, from: usize) {
    let Some(gone) = groups.get_mut(from).map(std::mem::take) else {
        return;
    };
    for member in &gone.members {
        if let Some(g) = group.get_mut(*member) {
            *g = into;
        }
    }
    if let Some(stays) = groups.get_mut(into) {
        stays.members.extend(gone.members);
        stays.members.sort_unstable();
        stays.articles.extend(gone.articles);
    }
}

/// Whether all of two groups may be one event, not only the pair that brings them together.
fn are_one(tellings: &[Telling], a: &Group, b: &Group, pair: &Pair) -> bool {
    if pair.score.points >= score::CERTAIN || a.members.len() == 1 && b.members.len() == 1 {
        return true;
    }
    let some = |g: &Group| -> Vec<usize> { g.members.iter().take(SPOKEN_FOR).copied().collect() };
    let (mut sum, mut count) = (0.0, 0.0);
    for x in some(a) {
        for y in some(b) {
            if let (Some(x), Some(y)) = (tellings.get(x), tellings.get(y)) {
                sum += score::compare(x, y).points.clamp(-MOST, MOST);
                count += 1.0;
            }
        }
    }
    sum >= ON_AVERAGE * count
}
