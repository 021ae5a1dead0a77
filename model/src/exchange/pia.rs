//! The assessment of one activity as the CNIL's PIA software (LINCnil/pia) imports it: one object of five keys.
//!
//! Its questions have numbers; those that the model does not answer are left to the person who assesses, and told.

mod answers;

use crate::diagnostic::{Lang, Text};
use crate::flow::references::References;
use crate::process::*;
use crate::table::register::Entry;
use crate::text;
use answers::Answers;
use indexmap::IndexMap;
use serde_json::{Value, json};

/// The questions of the software, in its order.
pub const QUESTIONS: [u16; 36] = [
    111, 112, 113, 121, 122, 123, 211, 212, 213, 214, 215, 221, 222, 223, 224, 225, 226, 227, 321, 322, 323, 324, 325, 326, 331, 332, 333,
    334, 335, 336, 341, 342, 343, 344, 345, 346,
];

/// What an activity's assessment is made of.
#[derive(Clone, Copy, Debug)]
pub struct Assessed<'a> {
    /// The model.
    pub model: &'a Model,
    /// The census references.
    pub references: &'a References,
    /// The activity.
    pub activity: Id<Activity>,
    /// The same in the register's terms.
    pub entry: &'a Entry,
    /// Language of the answers.
    pub lang: Lang,
}

/// The file, and what it could not carry.
#[derive(Clone, Debug)]
pub struct Written {
    /// The JSON, ending with a line break.
    pub text: String,
    /// What is left to the assessor.
    pub losses: Vec<Text>,
}

/// An answer of the software.
#[derive(Clone, Debug, Default)]
struct Answer {
    /// HTML; empty for none.
    text: String,
    /// 1 to 4; 0 where it is not defined.
    gauge: Option<u8>,
    /// Tags.
    list: Vec<String>,
}

/// The assessment of one activity.
pub fn write(assessed: &Assessed<'_>) -> Written {
    let answers = Answers { of: *assessed }.all();
    // Dates are asked for; the day of the file's making would make two files of the same input differ.
    let day = assessed.entry.updated.or(assessed.entry.created).unwrap_or(Date { year: 1970, month: 1, day: 1 });
    let moment = format!("{day}T00:00:00.000Z");
    let name = match &assessed.entry.reference {
        Some(reference) => format!("{reference} {}", assessed.entry.name),
        None => assessed.entry.name.clone(),
    };
    // The reason of a refusal and the adjustments have another key in the files of older versions.
    let pia = json!({
        "id": 1, "status": 0, "name": name, "category": "", "author_name": "", "evaluator_name": "", "validator_name": "",
        "dpo_status": 0, "dpo_opinion": "", "concerned_people_opinion": "", "concerned_people_status": 0,
        "concerned_people_searched_opinion": false, "concerned_people_searched_content": "", "rejected_reason": "",
        "applied_adjustements": "", "rejection_reason": "", "applied_adjustments": "", "dpos_names": officers(assessed.entry), "people_names": "", "is_example": 0, "is_archive": 0,
        "progress": 0, "structure_id": null, "structure_name": "", "structure_sector_name": "", "structure_data": null,
        "created_at": moment, "updated_at": moment,
    });
    let answer = |(at, (question, answer)): (usize, (&u16, &Answer))| {
        let text = if answer.text.is_empty() { Value::Null } else { json!(answer.text) };
        json!({
            "id": at + 1, "pia_id": 1, "reference_to": question,
            "data": { "text": text, "gauge": answer.gauge, "list": answer.list },
            "created_at": moment, "updated_at": moment,
        })
    };
    let measure = |(at, (title, content)): (usize, (&String, &String))| {
        json!({
            "id": at + 1, "pia_id": 1, "title": title, "content": format!("<p>{}</p>", answers::escaped(content)),
            "placeholder": "measures.default_placeholder", "created_at": moment, "updated_at": moment,
        })
    };
    let file = json!({
        "pia": pia,
        "answers": answers.iter().enumerate().map(answer).collect::<Vec<_>>(),
        "measures": measures(assessed, &answers).iter().enumerate().map(measure).collect::<Vec<_>>(),
        "evaluations": [],
        "comments": [],
    });
    Written { text: super::pretty(&file), losses: losses(assessed, &answers) }
}

fn officers(entry: &Entry) -> String {
    let names = entry.controllers.iter().filter_map(|body| body.dpo.as_ref()).map(|person| person.name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// The measures by title, each once: an answer about measures names them by their titles, word for word.
fn measures(assessed: &Assessed<'_>, answers: &IndexMap<u16, Answer>) -> IndexMap<String, String> {
    use crate::process::vocabulary::Words;
    let mut found: IndexMap<String, String> = IndexMap::new();
    for (kind, title) in &assessed.entry.measures {
        let content = found.entry(title.clone()).or_default();
        if !content.is_empty() {
            content.push_str(", ");
        }
        content.push_str(kind.label(assessed.lang));
    }
    let named = [324, 334, 344].iter().filter_map(|question| answers.get(question)).flat_map(|answer| &answer.list);
    for title in named {
        found.entry(title.clone()).or_default();
    }
    found
}

fn losses(assessed: &Assessed<'_>, answers: &IndexMap<u16, Answer>) -> Vec<Text> {
    let mut losses = Vec::new();
    let open: Vec<String> = QUESTIONS.iter().filter(|question| !answers.contains_key(*question)).map(ToString::to_string).collect();
    if !open.is_empty() {
        let list = open.join(", ");
        losses.push(text!("questions laissées à l'évaluateur : {list}", "questions left to the assessor: {list}"));
    }
    for risk in answers::others(assessed) {
        losses.push(text!(
            "le risque « {risk} » n'est aucun des trois événements redoutés du logiciel PIA : il n'y est pas",
            "the risk “{risk}” is none of the three feared events of the PIA software: it is not in it"
        ));
    }
    losses
}
