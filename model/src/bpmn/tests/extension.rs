//! Our extension elements and the `recens:` lines.

use super::{clean, definitions, found, node, process};
use crate::bpmn;
use crate::diagnostic::Lang;
use crate::process::*;
use crate::read::Reading;
use crate::source::{FileId, Source};

const TREATMENT: &str = "<collaboration id='c' name='Collaboration'><extensionElements>
 <recens:treatment id='etude' label='Étude de marché' reference='T-005' created='2024-04-15' updated='2026-09-01' controller='osiris'
   joint-controller-text='Autre SA; Tiers' processor='centrecall' contract='CT-2024-07' software='ComPlus; Tableur' scale='large' retention='1 an'>
  <recens:organisation id='osiris' label='Osiris' address='1 rue' postcode='37100' city='Tours' country='France' phone='02' email='a@b' public='true'
    representative='Mme R' dpo='M. D' dpo-email='dpo@b' dpo-phone='03'/>
  <recens:organisation id='centrecall'/>
  <recens:subjects id='prospect' name='Prospects' minors='true' vulnerable='1'/>
  <recens:datum id='voix' label='Voix' category='vie-personnelle' subjects='prospect' retention=\"6 mois après l&apos;appel puis effacement\"
    free-text='true' derived='true' optional='true' exception='9.2.a' format='WAV'><recens:allow rule='RET-01' reason='pas encore'/></recens:datum>
  <recens:purpose id='preuve' label='Preuve' main='true' basis='intérêt-légitime' basis-text='se défendre'/>
  <recens:recipient id='interne' kind='sous-traitant' country='Maroc' safeguard='scc'/>
  <recens:measure id='sauvegarde' type='backup'/>
  <recens:store id='crm' location='Tours' country='France' measures='sauvegarde' contains='voix' retention='2 ans' format='SQL' encrypted='true'/>
  <recens:store id='papier' label='Classeur'/>
  <recens:channel id='sms' label='SMS' format='JSON' encrypted='false' country='France'/>
  <recens:transfer to='interne' country='États-Unis' safeguard='dpf'/>
  <recens:risk id='accès-illégitime' impacts='vol; honte' sources='pirate' threats='intrusion' measures='sauvegarde' severity='importante' likelihood='énorme'/>
  <recens:processor organisation-text='Hébergeur' contract='H-1'/>
 </recens:treatment></extensionElements>
 <participant id='pool' name='Osiris' processRef='p'/></collaboration>
 <dataStore id='crm' name='CRM'/>
 <process id='p'><dataStoreReference id='r' dataStoreRef='crm'/><task id='a'/></process>";

#[test]
fn a_treatment_declares_everything() {
    let reading = definitions(TREATMENT);
    assert!(found(&reading).is_empty(), "{:?}", reading.diagnostics);
    let model = &reading.model;
    let activity = model.activities.values().next().expect("an activity");
    assert_eq!((activity.head.name.as_str(), activity.head.label.as_str(), activity.declared), ("etude", "Étude de marché", true));
    assert_eq!(activity.reference.as_ref().unwrap().value, "T-005");
    assert_eq!(activity.created.as_ref().unwrap().value.to_string(), "2024-04-15");
    assert_eq!(activity.joint.iter().map(|it| (it.text.as_str(), it.quoted)).collect::<Vec<_>>(), [("Autre SA", true), ("Tiers", true)]);
    let processors: Vec<_> =
        activity.processors.iter().map(|it| (it.organisation.text.as_str(), it.contract.as_ref().unwrap().value.as_str())).collect();
    assert_eq!(processors, [("centrecall", "CT-2024-07"), ("Hébergeur", "H-1")]);
    assert_eq!(activity.software.iter().map(|it| it.value.as_str()).collect::<Vec<_>>(), ["ComPlus", "Tableur"]);
    assert!(activity.large_scale.is_some() && activity.retention.len() == 1);

    let osiris = model.organisations.values().next().unwrap();
    let dpo = osiris.dpo.as_ref().unwrap();
    assert_eq!((dpo.name.value.as_str(), dpo.details[0].0.as_str(), dpo.details[0].1.value.as_str()), ("M. D", "courriel", "dpo@b"));
    assert!(osiris.public && osiris.head.scope.is_some());
    assert_eq!(model.organisations.values().nth(1).unwrap().head.label, "Centrecall");
    assert_eq!(model.participants.values().next().unwrap().organisation.map(Id::index), Some(0));

    let datum = model.data.values().next().unwrap();
    assert_eq!(datum.category.as_ref().unwrap().value, DataCategory::PersonalLife);
    assert_eq!(datum.retention[0].text(Lang::Fr), "6 mois après l'appel, puis effacement");
    assert!(datum.free_text && datum.derived && datum.optional && datum.head.allowances.len() == 1);
    assert_eq!(datum.subjects[0].to.map(Id::index), Some(0));

    let purpose = model.purposes.values().next().unwrap();
    assert_eq!(purpose.basis.as_ref().unwrap().value, Basis { kind: BasisKind::LegitimateInterest, text: Some("se défendre".into()) });
    let recipient = model.recipients.values().next().unwrap();
    assert_eq!((recipient.kind, recipient.safeguard.as_ref().unwrap().value), (RecipientKind::Processor, Safeguard::StandardClauses));
    let risk = model.risks.values().next().unwrap();
    assert_eq!(risk.impacts.len(), 2);
    assert_eq!(risk.severity.as_ref().unwrap().value, Ok(Rating::Significant));
    assert_eq!(risk.likelihood.as_ref().unwrap().value, Err("énorme".into()));
    assert_eq!(
        model.transfers.values().next().unwrap().to.as_ref().unwrap().to,
        Some(Party::Recipient(model.recipients.named("interne")[0]))
    );
}

#[test]
fn a_declared_store_is_the_one_that_is_placed() {
    let reading = definitions(TREATMENT);
    let stores: Vec<_> = reading.model.stores.values().map(|it| (it.head.name.as_str(), it.head.label.as_str(), it.encrypted)).collect();
    assert_eq!(stores, [("crm", "CRM", true), ("papier", "Classeur", false)]);
    let placed = reading.model.artifacts.values().next().unwrap();
    assert!(matches!(&placed.kind, ArtifactKind::Store(store) if store.to.map(Id::index) == Some(0)));
}

fn step(inside: &str) -> Reading {
    process(&format!(
        "<extensionElements><recens:treatment id='t'><recens:datum id='voix'/><recens:datum id='nom'/><recens:purpose id='preuve'/>
         <recens:subjects id='prospect'/></recens:treatment></extensionElements><task id='a'><extensionElements>{inside}</extensionElements></task>"
    ))
}

#[test]
fn an_operation_has_all_its_clauses_with_their_places() {
    let reading = step(
        "<recens:operation type='suppression' data='voix nom' data-text='Photo; Nom' subjects='prospect' purpose='preuve' recipient-text='Osiris'
         from-text='Fichier' in-text='Base' via-text='Courrier' retention='6 mois' format='PDF' ref='OP-07' as='Effacer la voix' />",
    );
    assert!(found(&reading).is_empty(), "{:?}", reading.diagnostics);
    let operation = reading.model.operations.values().next().unwrap();
    assert_eq!(
        (operation.kind, operation.wording, operation.word.value.as_str()),
        (OperationKind::Erasure, Wording::Informal, "suppression")
    );
    let data: Vec<_> = operation.data.iter().map(|it| (reading.sources.text(it.span), it.quoted, it.to.is_some())).collect();
    assert_eq!(data, [("voix", false, true), ("nom", false, true), ("Photo", true, true), ("Nom", true, true)]);
    assert!(
        operation.recipients[0].to.is_some()
            && operation.from[0].to.is_some()
            && operation.into[0].to.is_some()
            && operation.via[0].to.is_some()
    );
    assert_eq!(operation.reference.as_ref().unwrap().value, "OP-07");
    let Pin::Attribute(pin) = operation.pin else { panic!() };
    let text = &reading.sources.iter().next().unwrap().1.text;
    assert!(text[..pin.start as usize].ends_with("as='Effacer la voix'") && pin.start == pin.end);
}

#[test]
fn other_facts_are_read_in_document_order() {
    let reading = step(
        "<recens:notice subjects='prospect' items='responsable purpose accès'/><recens:consent purpose='preuve' in-text='Base'/>
         <recens:consent purpose='preuve' withdrawn='true'/><recens:verification of='opposition'/><recens:right kind='portability'/>
         <recens:operation type='collecte' data='nom'/><recens:allow rule='purpose-missing' reason='essai'/>",
    );
    assert!(found(&reading).is_empty(), "{:?}", reading.diagnostics);
    let node = node(&reading, "a");
    let [Fact::Notice(notice), Fact::Consent(given), Fact::Consent(taken), Fact::Verification(of), Fact::Right(right), Fact::Operation(_)] =
        &node.facts[..]
    else {
        panic!("{:?}", node.facts)
    };
    let items: Vec<_> = notice.items.iter().map(|it| (it.value, reading.sources.text(it.span))).collect();
    assert_eq!(items, [(NoticeItem::Controller, "responsable"), (NoticeItem::Purpose, "purpose"), (NoticeItem::Access, "accès")]);
    assert!(!given.withdrawn && taken.withdrawn && given.into[0].quoted);
    assert_eq!((of.value, right.value), (Verification::Objection, Right::Portability));
    assert_eq!(node.head.allowances[0].rule.value, "purpose-missing");
}

#[test]
fn mistakes_in_extensions_name_what_was_meant() {
    let cases: [(&str, &str, &str, Option<&str>); 12] = [
        ("<recens:operation type='colecte'/>", "invalid-value", "colecte", Some("collecte")),
        ("<recens:operation data='nom'/>", "invalid-value", "operation", None),
        ("<recens:operation type='collecte' purposes='preuve'/>", "unknown-element", "purposes", Some("purpose")),
        ("<recens:operaton type='collecte'/>", "unknown-element", "operaton", Some("operation")),
        ("<recens:treatment/>", "unknown-element", "treatment", None),
        ("<recens:datum id='x'/>", "unknown-element", "datum", None),
        ("<recens:notice items='responsabl'/>", "invalid-value", "responsabl", Some("responsable")),
        ("<recens:consent withdrawn='oui'/>", "invalid-value", "oui", None),
        ("<recens:verification/>", "invalid-value", "verification", None),
        ("<recens:right kind='acces-total'/>", "invalid-value", "acces-total", None),
        ("<recens:allow reason='x'/>", "invalid-value", "allow", None),
        ("<recens:operation type='collecte' retention='6 lunes'/>", "invalid-value", "6 lunes", None),
    ];
    for (inside, rule, place, meant) in cases {
        let reading = step(inside);
        assert_eq!(found(&reading), [(rule, place)], "{inside}");
        let message = reading.diagnostics[0].message.get(Lang::Fr);
        assert!(meant.is_none_or(|meant| message.contains(meant)), "{message}");
        assert!(reading.diagnostics[0].help.is_some(), "{inside}");
    }
}

#[test]
fn mistakes_in_declarations_are_told() {
    let cases = [
        ("<recens:datum/>", "invalid-value", "datum"),
        ("<recens:datum id='x' category='identite-civile'/>", "invalid-value", "identite-civile"),
        ("<recens:datum id='x' categorie='santé'/>", "unknown-element", "categorie"),
        ("<recens:donnee id='x'/>", "unknown-element", "donnee"),
        ("<recens:recipient id='x' kind='extern'/>", "invalid-value", "extern"),
        ("<recens:organisation id='x' dpo-email='d@x'/>", "invalid-value", "d@x"),
        ("<recens:processor organisation-text='A; B' contract='1'/>", "invalid-value", "1"),
    ];
    for (inside, rule, place) in cases {
        let reading = process(&format!("<extensionElements><recens:treatment id='t'>{inside}</recens:treatment></extensionElements>"));
        assert_eq!(found(&reading), [(rule, place)], "{inside}");
    }
    for (attribute, place) in [("created='2026-02-30'", "2026-02-30"), ("scale='grande'", "grande"), ("retention='6 lunes'", "6 lunes")] {
        let reading = process(&format!("<extensionElements><recens:treatment id='t' {attribute}/></extensionElements>"));
        assert_eq!(found(&reading), [("invalid-value", place)], "{attribute}");
    }
}

#[test]
fn an_exception_can_stand_on_any_element() {
    let reading = clean(
        "<extensionElements><recens:allow rule='x'/></extensionElements><laneSet><lane id='l'><extensionElements><recens:allow rule='y'/></extensionElements></lane></laneSet>
         <dataObject id='o'><extensionElements><recens:allow rule='z'/></extensionElements></dataObject>",
    );
    let rule = |head: &Head| head.allowances.iter().map(|it| it.rule.value.clone()).collect::<String>();
    assert_eq!(rule(&reading.model.activities.values().next().unwrap().head), "x");
    assert_eq!(rule(&reading.model.lanes.values().next().unwrap().head), "y");
    assert_eq!(rule(&reading.model.artifacts.values().next().unwrap().head), "z");
}

#[test]
fn lines_are_found_where_tools_without_extensions_can_write_them() {
    let text = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:camunda='http://camunda.org/schema/1.0/bpmn'
  xmlns:zeebe='http://camunda.org/schema/zeebe/1.0'><process id='p'>
  <task id='a'><documentation>Une phrase.
    recens: collecte nom pour preuve
recens:collecte &quot;A &amp; B&quot;
    recens:
  </documentation></task>
  <task id='b'><extensionElements><camunda:properties><camunda:property name='recens' value='collecte nom&#10;recens: effacement nom'/>
    <camunda:property name='x' value='non'/></camunda:properties>
    <zeebe:properties><zeebe:property name='recens' value='extraction nom'/></zeebe:properties></extensionElements></task>
  <textAnnotation id='n'><text>recens: utilisation nom</text></textAnnotation><association id='l' sourceRef='n' targetRef='a'/>
  <textAnnotation id='m'><text>utilisation nom</text></textAnnotation><association id='k' sourceRef='b' targetRef='m'/>
</process></definitions>";
    let (mut model, mut diagnostics) = (Model::default(), Vec::new());
    let lines = bpmn::read(FileId(0), &Source::new("t", text), &mut model, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let told: Vec<_> = lines.iter().map(|line| (model.nodes[line.node].head.name.as_str(), line.text.as_str(), line.exact)).collect();
    assert_eq!(
        told,
        [
            ("a", "collecte nom pour preuve", true),
            ("a", "collecte \"A & B\"", false),
            ("a", "utilisation nom", true),
            ("b", "collecte nom", true),
            ("b", "effacement nom", true),
            ("b", "extraction nom", true),
        ]
    );
    for line in lines.iter().filter(|line| line.exact) {
        assert_eq!(&text[line.span.range()], line.text);
    }
    assert_eq!(&text[lines[1].span.range()], "collecte &quot;A &amp; B&quot;");
}

#[test]
fn what_would_be_lost_in_silence_is_told() {
    let reading = process("<task id='a'><recens:operation type='collecte'/></task>");
    assert_eq!(found(&reading), [("unknown-element", "operation")]);
    let reading = definitions(
        "<process id='p' xmlns:recens='urn:recens'><extensionElements><recens:treatment id='t'/></extensionElements></process>",
    );
    assert_eq!(found(&reading), [("unknown-element", "treatment")]);
}

#[test]
fn the_fields_of_a_form_are_one_operation() {
    let property = |name: &str, value: &str| format!("<camunda:property name='{name}' value='{value}'/>");
    let form = |fields: &[(&str, &str)]| {
        let fields: String = fields.iter().map(|(name, value)| property(name, value)).collect();
        format!("<task id='a'><extensionElements><camunda:properties>{fields}</camunda:properties></extensionElements></task>")
    };
    let reading = process(&form(&[
        ("recens.operation", "enregistrement"),
        ("recens.data", "nom, Âge du client"),
        ("recens.purpose", "&quot;Suivi&quot;"),
        ("recens.recipients", " "),
        ("recens.in", "Base&#10;archives"),
        ("recens.retention", "6 mois après l&apos;appel puis effacement"),
        ("recens.as", " Saisie "),
        ("other", "x"),
    ]));
    let operation = reading.model.operations.values().next().expect("an operation");
    let names = |list: &[(&str, bool)]| list.iter().map(|(text, quoted)| ((*text).to_owned(), *quoted)).collect::<Vec<_>>();
    assert_eq!(
        operation.data.iter().map(|it| (it.text.to_string(), it.quoted)).collect::<Vec<_>>(),
        names(&[("nom", false), ("Âge du client", true)])
    );
    assert_eq!(operation.purposes.iter().map(|it| (it.text.to_string(), it.quoted)).collect::<Vec<_>>(), names(&[("Suivi", true)]));
    assert_eq!(operation.into.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["Base", "archives"]);
    assert!(operation.recipients.is_empty());
    assert_eq!(operation.retention[0].text(Lang::Fr), "6 mois après l'appel, puis effacement");
    assert_eq!(operation.description.as_ref().map(|it| it.value.as_str()), Some("Saisie"));
    assert_eq!(node(&reading, "a").facts.len(), 1);

    let reading = process(&form(&[("recens.operation", "colecte"), ("recens.datta", "nom")]));
    assert_eq!(found(&reading), [("invalid-value", "colecte"), ("unknown-element", "recens.datta")]);
    assert!(clean(&form(&[("recens.data", "nom")])).model.operations.is_empty(), "a form without operation says nothing");
}

#[test]
fn recipients_are_read_by_either_name() {
    let inside = |attribute: &str| {
        format!("<task id='a'><extensionElements><recens:operation type='collecte' data-text='x' {attribute}/></extensionElements></task>")
    };
    for (attribute, texts) in
        [("recipients='a b'", &["a", "b"][..]), ("recipient='a'", &["a"]), ("recipients-text='Une banque'", &["Une banque"])]
    {
        let reading = process(&inside(attribute));
        let operation = reading.model.operations.values().next().expect("an operation");
        assert_eq!(operation.recipients.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), texts, "{attribute}");
    }
}
