//! Invariants of every drawing, on small written graphs and on random ones.

use super::*;
use proptest::prelude::*;

/// A small generator of its own, so that a failing case is one number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }
}

fn node(role: Role, area: Option<usize>, parent: Option<usize>, label: Option<Size>) -> Node {
    let size = match role {
        Role::Event | Role::Boundary { .. } => Size::new(36.0, 36.0),
        Role::Gateway => Size::new(50.0, 50.0),
        Role::Data => Size::new(36.0, 50.0),
        _ => Size::new(100.0, 80.0),
    };
    Node { size, role, area, parent, label }
}

fn edge(from: End, to: End, kind: EdgeKind) -> Edge {
    Edge { from, to, kind, label: None }
}

/// A process a person could have drawn: pools, nested lanes, sub-processes, loops, messages, data.
fn process(seed: u64) -> Graph {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut graph = Graph::default();
    let mut homes = vec![None];
    if dice.chance(75) {
        homes.clear();
        for _ in 0..=dice.roll(3) {
            let pool = graph.areas.len();
            let black_box = dice.chance(20) && pool > 0;
            graph.areas.push(Area { parent: None, header: 30.0, title: 70.0, black_box });
            if black_box {
                continue;
            }
            let lanes = dice.roll(4);
            for _ in 0..lanes {
                let lane = graph.areas.len();
                graph.areas.push(Area { parent: Some(pool), header: 24.0, title: 40.0, black_box: false });
                if dice.chance(20) {
                    for _ in 0..2 {
                        homes.push(Some(graph.areas.len()));
                        graph.areas.push(Area { parent: Some(lane), header: 20.0, title: 20.0, black_box: false });
                    }
                } else {
                    homes.push(Some(lane));
                }
            }
            if lanes == 0 {
                homes.push(Some(pool));
            }
        }
    }
    let pool = |graph: &Graph, mut area: Option<usize>| {
        while let Some(parent) = area.and_then(|a| graph.areas[a].parent) {
            area = Some(parent);
        }
        area
    };
    let count = 3 + dice.roll(22);
    for at in 0..count {
        let parents: Vec<usize> = (0..at).filter(|n| graph.nodes[*n].role == Role::Container).collect();
        let parent = if parents.is_empty() || dice.chance(50) { None } else { Some(parents[dice.roll(parents.len())]) };
        let label = dice.chance(70).then(|| Size::new(30.0 + dice.roll(60) as f64, 14.0));
        let area = homes[dice.roll(homes.len())];
        graph.nodes.push(match dice.roll(10) {
            0 | 1 => node(Role::Event, area, parent, label),
            2 | 3 => node(Role::Gateway, area, parent, label),
            4 => node(Role::Container, area, parent, None),
            _ => node(Role::Activity, area, parent, None),
        });
    }
    let scope = |graph: &Graph, n: usize| {
        let mut top = n;
        while let Some(parent) = graph.nodes[top].parent {
            top = parent;
        }
        (graph.nodes[n].parent, pool(graph, graph.nodes[top].area))
    };
    for at in 0..count {
        let hosts = matches!(graph.nodes[at].role, Role::Activity | Role::Container);
        if hosts && dice.chance(20) {
            let guard = node(Role::Boundary { host: at }, None, None, dice.chance(60).then(|| Size::new(50.0, 14.0)));
            graph.nodes.push(guard);
        }
    }
    for at in count..graph.nodes.len() {
        if let Role::Boundary { host } = graph.nodes[at].role {
            graph.nodes[at].parent = graph.nodes[host].parent;
        }
    }
    for from in 0..graph.nodes.len() {
        for _ in 0..1 + dice.roll(2) {
            let to = dice.roll(count);
            let host = matches!(graph.nodes[from].role, Role::Boundary { host } if host == to);
            let place = match graph.nodes[from].role {
                Role::Boundary { host } => host,
                _ => from,
            };
            if to != from && !host && scope(&graph, place) == scope(&graph, to) && (to > from || dice.chance(25)) {
                let mut flow = edge(End::Node(from), End::Node(to), EdgeKind::Sequence);
                flow.label = dice.chance(30).then(|| Size::new(20.0 + dice.roll(50) as f64, 14.0));
                graph.edges.push(flow);
            }
        }
    }
    for _ in 0..dice.roll(5) {
        let (a, b) = (dice.roll(count), dice.roll(count));
        let fits = |n: usize| graph.nodes[n].role != Role::Gateway;
        if fits(a) && fits(b) && scope(&graph, a).1 != scope(&graph, b).1 {
            graph.edges.push(edge(End::Node(a), End::Node(b), EdgeKind::Message));
        }
    }
    for _ in 0..dice.roll(4) {
        let step = dice.roll(count);
        let role = if dice.chance(60) { Role::Data } else { Role::Note };
        let label = (role == Role::Data).then_some(Size::new(60.0, 14.0));
        let thing = graph.nodes.len();
        let (area, parent) = (graph.nodes[step].area, graph.nodes[step].parent);
        graph.nodes.push(node(role, area, parent, label));
        graph.edges.push(edge(End::Node(step), End::Node(thing), EdgeKind::Association));
    }
    graph
}

/// Nonsense: any number anywhere.
fn nonsense(seed: u64) -> Graph {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut graph = Graph::default();
    let odd = |dice: &mut Dice| match dice.roll(8) {
        0 => f64::NAN,
        1 => f64::INFINITY,
        2 => -5.0,
        3 => 0.0,
        _ => dice.roll(150) as f64,
    };
    let end = |dice: &mut Dice| match dice.roll(8) {
        0 => End::Area(dice.roll(6)),
        1 => End::Edge(dice.roll(12)),
        _ => End::Node(dice.roll(14)),
    };
    for _ in 0..dice.roll(6) {
        let parent = dice.chance(50).then(|| dice.roll(7));
        let area = Area { parent, header: odd(&mut dice), title: odd(&mut dice), black_box: dice.chance(30) };
        graph.areas.push(area);
    }
    for _ in 0..dice.roll(13) {
        let role = match dice.roll(8) {
            0 => Role::Event,
            1 => Role::Gateway,
            2 => Role::Container,
            3 => Role::Boundary { host: dice.roll(14) },
            4 => Role::Data,
            5 => Role::Note,
            _ => Role::Activity,
        };
        let size = Size::new(odd(&mut dice), odd(&mut dice));
        let label = dice.chance(40).then(|| Size::new(odd(&mut dice), odd(&mut dice)));
        let area = dice.chance(50).then(|| dice.roll(8));
        let parent = dice.chance(40).then(|| dice.roll(14));
        graph.nodes.push(Node { size, role, area, parent, label });
    }
    for _ in 0..dice.roll(20) {
        let kind = [EdgeKind::Sequence, EdgeKind::Message, EdgeKind::Association][dice.roll(3)];
        let label = dice.chance(30).then(|| Size::new(odd(&mut dice), odd(&mut dice)));
        graph.edges.push(Edge { from: end(&mut dice), to: end(&mut dice), kind, label });
    }
    graph.wrap = dice.chance(30).then(|| odd(&mut dice));
    if dice.chance(30) {
        graph.direction = Direction::TopToBottom;
    }
    graph
}

fn finite(graph: &Graph, placed: &Placed) -> Result<(), String> {
    let same = placed.nodes.len() == graph.nodes.len()
        && placed.labels.len() == graph.nodes.len()
        && placed.edges.len() == graph.edges.len()
        && placed.areas.len() == graph.areas.len();
    if !same {
        return Err("one entry for each".into());
    }
    let frame = Rect::new(0.0, 0.0, placed.size.width, placed.size.height);
    for r in placed.nodes.iter().chain(&placed.areas).chain(placed.labels.iter().flatten()) {
        let fine = [r.x, r.y, r.width, r.height].iter().all(|v| v.is_finite());
        if !fine || !frame.contains(Point::new(r.x, r.y)) || !frame.contains(Point::new(r.right(), r.bottom())) {
            return Err(format!("{r:?} outside {frame:?}"));
        }
    }
    for (at, path) in placed.edges.iter().enumerate() {
        if path.points.len() < 2 || path.points.iter().any(|p| !frame.contains(*p)) {
            return Err(format!("path {at}: {path:?}"));
        }
        if path.label.is_some() != graph.edges[at].label.is_some() {
            return Err(format!("label of {at}"));
        }
    }
    Ok(())
}

fn holds(outer: &Rect, inner: &Rect) -> bool {
    outer.grown(0.01).contains(Point::new(inner.x, inner.y)) && outer.grown(0.01).contains(Point::new(inner.right(), inner.bottom()))
}

fn above(graph: &Graph, node: usize) -> Vec<usize> {
    let mut list = Vec::new();
    let mut at = graph.nodes[node].parent;
    while let Some(parent) = at {
        list.push(parent);
        at = graph.nodes[parent].parent;
    }
    list
}

fn outline(graph: &Graph, placed: &Placed, end: End, p: Point) -> bool {
    let End::Node(n) = end else { return true };
    let r = placed.nodes[n];
    let c = r.center();
    let close = |a: f64, b: f64| (a - b).abs() < 0.02;
    let (mid_x, mid_y) = (close(p.x, c.x), close(p.y, c.y));
    let (side_x, side_y) = (close(p.x, r.x) || close(p.x, r.right()), close(p.y, r.y) || close(p.y, r.bottom()));
    match graph.nodes[n].role {
        Role::Event | Role::Gateway | Role::Boundary { .. } => side_x && mid_y || side_y && mid_x,
        _ => r.grown(0.02).contains(p) && (side_x || side_y),
    }
}

/// What must be true of every drawing of a process a person could have written.
fn sound(graph: &Graph, placed: &Placed) -> Result<(), String> {
    finite(graph, placed)?;
    let nodes = &placed.nodes;
    let guard = |n: usize| match graph.nodes[n].role {
        Role::Boundary { host } => Some(host),
        _ => None,
    };
    for a in 0..nodes.len() {
        for b in a + 1..nodes.len() {
            let kin = above(graph, a).contains(&b) || above(graph, b).contains(&a);
            if !kin && guard(a) != Some(b) && guard(b) != Some(a) && nodes[a].overlaps(&nodes[b]) {
                return Err(format!("nodes {a} and {b} overlap"));
            }
        }
        for (b, label) in placed.labels.iter().enumerate() {
            let Some(label) = label else { continue };
            let kin = above(graph, b).contains(&a);
            if !kin && nodes[a].overlaps(label) {
                return Err(format!("label of {b} on node {a}"));
            }
            if placed.labels[a].is_some_and(|l| a != b && l.overlaps(label)) {
                return Err(format!("labels of {a} and {b} overlap"));
            }
        }
        if let Some(parent) = graph.nodes[a].parent.filter(|p| !holds(&nodes[*p], &nodes[a])) {
            return Err(format!("node {a} outside its parent {parent}"));
        }
        let area = graph.nodes[a].area.filter(|_| graph.nodes[a].parent.is_none());
        if let Some(area) = area {
            let out = !holds(&placed.areas[area], &nodes[a]) || placed.labels[a].is_some_and(|l| !holds(&placed.areas[area], &l));
            if out {
                return Err(format!("node {a} outside its area {area}"));
            }
        }
    }
    for (at, area) in graph.areas.iter().enumerate() {
        let r = placed.areas[at];
        let lanes: Vec<Rect> = (0..graph.areas.len()).filter(|l| graph.areas[*l].parent == Some(at)).map(|l| placed.areas[l]).collect();
        let mut y = r.y;
        for lane in &lanes {
            if (lane.y - y).abs() > 0.01 || (lane.x - r.x - area.header).abs() > 0.01 || (lane.right() - r.right()).abs() > 0.01 {
                return Err(format!("lanes of {at} leave gaps"));
            }
            y = lane.bottom();
        }
        if !lanes.is_empty() && (y - r.bottom()).abs() > 0.01 {
            return Err(format!("lanes do not fill {at}"));
        }
    }
    for (at, (edge, path)) in graph.edges.iter().zip(&placed.edges).enumerate() {
        let points = &path.points;
        let passes: Vec<usize> = [edge.from, edge.to]
            .into_iter()
            .filter_map(|e| if let End::Node(n) = e { Some(n) } else { None })
            .flat_map(|n| above(graph, n).into_iter().chain([n]))
            .collect();
        if !outline(graph, placed, edge.from, points[0]) || !outline(graph, placed, edge.to, points[points.len() - 1]) {
            return Err(format!("edge {at} does not dock: {points:?}"));
        }
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if (a.x - b.x).abs() > 0.01 && (a.y - b.y).abs() > 0.01 {
                return Err(format!("edge {at} is slanted: {points:?}"));
            }
            for (n, r) in nodes.iter().enumerate() {
                let own = edge.from == End::Node(n) || edge.to == End::Node(n);
                if (own || !passes.contains(&n)) && router::meets(a, b, &r.grown(-1.0)) {
                    return Err(format!("edge {at} through node {n}: {points:?} {r:?}"));
                }
            }
            for (n, label) in placed.labels.iter().enumerate() {
                let own = edge.from == End::Node(n) || edge.to == End::Node(n);
                if !own && label.is_some_and(|l| router::meets(a, b, &l.grown(-1.0))) {
                    return Err(format!("edge {at} through the label of {n}"));
                }
            }
        }
    }
    on_top(graph, placed)
}

fn on_top(graph: &Graph, placed: &Placed) -> Result<(), String> {
    for a in 0..graph.edges.len() {
        for b in a + 1..graph.edges.len() {
            let (e, f) = (&graph.edges[a], &graph.edges[b]);
            if [e.from, e.to].iter().any(|end| *end == f.from || *end == f.to) {
                continue;
            }
            for p in placed.edges[a].points.windows(2) {
                for q in placed.edges[b].points.windows(2) {
                    let over = |a: f64, b: f64, c: f64, d: f64| a.max(b).min(c.max(d)) - a.min(b).max(c.min(d));
                    let flat = p[0].y == p[1].y && q[0].y == q[1].y && (p[0].y - q[0].y).abs() < 1.0;
                    let steep = p[0].x == p[1].x && q[0].x == q[1].x && (p[0].x - q[0].x).abs() < 1.0;
                    if flat && over(p[0].x, p[1].x, q[0].x, q[1].x) > 2.0 || steep && over(p[0].y, p[1].y, q[0].y, q[1].y) > 2.0 {
                        return Err(format!("edges {a} and {b} on top of each other"));
                    }
                }
            }
        }
    }
    Ok(())
}

fn check(graph: &Graph) -> Result<(), String> {
    let placed = layout(graph);
    sound(graph, &placed)?;
    if layout(graph) == placed { Ok(()) } else { Err("not the same twice".into()) }
}

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
    assert!(placed.nodes.windows(2).all(|p| p[1].x - p[0].right() >= 50.0));
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
        graph.areas.push(Area { parent: None, header: 30.0, title: 50.0, black_box: false });
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
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_process_is_drawn_soundly(seed in 1u64..1_000_000) {
        prop_assert_eq!(check(&process(seed)), Ok(()));
    }

    #[test]
    fn nonsense_is_survived(seed in 1u64..1_000_000) {
        let graph = nonsense(seed);
        prop_assert_eq!(finite(&graph, &layout(&graph)), Ok(()));
    }
}

/// Prints which of many random processes break which rule; for finding the next fixture.
#[test]
#[ignore = "a survey, not a check"]
fn survey() {
    for seed in 1..4000 {
        if let Err(why) = check(&process(seed)) {
            eprintln!("{seed}: {why}");
        }
    }
    for seed in 1..4000 {
        let graph = nonsense(seed);
        if let Err(why) = finite(&graph, &layout(&graph)) {
            eprintln!("nonsense {seed}: {why}");
        }
    }
}
