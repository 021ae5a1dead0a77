//! The example of the contract, read whole.

use super::*;
use crate::read::Format;

#[test]
fn the_example_is_read_without_any_finding() {
    let reading = crate::read::read("etude.recens", EXAMPLE.as_bytes(), Format::Recens, &mut NoImports);
    assert_eq!(reading.diagnostics, []);
    let model = reading.model;
    assert_eq!((model.organisations.len(), model.data.len(), model.purposes.len()), (2, 4, 2));
    assert_eq!((model.nodes.len(), model.flows.len(), model.messages.len(), model.operations.len()), (8, 8, 1, 4));
    let appel = &model.nodes[model.nodes.named("appel")[0]];
    assert_eq!((appel.head.label.as_str(), appel.participant), ("Prospect joint", Some(model.participants.named("centrecall")[0])));
    assert!(model.flows.values().all(|flow| flow.from.to.is_some() && flow.to.to.is_some()));
    assert_eq!(model.participants[model.participants.named("centrecall")[0]].head.label, "CentreCall");
}
