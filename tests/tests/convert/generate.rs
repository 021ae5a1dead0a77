//! Small models as texts of the language, for properties: every kind of declaration, step, arrow and line.

use model::process::vocabulary::Words;
use model::process::{
    BasisKind, DataCategory, Gateway, MeasureType, NoticeItem, OperationKind, Rating, Repeat, Right, Safeguard, TaskKind, Trigger,
    Verification,
};
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
    let archive = prop::option::of((prop::option::of(1..9_u32), maybe("au titre de", titled()))).prop_map(|found| {
        let said = |(years, under): (Option<u32>, String)| {
            format!(" puis archivage{}{under}", years.map(|years| format!(" {years} ans")).unwrap_or_default())
        };
        found.map(said).unwrap_or_default()
    });
    let fate = maybe("puis", one(&["effacement", "anonymisation", "destruction", "versement"]));
    (limit, maybe("après", titled()), archive, fate)
        .prop_map(|(limit, after, archive, fate)| format!("{limit}{after}{archive}{fate}"))
        .boxed()
}

/// A word of a closed list.
fn word<W: Words>() -> BoxedStrategy<String> {
    (0..W::ALL.len()).prop_map(|at| W::ALL[at].1.to_owned()).boxed()
}

fn words<W: Words>() -> BoxedStrategy<String> {
    prop::collection::vec(word::<W>(), 1..4).prop_map(|found| found.join(", ")).boxed()
}

/// A clause or nothing.
fn flag(clause: &'static str) -> BoxedStrategy<String> {
    any::<bool>().prop_map(move |said| if said { format!(" {clause}") } else { String::new() }).boxed()
}

/// All of these, one after the other.
fn all(parts: Vec<BoxedStrategy<String>>) -> BoxedStrategy<String> {
    parts.prop_map(|parts| parts.concat()).boxed()
}

fn fixed(text: &'static str) -> BoxedStrategy<String> {
    Just(text.to_owned()).boxed()
}

/// Texts of a list; in an attribute a semicolon separates them.
fn texts() -> BoxedStrategy<String> {
    prop::collection::vec(titled(), 1..3).prop_map(|found| found.join(", ").replace(';', ":")).boxed()
}

/// An exception, with or without its reason, as a block of its own.
fn allowed() -> BoxedStrategy<String> {
    let rules = one(&["retention-missing", "purpose-missing", "FIN-01"]);
    prop::option::weighted(0.2, (rules, prop::option::of(titled())))
        .prop_map(|found| {
            let line = |(rule, reason): (String, Option<String>)| format!(" {{ tolère {rule} {} }}", reason.unwrap_or_default());
            found.map(line).unwrap_or_default()
        })
        .boxed()
}

const DATA: &[&str] = &["nom", "courriel", "format", "données_de_santé", "pays", "inconnue", "\"au vol\""];
const STORES: &[&str] = &["base", "archives"];
const STEPS: &[&str] = &["recevoir", "étape_2", "choix", "a-b", "fin_1", "interne", "minuteur", "autre_processus", "relais"];

/// Every declaration, with every clause it takes.
fn shared() -> BoxedStrategy<String> {
    let line = |parts: Vec<BoxedStrategy<String>>| all(parts).prop_map(|line| format!("{line}\n")).boxed();
    let contact = |word: &'static str| {
        maybe(
            word,
            all(vec![
                titled(),
                one(&[
                    "",
                    " { courriel \"a@b.example\"; ville \"Tours\" }",
                    " { adresse \"1 rue A\"; code-postal \"37000\"; pays \"France\"; téléphone \"+33 1\" }",
                ]),
            ]),
        )
        .prop_map(|found| if found.is_empty() { found } else { format!("{found};") })
        .boxed()
    };
    let organisation = all(vec![
        fixed("organisation osiris "),
        titled(),
        fixed(" {"),
        maybe("adresse", all(vec![titled(), fixed(";")])),
        maybe("code-postal", fixed("\"37100\";")),
        maybe("ville", fixed("\"Tours\";")),
        maybe("pays", all(vec![titled(), fixed(";")])),
        maybe("téléphone", fixed("\"+33 2 00 00 00 00\";")),
        maybe("courriel", fixed("\"x@y.example\";")),
        contact("représentant"),
        contact("dpo"),
        flag("publique;"),
        one(&["", " tolère safeguard-lapsed"]),
        fixed(" }\norganisation sœur \"Sœur & Cie\"\n"),
    ]);
    let datum = line(vec![
        fixed("donnée nom "),
        titled(),
        maybe("", word::<DataCategory>()),
        maybe("sur", one(&["client", "client, agents"])),
        maybe("durée", retention()),
        flag("libre"),
        flag("dérivée"),
        flag("facultative"),
        maybe("exception", one(&["9.2.a", "9.2.h"])),
        maybe("format", titled()),
        allowed(),
    ]);
    let store = line(vec![
        fixed("magasin base "),
        titled(),
        maybe("lieu", titled()),
        maybe("pays", titled()),
        maybe("mesures", one(&["sauvegarde", "sauvegarde, accès_limité"])),
        maybe("contient", some(&["nom", "courriel"])),
        maybe("durée", retention()),
        maybe("format", titled()),
        flag("chiffré"),
        allowed(),
    ]);
    let people =
        line(vec![fixed("personnes client "), titled(), flag("mineurs"), flag("vulnérables"), allowed(), fixed("\npersonnes agents")]);
    let recipient = line(vec![
        fixed("destinataire interne "),
        titled(),
        one(&["", " externe", " sous-traitant"]),
        maybe("pays", titled()),
        maybe("garantie", word::<Safeguard>()),
        allowed(),
    ]);
    let channel = line(vec![fixed("canal sms "), titled(), maybe("format", titled()), flag("chiffré"), maybe("pays", titled()), allowed()]);
    let measure =
        line(vec![fixed("mesure sauvegarde "), titled(), maybe("type", word::<MeasureType>()), allowed(), fixed("\nmesure accès_limité")]);
    let transfer = line(vec![
        fixed("transfert vers "),
        one(&["osiris", "interne"]),
        maybe("pays", titled()),
        maybe("garantie", word::<Safeguard>()),
        allowed(),
    ]);
    let rating = || prop_oneof![4 => word::<Rating>(), 1 => titled()].boxed();
    let part = |word: &'static str, value: BoxedStrategy<String>| maybe(word, all(vec![value, fixed(";")]));
    let risk = line(vec![
        fixed("risque accès "),
        titled(),
        fixed(" {"),
        part("impacts", texts()),
        part("sources", texts()),
        part("menaces", texts()),
        part("gravité", rating()),
        part("vraisemblance", rating()),
        part("mesures", one(&["sauvegarde", "accès_limité, sauvegarde"])),
        one(&["", " tolère risk-incomplete \"à voir\""]),
        fixed(" }"),
    ]);
    let rest = fixed("donnée courriel\ndonnée format\ndonnée données_de_santé santé\ndonnée pays\nmagasin archives\n");
    all(vec![organisation, people, recipient, channel, measure, transfer, risk, datum, store, rest])
}

/// Every line of a step, with every clause it takes.
fn line() -> BoxedStrategy<String> {
    let kinds = prop_oneof![
        4 => word::<OperationKind>(),
        1 => one(&["suppression", "stockage", "saisie", "envoi", "croisement", "verrouillage"]),
    ];
    let operation = all(vec![
        kinds.boxed(),
        fixed(" "),
        some(DATA),
        maybe("sur", one(&["client", "client, agents"])),
        maybe("pour", some(&["preuve", "suivi", "\"finalité au vol\""])),
        maybe("vers", some(&["osiris", "interne", "appelant", "accueil"])),
        maybe("dans", some(&["base", "archives", "dossier"])),
        maybe("depuis", one(&["base", "appelant", "sms", "dossier", "accueil"])),
        maybe("via", one(&["sms"])),
        maybe("durée", retention()),
        maybe("format", titled()),
        maybe("réf", one(&["OP-07", "X1"])),
        maybe("comme", titled()),
    ]);
    let notice = all(vec![one(&["informe client", "informe client, agents"]), maybe("de", words::<NoticeItem>())])
        .prop_map(|line| if line.contains(" de ") { line } else { format!("{line} de accès") });
    let consent = all(vec![
        one(&["recueille consentement pour preuve", "recueille consentement pour preuve, suivi", "retire consentement pour preuve"]),
        maybe("dans", some(STORES)),
    ]);
    prop_oneof![
        6 => operation,
        1 => notice,
        1 => consent,
        1 => words::<Verification>().prop_map(|found| format!("vérifie {found}")),
        1 => words::<Right>().prop_map(|found| format!("répond {found}")),
        1 => one(&["tolère purpose-missing \"vu\"", "tolère RET-01", "tolère data-undeclared \"à faire ; plus tard\""]),
    ]
    .boxed()
}

fn lines() -> BoxedStrategy<String> {
    prop::collection::vec(line(), 0..4)
        .prop_map(|lines| if lines.is_empty() { String::new() } else { format!(" {{\n{}\n}}", lines.join("\n")) })
        .boxed()
}

/// Every kind of step; what each is and does is left to chance.
fn steps() -> BoxedStrategy<String> {
    let repeat = || prop_oneof![3 => fixed(""), 2 => maybe("", word::<Repeat>()), 1 => fixed(" compensation")].boxed();
    let trigger = || {
        let named = one(&["message", "minuterie", "signal", "erreur", "escalade", "condition", "lien"]);
        prop_oneof![
            3 => all(vec![fixed(" "), named, fixed(" "), titled()]),
            2 => all(vec![fixed(" "), word::<Trigger>()]),
            1 => fixed(""),
            1 => one(&[" minuterie \"P6M\"", " minuterie \"R/PT1H\"", " minuterie \"2026-01-01\"", " condition \"x > 1 && y < 2\""]),
        ]
        .boxed()
    };
    let task = |name: &'static str| {
        all(vec![fixed("tâche "), fixed(name), fixed(" "), titled(), maybe("", word::<TaskKind>()), repeat(), lines()])
    };
    let boundary = all(vec![fixed("événement minuteur sur "), one(&["recevoir", "étape_2"]), trigger(), flag("non-interruptif"), lines()]);
    let relay = all(vec![fixed("événement relais "), titled(), trigger(), flag("émis"), lines()]);
    let start = all(vec![fixed("début a-b"), trigger(), lines()]);
    let kinds = one(&["", " transaction", " ad-hoc", " replié", " transaction replié"]);
    let sub = all(vec![
        fixed("sous-processus interne"),
        prop_oneof![fixed(""), all(vec![fixed(" "), titled()])].boxed(),
        kinds,
        repeat(),
        fixed(" {\ndébut dedans \"\"\ntâche dedans_2"),
        lines(),
        fixed("\n"),
        line().prop_map(|line| format!("{line}\n")).boxed(),
        one(&["", "document fiche \"Fiche\" contient nom\n", "dedans -> dedans_2 : \"ici\"\n", "magasin base\n"]),
        fixed("}\nsous-processus alerte événementiel {\ndébut sonnerie signal \"s\""),
        flag("non-interruptif"),
        fixed("\ntâche répondre\n}"),
    ]);
    let call = all(vec![fixed("appelle autre_processus"), maybe("", titled()), repeat(), lines()]);
    let gateway = all(vec![word::<Gateway>(), fixed(" choix "), prop_oneof![fixed("\"\""), titled()].boxed(), lines()]);
    let end = all(vec![fixed("fin fin_1"), maybe("", titled()), trigger(), lines()]);
    let parts = vec![start, task("recevoir"), task("étape_2"), boundary, relay, sub, call, gateway, end];
    let parts: Vec<_> = parts.into_iter().map(|part| part.prop_map(|text| format!("{text}\n")).boxed()).collect();
    all(parts)
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
        "dossier -> interne",
        "étape_2 -> fin_1 : \"sinon\" par défaut",
    ])
    .prop_map(|arrow| format!("{arrow}\n"));
    let message = (
        one(&[
            "recevoir ~> appelant",
            "appelant ~> a-b",
            "entreprise ~> appelant",
            "relais ~> client",
            "client ~> fin_1",
            "appelant ~> client",
        ]),
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

/// What the register knows of an activity.
fn entry() -> BoxedStrategy<String> {
    let line = |word: &'static str, value: BoxedStrategy<String>| maybe(word, all(vec![value, fixed("\n")]));
    all(vec![
        line("référence", one(&["T-005", "\"T 6\""])),
        line("créé", fixed("2024-04-15")),
        line("modifié", fixed("2026-09-01")),
        line("responsable", one(&["osiris", "osiris, sœur"])),
        line("conjoint", fixed("sœur")),
        line("sous-traitant", one(&["osiris", "sœur contrat \"CT-2024-07\"", "osiris contrat \"A & B\", sœur"])),
        line("logiciel", texts()),
        line("durée", retention()),
        one(&["", "échelle large\n", "tolère register-field-missing \"en cours\"\n"]),
        all(vec![fixed("finalité preuve "), titled(), flag("principale"), maybe("base", basis()), allowed(), fixed("\nfinalité suivi\n")]),
    ])
}

fn basis() -> BoxedStrategy<String> {
    (word::<BasisKind>(), prop::option::of(titled())).prop_map(|(kind, text)| format!("{kind} {}", text.unwrap_or_default())).boxed()
}

/// Pools, lanes in lanes, documents, stores and notes around some steps.
fn pools() -> BoxedStrategy<String> {
    let allowance = || one(&["", "tolère purpose-missing\n"]);
    (steps(), titled(), 0..3_u8, titled(), (allowance(), allowance()), one(&["recevoir", "recevoir, étape_2"]))
        .prop_map(|(steps, lane, lanes, note, (of_pool, of_lane), about)| {
            let inside = match lanes {
                0 => steps,
                1 => format!("couloir accueil {lane} {{\n{of_lane}{steps}}}\ncouloir vide\n"),
                _ => format!("couloir service {{\ncouloir accueil {lane} {{\n{of_lane}{steps}}}\ncouloir vide \"Vide\"\n}}\n"),
            };
            // What operations name as recipient or origin is there in any case.
            let beside = if lanes == 0 { "participant accueil\n" } else { "" };
            format!(
                "{beside}participant appelant \"Appelant\"\nparticipant client\nparticipant entreprise {{\n{of_pool}{inside}document dossier \"Dossier\" contient nom\nmagasin archives\nnote remarque {note} sur {about}\n}}\n"
            )
        })
        .boxed()
}

/// A whole file.
pub fn file() -> BoxedStrategy<String> {
    let second = one(&[
        "",
        "",
        "traitement second \"Autre traitement\" {\nresponsable sœur\nfinalité contrôle base contrat\ndonnée propre identité\ntâche vérifier { consultation propre, nom pour contrôle }\n}\n",
    ]);
    (shared(), titled(), entry(), pools(), arrows(), second)
        .prop_map(|(shared, title, entry, pools, arrows, second)| {
            format!("{shared}\ntraitement etude {title} {{\n{entry}{pools}{arrows}}}\n{second}")
        })
        .boxed()
}
