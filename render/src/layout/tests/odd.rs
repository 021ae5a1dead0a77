//! Processes nobody should write, and somebody will: each is drawn as soundly as any other.

use super::super::*;
use super::random::{edge, node};
use super::sound::{check, check_down, check_labels, finite};

fn flow(from: usize, to: usize) -> Edge {
    edge(End::Node(from), End::Node(to), EdgeKind::Sequence)
}

fn steps(count: usize) -> Graph {
    Graph { nodes: (0..count).map(|_| node(Role::Activity, None, None, None)).collect(), ..Graph::default() }
}

fn area(parent: Option<usize>, title: f64) -> Area {
    Area { parent, header: 30.0, title, black_box: false, touches: false }
}

/// Sound both ways, with all labels off the steps.
fn sound(graph: &Graph) {
    check(graph).unwrap();
    check_down(graph).unwrap();
    check_labels(graph).unwrap();
}

#[test]
fn a_step_that_leads_to_itself() {
    for role in [Role::Activity, Role::Gateway, Role::Event, Role::Container] {
        let mut graph = steps(3);
        graph.nodes[1].role = role;
        graph.edges.extend([flow(0, 1), flow(1, 1), flow(1, 2)]);
        graph.edges[1].label = Some(Size::new(60.0, 14.0));
        sound(&graph);
        assert!(layout(&graph).edges[1].points.len() >= 4, "{role:?}");
    }
}

#[test]
fn flows_side_by_side() {
    for role in [Role::Activity, Role::Gateway, Role::Event] {
        let mut graph = steps(2);
        graph.nodes[0].role = role;
        graph.edges.extend([flow(0, 1), flow(0, 1), flow(0, 1), flow(1, 0), flow(1, 0)]);
        sound(&graph);
        let placed = layout(&graph);
        for a in 0..5 {
            for b in a + 1..5 {
                assert_ne!(placed.edges[a].points, placed.edges[b].points, "{role:?}: flows {a} and {b} are one line");
            }
        }
    }
}

#[test]
fn a_flow_to_its_own_container() {
    let mut graph = steps(4);
    graph.nodes[1].role = Role::Container;
    graph.nodes[2].parent = Some(1);
    graph.nodes[3].parent = Some(1);
    graph.edges.extend([flow(0, 1), flow(2, 3), flow(3, 1), flow(1, 2)]);
    let placed = layout(&graph);
    finite(&graph, &placed).unwrap();
    assert!(placed.nodes[1].contains(placed.nodes[2].center()) && placed.nodes[1].contains(placed.nodes[3].center()));
    assert!(!placed.nodes[2].overlaps(&placed.nodes[3]));
}

#[test]
fn lanes_without_steps_and_without_names() {
    for title in [0.0, 90.0] {
        let mut graph = steps(2);
        graph.areas.push(area(None, title));
        graph.areas.extend((0..4).map(|_| area(Some(0), title)));
        graph.areas.extend([area(Some(2), title), area(Some(2), title), area(None, title)]);
        (graph.nodes[0].area, graph.nodes[1].area) = (Some(1), Some(4));
        graph.edges.push(flow(0, 1));
        sound(&graph);
        let placed = layout(&graph);
        assert!(placed.areas.iter().all(|a| a.height >= 40.0), "an empty lane can be seen");
    }
}

#[test]
fn only_empty_lanes() {
    let mut graph = Graph { areas: vec![area(None, 40.0), area(Some(0), 0.0), area(Some(0), 0.0)], ..Graph::default() };
    sound(&graph);
    graph.areas.iter_mut().for_each(|a| a.header = 0.0);
    sound(&graph);
}

#[test]
fn sizes_of_nothing_and_of_everything() {
    for (width, height) in [(0.0, 0.0), (1.0, 1.0), (5000.0, 2.0), (3.0, 4000.0), (1e12, 1e12), (-7.0, f64::NAN)] {
        for role in [Role::Activity, Role::Gateway, Role::Event, Role::Container] {
            let mut graph = steps(4);
            graph.nodes[1].role = role;
            graph.nodes[1].size = Size::new(width, height);
            graph.edges.extend([flow(0, 1), flow(1, 2), flow(1, 3), flow(3, 0)]);
            check_labels(&graph).unwrap_or_else(|fault| panic!("{role:?} {width} x {height}: {fault}"));
        }
    }
}

#[test]
fn a_thousand_branches() {
    let mut graph = steps(1002);
    graph.nodes[0].role = Role::Gateway;
    graph.nodes[1001].role = Role::Gateway;
    for branch in 1..=1000 {
        graph.edges.extend([flow(0, branch), flow(branch, 1001)]);
    }
    let placed = layout(&graph);
    finite(&graph, &placed).unwrap();
    let mut rows: Vec<f64> = placed.nodes[1..=1000].iter().map(|n| n.y).collect();
    rows.sort_by(f64::total_cmp);
    assert!(rows.windows(2).all(|r| r[1] - r[0] >= 80.0), "branches below each other");
    assert!(placed.edges.iter().all(|e| e.points.len() <= 4), "no branch has more than two turns");
}

#[test]
fn a_circle_of_everything() {
    let mut graph = steps(60);
    graph.edges.extend((0..60).map(|at| flow(at, (at + 1) % 60)));
    sound(&graph);
    // Each with each: no order is right, but every line is there.
    let mut graph = steps(12);
    for a in 0..12 {
        graph.edges.extend((0..12).filter(|b| *b != a).map(|b| flow(a, b)));
    }
    finite(&graph, &layout(&graph)).unwrap();
}

#[test]
fn a_hundred_parts() {
    let mut graph = steps(300);
    for part in 0..100 {
        graph.edges.extend([flow(3 * part, 3 * part + 1), flow(3 * part + 1, 3 * part + 2)]);
    }
    sound(&graph);
    let size = layout(&graph).size;
    assert!(size.width < 6.0 * size.height && size.height < 6.0 * size.width, "packed, not strung: {size:?}");
}

#[test]
fn fifty_pools() {
    let mut graph = steps(100);
    for pool in 0..50 {
        graph.areas.push(area(None, 60.0));
        (graph.nodes[2 * pool].area, graph.nodes[2 * pool + 1].area) = (Some(pool), Some(pool));
        graph.edges.push(flow(2 * pool, 2 * pool + 1));
        if pool > 0 {
            graph.edges.push(edge(End::Node(2 * pool - 1), End::Node(2 * pool), EdgeKind::Message));
        }
    }
    sound(&graph);
}

#[test]
fn a_flow_into_the_next_lane_falls_straight() {
    let mut graph = steps(3);
    graph.areas.extend([area(None, 60.0), area(Some(0), 40.0), area(Some(0), 40.0)]);
    for (at, lane) in [1, 2, 2].into_iter().enumerate() {
        graph.nodes[at].area = Some(lane);
    }
    graph.edges.extend([flow(0, 1), flow(1, 2)]);
    sound(&graph);
    let placed = layout(&graph);
    assert!(placed.edges.iter().all(|e| e.points.len() == 2), "no bend: {:?}", placed.edges);
    assert_eq!(placed.nodes[0].center().x, placed.nodes[1].center().x);
}

#[test]
fn a_store_that_every_step_uses_costs_no_more_than_its_lines_are_worth() {
    let mut graph = steps(40);
    graph.edges.extend((1..40).map(|at| flow(at - 1, at)));
    graph.nodes.push(node(Role::Data, None, None, None));
    graph.edges.extend((0..40).map(|at| edge(End::Node(at), End::Node(40), EdgeKind::Association)));
    finite(&graph, &layout(&graph)).unwrap();
    let plan = pools::plan(&graph);
    let (hangings, _) = settle::hangings(&graph, &plan);
    let (_, spent) = compound::place_with(&graph, &plan, &hangings);
    assert!(spent < 6_000_000, "{spent} points looked at");
}

#[test]
fn all_lines_between_two_columns_of_steps_are_drawn_in_bounded_time() {
    let mut graph = steps(40);
    graph.edges.extend((0..400).map(|at| flow(at % 20, 20 + at / 20)));
    let placed = layout(&graph);
    finite(&graph, &placed).unwrap();
    let plan = pools::plan(&graph);
    let (_, spent) = compound::place_with(&graph, &plan, &settle::hangings(&graph, &plan).0);
    assert!(spent < 16_000_000, "{spent} points looked at");
}

#[test]
fn border_events_that_lead_back_to_their_host_keep_their_labels() {
    for role in [Role::Activity, Role::Container] {
        let mut graph = steps(3);
        graph.nodes[1].role = role;
        graph.nodes[1].size.width = 160.0;
        graph.edges.extend([flow(0, 1), flow(1, 2)]);
        for _ in 0..2 {
            let guard = graph.nodes.len();
            graph.nodes.push(node(Role::Boundary { host: 1 }, None, None, Some(Size::new(40.0, 14.0))));
            graph.edges.push(flow(guard, 1));
        }
        sound(&graph);
        let placed = layout(&graph);
        for guard in [3, 4] {
            let gap = placed.labels[guard].unwrap().y - placed.nodes[guard].bottom();
            assert!(gap < 24.0, "{role:?}: {gap}");
        }
    }
}
