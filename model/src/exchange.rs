//! What other programs read of a model: the whole of it as JSON, its personal data as W3C DPV, its assessment as the CNIL's
//! PIA software has it.

pub mod dpv;
mod ids;
pub mod json;
mod jsonld;
pub mod pia;
pub mod starting;
mod turtle;

/// The formats that a model is written in for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// The model as JSON, as `docs/schema/model-1.json` describes it.
    Json,
    /// W3C DPV as Turtle.
    Turtle,
    /// W3C DPV as JSON-LD.
    JsonLd,
    /// The CNIL's PIA software.
    Pia,
}

impl Exchange {
    /// All of them, each with its word on the command line and its ending, the longer endings first.
    pub const ALL: &[(Exchange, &str, &str)] = &[
        (Exchange::Pia, "pia", ".pia.json"),
        (Exchange::Json, "json", ".json"),
        (Exchange::Turtle, "ttl", ".ttl"),
        (Exchange::JsonLd, "jsonld", ".jsonld"),
    ];

    /// The format of a word of the command line.
    pub fn parse(word: &str) -> Option<Exchange> {
        Self::ALL.iter().find(|row| row.1.eq_ignore_ascii_case(word)).map(|row| row.0)
    }

    /// The format that a file's name tells.
    pub fn of_name(name: &str) -> Option<Exchange> {
        let name = name.to_ascii_lowercase();
        Self::ALL.iter().find(|row| name.ends_with(row.2)).map(|row| row.0)
    }
}

/// A value as JSON, with its last line ended.
fn pretty(value: &serde_json::Value) -> String {
    // Strings, numbers and lists always serialise.
    let mut out = serde_json::to_string_pretty(value).unwrap_or_default();
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ending_tells() {
        assert_eq!(Exchange::of_name("a.pia.JSON"), Some(Exchange::Pia));
        assert_eq!(Exchange::of_name("a.json"), Some(Exchange::Json));
        assert_eq!(Exchange::of_name("a.bpmn"), None);
        assert_eq!(Exchange::parse("TTL"), Some(Exchange::Turtle));
    }
}
