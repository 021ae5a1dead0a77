//! Drawings of lanes and pools cut into bands, small and large, both ways: as sound as those that are not cut.
//!
//! A cut drawing is looked at as an ordinary one: every piece is an edge of its own, every repeated lane a lane of its
//! own, every mark a step.

use super::super::*;
use super::random::{edge, node};
use super::sound::{finite, labels, sound};
use std::collections::BTreeMap;

/// How far beyond the end of a pool a line may run round it.
const ROUND: f64 = 100.0;

/// The whole drawing as one without cuts.
fn unfolded(graph: &Graph, placed: &Placed) -> (Graph, Placed) {
    let (mut flat, mut out) = (graph.clone(), placed.clone());
    flat.wrap = None;
    out.cut = Cut::default();
    // All places of an area beside each other, so that lanes stay in their order.
    let mut places: Vec<(usize, Rect)> = placed.areas.iter().copied().enumerate().chain(placed.cut.areas.iter().copied()).collect();
    places.sort_by_key(|(at, _)| *at);
    let mut copies: Vec<Vec<usize>> = vec![Vec::new(); graph.areas.len()];
    (flat.areas, out.areas) = (Vec::new(), Vec::new());
    for (at, rect) in places {
        let parent =
            graph.areas[at].parent.map(|p| copies[p].iter().copied().find(|p| holds(&out.areas[*p], &rect)).expect("a lane in its pool"));
        copies[at].push(flat.areas.len());
        flat.areas.push(Area { parent, ..graph.areas[at].clone() });
        out.areas.push(rect);
    }
    for (at, n) in graph.nodes.iter().enumerate() {
        if let Some(area) = n.area {
            flat.nodes[at].area = copies[area].iter().copied().find(|a| holds(&out.areas[*a], &out.nodes[at])).or(Some(copies[area][0]));
        }
    }
    let mut marks = Vec::new();
    for mark in &placed.cut.marks {
        marks.push(flat.nodes.len());
        flat.nodes.push(Node { size: Size::new(mark.place.width, mark.place.height), ..node(Role::Activity, None, None, None) });
        out.nodes.push(mark.place);
        out.labels.push(None);
    }
    let door = |at: usize, leaves: bool, p: &Point| {
        let fits = |mark: &Mark| mark.leaves == leaves && mark.edges.contains(&at) && mark.place.grown(0.02).contains(*p);
        placed.cut.marks.iter().position(fits).map(|mark| End::Node(marks[mark])).unwrap_or(End::Edge(usize::MAX))
    };
    let mut last: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, points) in &placed.cut.pieces {
        let before = last.insert(*at, flat.edges.len()).unwrap_or(*at);
        let (from, to) = (door(*at, false, &points[0]), flat.edges[before].to);
        flat.edges[before].to = door(*at, true, out.edges[before].points.last().unwrap());
        flat.edges.push(Edge { from, to, kind: graph.edges[*at].kind, label: None });
        out.edges.push(Path { points: points.clone(), label: None });
    }
    (flat, out)
}

fn holds(outer: &Rect, inner: &Rect) -> bool {
    let outer = outer.grown(0.01);
    outer.contains(Point::new(inner.x, inner.y)) && outer.contains(Point::new(inner.right(), inner.bottom()))
}

/// All that must be true of a drawing that may be cut, from left to right.
fn whole(graph: &Graph, placed: &Placed) -> Result<(), String> {
    let (flat, out) = unfolded(graph, placed);
    sound(&flat, &out)?;
    for e in &flat.edges {
        if [e.from, e.to].contains(&End::Edge(usize::MAX)) {
            return Err("a piece ends at no mark".into());
        }
    }
    let mut letters: BTreeMap<usize, [usize; 2]> = BTreeMap::new();
    for mark in &placed.cut.marks {
        letters.entry(mark.letter).or_default()[usize::from(mark.leaves)] += 1;
        if mark.edges.is_empty() || !mark.place.contains(mark.sign.center()) {
            return Err("a mark of nothing".into());
        }
    }
    if letters.keys().copied().ne(0..letters.len()) || letters.values().any(|ends| ends.contains(&0)) {
        return Err(format!("letters in pairs: {letters:?}"));
    }
    // A step is in its lane, and a repeated lane holds something or is passed, or a line runs round its end.
    for (at, n) in graph.nodes.iter().enumerate().filter(|(_, n)| n.parent.is_none()) {
        let Some(area) = n.area else { continue };
        let mut places = placed.cut.areas.iter().filter(|(a, _)| *a == area).map(|(_, r)| r).chain([&placed.areas[area]]);
        if !places.any(|r| holds(r, &placed.nodes[at])) {
            return Err(format!("node {at} in no band of its area"));
        }
    }
    for (area, rect) in &placed.cut.areas {
        let near = rect.grown(0.1);
        let steps = placed.nodes.iter().any(|r| near.overlaps(r));
        let near = Rect { x: near.x - ROUND, width: near.width + 2.0 * ROUND, ..near };
        let all = out.edges.iter().flat_map(|e| e.points.windows(2));
        let lines = all.into_iter().any(|p| router::meets(p[0], p[1], &near));
        if !steps && !lines {
            return Err(format!("area {area} repeated for nothing: {rect:?}"));
        }
    }
    Ok(())
}

/// The same, and no label of an edge stands on a step.
fn labelled(graph: &Graph, placed: &Placed) -> Result<(), String> {
    let (flat, out) = unfolded(graph, placed);
    labels(&flat, &out)?;
    whole(graph, placed)
}

/// Both ways, at a width; twice the same.
pub(super) fn check_wrapped(graph: &Graph, width: f64) -> Result<(), String> {
    both_ways(graph, width, whole)
}

/// The same, with all labels of edges off the steps.
pub(super) fn check_wrapped_labels(graph: &Graph, width: f64) -> Result<(), String> {
    both_ways(graph, width, labelled)
}

fn both_ways(graph: &Graph, width: f64, look: fn(&Graph, &Placed) -> Result<(), String>) -> Result<(), String> {
    let graph = Graph { wrap: Some(width), ..graph.clone() };
    let placed = layout(&graph);
    finite(&graph, &placed)?;
    let clean = clean::clean(&graph);
    look(&clean, &placed).map_err(|fault| format!("at {width}: {fault}"))?;
    if layout(&graph) != placed {
        return Err("not the same twice".into());
    }
    let down = Graph { direction: Direction::TopToBottom, ..graph };
    let placed = layout(&down);
    finite(&down, &placed)?;
    look(&transpose::graph(&clean::clean(&down)), &transpose::placed(placed)).map_err(|fault| format!("down at {width}: {fault}"))
}

fn area(parent: Option<usize>) -> Area {
    Area { parent, header: 30.0, title: 50.0, black_box: false, touches: false }
}

/// A pool of two lanes with a row of steps in the first, every fourth in the second.
fn row(count: usize) -> Graph {
    let mut graph = Graph { areas: vec![area(None), area(Some(0)), area(Some(0))], ..Graph::default() };
    for at in 0..count {
        graph.nodes.push(node(Role::Activity, Some(if at % 4 == 3 { 2 } else { 1 }), None, None));
        if at > 0 {
            graph.edges.push(edge(End::Node(at - 1), End::Node(at), EdgeKind::Sequence));
        }
    }
    graph
}

fn flow(graph: &mut Graph, from: usize, to: usize) -> usize {
    graph.edges.push(edge(End::Node(from), End::Node(to), EdgeKind::Sequence));
    graph.edges.len() - 1
}

const WIDTHS: [f64; 5] = [1.0, 420.0, 800.0, 1600.0, 1e9];

#[test]
fn a_long_row_of_lanes_fits_the_width() {
    for count in [6, 13, 40] {
        for width in [600.0, 800.0, 1200.0] {
            let graph = Graph { wrap: Some(width), ..row(count) };
            let placed = layout(&graph);
            assert!(placed.size.width <= width, "{count} steps: {} over {width}", placed.size.width);
            check_wrapped_labels(&graph, width).unwrap();
        }
    }
}

#[test]
fn what_fits_is_not_cut() {
    let graph = row(9);
    let whole = layout(&graph);
    assert_eq!(layout(&Graph { wrap: Some(whole.size.width), ..graph.clone() }), whole);
    assert!(layout(&Graph { wrap: Some(whole.size.width - 1.0), ..graph }).cut.bands > 1);
}

#[test]
fn odd_widths_are_no_width() {
    let graph = row(9);
    for width in [0.0, -3.0, f64::NAN, f64::INFINITY] {
        assert_eq!(layout(&Graph { wrap: Some(width), ..graph.clone() }), layout(&graph));
    }
}

#[test]
fn every_column_is_a_band_where_the_width_is_nothing() {
    let graph = row(7);
    for width in [1.0, 90.0] {
        check_wrapped_labels(&graph, width).unwrap();
        let placed = layout(&Graph { wrap: Some(width), ..graph.clone() });
        let mut columns: Vec<i64> = layout(&graph).nodes.iter().map(|r| r.x as i64).collect();
        columns.sort_unstable();
        columns.dedup();
        assert_eq!(placed.cut.bands, columns.len());
    }
}

#[test]
fn a_lane_with_nothing_in_a_band_is_left_out_of_it() {
    let mut graph = row(8);
    graph.nodes.iter_mut().take(7).for_each(|n| n.area = Some(1));
    graph.areas.push(area(Some(0)));
    let placed = layout(&Graph { wrap: Some(700.0), ..graph.clone() });
    assert!(placed.cut.bands >= 3);
    let times = |area: usize| 1 + placed.cut.areas.iter().filter(|(a, _)| *a == area).count();
    // The second lane where its step is; a lane that is empty everywhere once.
    assert_eq!((times(0), times(2), times(3)), (placed.cut.bands, 1, 1));
    assert!(holds(&placed.areas[2], &placed.nodes[7]));
    check_wrapped_labels(&graph, 700.0).unwrap();
}

#[test]
fn a_loop_back_over_the_cuts_has_one_pair_of_marks() {
    let mut graph = row(12);
    let back = flow(&mut graph, 11, 0);
    for width in WIDTHS {
        check_wrapped_labels(&graph, width).unwrap();
    }
    let placed = layout(&Graph { wrap: Some(600.0), ..graph });
    assert!(placed.cut.bands > 2);
    let marks: Vec<&Mark> = placed.cut.marks.iter().filter(|m| m.edges.contains(&back)).collect();
    assert_eq!(marks.len(), 2);
    assert_eq!(marks[0].letter, marks[1].letter);
    assert_ne!(marks[0].leaves, marks[1].leaves);
}

#[test]
fn a_message_within_a_column_is_not_cut() {
    let mut graph = row(8);
    graph.areas.push(area(None));
    for at in [1, 6] {
        graph.nodes.push(node(Role::Activity, Some(3), None, None));
        graph.edges.push(edge(End::Node(at), End::Node(graph.nodes.len() - 1), EdgeKind::Message));
    }
    let messages = [graph.edges.len() - 2, graph.edges.len() - 1];
    let placed = layout(&Graph { wrap: Some(700.0), ..graph.clone() });
    assert!(placed.cut.bands > 1);
    for message in messages {
        assert!(placed.cut.pieces.iter().all(|(edge, _)| *edge != message), "{:?}", placed.edges[message]);
    }
    for width in WIDTHS {
        check_wrapped_labels(&graph, width).unwrap();
    }
}

#[test]
fn pools_without_lines_between_them_are_cut_on_their_own() {
    let mut graph = row(8);
    let first = graph.nodes.len();
    graph.areas.push(area(None));
    for at in 0..8 {
        graph.nodes.push(node(Role::Activity, Some(3), None, None));
        if at > 0 {
            flow(&mut graph, first + at - 1, first + at);
        }
    }
    let placed = layout(&Graph { wrap: Some(700.0), ..graph.clone() });
    let bottom = |area: usize| placed.cut.areas.iter().filter(|(a, _)| *a == area).map(|(_, r)| r.bottom()).fold(0.0, f64::max);
    assert!(bottom(0) < placed.areas[3].y, "all of the first pool stands above the second");
    for width in WIDTHS {
        check_wrapped_labels(&graph, width).unwrap();
    }
}

#[test]
fn a_sub_process_and_a_border_event_stay_whole() {
    let mut graph = row(6);
    graph.nodes[2].role = Role::Container;
    for at in 6..10 {
        graph.nodes.push(node(Role::Activity, Some(1), Some(2), None));
        if at > 6 {
            flow(&mut graph, at - 1, at);
        }
    }
    for host in [1, 2, 4] {
        graph.nodes.push(node(Role::Boundary { host }, None, None, Some(Size::new(60.0, 14.0))));
        let guard = graph.nodes.len() - 1;
        flow(&mut graph, guard, 5);
    }
    for width in WIDTHS {
        check_wrapped_labels(&graph, width).unwrap();
    }
}

#[test]
fn a_circle_of_everything_is_cut() {
    let mut graph = row(24);
    flow(&mut graph, 23, 0);
    for at in 0..8 {
        flow(&mut graph, 23 - at, at);
    }
    for width in WIDTHS {
        let clean = Graph { wrap: Some(width), ..graph.clone() };
        finite(&clean, &layout(&clean)).unwrap();
    }
    check_wrapped_labels(&row(60), 500.0).unwrap();
}

#[test]
fn many_lines_over_one_cut_have_a_mark_each() {
    let mut graph = Graph { areas: vec![area(None), area(Some(0)), area(Some(0))], ..Graph::default() };
    for at in 0..12 {
        graph.nodes.push(node(Role::Activity, Some(1 + at % 2), None, None));
    }
    for at in 0..6 {
        flow(&mut graph, at, 6 + at);
        flow(&mut graph, at, 6 + (at + 2) % 6);
    }
    for width in [1.0, 400.0] {
        check_wrapped_labels(&graph, width).unwrap();
    }
}

#[test]
fn only_empty_lanes_are_never_cut() {
    let graph = Graph { areas: vec![area(None), area(Some(0)), area(Some(0)), area(None)], ..Graph::default() };
    for width in WIDTHS {
        check_wrapped_labels(&graph, width).unwrap();
    }
}

#[test]
fn what_too_many_lines_pass_is_not_cut() {
    // Every step leads to every other: rows would be wider than the whole, and a thousand times as high.
    let mut graph = Graph { nodes: (0..16).map(|_| node(Role::Activity, None, None, None)).collect(), ..Graph::default() };
    for from in 0..16 {
        (0..16).filter(|to| *to != from).for_each(|to| _ = flow(&mut graph, from, to));
    }
    let whole = layout(&graph);
    let cut = layout(&Graph { wrap: Some(900.0), ..graph.clone() });
    assert_eq!(cut.size, whole.size);
    // Some are cut, and narrower for it.
    graph.edges.truncate(0);
    for at in 1..16 {
        flow(&mut graph, at - 1, at);
    }
    (0..6).for_each(|at| _ = flow(&mut graph, 15 - at, at));
    let (whole, cut) = (layout(&graph), layout(&Graph { wrap: Some(900.0), ..graph.clone() }));
    assert!(cut.size.width < whole.size.width, "{:?} {:?}", cut.size, whole.size);
}
