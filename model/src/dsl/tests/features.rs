//! What each statement and clause is read as.

use super::*;
use crate::process::*;
use crate::source::Span;

fn texts<T>(refs: &[Ref<T>]) -> Vec<&str> {
    refs.iter().map(|found| found.text.as_str()).collect()
}

fn value<T: Clone>(found: &Option<crate::source::Spanned<T>>) -> Option<T> {
    found.as_ref().map(|found| found.value.clone())
}

/// The operation on the first line of a step.
#[track_caller]
fn operation(line: &str) -> Operation {
    let model = model(&format!("tâche t {{ {line} }}"));
    model.operations.values().next().cloned().expect("an operation")
}

#[track_caller]
fn retention(clause: &str) -> String {
    let model = model(&format!("donnée d {clause}"));
    let datum = model.data.values().next().expect("a datum");
    datum.retention.iter().map(|found| found.text(crate::diagnostic::Lang::Fr)).collect::<Vec<_>>().join(" | ")
}

#[test]
fn heads_have_identifier_label_and_places() {
    let text = "donnée nom \"Le nom\" libre # fin\ndonnée \"Date de naissance\"\ndonnée a_b\n";
    let model = model(text);
    let heads: Vec<_> = model.data.values().map(|datum| &datum.head).collect();
    assert_eq!((heads[0].name.as_str(), heads[0].label.as_str()), ("nom", "Le nom"));
    assert_eq!(&text[heads[0].span.range()], "nom");
    assert_eq!(&text[heads[0].whole.range()], "donnée nom \"Le nom\" libre");
    assert_eq!((heads[1].name.as_str(), heads[1].label.as_str()), ("date_de_naissance", "Date de naissance"));
    assert_eq!(&text[heads[1].span.range()], "\"Date de naissance\"");
    assert_eq!(heads[2].label, "A b");
}

#[test]
fn made_up_identifiers_differ_from_all_others() {
    let model = model("début \"Fin\"\nfin \"Fin\"\ntâche fin_2\nchoix\nchoix");
    assert_eq!(model.nodes.names().collect::<Vec<_>>(), ["fin", "fin_3", "fin_2", "choix", "choix_2"]);
    assert_eq!(model.nodes.values().map(|node| node.head.label.as_str()).collect::<Vec<_>>(), ["Fin", "Fin", "Fin 2", "", ""]);
}

#[test]
fn texts_have_escapes_and_three_kinds_of_quotes() {
    let model = model(r#"donnée a "x \"y\" \\ \n z"; donnée b «  un « deux» ; donnée c “d "e"”; donnée d "C:\temp""#);
    let labels: Vec<_> = model.data.values().map(|datum| datum.head.label.as_str()).collect();
    assert_eq!(labels, ["x \"y\" \\ \n z", "un « deux", "d \"e\"", "C:\\temp"]);
}

#[test]
fn retentions() {
    assert_eq!(retention("durée 6 mois après \"l'appel\""), "6 mois après l'appel");
    assert_eq!(retention("durée 6mois après l'appel"), "6 mois après l'appel");
    assert_eq!(retention("retention 1 year"), "1 an");
    assert_eq!(
        retention("durée 3 ans après \"x\" puis archivage 5 ans au titre de \"C. civ. 2224\" puis effacement"),
        "3 ans après x, puis archivage 5 ans au titre de C. civ. 2224, puis effacement"
    );
    assert_eq!(retention("durée jusqu’à \"la fin\" puis versement"), "jusqu'à la fin, puis versement aux archives");
    assert_eq!(retention("durée \"illimitée\""), "jusqu'à illimitée");
    assert_eq!(retention("durée \"6 mois\""), "6 mois");
    assert_eq!(retention("durée 6 mois libre durée 2 ans"), "6 mois | 2 ans");
}

#[test]
fn organisations_have_contacts() {
    let model = model(
        "organisation o \"O\" { adresse \"2 rue\"; dpo \"D\" { courriel \"d@o.fr\"; téléphone \"01\" }; représentant \"R\"; publique\n tolère dpo-conflict \"petite\" }",
    );
    let found = &model.organisations[model.organisations.named("o")[0]];
    assert_eq!(value(&found.address).as_deref(), Some("2 rue"));
    let dpo = found.dpo.as_ref().expect("a dpo");
    assert_eq!(dpo.name.value, "D");
    assert_eq!(
        dpo.details.iter().map(|detail| (detail.0.as_str(), detail.1.value.as_str())).collect::<Vec<_>>(),
        [("courriel", "d@o.fr"), ("téléphone", "01")]
    );
    assert!(found.public && found.representative.is_some());
    assert_eq!(found.head.allowances[0].rule.value, "dpo-conflict");
}

#[test]
fn clauses_stand_on_the_line_or_in_the_block() {
    let line = model("magasin m \"M\" lieu \"Tours\" mesures a, b contient nom durée 1 an");
    let block = model("magasin m \"M\" {\n lieu \"Tours\"\n mesures a,\n  b\n contient nom; durée 1 an }");
    assert_eq!(facts(&line), facts(&block));
}

#[test]
fn names_equal_to_keywords_are_names_where_a_name_stands() {
    let model = model(
        "donnée base; donnée pays; donnée source; donnée nom format \"x\"\ntâche t { collecte base, pays, pour sur via pour format dans durée }",
    );
    let operation = model.operations.values().next().expect("one");
    assert_eq!(texts(&operation.data), ["base", "pays", "pour"]);
    assert_eq!(texts(&operation.subjects), ["via"]);
    assert_eq!(texts(&operation.purposes), ["format"]);
    assert_eq!(texts(&operation.into), ["durée"]);
}

#[test]
fn operations_take_clauses_in_any_order_and_language() {
    let found = operation(
        "recording voix, \"un nom\" in complus vers osiris, interne for preuve réf OP-07 as \"x\" durée 1 mois format \"CSV\" via sms from a about p",
    );
    assert_eq!((found.kind, found.wording, found.word.value.as_str()), (OperationKind::Recording, Wording::Legal, "recording"));
    assert_eq!(texts(&found.data), ["voix", "un nom"]);
    assert!(found.data[1].quoted && !found.data[0].quoted);
    assert_eq!(
        (texts(&found.into), texts(&found.recipients), texts(&found.purposes)),
        (vec!["complus"], vec!["osiris", "interne"], vec!["preuve"])
    );
    assert_eq!((texts(&found.via), texts(&found.from), texts(&found.subjects)), (vec!["sms"], vec!["a"], vec!["p"]));
    assert_eq!(
        (value(&found.reference), value(&found.description), value(&found.format)),
        (Some("OP-07".into()), Some("x".into()), Some("CSV".into()))
    );
    assert_eq!(found.retention.len(), 1);
}

#[test]
fn everyday_words_and_organisation_and_erasure_are_operations_in_a_step() {
    let model = model(
        "tâche t {\n suppression a pour f\n organisation a pour f\n effacement a pour f\n transfert a pour f\n verrouillage a pour f\n}",
    );
    let kinds: Vec<_> = model.operations.values().map(|found| (found.kind, found.wording)).collect();
    use OperationKind::*;
    assert_eq!(
        kinds,
        [
            (Erasure, Wording::Informal),
            (Organisation, Wording::Legal),
            (Erasure, Wording::Legal),
            (Disclosure, Wording::Informal),
            (Restriction, Wording::Superseded)
        ]
    );
}

#[test]
fn a_reference_is_pinned_at_the_end_of_the_last_token() {
    let text = "tâche t {\n    collecte nom pour f   # note\n}";
    let model = model(text);
    let end = text.find("   #").expect("a comment");
    assert_eq!(model.operations.values().next().map(|found| found.pin), Some(Pin::Clause(Span::new(Default::default(), end, end))));
}

#[test]
fn lines_of_a_step() {
    let model = model(
        "tâche t {\n informe p, \"q\" de responsable, durée, effacement\n recueille consentement pour f dans m\n retire consentement pour f\n vérifie format, opposition\n répond accès\n tolère RET-01 \"x\"\n}",
    );
    let node = model.nodes.values().next().expect("a step");
    let Fact::Notice(notice) = &node.facts[0] else { panic!("{:?}", node.facts[0]) };
    assert_eq!(texts(&notice.subjects), ["p", "q"]);
    assert_eq!(
        notice.items.iter().map(|item| item.value).collect::<Vec<_>>(),
        [NoticeItem::Controller, NoticeItem::Retention, NoticeItem::Erasure]
    );
    let Fact::Consent(consent) = &node.facts[1] else { panic!("{:?}", node.facts[1]) };
    assert_eq!((texts(&consent.purposes), texts(&consent.into), consent.withdrawn), (vec!["f"], vec!["m"], false));
    assert!(matches!(&node.facts[2], Fact::Consent(consent) if consent.withdrawn));
    assert!(matches!(&node.facts[3], Fact::Verification(found) if found.value == Verification::Format));
    assert!(matches!(&node.facts[4], Fact::Verification(found) if found.value == Verification::Objection));
    assert!(matches!(&node.facts[5], Fact::Right(found) if found.value == Right::Access));
    assert_eq!(node.head.allowances.len(), 1);
}

#[test]
fn events_tasks_and_gateways_have_their_variants() {
    let model = model(
        "début d message \"Commande\"\névénement e \"E\" sur t minuterie \"P6M\" non-interruptif\névénement j signal émis\nfin f terminaison\ntâche t réception boucle compensation\nsous-processus s événementiel replié { d2 -> f2; début d2; fin f2; consultation nom pour x }\nappelle c parallèle-multiple\nattente g\nchoice h",
    );
    let kind = |name: &str| &model.nodes[model.nodes.named(name)[0]].kind;
    let NodeKind::Event(d) = kind("d") else { panic!() };
    assert_eq!((d.position, d.trigger, value(&d.detail)), (EventPosition::Start, Trigger::Message, Some("Commande".into())));
    let NodeKind::Event(e) = kind("e") else { panic!() };
    assert_eq!((e.position, e.trigger, e.non_interrupting), (EventPosition::Boundary, Trigger::Timer, true));
    assert_eq!(e.host.as_ref().map(|host| host.text.as_str()), Some("t"));
    assert!(matches!(kind("j"), NodeKind::Event(Event { position: EventPosition::Intermediate, throwing: true, .. })));
    assert!(matches!(kind("f"), NodeKind::Event(Event { position: EventPosition::End, throwing: true, trigger: Trigger::Terminate, .. })));
    assert!(matches!(kind("t"), NodeKind::Task(Task { kind: TaskKind::Receive, repeat: Some(Repeat::Loop), compensation: true })));
    assert!(matches!(kind("s"), NodeKind::SubProcess(SubProcess { kind: SubProcessKind::Event, collapsed: true, .. })));
    assert!(matches!(kind("c"), NodeKind::Call(Call { repeat: Some(Repeat::Parallel), .. })));
    assert!(matches!(kind("g"), NodeKind::Gateway(Gateway::EventBased)));
    assert!(matches!(kind("h"), NodeKind::Gateway(Gateway::Exclusive)));
    let inside = &model.nodes[model.nodes.named("d2")[0]];
    assert_eq!(inside.parent, Some(model.nodes.named("s")[0]));
    assert_eq!(model.nodes[model.nodes.named("s")[0]].facts.len(), 1);
}

#[test]
fn pools_lanes_and_black_boxes() {
    let model = model("traitement t {\n participant a\n participant b {}\n participant c \"C\" { couloir d { couloir e { tâche f } } }\n}");
    let pools: Vec<_> = model.participants.values().map(|pool| (pool.head.label.as_str(), pool.open, pool.drawn)).collect();
    assert_eq!(pools, [("", false, true), ("", false, true), ("C", true, true)]);
    let (d, e) = (model.lanes.named("d")[0], model.lanes.named("e")[0]);
    assert_eq!(model.lanes[e].parent, Some(d));
    let f = &model.nodes[model.nodes.named("f")[0]];
    assert_eq!((f.lane, f.participant, f.activity), (Some(e), Some(Id::from_index(2)), Some(Id::from_index(0))));
}

#[test]
fn a_flow_without_participant_or_activity_is_held_by_one_made_up() {
    let model = model("tâche a; tâche b; a -> b");
    assert_eq!((model.activities.len(), model.participants.len()), (1, 1));
    let (activity, pool) = (model.activities.values().next(), model.participants.values().next());
    assert!(activity.is_some_and(|found| !found.declared));
    assert!(pool.is_some_and(|found| !found.drawn && found.open));
    assert!(model.nodes.values().all(|node| node.participant == Some(Id::from_index(0))));
}

#[test]
fn a_first_draft_may_state_the_register_without_an_activity() {
    let model = model("responsable osiris\nfinalité f\ntâche a { collecte \"Nom\" pour f }");
    assert_eq!(texts(&model.activities.values().next().expect("one").controllers), ["osiris"]);
    assert_eq!(model.purposes.values().next().map(|found| found.head.scope), Some(None));
}

#[test]
fn chains_give_their_label_to_the_last_arrow() {
    let text = "tâche a; tâche b; tâche c\na -> b ->\n  c : \"oui\" par défaut\na ~> p : \"M\" porte nom, courriel via sms\nb -> c : oui";
    let model = model(text);
    let flows: Vec<_> = model.flows.values().map(|flow| (flow.head.name.as_str(), flow.head.label.as_str(), flow.default)).collect();
    assert_eq!(flows, [("flow_a_b", "", false), ("flow_b_c", "oui", true), ("flow_b_c_2", "oui", false)]);
    let message = model.messages.values().next().expect("one");
    assert_eq!((message.head.label.as_str(), texts(&message.carries), texts(&message.via)), ("M", vec!["nom", "courriel"], vec!["sms"]));
    assert_eq!(&text[message.head.span.range()], "a ~> p : \"M\" porte nom, courriel via sms");
}

#[test]
fn arrows_to_documents_and_stores_are_data_associations() {
    let model = model(
        "magasin partagé \"Partagé\"\ntraitement t {\n fiche -> a -> base -> b -> c\n a -> partagé\n participant p { couloir l { tâche a; tâche b; tâche c; document fiche contient nom; magasin base \"Base\"; note \"Voir\" sur a, b } }\n}",
    );
    let links: Vec<_> = model.associations.values().map(|link| (link.from.text.as_str(), link.to.text.as_str(), link.kind)).collect();
    assert_eq!(
        links,
        [
            ("voir", "a", AssociationKind::Undirected),
            ("voir", "b", AssociationKind::Undirected),
            ("fiche", "a", AssociationKind::Data),
            ("a", "base", AssociationKind::Data),
            ("base", "b", AssociationKind::Data),
            ("a", "partagé", AssociationKind::Data)
        ]
    );
    assert_eq!(model.flows.len(), 1);
    let placed = &model.artifacts[model.artifacts.named("partagé")[0]];
    assert_eq!((placed.head.label.as_str(), placed.lane), ("Partagé", Some(model.lanes.named("l")[0])));
    assert_eq!(model.stores.names().collect::<Vec<_>>(), ["partagé", "base"]);
}

#[test]
fn what_stands_outside_the_participants_is_put_beside_its_step() {
    let model = model(
        "traitement t {\n document fiche\n note \"Voir\" sur a\n document seul\n participant p { couloir l { tâche a } }\n a -> fiche\n}",
    );
    let lane = Some(model.lanes.named("l")[0]);
    assert_eq!(model.artifacts.values().map(|found| found.lane).collect::<Vec<_>>(), [lane, lane, None]);
    assert_eq!(model.participants.len(), 1);
}

#[test]
fn a_store_that_is_declared_is_only_placed() {
    let model = model("traitement t {\n participant p { couloir l { magasin base; tâche a } }\n}\nmagasin base \"Base\"");
    assert_eq!((model.stores.len(), model.artifacts.len()), (1, 1));
    assert_eq!(model.artifacts.values().next().map(|found| found.head.label.as_str()), Some("Base"));
}

#[test]
fn transfers_purposes_and_risks() {
    let model = model(
        "transfert vers h pays \"États-Unis\" garantie dpf\nfinalité f base intérêt-légitime \"suivre\" principale\nrisque accès-illégitime { impacts \"a\", \"b\"; gravité importante; vraisemblance forte }",
    );
    let transfer = model.transfers.values().next().expect("one");
    assert_eq!(transfer.to.as_ref().map(|to| to.text.as_str()), Some("h"));
    assert_eq!(value(&transfer.safeguard), Some(Safeguard::DataPrivacyFramework));
    let purpose = model.purposes.values().next().expect("one");
    assert_eq!(value(&purpose.basis), Some(Basis { kind: BasisKind::LegitimateInterest, text: Some("suivre".into()) }));
    assert!(purpose.main);
    let risk = model.risks.values().next().expect("one");
    assert_eq!(
        (risk.impacts.len(), value(&risk.severity), value(&risk.likelihood)),
        (2, Some(Ok(Rating::Significant)), Some(Err("forte".into())))
    );
}

#[test]
fn what_is_mistyped_is_read_as_the_nearest() {
    let (model, diagnostics, _) = read("tahce a { colecte nom pour f }\ntâche b\na -> b");
    assert_eq!((diagnostics.len(), model.nodes.len(), model.operations.len(), model.flows.len()), (2, 2, 1, 1));
}

#[test]
fn lines_of_another_format() {
    let (mut model, _, _) = read("tâche t");
    let node = model.nodes.ids().next().expect("a step");
    let line = |text: &str, start, exact| StepLine {
        node,
        text: text.to_owned(),
        span: Span::new(Default::default(), start, start + text.len()),
        exact,
    };
    let lines = [
        line("collecte nom pour f", 100, true),
        line("enregistrement nom pour f", 200, false),
        line("vérifie truc @", 300, true),
        line("zorglub x", 400, false),
    ];
    let mut diagnostics = Vec::new();
    crate::dsl::read_lines(&lines, &mut model, &mut diagnostics);
    let operations: Vec<_> = model.operations.values().map(|found| (found.span.start, found.span.end, found.pin)).collect();
    assert_eq!(operations, [(100, 119, Pin::Clause(Span::new(Default::default(), 119, 119))), (200, 225, Pin::Nowhere)]);
    assert_eq!(model.nodes[node].facts.len(), 2);
    let said: Vec<_> = diagnostics.iter().map(|found| (found.span.start, found.message.fr.as_str())).collect();
    assert_eq!(
        said,
        [
            (314, "`@` n'a pas de sens ici"),
            (309, "`truc` n'est pas une vérification"),
            (400, "`zorglub` n'est ni une opération ni un mot-clé d'étape")
        ]
    );
}
