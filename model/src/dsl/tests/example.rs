//! The example of the contract, read whole.

use super::*;

#[test]
fn the_example_has_no_mistake() {
    let model = model(EXAMPLE);
    assert_eq!(model.organisations.len(), 2);
    assert_eq!(model.operations.len(), 4);
    assert_eq!(model.nodes.len(), 8);
    assert_eq!(model.flows.len(), 8);
    assert_eq!(model.messages.len(), 1);
    let appel = &model.nodes[model.nodes.named("appel")[0]];
    assert_eq!(appel.head.label, "Prospect joint");
    println!("{}", facts(&model));
}
