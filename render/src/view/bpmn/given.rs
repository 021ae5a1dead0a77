//! Places from the file's own diagram: bounds, waypoints, labels and colours exactly as they stand there.

use super::content::holder;
use super::join::{self, Outline};
use super::plan::{AreaKind, AreaPlace, DataPlace, EdgePlace, Ends, Link, NodePlace, Plan, Thing};
use super::{Options, Placing, auto, missing};
use crate::geometry::{Point, Rect, Size};
use crate::shape::gateway::Sign;
use crate::shape::pool::Band;
use crate::shape::{data, event, flow, gateway, store, task};
use indexmap::IndexMap;
use model::process::{ArtifactKind, AssociationEnd, Bounds, Diagram, DiagramShape, Id, MessageEnd, Model, Node, NodeKind};

/// Thickness of the title bands of pools and lanes in files, in pixels: the format gives none, this is what editors draw.
const BAND: f64 = 30.0;

/// The plan of a diagram; none where it shows nothing, or too few steps for [`Placing::Auto`].
pub fn plan(model: &Model, options: &Options, diagram: &Diagram) -> Option<Plan> {
    // The first of two shapes of one element counts.
    let shapes = diagram.shapes.iter().rev().filter(|DiagramShape { bounds: b, .. }| sane([b.x, b.y, b.width, b.height]));
    let shapes: IndexMap<&str, &DiagramShape> = shapes.map(|shape| (shape.element.as_str(), shape)).collect();
    let mut plan = Plan::default();
    nodes(model, options, diagram, &shapes, &mut plan);
    areas(model, &shapes, &mut plan);
    artifacts(model, options, &shapes, &mut plan);
    let pools = plan.areas.iter().any(|area| matches!(area.kind, AreaKind::Pool(_) | AreaKind::BlackBox(_)));
    if plan.nodes.is_empty() && plan.data.is_empty() && !pools {
        return None;
    }
    let lacking = missing::lacking(model, options, diagram, &plan);
    let bare = plan.nodes.is_empty() && !pools && model.diagrams.len() == 1 && !model.nodes.is_empty();
    if options.layout == Placing::Auto && (bare || lacking.len() > plan.nodes.len()) {
        return None;
    }
    missing::nodes(model, options, &lacking, &mut plan);
    edges(model, options, diagram, &mut plan);
    missing::edges(model, &mut plan);
    Some(plan)
}

/// Farther out than this, in pixels, nothing is drawn: such a place is a mistake of the file.
const FAR: f64 = 1e6;

fn sane(values: [f64; 4]) -> bool {
    values.iter().all(|value| value.is_finite() && value.abs() <= FAR)
}

/// A rectangle of the file; the usual size where it gives none.
fn rect(bounds: Bounds, usual: Size) -> Rect {
    let side = |given: f64, usual: f64| if given >= 1.0 { given } else { usual };
    Rect::new(bounds.x, bounds.y, side(bounds.width, usual.width), side(bounds.height, usual.height))
}

fn label(bounds: Option<Bounds>) -> Option<Rect> {
    let bounds = bounds.filter(|label| sane([label.x, label.y, label.width, label.height]))?;
    (bounds.width >= 1.0 && bounds.height >= 1.0).then(|| Rect::new(bounds.x, bounds.y, bounds.width, bounds.height))
}

fn nodes(model: &Model, options: &Options, diagram: &Diagram, shapes: &IndexMap<&str, &DiagramShape>, plan: &mut Plan) {
    let expanded = |id: Id<Node>| {
        let node = &model.nodes[id];
        let NodeKind::SubProcess(sub) = &node.kind else { return false };
        if node.head.name == diagram.element {
            return true;
        }
        shapes.get(node.head.name.as_str()).is_some_and(|shape| shape.expanded.unwrap_or(!sub.collapsed))
    };
    let in_sight = |id: Id<Node>| {
        let mut at = holder(model, &model.nodes[id]);
        for _ in 0..=model.nodes.len() {
            match at {
                Some(parent) if model.nodes[parent].head.name == diagram.element => return true,
                Some(parent) if expanded(parent) => at = model.nodes[parent].parent,
                at => return at.is_none(),
            }
        }
        false
    };
    for (id, node) in model.nodes.iter() {
        let Some(shape) = shapes.get(node.head.name.as_str()) else { continue };
        let chosen = options.activity.is_none() || node.activity.is_none() || node.activity == options.activity;
        if !chosen || !in_sight(id) || node.head.name == diagram.element {
            continue;
        }
        let usual = match node.kind {
            NodeKind::Event(_) => Size::new(event::SIZE, event::SIZE),
            NodeKind::Gateway(_) => Size::new(gateway::SIZE, gateway::SIZE),
            _ => task::LEAST,
        };
        let frame = rect(shape.bounds, usual);
        plan.nodes.push(NodePlace {
            node: id,
            rect: frame,
            label: label(shape.label),
            badges: None,
            expanded: expanded(id),
            // The standard shows the X where the file says so; most files and readers take silence for yes.
            sign: if shape.marker == Some(false) { Sign::Hidden } else { Sign::Shown },
            colors: shape.colors,
        });
    }
    // A call activity shown with its inside: the inside belongs to another process and has no parent here.
    let centers: Vec<Point> = plan.nodes.iter().map(|place| place.rect.center()).collect();
    for (at, place) in plan.nodes.iter_mut().enumerate() {
        let node = &model.nodes[place.node];
        let open = shapes.get(node.head.name.as_str()).is_some_and(|shape| shape.expanded == Some(true));
        if matches!(node.kind, NodeKind::Call(_)) && open {
            place.expanded = centers.iter().enumerate().any(|(other, center)| other != at && place.rect.grown(-1.0).contains(*center));
        }
    }
    plan.nodes.sort_by_key(|place| auto::depth(model, place.node));
}

fn areas(model: &Model, shapes: &IndexMap<&str, &DiagramShape>, plan: &mut Plan) {
    let usual = Size::new(600.0, 150.0);
    for (id, pool) in model.participants.iter() {
        let Some(shape) = shapes.get(pool.head.name.as_str()).filter(|_| pool.drawn) else { continue };
        // Some tools write a pool without name or size around what stands in no pool: it is not to be seen.
        let addressed = || model.messages.values().any(|it| [it.from.to, it.to.to].contains(&Some(MessageEnd::Participant(id))));
        if pool.head.label.trim().is_empty() && shape.bounds.width < 1.0 && shape.bounds.height < 1.0 && !addressed() {
            continue;
        }
        let frame = rect(shape.bounds, usual);
        let inside = |place: &NodePlace| frame.contains(place.rect.center());
        // One that has a process is open, be it empty.
        let kind =
            if pool.open || pool.process.is_some() || plan.nodes.iter().any(inside) { AreaKind::Pool(id) } else { AreaKind::BlackBox(id) };
        let band = band(shape, frame);
        plan.areas.push(AreaPlace { kind, rect: frame, band, thickness: BAND, again: false, colors: shape.colors });
    }
    let mut lanes: Vec<_> = model.lanes.iter().filter_map(|(id, lane)| Some((id, shapes.get(lane.head.name.as_str())?))).collect();
    // Outer lanes first, whatever the order of writing.
    let area = |shape: &DiagramShape| shape.bounds.width * shape.bounds.height;
    lanes.sort_by(|a, b| area(b.1).total_cmp(&area(a.1)));
    for (id, shape) in lanes {
        let frame = rect(shape.bounds, usual);
        let within = |place: &&AreaPlace| place.rect.grown(1.0).contains(frame.center()) && !matches!(place.kind, AreaKind::BlackBox(_));
        let around = plan.areas.iter().rev().find(within).map(|place| place.band);
        let band = around.filter(|_| shape.horizontal.is_none()).unwrap_or_else(|| band(shape, frame));
        plan.areas.push(AreaPlace { kind: AreaKind::Lane(id), rect: frame, band, thickness: BAND, again: false, colors: shape.colors });
    }
    bands(plan);
}

fn band(shape: &DiagramShape, frame: Rect) -> Band {
    match shape.horizontal {
        Some(true) => Band::Left,
        Some(false) => Band::Top,
        None if frame.height > frame.width * 1.5 => Band::Top,
        None => Band::Left,
    }
}

/// Bands end where the areas and nodes inside begin.
fn bands(plan: &mut Plan) {
    let areas = plan.areas.clone();
    for (at, place) in plan.areas.iter_mut().enumerate() {
        let start = |rect: Rect| if place.band == Band::Left { rect.x - place.rect.x } else { rect.y - place.rect.y };
        let inside = |rect: &Rect| place.rect.grown(1.0).contains(rect.center());
        let inner = areas
            .iter()
            .enumerate()
            .filter(|(other, area)| *other != at && smaller(area.rect, place.rect))
            .map(|(_, area)| area.rect)
            .filter(inside);
        let inner = inner.map(start).fold(f64::MAX, f64::min);
        let nodes = plan.nodes.iter().map(|node| node.rect).filter(inside).map(start).fold(f64::MAX, f64::min) - 2.0;
        let limit = if inner < f64::MAX { inner } else { BAND.min(nodes) };
        // No band where nothing is left for it: lanes that fill their pool, content that covers the title.
        place.thickness = if limit < 12.0 { 0.0 } else { limit.min(2.0 * BAND) };
    }
}

fn smaller(a: Rect, b: Rect) -> bool {
    a.width * a.height < b.width * b.height
}

fn artifacts(model: &Model, options: &Options, shapes: &IndexMap<&str, &DiagramShape>, plan: &mut Plan) {
    for (id, artifact) in model.artifacts.iter() {
        let chosen = options.activity.is_none() || artifact.activity.is_none() || artifact.activity == options.activity;
        let Some(shape) = shapes.get(artifact.head.name.as_str()).filter(|_| chosen) else {
            plan.homeless += usize::from(chosen && matches!(artifact.kind, ArtifactKind::Group));
            continue;
        };
        let hidden = artifact.parent.is_some_and(|parent| plan.nodes.iter().any(|place| place.node == parent && !place.expanded));
        if hidden {
            continue;
        }
        let usual = match artifact.kind {
            ArtifactKind::Document { .. } => data::SIZE,
            ArtifactKind::Store(_) => store::SIZE,
            _ => Size::new(100.0, 30.0),
        };
        let frame = rect(shape.bounds, usual);
        plan.data.push(DataPlace { thing: Thing::Artifact(id), rect: frame, label: label(shape.label), colors: shape.colors });
    }
}

fn edges(model: &Model, options: &Options, diagram: &Diagram, plan: &mut Plan) {
    let chosen = |activity: Option<_>| options.activity.is_none() || activity.is_none() || activity == options.activity;
    let (outlines, places) = (outlines(model, plan), missing::places(plan));
    // Those without a way of their own come last: they may lead to others.
    let (routed, straight): (Vec<_>, Vec<_>) = diagram.edges.iter().partition(|edge| edge.waypoints.len() > 1);
    for edge in routed.into_iter().chain(straight) {
        let points = edge.waypoints.iter().filter(|&&(x, y)| sane([x, y, 0.0, 0.0]));
        let mut points: Vec<Point> = points.map(|&(x, y)| Point::new(x, y)).collect();
        let Some((link, from, to)) = missing::connection(model, &edge.element) else { continue };
        if let Link::Flow(id) = link
            && !model.flows[id].from.to.is_none_or(|from| chosen(model.nodes[from].activity))
        {
            continue;
        }
        // Arrows between things that are not drawn would hang in the air.
        if [from, to].iter().flatten().any(|end| *end != missing::Tip::Other && !places.contains_key(end)) {
            continue;
        }
        if points.len() < 2 {
            // A line that the file says is drawn, without saying where, goes straight from middle to middle.
            let middle = |end: Option<missing::Tip>, last| match end? {
                missing::Tip::Other => middle_of_line(model, plan, link, last),
                end => places.get(&end).map(Rect::center),
            };
            let Some((from, to)) = middle(from, false).zip(middle(to, true)).filter(|(from, to)| from != to) else { continue };
            points = vec![from, to];
        }
        let outline = |end: Option<missing::Tip>| end.and_then(|end| outlines.get(&end).copied());
        let points = join::cropped(&points, outline(from), outline(to));
        plan.edges.push(EdgePlace { link, points, ends: Ends::BOTH, label: label(edge.label), colors: edge.colors });
    }
}

/// The middle of the line that an association begins or ends at.
fn middle_of_line(model: &Model, plan: &Plan, link: Link, last: bool) -> Option<Point> {
    let Link::Association(id) = link else { return None };
    let association = &model.associations[id];
    let other = match if last { association.to.to } else { association.from.to }? {
        AssociationEnd::Flow(flow) => Link::Flow(flow),
        AssociationEnd::Message(message) => Link::Message(message),
        _ => return None,
    };
    plan.edges.iter().find(|place| place.link == other).map(|place| flow::middle(&place.points))
}

/// The outlines of everything a connection can end at.
fn outlines(model: &Model, plan: &Plan) -> IndexMap<missing::Tip, Outline> {
    let nodes = plan.nodes.iter().map(|place| {
        let outline = match model.nodes[place.node].kind {
            NodeKind::Event(_) => Outline::Circle(place.rect),
            NodeKind::Gateway(_) => Outline::Diamond(place.rect),
            NodeKind::Task(_) | NodeKind::Call(_) | NodeKind::SubProcess(_) => Outline::Activity(place.rect),
        };
        (missing::Tip::Node(place.node), outline)
    });
    let data = plan.data.iter().filter_map(|place| match place.thing {
        Thing::Artifact(id) => Some((missing::Tip::Artifact(id), Outline::Box(place.rect))),
        Thing::Store(_) => None,
    });
    nodes.chain(data).collect()
}
