//! Lines that share an end, or a place with a label: each has a way of its own.

use super::super::*;
use super::random::{edge, node};
use super::sound::{check, check_down};

fn pool() -> Area {
    Area { parent: None, header: 30.0, title: 50.0, black_box: false, touches: false }
}

fn link(graph: &mut Graph, from: usize, to: usize, kind: EdgeKind) -> usize {
    graph.edges.push(edge(End::Node(from), End::Node(to), kind));
    graph.edges.len() - 1
}

/// How long two paths run on top of each other.
fn together(a: &Path, b: &Path) -> f64 {
    let over = |a: f64, b: f64, c: f64, d: f64| (a.max(b).min(c.max(d)) - a.min(b).max(c.min(d))).max(0.0);
    let mut most = 0.0f64;
    for p in a.points.windows(2) {
        for q in b.points.windows(2) {
            if p[0].y == p[1].y && q[0].y == q[1].y && (p[0].y - q[0].y).abs() < 1.0 {
                most = most.max(over(p[0].x, p[1].x, q[0].x, q[1].x));
            } else if p[0].x == p[1].x && q[0].x == q[1].x && (p[0].x - q[0].x).abs() < 1.0 {
                most = most.max(over(p[0].y, p[1].y, q[0].y, q[1].y));
            }
        }
    }
    most
}

fn apart(graph: &Graph) {
    for direction in [Direction::LeftToRight, Direction::TopToBottom] {
        let placed = layout(&Graph { direction, ..graph.clone() });
        for a in 0..placed.edges.len() {
            for b in a + 1..placed.edges.len() {
                let run = together(&placed.edges[a], &placed.edges[b]);
                assert!(run <= 5.0, "{a} and {b} for {run}: {:?} {:?}", placed.edges[a].points, placed.edges[b].points);
            }
        }
    }
    check(graph).unwrap();
    check_down(graph).unwrap();
}

#[test]
fn reading_and_writing_take_a_straight_line_each() {
    let mut graph = Graph { nodes: vec![node(Role::Activity, None, None, None), node(Role::Data, None, None, None)], ..Graph::default() };
    link(&mut graph, 1, 0, EdgeKind::Association);
    link(&mut graph, 0, 1, EdgeKind::Association);
    let placed = layout(&graph);
    assert!(placed.edges.iter().all(|edge| edge.points.len() == 2), "{:?}", placed.edges);
    apart(&graph);
}

#[test]
fn an_event_has_room_for_more_lines_than_it_has_sides() {
    // A flow in and one out, a message, its label, and data of three other steps.
    let mut graph = Graph { areas: vec![pool(), pool()], ..Graph::default() };
    for role in [Role::Activity, Role::Event, Role::Activity, Role::Activity] {
        graph.nodes.push(node(role, Some(0), None, None));
    }
    graph.nodes[1].label = Some(Size::new(60.0, 28.0));
    for at in 0..3 {
        link(&mut graph, at, at + 1, EdgeKind::Sequence);
    }
    graph.nodes.push(node(Role::Activity, Some(1), None, None));
    link(&mut graph, 1, 4, EdgeKind::Message);
    for step in [0, 2, 3] {
        graph.nodes.push(node(Role::Data, Some(0), None, None));
        let data = graph.nodes.len() - 1;
        link(&mut graph, step, data, EdgeKind::Association);
        link(&mut graph, data, 1, EdgeKind::Association);
    }
    apart(&graph);
}

/// Found at random once in some 800,000 processes: a flow leaves a sub-process where a message to an event inside it ends.
#[test]
fn a_message_into_a_sub_process_keeps_off_the_flow_that_leaves_it() {
    let lane = |parent: Option<usize>| Area { parent, header: 24.0, title: 40.0, ..pool() };
    let areas = [None, Some(0), Some(0), Some(0), None, Some(4), Some(4), Some(6), Some(6), Some(4)];
    let mut graph = Graph { areas: areas.map(lane).to_vec(), ..Graph::default() };
    for (at, area) in graph.areas.iter_mut().enumerate() {
        (area.header, area.title) = match at {
            0 | 4 => (30.0, 70.0),
            7 | 8 => (20.0, 20.0),
            _ => (24.0, 40.0),
        };
    }
    let label = Some(Size::new(30.0, 14.0));
    for (role, area, parent, label) in [
        (Role::Activity, Some(5), None, None),
        (Role::Container, Some(8), None, None),
        (Role::Container, Some(2), None, None),
        (Role::Activity, Some(5), None, None),
        (Role::Event, Some(5), None, label),
        (Role::Activity, Some(1), None, None),
        (Role::Event, Some(1), Some(1), label),
        (Role::Boundary { host: 1 }, None, None, None),
        (Role::Boundary { host: 3 }, None, None, None),
    ] {
        graph.nodes.push(node(role, area, parent, label));
    }
    for (from, to) in [(1, 4), (7, 3)] {
        link(&mut graph, from, to, EdgeKind::Sequence);
    }
    for (from, to) in [(6, 5), (6, 5), (2, 6)] {
        link(&mut graph, from, to, EdgeKind::Message);
    }
    check(&graph).unwrap();
    check_down(&graph).unwrap();
}

#[test]
fn a_message_leaves_the_label_of_a_flow_free() {
    let mut graph = Graph::default();
    for _ in 0..4 {
        graph.nodes.push(node(Role::Activity, None, None, None));
    }
    let flow = link(&mut graph, 0, 1, EdgeKind::Sequence);
    let message = link(&mut graph, 2, 3, EdgeKind::Message);
    graph.edges[flow].label = Some(Size::new(80.0, 14.0));
    let mut placed = Placed {
        nodes: [(0.0, 200.0), (300.0, 200.0), (150.0, 0.0), (150.0, 400.0)].map(|(x, y)| Rect::new(x, y, 100.0, 80.0)).to_vec(),
        labels: vec![None; 4],
        edges: vec![Path::default(); 2],
        ..Placed::default()
    };
    placed.edges[flow].points = vec![Point::new(100.0, 240.0), Point::new(300.0, 240.0)];
    placed.edges[flow].label = Some(Rect::new(150.0, 223.0, 80.0, 14.0));
    placed.edges[message].points = vec![Point::new(200.0, 80.0), Point::new(200.0, 400.0)];
    assert!(secondary::spare_labels(&graph, &mut placed));
    let label = placed.edges[flow].label.unwrap();
    let points = &placed.edges[message].points;
    assert!(points.windows(2).all(|pair| !router::meets(pair[0], pair[1], &label)), "{points:?}");
    assert!(!secondary::spare_labels(&graph, &mut placed), "once is enough");
}

#[test]
fn steps_outside_every_pool_stand_where_their_lines_lead() {
    for pool_of in [1, 2] {
        let mut graph = Graph { areas: vec![pool(), pool(), pool()], ..Graph::default() };
        for at in 0..3 {
            graph.nodes.push(node(Role::Activity, Some(at), None, None));
        }
        graph.nodes.push(node(Role::Activity, None, None, None));
        link(&mut graph, pool_of, 3, EdgeKind::Sequence);
        let placed = layout(&graph);
        let between = (placed.areas[pool_of - 1].bottom(), placed.areas[pool_of].y);
        assert!(between.0 < placed.nodes[3].y && placed.nodes[3].bottom() < between.1, "{:?} {:?}", placed.nodes, placed.areas);
        check(&graph).unwrap();
        check_down(&graph).unwrap();
    }
}

#[test]
fn the_line_of_a_border_event_reaches_an_event_without_a_jog() {
    // With and without a loop that would rather have the steps lower.
    for looped in [false, true] {
        let mut graph = Graph { areas: vec![pool()], ..Graph::default() };
        let kinds = [Role::Activity, Role::Activity, Role::Activity, Role::Gateway, Role::Event, Role::Boundary { host: 2 }];
        graph.nodes = kinds.iter().map(|role| node(*role, Some(0), None, None)).collect();
        graph.nodes[5].area = None;
        graph.nodes[2].size = Size::new(100.0, 140.0);
        for at in 0..3 {
            link(&mut graph, at, at + 1, EdgeKind::Sequence);
        }
        if looped {
            link(&mut graph, 1, 0, EdgeKind::Sequence);
        }
        let exit = link(&mut graph, 5, 4, EdgeKind::Sequence);
        let placed = layout(&graph);
        assert_eq!(placed.edges[exit].points.len(), 3, "{looped}: {:?}", placed.edges[exit].points);
        check(&graph).unwrap();
        check_down(&graph).unwrap();
    }
}

#[test]
fn the_title_of_a_sub_process_is_free_either_way() {
    const TITLE: f64 = 28.0;
    for direction in [Direction::LeftToRight, Direction::TopToBottom] {
        let mut graph = Graph { direction, ..Graph::default() };
        graph.nodes = vec![node(Role::Container, None, None, None), node(Role::Activity, None, Some(0), None)];
        graph.nodes.push(node(Role::Container, None, Some(0), None));
        graph.nodes.push(node(Role::Event, None, Some(2), None));
        link(&mut graph, 1, 2, EdgeKind::Sequence);
        let placed = layout(&graph);
        for (inner, outer) in [(1, 0), (2, 0), (3, 2)] {
            let [inside, outside] = [inner, outer].map(|n: usize| placed.nodes[n]);
            assert!(inside.y >= outside.y + TITLE, "{direction:?}: {inside:?} in {outside:?}");
            assert!(inside.right() <= outside.right() - 8.0 && inside.x >= outside.x + 8.0, "{direction:?}: {inside:?} in {outside:?}");
            assert!(inside.bottom() <= outside.bottom() - 8.0, "{direction:?}: {inside:?} in {outside:?}");
        }
    }
}
