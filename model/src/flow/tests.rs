//! The order of steps and the census references, from short texts.

mod may;
mod movements;
mod paths;
mod soundness;

use super::graph::FlowGraph;
use super::order::order;
use super::references::References;
use crate::diagnostic::Severity;
use crate::process::Model;
use crate::read::{Format, NoImports, read};

fn model(text: &str) -> Model {
    let reading = read("test", text.as_bytes(), Format::Recens, &mut NoImports);
    let wrong: Vec<_> = reading.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    reading.model
}

/// The identifiers of the steps in the order of the flow.
fn steps(text: &str) -> String {
    let model = model(text);
    let order = order(&model, &FlowGraph::new(&model));
    assert_eq!(order.len(), model.nodes.len(), "each step comes once");
    order.into_iter().map(|id| model.nodes[id].head.name.clone()).collect::<Vec<_>>().join(" ")
}

/// Each operation's word and reference in the order of the census.
fn rows(text: &str) -> String {
    let model = model(text);
    let references = References::new(&model, &FlowGraph::new(&model));
    let row = |id| format!("{}={}", model.operations[id].word.value, references.of(id));
    references.rows.iter().map(|id| row(*id)).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_join_comes_after_all_its_branches_and_the_branch_written_first_comes_first() {
    let text = "traitement t { début d; choix g; tâche b; tâche a; tâche c; choix j; fin f
        d -> g; g -> a; g -> b; g -> c; a -> j; c -> j; b -> j; j -> f }";
    assert_eq!(steps(text), "d g a b c j f");
}

#[test]
fn the_order_of_writing_steps_does_not_matter_where_the_flow_decides() {
    assert_eq!(steps("traitement t { fin f; tâche b; tâche a; début d; d -> a -> b -> f }"), "d a b f");
}

#[test]
fn a_loop_counts_once() {
    let text = "traitement t { début d; tâche a; choix g; tâche b; fin f; d -> a -> g; g -> b; b -> a; g -> f }";
    assert_eq!(steps(text), "d a g b f");
}

#[test]
fn what_no_start_reaches_comes_last_in_the_order_of_writing() {
    let text = "traitement t { tâche y; tâche x; début d; tâche a; fin f; d -> a -> f; x -> y }";
    assert_eq!(steps(text), "d a f y x");
}

#[test]
fn starts_come_in_the_order_of_writing() {
    let text = "traitement t { début d2; tâche b; fin f2; début d1; tâche a; fin f1; d1 -> a -> f1; d2 -> b -> f2 }";
    assert_eq!(steps(text), "d2 b f2 d1 a f1");
}

#[test]
fn two_starts_that_meet_both_come_before_their_join() {
    let text = "traitement t { début d1; début d2; tâche a; tâche b; choix j; fin f; d1 -> a -> j; d2 -> b -> j; j -> f }";
    assert_eq!(steps(text), "d1 a d2 b j f");
}

#[test]
fn a_boundary_event_follows_its_host_and_comes_before_what_follows_it() {
    let text = "traitement t { début d; tâche a; événement e sur a erreur; tâche h; tâche b; fin f
        d -> a -> b -> f; e -> h -> f }";
    assert_eq!(steps(text), "d a e h b f");
}

#[test]
fn the_inside_of_a_sub_process_follows_it() {
    let text = "traitement t { début d; sous-processus s { début x; tâche y; fin z; x -> y -> z }; événement e sur s minuterie \"P1D\"; tâche h; fin f
        d -> s -> f; e -> h -> f }";
    assert_eq!(steps(text), "d s x y z e h f");
}

#[test]
fn a_sub_process_without_start_is_entered_where_nothing_leads_to() {
    let text = "traitement t { début d; sous-processus s { tâche y; tâche x; x -> y }; fin f; d -> s -> f }";
    assert_eq!(steps(text), "d s x y f");
}

#[test]
fn a_process_longer_than_any_stack_is_ordered() {
    let count = 20_000;
    let chain: Vec<String> = (0..count).map(|at| format!("s{at}")).collect();
    let nodes: String = chain.iter().map(|name| format!("tâche {name}; ")).collect();
    let text = format!("traitement t {{ début d; {nodes} d -> {} }}", chain.join(" -> "));
    assert_eq!(steps(&text).split(' ').count(), count + 1);
}

#[test]
fn rows_are_numbered_in_the_order_of_the_flow_and_of_the_lines() {
    let text = "traitement t { début d; tâche b { utilisation \"X\"; effacement \"X\" }; tâche a { collecte \"X\" }; d -> a -> b }";
    assert_eq!(rows(text), "collecte=OP-01 utilisation=OP-02 effacement=OP-03");
}

#[test]
fn a_pinned_reference_stays_and_the_others_fill_around_it() {
    let text = "traitement t { début d
        tâche a { collecte \"X\"; enregistrement \"X\" réf OP-01; conservation \"X\"; extraction \"X\" réf \"A-7\"; utilisation \"X\" réf OP-04; diffusion \"X\" }
        d -> a }";
    assert_eq!(rows(text), "collecte=OP-02 enregistrement=OP-01 conservation=OP-03 extraction=A-7 utilisation=OP-04 diffusion=OP-05");
}

#[test]
fn references_grow_beyond_two_digits() {
    let lines: String = (0..101).map(|_| "collecte \"X\"\n".to_owned()).collect();
    let text = format!("traitement t {{ début d; tâche a {{ {lines} }}; d -> a }}");
    let rows = rows(&text);
    assert!(rows.contains("=OP-09 ") && rows.contains("=OP-99 collecte=OP-100 ") && rows.ends_with("=OP-101"));
}
