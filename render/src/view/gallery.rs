//! Every shape, sign and marker once, with its name: a legend, and what the tests of painting look at.

use crate::geometry::{Point, Rect, Size};
use crate::scene::{Group, Role, Scene, Shape, Style};
use crate::shape::marker::{self, Marker};
use crate::shape::pool::{self, Band};
use crate::shape::task::{self, Activity, Border};
use crate::shape::{Look, association, badge, data, event, finding, flow, frame, gateway, icon, label, message, note, store};
use crate::text::{Weight, block};
use crate::theme::{Theme, Token};
use model::diagnostic::{Lang, Severity};
use model::process::{Colors, DocumentRole, Event, EventPosition, Gateway, Repeat, Rgb, TaskKind, Trigger};

/// All triggers, in the order of the standard.
pub const TRIGGERS: [Trigger; 13] = [
    Trigger::None,
    Trigger::Message,
    Trigger::Timer,
    Trigger::Error,
    Trigger::Escalation,
    Trigger::Cancel,
    Trigger::Compensation,
    Trigger::Condition,
    Trigger::Link,
    Trigger::Signal,
    Trigger::Terminate,
    Trigger::Multiple,
    Trigger::ParallelMultiple,
];

/// The legend.
pub fn scene(theme: Theme, lang: Lang) -> Scene {
    let mut page = Page { groups: Vec::new(), lang, theme, left: 0.0, top: 0.0 };
    events(&mut page);
    tasks(&mut page);
    gateways(&mut page);
    sub_processes(&mut page);
    artifacts(&mut page);
    connections(&mut page);
    pools(&mut page);
    let title = page.say("Légende des diagrammes", "Legend of the drawings").to_owned();
    let description = page
        .say("Toutes les formes de la notation BPMN 2.0, avec leur nom.", "Every shape of the BPMN 2.0 notation, with its name.")
        .to_owned();
    let mut scene = Scene { size: Size::default(), title, description, lang, theme, groups: page.groups };
    scene.fit(24.0);
    scene
}

struct Page {
    groups: Vec<Group>,
    lang: Lang,
    theme: Theme,
    left: f64,
    top: f64,
}

impl Page {
    fn say<'a>(&self, fr: &'a str, en: &'a str) -> &'a str {
        if self.lang == Lang::Fr { fr } else { en }
    }

    fn heading(&mut self, fr: &str, en: &str) {
        let mut group = Group::new("", Role::Text, "");
        label::flush(&mut group, &block(self.say(fr, en), 2000.0, 15.0, Weight::Bold), Point::new(0.0, self.top), Token::Ink);
        self.groups.push(group);
        self.top += 32.0;
        self.left = 0.0;
    }

    fn row(&mut self, height: f64) {
        self.top += height;
        self.left = 0.0;
    }

    /// Draws something of a size in the next cell, with a caption below.
    fn cell(&mut self, role: Role, size: Size, width: f64, caption: &str, draw: impl FnOnce(&mut Group, Rect)) {
        let mut group = Group::new("", role, "");
        draw(&mut group, Rect::new(self.left + (width - size.width) / 2.0, self.top, size.width, size.height));
        let text = block(caption, width - 8.0, 10.0, Weight::Regular);
        let place = Rect::new(self.left, self.top + size.height + 5.0, width, text.extent.height);
        label::centered(&mut group, &text, place, Token::Muted);
        self.groups.push(group);
        self.left += width;
    }
}

fn events(page: &mut Page) {
    use EventPosition::{Boundary, End, Intermediate, Start};
    page.heading("Événements", "Events");
    let rows = [
        (Start, false, false, "début", "start"),
        (Start, false, true, "début sans interruption", "non-interrupting start"),
        (Intermediate, false, false, "intermédiaire, attend", "intermediate, catching"),
        (Intermediate, true, false, "intermédiaire, émet", "intermediate, throwing"),
        (Boundary, false, false, "en bordure, interrompt", "boundary, interrupting"),
        (Boundary, false, true, "en bordure, sans interruption", "boundary, non-interrupting"),
        (End, true, false, "fin", "end"),
    ];
    for (position, throwing, non_interrupting, fr, en) in rows {
        for trigger in TRIGGERS {
            let event = Event { position, trigger, throwing, non_interrupting, ..Event::default() };
            page.cell(Role::Event, Size::new(event::SIZE, event::SIZE), 52.0, "", |group, rect| {
                event::draw(group, &event, rect, event::look(&event));
            });
        }
        let mut group = Group::new("", Role::Text, "");
        let text = block(page.say(fr, en), 400.0, 11.0, Weight::Regular);
        label::flush(&mut group, &text, Point::new(page.left + 8.0, page.top + 11.0), Token::Ink);
        page.groups.push(group);
        page.row(46.0);
    }
    for (fr, en) in [
        ("aucun", "none"),
        ("message", "message"),
        ("minuterie", "timer"),
        ("erreur", "error"),
        ("escalade", "escalation"),
        ("annulation", "cancel"),
        ("compen\u{AD}sation", "compen\u{AD}sation"),
        ("condition", "condition"),
        ("lien", "link"),
        ("signal", "signal"),
        ("terminaison", "terminate"),
        ("multiple", "multiple"),
        ("parallèle", "parallel"),
    ] {
        let caption = page.say(fr, en).replace('\u{AD}', "");
        let mut group = Group::new("", Role::Text, "");
        let text = label::fitted(&caption, Size::new(50.0, 12.0), 10.0, Weight::Regular);
        label::centered(&mut group, &text, Rect::new(page.left, page.top, 52.0, 12.0), Token::Muted);
        page.groups.push(group);
        page.left += 52.0;
    }
    page.row(34.0);
}

fn tasks(page: &mut Page) {
    page.heading("Activités", "Activities");
    let look = Look::new(Token::TaskFill, Token::TaskLine);
    let kinds = [
        (TaskKind::Plain, "Tâche", "Task"),
        (TaskKind::User, "Utilisateur", "User"),
        (TaskKind::Manual, "Manuelle", "Manual"),
        (TaskKind::Service, "Service", "Service"),
        (TaskKind::Script, "Script", "Script"),
        (TaskKind::Send, "Envoi", "Send"),
        (TaskKind::Receive, "Réception", "Receive"),
        (TaskKind::Rule, "Règle métier", "Business rule"),
    ];
    for (kind, fr, en) in kinds {
        let activity = Activity { sign: icon::task(kind), ..Activity::default() };
        let text = page.say(fr, en).to_owned();
        page.cell(Role::Task, task::LEAST, 116.0, "", |group, rect| task::draw(group, &activity, &text, rect, look));
    }
    page.row(96.0);
    let repeats = [
        (Some(Repeat::Loop), false, false, false, "Boucle", "Loop"),
        (Some(Repeat::Parallel), false, false, false, "Instances parallèles", "Parallel instances"),
        (Some(Repeat::Sequential), false, false, false, "Instances successives", "Sequential instances"),
        (None, true, false, false, "Compensation", "Compensation"),
        (None, false, true, false, "Sous-processus replié", "Collapsed sub-process"),
        (None, false, true, true, "Ad hoc", "Ad hoc"),
        (Some(Repeat::Sequential), true, true, true, "Tous les marqueurs", "All markers"),
    ];
    for (repeat, compensation, collapsed, ad_hoc, fr, en) in repeats {
        let activity = Activity { markers: marker::of(repeat, compensation, collapsed, ad_hoc), ..Activity::default() };
        let text = page.say(fr, en).to_owned();
        page.cell(Role::Task, task::LEAST, 116.0, "", |group, rect| task::draw(group, &activity, &text, rect, look));
    }
    page.row(104.0);
    folded(page, look);
    page.row(104.0);
    marked(page, look);
    page.row(140.0);
}

/// What has an inside that is not shown, and what calls a task.
fn folded(page: &mut Page, look: Look) {
    let plus = marker::of(None, false, true, false);
    let start = |trigger, non_interrupting| Some(Event { trigger, non_interrupting, ..Event::default() });
    let kinds = [
        (Border::Thick, None, plus.clone(), None, "Appel d'un processus", "Call of a process"),
        (Border::Thick, icon::task(TaskKind::User), Vec::new(), None, "Appel d'une tâche", "Call of a task"),
        (Border::Double, None, plus.clone(), None, "Transaction repliée", "Collapsed transaction"),
        (Border::Dotted, None, plus.clone(), start(Trigger::Message, false), "Déclenché, interrompt", "Event, interrupting"),
        (Border::Dotted, None, plus, start(Trigger::Timer, true), "Déclenché, n'interrompt pas", "Event, non-interrupting"),
    ];
    for (border, sign, markers, start, fr, en) in kinds {
        let activity = Activity { border, sign, markers, start, ..Activity::default() };
        let text = page.say(fr, en).to_owned();
        page.cell(Role::Call, task::LEAST, 116.0, "", |group, rect| task::draw(group, &activity, &text, rect, look));
    }
    let colors = Colors { stroke: Some(Rgb(0x83_1311)), fill: Some(Rgb(0xff_cdd2)), text: None };
    let (text, look) = (page.say("Couleurs du fichier", "Colours of the file").to_owned(), look.with(&colors, page.theme));
    page.cell(Role::Task, task::LEAST, 116.0, "", |group, rect| task::draw(group, &Activity::default(), &text, rect, look));
}

/// Steps with census references and findings.
fn marked(page: &mut Page, look: Look) {
    let long = page
        .say(
            "Enregistrer les coordonnées du prospect dans le logiciel de gestion",
            "Record the prospect's details in the management software",
        )
        .to_owned();
    let counts = [(2, Some(Severity::Error)), (1, Some(Severity::Warning)), (5, Some(Severity::Info))];
    for (count, severity) in counts {
        let references: Vec<_> = (0..count).map(|at| format!("OP-{:02}", 3 + at)).collect();
        let rows = badge::Rows::new(&references, 104.0);
        let activity = Activity { sign: icon::task(TaskKind::User), below: rows.height() + 10.0, ..Activity::default() };
        let size = activity.size(&long, Size::new(120.0, 80.0));
        let text = long.clone();
        page.cell(Role::Task, size, size.width + 24.0, "", |group, rect| {
            task::draw(group, &activity, &text, rect, look);
            rows.draw(group, Point::new(rect.x + 6.0, rect.bottom() - rows.height() - 6.0));
            if let Some(severity) = severity {
                finding::draw(group, severity, Point::new(rect.right() - 3.0, rect.y + 3.0));
            }
        });
    }
}

fn gateways(page: &mut Page) {
    page.heading("Branchements", "Gateways");
    let look = Look::new(Token::GatewayFill, Token::GatewayLine);
    let kinds = [
        (Gateway::Exclusive, "exclusif", "exclusive"),
        (Gateway::Parallel, "parallèle", "parallel"),
        (Gateway::Inclusive, "inclusif", "inclusive"),
        (Gateway::EventBased, "attente", "event-based"),
        (Gateway::EventBasedStart, "attente au début", "starting event-based"),
        (Gateway::ParallelEventBased, "attente parallèle", "parallel event-based"),
        (Gateway::Complex, "complexe", "complex"),
    ];
    for (kind, fr, en) in kinds {
        let caption = page.say(fr, en).to_owned();
        let size = Size::new(gateway::SIZE, gateway::SIZE);
        page.cell(Role::Gateway, size, 96.0, &caption, |group, rect| gateway::draw(group, kind, gateway::Sign::Shown, rect, look));
    }
    let caption = page.say("exclusif, sans signe", "exclusive, without its sign").to_owned();
    let size = Size::new(gateway::SIZE, gateway::SIZE);
    page.cell(Role::Gateway, size, 96.0, &caption, |group, rect| {
        gateway::draw(group, Gateway::Exclusive, gateway::Sign::Hidden, rect, look);
    });
    page.row(96.0);
}

fn sub_processes(page: &mut Page) {
    page.heading("Sous-processus", "Sub-processes");
    let look = Look::new(Token::SubFill, Token::TaskLine);
    let kinds = [
        (Border::Plain, &[][..], "Sous-processus déplié", "Expanded sub-process"),
        (Border::Double, &[], "Transaction", "Transaction"),
        (Border::Dotted, &[], "Sous-processus événementiel", "Event sub-process"),
        (Border::Plain, &[Marker::AdHoc], "Ad hoc", "Ad hoc"),
    ];
    for (border, markers, fr, en) in kinds {
        let text = page.say(fr, en).to_owned();
        page.cell(Role::SubProcess, Size::new(200.0, 100.0), 224.0, "", |group, rect| {
            frame::draw(group, border, markers, &text, rect, look);
        });
    }
    page.row(132.0);
}

fn artifacts(page: &mut Page) {
    page.heading("Données et notes", "Data and notes");
    let look = Look::new(Token::DataFill, Token::DataLine);
    let documents = [
        (DocumentRole::Internal, false, "document", "data object"),
        (DocumentRole::Internal, true, "collection", "collection"),
        (DocumentRole::Input, false, "entrée", "input"),
        (DocumentRole::Output, false, "sortie", "output"),
        (DocumentRole::Internal, false, "avec son état\n[validé]", "with its state\n[approved]"),
    ];
    for (role, collection, fr, en) in documents {
        let caption = page.say(fr, en).to_owned();
        page.cell(Role::Document, data::SIZE, 84.0, &caption, |group, rect| data::draw(group, role, collection, rect, look));
    }
    let caption = page.say("magasin de données", "data store").to_owned();
    page.cell(Role::Store, store::SIZE, 84.0, &caption, |group, rect| store::draw(group, rect, look));
    let note = Look::new(Token::Canvas, Token::NoteLine);
    let content = page
        .say("Annotation : durée de conservation de 3 ans après le dernier contact", "Annotation: kept for 3 years after the last contact")
        .to_owned();
    page.cell(Role::Annotation, note::size(&content), 220.0, "", |group, rect| note::annotation(group, &content, rect, note));
    let name = page.say("Groupe", "Group").to_owned();
    page.cell(Role::Group, Size::new(170.0, 70.0), 200.0, "", |group, rect| note::group(group, &name, rect, note));
    page.row(106.0);
}

fn connections(page: &mut Page) {
    page.heading("Liaisons", "Connections");
    type Draw = fn(&mut Group, &[Point]);
    let kinds: [(Role, &str, &str, Draw); 9] = [
        (Role::Flow, "flux", "sequence flow", |group, points| flow::draw(group, flow::Start::Plain, points, Token::Flow.into())),
        (Role::Flow, "par défaut", "default", |group, points| flow::draw(group, flow::Start::Default, points, Token::Flow.into())),
        (Role::Flow, "conditionnel", "conditional", |group, points| {
            flow::draw(group, flow::Start::Conditional, points, Token::Flow.into());
        }),
        (Role::Message, "message", "message flow", |group, points| message::draw(group, None, points, Token::Message.into())),
        (Role::Message, "initial", "initiating", |group, points| message::draw(group, Some(true), points, Token::Message.into())),
        (Role::Message, "réponse", "not initiating", |group, points| message::draw(group, Some(false), points, Token::Message.into())),
        (Role::Association, "association", "association", |group, points| {
            association::draw(group, association::Heads::None, points, Token::NoteLine.into());
        }),
        (Role::DataAssociation, "donnée", "data", |group, points| {
            association::draw(group, association::Heads::End, points, Token::NoteLine.into());
        }),
        (Role::Association, "double sens", "both ways", |group, points| {
            association::draw(group, association::Heads::Both, points, Token::NoteLine.into());
        }),
    ];
    for (role, fr, en, draw) in kinds {
        let caption = page.say(fr, en).to_owned();
        page.cell(role, Size::new(76.0, 26.0), 100.0, &caption, |group, rect| {
            let middle = rect.center().x;
            draw(
                group,
                &[
                    Point::new(rect.x, rect.bottom() - 4.0),
                    Point::new(middle, rect.bottom() - 4.0),
                    Point::new(middle, rect.y + 4.0),
                    Point::new(rect.right(), rect.y + 4.0),
                ],
            );
        });
    }
    page.row(72.0);
}

fn pools(page: &mut Page) {
    page.heading("Participants et couloirs", "Pools and lanes");
    let look = Look::new(Token::PoolFill, Token::PoolLine);
    let line = Look::new(Token::PoolFill, Token::LaneLine);
    let mut group = Group::new("", Role::Pool, "");
    let top = page.top;
    pool::pool(
        &mut group,
        page.say("Opérateur de centre d'appels", "Call centre operator"),
        Rect::new(0.0, top, 420.0, 240.0),
        Band::Left,
        32.0,
        true,
        look,
    );
    pool::lane(&mut group, page.say("Conseiller", "Adviser"), Rect::new(32.0, top, 388.0, 120.0), Band::Left, 32.0, line);
    pool::lane(&mut group, page.say("Encadrement", "Management"), Rect::new(32.0, top + 120.0, 388.0, 120.0), Band::Left, 32.0, line);
    pool::lane(&mut group, page.say("Qualité", "Quality"), Rect::new(64.0, top + 120.0, 356.0, 60.0), Band::Left, 32.0, line);
    pool::lane(&mut group, page.say("Appui", "Support"), Rect::new(64.0, top + 180.0, 356.0, 60.0), Band::Left, 32.0, line);
    pool::pool(&mut group, page.say("Vertical", "Vertical"), Rect::new(450.0, top, 240.0, 240.0), Band::Top, 32.0, false, look);
    pool::lane(&mut group, page.say("Couloir A", "Lane A"), Rect::new(450.0, top + 32.0, 120.0, 208.0), Band::Top, 32.0, line);
    pool::lane(&mut group, page.say("Couloir B", "Lane B"), Rect::new(570.0, top + 32.0, 120.0, 208.0), Band::Top, 32.0, line);
    pool::black_box(&mut group, page.say("Boîte noire", "Black box"), Rect::new(720.0, top, 200.0, 70.0), true, look);
    group.push(Shape::Rect(Rect::new(0.0, top, 420.0, 240.0), 0.0), Style::line(Token::PoolLine, crate::shape::LINE));
    group.push(Shape::Rect(Rect::new(450.0, top, 240.0, 240.0), 0.0), Style::line(Token::PoolLine, crate::shape::LINE));
    page.groups.push(group);
    page.row(240.0);
}
