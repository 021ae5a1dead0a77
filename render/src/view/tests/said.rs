//! What the views say: the flows that the model says and no other, the letters, the places of risks, the phases.

use super::{drawn, parse};
use crate::scene::{Role, Scene, Shape};
use crate::view::overview::{Level, Overview};

fn titles(scene: &Scene, role: Role) -> Vec<&str> {
    scene.groups.iter().filter(|group| group.role == role).map(|group| group.title.as_str()).collect()
}

fn words(scene: &Scene) -> String {
    let lines = scene.groups.iter().flat_map(|group| &group.items).filter_map(|item| match &item.shape {
        Shape::Text(line) => Some(line.text.as_str()),
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}

const STUDY: &str = "
personnes gens \"Gens\"
donnée nom \"Nom\" identité sur gens
donnée mal \"Maladie\" santé sur gens
magasin base \"Base\"
destinataire loin \"Loin\" externe pays \"Inde\" garantie cct
traitement t \"Étude\" {
    finalité but \"But\" principale
    participant gens
    participant nous \"Nous\" {
        couloir un \"Un\" {
            début d \"Appel\"
            tâche prendre \"Prendre\" utilisateur { collecte nom, mal depuis gens pour but }
            choix g \"Accord ?\"
        }
        couloir deux \"Deux\" {
            tâche garder \"Garder\" service { enregistrement nom dans base }
            tâche donner \"Donner\" manuelle { communication mal pour but vers loin }
            fin f \"Fini\"
        }
    }
    d -> prendre -> g
    g -> garder : \"oui\"
    g -> donner : \"non\" par défaut
    garder -> f
    donner -> f
}";

#[test]
fn nothing_flows_that_the_model_does_not_say() {
    let model = parse(STUDY);
    let scene = drawn(&model, Overview::Dataflow, Some(Level::Step), None);
    assert_eq!(
        titles(&scene, Role::DataFlow),
        [
            "Gens → Prendre\u{a0}: Nom, Maladie ; pour But ; OP-01",
            "Prendre → Garder\u{a0}: Nom ; finalité non dite ; OP-02",
            "Garder → Base\u{a0}: Nom ; finalité non dite ; OP-02",
            "Prendre → Donner\u{a0}: Maladie ; pour But ; OP-03",
            "Donner → Loin\u{a0}: Maladie ; pour But ; OP-03 ; transfert\u{a0}: Inde — Clauses contractuelles types (CCT)",
        ]
    );
}

#[test]
fn the_life_of_a_datum_is_its_own_and_says_how_it_ends() {
    let model = parse(STUDY);
    let scene = drawn(&model, Overview::Dataflow, None, model.data.named("nom").first().copied());
    assert!(titles(&scene, Role::DataFlow).iter().all(|title| !title.contains("Maladie")));
    assert!(words(&scene).contains("aucune étape ne l'efface"));
    assert!(!words(&scene).contains("Loin"));
}

#[test]
fn an_origin_that_is_not_said_is_not_made_up() {
    let model = parse("donnée voix \"Voix\" identité\ntraitement t \"T\" { tâche a \"A\" { enregistrement voix } }");
    let scene = drawn(&model, Overview::Dataflow, None, None);
    assert!(titles(&scene, Role::DataFlow).is_empty());
    assert!(words(&scene).contains("Origine non dite\u{a0}: Voix (OP-01)"));
}

#[test]
fn cells_tell_the_operation_and_its_purpose() {
    let scene = drawn(&parse(STUDY), Overview::Matrix, None, None);
    let cells = titles(&scene, Role::Cell);
    assert_eq!(cells.len(), 4, "{cells:#?}");
    assert_eq!(cells[0], "Prendre, Nom\u{a0}: OP-01 Collecte (But)");
}

#[test]
fn risks_stand_where_their_degrees_say() {
    let text = "risque haut \"Haut\" { gravité maximale; vraisemblance négligeable }
        risque bas \"Bas\" { gravité négligeable; vraisemblance maximale }
        risque flou \"Flou\" { gravité modérée }";
    let scene = drawn(&parse(text), Overview::Risks, None, None);
    let place = |name: &str| {
        let group = scene.groups.iter().find(|group| group.role == Role::Risk && group.element == name).expect("the risk is drawn");
        group.items[0].bounds().center()
    };
    assert!(place("haut").x < place("bas").x && place("haut").y < place("bas").y);
    assert!(words(&scene).contains("non placé sur la carte"));
    assert!(words(&scene).contains("hors échelle, modérée"));
}

#[test]
fn phases_have_actors_rules_and_natures() {
    let scene = drawn(&parse(STUDY), Overview::Mot, None, None);
    assert_eq!(titles(&scene, Role::Operation), ["Prendre", "Garder", "Donner"]);
    assert_eq!(titles(&scene, Role::Lane), ["Période", "Un", "Deux"]);
    let words = words(&scene);
    for word in ["Accord ?", "oui", "non", "TOUJOURS", "interactif", "automatique", "manuel", "Dès : Appel"] {
        assert!(words.contains(word), "{word}: {words}");
    }
}

#[test]
fn branches_without_anything_say_so() {
    let words = words(&drawn(&parse(STUDY), Overview::Mindmap, None, None));
    assert!(words.contains("non indiqué"));
    assert!(words.contains("base légale non indiquée"));
}
