//! Times the layout and writes what it drew, for comparing with other engines.
//!
//! ```text
//! cargo run --release -p render --example layout_bench -- GRAPHS OUT [--svg] [--flat]
//! ```
//!
//! GRAPHS is a folder of `{"name", "nodes": [{"w", "h", "kind": "task|gw|ev", "lane"?}], "edges": [[from, to]]}`.
//! OUT receives for each a file of the same name with `{"engine", "graph", "dir", "nodes": [[x, y, w, h]], "edges":
//! [{"pts": [[x, y]]}]}`, the times of its runs in ms and the places of labels and areas, and with `--svg` a plain
//! picture. `--flat` ignores the lanes. `.ci/layout/compare.py` runs it beside other engines. Printed: per graph the best time
//! of several runs, and the bends; then totals. Files ending in `.full.json` hold whole graphs with pools, labels and
//! all roles, in the field names of `Graph`, all lower case.
#![allow(clippy::print_stdout, missing_docs)]

use render::geometry::{Rect, Size};
use render::layout::{Area, Direction, Edge, EdgeKind, End, Graph, Node, Placed, Role, layout};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| args.iter().any(|a| a == name);
    let (Some(input), Some(output)) = (args.first(), args.get(1)) else {
        println!("layout_bench GRAPHS OUT [--svg] [--flat]");
        return;
    };
    std::fs::create_dir_all(output).expect("output folder");
    let mut files: Vec<_> = std::fs::read_dir(input)
        .expect("folder of graphs")
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let mut times = Vec::new();
    let mut bends = 0;
    for file in files {
        let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(&file).expect("a graph");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let graph = if name.ends_with(".full.json") { full(&value) } else { plain(&value, !flag("--flat")) };
        let mut runs_ms = Vec::new();
        let mut placed = Placed::default();
        let runs = (3000 / graph.nodes.len().max(1)).clamp(3, 20);
        for _ in 0..runs {
            let start = Instant::now();
            placed = layout(&graph);
            runs_ms.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        let best = runs_ms.iter().copied().fold(f64::MAX, f64::min);
        let turns: usize = placed.edges.iter().map(|e| e.points.len().saturating_sub(2)).sum();
        bends += turns;
        times.push(best);
        if graph.nodes.len() > 500 || flag("--each") {
            println!("{name:30} {:6} nodes {best:9.3} ms {turns:6} bends", graph.nodes.len());
        }
        std::fs::write(format!("{output}/{name}"), answer(&name, &placed, &runs_ms).to_string()).expect("writable");
        if flag("--svg") {
            std::fs::write(format!("{output}/{}.svg", name.trim_end_matches(".json")), svg(&graph, &placed)).expect("writable");
        }
    }
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!("{} graphs, median {median:.3} ms, longest {:.1} ms, {bends} bends", times.len(), times.last().unwrap_or(&0.0));
}

fn number(v: &Value) -> f64 {
    v.as_f64().unwrap_or_default()
}

/// A graph of flow nodes and flows; the lanes are those of one pool, in the order of their names.
fn plain(value: &Value, lanes: bool) -> Graph {
    let mut graph = Graph::default();
    let nodes = value["nodes"].as_array().cloned().unwrap_or_default();
    let mut names: Vec<&str> = nodes.iter().filter_map(|n| n["lane"].as_str()).collect();
    names.sort_unstable_by_key(|n| (n.len(), *n));
    names.dedup();
    if !lanes {
        names.clear();
    }
    if !names.is_empty() {
        graph.areas.push(Area { parent: None, header: 30.0, title: 0.0, black_box: false, touches: false });
        graph.areas.extend(names.iter().map(|_| Area { parent: Some(0), header: 30.0, title: 0.0, black_box: false, touches: false }));
    }
    for node in &nodes {
        let role = match node["kind"].as_str() {
            Some("gw") => Role::Gateway,
            Some("ev") => Role::Event,
            _ => Role::Activity,
        };
        let area = node["lane"].as_str().and_then(|l| names.iter().position(|n| *n == l)).map(|p| p + 1);
        let size = Size::new(number(&node["w"]), number(&node["h"]));
        graph.nodes.push(Node { size, role, area, parent: None, label: None });
    }
    for edge in value["edges"].as_array().into_iter().flatten() {
        let end = |k: usize| End::Node(edge[k].as_u64().unwrap_or_default() as usize);
        graph.edges.push(Edge { from: end(0), to: end(1), kind: EdgeKind::Sequence, label: None });
    }
    graph
}

/// A graph with everything: `{"direction", "wrap", "areas": [{"parent", "header", "title", "black_box"}], "nodes": [{"w",
/// "h", "role", "host", "area", "parent", "label": [w, h]}], "edges": [{"from", "to", "kind", "label"}]}`; an end is a
/// node's number, or `"a0"` for an area and `"e0"` for an edge.
fn full(value: &Value) -> Graph {
    let index = |v: &Value| v.as_u64().map(|v| v as usize);
    let label = |v: &Value| v.as_array().map(|a| Size::new(number(&a[0]), number(&a[1])));
    let list = |name: &str| value[name].as_array().cloned().unwrap_or_default();
    let end = |v: &Value| match v.as_str() {
        Some(s) if s.starts_with('a') => End::Area(s[1..].parse().unwrap_or_default()),
        Some(s) if s.starts_with('e') => End::Edge(s[1..].parse().unwrap_or_default()),
        _ => End::Node(index(v).unwrap_or_default()),
    };
    Graph {
        direction: if value["direction"] == "down" { Direction::TopToBottom } else { Direction::LeftToRight },
        wrap: value["wrap"].as_f64(),
        areas: list("areas")
            .iter()
            .map(|a| Area {
                parent: index(&a["parent"]),
                header: a["header"].as_f64().unwrap_or(30.0),
                title: number(&a["title"]),
                black_box: a["black_box"] == true,
                touches: a["touches"] == true,
            })
            .collect(),
        nodes: list("nodes")
            .iter()
            .map(|n| {
                let (role, w, h) = match n["role"].as_str().unwrap_or("activity") {
                    "event" => (Role::Event, 36.0, 36.0),
                    "gateway" => (Role::Gateway, 50.0, 50.0),
                    "container" => (Role::Container, 100.0, 80.0),
                    "boundary" => (Role::Boundary { host: index(&n["host"]).unwrap_or_default() }, 36.0, 36.0),
                    "data" => (Role::Data, 36.0, 50.0),
                    "note" => (Role::Note, 110.0, 50.0),
                    _ => (Role::Activity, 100.0, 80.0),
                };
                let size = Size::new(n["w"].as_f64().unwrap_or(w), n["h"].as_f64().unwrap_or(h));
                Node { size, role, area: index(&n["area"]), parent: index(&n["parent"]), label: label(&n["label"]) }
            })
            .collect(),
        edges: list("edges")
            .iter()
            .map(|e| {
                let kind = match e["kind"].as_str() {
                    Some("message") => EdgeKind::Message,
                    Some("association") => EdgeKind::Association,
                    _ => EdgeKind::Sequence,
                };
                Edge { from: end(&e["from"]), to: end(&e["to"]), kind, label: label(&e["label"]) }
            })
            .collect(),
    }
}

fn answer(name: &str, placed: &Placed, runs_ms: &[f64]) -> Value {
    let rect = |r: Rect| [r.x, r.y, r.width, r.height];
    let nodes: Vec<_> = placed.nodes.iter().copied().map(rect).collect();
    let labels: Vec<_> = placed.labels.iter().map(|l| l.map(rect)).collect();
    let areas: Vec<_> = placed.areas.iter().copied().map(rect).collect();
    let edges: Vec<_> = placed
        .edges
        .iter()
        .map(|e| json!({ "pts": e.points.iter().map(|p| [p.x, p.y]).collect::<Vec<_>>(), "label": e.label.map(rect) }))
        .collect();
    let graph = name.trim_end_matches(".json");
    json!({
        "engine": "recens", "graph": graph, "dir": "LR", "status": "ok", "time_ms": runs_ms,
        "nodes": nodes, "labels": labels, "edges": edges, "areas": areas,
    })
}

/// A plain picture for looking at, in colours by kind.
fn svg(graph: &Graph, placed: &Placed) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\"><rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>",
        placed.size.width, placed.size.height
    );
    let rect = |out: &mut String, r: &Rect, style: &str| {
        let _ = writeln!(out, "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {style}/>", r.x, r.y, r.width, r.height);
    };
    for (area, r) in graph.areas.iter().zip(&placed.areas) {
        rect(&mut out, r, "fill=\"none\" stroke=\"#555\"");
        let down = graph.direction == Direction::TopToBottom;
        let band = if down { Rect { height: area.header, ..*r } } else { Rect { width: area.header, ..*r } };
        rect(&mut out, &band, "fill=\"#eee\" stroke=\"#555\"");
    }
    let mut order: Vec<usize> = (0..graph.nodes.len()).collect();
    order.sort_by_key(|n| (graph.nodes[*n].role != Role::Container, matches!(graph.nodes[*n].role, Role::Boundary { .. })));
    for n in order {
        let r = placed.nodes[n];
        let c = r.center();
        let _ = match graph.nodes[n].role {
            Role::Event | Role::Boundary { .. } => {
                writeln!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"#efe\" stroke=\"#080\"/>", c.x, c.y, r.width / 2.0)
            }
            Role::Gateway => writeln!(
                out,
                "<path d=\"M{} {}L{} {}L{} {}L{} {}z\" fill=\"#ffd\" stroke=\"#a80\"/>",
                r.x,
                c.y,
                c.x,
                r.y,
                r.right(),
                c.y,
                c.x,
                r.bottom()
            ),
            role => {
                let fill = match role {
                    Role::Container => "#fafaff",
                    Role::Data => "#eef",
                    Role::Note => "#ffe",
                    _ => "#def",
                };
                rect(&mut out, &r, &format!("fill=\"{fill}\" stroke=\"#06c\" rx=\"4\""));
                Ok(())
            }
        };
        let _ = writeln!(out, "<text x=\"{}\" y=\"{}\" font-size=\"11\" text-anchor=\"middle\">{n}</text>", c.x, c.y + 4.0);
    }
    for label in placed.labels.iter().flatten().chain(placed.edges.iter().filter_map(|e| e.label.as_ref())) {
        rect(&mut out, label, "fill=\"#fcc\" stroke=\"#c88\"");
    }
    for (edge, path) in graph.edges.iter().zip(&placed.edges) {
        let style = match edge.kind {
            EdgeKind::Sequence => "stroke=\"#000\"",
            EdgeKind::Message => "stroke=\"#c0c\" stroke-dasharray=\"8 4\"",
            EdgeKind::Association => "stroke=\"#666\" stroke-dasharray=\"2 3\"",
        };
        let points: Vec<String> = path.points.iter().map(|p| format!("{},{}", p.x, p.y)).collect();
        let _ = writeln!(out, "<polyline points=\"{}\" fill=\"none\" {style} marker-end=\"url(#a)\"/>", points.join(" "));
    }
    out.push_str("</svg>\n");
    out
}
