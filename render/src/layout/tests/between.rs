//! What joins pools and lanes: messages, data, and the order and places that spare them crossings.

use super::super::*;
use super::random::{edge, node};
use super::sound::{check, check_down};

fn pool(black_box: bool) -> Area {
    Area { parent: None, header: if black_box { 0.0 } else { 30.0 }, title: 50.0, black_box, touches: false }
}

fn lane(parent: usize) -> Area {
    Area { parent: Some(parent), ..pool(false) }
}

fn sound(graph: &Graph) {
    check(graph).unwrap();
    check_down(graph).unwrap();
}

fn link(graph: &mut Graph, from: End, to: End, kind: EdgeKind) -> usize {
    graph.edges.push(edge(from, to, kind));
    graph.edges.len() - 1
}

/// A pool of two lanes with a step in each, and two black boxes: one talks to the upper lane, one to the lower.
fn between(upper: usize, lower: usize) -> (Graph, [usize; 2]) {
    let mut graph = Graph { areas: vec![pool(false), lane(0), lane(0), pool(true), pool(true)], ..Graph::default() };
    graph.nodes = vec![node(Role::Activity, Some(1), None, None), node(Role::Activity, Some(2), None, None)];
    link(&mut graph, End::Node(0), End::Node(1), EdgeKind::Sequence);
    let messages = [(0, upper), (1, lower)].map(|(step, pool)| link(&mut graph, End::Node(step), End::Area(pool), EdgeKind::Message));
    (graph, messages)
}

#[test]
fn a_pool_stands_beside_the_lane_it_talks_to() {
    for (upper, lower) in [(3, 4), (4, 3)] {
        let (graph, messages) = between(upper, lower);
        let placed = layout(&graph);
        let y = |area: usize| placed.areas[area].y;
        assert!(y(upper) < y(0) && y(0) < y(lower), "{upper} above, {lower} below: {:?}", placed.areas);
        assert!(messages.iter().all(|at| placed.edges[*at].points.len() == 2), "straight");
        sound(&graph);
    }
}

#[test]
fn pools_without_messages_keep_their_order() {
    let (mut graph, _) = between(3, 4);
    graph.edges.truncate(1);
    let placed = layout(&graph);
    assert!(placed.areas[0].y < placed.areas[3].y && placed.areas[3].y < placed.areas[4].y);
}

#[test]
fn a_label_gives_way_to_the_message_of_its_event() {
    let mut graph = Graph { areas: vec![pool(false), pool(true)], ..Graph::default() };
    for role in [Role::Activity, Role::Event, Role::Activity] {
        graph.nodes.push(node(role, Some(0), None, None));
    }
    graph.nodes[1].label = Some(Size::new(60.0, 28.0));
    for at in 0..2 {
        link(&mut graph, End::Node(at), End::Node(at + 1), EdgeKind::Sequence);
    }
    let message = link(&mut graph, End::Node(1), End::Area(1), EdgeKind::Message);
    let placed = layout(&graph);
    assert_eq!(placed.edges[message].points.len(), 2, "straight down");
    assert!(placed.labels[1].unwrap().bottom() <= placed.nodes[1].y, "the label is above");
    sound(&graph);
}

#[test]
fn lanes_of_a_process_without_a_pool_touch() {
    let mut graph = Graph { areas: vec![pool(false), Area { touches: true, ..pool(false) }, pool(true)], ..Graph::default() };
    graph.nodes = vec![node(Role::Activity, Some(0), None, None), node(Role::Activity, Some(1), None, None)];
    link(&mut graph, End::Node(0), End::Node(1), EdgeKind::Sequence);
    // Their pool would rather stand between them.
    link(&mut graph, End::Node(0), End::Area(2), EdgeKind::Message);
    link(&mut graph, End::Node(1), End::Area(2), EdgeKind::Message);
    let placed = layout(&graph);
    assert_eq!(placed.areas[0].bottom(), placed.areas[1].y);
    sound(&graph);
}

#[test]
fn data_leave_the_way_to_the_next_lane_free() {
    for (data, up) in [(1, false), (0, true)] {
        let mut graph = Graph { areas: vec![pool(false), lane(0), lane(0)], ..Graph::default() };
        graph.nodes = vec![node(Role::Activity, Some(1), None, None), node(Role::Activity, Some(2), None, None)];
        let flow = if up {
            link(&mut graph, End::Node(1), End::Node(0), EdgeKind::Sequence)
        } else {
            link(&mut graph, End::Node(0), End::Node(1), EdgeKind::Sequence)
        };
        graph.nodes.push(node(Role::Data, Some(1 + data), None, None));
        link(&mut graph, End::Node(data), End::Node(2), EdgeKind::Association);
        let placed = layout(&graph);
        assert_eq!(placed.edges[flow].points.len(), 2, "{:?}", placed.edges[flow].points);
        // On the side where the other lane is not.
        assert_eq!(placed.nodes[2].y > placed.nodes[data].y, data == 1, "{:?}", placed.nodes);
        sound(&graph);
    }
}

#[test]
fn data_stand_beside_a_flow_where_both_sides_have_one() {
    let mut graph = Graph { areas: vec![pool(false), lane(0), lane(0), lane(0)], ..Graph::default() };
    graph.nodes = (1..4).map(|lane| node(Role::Activity, Some(lane), None, None)).collect();
    let flows = [(0, 1), (1, 2)].map(|(a, b)| link(&mut graph, End::Node(a), End::Node(b), EdgeKind::Sequence));
    graph.nodes.push(Node { label: Some(Size::new(60.0, 14.0)), ..node(Role::Data, Some(2), None, None) });
    let use_ = link(&mut graph, End::Node(1), End::Node(3), EdgeKind::Association);
    let placed = layout(&graph);
    for at in flows.into_iter().chain([use_]) {
        assert_eq!(placed.edges[at].points.len(), 2, "{:?}", placed.edges[at].points);
    }
    sound(&graph);
}

#[test]
fn later_lines_do_not_cross_what_an_earlier_one_could_have_left_free() {
    // Two steps that write to two stores, crosswise in the order of writing.
    let mut graph = Graph { areas: vec![pool(false), pool(false)], ..Graph::default() };
    for pool in 0..2 {
        for at in 0..3 {
            graph.nodes.push(node(Role::Activity, Some(pool), None, None));
            if at > 0 {
                let n = graph.nodes.len();
                link(&mut graph, End::Node(n - 2), End::Node(n - 1), EdgeKind::Sequence);
            }
        }
    }
    for (from, to) in [(0, 5), (1, 4), (2, 3)] {
        link(&mut graph, End::Node(from), End::Node(to), EdgeKind::Message);
    }
    let placed = layout(&graph);
    let mut met = 0;
    for a in 4..placed.edges.len() {
        for b in a + 1..placed.edges.len() {
            met += u32::from(router::cross(&placed.edges[a].points, &placed.edges[b].points));
        }
    }
    // Drawn on paper with the ends where they are, three crossings remain at least: each pair changes sides once.
    assert!(met <= 3, "{met} crossings");
    sound(&graph);
}

/// Three branches of a gateway, each a step with an end, and a message of each step to a pool below.
#[test]
fn branches_that_send_messages_stand_side_by_side() {
    let mut graph = Graph { areas: vec![pool(false), pool(true)], ..Graph::default() };
    graph.nodes.push(node(Role::Gateway, Some(0), None, None));
    let mut messages = Vec::new();
    for _ in 0..3 {
        let step = graph.nodes.len();
        graph.nodes.push(node(Role::Activity, Some(0), None, None));
        graph.nodes.push(node(Role::Event, Some(0), None, None));
        link(&mut graph, End::Node(0), End::Node(step), EdgeKind::Sequence);
        link(&mut graph, End::Node(step), End::Node(step + 1), EdgeKind::Sequence);
        messages.push(link(&mut graph, End::Node(step), End::Area(1), EdgeKind::Message));
    }
    let placed = layout(&graph);
    assert!(messages.iter().all(|at| placed.edges[*at].points.len() == 2), "straight: {:?}", placed.edges);
    let mut xs: Vec<f64> = [1, 3, 5].map(|step| placed.nodes[step].center().x).to_vec();
    xs.sort_by(f64::total_cmp);
    assert!(xs[1] - xs[0] > 100.0 && xs[2] - xs[1] > 100.0, "side by side: {xs:?}");
    sound(&graph);
}

/// A document that two steps of another lane read as well: it hangs where its lines pass no flow.
#[test]
fn data_hang_where_their_lines_cross_least() {
    let mut graph = Graph { areas: vec![pool(false), lane(0), lane(0)], ..Graph::default() };
    for (at, area) in [1, 2, 2, 2].into_iter().enumerate() {
        graph.nodes.push(node(Role::Activity, Some(area), None, None));
        if at > 0 {
            link(&mut graph, End::Node(at - 1), End::Node(at), EdgeKind::Sequence);
        }
    }
    let data = graph.nodes.len();
    graph.nodes.push(node(Role::Data, None, None, None));
    let lines: Vec<usize> = [(0, data), (data, 1), (data, 2), (data, 3)]
        .into_iter()
        .map(|(from, to)| link(&mut graph, End::Node(from), End::Node(to), EdgeKind::Association))
        .collect();
    let placed = layout(&graph);
    let met = |line: usize| {
        let others = (0..placed.edges.len()).filter(|other| *other != line);
        others.map(|other| router::crossings(&placed.edges[line].points, &placed.edges[other].points)).sum::<usize>()
    };
    assert_eq!(lines.into_iter().map(met).sum::<usize>(), 0, "{:?}", placed.edges);
    sound(&graph);
}

/// An event on the right of a step's bottom: data that the step writes start beside it.
#[test]
fn lines_keep_off_the_events_on_the_border_of_their_step() {
    let mut graph = Graph { areas: vec![pool(false), pool(false)], ..Graph::default() };
    graph.nodes.push(node(Role::Activity, Some(0), None, None));
    for _ in 0..2 {
        graph.nodes.push(Node { size: Size::new(36.0, 36.0), ..node(Role::Boundary { host: 0 }, Some(0), None, None) });
    }
    graph.nodes.push(node(Role::Activity, Some(1), None, None));
    for _ in 0..4 {
        link(&mut graph, End::Node(0), End::Node(3), EdgeKind::Message);
    }
    for direction in [Direction::LeftToRight, Direction::TopToBottom] {
        let placed = layout(&Graph { direction, ..graph.clone() });
        for edge in &placed.edges {
            for guard in &placed.nodes[1..3] {
                assert!(!guard.grown(1.0).contains(edge.points[0]), "{:?} in {guard:?}", edge.points);
            }
        }
    }
    sound(&graph);
}
