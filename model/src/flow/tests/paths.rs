//! The analyses on small processes: which steps come before which, and the paths on which they do not.

use crate::flow::control::ControlFlow;
use crate::flow::follow::{Follow, Horizon};
use crate::flow::graph::FlowGraph;
use crate::flow::reach::Reach;
use crate::flow::spread::{Effect, Paths, Place, Spread, Turn};
use crate::process::{Id, Model, Node};
use crate::read::{Format, NoImports, read};

pub(super) struct Flow {
    pub(super) model: Model,
    pub(super) control: ControlFlow,
}

/// A process of one pool with these nodes and arrows.
pub(super) fn flow(inside: &str) -> Flow {
    several(&format!("participant p {{\n{inside}\n}}"))
}

pub(super) fn several(inside: &str) -> Flow {
    let text = format!("traitement t {{\n{inside}\n}}");
    let reading = read("test", text.as_bytes(), Format::Recens, &mut NoImports);
    assert!(reading.diagnostics.is_empty(), "{:#?}\n{text}", reading.diagnostics);
    let graph = FlowGraph::new(&reading.model);
    let control = ControlFlow::new(&reading.model, &graph);
    Flow { model: reading.model, control }
}

impl Flow {
    pub(super) fn node(&self, name: &str) -> Id<Node> {
        self.model.nodes.named(name)[0]
    }

    fn effects(&self, property: &str) -> Vec<Effect> {
        vec![Effect { at: Place::Step(self.node(property), 1), property: 0, turn: Turn::On }]
    }

    pub(super) fn names(&self, steps: &[Id<Node>]) -> String {
        steps.iter().map(|id| self.model.nodes[*id].head.name.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Whether `property` comes before `node` on every path; else a path without it.
    fn before(&self, property: &str, node: &str) -> Result<(), String> {
        let spread = Spread::new(&self.control, Paths::Every, 1, &self.effects(property));
        let node = self.node(node);
        if spread.at(node, 0, 0) { Ok(()) } else { Err(self.names(&spread.path_without(node, 0))) }
    }

    /// Whether `property` comes after `node` on every path; else a path without it.
    fn after(&self, node: &str, property: &str) -> Result<(), String> {
        let follow = Follow::new(&self.control, Horizon::Process, 1, &self.effects(property));
        let node = self.node(node);
        if follow.from(node, 0, 0) { Ok(()) } else { Err(self.names(&follow.path_without(node, 0))) }
    }

    fn may(&self, from: &str, to: &str) -> Option<String> {
        let reach = Reach::after(&self.control, self.node(from));
        reach.may(self.node(to)).then(|| self.names(&reach.path(self.node(to))))
    }
}

#[test]
fn before_along_a_line() {
    let flow = flow("début d\ntâche a\ntâche b\nfin f\nd -> a -> b -> f");
    assert_eq!(flow.before("a", "b"), Ok(()));
    assert_eq!(flow.before("b", "a"), Err("d a".into()));
    assert_eq!(flow.after("a", "b"), Ok(()));
    assert_eq!(flow.after("b", "a"), Err("b f".into()));
    assert_eq!(flow.may("a", "f"), Some("a b f".into()));
    assert_eq!(flow.may("b", "a"), None);
}

#[test]
fn a_choice_may_pass_by() {
    let flow = flow("début d\nchoix x\ntâche a\ntâche b\nchoix y\ntâche n\nfin f\nd -> x -> a -> y -> n -> f\nx -> b -> y");
    assert_eq!(flow.before("a", "n"), Err("d x b y n".into()));
    assert_eq!(flow.before("x", "n"), Ok(()));
    assert_eq!(flow.after("d", "a"), Err("d x b y n f".into()));
    assert_eq!(flow.after("d", "n"), Ok(()));
}

#[test]
fn a_parallel_branch_is_before_the_join_and_not_before_its_sibling() {
    let flow = flow("début d\nparallèle x\ntâche a\ntâche b\nparallèle y\ntâche n\nfin f\nd -> x -> a -> y -> n -> f\nx -> b -> y");
    assert_eq!(flow.before("a", "n"), Ok(()));
    assert_eq!(flow.before("a", "b"), Err("d x b".into()));
    assert_eq!(flow.after("d", "a"), Ok(()));
    assert_eq!(flow.after("d", "b"), Ok(()));
}

#[test]
fn an_inclusive_join_promises_nothing_of_its_branches() {
    let flow = flow("début d\ninclusif x\ntâche a\ntâche b\ninclusif y\ntâche n\nfin f\nd -> x -> a -> y -> n -> f\nx -> b -> y");
    assert_eq!(flow.before("a", "n"), Err("d x b y n".into()));
}

#[test]
fn a_loop_is_gone_through_at_least_once_where_it_begins_with_the_step() {
    let flow = flow("début d\ntâche a\nchoix x\ntâche b\ntâche n\nfin f\nd -> a -> x -> n -> f\nx -> b -> a");
    assert_eq!(flow.before("a", "n"), Ok(()));
    assert_eq!(flow.before("b", "n"), Err("d a x n".into()));
    assert_eq!(flow.before("a", "b"), Ok(()));
    assert_eq!(flow.may("n", "a"), None);
    assert_eq!(flow.may("b", "a"), Some("b a".into()));
    assert_eq!(flow.after("a", "n"), Ok(()), "a path that never ends counts for nothing");
}

#[test]
fn an_event_on_the_border_may_fire_before_the_step_has_done_anything() {
    let flow = flow("début d\ntâche a\névénement e minuterie \"P1D\" sur a\ntâche n\ntâche m\nfin f\nfin g\nd -> a -> m -> f\ne -> n -> g");
    assert_eq!(flow.before("a", "m"), Ok(()));
    assert_eq!(flow.before("a", "n"), Err("d a e n".into()));
    assert_eq!(flow.after("d", "m"), Err("d a e n g".into()));
}

#[test]
fn an_event_that_does_not_interrupt_takes_nothing_away() {
    let flow = flow(
        "début d\ntâche a\névénement e minuterie \"P1D\" sur a non-interruptif\ntâche n\ntâche m\nfin f\nfin g\nd -> a -> m -> f\ne -> n -> g",
    );
    assert_eq!(flow.after("d", "m"), Ok(()));
    assert_eq!(flow.before("a", "n"), Err("d a e n".into()));
}

#[test]
fn a_sub_process_is_gone_through() {
    let flow = flow("début d\nsous-processus s { début i\n tâche a\n fin j\n i -> a -> j }\ntâche n\nfin f\nd -> s -> n -> f");
    assert_eq!(flow.before("a", "n"), Ok(()));
    assert_eq!(flow.before("d", "a"), Ok(()));
    assert_eq!(flow.after("d", "a"), Ok(()));
    assert_eq!(flow.after("a", "n"), Ok(()));
    assert_eq!(flow.before("n", "a"), Err("d s i a".into()));
}

#[test]
fn a_sub_process_whose_parallel_branches_end_apart_brings_out_all_of_them() {
    let flow = flow(
        "début d\nsous-processus s { début i\n parallèle x\n tâche a\n tâche b\n fin j\n fin k\n i -> x -> a -> j\n x -> b -> k }\ntâche n\nfin f\nd -> s -> n -> f",
    );
    assert_eq!(flow.before("a", "n"), Ok(()));
    assert_eq!(flow.before("b", "n"), Ok(()));
    assert_eq!(flow.before("a", "b"), Err("d s i x b".into()));
    assert_eq!(flow.after("d", "a"), Ok(()));
}

#[test]
fn a_sub_process_that_may_end_early_does_not() {
    let flow = flow(
        "début d\nsous-processus s { début i\n choix x\n tâche a\n fin j\n fin k\n i -> x -> a -> j\n x -> k }\ntâche n\nfin f\nd -> s -> n -> f",
    );
    assert_eq!(flow.before("a", "n"), Err("d s i x k n".into()));
}

#[test]
fn the_border_of_a_sub_process_may_be_left_at_any_moment() {
    let flow = flow(
        "début d\nsous-processus s { début i\n tâche a\n tâche b\n fin j\n i -> a -> b -> j }\névénement e minuterie \"P1D\" sur s\ntâche n\nfin f\nfin g\nd -> s -> f\ne -> n -> g",
    );
    assert_eq!(flow.before("a", "n"), Err("d s e n".into()));
    assert_eq!(flow.may("a", "n"), Some("a e n".into()));
    assert_eq!(flow.after("d", "b"), Err("d s e n g".into()));
    assert_eq!(flow.after("a", "b"), Err("a e n g".into()));
}

#[test]
fn an_error_thrown_inside_leaves_from_where_it_is_thrown() {
    let flow = flow(
        "début d\nsous-processus s { début i\n tâche a\n choix x\n fin j\n fin k erreur \"refus\"\n i -> a -> x -> j\n x -> k }\névénement e erreur \"refus\" sur s\ntâche n\nfin f\nfin g\nd -> s -> f\ne -> n -> g",
    );
    assert_eq!(flow.before("a", "n"), Ok(()));
    assert_eq!(flow.before("k", "f"), Err("d s i a x j f".into()));
}

#[test]
fn an_event_sub_process_may_begin_at_any_moment() {
    let flow = flow(
        "début d\nsous-processus s { début i\n tâche a\n sous-processus v événementiel { début w message\n tâche b\n fin z\n w -> b -> z }\n fin j\n i -> a -> j }\ntâche n\nfin f\nd -> s -> n -> f",
    );
    assert_eq!(flow.before("a", "b"), Err("d s v w b".into()));
    assert_eq!(flow.before("a", "n"), Err("d s v w b z n".into()));
    assert_eq!(flow.may("a", "b"), Some("a v w b".into()));
}

#[test]
fn an_event_sub_process_that_does_not_interrupt_takes_nothing_away() {
    let flow = flow(
        "début d\nsous-processus s { début i\n tâche a\n sous-processus v événementiel { début w message non-interruptif\n tâche b\n fin z\n w -> b -> z }\n fin j\n i -> a -> j }\ntâche n\nfin f\nd -> s -> n -> f",
    );
    assert_eq!(flow.before("a", "n"), Ok(()));
    assert_eq!(flow.before("b", "n"), Err("d s i a j n".into()));
}

#[test]
fn each_of_several_starts_is_a_path_of_its_own() {
    let flow = flow("début c\ndébut d\ntâche a\ntâche n\nfin f\nc -> a -> n -> f\nd -> n");
    assert_eq!(flow.before("a", "n"), Err("d n".into()));
}

#[test]
fn links_lead_to_the_event_of_their_name() {
    let flow =
        flow("début d\ntâche a\névénement l lien \"suite\" émis\névénement m lien \"suite\"\ntâche n\nfin f\nd -> a -> l\nm -> n -> f");
    assert_eq!(flow.before("a", "n"), Ok(()));
    assert_eq!(flow.may("a", "n"), Some("a l m n".into()));
}

#[test]
fn pools_are_apart_and_an_awaited_message_joins_them() {
    let text = |kind: &str| {
        format!(
            "participant p {{ début d\n tâche a\n fin f }}\nparticipant q {{ début e {kind}\n tâche n\n fin g }}\nd -> a -> f\ne -> n -> g\na ~> e"
        )
    };
    let awaited = several(&text("message"));
    assert_eq!(awaited.before("a", "n"), Ok(()));
    assert_eq!(awaited.before("d", "n"), Ok(()));
    let apart = several(&text(""));
    assert_eq!(apart.before("a", "n"), Err("e n".into()));
}

#[test]
fn an_awaited_message_comes_together_with_the_flow() {
    let flow = several(
        "participant p { début d\n tâche a\n fin f }\nparticipant q { début e\n tâche b\n tâche r réception\n tâche n\n fin g }\nd -> a -> f\ne -> b -> r -> n -> g\na ~> r",
    );
    assert_eq!(flow.before("a", "n"), Ok(()));
    assert_eq!(flow.before("b", "n"), Ok(()));
    assert_eq!(flow.before("a", "b"), Err("e b".into()));
}

#[test]
fn a_step_that_stands_loose_has_the_benefit_of_the_doubt() {
    let flow = flow("début d\ntâche a\nfin f\ntâche n\ntâche m\nd -> a -> f\nn -> m");
    assert_eq!(flow.before("a", "n"), Ok(()));
    assert_eq!(flow.before("a", "m"), Ok(()));
    assert_eq!(flow.before("m", "n"), Err("n".into()), "not from its own part");
}

#[test]
fn what_is_undone_holds_no_longer() {
    let flow = flow("début d\ntâche a\nchoix x\ntâche u\ntâche n\nfin f\nd -> a -> x -> n -> f\nx -> u -> n");
    let effects = [Effect::on(flow.node("a"), 0, 0), Effect::off(flow.node("u"), 0, 0)];
    let every = Spread::new(&flow.control, Paths::Every, 1, &effects);
    assert!(!every.at(flow.node("n"), 0, 0));
    assert_eq!(flow.names(&every.path_without(flow.node("n"), 0)), "u n");
    let some = Spread::new(&flow.control, Paths::Some, 1, &effects);
    assert!(some.at(flow.node("n"), 0, 0));
    assert_eq!(flow.names(&some.path_with(flow.node("n"), 0)), "a x n");
}

#[test]
fn a_hundred_properties_do_not_mix() {
    let flow = flow("début d\ntâche a\ntâche n\nfin f\nd -> a -> n -> f");
    let effects: Vec<Effect> = [3, 64, 99].into_iter().map(|property| Effect::on(flow.node("a"), 0, property)).collect();
    let spread = Spread::new(&flow.control, Paths::Every, 100, &effects);
    let held: Vec<usize> = (0..100).filter(|property| spread.at(flow.node("n"), 0, *property)).collect();
    assert_eq!(held, [3, 64, 99]);
}

#[test]
fn what_comes_round_a_circle_counts() {
    let text = "début d\ntâche a\nchoix x\ntâche b\ntâche q\nfin f\nchoix y\nfin g\nd -> y\ny -> a : \"non\"\ny -> g : \"oui\"\na -> x\nx -> b : \"non\"\nx -> q : \"oui\"\nq -> f\nb -> y";
    let flow = flow(text);
    assert!(flow.after("b", "q").is_err(), "from b one comes back to y, and from there to g");
    let on = flow.effects("b");
    let spread = Spread::new(&flow.control, Paths::Some, 1, &on);
    assert!(spread.at(flow.node("a"), 0, 0), "the second time round, b has come before a");
    let off = Effect::off(flow.node("b"), 0, 0);
    let begun = Effect { at: Place::Step(flow.node("d"), 1), property: 0, turn: Turn::On };
    let spread = Spread::new(&flow.control, Paths::Every, 1, &[begun, off]);
    assert!(!spread.at(flow.node("a"), 0, 0), "b has undone it");
}
