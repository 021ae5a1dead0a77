//! Consent along the flow: where it is asked, the branch on which it is refused, and the calls that need it.

use super::lookup::{At, Op, is_protective};
use super::wording::Wording;
use super::{Context, Finding, Report};
use crate::diagnostic::Text;
use crate::flow::lineage::{data_of, purposes_of, read};
use crate::flow::spread::{Effect, Place, Spread, Turn};
use crate::process::*;
use crate::reference::in_force::in_force_from;
use foldhash::{HashMap, HashSet};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The consent facts, in the order of the flow.
pub(super) fn consents<'a>(context: &Context<'a>) -> Vec<At<'a, ConsentFact>> {
    let consent = |at: At<'a, Fact>| match at.what {
        Fact::Consent(consent) => Some(At { node: at.node, fact: at.fact, what: consent }),
        _ => None,
    };
    context.facts().iter().copied().filter_map(consent).collect()
}

/// Consent obtained, as one property for each purpose.
pub(super) fn granted(context: &Context) -> Vec<Effect> {
    let given = consents(context).into_iter().filter(|at| !at.what.withdrawn);
    given
        .flat_map(|at| at.what.purposes.iter().filter_map(|purpose| purpose.to).map(move |id| Effect::on(at.node, at.fact, id.index())))
        .collect()
}

/// Operations that work on data of a store which other processes fill, only ever once a property holds there: consent for
/// the purpose, a notice to the persons. What the writers of a datum are found to do is kept for the next operation, so that
/// many readers of one store cost no more than its writers.
pub(super) struct Vetting<'c, 'a> {
    context: &'c Context<'a>,
    holds: &'c Spread<'a>,
    known: HashMap<(Id<Store>, Id<Datum>, usize), Vetted>,
}

/// The processes that write a datum to a store, and those of them that may do so without the property.
#[derive(Default)]
struct Vetted {
    writing: HashSet<usize>,
    without: HashSet<usize>,
}

impl<'c, 'a> Vetting<'c, 'a> {
    /// By what holds at the writers.
    pub(super) fn new(context: &'c Context<'a>, holds: &'c Spread<'a>) -> Self {
        Self { context, holds, known: HashMap::default() }
    }

    /// Whether the data an operation takes from stores come from other processes, all of which have the property.
    pub(super) fn holds(&mut self, op: &Op, property: usize) -> bool {
        let own = self.context.process(op.node);
        let others = |processes: &HashSet<usize>| processes.len() > usize::from(processes.contains(&own));
        let (data, mut filled) = (data_of(op.operation), false);
        for store in read(op.operation) {
            for datum in &data {
                let vetted = self.vetted(store, *datum, property);
                if others(&vetted.without) {
                    return false;
                }
                filled |= others(&vetted.writing);
            }
        }
        filled
    }

    fn vetted(&mut self, store: Id<Store>, datum: Id<Datum>, property: usize) -> &Vetted {
        self.known.entry((store, datum, property)).or_insert_with(|| {
            let mut vetted = Vetted::default();
            for op in self.context.writers().get(&(store, datum)).into_iter().flatten() {
                let process = self.context.process(op.node);
                vetted.writing.insert(process);
                if !self.holds.at(op.node, op.fact, property) {
                    vetted.without.insert(process);
                }
            }
            vetted
        })
    }
}

/// The purposes of an operation that rest on consent.
pub(super) fn resting_on_consent(model: &Model, operation: &Operation) -> Vec<Id<Purpose>> {
    let on_consent = |id: &Id<Purpose>| model.purposes[*id].basis.as_ref().is_some_and(|basis| basis.value.kind == BasisKind::Consent);
    purposes_of(operation).filter(on_consent).collect()
}

/// A branch taken when the person refuses, with the purposes of the consent asked before.
struct Refusal {
    flow: Id<SequenceFlow>,
    purposes: Vec<Id<Purpose>>,
}

/// The refusal branches of the first gateway after each consent step.
fn refusals(context: &Context) -> Vec<Refusal> {
    let mut found = Vec::new();
    for (gateway, purposes) in first_gateways(context) {
        for flow in refusing(context, gateway) {
            found.push(Refusal { flow, purposes: purposes.iter().copied().collect() });
        }
    }
    found
}

/// The first gateways at which the flow chooses after a consent step, each with the purposes that were asked for: these are
/// passed on from step to step, as long as a step hears of new ones.
fn first_gateways(context: &Context) -> BTreeMap<Id<Node>, BTreeSet<Id<Purpose>>> {
    let model = context.model;
    let next = |node: Id<Node>| -> Vec<Id<Node>> {
        let outgoing = context.graph.outgoing(node);
        if outgoing.is_empty() { model.nodes[node].parent.into_iter().collect() } else { outgoing.into_iter().map(|(_, to)| to).collect() }
    };
    let chooses = |node: Id<Node>| {
        let choice = matches!(&model.nodes[node].kind, NodeKind::Gateway(kind) if *kind != Gateway::Parallel);
        choice && context.graph.outgoing(node).len() > 1
    };
    let mut heard: BTreeMap<Id<Node>, BTreeSet<Id<Purpose>>> = BTreeMap::new();
    let mut queue = VecDeque::new();
    for at in consents(context).into_iter().filter(|at| !at.what.withdrawn) {
        let purposes: Vec<_> = at.what.purposes.iter().filter_map(|purpose| purpose.to).collect();
        queue.extend(next(at.node).into_iter().map(|to| (to, purposes.clone())));
    }
    while let Some((node, mut purposes)) = queue.pop_front() {
        let known = heard.entry(node).or_default();
        purposes.retain(|purpose| known.insert(*purpose));
        if !purposes.is_empty() && !chooses(node) {
            queue.extend(next(node).into_iter().map(|to| (to, purposes.clone())));
        }
    }
    heard.retain(|node, _| chooses(*node));
    heard
}

/// The branches of a gateway that mean the person refuses; none where the gateway asks something else.
fn refusing(context: &Context, gateway: Id<Node>) -> Vec<Id<SequenceFlow>> {
    let model = context.model;
    let label = model.nodes[gateway].head.label.as_str();
    let text = |flow: Id<SequenceFlow>| {
        let flow = &model.flows[flow];
        if flow.head.label.trim().is_empty() {
            flow.condition.as_ref().map_or("", |condition| &condition.value)
        } else {
            flow.head.label.as_str()
        }
    };
    let flows: Vec<_> = context.graph.outgoing(gateway).into_iter().map(|(flow, _)| flow).collect();
    let bare = |text: &str| matches!(vocabulary::fold(text.trim()).as_str(), "non" | "no" | "oui" | "yes" | "ok");
    let says_refusal = |text: &str| Wording::Refusals.is_in(text) && !Wording::NotRefusals.is_in(text);
    let refusal_asked = Wording::RefusalQuestions.is_in(label) && !Wording::ConsentQuestions.is_in(label);
    let asked = refusal_asked
        || label.trim().is_empty()
        || Wording::ConsentQuestions.is_in(label)
        || flows.iter().any(|flow| !bare(text(*flow)) && says_refusal(text(*flow)));
    let refuses = |text: &str| match (refusal_asked, bare(text)) {
        (true, true) => Wording::Agreements.is_in(text),
        _ => says_refusal(text),
    };
    flows.into_iter().filter(|flow| asked && refuses(text(*flow))).collect()
}

/// An operation that some path reaches after a refusal or withdrawal, without a new consent.
pub(super) struct AfterRefusal<'a> {
    pub op: Op<'a>,
    pub purpose: Id<Purpose>,
    pub path: Vec<Id<Node>>,
    pub withdrawn: bool,
}

/// The operations of a kind that come after a refusal or withdrawal; the first on each path.
fn after_refusal<'a>(context: &Context<'a>, wanted: impl Fn(&Operation) -> bool) -> Vec<AfterRefusal<'a>> {
    let purposes = context.model.purposes.len();
    let mut effects = Vec::new();
    for refusal in refusals(context) {
        let on = |purpose: &Id<Purpose>| Effect { at: Place::Flow(refusal.flow), property: purpose.index(), turn: Turn::On };
        effects.extend(refusal.purposes.iter().map(on));
    }
    for at in consents(context) {
        for purpose in at.what.purposes.iter().filter_map(|purpose| purpose.to) {
            if at.what.withdrawn {
                effects.push(Effect::on(at.node, at.fact, purposes + purpose.index()));
            } else {
                effects.push(Effect::off(at.node, at.fact, purpose.index()));
                effects.push(Effect::off(at.node, at.fact, purposes + purpose.index()));
            }
        }
    }
    if effects.iter().all(|effect| effect.turn == Turn::Off) {
        return Vec::new();
    }
    let operations: Vec<Op> =
        context.operations().iter().copied().filter(|op| !is_protective(op.operation.kind) && wanted(op.operation)).collect();
    for op in &operations {
        for purpose in purposes_of(op.operation) {
            effects.push(Effect::off(op.node, op.fact, purpose.index()));
            effects.push(Effect::off(op.node, op.fact, purposes + purpose.index()));
        }
    }
    let refused = context.some(purposes * 2, &effects);
    let mut found = Vec::new();
    for op in operations {
        for purpose in purposes_of(op.operation) {
            let holds = |property: &usize| refused.at(op.node, op.fact, *property);
            let Some(property) = [purpose.index(), purposes + purpose.index()].into_iter().find(holds) else { continue };
            let path = refused.path_with(op.node, property);
            found.push(AfterRefusal { op, purpose, path, withdrawn: property >= purposes });
            break;
        }
    }
    found
}

/// Reports what comes after a refusal or withdrawal: `says` words it, by what was found and the title of its step.
pub(super) fn report_after_refusal(
    context: &Context,
    report: &mut Report,
    wanted: impl Fn(&Operation) -> bool,
    says: impl Fn(&AfterRefusal, &str) -> Text,
    help: &Text,
) {
    for found in after_refusal(context, wanted) {
        let head = context.head(found.op.node);
        let finding = Finding::new(found.op.operation.span, says(&found, head.title())).about(head).operation(found.op.id);
        report.push(finding.path(context.witness(|| found.path)).help(help.clone()));
    }
}

/// Whether a purpose is commercial prospecting, by its label.
pub(super) fn is_prospecting(purpose: &Purpose) -> bool {
    Wording::Prospecting.is_in(purpose.head.title())
}

/// The operations by which the person is contacted for commercial prospecting, with the purpose.
pub(super) fn prospecting_contacts<'a>(context: &Context<'a>) -> Vec<(Op<'a>, Id<Purpose>)> {
    let model = context.model;
    let contacts = context.contacts();
    let contact = |op: &Op| contacts.contains(&op.node) || Wording::Contacts.is_in(model.nodes[op.node].head.title());
    let wanted = |op: &Op<'a>| {
        let purpose = purposes_of(op.operation).find(|id| is_prospecting(&model.purposes[*id]))?;
        (!is_protective(op.operation.kind) && contact(op)).then_some((*op, purpose))
    };
    context.operations().iter().filter_map(wanted).collect()
}

/// The prospecting contacts that are telephone calls which the law in force submits to consent: no contract is running.
pub(super) fn cold_calls<'a>(context: &Context<'a>) -> Vec<(Op<'a>, Id<Purpose>)> {
    if in_force_from("cold_calls").is_none_or(|from| context.today < from) {
        return Vec::new();
    }
    let model = context.model;
    let contract = |id: Id<Purpose>| model.purposes[id].basis.as_ref().is_some_and(|basis| basis.value.kind == BasisKind::Contract);
    let call = |op: &Op| {
        let channels = op.operation.via.iter().filter_map(|via| via.to).map(|id| model.channels[id].head.title());
        let data = data_of(op.operation).into_iter().map(|id| model.data[id].head.title());
        std::iter::once(model.nodes[op.node].head.title()).chain(channels).chain(data).any(|text| Wording::Calls.is_in(text))
    };
    prospecting_contacts(context).into_iter().filter(|(op, purpose)| call(op) && !contract(*purpose)).collect()
}
