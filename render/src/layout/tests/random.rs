//! Random graphs from thrown numbers: processes a person could have drawn, and nonsense.

use super::super::*;

/// A small generator of its own. It throws the numbers it was given first, so that a failing case shrinks to few and
/// small ones; then either nothing but noughts or, from a seed, new numbers for ever.
struct Dice {
    given: std::vec::IntoIter<u16>,
    seed: Option<u64>,
}

impl Dice {
    fn seeded(seed: u64) -> Self {
        Self { given: Vec::new().into_iter(), seed: Some(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1) }
    }

    fn given(throws: Vec<u16>) -> Self {
        Self { given: throws.into_iter(), seed: None }
    }

    fn roll(&mut self, sides: usize) -> usize {
        if let Some(throw) = self.given.next() {
            return usize::from(throw) % sides.max(1);
        }
        let Some(seed) = &mut self.seed else { return 0 };
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        (*seed >> 11) as usize % sides.max(1)
    }

    fn chance(&mut self, percent: usize) -> bool {
        // A nought, to which throws shrink, is no.
        self.roll(100) >= 100 - percent
    }
}

pub(super) fn node(role: Role, area: Option<usize>, parent: Option<usize>, label: Option<Size>) -> Node {
    let size = match role {
        Role::Event | Role::Boundary { .. } => Size::new(36.0, 36.0),
        Role::Gateway => Size::new(50.0, 50.0),
        Role::Data => Size::new(36.0, 50.0),
        _ => Size::new(100.0, 80.0),
    };
    Node { size, role, area, parent, label }
}

pub(super) fn edge(from: End, to: End, kind: EdgeKind) -> Edge {
    Edge { from, to, kind, label: None }
}

/// A process a person could have drawn: pools, nested lanes, sub-processes, loops, messages, data.
pub(super) fn process(seed: u64) -> Graph {
    drawn(Dice::seeded(seed))
}

/// Such a process by these throws; fewer and smaller throws make a smaller process.
pub(super) fn thrown(throws: Vec<u16>) -> Graph {
    drawn(Dice::given(throws))
}

fn drawn(mut dice: Dice) -> Graph {
    let mut graph = Graph::default();
    let mut homes = vec![None];
    if dice.chance(75) {
        homes.clear();
        for _ in 0..=dice.roll(3) {
            let pool = graph.areas.len();
            let black_box = dice.chance(20) && pool > 0;
            graph.areas.push(Area { parent: None, header: 30.0, title: 70.0, black_box, touches: false });
            if black_box {
                continue;
            }
            let lanes = dice.roll(4);
            for _ in 0..lanes {
                let lane = graph.areas.len();
                graph.areas.push(Area { parent: Some(pool), header: 24.0, title: 40.0, black_box: false, touches: false });
                if dice.chance(20) {
                    for _ in 0..2 {
                        homes.push(Some(graph.areas.len()));
                        graph.areas.push(Area { parent: Some(lane), header: 20.0, title: 20.0, black_box: false, touches: false });
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
pub(super) fn nonsense(throws: Vec<u16>) -> Graph {
    let mut dice = Dice::given(throws);
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
        let area = Area { parent, header: odd(&mut dice), title: odd(&mut dice), black_box: dice.chance(30), touches: dice.chance(30) };
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
