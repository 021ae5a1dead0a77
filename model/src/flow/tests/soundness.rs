//! Processes that can get stuck, run a step twice, end twice, or hold steps that never happen — and those that cannot.

use super::paths::{Flow, flow};
use crate::flow::graph::FlowGraph;
use crate::flow::order::order;
use crate::flow::soundness::{BOUND, Soundness, Trace};

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
