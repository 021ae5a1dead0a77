//! The graph as Turtle.

use super::dpv::{Graph, OTHERS, Object, Thing};
use crate::reference::dpv::vocabulary;
use std::collections::BTreeMap;

/// The prefixes of all vocabularies, by prefix.
pub(super) fn prefixes() -> BTreeMap<&'static str, &'static str> {
    let own = vocabulary().part.iter().map(|part| (part.prefix.as_str(), part.namespace.as_str()));
    own.chain(OTHERS.iter().copied()).collect()
}

/// A name after `#`, with what no address may hold escaped.
pub(super) fn fragment(name: &str) -> String {
    let mut out = String::from("#");
    for c in name.chars() {
        if c.is_whitespace() || c.is_control() || r#"<>"{}|^`\#%[]"#.contains(c) {
            let mut buffer = [0; 4];
            c.encode_utf8(&mut buffer).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// The graph.
pub fn write(graph: &Graph) -> String {
    let mut out = format!("# W3C DPV {}: {}\n@base <{}> .\n", vocabulary().version, vocabulary().source, graph.base);
    for (prefix, namespace) in prefixes() {
        out.push_str(&format!("@prefix {prefix}: <{namespace}> .\n"));
    }
    for thing in &graph.things {
        out.push_str(&format!("\n<{}>", fragment(&thing.name)));
        let lines = lines(thing, graph, 1);
        out.push_str(if thing.types.is_empty() { "\n    " } else { " " });
        out.push_str(&lines.join(" ;\n    "));
        out.push_str(" .\n");
    }
    out
}

fn lines(thing: &Thing, graph: &Graph, depth: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if !thing.types.is_empty() {
        lines.push(format!("a {}", thing.types.join(", ")));
    }
    lines.extend(thing.properties.iter().map(|(property, object)| format!("{property} {}", shown(object, graph, depth))));
    lines
}

fn shown(object: &Object, graph: &Graph, depth: usize) -> String {
    match object {
        Object::Named(name) => format!("<{}>", fragment(name)),
        Object::Term(term) => (*term).to_owned(),
        Object::Text(text) => format!("{}@{}", quoted(text), graph.lang),
        Object::Plain(text) => quoted(text),
        Object::Date(date) => format!("\"{date}\"^^xsd:date"),
        Object::Number(number) => format!("\"{number}\"^^xsd:decimal"),
        Object::Inside(thing) => {
            let margin = "    ".repeat(depth);
            let separator = format!(" ;\n{margin}    ");
            format!("[\n{margin}    {}\n{margin}]", lines(thing, graph, depth + 1).join(&separator))
        }
    }
}

/// A text between quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{0}'..='\u{1f}' | '\u{7f}' => out.push_str(&format!("\\u{:04X}", c as u32)),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_quotes_and_no_name_its_brackets() {
        assert_eq!(quoted("a\"b\\c\nd\u{1}"), "\"a\\\"b\\\\c\\nd\\u0001\"");
        assert_eq!(fragment("data/é a>b#c"), "#data/é%20a%3Eb%23c");
    }
}
