//! Which symbol of a store stands beside which steps: one for each group of steps that are near each other.
//!
//! One line across the whole drawing says less than a second symbol beside the step, as BPMN allows. The steps of one
//! lane that use a store are taken in the order of the flow; where two that follow each other stand further apart than
//! [`FAR`], a new symbol begins:
//!
//! ```text
//!   order:  1  2  3  4  5  6  7  8  9          uses of S: 1, 3, 8, 9
//!           S─────S              S──S          two symbols
//! ```
//!
//! O(nodes + flows log flows + uses log uses).

use super::graph::FlowGraph;
use super::order::order;
use crate::process::{Id, Model, Node};
use foldhash::HashMap;
use indexmap::IndexMap;
use std::hash::Hash;

/// Steps of one lane further apart than this in the order of the flow get each a symbol of the store beside them.
const FAR: usize = 3;

/// The number, from 0, of the symbol of what a step uses, for each use of a step; what is used is a store of a pool.
pub fn symbols<T: Copy + Eq + Hash>(model: &Model, uses: impl IntoIterator<Item = (Id<Node>, T)>) -> HashMap<(Id<Node>, T), usize> {
    let mut by_store: IndexMap<T, Vec<Id<Node>>> = IndexMap::new();
    for (node, used) in uses {
        by_store.entry(used).or_default().push(node);
    }
    if by_store.is_empty() {
        return HashMap::default();
    }
    let mut place = vec![0; model.nodes.len()];
    for (at, node) in order(model, &FlowGraph::new(model)).into_iter().enumerate() {
        place[node.index()] = at;
    }
    let mut symbols = HashMap::default();
    for (used, mut nodes) in by_store {
        nodes.sort_by_key(|node| (model.nodes[*node].lane, place[node.index()]));
        let mut symbol = 0;
        for (at, node) in nodes.iter().enumerate() {
            let apart =
                |before: Id<Node>| model.nodes[before].lane != model.nodes[*node].lane || place[node.index()] - place[before.index()] > FAR;
            symbol += usize::from(at > 0 && apart(nodes[at - 1]));
            symbols.insert((*node, used), symbol);
        }
    }
    symbols
}
