//! What other programs read of a model: JSON held against its schema, DPV read by other readers and against its vocabulary, the
//! file of the CNIL's PIA software against what it asks for.

use model::diagnostic::Lang;
use model::exchange::{dpv, json, pia};
use model::flow::{graph::FlowGraph, references::References};
use model::process::Date;
use model::process::vocabulary::fold;
use model::read::{Format, NoImports, Reading, read};
use model::table::register;
use oxjsonld::JsonLdParser;
use oxrdf::graph::CanonicalizationAlgorithm;
use oxrdf::{Dataset, Graph, TermRef};
use oxttl::TurtleParser;
use serde_json::Value;
use std::path::PathBuf;
use tests::{examples, files, root, schema};

/// Every example and every input of the suite.
fn inputs() -> Vec<PathBuf> {
    let all = files(&examples()).into_iter().chain(files(&root().join("tests/suite")));
    let inputs: Vec<PathBuf> = all.filter(|path| Format::of_name(&path.to_string_lossy()).is_some()).collect();
    assert!(inputs.len() > 20, "{inputs:?}");
    inputs
}

fn reading(path: &std::path::Path) -> (Reading, References) {
    let name = path.to_string_lossy();
    let bytes = std::fs::read(path).expect("inputs can be read");
    let format = Format::of_name(&name).expect("inputs have an ending");
    of(read(&name, &bytes, format, &mut NoImports))
}

fn of(reading: Reading) -> (Reading, References) {
    let references = References::new(&reading.model, &FlowGraph::new(&reading.model));
    (reading, references)
}

fn text(text: &str) -> (Reading, References) {
    of(read("t.recens", text.as_bytes(), Format::Recens, &mut NoImports))
}

fn the_schema() -> Value {
    let text = std::fs::read_to_string(root().join("docs/schema/model-1.json")).expect("the schema is there");
    serde_json::from_str(&text).expect("the schema is JSON")
}

#[test]
fn the_json_of_every_input_is_what_the_schema_describes() {
    let schema = the_schema();
    assert_eq!(schema["$id"], json::SCHEMA);
    for path in inputs() {
        let (reading, references) = reading(&path);
        let value: Value = serde_json::from_str(&json::write(&reading.model, &references)).expect("it is JSON");
        let wrong = schema::errors(&schema, &value);
        assert!(wrong.is_empty(), "{}: {:#?}", path.display(), &wrong[..wrong.len().min(5)]);
    }
}

#[test]
fn the_json_says_everything_that_the_text_says() {
    let (reading, references) = text(EVERYTHING);
    assert!(reading.diagnostics.is_empty(), "{:#?}", reading.diagnostics);
    let value = json::value(&reading.model, &references);
    let wrong = schema::errors(&the_schema(), &value);
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Every property that the schema describes is there: one that is never written would be described in vain.
    let mut missing = Vec::new();
    let schema = the_schema();
    let written = value.to_string();
    for (name, definition) in schema["$defs"].as_object().expect("there are definitions") {
        for property in definition["properties"].as_object().into_iter().flat_map(|properties| properties.keys()) {
            if !written.contains(&format!("\"{property}\":")) {
                missing.push(format!("{name}.{property}"));
            }
        }
    }
    // What only BPMN files say.
    missing.retain(|name| {
        !["participant.multiple", "sequenceFlow.condition", "step.compensation", "artifact.collection", "artifact.role", "artifact.state"]
            .contains(&name.as_str())
    });
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn names_are_unique_and_lead_somewhere() {
    for path in inputs() {
        let (reading, references) = reading(&path);
        let value = json::value(&reading.model, &references);
        let lists = value.as_object().expect("an object").values().filter_map(Value::as_array);
        let mut all = std::collections::HashSet::new();
        for list in lists {
            let mut own = std::collections::HashSet::new();
            for item in list {
                let id = item["id"].as_str().expect("declarations have an id").to_owned();
                assert!(own.insert(id.clone()), "{}: {id} stands twice", path.display());
                all.insert(id);
            }
        }
        lead(&value, &all, &path);
    }
}

fn lead(value: &Value, all: &std::collections::HashSet<String>, path: &std::path::Path) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| lead(item, all, path)),
        Value::Object(object) => {
            if let Some(id) = object.get("id").and_then(Value::as_str) {
                assert!(all.contains(id), "{}: {id} leads nowhere", path.display());
            }
            object.values().for_each(|item| lead(item, all, path));
        }
        _ => {}
    }
}

fn turtle(reading: &Reading, references: &References, base: &str) -> Graph {
    let text = dpv::turtle(&reading.model, references, base);
    TurtleParser::new().for_slice(&text).collect::<Result<Graph, _>>().unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn json_ld(reading: &Reading, references: &References, base: &str) -> Graph {
    let text = dpv::json_ld(&reading.model, references, base);
    let quads: Dataset = JsonLdParser::new().for_slice(&text).collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{error}\n{text}"));
    quads.iter().map(|quad| oxrdf::Triple::new(quad.subject.into_owned(), quad.predicate.into_owned(), quad.object.into_owned())).collect()
}

#[test]
fn turtle_and_json_ld_are_one_graph_in_the_words_of_the_vocabulary() {
    let terms = model::reference::dpv::terms();
    let mut used = std::collections::BTreeSet::new();
    for path in inputs() {
        let (reading, references) = reading(&path);
        let base = dpv::default_base(&reading.model);
        assert!(dpv::is_base(&base), "{base}");
        let (mut one, mut other) = (turtle(&reading, &references, &base), json_ld(&reading, &references, &base));
        // Putting the blank nodes of a large graph in order takes long; their number tells too.
        assert_eq!(one.len(), other.len(), "{}", path.display());
        if one.len() < 1_500 {
            one.canonicalize(CanonicalizationAlgorithm::Unstable);
            other.canonicalize(CanonicalizationAlgorithm::Unstable);
            assert_eq!(one, other, "{}", path.display());
        }
        for triple in one.iter() {
            used.insert(triple.predicate.as_str().to_owned());
            if let TermRef::NamedNode(node) = triple.object {
                used.insert(node.as_str().to_owned());
            }
        }
    }
    let foreign: Vec<_> = used.iter().filter(|term| term.contains("w3id.org/dpv") && !terms.contains(*term)).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    let others =
        ["http://purl.org/dc/terms/", "http://www.w3.org/2006/time#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "urn:recens:"];
    let unknown: Vec<&String> =
        used.iter().filter(|term| !term.contains("w3id.org/dpv") && !others.iter().any(|known| term.starts_with(known))).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    for term in ["Record", "hasPersonalData", "StorageDuration", "legal/eu/gdpr#A6-1-a"] {
        assert!(used.iter().any(|used| used.ends_with(term)), "{term} is never used");
    }
}

#[test]
fn what_is_named_in_the_graph_is_described_in_it() {
    for path in inputs() {
        let (reading, references) = reading(&path);
        let graph = turtle(&reading, &references, "urn:recens:t");
        let described: std::collections::HashSet<String> = graph.iter().map(|triple| triple.subject.to_string()).collect();
        for triple in graph.iter() {
            let object = triple.object.to_string();
            if object.starts_with("<urn:recens:t#") {
                assert!(described.contains(&object), "{}: {object} is named only", path.display());
            }
        }
    }
}

#[test]
fn hostile_names_stay_names() {
    let (reading, references) = text(
        "traitement \"> . <x\" { finalité \"a\\\" . } \\\\\" principale; personnes \"p\\n<script>\"; tâche t { collecte \"d> a <b\" pour \"a\\\" . } \\\\\" } }",
    );
    let graph = turtle(&reading, &references, "https://exemple.fr/é");
    assert_eq!(graph.len(), json_ld(&reading, &references, "https://exemple.fr/é").len());
    assert!(graph.iter().all(|triple| triple.subject.is_blank_node() || triple.subject.to_string().starts_with("<https://exemple.fr/é#")));
}

fn assessments(reading: &Reading, references: &References) -> Vec<(pia::Written, register::Entry)> {
    let day = Date { year: 2026, month: 11, day: 22 };
    let entries = register::each(&reading.model, &reading.sources, &[], day, Lang::Fr);
    let write = |(activity, entry): (_, register::Entry)| {
        let assessed = pia::Assessed { model: &reading.model, references, activity, entry: &entry, lang: Lang::Fr };
        (pia::write(&assessed), entry)
    };
    entries.into_iter().map(write).collect()
}

#[test]
fn the_file_of_the_pia_software_has_its_five_keys_and_numbered_answers() {
    let mut answered = std::collections::BTreeSet::new();
    for (reading, references) in inputs().iter().map(|path| reading(path)).chain([text(EVERYTHING)]) {
        for (written, _) in assessments(&reading, &references) {
            let file: Value = serde_json::from_str(&written.text).expect("it is JSON");
            let keys: Vec<&String> = file.as_object().expect("an object").keys().collect();
            assert_eq!(keys, ["pia", "answers", "measures", "evaluations", "comments"]);
            assert!(keys.iter().skip(1).all(|key| file[key.as_str()].is_array()));
            let titles: Vec<&str> = file["measures"].as_array().unwrap().iter().map(|measure| measure["title"].as_str().unwrap()).collect();
            for answer in file["answers"].as_array().unwrap() {
                let question = answer["reference_to"].as_u64().expect("a number") as u16;
                assert!(pia::QUESTIONS.contains(&question), "{question}");
                answered.insert(question);
                let data = &answer["data"];
                assert!(data["text"].is_null() || data["text"].as_str().is_some_and(|text| text.starts_with('<')), "{answer}");
                assert!(data["gauge"].is_null() || data["gauge"].as_u64().is_some_and(|gauge| gauge <= 4), "{answer}");
                for title in data["list"].as_array().expect("a list").iter().filter(|_| [324, 334, 344].contains(&question)) {
                    assert!(titles.contains(&title.as_str().unwrap()), "{title} is no measure of the file, word for word");
                }
            }
            assert!(["T00:00:00.000Z"].iter().all(|end| file["pia"]["created_at"].as_str().unwrap().ends_with(end)));
        }
    }
    let never: Vec<_> = pia::QUESTIONS.iter().filter(|question| !answered.contains(*question)).collect();
    assert_eq!(never, [&113], "113, the references that apply, is not something a model says");
}

/// What the import of the PIA software (LINCnil/pia, `importData` of its service of PIAs) reads of a file, each with the type that
/// it keeps: a key that is not there would be kept as undefined.
#[test]
fn the_file_of_the_pia_software_has_each_key_that_its_import_reads() {
    let texts = [
        "name",
        "category",
        "author_name",
        "evaluator_name",
        "validator_name",
        "dpo_opinion",
        "concerned_people_opinion",
        "concerned_people_searched_content",
        "rejected_reason",
        "applied_adjustements",
        "dpos_names",
        "people_names",
    ];
    let numbers = ["status", "dpo_status", "concerned_people_status", "is_example", "is_archive"];
    let is_moment = |value: &Value| value.as_str().is_some_and(|text| text.len() == 24 && text.ends_with('Z'));
    for (reading, references) in inputs().iter().map(|path| reading(path)).chain([text(EVERYTHING)]) {
        for (written, _) in assessments(&reading, &references) {
            let file: Value = serde_json::from_str(&written.text).expect("it is JSON");
            let pia = &file["pia"];
            assert!(texts.iter().all(|key| pia[key].is_string()), "{pia}");
            assert!(numbers.iter().all(|key| pia[key].is_u64()), "{pia}");
            assert!(pia["concerned_people_searched_opinion"].is_boolean() && pia["structure_id"].is_null(), "{pia}");
            // Users are those of a server.
            assert!(pia.get("user_pias").is_none() && pia.get("guests").is_none());
            let lists = ["answers", "measures", "evaluations", "comments"];
            assert!(lists.iter().all(|key| file[key].is_array()));
            for answer in file["answers"].as_array().unwrap() {
                assert!(answer["reference_to"].is_u64() && answer["data"].is_object() && is_moment(&answer["created_at"]), "{answer}");
                let keys: Vec<&String> = answer["data"].as_object().unwrap().keys().collect();
                assert_eq!(keys, ["text", "gauge", "list"]);
            }
            for measure in file["measures"].as_array().unwrap() {
                let texts = ["title", "content", "placeholder"];
                assert!(texts.iter().all(|key| measure[key].is_string()) && measure["id"].is_u64(), "{measure}");
                assert!(is_moment(&measure["created_at"]) && is_moment(&measure["updated_at"]), "{measure}");
            }
            assert!(is_moment(&pia["created_at"]) && is_moment(&pia["updated_at"]));
        }
    }
}

#[test]
fn answers_quote_the_model_and_no_label_is_markup() {
    let (reading, references) = text(EVERYTHING);
    let all = assessments(&reading, &references);
    let (written, _) = &all[0];
    let file: Value = serde_json::from_str(&written.text).unwrap();
    let answer = |question: u64| {
        let found = file["answers"].as_array().unwrap().iter().find(|answer| answer["reference_to"] == question);
        found.unwrap_or_else(|| panic!("{question} is not answered"))["data"].clone()
    };
    let said = |question| answer(question)["text"].as_str().unwrap_or_default().to_owned();
    assert!(said(122).starts_with("<ol><li><strong>OP-01</strong> Appeler"), "{}", said(122));
    assert!(said(212).contains("Consentement"), "{}", said(212));
    assert!(said(226).contains("Sous-traitance : contrat CT-1"), "{}", said(226));
    assert_eq!(answer(324)["list"], serde_json::json!(["Mots de passe"]));
    assert_eq!((answer(325)["gauge"].clone(), answer(326)["gauge"].clone()), (serde_json::json!(3), serde_json::json!(0)));
    assert!(said(326).contains("Modérée"), "{}", said(326));
    assert!(said(111).contains("&lt;b&gt;"), "{}", said(111));
    assert!(file["answers"].as_array().unwrap().iter().all(|answer| !answer.to_string().contains("<b>")));
    assert!(fold(&written.losses[0].fr).contains("113"), "{:?}", written.losses);
}

/// A text in which everything is said once.
const EVERYTHING: &str = r#"
organisation a "Alpha" { adresse "1 rue A"; code-postal "37000"; ville "Tours"; pays "France"; téléphone "01"; courriel "a@b.example"; représentant "Mme R" { téléphone "02" }; dpo "M. D" { courriel "d@b.example" }; publique }
organisation b "Sous-traitance"
personnes p "Personnes" mineurs vulnérables
destinataire ext "Dehors" externe pays "Japon" garantie adéquation
mesure mdp "Mots de passe" type contrôle-accès
canal sms "SMS" format "JSON" chiffré pays "Japon"
magasin base "Base" lieu "Tours" pays "France" mesures mdp contient nom durée jusqu'à "la fin" format "CSV" chiffré
donnée nom "Nom" identité sur p durée 6 mois après "l'appel" puis archivage 5 ans au titre de "C. civ. 2224" puis effacement libre facultative format "texte"
donnée calcul "Calcul" santé dérivée exception 9.2.a durée 1 an après "l'appel"
traitement t "Titre <b>" {
    référence T-1
    créé 2024-01-01
    modifié 2024-02-01
    responsable a
    conjoint b
    sous-traitant b contrat "CT-1"
    logiciel "L"
    échelle large
    durée 1 an après "la fin"
    finalité f "But" principale base consentement
    finalité g "Autre but" base obligation "loi"
    transfert vers ext pays "Japon" garantie adéquation
    risque r "Accès illégitime à des données" { impacts "i"; sources "s"; menaces "m"; mesures mdp; gravité importante; vraisemblance "Modérée" }
    participant p
    participant a {
        couloir c "Couloir" {
            couloir d "Dedans" {
                début deb "Début"
                tâche appeler "Appeler" utilisateur boucle {
                    informe p de responsable, finalité
                    recueille consentement pour f dans base
                    retire consentement pour f
                    vérifie exactitude
                    répond accès
                    répond rectification
                    répond opposition
                    collecte nom depuis p pour f via sms
                    suppression nom sur p pour f vers ext dans base durée 1 an après "x" format "CSV" réf OP-07 comme "Effacer"
                    tolère purpose-vague "voulu"
                }
                événement min "Trop tard" minuterie "P1D" sur appeler non-interruptif
                sous-processus sp "Sous" replié { tâche dedans "Dedans" }
                appelle ap "Appel" { }
                choix ch "Choix ?"
                événement lance "Lance" message émis
                fin fi "Fin"
            }
        }
        document doc "Document" contient nom
        magasin base
        note n "Note" sur appeler
    }
    deb -> appeler -> sp -> ap -> ch
    ch -> lance : "oui"
    ch -> fi : "non" par défaut
    lance -> fi
    min -> fi
    appeler ~> p : "Bonjour" porte nom via sms
}
"#;
