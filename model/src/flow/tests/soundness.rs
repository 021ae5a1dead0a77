//! Processes that can get stuck, run a step twice, end twice, or hold steps that never happen — and those that cannot.

use super::paths::{Flow, flow, several};
use crate::flow::graph::FlowGraph;
use crate::flow::order::order;
use crate::flow::soundness::{BOUND, Soundness, Trace};
use crate::process::{Gateway, Id, Model, Node, NodeKind};
use foldhash::HashSet;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn soundness(flow: &Flow, bound: usize) -> Soundness {
    let graph = FlowGraph::new(&flow.model);
    Soundness::within(&flow.model, &graph, &flow.control, &order(&flow.model, &graph), bound)
}

/// Everything that is wrong: the kind, the step, and what happens before.
fn wrong(inside: &str) -> Vec<String> {
    let flow = flow(inside);
    let found = soundness(&flow, BOUND);
    let mut wrong = Vec::new();
    let mut add = |kind: &str, traces: &[Trace]| {
        wrong.extend(traces.iter().map(|trace| format!("{kind} {}: {}", flow.model.nodes[trace.node].head.name, flow.names(&trace.path))));
    };
    add("stuck", &found.deadlocks);
    add("twice", &found.unsynchronised);
    add("ends", &found.improper);
    add("dead", &found.dead);
    assert!(found.undecided.is_empty());
    wrong
}

#[test]
fn well_made_processes_are_sound() {
    for inside in [
        "début d\ntâche a\nfin f\nd -> a -> f",
        "début d\nparallèle x\ntâche a\ntâche b\nparallèle y\nfin f\nd -> x -> a -> y -> f\nx -> b -> y",
        "début d\nparallèle x\ntâche a\ntâche b\nfin f\nfin g\nd -> x -> a -> f\nx -> b -> g",
        "début d\nchoix x\ntâche a\ntâche b\nfin f\nd -> x -> a -> f\nx -> b -> f",
        "début d\ninclusif x\ntâche a\ntâche b\ntâche c\ninclusif y\nfin f\nd -> x -> a -> y -> f\nx -> b -> y\nx -> c -> y",
        "début d\nchoix m\ntâche a\nchoix x\nfin f\nd -> m -> a -> x -> f\nx -> m",
        "début d\ndébut e\ntâche a\nfin f\nd -> a -> f\ne -> a",
        "début d\ntâche a\nfin f\nfin g\névénement e minuterie \"P1D\" sur a non-interruptif\nd -> a -> f\ne -> f",
        "début d\nparallèle x\ntâche a\ntâche b\nfin f terminaison\nfin g terminaison\nd -> x -> a -> f\nx -> b -> g",
        "début d\nsous-processus s { début i\n parallèle x\n tâche a\n tâche b\n fin j\n fin k\n i -> x -> a -> j\n x -> b -> k }\nfin f\nd -> s -> f",
        "début d\nattente w\névénement m message\névénement t minuterie \"P1D\"\nchoix y\nfin f\nd -> w -> m -> y -> f\nw -> t -> y",
        "début d\ntâche a\névénement l lien \"suite\" émis\névénement m lien \"suite\"\ntâche n\nfin f\nd -> a -> l\nm -> n -> f",
        "tâche a\ntâche b\na -> b",
    ] {
        assert_eq!(wrong(inside), [""; 0], "{inside}");
    }
}

#[test]
fn a_join_that_waits_for_a_branch_not_taken_is_stuck() {
    let inside = "début d\nchoix x\ntâche a\ntâche b\nparallèle y\ntâche n\nfin f\nd -> x -> a -> y -> n -> f\nx -> b -> y";
    assert_eq!(wrong(inside), ["stuck y: d x b y"]);
}

#[test]
fn two_starts_never_happen_together() {
    let inside = "début d\ndébut e\nparallèle y\nfin f\nd -> y -> f\ne -> y";
    assert_eq!(wrong(inside), ["stuck y: d y"]);
}

#[test]
fn a_way_out_of_one_parallel_branch_leaves_the_join_waiting() {
    let inside =
        "début d\nparallèle x\ntâche a\nchoix c\ntâche b\nparallèle y\nfin f\nfin g\nd -> x -> a -> c -> y -> f\nc -> g\nx -> b -> y";
    assert_eq!(wrong(inside), ["stuck y: d x a c g b y"]);
}

#[test]
fn parallel_branches_that_merge_run_what_follows_twice() {
    let inside = "début d\nparallèle x\ntâche a\ntâche b\nchoix y\ntâche n\nfin f\nd -> x -> a -> y -> n -> f\nx -> b -> y";
    assert_eq!(wrong(inside), ["twice y: d x a b y"]);
    let through_a_step = "début d\nparallèle x\ntâche a\ntâche b\ntâche n\nfin f\nd -> x -> a -> n -> f\nx -> b -> n";
    assert_eq!(wrong(through_a_step), ["twice n: d x a b n"]);
}

#[test]
fn a_split_in_a_loop_runs_on_and_on() {
    let inside = "début d\nchoix m\ntâche a\nparallèle x\nfin f\nd -> m -> a -> x -> f\nx -> m";
    let found = wrong(inside);
    assert!(found.iter().any(|line| line.starts_with("ends f") || line.starts_with("twice")), "{found:?}");
}

#[test]
fn one_end_for_two_parallel_branches_is_reached_twice() {
    let inside = "début d\nparallèle x\ntâche a\ntâche b\nfin f\nd -> x -> a -> f\nx -> b -> f";
    assert_eq!(wrong(inside), ["ends f: d x a b f"]);
}

#[test]
fn a_circle_without_a_way_in_is_dead_and_told_once() {
    let inside = "début d\ntâche a\nfin f\ntâche u\ntâche v\nd -> a -> f\nu -> v -> u";
    assert_eq!(wrong(inside), ["dead u: u v"]);
}

#[test]
fn an_endless_loop_hides_nothing_of_what_runs_beside_it() {
    let inside = "début d\nparallèle x\nchoix m\ntâche a\ntâche b\nfin f\nd -> x -> m -> a -> m\nx -> b -> f";
    assert_eq!(wrong(inside), [""; 0]);
}

#[test]
fn the_inside_of_a_sub_process_is_played_apart() {
    let inside = "début d\nsous-processus s { début i\n choix x\n tâche a\n tâche b\n parallèle y\n fin j\n i -> x -> a -> y -> j\n x -> b -> y }\nfin f\nd -> s -> f";
    assert_eq!(wrong(inside), ["stuck y: i x b y"]);
}

#[test]
fn many_parallel_choices_cost_their_sum() {
    let mut nodes = String::from("début d\nparallèle x\nparallèle y\nfin f\n");
    let mut arrows = String::from("d -> x\ny -> f\n");
    for at in 0..60 {
        nodes.push_str(&format!("choix c{at}\ntâche a{at}\ntâche b{at}\nchoix e{at}\n"));
        arrows.push_str(&format!("x -> c{at} -> a{at} -> e{at} -> y\nc{at} -> b{at} -> e{at}\n"));
    }
    let flow = flow(&(nodes + &arrows));
    let found = soundness(&flow, 200);
    assert!(found.undecided.is_empty() && found.deadlocks.is_empty() && found.dead.is_empty());
}

#[test]
fn a_bound_that_is_reached_is_told() {
    let (mut nodes, mut arrows) = (String::from("début d\nparallèle x\n"), String::from("d -> x\n"));
    for at in 0..6 {
        nodes.push_str(&format!("choix c{at}\nfin f{at}\nfin g{at}\n"));
        arrows.push_str(&format!("x -> c{at} -> f{at}\nc{at} -> g{at}\n"));
    }
    let flow = flow(&(nodes + &arrows));
    assert_eq!(soundness(&flow, 20).undecided.len(), 1);
    assert!(soundness(&flow, BOUND).undecided.is_empty());
}

#[test]
fn a_default_flow_is_never_taken_beside_another() {
    let inside = "début d\ninclusif x\ntâche a\ntâche b\ntâche n\nfin f\nd -> x\nx -> a : \"oui\"\nx -> b par défaut\na -> n\nb -> n -> f";
    assert_eq!(wrong(inside), [""; 0]);
}

#[test]
fn a_labelled_arrow_beside_a_bare_one_may_be_taken() {
    let inside = "début d\ntâche a\ntâche b\nfin f\nfin g\nd -> a -> f\na -> b : \"trop\"\nb -> g";
    assert_eq!(wrong(inside), [""; 0]);
    let default = "début d\ntâche a\ntâche b\ntâche c\nd -> a -> b\na -> c par défaut";
    assert_eq!(wrong(default), [""; 0]);
}

#[test]
fn beginnings_without_a_start_event_are_told_by_another_rule() {
    assert_eq!(wrong("tâche a\ntâche b\ntâche n\na -> n\nb -> n"), [""; 0]);
    assert_eq!(wrong("tâche a\ntâche b\nparallèle y\ntâche n\na -> y -> n\nb -> y"), [""; 0]);
    // The inside of a sub-process begins everywhere at once.
    let within = "début d\nsous-processus s { tâche a\n tâche b\n tâche n\n a -> n\n b -> n }\nfin f\nd -> s -> f";
    assert_eq!(wrong(within), ["twice n: a b n"]);
}

#[test]
fn a_step_that_nothing_leads_to_blocks_and_kills_nothing() {
    let inside = "début d\ntâche a\ntâche b\ntâche c\nparallèle y\nfin f\nd -> a -> y -> f\nb -> c -> y";
    assert_eq!(wrong(inside), [""; 0]);
    let other =
        "début d\nchoix x\ntâche a\ntâche b\ntâche u\ntâche v\nparallèle y\nfin f\nfin g\nd -> x -> a -> y -> f\nx -> b -> y\nu -> v -> g";
    assert_eq!(wrong(other), ["stuck y: d x b y"], "what waits for a branch of its own is told all the same");
}

#[test]
fn an_event_based_choice_that_starts_a_process_is_its_start() {
    let inside = "événement m message\ntâche a\nfin f\nm -> a -> f";
    assert_eq!(wrong(inside), [""; 0]);
}

#[test]
fn a_reminder_may_come_back_to_the_main_path() {
    let inside =
        "début d\ntâche a\nchoix m\ntâche b\nfin f\névénement e minuterie \"P1D\" sur a non-interruptif\nd -> a -> m -> b -> f\ne -> m";
    assert_eq!(wrong(inside), [""; 0]);
}

#[test]
fn an_interrupted_branch_leaves_the_join_waiting() {
    let inside = "début d\nparallèle x\ntâche a\ntâche b\nparallèle y\nfin f\nfin g\névénement e minuterie \"P1D\" sur a\nd -> x -> a -> y -> f\nx -> b -> y\ne -> g";
    assert_eq!(wrong(inside), ["stuck y: d x a e g b y"]);
    let joined = "début d\nparallèle x\ntâche a\ntâche b\nchoix m\nparallèle y\nfin f\névénement e minuterie \"P1D\" sur a\nd -> x -> a -> m -> y -> f\nx -> b -> y\ne -> m";
    assert_eq!(wrong(joined), [""; 0]);
}

#[test]
fn an_inclusive_join_waits_for_what_can_still_come_and_no_longer() {
    let loop_beside = "début d\nparallèle x\ninclusif i\ntâche a\ntâche b\ninclusif j\nchoix m\ntâche c\nchoix n\nparallèle y\nfin f\nd -> x -> i -> a -> j -> y -> f\ni -> b -> j\nx -> m -> c -> n -> y\nn -> m";
    assert_eq!(wrong(loop_beside), [""; 0]);
    let stuck = "début d\ninclusif i\ntâche a\ntâche b\nparallèle y\nfin f\nd -> i -> a -> y -> f\ni -> b -> y";
    assert_eq!(wrong(stuck), ["stuck y: d i b y"]);
    // The join is earlier in the order than `q`, from which a token can come back to it: gone on at once, `q` would run twice.
    let back = "début d\nparallèle x\ninclusif j\ntâche s\ntâche q\nchoix z\nfin f\nd -> x -> q -> z -> f\nx -> j -> s -> q\nz -> j";
    assert_eq!(wrong(back), ["twice f: d x q z j s q z f"]);
}

#[test]
fn what_follows_a_step_that_runs_twice_is_not_told_beside_it() {
    // The late answer, which the search tries first, doubles the report; the one in time doubles the answer before it.
    let inside = "début d\nparallèle x\ntâche i\nchoix m\ntâche q\nchoix z\ntâche e\ntâche s\ntâche r\ntâche c\ntâche n\nfin f\nfin g
        d -> x\nx -> i -> c -> r -> n -> f\nx -> m -> q -> z\nz -> e : \"à temps\"\ns -> g\nz -> m : \"trop tard\"\ne -> s\ns -> c : \"avis\"";
    assert_eq!(wrong(inside).iter().map(|found| found.split(':').next().unwrap_or_default()).collect::<Vec<_>>(), ["twice c"]);
}

#[test]
fn a_join_is_not_dead_that_waits_for_a_step_nothing_leads_to_while_the_rest_goes_round() {
    let round = "début d\nparallèle x\ntâche a\ntâche b\nchoix m\nchoix z\ntâche l\nparallèle j\ntâche n\nfin f
        d -> x -> a -> j -> n -> f\nx -> m -> b -> z\nz -> m";
    let loose = format!("{round}\nl -> j");
    assert_eq!(wrong(&loose), [""; 0]);
    let away = format!("{round}\ntâche w\nl -> w\nw -> l\nw -> j");
    assert_eq!(wrong(&away), ["dead j: j n f l w"], "where nothing begins the branch, it and what waits for it never happen");
}

#[test]
fn a_step_that_only_the_message_comes_to_waits_for_the_flow() {
    let text = "participant a { début d\n fin s message\n d -> s }
        participant b { événement r message\n tâche n\n choix x\n x -> r\n r -> n\n n -> x }\n s ~> r";
    let flow = several(text);
    let found = soundness(&flow, BOUND);
    assert!(found.unanswered.is_empty(), "{:?}", found.unanswered);
    assert_eq!(found.dead.len(), 1);
}

#[test]
fn two_pools_that_wait_for_each_other_are_stuck() {
    let pools = |first: &str, second: &str| {
        let flow = several(&format!(
            "participant p {{ début d\n tâche r réception\n tâche s\n fin f }}\nparticipant q {{ début e\n tâche t réception\n tâche u\n fin g }}\n{first}\n{second}\ns ~> t\nu ~> r"
        ));
        let found = soundness(&flow, BOUND);
        found.unanswered.iter().map(|trace| flow.names(&trace.path)).collect::<Vec<_>>()
    };
    assert_eq!(pools("d -> r -> s -> f", "e -> t -> u -> g"), ["d r", "e t"]);
    assert_eq!(pools("d -> s -> r -> f", "e -> t -> u -> g"), [""; 0], "one sends first");
    assert_eq!(pools("d -> r -> s -> f", "e -> u -> t -> g"), [""; 0]);
}

/// What stands between the start and the ends of a random process: the kind of each step, and arrows forwards and back.
pub(super) fn random() -> impl Strategy<Value = String> {
    let kinds = ["tâche", "tâche", "choix", "parallèle", "inclusif"];
    let step = 0..kinds.len();
    (prop::collection::vec(step, 2..7), prop::collection::vec((0..8usize, 0..8usize), 0..5)).prop_map(move |(steps, arrows)| {
        let count = steps.len();
        let mut text = String::from("début d\nfin f\nfin g\n");
        let name = |at: usize| {
            if at < count {
                format!("n{at}")
            } else if at == count {
                "f".to_owned()
            } else {
                "g".to_owned()
            }
        };
        for (at, kind) in steps.iter().enumerate() {
            text.push_str(&format!("{} n{at}\n", kinds[*kind]));
        }
        text.push_str("d -> n0\n");
        let mut drawn: Vec<(usize, usize)> = (0..count).map(|at| (at, at + 1)).collect();
        drawn.extend(arrows.into_iter().map(|(from, to)| (from % count, to % (count + 2))).filter(|(from, to)| from != to));
        drawn.sort_unstable();
        drawn.dedup();
        for (from, to) in drawn {
            text.push_str(&format!("n{from} -> {}\n", name(to)));
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Playing only the earliest step finds a process unsound just where trying every step in every state does, and the
    /// same steps dead where it is sound.
    #[test]
    fn the_shortened_play_agrees_with_the_full_one(inside in random()) {
        let flow = flow(&inside);
        let found = soundness(&flow, BOUND);
        let Some(full) = full(&flow) else { return Ok(()) };
        let unsound = found.deadlocks.len() + found.unsynchronised.len() + found.improper.len() > 0;
        prop_assert_eq!(unsound, full.unsound, "{}", inside);
        if !unsound {
            let dead: BTreeSet<_> = found.dead.iter().flat_map(|trace| trace.path.iter().map(|node| node.index())).collect();
            prop_assert_eq!(dead, full.dead, "{}", inside);
        }
    }
}

/// What the full play finds.
struct Full {
    unsound: bool,
    dead: BTreeSet<usize>,
}

/// Every state that can come, by every step that can happen in it: counts of tokens by sequence flow, without a reduction.
/// None where there are too many.
fn full(flow: &Flow) -> Option<Full> {
    let (model, graph) = (&flow.model, FlowGraph::new(&flow.model));
    let (flows, mut fired, mut unsound) = (model.flows.len(), BTreeSet::new(), false);
    let start = flow.node("d");
    fired.insert(start.index());
    // The marked flows, and which ends have been reached.
    let first: BTreeSet<usize> = graph.outgoing(start).into_iter().map(|(id, _)| id.index()).collect();
    let (mut seen, mut stack) = (HashSet::from_iter([first.clone()]), vec![first]);
    while let Some(state) = stack.pop() {
        if seen.len() > 20_000 {
            return None;
        }
        let mut moved = false;
        for (id, node) in model.nodes.iter().filter(|(id, _)| *id != start) {
            let incoming: Vec<usize> = graph.incoming(id).into_iter().map(|(flow, _)| flow.index()).collect();
            let marked: Vec<usize> = incoming.iter().copied().filter(|flow| state.contains(flow)).collect();
            let outgoing: Vec<usize> = graph.outgoing(id).into_iter().map(|(flow, _)| flow.index()).collect();
            let split = |outgoing: &[usize]| (1..1usize << outgoing.len()).map(|mask| pick(outgoing, mask)).collect::<Vec<_>>();
            let alone = |flows: &[usize]| flows.iter().map(|flow| vec![*flow]).collect::<Vec<_>>();
            let (takes, gives) = match &node.kind {
                _ if marked.is_empty() => continue,
                NodeKind::Event(_) => (alone(&marked), vec![vec![flows + id.index()]]),
                NodeKind::Gateway(Gateway::Parallel) if marked.len() < incoming.len() => continue,
                NodeKind::Gateway(Gateway::Parallel) => (vec![marked], vec![outgoing]),
                NodeKind::Gateway(Gateway::Inclusive) if !may_go(model, &graph, id, &state, flows) => continue,
                NodeKind::Gateway(Gateway::Inclusive) => (vec![marked], split(&outgoing)),
                NodeKind::Gateway(_) => (alone(&marked), alone(&outgoing)),
                _ => (alone(&marked), vec![outgoing]),
            };
            moved = true;
            fired.insert(id.index());
            for take in &takes {
                for give in &gives {
                    let mut next: BTreeSet<usize> = state.iter().copied().filter(|token| !take.contains(token)).collect();
                    if give.iter().any(|token| next.contains(token)) {
                        unsound = true;
                        continue;
                    }
                    next.extend(give);
                    if seen.insert(next.clone()) {
                        stack.push(next);
                    }
                }
            }
        }
        unsound |= !moved && state.iter().any(|token| *token < flows);
        // Two tokens before one step that is no join run it twice.
        unsound |= model.nodes.iter().any(|(id, node)| {
            let waits = matches!(node.kind, NodeKind::Gateway(Gateway::Parallel | Gateway::Inclusive) | NodeKind::Event(_));
            !waits && graph.incoming(id).into_iter().filter(|(flow, _)| state.contains(&flow.index())).count() > 1
        });
    }
    // What nothing leads to is told by another rule.
    let led_to = |node: &Id<Node>| !graph.incoming(*node).is_empty();
    let dead = model.nodes.ids().filter(led_to).map(Id::index).filter(|node| !fired.contains(node)).collect();
    Some(Full { unsound, dead })
}

fn pick(outgoing: &[usize], mask: usize) -> Vec<usize> {
    outgoing.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, flow)| *flow).collect()
}

/// Whether an inclusive join may go on: no token can come to an empty flow of it without passing it.
fn may_go(model: &Model, graph: &FlowGraph, join: Id<Node>, state: &BTreeSet<usize>, flows: usize) -> bool {
    let empty = graph.incoming(join).into_iter().filter(|(flow, _)| !state.contains(&flow.index()));
    let mut stack: Vec<Id<Node>> = empty.map(|(_, from)| from).collect();
    let mut seen: HashSet<Id<Node>> = stack.iter().copied().collect();
    while let Some(at) = stack.pop() {
        let here = |token: &usize| *token < flows && model.flows[Id::from_index(*token)].to.to == Some(at);
        if at != join && state.iter().any(here) {
            return false;
        }
        stack.extend(graph.incoming(at).into_iter().map(|(_, from)| from).filter(|from| *from != join && seen.insert(*from)));
    }
    true
}
