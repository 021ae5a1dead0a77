//! How long a drawing takes by the number of its steps: `cargo bench -p render`.
//!
//! Seeded processes in six lanes: blocks in sequence, splits with their joins, some loops and jumps.
#![allow(missing_docs)]

use divan::{Bencher, black_box};
use render::geometry::Size;
use render::layout::{Area, Edge, EdgeKind, End, Graph, Node, Role, layout};

fn main() {
    divan::main();
}

/// Tells beside the time how much memory a drawing takes at most.
#[global_allocator]
static MEMORY: divan::AllocProfiler = divan::AllocProfiler::system();

#[divan::bench(args = [10, 30, 100, 300, 1_000, 3_000, 10_000], sample_count = 20)]
fn lanes(bencher: Bencher, nodes: usize) {
    let graph = process(nodes);
    bencher.bench_local(|| layout(black_box(&graph)));
}

#[divan::bench(args = [100_000], sample_count = 3)]
fn many(bencher: Bencher, nodes: usize) {
    let graph = process(nodes);
    bencher.bench_local(|| layout(black_box(&graph)));
}

#[divan::bench(args = [10, 100, 1_000, 10_000], sample_count = 20)]
fn without_lanes(bencher: Bencher, nodes: usize) {
    let mut graph = process(nodes);
    graph.areas.clear();
    graph.nodes.iter_mut().for_each(|n| n.area = None);
    bencher.bench_local(|| layout(black_box(&graph)));
}

struct Maker {
    seed: u64,
    lane: usize,
    graph: Graph,
}

impl Maker {
    fn roll(&mut self, sides: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed >> 11) as usize % sides.max(1)
    }

    fn node(&mut self, role: Role, width: f64, height: f64) -> usize {
        if self.roll(4) == 0 {
            self.lane = 1 + self.roll(6);
        }
        self.graph.nodes.push(Node { size: Size::new(width, height), role, area: Some(self.lane), parent: None, label: None });
        self.graph.nodes.len() - 1
    }

    fn flow(&mut self, from: usize, to: usize) {
        self.graph.edges.push(Edge { from: End::Node(from), to: End::Node(to), kind: EdgeKind::Sequence, label: None });
    }

    /// A block of about so many steps; its first and its last.
    fn block(&mut self, nodes: usize) -> (usize, usize) {
        if nodes <= 1 {
            let task = self.node(Role::Activity, 100.0, 80.0);
            return (task, task);
        }
        let parts = 2 + self.roll(3);
        if nodes < 6 || self.roll(2) == 0 {
            let (first, mut last) = self.block(nodes / parts);
            for _ in 1..parts {
                let (next, end) = self.block(nodes / parts);
                self.flow(last, next);
                last = end;
            }
            if nodes > 6 && self.roll(8) == 0 {
                self.flow(last, first);
            }
            return (first, last);
        }
        let split = self.node(Role::Gateway, 50.0, 50.0);
        let ends: Vec<(usize, usize)> = (0..parts).map(|_| self.block((nodes - 2) / parts)).collect();
        let join = self.node(Role::Gateway, 50.0, 50.0);
        for (first, last) in ends {
            self.flow(split, first);
            self.flow(last, join);
        }
        (split, join)
    }
}

/// A process of exactly so many steps.
fn process(nodes: usize) -> Graph {
    let mut maker = Maker { seed: nodes as u64 * 7919 + 1, lane: 1, graph: Graph::default() };
    for lane in 0..7 {
        let parent = (lane > 0).then_some(0);
        maker.graph.areas.push(Area { parent, header: 30.0, title: 0.0, black_box: false, touches: false });
    }
    let mut last = maker.node(Role::Event, 36.0, 36.0);
    while maker.graph.nodes.len() < nodes {
        let missing = nodes - maker.graph.nodes.len();
        let (first, end) = maker.block(missing * 3 / 4);
        maker.flow(last, first);
        last = end;
    }
    for _ in 0..nodes / 60 {
        let from = maker.roll(nodes);
        let to = (from + 3 + maker.roll(60)).min(nodes - 1);
        maker.flow(from, to);
    }
    maker.graph
}
