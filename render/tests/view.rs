//! What the BPMN view decides: nothing cut, nothing lost, no panic on models that make no sense.

mod support;

use model::diagnostic::Lang;
use model::process::*;
use model::source::{Span, Spanned};
use proptest::prelude::*;
use render::geometry::{Point, Rect};
use render::layout::Direction;
use render::scene::{self, Role, Scene, Shape};
use render::view::bpmn::{Options, Placing, Stores, in_place, planes, scene};
use support::{Build, call_centre, head, to};

fn texts(scene: &Scene) -> Vec<&str> {
    let items = scene.groups.iter().flat_map(|group| &group.items);
    items.filter_map(|item| if let Shape::Text(line) = &item.shape { Some(line.text.as_str()) } else { None }).collect()
}

/// The outline of the first group of an element and role.
fn outline(scene: &Scene, element: &str, role: Role) -> Rect {
    let group = scene.groups.iter().find(|group| group.element == element && group.role == role).expect("a group");
    group.items[0].bounds()
}

#[test]
fn text_is_never_cut_and_stays_in_its_box() {
    let labels = [
        "Enregistrer les coordonnées complètes du prospect dans le logiciel de gestion de la relation client après vérification",
        "Anticonstitutionnellement",
        "Vérifier l'identité ; transmettre au responsable hiérarchique — accord du délégué à la protection des données requis",
        "a",
        "Donnéespersonnellesconcernéesparletraitementetlesdestinataires",
    ];
    let mut build = Build::default();
    let mut options = Options { layout: Placing::Always, ..Options::default() };
    for (at, label) in labels.iter().enumerate() {
        for (kind, repeat) in [(TaskKind::Plain, None), (TaskKind::User, Some(Repeat::Loop)), (TaskKind::Service, None)] {
            let task = NodeKind::Task(Task { kind, repeat, compensation: false });
            let id = build.node(&format!("t{at}{kind:?}"), label, None, task);
            if kind == TaskKind::Service {
                options.badges.insert(id, (0..at * 3 + 1).map(|n| format!("OP-{:02}", n * 2)).collect());
            }
        }
    }
    let scene = scene(&build.model, &options);
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    for group in scene.groups.iter().filter(|group| group.role == Role::Task) {
        let frame = group.items[0].bounds();
        let mut written = String::new();
        for item in &group.items {
            if let Shape::Text(line) = &item.shape {
                let bounds = item.bounds();
                assert!(bounds.x >= frame.x && bounds.right() <= frame.right(), "{line:?} in {frame:?}");
                assert!(bounds.y >= frame.y && bounds.bottom() <= frame.bottom(), "{line:?} in {frame:?}");
                written.push_str(&line.text);
            }
        }
        assert!(labels.iter().any(|label| squeeze(label) == squeeze(&written)), "{written}");
    }
    // Badges cover no text of their step.
    for badge in scene.groups.iter().filter(|group| group.role == Role::Badge) {
        let task = scene.groups.iter().find(|group| group.role == Role::Task && group.element == badge.element).expect("a step");
        for text in task.items.iter().filter(|item| matches!(item.shape, Shape::Text(_))) {
            assert!(badge.items.iter().all(|item| !item.bounds().grown(-2.0).overlaps(&text.bounds().grown(-2.0))), "{}", badge.element);
        }
    }
}

#[test]
fn a_given_diagram_keeps_its_places() {
    let build = call_centre();
    let scene = scene(&build.model, &Options::default());
    let (task, gateway) = (outline(&scene, "appeler", Role::Task), outline(&scene, "accord", Role::Gateway));
    assert_eq!((gateway.center().x - task.center().x, gateway.center().y - task.center().y), (130.0, 0.0));
    assert!(scene.bounds().is_some_and(|bounds| bounds.x >= 0.0 && bounds.y >= 0.0), "negative places are moved");
}

#[test]
fn what_an_unnamed_event_waits_for_is_written_where_room_was_made_for_it() {
    let mut build = call_centre();
    let start = build.model.nodes.named("debut")[0];
    build.model.nodes[start].head.label.clear();
    let NodeKind::Event(event) = &mut build.model.nodes[start].kind else { panic!("an event") };
    event.detail = Some(Spanned::new("Demande reçue".to_owned(), Span::default()));
    let written = |layout| texts(&scene(&build.model, &Options { layout, ..Options::default() })).join(" ").contains("Demande");
    assert!(!written(Placing::Auto), "modelers write nothing beside it");
    assert!(written(Placing::Always));
}

#[test]
fn what_the_diagram_lacks_is_placed_beside_its_neighbours() {
    let mut build = call_centre();
    let lane = build.model.lanes.named("logiciel")[0];
    let (before, after) = (build.model.nodes.named("appeler")[0], build.model.nodes.named("fin")[0]);
    let extra = build.task("ajout", "Ajouté plus tard", Some(lane), TaskKind::Plain);
    build.flow("f8", "", before, extra);
    build.flow("f9", "", extra, after);
    let scene = scene(&build.model, &Options::default());
    let added = outline(&scene, "ajout", Role::Task);
    for group in
        scene.groups.iter().filter(|group| matches!(group.role, Role::Task | Role::Gateway | Role::Event) && group.element != "ajout")
    {
        assert!(!group.items[0].bounds().overlaps(&added), "{} is covered", group.element);
    }
    assert!(scene.groups.iter().any(|group| group.element == "f8"));
    assert!(scene.groups.iter().any(|group| group.element == "f9"));
}

#[test]
fn the_inside_of_what_is_collapsed_is_drawn_on_its_own_plane() {
    let mut build = Build::default();
    let sub = build.node("sous", "Sous-processus", None, NodeKind::SubProcess(SubProcess { collapsed: true, ..SubProcess::default() }));
    let inner = build.task("dedans", "Dedans", None, TaskKind::Plain);
    build.model.nodes[inner].parent = Some(sub);
    let outer = build.task("dehors", "Dehors", None, TaskKind::Plain);
    build.flow("f", "", sub, outer);
    assert_eq!(texts(&scene(&build.model, &Options::default())), ["Sous-processus", "Dehors"]);
    assert_eq!(planes(&build.model), ["sous"]);
    let inside = Options { plane: Some("sous".to_owned()), ..Options::default() };
    assert_eq!(texts(&scene(&build.model, &inside)), ["Dedans"]);
}

#[test]
fn stores_that_steps_use_are_shown_once_for_a_pool() {
    let mut build = Build::default();
    let pool = build.pool("p", "Pool", true);
    let lane = build.lane("l", "Lane", pool);
    let store = build.model.stores.push("base", Store { head: head("base", "Base"), ..Store::default() });
    for name in ["a", "b"] {
        let node = build.task(name, name, Some(lane), TaskKind::Plain);
        let operation = build.model.operations.push(
            name,
            Operation {
                node,
                kind: OperationKind::Recording,
                word: Spanned::new(String::new(), Default::default()),
                wording: Wording::Legal,
                data: Vec::new(),
                subjects: Vec::new(),
                purposes: Vec::new(),
                recipients: Vec::new(),
                from: vec![to(Origin::Store(store))],
                into: vec![to(Place::Store(store))],
                via: Vec::new(),
                retention: Vec::new(),
                format: None,
                reference: None,
                description: None,
                span: Default::default(),
                pin: Pin::Nowhere,
            },
        );
        build.model.nodes[node].facts.push(Fact::Operation(operation));
    }
    let count = |options: &Options, role| scene(&build.model, options).groups.iter().filter(|group| group.role == role).count();
    let shown = Options::default();
    assert_eq!((count(&shown, Role::Store), count(&shown, Role::DataAssociation)), (1, 4), "each step reads and writes");
    let hidden = Options { stores: Stores::None, ..Options::default() };
    assert_eq!((count(&hidden, Role::Store), count(&hidden, Role::DataAssociation)), (0, 0));
}

#[test]
fn models_that_make_no_sense_are_drawn_without_panic() {
    let mut build = call_centre();
    let task = build.model.nodes.named("appeler")[0];
    build.model.nodes[task].parent = Some(task);
    let lane = build.model.lanes.named("operateur")[0];
    build.model.lanes[lane].parent = Some(lane);
    build.model.flows.push(
        "nowhere",
        SequenceFlow {
            head: head("nowhere", "x"),
            from: to(task),
            to: Ref::new("?", false, Default::default()),
            condition: None,
            conditional: false,
            default: false,
        },
    );
    for (element, value) in [("fin", f64::NAN), ("accord", f64::INFINITY), ("refus", -1e300), ("enregistrer", 1e300)] {
        build.shape(element, value, value, value, value);
    }
    build.edge("f1", &[(f64::NAN, 0.0), (f64::INFINITY, 1.0)]);
    build.edge("f2", &[(0.0, 0.0), (0.0, 0.0)]);
    build.edge("f3", &[]);
    build.edge("nothing", &[(0.0, 0.0), (5.0, 5.0)]);
    for layout in [Placing::Auto, Placing::Given, Placing::Always] {
        let scene = scene(&build.model, &Options { layout, lang: Lang::En, ..Options::default() });
        let text = render::svg::svg(&scene, &render::svg::Options::default());
        assert!(!text.contains("NaN") && !text.contains("inf"));
    }
    let empty = scene(&Model::default(), &Options::default());
    assert!(empty.size.width > 0.0 && empty.description.contains("rien"));
}

/// The line of the first group of an element.
fn line(scene: &Scene, element: &str) -> Vec<Point> {
    let group = scene.groups.iter().find(|group| group.element == element && group.place != scene::Place::None).expect("a group");
    if let scene::Place::Line(points) = &group.place { points.clone() } else { panic!("{element} is no line") }
}

/// Where the letters of an element are.
fn letters(scene: &Scene, element: &str) -> Rect {
    let items = scene.groups.iter().filter(|group| group.element == element).flat_map(|group| &group.items);
    let texts = items.filter(|item| matches!(item.shape, Shape::Text(_))).map(|item| item.bounds());
    texts.reduce(|all, one| all.union(&one)).expect("a text")
}

#[test]
fn arrows_and_labels_stay_where_the_file_puts_them() {
    let mut build = call_centre();
    build.model.diagrams[0].edges[0].waypoints[1] = (5000.0, 5000.0);
    build.model.diagrams[0].shapes[4].label = Some(Bounds { x: 3000.0, y: 5000.0, width: 90.0, height: 14.0 });
    build.model.diagrams[0].edges[2].label = Some(Bounds { x: 4000.0, y: 5000.0, width: 50.0, height: 14.0 });
    let diagram = &build.model.diagrams[0];
    let (arrow, symbol, labelled) = (&diagram.edges[0].element, &diagram.shapes[4].element, &diagram.edges[2].element);
    let scene = in_place(&build.model, &Options::default()).scene;
    assert_eq!(line(&scene, arrow).last(), Some(&Point::new(5000.0, 5000.0)));
    assert!((letters(&scene, symbol).center().x - 3045.0).abs() < 1.0 && (letters(&scene, symbol).y - 5000.0).abs() < 4.0);
    assert!((letters(&scene, labelled).center().x - 4025.0).abs() < 1.0 && (letters(&scene, labelled).y - 5000.0).abs() < 4.0);
}

/// A model from a list of numbers: anything may refer to anything.
fn tangle(seeds: &[(u8, u8, u8, u8)], labels: &[String]) -> Model {
    let mut build = Build::default();
    let label = |at: u8| labels.get(at as usize % labels.len().max(1)).map_or("", String::as_str);
    let pools: Vec<_> = (0..seeds.len().min(3)).map(|at| build.pool(&format!("p{at}"), label(at as u8), at != 1)).collect();
    let lanes: Vec<_> = (0..seeds.len().min(5)).map(|at| build.lane(&format!("l{at}"), label(at as u8), pools[at % pools.len()])).collect();
    for (at, seed) in seeds.iter().enumerate() {
        if let (Some(lane), 0) = (lanes.get(seed.1 as usize % 7), seed.0 % 5) {
            build.model.lanes[*lane].parent = lanes.get(seed.2 as usize % 7).copied();
        }
        let kind = match seed.0 % 6 {
            0 => NodeKind::Gateway(Gateway::Inclusive),
            1 => NodeKind::SubProcess(SubProcess { collapsed: seed.1 % 3 == 0, ..SubProcess::default() }),
            2 => NodeKind::Call(Call::default()),
            3 => NodeKind::Event(Event {
                position: EventPosition::Boundary,
                host: Some(to(Id::from_index(seed.3 as usize % seeds.len()))),
                ..Event::default()
            }),
            _ => NodeKind::Task(Task::default()),
        };
        let node = build.node(&format!("n{at}"), label(seed.3), lanes.get(seed.2 as usize % 7).copied(), kind);
        build.model.nodes[node].parent = (seed.2 % 4 == 0).then(|| Id::from_index(seed.1 as usize % seeds.len()));
        if seed.3 % 3 == 0 {
            build.shape(&format!("n{at}"), f64::from(seed.1) * 9.0, f64::from(seed.2) * 5.0, f64::from(seed.3), 60.0);
        }
    }
    for (at, seed) in seeds.iter().enumerate() {
        let node = |at: u8| Id::from_index(at as usize % seeds.len());
        build.flow(&format!("f{at}"), label(seed.0), node(seed.1), node(seed.2));
        if seed.0 % 4 == 0 {
            let message = MessageFlow {
                head: head(&format!("m{at}"), label(seed.2)),
                from: to(MessageEnd::Node(node(seed.3))),
                to: to(MessageEnd::Participant(pools[seed.1 as usize % pools.len()])),
                carries: Vec::new(),
                via: Vec::new(),
                envelope: Some(true),
                message: (seed.1 % 2 == 0).then(|| label(seed.1).to_owned()),
                unnamed: seed.1 % 3 == 0,
            };
            build.model.messages.push(format!("m{at}"), message);
        }
    }
    build.model
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tangles_are_drawn(seeds in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 1..24), labels in prop::collection::vec("\\PC{0,40}", 1..5)) {
        let model = tangle(&seeds, &labels);
        for layout in [Placing::Given, Placing::Always] {
            let scene = scene(&model, &Options { layout, ..Options::default() });
            let svg = render::svg::svg(&scene, &render::svg::Options::default());
            prop_assert!(roxmltree::Document::parse(&svg).is_ok());
            prop_assert!(scene.bounds().is_none_or(|bounds| bounds.x >= 0.0 && bounds.right() <= scene.size.width + 1.0));
        }
    }
}

#[test]
fn a_highlighted_path_lies_behind_its_steps_and_arrows_and_is_numbered() {
    use render::shape::halo::OUT;
    use render::view::bpmn::Highlight;

    let mut build = Build::default();
    let task = || NodeKind::Task(Task { kind: TaskKind::Plain, repeat: None, compensation: false });
    let ids: Vec<_> = ["a", "b", "c"].iter().map(|name| build.node(name, name, None, task())).collect();
    for (from, to) in [(0, 1), (1, 2), (0, 2)] {
        build.flow(&format!("f{from}{to}"), "", ids[from], ids[to]);
    }
    // Round once more: a step has all of its ranks.
    let highlight = Highlight { path: vec![ids[0], ids[1], ids[0], ids[1]], aim: Some(ids[2]), title: "ici".to_owned() };
    let plain = Options { layout: Placing::Always, ..Options::default() };
    let scene = |highlight| scene(&build.model, &Options { highlight, ..plain.clone() });
    let (shown, without) = (scene(Some(highlight)), scene(None));
    let at = |role| shown.groups.iter().position(|group| group.role == role).expect("a group");
    assert!(at(Role::Highlight) < at(Role::Flow) && at(Role::Highlight) < at(Role::Task));
    let behind = &shown.groups[at(Role::Highlight)];
    assert_eq!(behind.title, "ici");
    let bands = behind.items.iter().filter(|item| matches!(item.shape, Shape::Polyline(..))).count();
    assert_eq!(bands, 1, "the arrow of the path, and no other");
    let step = outline(&shown, "b", Role::Task);
    let ring = behind.items.iter().any(|item| {
        let bounds = item.bounds();
        (bounds.x - step.x + OUT).abs() < 1.0 && (bounds.right() - step.right() - OUT).abs() < 1.0
    });
    assert!(ring, "a halo stands around the step");
    let numbers = shown.groups.iter().rev().find(|group| group.role == Role::Highlight).expect("the numbers");
    let numbers: Vec<_> =
        numbers.items.iter().filter_map(|item| if let Shape::Text(line) = &item.shape { Some(line.text.as_str()) } else { None }).collect();
    assert_eq!(numbers, ["1·3", "2·4"]);
    assert!(without.groups.iter().all(|group| group.role != Role::Highlight));
}

/// A gateway with a label whose default branch rises, laid out either way.
fn branches(direction: Direction, highlight: bool) -> Scene {
    let mut build = Build::default();
    let gateway = build.node("g", "Que faire du message ?", None, NodeKind::Gateway(Gateway::Exclusive));
    let mut flows = Vec::new();
    for name in ["a", "b", "c"] {
        let step = build.task(name, name, None, TaskKind::Plain);
        flows.push(build.flow(&format!("f{name}"), "", gateway, step));
    }
    build.model.flows[flows[0]].default = true;
    let highlight = highlight.then(|| render::view::bpmn::Highlight { path: vec![gateway], aim: Some(gateway), ..Default::default() });
    scene(&build.model, &Options { layout: Placing::Always, direction, highlight, ..Options::default() })
}

#[test]
fn the_slash_of_a_default_branch_leaves_the_label_of_its_gateway_free() {
    for direction in [Direction::LeftToRight, Direction::TopToBottom] {
        let scene = branches(direction, false);
        let group = |element: &str, role| scene.groups.iter().find(|g| g.element == element && g.role == role).expect("a group");
        let slash =
            group("fa", Role::Flow).items.iter().find(|item| matches!(&item.shape, Shape::Polyline(points, 0.0) if points.len() == 2));
        let slash = slash.expect("a slash").bounds();
        for item in group("g", Role::Gateway).items.iter().filter(|item| matches!(item.shape, Shape::Text(_))) {
            assert!(!item.bounds().overlaps(&slash.grown(1.0)), "{direction:?}: {:?} meets {slash:?}", item.bounds());
        }
    }
}

#[test]
fn the_rim_of_a_halo_does_not_strike_the_label_beside_it() {
    let scene = branches(Direction::LeftToRight, true);
    let gateway = scene.groups.iter().find(|group| group.element == "g" && group.role == Role::Gateway).expect("the gateway");
    let halo = scene.groups.iter().find(|group| group.role == Role::Highlight).expect("a halo");
    let rim = halo.items.iter().map(scene::Item::bounds).reduce(|a, b| a.union(&b)).expect("a rim");
    let struck: Vec<_> =
        gateway.items.iter().enumerate().filter(|(_, i)| matches!(i.shape, Shape::Text(_)) && i.bounds().overlaps(&rim)).collect();
    assert!(!struck.is_empty(), "the label is so near");
    for (at, text) in struck {
        let ground =
            |item: &scene::Item| matches!(item.shape, Shape::Rect(..)) && item.bounds().grown(3.0).contains(text.bounds().center());
        assert!(gateway.items[..at].iter().any(ground), "a ground below {text:?}");
    }
}

/// Two pools that one line of messages joins.
fn messages(label: &str, message: &str) -> Scene {
    let mut build = Build::default();
    let (top, bottom) = (build.pool("haut", "Haut", false), build.pool("bas", "Bas", false));
    let flow = MessageFlow {
        head: head("m", label),
        from: to(MessageEnd::Participant(top)),
        to: to(MessageEnd::Participant(bottom)),
        carries: Vec::new(),
        via: Vec::new(),
        envelope: None,
        message: Some(message.to_owned()),
        unnamed: label == message,
    };
    build.model.messages.push("m", flow);
    build.shape("haut", 0.0, 0.0, 400.0, 60.0);
    build.shape("bas", 0.0, 260.0, 400.0, 60.0);
    build.edge("m", &[(200.0, 60.0), (200.0, 260.0)]);
    in_place(&build.model, &Options::default()).scene
}

#[test]
fn the_name_of_a_message_stands_under_its_envelope() {
    for (label, shown) in [("Commande", vec!["Haut", "Bas", "Commande"]), ("Envoi", vec!["Haut", "Bas", "Commande", "Envoi"])] {
        let scene = messages(label, "Commande");
        assert_eq!(texts(&scene), shown);
        let name = scene.groups.iter().find(|group| group.role == Role::Text).expect("a name");
        let room = name.items.iter().map(|item| item.bounds()).reduce(|room, line| room.union(&line)).expect("letters");
        assert!((room.x - 200.0).abs() < 2.0 && (165.0..180.0).contains(&room.y), "{room:?}");
    }
    assert_eq!(texts(&messages("", "")), ["Haut", "Bas"]);
}

#[test]
fn a_step_in_no_lane_is_drawn_in_none() {
    let mut build = Build::default();
    let pool = build.pool("p", "Mairie", true);
    let lanes = [build.lane("l1", "Accueil", pool), build.lane("l2", "Service", pool)];
    let inside = build.task("a", "Recevoir", Some(lanes[0]), TaskKind::Plain);
    let beside = build.task("b", "Classer", None, TaskKind::Plain);
    build.model.nodes[beside].participant = Some(pool);
    build.flow("f", "", inside, beside);
    let drawn = scene(&build.model, &Options { layout: Placing::Always, ..Options::default() });
    let step = outline(&drawn, "b", Role::Task);
    assert!(outline(&drawn, "p", Role::Pool).contains(step.center()));
    for lane in ["l1", "l2"] {
        assert!(!outline(&drawn, lane, Role::Lane).contains(step.center()), "{lane}");
    }
}

#[test]
fn the_title_of_a_frame_is_read_over_what_stands_on_it() {
    for (top, hidden) in [(2.0, true), (60.0, false)] {
        let mut build = Build::default();
        let sub = build.node("s", "Instruire", None, NodeKind::SubProcess(SubProcess::default()));
        let step = build.task("a", "Lire", None, TaskKind::Plain);
        build.model.nodes[step].parent = Some(sub);
        build.shape("s", 0.0, 0.0, 300.0, 160.0);
        build.shape("a", 100.0, top, 100.0, 80.0);
        let scene = in_place(&build.model, &Options::default()).scene;
        let order = |wanted: &str| {
            let says =
                |group: &scene::Group| group.items.iter().any(|item| matches!(&item.shape, Shape::Text(line) if line.text == wanted));
            scene.groups.iter().position(says).expect("it is written")
        };
        assert_eq!(order("Instruire") > order("Lire"), hidden, "{top}");
    }
}
