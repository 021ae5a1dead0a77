//! The movements on small processes: those that are said, those that follow from the flow, and none besides.

use super::model;
use crate::flow::graph::FlowGraph;
use crate::flow::movements::{Motion, Movements, Site};
use crate::process::Model;

fn name(model: &Model, site: Site) -> String {
    match site {
        Site::Step(id) => model.nodes[id].head.name.to_string(),
        Site::Store(id) => model.stores[id].head.name.to_string(),
        Site::Document(id) => model.artifacts[id].head.name.to_string(),
        Site::Party(party) => model.party_title(party).to_owned(),
        Site::Channel(id) => model.channels[id].head.name.to_string(),
    }
}

/// Each movement as `from>to:datum`, an erasure with a cross; then what comes from nowhere.
fn movements(text: &str) -> String {
    let model = model(text);
    let found = Movements::new(&model, &FlowGraph::new(&model), model.activities.ids().next());
    let mut out: Vec<String> = (found.list.iter())
        .map(|one| {
            let mark = if one.motion == Motion::Erases { "✗" } else { "" };
            format!("{}>{}:{mark}{}", name(&model, one.from), name(&model, one.to), model.data[one.datum].head.name)
        })
        .collect();
    out.extend(found.unsaid.iter().flat_map(|(_, data)| data).map(|datum| format!("?:{}", model.data[*datum].head.name)));
    out.join(" ")
}

#[test]
fn what_is_said_moves() {
    let text =
        "donnée d; magasin s; destinataire r; traitement t { tâche a { consultation d depuis s vers r } tâche b { effacement d dans s } }";
    assert_eq!(movements(text), "s>a:d a>R:d b>s:✗d");
}

#[test]
fn what_no_origin_is_said_of_comes_from_the_last_steps_that_handled_it_on_each_path() {
    let text = "donnée d; traitement t { début o; tâche a { collecte d depuis \"eux\" } choix g; tâche b { utilisation d } tâche c; choix j
        tâche e { utilisation d } fin f; o -> a -> g; g -> b -> j; g -> c -> j; j -> e -> f }";
    assert_eq!(movements(text), "eux>a:d a>b:d b>e:d a>e:d");
}

#[test]
fn nothing_comes_through_an_erasure_nor_from_a_later_step() {
    let text =
        "donnée d; traitement t { début o; tâche a { collecte d depuis \"eux\" } tâche b { effacement d } tâche c { utilisation d } fin f
        o -> a -> b -> c -> f }";
    assert_eq!(movements(text), "eux>a:d a>b:d");
}

#[test]
fn a_recording_that_nothing_leads_to_comes_from_nobody_knows_where() {
    assert_eq!(movements("donnée d; magasin s; traitement t { tâche a { enregistrement d dans s } }"), "a>s:d ?:d");
}

#[test]
fn what_a_message_brings_needs_no_other_origin() {
    let text =
        "donnée d; traitement t { participant p; participant q { début o; tâche a { utilisation d } tâche b { utilisation d } fin f }
        o -> a -> b -> f; p ~> b : \"m\" porte d; p ~> a : \"n\" porte d }";
    assert_eq!(movements(text), "P>b:d P>a:d");
}
