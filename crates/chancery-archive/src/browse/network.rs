//! Countries and what passes between them.

use super::choice::Choice;
use super::columns::Columns;
use super::filters::Filters;
use super::summary::Sum;
use crate::{Archive, ArchiveError};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Countries as nodes, what passes between two of them, whoever acts, as an edge.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Network {
    /// Most events first.
    pub nodes: Vec<Node>,
    /// Between these nodes, most events first.
    pub edges: Vec<Edge>,
}

/// A country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Node {
    /// The country.
    pub country: String,
    /// Events with another country.
    pub events: u64,
    /// Of these, quads 1 and 2.
    pub cooperation: u64,
    /// Of these, quads 3 and 4.
    pub conflict: u64,
}

/// Two countries, the first in the alphabet first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edge {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Events of quads 1 and 2.
    pub cooperation: u64,
    /// Events of quads 3 and 4.
    pub conflict: u64,
    /// Mean score.
    pub score: f64,
    /// Events.
    pub events: u64,
}

#[derive(Default, Clone, Copy)]
struct Tie {
    sum: Sum,
    conflict: u64,
}

impl Archive {
    /// The network of the chosen events: the `limit` countries with most events, and all edges
    /// between them. What happens within one country is no edge.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn network(
        &self,
        columns: &Columns,
        filters: &Filters,
        limit: usize,
    ) -> Result<Network, ArchiveError> {
        let choice = Choice::new(&self.connection, columns, filters);
        let choice = choice.map_err(|error| self.failed(error))?;
        let mut edges: HashMap<(u16, u16), Tie> = HashMap::new();
        let mut nodes: BTreeMap<u16, Tie> = BTreeMap::new();
        let (mut pairs, mut ends) = (Vec::new(), Vec::new());
        for event in choice.all(columns) {
            columns.pairs(event, &mut pairs);
            pairs.retain(|(a, b)| *a > 0 && *b > 0 && a != b);
            for pair in &mut pairs {
                *pair = (pair.0.min(pair.1), pair.0.max(pair.1));
            }
            pairs.sort_unstable();
            pairs.dedup();
            let conflict = u64::from(event.event_type.quad() > 2);
            let add = |tie: &mut Tie| {
                tie.sum.add(event);
                tie.conflict += conflict;
            };
            ends.clear();
            for pair in &pairs {
                add(edges.entry(*pair).or_default());
                ends.extend([pair.0, pair.1]);
            }
            ends.sort_unstable();
            ends.dedup();
            for end in &ends {
                add(nodes.entry(*end).or_default());
            }
        }
        Ok(drawn(columns, nodes, edges, limit))
    }
}

fn drawn(
    columns: &Columns,
    nodes: BTreeMap<u16, Tie>,
    edges: HashMap<(u16, u16), Tie>,
    limit: usize,
) -> Network {
    let country = |n: u16| columns.countries.text(usize::from(n)).to_owned();
    let mut nodes: Vec<(u16, Node)> = nodes
        .into_iter()
        .map(|(n, tie)| {
            let node = Node {
                country: country(n),
                events: tie.sum.events,
                cooperation: tie.sum.events - tie.conflict,
                conflict: tie.conflict,
            };
            (n, node)
        })
        .collect();
    nodes.sort_by(|(_, x), (_, y)| {
        (y.events.cmp(&x.events)).then_with(|| x.country.cmp(&y.country))
    });
    nodes.truncate(limit);
    let mut shown: Vec<u16> = nodes.iter().map(|(n, _)| *n).collect();
    shown.sort_unstable();
    let shown = |n: u16| shown.binary_search(&n).is_ok();
    let mut edges: Vec<Edge> = (edges.into_iter())
        .filter(|((a, b), _)| shown(*a) && shown(*b))
        .map(|((a, b), tie)| {
            let (a, b) = (country(a), country(b));
            Edge {
                a: a.clone().min(b.clone()),
                b: a.max(b),
                cooperation: tie.sum.events - tie.conflict,
                conflict: tie.conflict,
                score: tie.sum.mean(),
                events: tie.sum.events,
            }
        })
        .collect();
    edges.sort_by(|x, y| (y.events.cmp(&x.events)).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b))));
    Network {
        nodes: nodes.into_iter().map(|(_, node)| node).collect(),
        edges,
    }
}
