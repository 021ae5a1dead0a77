//! The graph as JSON-LD 1.1, with its context inside, so that reading it asks nothing of the network.

use super::dpv::{Graph, Object, Thing};
use super::turtle::{fragment, prefixes};
use serde_json::{Map, Value, json};

/// The graph.
pub fn write(graph: &Graph) -> String {
    let mut context = Map::new();
    context.insert("@base".to_owned(), json!(graph.base));
    context.extend(prefixes().into_iter().map(|(prefix, namespace)| (prefix.to_owned(), json!(namespace))));
    let things: Vec<Value> = graph.things.iter().map(|one| thing(one, graph)).collect();
    super::pretty(&json!({ "@context": context, "@graph": things }))
}

fn thing(thing: &Thing, graph: &Graph) -> Value {
    let mut out = Map::new();
    if !thing.name.is_empty() {
        out.insert("@id".to_owned(), json!(fragment(&thing.name)));
    }
    if !thing.types.is_empty() {
        out.insert("@type".to_owned(), json!(thing.types));
    }
    for (property, object) in &thing.properties {
        let values = out.entry(*property).or_insert_with(|| json!([]));
        if let Some(values) = values.as_array_mut() {
            values.push(value(object, graph));
        }
    }
    Value::Object(out)
}

fn value(object: &Object, graph: &Graph) -> Value {
    match object {
        Object::Named(name) => json!({ "@id": fragment(name) }),
        Object::Term(term) => json!({ "@id": term }),
        Object::Text(text) => json!({ "@value": text, "@language": graph.lang }),
        Object::Plain(text) => json!(text),
        Object::Date(date) => json!({ "@value": date.to_string(), "@type": "xsd:date" }),
        Object::Number(number) => json!({ "@value": number.to_string(), "@type": "xsd:decimal" }),
        Object::Inside(inside) => thing(inside, graph),
    }
}
