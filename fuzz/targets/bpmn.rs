//! Any bytes as a BPMN file: read, resolved, judged, converted to the language, written again, and given a diagram.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::bpmn::{self, When};
use model::process::{Bounds, Diagram, DiagramShape, Model};
use model::read::Format;

fuzz_target!(|bytes: &[u8]| {
    let reading = fuzz::reading(bytes, Format::Bpmn);
    let sound = fuzz::errors(&reading) == 0;
    fuzz::judge(&reading);
    fuzz::as_language(&reading.model, sound);
    fuzz::as_bpmn(&reading.model, sound);
    let text = reading.sources.iter().next().map(|(_, source)| source.text.clone()).unwrap_or_default();
    if let Ok(Some(with_diagram)) = bpmn::insert(bytes, &text, &reading.model, &[in_a_row(&reading.model)], When::Always) {
        let again = fuzz::reading(&with_diagram, Format::Bpmn);
        assert!(!sound || fuzz::errors(&again) == 0, "a diagram made mistakes: {:?}", again.diagnostics);
        assert_eq!(reading.model.nodes.len(), again.model.nodes.len(), "a diagram changed the process");
    }
});

/// A diagram of the steps, one beside the other.
fn in_a_row(model: &Model) -> Diagram {
    let element = model.participants.values().find_map(|pool| pool.process.clone()).unwrap_or_default();
    let shape = |(at, name): (usize, &str)| DiagramShape {
        element: name.into(),
        bounds: Bounds { x: at as f64 * 150.0, y: 0.0, width: 100.0, height: 80.0 },
        ..DiagramShape::default()
    };
    let shapes = model.nodes.values().map(|node| node.head.name.as_str()).enumerate().map(shape).collect();
    Diagram { element, shapes, ..Diagram::default() }
}
