//! One finding shown on the diagram: the steps of its path behind a halo, numbered, with the arrows between them, and the
//! step where it goes wrong.

use super::face::{self, Face};
use super::plan::{Link, NodePlace, Plan};
use super::{Highlight, Options};
use crate::scene::{Group, Role};
use crate::shape::halo::{self, Outline};
use indexmap::IndexMap;
use model::process::{Id, MessageEnd, Model, Node};

/// What lies behind the steps and arrows, and what lies above them: the numbers.
pub fn groups(model: &Model, options: &Options, plan: &Plan) -> Option<(Group, Group)> {
    let highlight = options.highlight.as_ref()?;
    let shown = Shown::new(model, plan, highlight);
    let mut behind = Group::new("", Role::Highlight, highlight.title.clone());
    let mut above = Group::new("", Role::Highlight, "");
    for place in &plan.edges {
        if joined(model, place.link).is_some_and(|ends| shown.pairs.contains(&ends)) {
            halo::band(&mut behind, &place.points);
        }
    }
    for (id, (place, ranks)) in &shown.steps {
        let outline = match face::face(model, *id, place.expanded) {
            Face::Event(_) => Outline::Round,
            Face::Gateway(_) => Outline::Diamond,
            Face::Activity(_) | Face::Frame(..) => Outline::Square,
        };
        halo::ring(&mut behind, outline, place.rect, shown.aim == Some(*id));
        // A single step is no path: there is nothing to count.
        if !ranks.is_empty() && shown.steps.len() > 1 {
            let text = ranks.iter().map(usize::to_string).collect::<Vec<_>>().join("·");
            halo::number(&mut above, &text, outline, place.rect);
        }
    }
    Some((behind, above))
}

/// What of a highlight has a place.
struct Shown<'a> {
    /// The steps with their places and their ranks on the path, from 1.
    steps: IndexMap<Id<Node>, (&'a NodePlace, Vec<usize>)>,
    /// Steps that follow each other on the path.
    pairs: Vec<(Id<Node>, Id<Node>)>,
    /// The step where it goes wrong.
    aim: Option<Id<Node>>,
}

impl<'a> Shown<'a> {
    fn new(model: &Model, plan: &'a Plan, highlight: &Highlight) -> Self {
        let places: IndexMap<Id<Node>, &NodePlace> = plan.nodes.iter().map(|place| (place.node, place)).collect();
        // A step inside a collapsed sub-process is where that is.
        let drawn = |id: Id<Node>| std::iter::successors(Some(id), |id| model.nodes[*id].parent).find(|id| places.contains_key(id));
        let mut path: Vec<Id<Node>> = highlight.path.iter().filter_map(|id| drawn(*id)).collect();
        path.dedup();
        let mut steps: IndexMap<Id<Node>, (&NodePlace, Vec<usize>)> = IndexMap::new();
        for (rank, id) in path.iter().enumerate() {
            steps.entry(*id).or_insert((places[id], Vec::new())).1.push(rank + 1);
        }
        let aim = highlight.aim.and_then(drawn);
        if let Some(id) = aim {
            steps.entry(id).or_insert((places[&id], Vec::new()));
        }
        Self { steps, pairs: path.windows(2).map(|pair| (pair[0], pair[1])).collect(), aim }
    }
}

/// The steps that an arrow joins.
fn joined(model: &Model, link: Link) -> Option<(Id<Node>, Id<Node>)> {
    match link {
        Link::Flow(id) => model.flows[id].from.to.zip(model.flows[id].to.to),
        Link::Message(id) => match (model.messages[id].from.to, model.messages[id].to.to) {
            (Some(MessageEnd::Node(from)), Some(MessageEnd::Node(to))) => Some((from, to)),
            _ => None,
        },
        Link::Association(_) | Link::Access(_) => None,
    }
}
