//! Which step may come after which, compared with a search for each pair.

use super::paths::{Flow, flow};
use super::soundness::random;
use crate::flow::may::{KEPT, May};
use crate::flow::reach::Reach;
use crate::process::{Id, Node};
use proptest::prelude::*;

/// The pairs of steps for which `may` and a search differ.
fn differing(flow: &Flow, may: &May) -> Vec<String> {
    let nodes: Vec<Id<Node>> = flow.model.nodes.ids().collect();
    let pairs = nodes.iter().flat_map(|from| nodes.iter().map(move |to| (*from, *to)));
    let differ = pairs.filter(|(from, to)| may.come(*from, *to) != Reach::after(&flow.control, *from).may(*to));
    differ.map(|(from, to)| flow.names(&[from, to])).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pairs_agree_with_searches(inside in random()) {
        let flow = flow(&inside);
        prop_assert_eq!(differing(&flow, &May::keeping(&flow.control, KEPT)), [""; 0], "{}", inside);
    }

    #[test]
    fn what_leads_to_a_step_is_what_it_is_reached_from(inside in random()) {
        let flow = flow(&inside);
        let nodes: Vec<Id<Node>> = flow.model.nodes.ids().collect();
        let closed = |node: Id<Node>| node.index().is_multiple_of(3);
        for to in &nodes {
            let leads = Reach::leading(&flow.control, [*to], |node| !closed(node));
            for from in &nodes {
                let first = crate::flow::control::done(*from);
                let reach = Reach::within(&flow.control, first, |node| !closed(node));
                prop_assert_eq!(leads[first], reach.may(*to), "{} from {}", flow.names(&[*from, *to]), inside);
            }
        }
    }
}

/// Borders, sub-processes and more than 64 steps, with room for the answers about 64 of them only.
#[test]
fn a_long_process_with_borders_is_answered_in_little_room() {
    let mut inside = "début d\nfin f\nchoix z\nsous-processus s { début i\ntâche a\nfin j\ni -> a -> j }\nd -> s -> n0\n".to_owned();
    inside.push_str("événement e minuterie \"P1D\" sur s\ne -> f\n");
    for at in 0..130 {
        let next = if at == 129 { "z".to_owned() } else { format!("n{}", at + 1) };
        inside.push_str(&format!("tâche n{at}\nn{at} -> {next}\n"));
    }
    inside.push_str("z -> n70\nz -> f\n");
    let flow = flow(&inside);
    let may = May::keeping(&flow.control, 1);
    assert_eq!(differing(&flow, &may), [""; 0]);
    let circle = |name| may.circle(flow.node(name));
    assert_eq!([circle("n69"), circle("a"), circle("f")], [None; 3]);
    assert!(circle("n70").is_some() && circle("n70") == circle("n129") && circle("z") == circle("n129"));
}
