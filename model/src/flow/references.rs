//! The census references of operations: OP-01, OP-02… in the order of the flow, around those that are pinned.
//!
//! ```text
//!   steps in order:    a {collecte}   b {utilisation réf OP-01 ; effacement}
//!   references:        OP-02            OP-01                    OP-03
//! ```
//!
//! O(nodes + flows log flows + operations), the order included.

use super::graph::FlowGraph;
use super::order::order;
use crate::process::{Id, Model, Operation};
use foldhash::HashSet;

/// The rows of the census and their references.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// The operations in the order of the census.
    pub rows: Vec<Id<Operation>>,
    by_operation: Vec<String>,
}

impl References {
    /// Numbers the operations of a model.
    pub fn new(model: &Model, graph: &FlowGraph) -> Self {
        if model.operations.is_empty() {
            return Self::default();
        }
        let rows: Vec<_> = order(model, graph).into_iter().flat_map(|node| model.nodes[node].operations()).collect();
        let pinned = |id: Id<Operation>| model.operations[id].reference.as_ref().map(|reference| reference.value.as_str());
        let taken: HashSet<u64> = rows.iter().filter_map(|id| number(pinned(*id)?)).collect();
        let mut by_operation = vec![String::new(); model.operations.len()];
        let mut free = (1..).filter(|number| !taken.contains(number));
        for id in &rows {
            by_operation[id.index()] = match pinned(*id) {
                Some(reference) => reference.to_owned(),
                None => format!("OP-{:02}", free.next().unwrap_or_default()),
            };
        }
        Self { rows, by_operation }
    }

    /// The reference of an operation.
    pub fn of(&self, operation: Id<Operation>) -> &str {
        &self.by_operation[operation.index()]
    }
}

/// The number of a reference of the census' own form, `OP-07`.
pub fn number(reference: &str) -> Option<u64> {
    let digits = reference.strip_prefix("OP-")?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}
