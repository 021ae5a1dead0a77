//! The XML namespaces that are read, by what they are for.

/// What a namespace is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Space {
    /// No namespace.
    None,
    /// No namespace, in a file whose root is `definitions`: read as BPMN and its diagram alike.
    Bare,
    /// BPMN's semantic model.
    Bpmn,
    /// BPMN's diagrams.
    BpmnDi,
    /// Bounds and fonts of OMG's Diagram Definition.
    Dc,
    /// Waypoints of OMG's Diagram Definition.
    Di,
    /// Ours.
    Recens,
    /// Colours as bpmn.io writes them.
    Bioc,
    /// Colours as the OMG's BPMN-in-Color writes them.
    Color,
    /// Camunda 7.
    Camunda,
    /// Camunda 8.
    Zeebe,
    /// A vendor's.
    Other,
}

/// Our namespace.
pub(super) const RECENS: &str = "urn:recens:1";

/// What a namespace name is for. The year in the OMG's names is not looked at: drafts carry others.
pub(super) fn of_uri(uri: &str) -> Space {
    match uri {
        "" => Space::None,
        RECENS => Space::Recens,
        "http://bpmn.io/schema/bpmn/biocolor/1.0" => Space::Bioc,
        "http://www.omg.org/spec/BPMN/non-normative/color/1.0" => Space::Color,
        "http://camunda.org/schema/1.0/bpmn" => Space::Camunda,
        "http://camunda.org/schema/zeebe/1.0" => Space::Zeebe,
        "http://schema.omg.org/spec/BPMN/2.0" => Space::Bpmn,
        _ => match uri.strip_prefix("http://www.omg.org/spec/") {
            Some(rest) if rest.starts_with("BPMN/") && rest.ends_with("/MODEL") => Space::Bpmn,
            Some(rest) if rest.starts_with("BPMN/") && rest.ends_with("/DI") => Space::BpmnDi,
            Some(rest) if rest.starts_with("DD/") && rest.ends_with("/DC") => Space::Dc,
            Some(rest) if rest.starts_with("DD/") && rest.ends_with("/DI") => Space::Di,
            _ => Space::Other,
        },
    }
}

/// What a prefix nobody declared is most likely for: the mistake is reported, the file is still read.
pub(super) fn of_prefix(prefix: &str) -> &'static str {
    match prefix {
        "bpmn" | "bpmn2" | "semantic" | "model" => "http://www.omg.org/spec/BPMN/20100524/MODEL",
        "bpmndi" => "http://www.omg.org/spec/BPMN/20100524/DI",
        "dc" | "omgdc" => "http://www.omg.org/spec/DD/20100524/DC",
        "di" | "omgdi" => "http://www.omg.org/spec/DD/20100524/DI",
        "recens" => RECENS,
        _ => "undeclared",
    }
}
