//! The answers that a model gives to the questions of the PIA software, as the HTML its editor holds.

use super::{Answer, Assessed};
use crate::diagnostic::Lang;
use crate::process::vocabulary::Words;
use crate::process::*;
use crate::reference::feared::Feared;
use indexmap::{IndexMap, IndexSet};

/// A rating of a risk, on the scale or as it was written.
type Rated = fn(&Risk) -> Option<&Result<Rating, String>>;

/// What answers are made of.
pub struct Answers<'a> {
    /// The activity.
    pub of: Assessed<'a>,
}

/// A text in which no label is markup.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect::<String>().replace('\n', "<br>")
}

/// The risks that are none of the three feared events.
pub fn others(of: &Assessed<'_>) -> Vec<String> {
    let other = |risk: &&Risk| Feared::of(risk.head.title()).is_none();
    risks(of).into_iter().filter(other).map(|risk| risk.head.title().to_owned()).collect()
}

fn risks<'a>(of: &Assessed<'a>) -> Vec<&'a Risk> {
    let alone = of.model.activities.len() == 1;
    let own = |risk: &&Risk| risk.head.scope == Some(of.activity) || alone && risk.head.scope.is_none();
    of.model.risks.values().filter(own).collect()
}

fn items(tag: &str, items: impl IntoIterator<Item = String>) -> String {
    let items: String = items.into_iter().map(|item| format!("<li>{item}</li>")).collect();
    if items.is_empty() { items } else { format!("<{tag}>{items}</{tag}>") }
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", escaped(text))
}

impl Answers<'_> {
    fn say(&self, fr: &'static str, en: &'static str) -> &'static str {
        if self.of.lang == Lang::Fr { fr } else { en }
    }

    /// `:` as the language sets it.
    fn colon(&self) -> &'static str {
        self.say(" : ", ": ")
    }

    /// The answers by number; a question that nothing answers is not there.
    pub fn all(&self) -> IndexMap<u16, Answer> {
        let texts = [
            (111, self.what()),
            (112, self.who()),
            (121, self.data()),
            (122, self.cycle()),
            (123, self.supports()),
            (211, self.purposes()),
            (212, self.bases()),
            (213, self.needs()),
            (214, self.accuracy()),
            (215, self.retention()),
            (221, self.notices()),
            (222, self.consents()),
            (223, self.rights(&[Right::Access, Right::Portability])),
            (224, self.rights(&[Right::Rectification, Right::Erasure])),
            (225, self.rights(&[Right::Restriction, Right::Objection])),
            (226, self.processors()),
            (227, self.transfers()),
        ];
        let mut answers: IndexMap<u16, Answer> = IndexMap::new();
        for (question, text) in texts {
            if !text.is_empty() {
                answers.insert(question, Answer { text, ..Answer::default() });
            }
        }
        for (event, first) in Feared::ALL.into_iter().zip([321, 331, 341]) {
            self.feared(event, first, &mut answers);
        }
        answers
    }

    fn operations(&self) -> impl Iterator<Item = (Id<Operation>, &Operation, &Node)> {
        let model = self.of.model;
        let rows = self.of.references.rows.iter().map(move |id| (*id, &model.operations[*id], &model.nodes[model.operations[*id].node]));
        rows.filter(|(_, _, node)| node.activity == Some(self.of.activity))
    }

    fn steps(&self) -> impl Iterator<Item = &Node> {
        self.of.model.nodes.values().filter(|node| node.activity == Some(self.of.activity))
    }

    fn what(&self) -> String {
        let entry = self.of.entry;
        let mut out = paragraph(&entry.name);
        entry.description.iter().for_each(|text| out.push_str(&paragraph(text)));
        out.push_str(&items("ul", entry.purposes.iter().map(|aim| escaped(&aim.label))));
        out
    }

    fn who(&self) -> String {
        let entry = self.of.entry;
        let role = |role: &str, name: &str| format!("{}{}{}", escaped(role), self.colon(), escaped(name));
        let mut lines: Vec<String> =
            entry.controllers.iter().map(|body| role(self.say("Responsable du traitement", "Controller"), &body.name)).collect();
        lines.extend(entry.joint.iter().map(|body| role(self.say("Responsable conjoint", "Joint controller"), &body.name)));
        for (body, contract) in &entry.processors {
            let contract = contract.as_ref().map(|text| format!(" ({} {})", self.say("contrat", "contract"), escaped(text)));
            lines.push(role(self.say("Sous-traitant", "Processor"), &body.name) + &contract.unwrap_or_default());
        }
        let actors: IndexSet<&str> = self.operations().map(|(_, _, node)| self.of.model.actor_title(node)).collect();
        let actors = actors.into_iter().filter(|name| !name.is_empty());
        lines.extend(actors.map(|name| role(self.say("Acteur du processus", "Actor of the process"), name)));
        items("ul", lines)
    }

    fn data(&self) -> String {
        let entry = self.of.entry;
        if entry.data.is_empty() {
            return String::new();
        }
        let headings = [
            self.say("Données", "Data"),
            self.say("Catégorie", "Category"),
            self.say("Durée de conservation", "Retention"),
            self.say("Destinataires", "Recipients"),
        ];
        let mut out = String::from("<table><tbody><tr>");
        headings.iter().for_each(|heading| out.push_str(&format!("<td><strong>{heading}</strong></td>")));
        out.push_str("</tr>");
        for kept in &entry.data {
            let category = kept.category.map_or("", |category| category.label(self.of.lang));
            let cells = [kept.label.clone(), category.to_owned(), kept.retention.join(" ; "), self.receivers(&kept.identifier).join(", ")];
            out.push_str("<tr>");
            cells
                .iter()
                .for_each(|cell| out.push_str(&format!("<td>{}</td>", if cell.is_empty() { "—".to_owned() } else { escaped(cell) })));
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
        out.push_str(&paragraph(&format!(
            "{}{}{}",
            self.say("Personnes concernées", "Data subjects"),
            self.colon(),
            if entry.subjects.is_empty() { "—".to_owned() } else { entry.subjects.join(", ") }
        )));
        out
    }

    /// Those that are given a datum.
    fn receivers(&self, datum: &str) -> Vec<String> {
        let model = self.of.model;
        let holds = |operation: &&Operation| operation.data.iter().filter_map(|one| one.to).any(|id| model.data[id].head.name == datum);
        let operations = self.operations().map(|(_, operation, _)| operation).filter(holds);
        let parties = operations.flat_map(|operation| &operation.recipients);
        let names: IndexSet<String> =
            parties.map(|party| party.to.map_or_else(|| party.text.to_string(), |to| model.party_title(to).to_owned())).collect();
        names.into_iter().collect()
    }

    fn cycle(&self) -> String {
        let model = self.of.model;
        let line = |(id, operation, node): (Id<Operation>, &Operation, &Node)| {
            let actor = model.actor_title(node);
            let data: Vec<&str> =
                operation.data.iter().map(|one| one.to.map_or(one.text.as_str(), |id| model.data[id].head.title())).collect();
            let mut line = format!(
                "<strong>{}</strong> {} — {}",
                escaped(self.of.references.of(id)),
                escaped(operation.title(&node.head)),
                escaped(operation.kind.label(self.of.lang))
            );
            if !data.is_empty() {
                line.push_str(&format!("{}{}", self.colon(), escaped(&data.join(", "))));
            }
            if !actor.is_empty() {
                line.push_str(&format!(" ({})", escaped(actor)));
            }
            line
        };
        let list = items("ol", self.operations().map(line));
        if list.is_empty() {
            return list;
        }
        let note = self.say("Joindre le dessin du processus (recens draw).", "Attach the drawing of the process (recens draw).");
        list + &paragraph(note)
    }

    fn supports(&self) -> String {
        let model = self.of.model;
        let stores: IndexSet<Id<Store>> = self.operations().flat_map(|(_, operation, _)| model.stores_of(operation)).collect();
        let channels: IndexSet<Id<Channel>> =
            self.operations().flat_map(|(_, operation, _)| &operation.via).filter_map(|via| via.to).collect();
        let encrypted = |said: bool| if said { self.say(", chiffré", ", encrypted") } else { "" };
        let store = |id: &Id<Store>| {
            let store = &model.stores[*id];
            let place: Vec<&str> = [&store.location, &store.country].into_iter().flatten().map(|text| text.value.as_str()).collect();
            let place = if place.is_empty() { String::new() } else { format!(" ({})", place.join(", ")) };
            let title = format!("{}{place}{}", store.head.title(), encrypted(store.encrypted));
            format!("{}{}{}", self.say("Magasin", "Store"), self.colon(), escaped(&title))
        };
        let channel = |id: &Id<Channel>| {
            let channel = &model.channels[*id];
            let title = format!("{}{}", channel.head.title(), encrypted(channel.encrypted));
            format!("{}{}{}", self.say("Canal", "Channel"), self.colon(), escaped(&title))
        };
        let software = |name: &String| format!("{}{}{}", self.say("Logiciel", "Software"), self.colon(), escaped(name));
        let lines = stores.iter().map(store).chain(channels.iter().map(channel)).chain(self.of.entry.software.iter().map(software));
        items("ul", lines)
    }

    fn purposes(&self) -> String {
        items("ul", self.of.entry.purposes.iter().map(|aim| escaped(&aim.label)))
    }

    fn bases(&self) -> String {
        let line = |aim: &crate::table::register::Aim| {
            let basis = aim.basis.as_ref()?;
            Some(format!("{}{}{}", escaped(&aim.label), self.colon(), escaped(basis)))
        };
        items("ul", self.of.entry.purposes.iter().filter_map(line))
    }

    /// What each datum serves: what serves nothing is not needed.
    fn needs(&self) -> String {
        let model = self.of.model;
        let line = |kept: &crate::table::register::Kept| {
            let holds = |operation: &&Operation| {
                operation.data.iter().filter_map(|one| one.to).any(|id| model.data[id].head.name == kept.identifier)
            };
            let purposes = self.operations().map(|(_, operation, _)| operation).filter(holds).flat_map(|operation| &operation.purposes);
            let names: IndexSet<&str> =
                purposes.map(|purpose| purpose.to.map_or(purpose.text.as_str(), |id| model.purposes[id].head.title())).collect();
            let names: Vec<&str> = names.into_iter().collect();
            let served = if names.is_empty() { self.say("aucune finalité", "no purpose").to_owned() } else { escaped(&names.join(", ")) };
            format!("{}{}{served}", escaped(&kept.label), self.colon())
        };
        items("ul", self.of.entry.data.iter().map(line))
    }

    fn accuracy(&self) -> String {
        let checks = self.steps().flat_map(|node| {
            let checked = node.facts.iter().filter_map(|fact| match fact {
                Fact::Verification(of) if of.value != Verification::Objection => Some(of.value.label(self.of.lang)),
                _ => None,
            });
            checked.map(move |label| format!("{}{}{}", escaped(node.head.title()), self.colon(), escaped(label)))
        });
        items("ul", checks)
    }

    fn retention(&self) -> String {
        let line = |kept: &crate::table::register::Kept| {
            (!kept.retention.is_empty())
                .then(|| format!("{}{}{}", escaped(&kept.label), self.colon(), escaped(&kept.retention.join(" ; "))))
        };
        items("ul", self.of.entry.data.iter().filter_map(line))
    }

    fn notices(&self) -> String {
        let notices = self.steps().flat_map(|node| {
            let notice = node.facts.iter().filter_map(|fact| if let Fact::Notice(notice) = fact { Some(notice) } else { None });
            notice.map(move |notice| {
                let told: Vec<&str> = notice.items.iter().map(|item| item.value.label(self.of.lang)).collect();
                format!("{}{}{}", escaped(node.head.title()), self.colon(), escaped(&told.join(", ")))
            })
        });
        items("ul", notices)
    }

    fn consents(&self) -> String {
        let model = self.of.model;
        let consents = self.steps().flat_map(|node| {
            let consent = node.facts.iter().filter_map(|fact| if let Fact::Consent(consent) = fact { Some(consent) } else { None });
            consent.map(move |consent| {
                let name = |purpose: &Ref<Id<Purpose>>| {
                    purpose.to.map_or_else(|| purpose.text.to_string(), |id| model.purposes[id].head.title().to_owned())
                };
                let purposes: Vec<String> = consent.purposes.iter().map(name).collect();
                let does = if consent.withdrawn { self.say("retrait", "withdrawal") } else { self.say("recueil", "obtained") };
                format!("{} ({does}){}{}", escaped(node.head.title()), self.colon(), escaped(&purposes.join(", ")))
            })
        });
        items("ul", consents)
    }

    fn rights(&self, rights: &[Right]) -> String {
        let line = |right: &Right| {
            let steps = self.of.entry.rights.get(right)?;
            Some(format!("{}{}{}", escaped(right.label(self.of.lang)), self.colon(), escaped(&steps.join(", "))))
        };
        items("ul", rights.iter().filter_map(line))
    }

    fn processors(&self) -> String {
        let none = self.say("aucun contrat n'est cité", "no contract is cited");
        let line = |(body, contract): &(crate::table::register::Body, Option<String>)| {
            let contract =
                contract.as_ref().map_or(none.to_owned(), |text| format!("{} {}", self.say("contrat", "contract"), escaped(text)));
            format!("{}{}{contract}", escaped(&body.name), self.colon())
        };
        items("ul", self.of.entry.processors.iter().map(line))
    }

    fn transfers(&self) -> String {
        let line = |sent: &crate::table::register::Sent| {
            let safeguard = sent.safeguard.map_or(self.say("aucune garantie", "no safeguard"), |one| one.label(self.of.lang));
            format!("{} ({}){}{}", escaped(&sent.to), escaped(&sent.country), self.colon(), escaped(safeguard))
        };
        items("ul", self.of.entry.transfers.iter().map(line))
    }

    /// The six questions about a feared event: impacts, threats, sources, measures, severity, likelihood.
    fn feared(&self, event: Feared, first: u16, answers: &mut IndexMap<u16, Answer>) {
        let risks: Vec<&Risk> = risks(&self.of).into_iter().filter(|risk| Feared::of(risk.head.title()) == Some(event)).collect();
        let distinct = |texts: Vec<String>| texts.into_iter().collect::<IndexSet<_>>().into_iter().collect::<Vec<_>>();
        let texts = |pick: fn(&Risk) -> &Vec<crate::source::Spanned<String>>| {
            distinct(risks.iter().flat_map(|risk| pick(risk)).map(|text| text.value.clone()).collect())
        };
        let model = self.of.model;
        let title =
            |name: &Ref<Id<Measure>>| name.to.map_or_else(|| name.text.to_string(), |id| model.measures[id].head.title().to_owned());
        let measures = distinct(risks.iter().flat_map(|risk| &risk.measures).map(title).collect());
        let lists = [texts(|risk| &risk.impacts), texts(|risk| &risk.threats), texts(|risk| &risk.sources), measures];
        for (question, list) in (first..).zip(lists) {
            if !list.is_empty() {
                answers.insert(question, Answer { list, ..Answer::default() });
            }
        }
        let gauges: [Rated; 2] =
            [|risk| risk.severity.as_ref().map(|one| &one.value), |risk| risk.likelihood.as_ref().map(|one| &one.value)];
        for (question, pick) in (first + 4..).zip(gauges) {
            let ratings: Vec<_> = risks.iter().filter_map(|risk| pick(risk)).collect();
            if ratings.is_empty() {
                continue;
            }
            let worst = ratings.iter().filter_map(|rating| rating.as_ref().ok()).max();
            let gauge = worst.map_or(0, |rating| match rating {
                Rating::Negligible => 1,
                Rating::Limited => 2,
                Rating::Significant => 3,
                Rating::Maximum => 4,
            });
            let text = ratings.iter().filter_map(|rating| rating.as_ref().err()).map(|text| paragraph(text)).collect();
            answers.insert(question, Answer { text, gauge: Some(gauge), list: Vec::new() });
        }
    }
}
