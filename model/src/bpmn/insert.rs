//! Puts a diagram into a BPMN document that stays otherwise what it is, byte for byte.

mod namespaces;

use super::index::Index;
use super::space::Space;
use super::write::diagram::{Prefixes, envelopes, is_coloured, plane_of};
use super::write::names::Ids;
use super::write::xml::Element;
use super::xml::{self, Node as Xml, Tree};
use crate::decode;
use crate::diagnostic::{Severity, Text};
use crate::process::{Colors, Diagram, Model};
use crate::source::FileId;
use crate::text;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Which documents get a diagram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// Those without one.
    #[default]
    Missing,
    /// All; the diagrams they have are replaced.
    Always,
}

/// The document `bytes`, whose text is `text` and whose model is `model`, with `diagrams` as its diagram interchange;
/// `None` where it stays as it is.
///
/// The i-th activity of the model is the i-th collaboration or lone process of the document. What a diagram shows that has
/// no identifier in the document is left out. Colours of the old diagrams are kept.
///
/// # Errors
/// Where the document is no well-formed BPMN, or `text` is not the text of `bytes`.
pub fn insert(bytes: &[u8], text: &str, model: &Model, diagrams: &[Diagram], when: When) -> Result<Option<Vec<u8>>, Text> {
    let mut found = Vec::new();
    let tree = xml::parse(FileId(0), text, &mut found);
    let broken = found.iter().any(|found| found.severity == Severity::Error);
    let Some(root) = tree.root().filter(|root| !broken && root.is(Space::Bpmn, "definitions")) else {
        return Err(text!(
            "un dessin ne s'ajoute qu'à un document BPMN bien formé ; voir ce qui ne va pas avec recens check",
            "a diagram can be added to a well-formed BPMN document only; see what is wrong with recens check"
        ));
    };
    let old: Vec<Xml<'_>> = root.children_named(Space::BpmnDi, "BPMNDiagram").collect();
    let drawn = model.diagrams.iter().any(|diagram| !diagram.shapes.is_empty());
    if when == When::Missing && drawn || diagrams.iter().all(|diagram| diagram.shapes.is_empty()) {
        return Ok(None);
    }
    let scope = namespaces::Scope::of(text, root);
    let new = Insertion { tree: &tree, root, model, scope: &scope }.elements(diagrams, &old);
    let Some(place) = Place::of(text, root, &old) else { return Ok(None) };
    let ends = decode::places(bytes, place.ranges.iter().flat_map(|range| [range.start, range.end])).ok_or_else(|| {
        text!(
            "la place du dessin ne se retrouve pas dans les octets de ce fichier ; l'enregistrer d'abord en UTF-8",
            "the place of the diagram cannot be found in the bytes of this file; save it as UTF-8 first"
        )
    })?;
    // The bytes around it are kept, not written again: they need not be what the file declares.
    let mut out = Vec::new();
    let mut at = 0;
    for (number, range) in ends.chunks_exact(2).enumerate() {
        out.extend_from_slice(&bytes[at..range[0]]);
        // One for one, so that the white space between them stays what it is; the last place gets those that are more.
        let until = if number + 1 == place.ranges.len() { new.len() } else { (number + 1).min(new.len()) };
        out.extend(decode::written_into(bytes, &place.laid_out(&new[number.min(until)..until])));
        at = range[1];
    }
    out.extend_from_slice(&bytes[at..]);
    Ok(Some(out))
}

/// Where the diagram goes.
struct Place<'t> {
    /// What is replaced: the diagrams that are there, else the empty range before the end of the root.
    ranges: Vec<Range<usize>>,
    /// The white space before the first range's line.
    indent: &'t str,
    /// The end of line the document uses.
    ending: &'static str,
    fresh: bool,
}

impl<'t> Place<'t> {
    fn of(text: &'t str, root: Xml<'_>, old: &[Xml<'_>]) -> Option<Self> {
        let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let indent = |at: usize| {
            let line = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
            if text[line..at].trim().is_empty() { &text[line..at] } else { "" }
        };
        if let Some(first) = old.first() {
            let ranges = old.iter().map(|diagram| diagram.whole().range()).collect();
            return Some(Self { ranges, indent: indent(first.whole().range().start), ending, fresh: false });
        }
        // The schema wants relationships last.
        let before = root.children_named(Space::Bpmn, "relationship").next().map(|found| found.whole().range().start);
        let end = root.whole().range().end;
        let close = before.or_else(|| text[..end].rfind("</"))?;
        let last = root.children().last()?;
        let at = close - indent(close).len();
        // Behind something on the same line there is no line of its own.
        let at = if at == 0 || text[..at].ends_with(['\n', '\r']) { at } else { close };
        Some(Self { ranges: std::iter::once(at..at).collect(), indent: indent(last.whole().range().start), ending, fresh: true })
    }

    fn laid_out(&self, new: &[Element]) -> String {
        let mut out = String::new();
        for element in new {
            element.write(&mut out, 0);
        }
        if new.is_empty() {
            return out;
        }
        let own_line = self.fresh;
        let mut lines = String::new();
        for (number, line) in out.lines().enumerate() {
            if number > 0 || own_line {
                lines.push_str(self.indent);
            }
            lines.push_str(line);
            lines.push_str(self.ending);
        }
        if !own_line {
            lines.truncate(lines.len() - self.ending.len());
        }
        lines
    }
}

struct Insertion<'a> {
    tree: &'a Tree<'a>,
    root: Xml<'a>,
    model: &'a Model,
    scope: &'a namespaces::Scope,
}

impl Insertion<'_> {
    fn elements(&self, diagrams: &[Diagram], old: &[Xml<'_>]) -> Vec<Element> {
        let outside = |node: &Xml<'_>| {
            let at = node.whole().range().start;
            !old.iter().any(|diagram| diagram.whole().range().contains(&at))
        };
        let mut ids = Ids::default();
        let mut known = HashSet::new();
        for id in self.tree.nodes().filter(outside).filter_map(|node| node.value("id")) {
            ids.claim(&id);
            known.insert(id.into_owned());
        }
        let index = Index::of(self.tree);
        let (planes, colors, envelopes) = (self.planes(&index), colors(self.model), envelopes(self.model));
        let plane = |diagram: &Diagram| planes.get(diagram.element.as_str()).cloned().unwrap_or_else(|| diagram.element.to_string());
        // What was seen first stays first: modelers open the first diagram of a file. Of those that are new, the largest is.
        let before: HashMap<String, usize> = old
            .iter()
            .filter_map(|diagram| diagram.children_named(Space::BpmnDi, "BPMNPlane").next()?.value("bpmnElement"))
            .enumerate()
            .map(|(at, element)| (index.known(&element).into_owned(), at))
            .collect();
        let mut drawn: Vec<&Diagram> = diagrams.iter().filter(|diagram| !diagram.shapes.is_empty()).collect();
        drawn.sort_by_key(|diagram| (before.get(&plane(diagram)).copied().unwrap_or(usize::MAX), Reverse(diagram.shapes.len())));
        let mut out = Vec::new();
        for diagram in drawn {
            let plane = plane(diagram);
            let mut diagram = diagram.clone();
            diagram.shapes.retain(|shape| known.contains(shape.element.as_str()));
            diagram.edges.retain(|edge| known.contains(edge.element.as_str()));
            for (element, own) in (diagram.shapes.iter_mut().map(|shape| (&shape.element, &mut shape.colors)))
                .chain(diagram.edges.iter_mut().map(|edge| (&edge.element, &mut edge.colors)))
            {
                if let Some(kept) = colors.get(element.as_str()) {
                    own.clone_from(kept);
                }
            }
            let prefixes =
                Prefixes { bpmndi: self.scope.prefix(Space::BpmnDi), dc: self.scope.prefix(Space::Dc), di: self.scope.prefix(Space::Di) };
            let mut claim = |wanted: String| ids.claim(&wanted);
            let element = plane_of(&diagram, &plane, &prefixes, &envelopes, &mut claim);
            let coloured = is_coloured(&diagram);
            out.push(self.scope.declarations(coloured).into_iter().fold(element, |element, (name, uri)| element.with(name, uri)));
        }
        out
    }

    /// The identifiers of the elements that activities are, by the activity's identifier.
    fn planes(&self, index: &Index<'_>) -> HashMap<String, String> {
        let collaborations = self.root.children_named(Space::Bpmn, "collaboration");
        let pools = collaborations.flat_map(|at| at.children_named(Space::Bpmn, "participant"));
        let shown: HashSet<u32> =
            pools.filter_map(|pool| index.get_named(&pool.value("processRef")?, "process")).map(|process| process.place()).collect();
        let activity =
            |child: &Xml<'_>| child.is(Space::Bpmn, "collaboration") || child.is(Space::Bpmn, "process") && !shown.contains(&child.place());
        let elements = self.root.children().filter(activity).map(|child| child.value("id").unwrap_or_default().into_owned());
        self.model.activities.values().map(|activity| activity.head.name.to_string()).zip(elements).collect()
    }
}

/// The colours of the diagrams that are there.
fn colors(model: &Model) -> HashMap<&str, &Colors> {
    let shapes = model.diagrams.iter().flat_map(|diagram| &diagram.shapes).map(|shape| (shape.element.as_str(), &shape.colors));
    let edges = model.diagrams.iter().flat_map(|diagram| &diagram.edges).map(|edge| (edge.element.as_str(), &edge.colors));
    shapes.chain(edges).collect()
}
