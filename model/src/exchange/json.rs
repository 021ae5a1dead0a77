//! The model as JSON: every declaration, step and flow, with the census references; `docs/schema/model-1.json` describes it.
//!
//! Words of closed lists are the language's English ones. What is not said is not there; places in the source and the file's
//! own diagram are left out, so that laying out a file anew changes nothing of it.

mod declarations;
mod flow;

use super::ids::{AllIds, Ids};
use crate::diagnostic::Lang;
use crate::flow::references::References;
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::source::Spanned;
use serde_json::{Map, Value, json};

/// The name of the schema.
pub const SCHEMA: &str = "urn:recens:schema:model:1";

/// The model as JSON, ending with a line break.
pub fn write(model: &Model, references: &References) -> String {
    super::pretty(&value(model, references))
}

/// The model as a JSON value.
pub fn value(model: &Model, references: &References) -> Value {
    let writer = Writer::new(model, references);
    let mut out = Object::default();
    out.put("$schema", SCHEMA);
    out.put("lang", json!(model.lang));
    writer.declarations(&mut out);
    writer.flow(&mut out);
    out.done()
}

struct Writer<'a> {
    model: &'a Model,
    references: &'a References,
    ids: AllIds,
}

impl<'a> Writer<'a> {
    fn new(model: &'a Model, references: &'a References) -> Self {
        Self { model, references, ids: AllIds::of(model) }
    }

    /// A list of declarations, each with its identifier, its label and the activity whose own it is.
    fn list<T: Declared>(&self, list: &Arena<T>, fill: impl Fn(Id<T>, &T, &mut Object)) -> Value {
        let ids = Ids::of(self.model, list);
        let item = |(id, item): (Id<T>, &T)| {
            let head = item.head();
            let mut out = Object::default();
            out.put("id", ids.get(id));
            if !head.label.is_empty() {
                out.put("label", head.label.as_str());
            }
            if let Some(activity) = head.scope {
                out.put("activity", self.ids.activities.get(activity));
            }
            fill(id, item, &mut out);
            let allowance = |allowance: &Allowance| {
                let mut out = Object::default();
                out.put("rule", allowance.rule.value.as_str());
                out.text("reason", allowance.reason.as_ref());
                out.done()
            };
            out.array("allows", head.allowances.iter().map(allowance));
            out.done()
        };
        list.iter().map(item).collect()
    }
}

/// A reference to an item of one kind: its id, or what was written where nothing has that name.
fn named<T: Copy>(reference: &Ref<T>, id: impl Fn(T) -> String) -> Value {
    match reference.to {
        Some(to) => json!({ "id": id(to) }),
        None => json!({ "unresolved": reference.text }),
    }
}

/// A reference to an item of several kinds.
fn kinded<T: Copy>(reference: &Ref<T>, of: impl Fn(T) -> (&'static str, String)) -> Value {
    match reference.to.map(of) {
        Some((kind, id)) => json!({ "kind": kind, "id": id }),
        None => json!({ "unresolved": reference.text }),
    }
}

fn refs<T>(list: &[Ref<Id<T>>], ids: &Ids) -> Vec<Value> {
    list.iter().map(|reference| named(reference, |id| ids.get(id).to_owned())).collect()
}

/// A word of a closed list.
fn word<W: Words>(value: W) -> Value {
    Value::from(value.word(Lang::En))
}

fn retention(retention: &Retention) -> Value {
    let duration = |duration: Duration| json!({ "count": duration.count, "unit": word(duration.unit) });
    let mut out = Object::default();
    match &retention.limit {
        RetentionLimit::Duration(limit) => out.put("duration", duration(*limit)),
        RetentionLimit::Until(text) => out.put("until", text.as_str()),
    }
    out.text("after", retention.after.as_ref());
    if let Some(archive) = &retention.archive {
        let mut inside = Object::default();
        if let Some(limit) = archive.duration {
            inside.put("duration", duration(limit));
        }
        inside.text("under", archive.under.as_ref());
        out.put("archive", inside.done());
    }
    out.word("fate", retention.fate.as_ref());
    out.done()
}

/// An object in which what is not said is not there.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    fn flag(&mut self, key: &str, said: bool) {
        if said {
            self.put(key, true);
        }
    }

    fn text(&mut self, key: &str, text: Option<&Spanned<String>>) {
        if let Some(text) = text {
            self.put(key, text.value.as_str());
        }
    }

    fn texts(&mut self, key: &str, texts: &[Spanned<String>]) {
        self.array(key, texts.iter().map(|text| Value::from(text.value.as_str())));
    }

    fn word<W: Words>(&mut self, key: &str, value: Option<&Spanned<W>>) {
        if let Some(value) = value {
            self.put(key, word(value.value));
        }
    }

    fn array(&mut self, key: &str, values: impl IntoIterator<Item = Value>) {
        let values: Vec<Value> = values.into_iter().collect();
        if !values.is_empty() {
            self.put(key, values);
        }
    }

    fn retention(&mut self, list: &[Retention]) {
        self.array("retention", list.iter().map(retention));
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}
