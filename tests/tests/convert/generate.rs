//! Small models as texts of the language, for properties: every kind of declaration, step, arrow and line.

use proptest::prelude::*;

/// A label with what could go wrong in it.
fn label() -> BoxedStrategy<String> {
    prop_oneof![
        4 => "[A-Za-zéèàç][a-zA-Z éàç'’,:;.!?<>&{}#-]{0,14}[a-z]",
        1 => Just("a \"b\" \\ c".to_owned()),
        1 => Just("première\nseconde".to_owned()),
        1 => Just("]]> <!-- & -->".to_owned()),
    ]
    .prop_map(|text| text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
    .boxed()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

fn titled() -> BoxedStrategy<String> {
    label().prop_map(|text| quoted(&text)).boxed()
}

/// One of these texts.
fn one(list: &'static [&'static str]) -> BoxedStrategy<String> {
    prop::sample::select(list).prop_map(str::to_owned).boxed()
}

fn some(list: &'static [&'static str]) -> BoxedStrategy<String> {
    prop::sample::subsequence(list, 1..=list.len().min(3)).prop_map(|found| found.join(", ")).boxed()
}

fn maybe(word: &'static str, value: BoxedStrategy<String>) -> BoxedStrategy<String> {
    prop::option::of(value).prop_map(move |found| found.map(|value| format!(" {word} {value}")).unwrap_or_default()).boxed()
}

fn retention() -> BoxedStrategy<String> {
    let limit = prop_oneof![
        (1..40_u32, one(&["heures", "jours", "semaines", "mois", "ans"])).prop_map(|(count, unit)| format!("{count} {unit}")),
        titled().prop_map(|text| format!("jusqu'à {text}")),
    ];
    let archive = prop::option::of((1..9_u32, titled()))
        .prop_map(|found| found.map(|(years, under)| format!(" puis archivage {years} ans au titre de {under}")).unwrap_or_default());
    let fate = maybe("puis", one(&["effacement", "anonymisation", "destruction", "versement"]));
    (limit, maybe("après", titled()), archive, fate)
        .prop_map(|(limit, after, archive, fate)| format!("{limit}{after}{archive}{fate}"))
        .boxed()
}

const DATA: &[&str] = &["nom", "courriel", "format", "données_de_santé", "pays", "inconnue", "\"au vol\""];
const STORES: &[&str] = &["base", "archives"];
const STEPS: &[&str] = &["recevoir", "étape_2", "choix", "a-b", "fin_1", "interne", "minuteur"];

fn shared() -> BoxedStrategy<String> {
    let datum = (
        titled(),
        one(&["identité", "santé", "nir", "autre"]),
        maybe("durée", retention()),
        one(&["", " libre", " dérivée", " facultative exception 9.2.a"]),
        maybe("format", titled()),
    )
        .prop_map(|(title, category, kept, flags, format)| format!("donnée nom {title} {category} sur client{kept}{flags}{format}\n"));
    let store = (titled(), maybe("lieu", titled()), maybe("contient", some(&["nom", "courriel"])), maybe("durée", retention()))
        .prop_map(|(title, place, contains, kept)| format!("magasin base {title}{place} mesures sauvegarde{contains}{kept} chiffré\n"));
    let organisation = (titled(), titled(), titled()).prop_map(|(title, address, dpo)| {
        format!(
            "organisation osiris {title} {{ adresse {address}; dpo {dpo} {{ courriel \"a@b.example\"; ville \"Tours\" }}; publique }}\n"
        )
    });
    let rest = (titled(), one(&["", " externe", " sous-traitant pays \"Suisse\" garantie adéquation"]), titled(), one(&["gravité importante", "vraisemblance limitée", "gravité \"hors échelle\""]))
        .prop_map(|(title, recipient, impact, rating)| {
            // A semicolon separates texts in an attribute.
            let impact = impact.replace(';', ",");
            format!(
                "personnes client {title} mineurs\ndestinataire interne {title}{recipient}\ncanal sms format \"JSON\" chiffré\nmesure sauvegarde type sauvegarde\n\
                 transfert vers osiris pays \"Canada\" garantie cct\nrisque accès {{ impacts {impact}; {rating}; mesures sauvegarde }}\n"
            )
        });
    (organisation, rest, datum, store).prop_map(|(organisation, rest, datum, store)| {
        format!("{organisation}{rest}{datum}donnée courriel\ndonnée format\ndonnée données_de_santé santé\ndonnée pays\n{store}magasin archives\n")
    })
    .boxed()
}

fn line() -> BoxedStrategy<String> {
    let clauses = (
        maybe("sur", one(&["client"])),
        maybe("pour", one(&["preuve", "suivi", "\"finalité au vol\""])),
        maybe("vers", some(&["osiris", "interne", "appelant"])),
        maybe("dans", some(STORES)),
    );
    let more = (
        maybe("depuis", one(&["base", "appelant", "sms", "dossier"])),
        maybe("via", one(&["sms"])),
        maybe("durée", retention()),
        maybe("réf", one(&["OP-07", "X1"])),
        maybe("comme", titled()),
    );
    let operation = (one(&["collecte", "enregistrement", "suppression", "mise-à-disposition", "effacement"]), some(DATA), clauses, more)
        .prop_map(|(word, data, (about, purpose, to, into), (from, via, kept, reference, description))| {
            format!("{word} {data}{about}{purpose}{to}{from}{into}{via}{kept}{reference}{description}")
        });
    prop_oneof![
        6 => operation,
        1 => some(&["responsable", "finalité", "accès", "durée"]).prop_map(|items| format!("informe client de {items}")),
        1 => some(STORES).prop_map(|stores| format!("recueille consentement pour preuve dans {stores}")),
        1 => Just("retire consentement pour preuve".to_owned()),
        1 => one(&["vérifie opposition", "vérifie format", "répond accès", "répond portabilité"]),
        1 => titled().prop_map(|reason| format!("tolère purpose-missing {reason}")),
    ]
    .boxed()
}

fn lines() -> BoxedStrategy<String> {
    prop::collection::vec(line(), 0..4)
        .prop_map(|lines| if lines.is_empty() { String::new() } else { format!(" {{\n{}\n}}", lines.join("\n")) })
        .boxed()
}

fn steps() -> BoxedStrategy<String> {
    let task = |name: &'static str| {
        let kinds = one(&["", " utilisateur", " service boucle", " manuelle parallèle-multiple", " envoi compensation"]);
        (titled(), kinds, lines()).prop_map(move |(title, kind, lines)| format!("tâche {name} {title}{kind}{lines}\n"))
    };
    let boundary =
        one(&["minuterie \"P6M\"", "message", "erreur \"E1\" ", "condition \"x > 1\" non-interruptif", "signal \"s\"", "multiple"]);
    let start = one(&["", " message \"m\"", " minuterie \"R/PT1H\"", " signal"]);
    let sub = (one(&["", " transaction", " ad-hoc", " replié", " séquentielle-multiple"]), lines())
        .prop_map(|(kind, lines)| format!("sous-processus interne{kind} {{\ndébut dedans \"\"\ntâche dedans_2{lines}\n}}\n"));
    let gateway = one(&["choix", "parallèle", "inclusif", "complexe", "attente"]).prop_map(|word| format!("{word} choix \"\"\n"));
    let end = one(&["", " terminaison", " émis", " escalade \"e\""]);
    (task("recevoir"), task("étape_2"), boundary, start, sub, gateway, end)
        .prop_map(|(one, two, boundary, start, sub, gateway, end)| {
            format!("début a-b{start}\n{one}{two}événement minuteur sur recevoir {boundary}\n{sub}{gateway}fin fin_1 \"\"{end}\n")
        })
        .boxed()
}

fn arrows() -> BoxedStrategy<String> {
    let end = prop::sample::select(STEPS);
    let flow = (end.clone(), end, prop::option::of(titled()), one(&["", " condition \"x\""])).prop_map(|(from, to, label, more)| {
        format!("{from} -> {to}{}{more}\n", label.map(|label| format!(" : {label}")).unwrap_or_default())
    });
    let data = one(&[
        "recevoir -> dossier",
        "dossier -> étape_2",
        "étape_2 -> base",
        "archives -> recevoir",
        "étape_2 -> fin_1 : \"sinon\" par défaut",
    ])
    .prop_map(|arrow| format!("{arrow}\n"));
    let message = (
        one(&["recevoir ~> appelant", "appelant ~> a-b", "entreprise ~> appelant"]),
        titled(),
        maybe("porte", some(&["nom", "courriel"])),
        maybe("via", one(&["sms"])),
    )
        .prop_map(|(ends, label, carries, via)| format!("{ends} : {label}{carries}{via}\n"));
    (prop::collection::vec(flow, 0..6), prop::collection::vec(data, 0..3), prop::collection::vec(message, 0..3))
        .prop_map(|(flows, mut data, messages)| {
            data.sort();
            data.dedup();
            format!("{}{}{}", flows.concat(), data.concat(), messages.concat())
        })
        .boxed()
}

/// A whole file.
pub fn file() -> BoxedStrategy<String> {
    let entry = (
        titled(),
        maybe("référence", one(&["T-005"])),
        maybe("durée", retention()),
        one(&["", "échelle large\n", "logiciel \"A\", \"B\"\n"]),
    )
        .prop_map(|(title, reference, kept, more)| {
            let line = |clause: String| if clause.is_empty() { clause } else { format!("{}\n", clause.trim()) };
            (
                title,
                format!(
                    "{}{}{more}créé 2024-04-15\nresponsable osiris\nsous-traitant osiris contrat \"CT\"\n",
                    line(reference),
                    line(kept)
                ),
            )
        });
    let purposes = (titled(), one(&["consentement", "obligation \"art. 1\"", "intérêt-légitime \"x\""]))
        .prop_map(|(title, basis)| format!("finalité preuve {title} principale base {basis}\nfinalité suivi\n"));
    let pools = (steps(), titled(), any::<bool>(), titled()).prop_map(|(steps, lane, lanes, note)| {
        let inside = if lanes { format!("couloir accueil {lane} {{\n{steps}}}\ncouloir vide\n") } else { steps };
        format!(
            "participant appelant \"Appelant\"\nparticipant entreprise {{\n{inside}document dossier \"Dossier\" contient nom\nmagasin archives\nnote remarque {note} sur recevoir\n}}\n"
        )
    });
    (shared(), entry, purposes, pools, arrows())
        .prop_map(|(shared, (title, entry), purposes, pools, arrows)| {
            format!("{shared}\ntraitement etude {title} {{\n{entry}{purposes}{pools}{arrows}}}\n")
        })
        .boxed()
}
