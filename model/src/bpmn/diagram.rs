//! The diagram interchange: where the file's own diagrams draw its elements.

use super::index::Index;
use super::space::Space;
use super::xml::{Attribute, Node as Xml};
use crate::diagnostic::{Diagnostic, reading};
use crate::process::{Bounds, Colors, Diagram, DiagramEdge, DiagramShape, Name, Rgb};
use crate::text;
use foldhash::{HashMap, HashSet};

/// Coordinates beyond are no drawing.
const FAR: f64 = 10_000_000.0;

/// What reading the elements needs to know of their drawing.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// The plane each element has a shape on, and whether that shape says it is expanded.
    shapes: HashMap<Name, (usize, Option<bool>)>,
    /// Elements with a plane of their own.
    planes: HashSet<Name>,
    /// Message flows with an envelope: whether it initiates.
    envelopes: HashMap<Name, bool>,
}

impl Drawn {
    /// Whether a sub-process is drawn without its inside: its shape says so, or its inside has a plane of its own, or
    /// the shape says nothing and none of its inside is drawn with it.
    pub fn is_collapsed<'r>(&self, name: &str, mut inside: impl Iterator<Item = std::borrow::Cow<'r, str>>) -> bool {
        match self.shapes.get(name) {
            Some((_, Some(expanded))) => !expanded,
            _ if self.planes.contains(name) => true,
            Some((plane, None)) => !inside.any(|id| self.shapes.get(&*id).is_some_and(|(other, _)| other == plane)),
            None => false,
        }
    }

    /// The envelope drawn on a message flow.
    pub fn envelope(&self, name: &str) -> Option<bool> {
        self.envelopes.get(name).copied()
    }
}

/// Reads every plane of the diagrams below `root`.
pub(super) fn read<'a>(index: &Index<'a>, root: Xml<'a>, diagnostics: &mut Vec<Diagnostic>) -> (Vec<Diagram>, Drawn) {
    let mut planes = Planes { index, diagnostics, diagrams: Vec::new(), drawn: Drawn::default() };
    for diagram in root.children_named(Space::BpmnDi, "BPMNDiagram") {
        for plane in diagram.children_named(Space::BpmnDi, "BPMNPlane") {
            planes.plane(diagram, plane);
        }
    }
    (planes.diagrams, planes.drawn)
}

struct Planes<'a, 'd> {
    index: &'d Index<'a>,
    diagnostics: &'d mut Vec<Diagnostic>,
    diagrams: Vec<Diagram>,
    drawn: Drawn,
}

impl<'a> Planes<'a, '_> {
    fn plane(&mut self, diagram: Xml<'a>, plane: Xml<'a>) {
        let element = plane.value("bpmnElement").map(|element| Name::from(self.index.known(&element))).unwrap_or_default();
        let name = super::reader::label(diagram);
        let mut out = Diagram { name, element: element.clone(), span: plane.whole(), ..Diagram::default() };
        self.drawn.planes.insert(element);
        let (shapes, edges): (Vec<_>, Vec<_>) = plane.children().partition(|child| child.is_named("BPMNShape"));
        out.shapes.reserve_exact(shapes.len());
        out.edges.reserve_exact(edges.len());
        let index = self.index;
        let own = |child: Xml<'a>| child.value("bpmnElement").map(|element| Name::from(index.known(&element)));
        let mut shown: Option<HashSet<Name>> = None;
        for child in shapes.into_iter().filter(|child| child.of(Space::BpmnDi)) {
            let Some(shape) = self.shape(child) else { continue };
            // A shape of its own counts more than one of what it stands for.
            let stands_in = child.value("bpmnElement").is_none_or(|element| *index.known(&element) != shape.element)
                && shown.get_or_insert_with(|| plane.children().filter_map(own).collect()).contains(&shape.element);
            if !stands_in {
                out.shapes.push(shape);
            }
        }
        for child in edges.into_iter().filter(|child| child.is(Space::BpmnDi, "BPMNEdge")) {
            out.edges.extend(self.edge(child));
        }
        self.diagrams.push(out);
    }

    fn shape(&mut self, xml: Xml<'a>) -> Option<DiagramShape> {
        let [element, band, expanded, horizontal, marker] =
            xml.attributes_named(["bpmnElement", "participantBandKind", "isExpanded", "isHorizontal", "isMarkerVisible"]);
        // The bands of a choreography task show a participant again.
        if band.is_some_and(|band| !band.trimmed().is_empty()) {
            return None;
        }
        let element = self.element(element?)?;
        let flag = |found: Option<Attribute<'a>>| found.and_then(Attribute::flag);
        let expanded = flag(expanded);
        // Asked for sub-processes alone.
        if self.index.has_sub_processes {
            self.drawn.shapes.entry(element.clone()).or_insert((self.diagrams.len(), expanded));
        }
        Some(DiagramShape {
            bounds: self.bounds(xml)?,
            label: self.label(xml),
            horizontal: flag(horizontal),
            expanded,
            marker: flag(marker),
            colors: colors(xml),
            element,
        })
    }

    fn edge(&mut self, xml: Xml<'a>) -> Option<DiagramEdge> {
        let element = self.element(xml.attribute("bpmnElement")?)?;
        if let Some(kind) = xml.value("messageVisibleKind") {
            self.drawn.envelopes.insert(element.clone(), kind == "initiating");
        }
        let mut waypoints = Vec::with_capacity(xml.children_named(Space::Di, "waypoint").count());
        for point in xml.children_named(Space::Di, "waypoint") {
            let [x, y] = point.attributes_named(["x", "y"]);
            let mut number = |found: Option<_>, name| self.number(point, found?, name);
            if let (Some(x), Some(y)) = (number(x, "x"), number(y, "y")) {
                waypoints.push((x, y));
            }
        }
        if waypoints.len() < 2 {
            waypoints.clear();
        }
        Some(DiagramEdge { waypoints, label: self.label(xml), colors: colors(xml), element })
    }

    /// What a shape or edge shows. Some tools draw a process where its pool is meant, or a data object where its
    /// reference is.
    fn element(&self, found: Attribute<'a>) -> Option<Name> {
        let element = found.trimmed();
        if element.is_empty() {
            return None;
        }
        let shown = if self.index.is_shown_by_another(&element) { self.index.drawn(&element) } else { None };
        Some(shown.unwrap_or_else(|| self.index.known(&element).into()))
    }

    /// A label without a size says nothing; some tools write -1.
    fn label(&mut self, xml: Xml<'a>) -> Option<Bounds> {
        let bounds = self.rectangle(xml.child(Space::BpmnDi, "BPMNLabel")?)?;
        (bounds.width > 0.0 && bounds.height > 0.0).then_some(bounds)
    }

    fn bounds(&mut self, xml: Xml<'a>) -> Option<Bounds> {
        let bounds = self.rectangle(xml)?;
        for (name, length) in [("width", bounds.width), ("height", bounds.height)] {
            if length < 0.0 {
                self.no_number(xml.child(Space::Dc, "Bounds")?, name);
                return None;
            }
        }
        Some(bounds)
    }

    fn rectangle(&mut self, xml: Xml<'a>) -> Option<Bounds> {
        let bounds = xml.child(Space::Dc, "Bounds")?;
        let [x, y, width, height] = bounds.attributes_named(["x", "y", "width", "height"]);
        Some(Bounds {
            x: self.number(bounds, x?, "x")?,
            y: self.number(bounds, y?, "y")?,
            width: self.number(bounds, width?, "width")?,
            height: self.number(bounds, height?, "height")?,
        })
    }

    /// A finite number of a sensible size; anything else is reported and left out.
    fn number(&mut self, xml: Xml<'a>, found: Attribute<'a>, name: &str) -> Option<f64> {
        let value = found.trimmed();
        if value.is_empty() {
            return None;
        }
        // Most are whole numbers, which are quicker to read.
        let whole = value.len() < 10 && value.bytes().all(|byte| byte.is_ascii_digit());
        let number = if whole { value.parse::<u32>().ok().map(f64::from) } else { value.parse::<f64>().ok() };
        let number = number.filter(|number| number.is_finite() && number.abs() <= FAR);
        if number.is_none() {
            self.no_number(xml, name);
        }
        number
    }

    fn no_number(&mut self, xml: Xml<'a>, name: &str) {
        let value = xml.value(name).unwrap_or_default();
        let span = xml.attribute(name).map_or(xml.name_span(), Attribute::span);
        let message =
            text!("« {value} » ne peut pas être la mesure {name} d'un dessin", "“{value}” cannot be the measure {name} of a drawing");
        let help = text!(
            "ce tracé est laissé de côté ; le redessiner dans un éditeur BPMN",
            "this shape or line is left out; draw it again in a BPMN editor"
        );
        self.diagnostics.push(Diagnostic::reading(&reading::INVALID_VALUE, span, message).with_help(help));
    }
}

/// The colours of a shape or edge, BPMN-in-Color before bpmn.io's.
fn colors(xml: Xml<'_>) -> Colors {
    let text = xml.child(Space::BpmnDi, "BPMNLabel").and_then(|label| color(&label.attribute_in(Space::Color, "color")?.value()));
    if !xml.attributes().any(|attribute| matches!(attribute.space(), Space::Color | Space::Bioc)) {
        return Colors { text, ..Colors::default() };
    }
    let first = |names: [(Space, &str); 2]| {
        names.iter().filter_map(|(space, name)| xml.attribute_in(*space, name)).find_map(|found| color(&found.value()))
    };
    Colors {
        stroke: first([(Space::Color, "border-color"), (Space::Bioc, "stroke")]),
        fill: first([(Space::Color, "background-color"), (Space::Bioc, "fill")]),
        text,
    }
}

/// A colour from `#rrggbb`, `#rgb` or `rgb(r, g, b)`; how opaque it is, is not kept.
fn color(written: &str) -> Option<Rgb> {
    let color = written.trim().to_ascii_lowercase();
    if let Some(digits) = color.strip_prefix('#') {
        let number = |digits: &str| u32::from_str_radix(digits, 16).ok();
        return match digits.len() {
            _ if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => None,
            3 => number(digits).map(|short| Rgb(((short & 0xF00) << 8 | (short & 0xF0) << 4 | short & 0xF) * 0x11)),
            6 | 8 => number(&digits[..6]).map(Rgb),
            _ => None,
        };
    }
    let parts: Vec<u8> =
        (color.strip_prefix("rgb(")?.strip_suffix(')')?.split(',')).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [red, green, blue] = parts[..] else { return None };
    Some(Rgb(u32::from_be_bytes([0, red, green, blue])))
}

#[cfg(test)]
mod tests {
    use super::color;

    #[test]
    fn colours_are_written_one_way() {
        for (text, written) in [
            ("#FF00aa", Some("#ff00aa")),
            ("#F0a", Some("#ff00aa")),
            ("#ff00aa80", Some("#ff00aa")),
            ("rgb(255, 0,170)", Some("#ff00aa")),
            ("red", None),
            ("#éé", None),
            ("#+0a0ff", None),
            ("#00a0f", None),
            ("rgb(1,2)", None),
        ] {
            assert_eq!(color(text).map(|it| it.to_string()).as_deref(), written, "{text}");
        }
    }
}
