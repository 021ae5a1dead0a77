//! The controller's register as the CNIL's « registre de base » of 2018: the common page, then a sheet each, with check boxes.

use super::entry::{Entry, Kept, Receiver};
use super::parts::Paper;
use super::{Form, annex};
use crate::process::vocabulary::Words;
use crate::process::{DataCategory as C, MeasureType as M, Unit};
use crate::table::document::Contents;
use crate::table::{Block, Cell, Column, ColumnKind, Document, Pairs, Section, Table};

/// How to fill the aims.
pub(super) const DESCRIBE: (&str, &str) = (
    "Décrivez clairement l’objet du traitement de données personnelles et ses fonctionnalités.",
    "Describe clearly what the processing of personal data is for and what it does.",
);

/// How to fill the data subjects.
pub(super) const KINDS: (&str, &str) = (
    "Listez les différents types de personnes dont vous collectez ou utilisez les données. (ex. salariés, usagers, clients, prospects, bénéficiaires, etc.)",
    "List the kinds of persons whose data you collect or use. (e.g. employees, users, customers, prospects, beneficiaries, etc.)",
);

/// How to fill the data.
pub(super) const NAMES: (&str, &str) = ("Listez les différentes données traitées", "List the data processed");

/// Which data are sensitive.
pub(super) const STRICT: (&str, &str) = (
    "La collecte de certaines données, particulièrement sensibles, est strictement encadrée par le RGPD et requiert une vigilance particulière. Il s’agit des données révélant l’origine prétendument raciale ou ethnique, les opinions politiques, les convictions religieuses ou philosophiques ou l’appartenance syndicale des personnes, des données génétiques et biométriques, des données concernant la santé, la vie sexuelle ou l’orientation sexuelle des personnes, des données relatives aux condamnations pénales ou aux infractions, ainsi que du numéro d’identification national unique (NIR ou numéro de sécurité sociale).",
    "The collection of some particularly sensitive data is strictly framed by the GDPR and asks for special care: data revealing racial or ethnic origin, political opinions, religious or philosophical beliefs or trade union membership, genetic and biometric data, data concerning health, sex life or sexual orientation, data relating to criminal convictions or offences, and the national identification number.",
);

/// What is asked of the retention.
pub(super) const HOW_LONG: (&str, &str) = ("Combien de temps conservez-vous ces informations ?", "How long do you keep these data?");

/// What to say where there is no number.
pub(super) const CRITERIA: (&str, &str) = (
    "Si vous ne pouvez pas indiquer une durée chiffrée, précisez les critères utilisés pour déterminer le délai d’effacement (par exemple, 3 ans à compter de la fin de la relation contractuelle).",
    "If you cannot give a number, state the criteria used to set the time limit for erasure (for example, 3 years from the end of the contract).",
);

/// What to say where there are several.
pub(super) const DIFFERENT: (&str, &str) = (
    "Si les catégories de données ne sont pas soumises aux mêmes durées de conservation, ces différentes durées doivent apparaître dans le registre.",
    "Where the categories of data are not kept for the same time, these different durations must appear in the record.",
);

/// What is asked of transfers.
pub(super) const OUTSIDE: (&str, &str) =
    ("Des données personnelles sont-elles transmises hors de l’Union européenne ?", "Are personal data sent outside the European Union?");

/// How to fill the measures.
pub(super) const TICK: (&str, &str) = (
    "Cochez et décrivez les mesures de sécurité organisationnelles et techniques prévues pour préserver la confidentialité des données. Le niveau de sécurité doit être adapté aux risques soulevés par le traitement. Les exemples suivants constituent des garanties de base à prévoir et peuvent devoir être complétés.",
    "Tick and describe the organisational and technical measures that protect the confidentiality of the data. The level of security must fit the risks of the processing. The following examples are basic guarantees and may have to be completed.",
);

/// What the form explains: no answer of anybody.
pub(super) const NOTES: &[(&str, &str)] = &[DESCRIBE, KINDS, NAMES, STRICT, HOW_LONG, CRITERIA, DIFFERENT, OUTSIDE, TICK];

/// The categories of data that the form has boxes for.
pub(super) const DATA: &[(C, &str, &str)] = &[
    (
        C::Identity,
        "État-civil, identité, données d'identification, images (ex. nom, prénom, adresse, photographie, date et lieu de naissance, etc.)",
        "Civil status, identity, identification data, images (e.g. name, first name, address, photograph, date and place of birth, etc.)",
    ),
    (
        C::PersonalLife,
        "Vie personnelle (ex. habitudes de vie, situation familiale, etc.)",
        "Personal life (e.g. habits, family situation, etc.)",
    ),
    (
        C::WorkingLife,
        "Vie professionnelle (ex. CV, situation professionnelle, scolarité, formation, distinctions, diplômes, etc.)",
        "Working life (e.g. CV, professional situation, schooling, training, distinctions, degrees, etc.)",
    ),
    (
        C::Economic,
        "Informations d’ordre économique et financier (ex. revenus, situation financière, données bancaires, etc.)",
        "Economic and financial information (e.g. income, financial situation, bank data, etc.)",
    ),
    (
        C::Connection,
        "Données de connexion (ex. adresses Ip, logs, identifiants des terminaux, identifiants de connexion, informations d'horodatage, etc.)",
        "Connection data (e.g. IP addresses, logs, terminal identifiers, login identifiers, timestamps, etc.)",
    ),
    (C::Location, "Données de localisation (ex. déplacements, données GPS, GSM, ...)", "Location data (e.g. journeys, GPS data, GSM, ...)"),
    (
        C::Internet,
        "Internet (ex. cookies, traceurs, données de navigation, mesures d’audience, ...)",
        "Internet (e.g. cookies, trackers, browsing data, audience measurement, ...)",
    ),
    (C::Other, "Autres catégories de données (précisez) :", "Other categories of data (specify):"),
];

/// The kinds of recipients that the form has rows for.
pub(crate) const RECEIVERS: [(Receiver, &str, &str); 3] = [
    (
        Receiver::Internal,
        "Destinataires internes (ex. entité ou service, catégories de personnes habilitées, direction informatique, etc.)",
        "Internal recipients (e.g. department, categories of authorised persons, IT department, etc.)",
    ),
    (
        Receiver::External,
        "Organismes externes (ex. filiales, partenaires, etc.)",
        "External organisations (e.g. subsidiaries, partners, etc.)",
    ),
    (
        Receiver::Processor,
        "Sous-traitants (ex. hébergeurs, prestataires et maintenance informatiques, etc.)",
        "Processors (e.g. hosting providers, IT services and maintenance, etc.)",
    ),
];

/// The kinds of measures that the form has boxes for.
pub(super) const MEASURES: &[(M, &str, &str)] = &[
    (M::AccessControl, "Contrôle d'accès des utilisateurs", "User access control"),
    (
        M::Traceability,
        "Mesures de traçabilité (nature des traces, données enregistrées et leur durée de conservation)",
        "Traceability measures (nature of the logs, data recorded and how long they are kept)",
    ),
    (
        M::SoftwareProtection,
        "Mesures de protection des logiciels (antivirus, mises à jour et correctifs de sécurité, tests, etc.)",
        "Software protection (antivirus, updates and security patches, tests, etc.)",
    ),
    (M::Backup, "Sauvegarde des données", "Data backup"),
    (
        M::Encryption,
        "Chiffrement des données (exemple : site accessible en https, utilisation de TLS, etc.)",
        "Data encryption (for example: site under https, use of TLS, etc.)",
    ),
    (M::ProcessorControl, "Contrôle des sous-traitants", "Control of processors"),
    (M::Other, "Autres mesures :", "Other measures:"),
];

/// The register.
pub fn document(paper: &Paper) -> Document {
    let mut sections = vec![common(paper), follow_up(paper)];
    for entry in &paper.register.entries {
        sections.extend(sheet(paper, entry));
    }
    Document { title: paper.title(), sections, contents: Contents::Chapters, lang: paper.lang, ..Document::default() }
}

fn common(paper: &Paper) -> Section {
    let outside = paper.say(
        "(responsable de traitement ou son représentant si le responsable est situé en dehors de l’UE)",
        "(controller, or its representative where the controller is outside the EU)",
    );
    let responsible = paper.say("Coordonnées du responsable de l’organisme", "Contact details of the head of the organisation");
    let officer =
        paper.say("Nom et coordonnées du délégué à la protection des données", "Name and contact details of the data protection officer");
    let appointed = paper.say("(si vous avez désigné un DPO)", "(if you have appointed a DPO)");
    let mut blocks = vec![Block::Pairs(paper.responsible(Form::Base, responsible, outside))];
    if paper.register.organisation.is_abroad(paper.register.day) {
        let title = paper.say("Coordonnées du représentant", "Contact details of the representative");
        blocks.push(Block::Pairs(paper.representative(Form::Base, title, String::new())));
    }
    blocks.push(Block::Pairs(paper.officer(Form::Base, officer, appointed)));
    let mut table = Table::new(
        "activites",
        paper.say(
            "Activités de l’organisme impliquant le traitement de données personnelles",
            "Activities of the organisation that involve personal data",
        ),
        vec![
            Column::of(ColumnKind::RowHeading, String::new()).wide(16),
            Column::new(paper.say("Désignation des activités", "Name of the activity")).wide(70),
        ],
        paper.lang,
    );
    for (at, entry) in paper.register.entries.iter().enumerate() {
        table.push(vec![Cell::text(format!("{} {}", paper.say("Activité", "Activity"), at + 1)), Cell::text(&entry.name)]);
    }
    blocks.push(Block::Note(paper.say(
        "Listez ici les activités pour lesquelles vous traitez des données personnelles.",
        "List here the activities for which you process personal data.",
    )));
    blocks.push(Block::Table(table));
    Section { blocks, orientation: paper.lies, ..Section::tab(paper.say("Registre", "Record"), paper.title()) }
}

/// The activities with their dates: the form has them on each sheet only.
fn follow_up(paper: &Paper) -> Section {
    let mut table = Table::new(
        "suivi",
        "",
        vec![
            Column::of(ColumnKind::RowHeading, paper.say("Activité", "Activity")).wide(44),
            Column::of(ColumnKind::Short, paper.say("N° / RÉF", "No. / REF")).wide(14),
            Column::of(ColumnKind::Date, paper.say("Date de création de la fiche", "Date of creation of the sheet")).wide(16),
            Column::of(ColumnKind::Date, paper.say("Date de dernière mise à jour de la fiche", "Date of the last update of the sheet"))
                .wide(16),
        ],
        paper.lang,
    );
    for entry in &paper.register.entries {
        table.push(vec![
            Cell::text(&entry.name),
            entry.reference.as_deref().map_or(Cell::Missing, Cell::text),
            Cell::date(entry.created).or_missing(),
            Cell::date(entry.updated).or_missing(),
        ]);
    }
    paper.below(
        paper.say("Suivi des fiches, hors du modèle de la CNIL", "Follow-up of the sheets, outside the CNIL's form"),
        2,
        vec![Block::Table(table)],
    )
}

fn sheet(paper: &Paper, entry: &Entry) -> Vec<Section> {
    let title = format!("{} {}", paper.say("FICHE DE REGISTRE DE L’ACTIVITÉ", "SHEET OF THE RECORD FOR THE ACTIVITY"), entry.name);
    let head = Section {
        aside: entry.reference.clone().unwrap_or_default(),
        blocks: vec![Block::Pairs(header(paper, entry))],
        orientation: paper.lies,
        new_page: true,
        ..Section::tab(paper.tab(entry), title)
    };
    let part = |fr, en, blocks| paper.below(paper.say(fr, en), 2, blocks);
    let mut sections = vec![
        head,
        part("Objectifs poursuivis", "Aims", aims(paper, entry)),
        part("Catégories de personnes concernées", "Categories of data subjects", subjects(paper, entry)),
        part("Catégories de données collectées", "Categories of data collected", data(paper, entry)),
        part("Des données sensibles sont-elles traitées ?", "Are sensitive data processed?", sensitive(paper, entry)),
        part("Durées de conservation des catégories de données", "Retention of the categories of data", retention(paper, entry)),
        part("Catégories de destinataires des données", "Categories of recipients of the data", recipients(paper, entry)),
        part("Transferts des données hors UE", "Transfers of data outside the EU", transfers(paper, entry)),
        part("Mesures de sécurité", "Security measures", measures(paper, entry)),
    ];
    if let Some(table) = paper.risks(&entry.risks) {
        sections.push(part(
            "Étude des risques, hors du modèle de la CNIL",
            "Study of risks, outside the CNIL's form",
            vec![Block::Table(table)],
        ));
    }
    sections.push(annex::section(paper, entry, Form::Base, 2));
    sections.extend(annex::picture(paper, entry, 2));
    sections
}

fn header(paper: &Paper, entry: &Entry) -> Pairs {
    let joint = paper.say(
        "Nom du responsable conjoint du traitement (dans le cas où la responsabilité de ce traitement de donnée est partagée avec un autre organisme)",
        "Name of the joint controller (where the responsibility for this processing is shared with another organisation)",
    );
    let and = paper.say(" et ", " and ");
    let software = match entry.software.as_slice() {
        [more @ .., last] if !more.is_empty() => format!("{}{and}{last}", more.join(", ")),
        one => one.concat(),
    };
    let fields = vec![
        (paper.say("Date de création de la fiche", "Date of creation of the sheet"), Cell::date(entry.created).or_missing()),
        (
            paper.say("Date de dernière mise à jour de la fiche", "Date of the last update of the sheet"),
            Cell::date(entry.updated).or_missing(),
        ),
        (joint, Cell::list(entry.joint.iter().map(|body| &body.name))),
        (
            paper.say("Nom du logiciel ou de l’application (si pertinent)", "Name of the software or application (if relevant)"),
            Cell::text(software),
        ),
    ];
    Pairs { fields, ..Pairs::default() }
}

/// A paragraph for each text; `—` where there is none.
fn paragraphs(texts: impl Iterator<Item = String>) -> Vec<Block> {
    let mut blocks: Vec<Block> = texts.map(Block::Paragraph).collect();
    if blocks.is_empty() {
        blocks.push(Block::Paragraph("—".to_owned()));
    }
    blocks
}

fn aims(paper: &Paper, entry: &Entry) -> Vec<Block> {
    let note = paper.both(DESCRIBE);
    let texts = entry.purposes.iter().map(|aim| aim.label.clone()).chain(entry.description.iter().cloned());
    [Block::Note(note)].into_iter().chain(paragraphs(texts)).collect()
}

fn subjects(paper: &Paper, entry: &Entry) -> Vec<Block> {
    let note = paper.both(KINDS);
    let texts = entry.subjects.iter().enumerate().map(|(at, label)| format!("{}. {label}", at + 1));
    [Block::Note(note)].into_iter().chain(paragraphs(texts)).collect()
}

fn checks(paper: &Paper, name: &str, heading: String, content: String) -> Table {
    let columns = vec![
        Column::of(ColumnKind::Check, paper.say("Cochée", "Ticked")).wide(8),
        Column::of(ColumnKind::RowHeading, heading).wide(44),
        Column::new(content).wide(52),
    ];
    Table::new(name, "", columns, paper.lang)
}

fn data(paper: &Paper, entry: &Entry) -> Vec<Block> {
    let heading = paper.say("Catégories de données", "Categories of data");
    let mut table = checks(paper, "donnees", heading, paper.say("Données", "Data"));
    for (category, fr, en) in DATA {
        let of = entry.data.iter().filter(|kept| kept.category == Some(*category)).map(|kept| &kept.label);
        let cell = Cell::list(of);
        table.push(vec![Cell::Check(!cell.is_blank()), Cell::text(paper.say(fr, en)), cell]);
    }
    vec![Block::Note(paper.both(NAMES)), Block::Table(table)]
}

/// In this form the social security number is among the sensitive data.
fn sensitive(paper: &Paper, entry: &Entry) -> Vec<Block> {
    let of: Vec<&Kept> = entry.data.iter().filter(|kept| kept.category.is_some_and(|one| one.is_sensitive() || one == C::Nir)).collect();
    let which = of.iter().map(|kept| format!("{} ({})", kept.label, kept.category.map_or("", |category| category.label(paper.lang))));
    let note = paper.both(STRICT);
    let fields = vec![
        (paper.say("Oui", "Yes"), Cell::Check(!of.is_empty())),
        (paper.say("Non", "No"), Cell::Check(of.is_empty())),
        (paper.say("Si oui, lesquelles ? :", "If so, which?"), Cell::lines(which)),
    ];
    vec![Block::Note(note), Block::Pairs(Pairs { fields, ..Pairs::default() })]
}

fn retention(paper: &Paper, entry: &Entry) -> Vec<Block> {
    let question = paper.both(HOW_LONG);
    let units = || entry.data.iter().flat_map(|kept| &kept.durations).map(|duration| duration.map(|one| one.unit));
    let ticked = |wanted: &[Unit]| Cell::Check(units().any(|unit| unit.is_some_and(|unit| wanted.contains(&unit))));
    let other = units().any(|unit| unit.is_none_or(|unit| matches!(unit, Unit::Hours | Unit::Weeks)));
    let fields = vec![
        (paper.say("Jours", "Days"), ticked(&[Unit::Days])),
        (paper.say("Mois", "Months"), ticked(&[Unit::Months])),
        (paper.say("Ans", "Years"), ticked(&[Unit::Years])),
        (paper.say("Autre durée", "Other duration"), Cell::Check(other)),
    ];
    let mut table = Table::new(
        "durees",
        "",
        vec![
            Column::of(ColumnKind::RowHeading, paper.say("Données", "Data")).wide(28),
            Column::new(paper.say("Durée de conservation", "Retention")).wide(76),
        ],
        paper.lang,
    );
    let mut groups: indexmap::IndexMap<&[String], Vec<&str>> = indexmap::IndexMap::new();
    for kept in &entry.data {
        groups.entry(kept.retention.as_slice()).or_default().push(&kept.label);
    }
    let all = groups.len() < 2;
    for (texts, labels) in groups {
        let data = if all { Cell::text(paper.say("Toutes les données", "All data")) } else { Cell::list(labels) };
        table.push(vec![data, Cell::lines(texts).or_missing()]);
    }
    if table.rows.is_empty() {
        table.push(vec![Cell::text(paper.say("Toutes les données", "All data")), Cell::Missing]);
    }
    let criteria = paper.both(CRITERIA);
    let different = paper.both(DIFFERENT);
    let boxes = Pairs { fields, across: 4, ..Pairs::default() };
    vec![Block::Note(question), Block::Pairs(boxes), Block::Note(criteria), Block::Table(table), Block::Note(different)]
}

fn recipients(paper: &Paper, entry: &Entry) -> Vec<Block> {
    let of = |kinds: &[Receiver]| {
        let labels = entry.recipients.iter().filter(|one| kinds.contains(&one.kind));
        Cell::lines(labels.enumerate().map(|(at, one)| format!("{}. {}", at + 1, one.label)))
    };
    let fields = RECEIVERS.map(|(kind, fr, en)| {
        let cell = match kind {
            Receiver::Internal if entry.recipients.is_empty() => Cell::Missing,
            Receiver::Internal => of(&[Receiver::Internal]),
            Receiver::External | Receiver::Abroad => of(&[Receiver::External, Receiver::Abroad]),
            Receiver::Processor => of(&[Receiver::Processor]),
        };
        (paper.say(fr, en), cell)
    });
    vec![Block::Pairs(Pairs { fields: fields.into(), ..Pairs::default() })]
}

/// The part on transfers, also of the processor's sheet.
pub fn transfers(paper: &Paper, entry: &Entry) -> Vec<Block> {
    let question = paper.both(OUTSIDE);
    let sent = &entry.transfers;
    let fields = vec![
        (paper.say("Oui", "Yes"), Cell::Check(!sent.is_empty())),
        (paper.say("Non", "No"), Cell::Check(sent.is_empty())),
        (paper.say("Si oui, vers quel(s) pays :", "If so, to which countries:"), Cell::list(sent.iter().map(|one| &one.country))),
    ];
    let mut blocks = vec![Block::Note(question), Block::Pairs(Pairs { fields, ..Pairs::default() })];
    if !sent.is_empty() {
        let column = |fr, en, width| Column::new(paper.say(fr, en)).wide(width);
        let columns = vec![
            column("Pays", "Country", 18).chosen_from(&paper.countries()),
            column("Garantie", "Safeguard", 30).chosen_from(&paper.choices("garanties")),
            column("Documentation", "Documentation", 40),
        ];
        let mut table = paper.block("transferts", paper.say("Destinataire", "Recipient"), columns);
        table.columns[0].width = 24;
        for one in sent {
            let safeguard = one.safeguard.map_or(Cell::Missing, |safeguard| Cell::text(safeguard.label(paper.lang)));
            table.push(vec![Cell::text(&one.to).or_missing(), Cell::text(&one.country).or_missing(), safeguard, Cell::text(&one.document)]);
        }
        blocks.push(Block::Table(table));
    }
    blocks
}

/// The part on measures, also of the processor's sheet.
pub fn measures(paper: &Paper, entry: &Entry) -> Vec<Block> {
    let note = paper.both(TICK);
    let mut table = checks(paper, "mesures", paper.say("Mesures", "Measures"), paper.say("Description", "Description"));
    for (kind, fr, en) in MEASURES {
        let cell = Cell::lines(entry.measures.iter().filter(|(of, _)| of == kind).map(|(_, label)| label));
        table.push(vec![Cell::Check(!cell.is_blank()), Cell::text(paper.say(fr, en)), cell]);
    }
    vec![Block::Note(note), Block::Table(table)]
}
