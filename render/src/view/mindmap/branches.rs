//! What stands on the branches of a mind map, all of it from the model; what the model does not say is said to be missing.

use crate::shape::badge;
use crate::theme::Token;
use crate::view::kit;
use crate::view::overview::Context;
use indexmap::{IndexMap, IndexSet};
use model::process::vocabulary::Words;
use model::process::*;

/// A branch.
pub struct Branch {
    pub name: String,
    /// Whether the model says anything of it.
    pub said: bool,
    /// Its inside and its line.
    pub look: (Token, Token),
    pub leaves: Vec<Leaf>,
}

/// A leaf: perhaps a heading, and its text.
#[derive(Clone)]
pub struct Leaf {
    pub head: String,
    pub text: String,
}

/// The branches of an activity, in the order of reading.
pub fn branches(context: &Context<'_>) -> Vec<Branch> {
    let facts = Facts::new(context);
    let task = (Token::TaskFill, Token::TaskLine);
    let start = (Token::StartFill, Token::StartLine);
    let gate = (Token::GatewayFill, Token::GatewayLine);
    let end = (Token::EndFill, Token::EndLine);
    let data = (Token::DataFill, Token::DataLine);
    let mut out = vec![
        branch(context, context.say("Acteurs", "Actors"), task, facts.actors()),
        branch(context, context.say("Finalités", "Purposes"), start, facts.purposes()),
        branch(context, context.say("Personnes concernées", "Data subjects"), task, facts.subjects()),
        branch(context, context.say("Données", "Data"), data, facts.data()),
        branch(context, context.say("Opérations", "Operations"), gate, facts.operations()),
        branch(context, context.say("Durées de conservation", "Retention"), data, facts.retention()),
        branch(context, context.say("Destinataires", "Recipients"), task, facts.recipients()),
        branch(context, context.say("Mesures de sécurité", "Security measures"), start, facts.measures()),
        branch(context, context.say("Risques", "Risks"), end, facts.risks()),
    ];
    let transfers = facts.transfers();
    if !transfers.is_empty() {
        out.insert(7, branch(context, context.say("Transferts hors UE", "Transfers outside the EU"), end, transfers));
    }
    if out.iter().all(|branch| !branch.said) { Vec::new() } else { out }
}

fn branch(context: &Context<'_>, name: &str, look: (Token, Token), leaves: Vec<Leaf>) -> Branch {
    let said = !leaves.is_empty();
    let missing = || vec![Leaf { head: String::new(), text: context.say("non indiqué", "not stated").to_owned() }];
    Branch { name: name.to_owned(), said, look, leaves: if said { leaves } else { missing() } }
}

fn leaf(head: impl Into<String>, text: impl Into<String>) -> Leaf {
    Leaf { head: head.into(), text: text.into() }
}

struct Facts<'a> {
    context: &'a Context<'a>,
    model: &'a Model,
    /// The operations of the activity, in the order of the census.
    operations: Vec<Id<Operation>>,
    /// The data they handle.
    data: IndexSet<Id<Datum>>,
}

impl<'a> Facts<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        let model = context.model;
        let mine = |id: &Id<Operation>| model.nodes[model.operations[*id].node].activity == context.activity;
        let operations: Vec<_> = context.options.references.rows.iter().copied().filter(mine).collect();
        let handled = operations.iter().flat_map(|id| &model.operations[*id].data).filter_map(|datum| datum.to);
        let declared = model.data.iter().filter(|(_, datum)| datum.head.scope.is_some() && datum.head.scope == context.activity);
        let data = handled.chain(declared.map(|(id, _)| id)).collect();
        Self { context, model, operations, data }
    }

    fn actors(&self) -> Vec<Leaf> {
        let (model, say) = (self.model, |fr, en| self.context.say(fr, en));
        let mut out = Vec::new();
        let mut known: IndexSet<Id<Organisation>> = IndexSet::new();
        if let Some(id) = self.context.activity {
            let activity = &model.activities[id];
            let name = |organisation: &Ref<Id<Organisation>>| {
                organisation.to.map_or(organisation.text.as_str(), |id| model.organisations[id].head.title()).to_owned()
            };
            for controller in &activity.controllers {
                known.extend(controller.to);
                out.push(leaf(name(controller), say("responsable du traitement", "controller")));
            }
            for joint in &activity.joint {
                known.extend(joint.to);
                out.push(leaf(name(joint), say("responsable conjoint", "joint controller")));
            }
            for processor in &activity.processors {
                known.extend(processor.organisation.to);
                out.push(leaf(name(&processor.organisation), say("sous-traitant", "processor")));
            }
        }
        for (id, participant) in model.participants.iter().filter(|(_, participant)| participant.drawn) {
            let mine = participant.activity == self.context.activity;
            if !mine || participant.organisation.is_some_and(|id| known.contains(&id)) || participant.subjects.is_some() {
                continue;
            }
            if !model.lanes.values().any(|lane| lane.participant == Some(id)) {
                out.push(leaf("", participant.head.title()));
            }
        }
        let lanes = model.lanes.iter().filter(|(id, lane)| {
            let participant = lane.participant.map(|id| &model.participants[id]);
            participant.is_some_and(|participant| participant.activity == self.context.activity)
                && !model.lanes.values().any(|other| other.parent == Some(*id))
        });
        let lanes: Vec<&str> = lanes.map(|(_, lane)| lane.head.title()).collect();
        if !lanes.is_empty() {
            out.push(leaf(say("Couloirs", "Lanes"), lanes.join(", ")));
        }
        out
    }

    fn purposes(&self) -> Vec<Leaf> {
        let lang = self.context.options.lang;
        let mine = self.model.purposes.values().filter(|purpose| self.context.owns(purpose.head.scope));
        let tell = |purpose: &Purpose| {
            let mut more = Vec::new();
            if purpose.main {
                more.push(self.context.say("principale", "main").to_owned());
            }
            match &purpose.basis {
                Some(basis) => more.push(format!("{}{}{}", self.context.say("base", "basis"), kit::colon(lang), basis.value.text(lang))),
                None => more.push(self.context.say("base légale non indiquée", "legal basis not stated").to_owned()),
            }
            leaf(purpose.head.title(), more.join(", "))
        };
        mine.map(tell).collect()
    }

    fn subjects(&self) -> Vec<Leaf> {
        let mut all: IndexSet<Id<Subjects>> = IndexSet::new();
        for id in &self.operations {
            all.extend(self.model.subjects_of(&self.model.operations[*id]));
        }
        for datum in &self.data {
            all.extend(self.model.data[*datum].subjects.iter().filter_map(|subjects| subjects.to));
        }
        let tell = |id: Id<Subjects>| {
            let subjects = &self.model.subjects[id];
            let mut text = subjects.head.title().to_owned();
            if subjects.minors {
                text.push_str(self.context.say(" (mineurs)", " (minors)"));
            }
            if subjects.vulnerable {
                text.push_str(self.context.say(" (vulnérables)", " (vulnerable)"));
            }
            leaf("", text)
        };
        all.into_iter().map(tell).collect()
    }

    fn data(&self) -> Vec<Leaf> {
        let mut groups: IndexMap<Option<DataCategory>, Vec<&str>> = IndexMap::new();
        for id in &self.data {
            let datum = &self.model.data[*id];
            groups.entry(datum.category.as_ref().map(|category| category.value)).or_default().push(datum.head.title());
        }
        groups.sort_by(|a, _, b, _| (a.is_none(), a).cmp(&(b.is_none(), b)));
        let name = |category: Option<DataCategory>| match category {
            Some(category) if kit::sensitive(category) => {
                format!("▲ {} ({})", category.label(self.context.options.lang), self.context.say("sensible", "sensitive"))
            }
            Some(category) => category.label(self.context.options.lang).to_owned(),
            None => self.context.say("Catégorie non indiquée", "Category not stated").to_owned(),
        };
        groups.into_iter().map(|(category, names)| leaf(name(category), names.join(", "))).collect()
    }

    fn operations(&self) -> Vec<Leaf> {
        let mut groups: IndexMap<OperationKind, Vec<String>> = IndexMap::new();
        for id in &self.operations {
            let references = groups.entry(self.model.operations[*id].kind).or_default();
            references.push(self.context.options.references.of(*id).to_owned());
        }
        groups.sort_keys();
        let lang = self.context.options.lang;
        groups.into_iter().map(|(kind, references)| leaf(kind.label(lang), badge::ranges(&references).join(", "))).collect()
    }

    fn retention(&self) -> Vec<Leaf> {
        let mut groups: IndexMap<String, Vec<&str>> = IndexMap::new();
        let mut none = Vec::new();
        for datum in &self.data {
            let name = self.model.data[*datum].head.title();
            let handling = self.operations.iter().map(|id| &self.model.operations[*id]);
            let handling = handling.filter(|operation| operation.data.iter().any(|at| at.to == Some(*datum)));
            let said = handling.flat_map(|operation| self.model.retention_of(operation, Some(*datum)));
            let said = said.chain(&self.model.data[*datum].retention);
            let said: IndexSet<String> = said.map(|retention| retention.text(self.context.options.lang)).collect();
            if said.is_empty() {
                none.push(name);
            }
            for text in said {
                groups.entry(text).or_default().push(name);
            }
        }
        let mut out: Vec<Leaf> = groups.into_iter().map(|(text, names)| leaf(text, names.join(", "))).collect();
        if !none.is_empty() && !out.is_empty() {
            out.push(leaf(self.context.say("Durée non indiquée", "Retention not stated"), none.join(", ")));
        }
        out
    }

    fn recipients(&self) -> Vec<Leaf> {
        let given = self.operations.iter().flat_map(|id| &self.model.operations[*id].recipients);
        let parties: IndexSet<Party> = given.filter_map(|party| party.to).collect();
        let tell = |party: Party| {
            let kind = match party {
                Party::Recipient(id) => match self.model.recipients[id].kind {
                    RecipientKind::Internal => "",
                    RecipientKind::External => self.context.say(" (externe)", " (external)"),
                    RecipientKind::Processor => self.context.say(" (sous-traitant)", " (processor)"),
                },
                _ => "",
            };
            leaf("", format!("{}{kind}", self.model.party_title(party)))
        };
        parties.into_iter().map(tell).collect()
    }

    fn transfers(&self) -> Vec<Leaf> {
        let lang = self.context.options.lang;
        let mine = self.model.transfers.values().filter(|transfer| self.context.owns(transfer.head.scope));
        let tell = |transfer: &Transfer| {
            let to = transfer.to.as_ref().map_or("", |to| to.to.map_or(to.text.as_str(), |party| self.model.party_title(party)));
            let country = transfer.country.as_ref().map(|country| country.value.clone());
            let guard = transfer.safeguard.as_ref().map(|guard| guard.value.label(lang).to_owned());
            let said: Vec<String> = country.into_iter().chain(guard).collect();
            leaf(to, said.join(", "))
        };
        mine.map(tell).collect()
    }

    fn measures(&self) -> Vec<Leaf> {
        let mut groups: IndexMap<Option<&str>, Vec<&str>> = IndexMap::new();
        for measure in self.model.measures.values().filter(|measure| self.context.owns(measure.head.scope)) {
            let kind = measure.kind.as_ref().map(|kind| kind.value.label(self.context.options.lang));
            groups.entry(kind).or_default().push(measure.head.title());
        }
        // No comma after the point of a measure told as a sentence.
        let listed = |names: &[&str]| names.join(", ").replace("., ", ". ");
        let tell = |(kind, names): (Option<&str>, Vec<&str>)| match kind {
            Some(kind) if names == [kind] => leaf("", kind),
            Some(kind) => leaf(kind, listed(&names)),
            None => leaf("", listed(&names)),
        };
        groups.into_iter().map(tell).collect()
    }

    fn risks(&self) -> Vec<Leaf> {
        let lang = self.context.options.lang;
        let mine = self.model.risks.values().filter(|risk| self.context.owns(risk.head.scope));
        let tell = |risk: &Risk| {
            let degree = |rating: &Option<model::source::Spanned<Result<Rating, String>>>| match rating.as_ref().map(|one| &one.value) {
                Some(Ok(rating)) => rating.label(lang).to_lowercase(),
                Some(Err(word)) => word.clone(),
                None => self.context.say("non indiquée", "not stated").to_owned(),
            };
            let said = format!(
                "{} {}, {} {}",
                self.context.say("gravité", "severity"),
                degree(&risk.severity),
                self.context.say("vraisemblance", "likelihood"),
                degree(&risk.likelihood)
            );
            leaf(risk.head.title(), said)
        };
        mine.map(tell).collect()
    }
}
