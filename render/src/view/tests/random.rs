//! Models by chance: the same number gives the same text.

use std::fmt::Write;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

const WORDS: [&str; 12] = [
    "Nom",
    "Adresse complète du domicile",
    "Courriel",
    "Voix",
    "Historique des achats et des retours",
    "NIR",
    "Avis",
    "Téléphone mobile",
    "Date",
    "Préférences déclarées",
    "Identifiant de connexion au portail",
    "Santé",
];

const KINDS: [&str; 8] =
    ["collecte", "enregistrement", "consultation", "utilisation", "extraction", "communication", "effacement", "rapprochement"];

/// A model in the language.
pub fn text(seed: u64) -> String {
    let mut dice = Dice(seed.wrapping_mul(977) + 13);
    let mut out = String::new();
    let (data, stores, recipients) = (1 + dice.roll(9), dice.roll(4), dice.roll(4));
    out.push_str("personnes gens \"Clients\"\norganisation org \"Maison\"\ncanal sms \"SMS\"\n");
    for at in 0..data {
        let category = ["identité", "santé", "vie-personnelle", "nir", "économique"][dice.roll(5)];
        _ = writeln!(out, "donnée d{at} \"{} {at}\" {category} sur gens", WORDS[dice.roll(12)]);
    }
    for at in 0..stores {
        let place = ["", " pays \"Inde\"", " pays \"France\""][dice.roll(3)];
        _ = writeln!(out, "magasin s{at} \"Base {at} {}\"{place}", WORDS[dice.roll(12)]);
    }
    for at in 0..recipients {
        let place = ["", " externe pays \"États-Unis\" garantie dpf", " sous-traitant"][dice.roll(3)];
        _ = writeln!(out, "destinataire r{at} \"Service {at} {}\"{place}", WORDS[dice.roll(12)]);
    }
    for at in 0..dice.roll(6) {
        let degree = ["négligeable", "limitée", "importante", "maximale", "modérée"];
        _ = writeln!(out, "risque k{at} \"Risque {at}\" {{ gravité {}; vraisemblance {} }}", degree[dice.roll(5)], degree[dice.roll(4)]);
    }
    for activity in 0..1 + dice.roll(2) {
        process(&mut dice, &mut out, activity, [data, stores, recipients]);
    }
    out
}

fn process(dice: &mut Dice, out: &mut String, activity: usize, [data, stores, recipients]: [usize; 3]) {
    _ = writeln!(
        out,
        "traitement t{activity} \"Traitement {activity}\" {{\nresponsable org\nfinalité f{activity} \"Suivre la relation\" principale base contrat"
    );
    _ = writeln!(out, "participant gens\nparticipant ext{activity} \"Partenaire\"");
    let pools = 1 + dice.roll(2);
    let mut messages = String::new();
    for pool in 0..pools {
        _ = writeln!(out, "participant p{activity}{pool} \"Équipe {pool}\" {{");
        let lanes = dice.roll(4);
        let mut steps: Vec<String> = Vec::new();
        for lane in 0..lanes.max(1) {
            if lanes > 0 {
                _ = writeln!(out, "couloir l{activity}{pool}{lane} \"Couloir {lane}\" {{");
            }
            for step in 0..1 + dice.roll(4) {
                let name = format!("e{activity}{pool}{lane}{step}");
                let kind = ["", " utilisateur", " service", " manuelle"][dice.roll(4)];
                _ = writeln!(out, "tâche {name} \"Traiter {} au mieux\"{kind} {{", WORDS[dice.roll(12)]);
                for _ in 0..dice.roll(3) {
                    operation(dice, out, activity, [data, stores, recipients]);
                }
                out.push_str("}\n");
                if dice.roll(5) == 0 {
                    let way = [format!("gens ~> {name}"), format!("{name} ~> ext{activity}"), format!("ext{activity} ~> gens")];
                    _ = writeln!(messages, "{} : \"Envoi\" porte d{}", way[dice.roll(3)], dice.roll(data));
                }
                steps.push(name);
            }
            if lanes > 0 {
                out.push_str("}\n");
            }
        }
        _ = writeln!(
            out,
            "début b{activity}{pool} \"Demande reçue\"\nfin z{activity}{pool} \"Demande close\"\nchoix g{activity}{pool} \"Accord ?\"\n}}"
        );
        let mut flows = format!("b{activity}{pool} -> {}\n", steps[0]);
        for pair in steps.windows(2) {
            _ = writeln!(flows, "{} -> {}", pair[0], pair[1]);
        }
        let last = &steps[steps.len() - 1];
        _ = writeln!(flows, "{last} -> g{activity}{pool}\ng{activity}{pool} -> z{activity}{pool} : \"oui\"");
        _ = writeln!(flows, "g{activity}{pool} -> {} : \"non\" par défaut", steps[dice.roll(steps.len())]);
        messages.push_str(&flows);
    }
    out.push_str(&messages);
    out.push_str("}\n");
}

fn operation(dice: &mut Dice, out: &mut String, activity: usize, [data, stores, recipients]: [usize; 3]) {
    let mut line = KINDS[dice.roll(8)].to_owned();
    let first = dice.roll(data);
    for at in 0..1 + dice.roll(4.min(data)) {
        line.push_str(if at == 0 { " " } else { ", " });
        _ = write!(line, "d{}", (first + at) % data);
    }
    if dice.roll(2) == 0 {
        _ = write!(line, " pour f{activity}");
    }
    match dice.roll(4) {
        0 => line.push_str(" depuis gens"),
        1 if stores > 0 => _ = write!(line, " depuis s{}", dice.roll(stores)),
        2 => _ = write!(line, " depuis ext{activity} via sms"),
        _ => {}
    }
    if stores > 0 && dice.roll(3) == 0 {
        _ = write!(line, " dans s{}", dice.roll(stores));
    }
    if recipients > 0 && dice.roll(3) == 0 {
        _ = write!(line, " vers r{}", dice.roll(recipients));
    }
    _ = writeln!(out, "{line}");
}
