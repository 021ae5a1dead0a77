//! What can be written at a place of a text: keywords where a statement begins, else what the word before asks for.

use super::answer::{Answer, Refusal, json};
use super::{Preview, preview};
use crate::words::serve as said;
use crate::work;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use model::diagnostic::Lang;
use model::dsl::keywords::Keyword;
use model::process::reference::Head;
use model::process::vocabulary::{self, Words};
use model::process::{
    BasisKind, DataCategory, Fate, Gateway, MeasureType, Model, NoticeItem, OperationKind, Rating, Right, Safeguard, TaskKind, Trigger,
};
use model::read::Format;
use render::view::overview::Overview;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What the page asks: a text and a place in it, the column in UTF-16 units, both from 1.
#[derive(Debug, Deserialize)]
struct Asked {
    name: String,
    text: String,
    line: usize,
    column: usize,
}

/// Something that can be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is written.
    pub word: String,
    /// What it stands for.
    pub says: String,
    /// `keyword`, `operation`, `name` or `value`.
    pub kind: &'static str,
}

/// `POST /api/complete`.
pub async fn complete(State(state): State<Arc<Preview>>, body: Bytes) -> Answer {
    let refuse = |status, why| Refusal::new(status, &why, state.lang);
    let asked: Asked = serde_json::from_slice(&body).map_err(|_| refuse(StatusCode::BAD_REQUEST, said::not_understood()))?;
    let failed = |error: anyhow::Error| Refusal::failed(&error, state.lang);
    let input = preview::input(&state, &asked.name).map_err(failed)?;
    if input.format != Format::Recens {
        return Ok(json(&Vec::<Choice>::new()));
    }
    let _turn = state.turns.acquire().await.map_err(|_| refuse(StatusCode::SERVICE_UNAVAILABLE, said::ending()))?;
    let work = work::read_bytes(&input, preview::bytes(&asked.text), state.lang).map_err(failed)?;
    let at = preview::offset(&asked.text, asked.line, asked.column);
    let before = &asked.text[..at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    Ok(json(&choices(&work.reading.model, line, state.lang)))
}

/// `GET /api/words`: the words that an editor colours, of both languages, by kind; and the views there are.
pub async fn words(State(state): State<Arc<Preview>>) -> Response {
    #[derive(Serialize)]
    struct View {
        name: &'static str,
        label: &'static str,
    }
    #[derive(Serialize)]
    struct Words_ {
        views: Vec<View>,
        keywords: Vec<&'static str>,
        operations: Vec<&'static str>,
        values: Vec<&'static str>,
    }
    let keywords = Keyword::ALL.iter().flat_map(|(_, fr, en, aliases)| [*fr, *en].into_iter().chain(aliases.iter().copied()));
    let mut operations = spellings::<OperationKind>();
    operations.extend(vocabulary::operation_words().iter().map(|word| word.name.as_str()));
    let values = [
        spellings::<DataCategory>(),
        spellings::<BasisKind>(),
        spellings::<Gateway>(),
        spellings::<TaskKind>(),
        spellings::<Trigger>(),
        spellings::<NoticeItem>(),
        spellings::<Right>(),
        spellings::<Safeguard>(),
        spellings::<Rating>(),
        spellings::<MeasureType>(),
        spellings::<Fate>(),
    ];
    let documents = state.asked.unwrap_or_default();
    let overviews = Overview::ALL.into_iter().map(|view| View { name: view.name(), label: view.heading(documents) });
    let diagram = View { name: "bpmn", label: crate::words::page::DIAGRAM.get(documents) };
    let views = std::iter::once(diagram).chain(overviews).collect();
    json(&Words_ { views, keywords: keywords.collect(), operations, values: values.concat() })
}

fn spellings<T: Words>() -> Vec<&'static str> {
    T::ALL.iter().flat_map(|row| [row.1, row.2]).collect()
}

/// What can stand after the part of a line before the cursor; a word begun there is the reader's to filter by.
pub fn choices(model: &Model, line: &str, lang: Lang) -> Vec<Choice> {
    let statement = line.rsplit(['{', '}', ';']).next().unwrap_or_default();
    if statement.matches('"').count() % 2 == 1 || statement.contains('#') {
        return Vec::new();
    }
    let begun = statement.chars().rev().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).map(char::len_utf8).sum::<usize>();
    let (told, begun) = statement.split_at(statement.len() - begun);
    if told.contains("->") || told.contains("~>") || told.trim_end().ends_with(['-', '~']) || begun.ends_with('-') {
        return ends(model);
    }
    let said: Vec<&str> = told.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let Some(first) = said.first() else { return beginnings(model, lang) };
    // The last keyword decides: `pour`, `vers`, `dans`… ask for what they name.
    for word in said.iter().rev() {
        let forms = Keyword::forms(word);
        if let Some(choices) = forms.iter().find_map(|form| asked_by(form.keyword, first, model, lang)) {
            return choices;
        }
    }
    if vocabulary::operation(first).is_some() {
        let data = names(model.data.values().map(|datum| &datum.head));
        return if said.len() == 1 || told.trim_end().ends_with(',') { data } else { clauses(lang) };
    }
    Vec::new()
}

/// What a keyword asks for; `None` for one that asks for nothing that is listed.
fn asked_by(keyword: Keyword, first: &str, model: &Model, lang: Lang) -> Option<Vec<Choice>> {
    let operation = vocabulary::operation(first).is_some();
    let parties = || {
        let mut list = names(model.recipients.values().map(|recipient| &recipient.head));
        list.extend(names(model.organisations.values().map(|organisation| &organisation.head)));
        list
    };
    let stores = || names(model.stores.values().map(|store| &store.head));
    let found = match keyword {
        Keyword::For => names(model.purposes.values().map(|purpose| &purpose.head)),
        Keyword::To => parties(),
        Keyword::From => [stores(), names(model.participants.values().map(|participant| &participant.head))].concat(),
        Keyword::In => stores(),
        Keyword::Via => names(model.channels.values().map(|channel| &channel.head)),
        Keyword::About | Keyword::On
            if !operation && Keyword::forms(first).iter().any(|form| form.keyword == Keyword::Event || form.keyword == Keyword::Note) =>
        {
            names(model.nodes.values().map(|node| &node.head))
        }
        Keyword::About | Keyword::On => names(model.subjects.values().map(|subjects| &subjects.head)),
        Keyword::Informs => {
            let mut list = names(model.subjects.values().map(|subjects| &subjects.head));
            list.extend(values::<NoticeItem>(lang));
            list
        }
        Keyword::Of => values::<NoticeItem>(lang),
        Keyword::Answers => values::<Right>(lang),
        Keyword::Basis => values::<BasisKind>(lang),
        Keyword::Type => values::<MeasureType>(lang),
        Keyword::Measures => names(model.measures.values().map(|measure| &measure.head)),
        Keyword::Contains | Keyword::Carries => names(model.data.values().map(|datum| &datum.head)),
        Keyword::Controller | Keyword::Joint | Keyword::Processor => {
            names(model.organisations.values().map(|organisation| &organisation.head))
        }
        Keyword::Obtains | Keyword::Withdraws => vec![keyword_choice(Keyword::Consent, lang), keyword_choice(Keyword::For, lang)],
        Keyword::Datum => {
            [values::<DataCategory>(lang), vec![keyword_choice(Keyword::About, lang), keyword_choice(Keyword::Retention, lang)]].concat()
        }
        _ => return None,
    };
    Some(found)
}

/// What a statement can begin with: keywords, operations, and steps for an arrow.
fn beginnings(model: &Model, lang: Lang) -> Vec<Choice> {
    use Keyword as K;
    const STATEMENTS: &[Keyword] = &[
        K::Activity,
        K::Organisation,
        K::Subjects,
        K::Datum,
        K::Recipient,
        K::Store,
        K::Channel,
        K::Measure,
        K::Transfer,
        K::Risk,
        K::Import,
        K::Reference,
        K::Created,
        K::Updated,
        K::Controller,
        K::Joint,
        K::Processor,
        K::Software,
        K::Purpose,
        K::Scale,
        K::Retention,
        K::Participant,
        K::Lane,
        K::Start,
        K::End,
        K::Event,
        K::Task,
        K::Subprocess,
        K::Call,
        K::Document,
        K::Note,
        K::Informs,
        K::Obtains,
        K::Withdraws,
        K::Checks,
        K::Answers,
        K::Allows,
    ];
    let mut list: Vec<Choice> = STATEMENTS.iter().map(|keyword| keyword_choice(*keyword, lang)).collect();
    list.extend(values::<Gateway>(lang).into_iter().map(|choice| Choice { kind: "keyword", ..choice }));
    list.extend(values::<OperationKind>(lang).into_iter().map(|choice| Choice { kind: "operation", ..choice }));
    list.extend(ends(model));
    list
}

/// What an operation can go on with.
fn clauses(lang: Lang) -> Vec<Choice> {
    use Keyword as K;
    [K::For, K::To, K::From, K::In, K::About, K::Via, K::Retention, K::Format, K::Ref, K::As]
        .map(|keyword| keyword_choice(keyword, lang))
        .into()
}

/// What an arrow can lead to.
fn ends(model: &Model) -> Vec<Choice> {
    let mut list = names(model.nodes.values().map(|node| &node.head));
    list.extend(names(model.participants.values().filter(|participant| participant.drawn).map(|participant| &participant.head)));
    list
}

fn keyword_choice(keyword: Keyword, lang: Lang) -> Choice {
    let other = if lang == Lang::Fr { Lang::En } else { Lang::Fr };
    Choice { word: keyword.word(lang).to_owned(), says: keyword.word(other).to_owned(), kind: "keyword" }
}

fn values<T: Words>(lang: Lang) -> Vec<Choice> {
    T::ALL.iter().map(|row| Choice { word: row.0.word(lang).to_owned(), says: row.0.label(lang).to_owned(), kind: "value" }).collect()
}

/// The declared names, each once, without what was declared on the spot by a quoted text.
fn names<'a>(heads: impl Iterator<Item = &'a Head>) -> Vec<Choice> {
    let mut list: Vec<Choice> = Vec::new();
    for head in heads.filter(|head| !head.on_the_spot && !head.name.is_empty()) {
        if !list.iter().any(|choice| choice.word == head.name) {
            list.push(Choice { word: head.name.to_string(), says: head.label.clone(), kind: "name" });
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "personnes client\ndonnée nom \"Nom\" identité sur client\nmagasin base\norganisation osiris\n\
        traitement t {\nfinalité suivi \"Suivi\"\ndébut d\ntâche a { collecte nom pour suivi }\nd -> a\n}\n";

    fn words(line: &str) -> Vec<String> {
        let reading = model::read::read("a.recens", TEXT.as_bytes(), Format::Recens, &mut model::read::NoImports);
        choices(&reading.model, line, Lang::Fr).into_iter().map(|choice| choice.word).collect()
    }

    #[test]
    fn the_word_before_says_what_is_listed() {
        assert_eq!(words("    collecte nom pour "), ["suivi"]);
        assert_eq!(words("    collecte nom pour su"), ["suivi"]);
        assert_eq!(words("    collecte "), ["nom"]);
        assert_eq!(words("    collecte nom, "), ["nom"]);
        assert_eq!(words("  enregistrement nom dans "), ["base"]);
        assert_eq!(words("responsable "), ["osiris"]);
        assert_eq!(words("d -> "), ["d", "a"]);
        assert!(words("collecte nom ").contains(&"pour".to_owned()));
        assert!(words("donnée x \"X\" ").contains(&"identité".to_owned()));
        assert!(words("finalité x \"X\" base ").contains(&"consentement".to_owned()));
    }

    #[test]
    fn a_statement_begins_with_a_keyword_or_an_operation() {
        let list = words("    ");
        for word in ["tâche", "choix", "collecte", "informe", "a"] {
            assert!(list.contains(&word.to_owned()), "{word} is missing");
        }
        assert_eq!(words("tâche b { "), list);
    }

    #[test]
    fn nothing_is_proposed_in_a_label_or_a_comment() {
        assert!(words("tâche b \"Appel ").is_empty());
        assert!(words("# une remarque ").is_empty());
    }
}
