//! What the persons are told, asked and answered (`notices`), step by step: notices, consents, answers to rights, verifications.

use super::facts::{Facts, name_of};
use super::*;
use crate::process::vocabulary::Words;
use crate::process::*;

/// One row a fact, in the order of writing.
pub fn table(facts: &Facts<'_>) -> Table {
    let say = |fr, en| facts.say(fr, en);
    let text = |fr, en, width| Column::new(say(fr, en)).wide(width);
    let columns = vec![
        Column::of(ColumnKind::RowHeading, say("Étape", "Step")).wide(28),
        text("Acteur", "Actor", 18),
        text("Nature", "Kind", 22),
        text("Personnes concernées", "Data subjects", 20),
        text("Objet", "Subject", 44),
        text("Base légale", "Legal basis", 18),
        text("Preuve", "Proof", 20),
        text("Constats", "Findings", 26),
    ];
    let title = facts.titled("Information, consentement et droits", "Notices, consent and rights");
    let mut table = Table::new("notices", title, columns, facts.lang);
    table.orientation = Orientation::Landscape;
    for node in facts.model.nodes.values() {
        for fact in node.facts.iter().filter(|fact| !matches!(fact, Fact::Operation(_))) {
            table.push(line(facts, node, fact));
        }
    }
    table
}

fn line(facts: &Facts<'_>, node: &Node, fact: &Fact) -> Vec<Cell> {
    let (model, lang) = (facts.model, facts.lang);
    let say = |fr, en| facts.say(fr, en);
    let only = || Cell::list(model.only_subjects(node.activity).map(|id| model.subjects[id].head.title()));
    let mut basis = Cell::Empty;
    let mut proof = Cell::Empty;
    let (kind, subjects, what) = match fact {
        Fact::Operation(_) => ("", Cell::Empty, Cell::Empty),
        Fact::Notice(notice) => {
            let named = Cell::list(notice.subjects.iter().map(|subjects| name_of(&model.subjects, subjects)));
            let items = Cell::list(notice.items.iter().map(|item| item.value.label(lang)));
            (say("Information", "Notice"), if named == Cell::Empty { only() } else { named }, items.or_missing())
        }
        Fact::Consent(consent) => {
            let bases = consent.purposes.iter().filter_map(|purpose| model.purposes[purpose.to?].basis.as_ref());
            basis = Cell::list(bases.map(|basis| basis.value.text(lang))).or_missing();
            let into = consent.into.iter().map(|place| place.to.map_or(place.text.as_str(), |place| model.place_title(place)));
            proof = Cell::list(into);
            let kind = if consent.withdrawn {
                say("Retrait du consentement", "Withdrawal of consent")
            } else {
                proof = proof.or_missing();
                say("Recueil du consentement", "Consent obtained")
            };
            (kind, only(), Cell::list(consent.purposes.iter().map(|purpose| name_of(&model.purposes, purpose))).or_missing())
        }
        Fact::Verification(what) => (say("Vérification", "Verification"), Cell::Empty, Cell::text(what.value.label(lang))),
        Fact::Right(right) => (say("Réponse à un droit", "Answer to a right"), only(), Cell::text(right.value.label(lang))),
    };
    let here = |found: &&crate::diagnostic::Diagnostic| found.element.as_deref() == Some(node.head.name.as_str());
    let spoken = |found: &&crate::diagnostic::Diagnostic| ["INF", "CON", "DRT", "TEL"].iter().any(|family| found.code.starts_with(family));
    vec![
        Cell::text(node.head.title()),
        Cell::text(model.actor_title(node)),
        Cell::text(kind),
        subjects,
        what,
        basis,
        proof,
        Cell::list(facts.findings.iter().filter(here).filter(spoken).map(|found| found.rule)),
    ]
}
