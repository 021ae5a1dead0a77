//! Boxes and arrows: the movements of an activity gathered at the level asked for.

use crate::view::kit;
use crate::view::overview::{Context, Level};
use indexmap::{IndexMap, IndexSet};
use model::flow::lineage::{Role, role};
use model::flow::movements::{Motion, Movements, Site};
use model::flow::order::order;
use model::process::vocabulary::Words;
use model::process::*;
use model::reference::countries::{Standing, standing};

/// What a box shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Thing {
    Activity,
    Lane(Id<Lane>),
    Pool(Id<Participant>),
    /// The steps that stand in no lane and no pool.
    Rest,
    Step(Id<Node>),
    Store(Id<Store>),
    Document(Id<Artifact>),
    Party(Party),
    Channel(Id<Channel>),
}

/// A box.
#[derive(Clone, Debug)]
pub struct Part {
    pub thing: Thing,
    /// Identifier of what it shows.
    pub element: String,
    pub name: String,
    /// What it is, in small letters: « personnes concernées ».
    pub kind: String,
    /// What it does, one line each.
    pub lines: Vec<String>,
    /// The pool it stands in.
    pub pool: Option<Id<Participant>>,
    /// Where it is known to be outside the European Economic Area.
    pub abroad: Option<String>,
}

impl Part {
    pub fn is_process(&self) -> bool {
        matches!(self.thing, Thing::Activity | Thing::Lane(_) | Thing::Pool(_) | Thing::Rest | Thing::Step(_))
    }

    pub fn is_store(&self) -> bool {
        matches!(self.thing, Thing::Store(_) | Thing::Document(_))
    }
}

/// An arrow: everything that goes from one box to another.
#[derive(Clone, Debug)]
pub struct Flow {
    pub from: usize,
    pub to: usize,
    pub motion: Motion,
    pub data: IndexSet<Id<Datum>>,
    pub purposes: IndexSet<Id<Purpose>>,
    /// Whether an operation among them says no purpose.
    pub purposeless: bool,
    pub via: IndexSet<Id<Channel>>,
    pub operations: IndexSet<Id<Operation>>,
    /// Whether any of the data are sensitive.
    pub sensitive: bool,
    /// A transfer out of the European Economic Area: to where, under which safeguard.
    pub transfer: Option<String>,
}

/// The boxes and arrows of an activity.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    pub boxes: Vec<Part>,
    pub flows: Vec<Flow>,
    /// Operations that bring data in from nobody knows where.
    pub unsaid: Vec<(Id<Operation>, Vec<Id<Datum>>)>,
    /// The pools drawn as frames, with their names.
    pub frames: Vec<(Id<Participant>, String)>,
}

struct Maker<'a> {
    context: &'a Context<'a>,
    model: &'a Model,
    level: Level,
    things: IndexMap<Thing, Part>,
}

impl Chart {
    /// Gathers what the model says.
    pub fn new(context: &Context<'_>) -> Chart {
        let wanted = context.options.data;
        let level = context.options.level.unwrap_or(if wanted.is_some() { Level::Step } else { Level::Lane });
        let mut maker = Maker { context, model: context.model, level, things: IndexMap::new() };
        let movements = Movements::new(context.model, context.options.graph, context.activity);
        for node in order(context.model, context.options.graph) {
            maker.step(node, wanted);
        }
        let mut flows: IndexMap<(usize, usize, Motion), Flow> = IndexMap::new();
        for movement in movements.list.iter().filter(|movement| wanted.is_none_or(|datum| datum == movement.datum)) {
            let (from, to) = (maker.of(movement.from), maker.of(movement.to));
            if from == to {
                continue;
            }
            let (from, to) = (maker.index(from), maker.index(to));
            let flow = flows.entry((from, to, movement.motion)).or_insert_with(|| Flow::new(from, to, movement.motion));
            flow.data.insert(movement.datum);
            flow.purposes.extend(&movement.purposes);
            flow.purposeless |= movement.operation.is_some() && movement.purposes.is_empty();
            flow.via.extend(&movement.via);
            flow.operations.extend(movement.operation);
        }
        let Maker { things, .. } = maker;
        let mut chart = Chart {
            boxes: things.into_values().collect(),
            flows: flows.into_values().collect(),
            unsaid: movements.unsaid,
            frames: Vec::new(),
        };
        for flow in &mut chart.flows {
            flow.sensitive = flow.data.iter().any(|datum| kit::is_sensitive(context.model, *datum));
            flow.transfer = transfer(context, &chart.boxes[flow.from], &chart.boxes[flow.to]);
        }
        if let Some(datum) = wanted {
            chart.unsaid.iter_mut().for_each(|(_, data)| data.retain(|at| *at == datum));
            chart.unsaid.retain(|(_, data)| !data.is_empty());
        }
        chart.frame(context);
        chart
    }

    /// Stores stand in the pool that alone uses them, unless they are known to be abroad; pools with something in them
    /// become frames.
    fn frame(&mut self, context: &Context<'_>) {
        for at in 0..self.boxes.len() {
            if !self.boxes[at].is_store() || self.boxes[at].abroad.is_some() {
                continue;
            }
            let others = self.flows.iter().filter_map(|flow| match (flow.from == at, flow.to == at) {
                (true, _) => Some(flow.to),
                (_, true) => Some(flow.from),
                _ => None,
            });
            let pools: IndexSet<Option<Id<Participant>>> = others.map(|other| self.boxes[other].pool).collect();
            if let [Some(pool)] = pools.iter().copied().collect::<Vec<_>>()[..] {
                self.boxes[at].pool = Some(pool);
            }
        }
        let pools: IndexSet<Id<Participant>> = self.boxes.iter().filter(|one| one.is_process()).filter_map(|one| one.pool).collect();
        self.frames = pools.into_iter().map(|pool| (pool, frame_name(context, pool))).collect();
    }
}

impl Flow {
    fn new(from: usize, to: usize, motion: Motion) -> Flow {
        Flow {
            from,
            to,
            motion,
            data: IndexSet::new(),
            purposes: IndexSet::new(),
            purposeless: false,
            via: IndexSet::new(),
            operations: IndexSet::new(),
            sensitive: false,
            transfer: None,
        }
    }
}

fn frame_name(context: &Context<'_>, pool: Id<Participant>) -> String {
    let participant = &context.model.participants[pool];
    let role = participant.organisation.map(|id| party_role(context, id)).unwrap_or_default();
    let name = participant.head.title();
    if role.is_empty() { name.to_owned() } else { format!("{name} — {role}") }
}

/// What an organisation is to the activity.
fn party_role(context: &Context<'_>, id: Id<Organisation>) -> &'static str {
    let lang = context.options.lang;
    let Some(activity) = context.activity.map(|id| &context.model.activities[id]) else { return "" };
    let is = |organisation: &Ref<Id<Organisation>>| organisation.to == Some(id);
    if activity.controllers.iter().any(is) {
        kit::say(lang, "responsable du traitement", "controller")
    } else if activity.joint.iter().any(is) {
        kit::say(lang, "responsable conjoint", "joint controller")
    } else if activity.processors.iter().any(|processor| is(&processor.organisation)) {
        kit::say(lang, "sous-traitant", "processor")
    } else {
        ""
    }
}

impl Maker<'_> {
    /// A box for a step that handles personal data, with what it does.
    fn step(&mut self, node: Id<Node>, wanted: Option<Id<Datum>>) {
        let model = self.model;
        let step = &model.nodes[node];
        if step.activity != self.context.activity {
            return;
        }
        let handles = |id: &Id<Operation>| {
            let mut data = model.operations[*id].data.iter().filter_map(|datum| datum.to);
            data.any(|datum| wanted.is_none_or(|wanted| wanted == datum))
        };
        let operations: Vec<_> = step.operations().filter(handles).collect();
        if operations.is_empty() {
            return;
        }
        let thing = self.of(Site::Step(node));
        let at = self.index(thing);
        let lines: Vec<String> = if self.level == Level::Step {
            let tell = |id: &Id<Operation>| {
                let ends = wanted.is_some_and(|datum| role(model, &model.operations[*id], datum) == Role::End);
                let mark = if ends { "✗ " } else { "" };
                format!("{mark}{} {}", self.context.options.references.of(*id), model.operations[*id].kind.label(self.context.options.lang))
            };
            operations.iter().map(tell).collect()
        } else {
            vec![step.head.title().to_owned()]
        };
        self.things[at].lines.extend(lines);
    }

    fn index(&mut self, thing: Thing) -> usize {
        if let Some(at) = self.things.get_index_of(&thing) {
            return at;
        }
        let made = self.make(thing);
        self.things.insert_full(thing, made).0
    }

    /// The box a place belongs to.
    fn of(&self, site: Site) -> Thing {
        match site {
            Site::Step(node) => self.process(node),
            Site::Store(id) => Thing::Store(id),
            Site::Document(id) => Thing::Document(id),
            Site::Channel(id) => Thing::Channel(id),
            Site::Party(party) => self.party(party),
        }
    }

    fn process(&self, node: Id<Node>) -> Thing {
        let step = &self.model.nodes[node];
        match (self.level, step.lane, step.participant) {
            (Level::Step, ..) => Thing::Step(node),
            (Level::Activity, ..) => Thing::Activity,
            (Level::Lane, Some(lane), _) => Thing::Lane(lane),
            (Level::Lane, None, Some(pool)) if self.model.participants[pool].drawn => Thing::Pool(pool),
            (Level::Lane, ..) => Thing::Rest,
        }
    }

    /// The same body under one name: a pool is its organisation or its persons, a pool with one process is that process.
    fn party(&self, party: Party) -> Thing {
        let pool = match party {
            Party::Participant(id) => Some(id),
            Party::Organisation(id) => self.model.participants.iter().find(|(_, pool)| pool.organisation == Some(id)).map(|(id, _)| id),
            Party::Subjects(id) => self.model.participants.iter().find(|(_, pool)| pool.subjects == Some(id)).map(|(id, _)| id),
            Party::Lane(id) if self.level == Level::Lane => return Thing::Lane(id),
            Party::Lane(_) if self.level == Level::Activity => return Thing::Activity,
            Party::Lane(_) | Party::Recipient(_) => None,
        };
        let Some(id) = pool else { return Thing::Party(party) };
        let pool = &self.model.participants[id];
        if self.model.nodes.values().any(|node| node.participant == Some(id)) && pool.activity == self.context.activity {
            let lanes = self.model.lanes.values().any(|lane| lane.participant == Some(id));
            match self.level {
                Level::Activity => return Thing::Activity,
                Level::Lane if !lanes => return Thing::Pool(id),
                _ => {}
            }
        }
        match (pool.organisation, pool.subjects) {
            (Some(id), _) => Thing::Party(Party::Organisation(id)),
            (None, Some(id)) => Thing::Party(Party::Subjects(id)),
            (None, None) => Thing::Party(Party::Participant(id)),
        }
    }

    fn make(&self, thing: Thing) -> Part {
        let (model, context) = (self.model, self.context);
        let say = |fr: &str, en: &str| context.say(fr, en).to_owned();
        let of = |head: &Head, kind: String, pool, country: Option<&str>| Part {
            thing,
            element: head.name.to_string(),
            name: head.title().to_owned(),
            kind,
            lines: Vec::new(),
            pool,
            abroad: country.filter(|country| is_abroad(country)).map(str::to_owned),
        };
        let plain = |name: &str| Head { name: Name::default(), label: name.to_owned(), ..Head::default() };
        match thing {
            Thing::Activity => {
                let head = context.activity.map_or_else(|| plain(&say("Processus", "Process")), |id| model.activities[id].head.clone());
                let mine = model.nodes.values().filter(|node| node.activity == context.activity && !node.facts.is_empty());
                let pools: IndexSet<_> = mine.map(|node| node.participant.filter(|id| model.participants[*id].drawn)).collect();
                let only = if let [only] = pools.into_iter().collect::<Vec<_>>()[..] { only } else { None };
                of(&head, String::new(), only, None)
            }
            Thing::Lane(id) => of(&model.lanes[id].head, String::new(), self.drawn(model.lanes[id].participant), None),
            Thing::Pool(id) => of(&model.participants[id].head, String::new(), self.drawn(Some(id)), None),
            Thing::Rest => of(&plain(&say("Processus", "Process")), String::new(), None, None),
            Thing::Step(id) => {
                let node = &model.nodes[id];
                of(&node.head, model.actor_title(node).to_owned(), self.drawn(node.participant), None)
            }
            Thing::Store(id) => {
                let store = &model.stores[id];
                let place = [&store.location, &store.country].into_iter().flatten().map(|place| place.value.as_str());
                of(&store.head, place.collect::<Vec<_>>().join(", "), None, country(&store.country))
            }
            Thing::Document(id) => of(&model.artifacts[id].head, say("document", "document"), None, None),
            Thing::Channel(id) => of(&model.channels[id].head, say("canal", "channel"), None, country(&model.channels[id].country)),
            Thing::Party(party) => {
                let mut made = match party {
                    Party::Recipient(id) => {
                        let recipient = &model.recipients[id];
                        let kind = match recipient.kind {
                            RecipientKind::Internal => say("destinataire", "recipient"),
                            RecipientKind::External => say("destinataire externe", "external recipient"),
                            RecipientKind::Processor => say("sous-traitant", "processor"),
                        };
                        of(&recipient.head, kind, None, country(&recipient.country))
                    }
                    Party::Organisation(id) => {
                        let organisation = &model.organisations[id];
                        let kind = party_role(context, id);
                        let kind = if kind.is_empty() { say("organisation", "organisation") } else { kind.to_owned() };
                        of(&organisation.head, kind, None, country(&organisation.country))
                    }
                    Party::Participant(id) => of(&model.participants[id].head, say("entité externe", "external entity"), None, None),
                    Party::Lane(id) => of(&model.lanes[id].head, say("couloir", "lane"), None, None),
                    Party::Subjects(id) => of(&model.subjects[id].head, say("personnes concernées", "data subjects"), None, None),
                };
                if made.abroad.is_none() {
                    let to = model.transfers.values().find(|transfer| self.is_to(transfer, thing));
                    let to = to.and_then(|transfer| country(&transfer.country)).filter(|country| is_abroad(country));
                    made.abroad = to.map(str::to_owned);
                }
                made
            }
        }
    }

    fn is_to(&self, transfer: &Transfer, thing: Thing) -> bool {
        self.context.owns(transfer.head.scope) && transfer.to.as_ref().and_then(|to| to.to).is_some_and(|party| self.party(party) == thing)
    }

    fn drawn(&self, pool: Option<Id<Participant>>) -> Option<Id<Participant>> {
        pool.filter(|id| self.model.participants[*id].drawn)
    }
}

fn country(written: &Option<model::source::Spanned<String>>) -> Option<&str> {
    written.as_ref().map(|country| country.value.as_str())
}

/// Whether a country lies outside the European Economic Area; that does not depend on the day.
fn is_abroad(country: &str) -> bool {
    !country.trim().is_empty() && !matches!(standing(country, Date::default()), Standing::Area)
}

/// The transfer an arrow is: where it leads, and the safeguard that is said.
fn transfer(context: &Context<'_>, from: &Part, to: &Part) -> Option<String> {
    let abroad = to.abroad.as_ref().or(from.abroad.as_ref())?;
    let lang = context.options.lang;
    let end = if to.abroad.is_some() { to } else { from };
    let own = match end.thing {
        Thing::Party(Party::Recipient(id)) => context.model.recipients[id].safeguard.as_ref().map(|guard| guard.value),
        _ => None,
    };
    let declared = || {
        let transfers = context.model.transfers.values().filter(|transfer| context.owns(transfer.head.scope));
        let mut same = transfers.filter(|transfer| {
            let party = transfer.to.as_ref().and_then(|to| to.to).map(|party| context.model.party_title(party));
            party.is_some_and(|title| title == end.name)
        });
        same.find_map(|transfer| transfer.safeguard.as_ref().map(|guard| guard.value))
    };
    let guard = match own.or_else(declared) {
        Some(guard) => guard.label(lang).to_owned(),
        None => kit::say(lang, "garantie non dite", "safeguard not stated").to_owned(),
    };
    Some(format!("{abroad} — {guard}"))
}
