//! Small written graphs, and invariants of every drawing on random ones (more with `PROPTEST_CASES=10000`).

mod between;
mod corpus;
mod odd;
mod random;
mod shared;
mod sound;
mod stable;
mod wrapped;

use super::*;
use proptest::collection::vec;
use proptest::prelude::*;
use random::{edge, node, nonsense, process, thrown};
use sound::{check, check_down, finite};
use wrapped::check_wrapped;

#[test]
fn nothing_is_an_empty_drawing() {
    let placed = layout(&Graph::default());
    assert!(placed.nodes.is_empty() && placed.size.width > 0.0);
}

#[test]
fn a_sequence_is_one_straight_row() {
    let mut graph = Graph::default();
    for role in [Role::Event, Role::Activity, Role::Gateway, Role::Activity, Role::Event] {
        graph.nodes.push(node(role, None, None, None));
    }
    for at in 0..4 {
        graph.edges.push(edge(End::Node(at), End::Node(at + 1), EdgeKind::Sequence));
    }
    let placed = layout(&graph);
    assert!(placed.edges.iter().all(|e| e.points.len() == 2));
    assert!(placed.nodes.windows(2).all(|p| p[1].x - p[0].right() >= 44.0));
}

#[test]
fn a_sequence_from_top_to_bottom_is_one_straight_column() {
    let mut graph = Graph { direction: Direction::TopToBottom, ..Graph::default() };
    for role in [Role::Event, Role::Activity, Role::Gateway, Role::Event] {
        graph.nodes.push(node(role, None, None, None));
    }
    for at in 0..3 {
        graph.edges.push(edge(End::Node(at), End::Node(at + 1), EdgeKind::Sequence));
    }
    let placed = layout(&graph);
    assert!(placed.edges.iter().all(|e| e.points.len() == 2 && e.points[0].x == e.points[1].x));
    assert!(placed.nodes.windows(2).all(|p| p[1].y - p[0].bottom() >= 44.0));
}

#[test]
fn a_step_with_many_events_on_its_border_grows() {
    let mut graph = Graph::default();
    graph.nodes.push(node(Role::Activity, None, None, None));
    for _ in 0..17 {
        graph.nodes.push(node(Role::Boundary { host: 0 }, None, None, None));
    }
    check(&graph).unwrap();
    graph.direction = Direction::TopToBottom;
    check_down(&graph).unwrap();
}

#[test]
fn a_wide_step_makes_no_gap_in_another_pool() {
    let mut graph = Graph::default();
    for pool in 0..2 {
        graph.areas.push(Area { parent: None, header: 30.0, title: 50.0, black_box: false, touches: false });
        for at in 0..3 {
            graph.nodes.push(node(Role::Activity, Some(pool), None, None));
            if at > 0 {
                let n = graph.nodes.len();
                graph.edges.push(edge(End::Node(n - 2), End::Node(n - 1), EdgeKind::Sequence));
            }
        }
    }
    graph.nodes[1].size.width = 900.0;
    let placed = layout(&graph);
    assert_eq!(placed.nodes[4].x - placed.nodes[3].right(), 44.0);
    assert_eq!(placed.nodes[5].x - placed.nodes[4].right(), 44.0);
    check(&graph).unwrap();
}

#[test]
fn the_label_of_a_message_stands_between_the_pools() {
    let mut graph = Graph::default();
    for pool in 0..2 {
        graph.areas.push(Area { parent: None, header: 30.0, title: 50.0, black_box: false, touches: false });
        graph.nodes.push(node(Role::Activity, Some(pool), None, None));
    }
    graph.edges.push(edge(End::Node(0), End::Node(1), EdgeKind::Message));
    graph.edges[0].label = Some(Size::new(70.0, 42.0));
    let placed = layout(&graph);
    let label = placed.edges[0].label.unwrap();
    assert!(label.y > placed.areas[0].bottom() && label.bottom() < placed.areas[1].y);
}

#[test]
fn a_loop_runs_round_with_two_bends() {
    let mut graph = Graph::default();
    for role in [Role::Event, Role::Activity, Role::Activity, Role::Gateway, Role::Event] {
        graph.nodes.push(node(role, None, None, None));
    }
    for (a, b) in [(0, 1), (1, 2), (2, 3), (3, 4), (3, 1)] {
        graph.edges.push(edge(End::Node(a), End::Node(b), EdgeKind::Sequence));
    }
    let placed = layout(&graph);
    assert_eq!(placed.edges[4].points.len(), 4);
    assert!(placed.edges[..4].iter().all(|e| e.points.len() == 2));
}

#[test]
fn branches_leave_on_different_sides() {
    let mut graph = Graph::default();
    for role in [Role::Gateway, Role::Activity, Role::Activity, Role::Activity, Role::Gateway] {
        graph.nodes.push(node(role, None, None, None));
    }
    for branch in 1..4 {
        graph.edges.push(edge(End::Node(0), End::Node(branch), EdgeKind::Sequence));
        graph.edges.push(edge(End::Node(branch), End::Node(4), EdgeKind::Sequence));
    }
    let placed = layout(&graph);
    let mut starts: Vec<Point> = [0, 2, 4].iter().map(|e| placed.edges[*e].points[0]).collect();
    starts.dedup();
    assert_eq!(starts.len(), 3);
}

#[test]
fn a_message_between_pools_is_vertical() {
    let mut graph = Graph::default();
    for pool in 0..2 {
        graph.areas.push(Area { parent: None, header: 30.0, title: 50.0, black_box: false, touches: false });
        graph.nodes.push(node(Role::Activity, Some(pool), None, None));
    }
    graph.edges.push(edge(End::Node(0), End::Node(1), EdgeKind::Message));
    let placed = layout(&graph);
    assert_eq!(placed.edges[0].points.len(), 2);
    check(&graph).unwrap();
}

#[test]
fn a_long_row_is_wrapped() {
    let mut graph = Graph { wrap: Some(600.0), ..Graph::default() };
    for at in 0..10 {
        graph.nodes.push(node(Role::Activity, None, None, None));
        if at > 0 {
            graph.edges.push(edge(End::Node(at - 1), End::Node(at), EdgeKind::Sequence));
        }
    }
    check(&graph).unwrap();
    assert!(layout(&graph).size.width < 800.0);
}

#[test]
fn adding_a_step_at_the_end_moves_nothing_before_it() {
    let mut graph = process(11);
    graph.areas.clear();
    graph.nodes.retain(|n| n.role == Role::Activity);
    graph.edges.clear();
    for node in &mut graph.nodes {
        (node.area, node.parent) = (None, None);
    }
    for at in 1..graph.nodes.len() {
        graph.edges.push(edge(End::Node(at - 1), End::Node(at), EdgeKind::Sequence));
    }
    let before = layout(&graph);
    graph.nodes.push(node(Role::Activity, None, None, None));
    graph.edges.push(edge(End::Node(graph.nodes.len() - 2), End::Node(graph.nodes.len() - 1), EdgeKind::Sequence));
    let after = layout(&graph);
    assert_eq!(before.nodes[..], after.nodes[..before.nodes.len()]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_process_is_drawn_soundly(throws in vec(any::<u16>(), 0..300)) {
        let graph = thrown(throws);
        prop_assert_eq!(check(&graph), Ok(()), "{:?}", graph);
    }

    #[test]
    fn every_process_is_drawn_soundly_from_top_to_bottom(throws in vec(any::<u16>(), 0..300)) {
        let graph = thrown(throws);
        prop_assert_eq!(check_down(&graph), Ok(()), "{:?}", graph);
    }

    #[test]
    fn every_process_is_cut_soundly(throws in vec(any::<u16>(), 0..300), width in prop_oneof![Just(1.0), 200.0..1200.0]) {
        let graph = thrown(throws);
        prop_assert_eq!(check_wrapped(&graph, width), Ok(()), "{:?}", graph);
    }

    #[test]
    fn nonsense_is_survived(throws in vec(any::<u16>(), 0..300)) {
        let graph = nonsense(throws);
        prop_assert_eq!(finite(&graph, &layout(&graph)), Ok(()));
    }
}
