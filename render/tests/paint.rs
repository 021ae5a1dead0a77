//! What is painted: goldens, the same bytes twice, well-formed whatever a label holds.

mod support;

use model::diagnostic::{Lang, Severity};
use model::process::*;
use render::scene::dump::dump;
use render::theme::Theme;
use render::view::bpmn::{Found, Options, scene};
use render::view::gallery;
use render::{png, svg};
use resvg::usvg::roxmltree;
use support::{Build, call_centre, golden, to};

fn options() -> svg::Options {
    svg::Options { font: svg::FontMode::Named, ..svg::Options::default() }
}

/// Badges and findings on the steps of the call centre.
fn marked(build: &Build) -> Options {
    let mut options = Options::default();
    let node = |name: &str| build.model.nodes.named(name)[0];
    options.badges.insert(node("appeler"), vec!["OP-01".to_owned(), "OP-02".to_owned(), "OP-03".to_owned()]);
    options.badges.insert(node("debut"), vec!["OP-04".to_owned()]);
    options.findings.insert(node("enregistrer"), Found { severity: Severity::Error, count: 2 });
    options.findings.insert(node("accord"), Found { severity: Severity::Warning, count: 1 });
    options
}

#[test]
fn the_legend() {
    let scene = gallery::scene(Theme::Light, Lang::Fr);
    golden("legend.scene", &dump(&scene));
    golden("legend.svg", &svg::svg(&scene, &options()));
}

#[test]
fn a_given_diagram() {
    let build = call_centre();
    let scene = scene(&build.model, &marked(&build));
    golden("call-centre.scene", &dump(&scene));
    golden("call-centre.svg", &svg::svg(&scene, &options()));
}

#[test]
fn every_theme_gives_the_same_bytes_twice() {
    let build = call_centre();
    for theme in Theme::ALL {
        let options = Options { theme, ..marked(&build) };
        let draw = || svg::svg(&scene(&build.model, &options), &svg::Options::default());
        assert_eq!(draw(), draw());
        let paint = || png::png(&scene(&build.model, &options), 1.5).expect("a picture");
        assert_eq!(paint(), paint());
    }
}

#[test]
fn hostile_labels_are_only_text() {
    let labels = [
        "<script>alert(1)</script>",
        "]]>",
        "\u{1}\u{8}\u{FFFE}\u{202E}abc",
        "\"'&amp;&lt;",
        "</text></svg>",
        "\n\n\n",
        "   ",
        "a\u{300}\u{301}\u{302}",
        "\u{0}",
    ];
    let mut build = Build::default();
    let pool = build.pool("p\"><script>", labels[0], true);
    let lane = build.lane("l<", labels[4], pool);
    let mut last = None;
    for (at, label) in labels.iter().enumerate() {
        let name = format!("{label}{at}\" onload=\"x");
        let node = build.task(&name, label, Some(lane), TaskKind::User);
        build.event(&format!("e{name}"), label, Some(lane), EventPosition::Intermediate, Trigger::Timer);
        if let Some(last) = last {
            build.flow(&name, label, last, node);
        }
        last = Some(node);
    }
    for font in [svg::FontMode::Named, svg::FontMode::Embedded] {
        let text = svg::svg(
            &scene(&build.model, &Options::default()),
            &svg::Options { font, prefix: "a\"<".to_owned(), ..svg::Options::default() },
        );
        assert!(!text.to_lowercase().contains("<script"));
        let tree = roxmltree::Document::parse(&text).expect("well-formed");
        assert!(tree.descendants().all(|node| !node.attributes().any(|attribute| attribute.name().starts_with("on"))));
        let mut ids = std::collections::HashSet::new();
        assert!(tree.descendants().filter_map(|node| node.attribute("id")).all(|id| ids.insert(id.to_owned())), "identifiers are unique");
        assert!(
            tree.descendants()
                .any(|node| node.text() == Some("<script>alert(1)</script>") || node.text().is_some_and(|text| text.contains("</svg>")))
        );
    }
    assert!(png::png(&scene(&build.model, &Options::default()), 1.0).is_ok());
}

#[test]
fn every_trigger_at_every_position() {
    use EventPosition::{Boundary, End, Intermediate, Start};
    let mut build = Build::default();
    let host = build.task("host", "Hôte", None, TaskKind::Plain);
    for position in [Start, Intermediate, Boundary, End] {
        for trigger in gallery::TRIGGERS {
            for (throwing, non_interrupting) in [(false, false), (true, false), (false, true), (true, true)] {
                let event =
                    Event { position, trigger, throwing, non_interrupting, host: (position == Boundary).then(|| to(host)), detail: None };
                build.node(&format!("{position:?}{trigger:?}{throwing}{non_interrupting}"), "", None, NodeKind::Event(event));
            }
        }
    }
    let scene = scene(&build.model, &Options::default());
    assert_eq!(scene.groups.iter().filter(|group| group.role.name() == "event").count(), 4 * 13 * 4);
    assert!(roxmltree::Document::parse(&svg::svg(&scene, &options())).is_ok());
}

#[test]
fn a_picture_too_large_says_which_scale_fits() {
    let mut scene = gallery::scene(Theme::Light, Lang::Fr);
    scene.size = render::geometry::Size::new(10_000.0, 4_000.0);
    let Err(png::PngError::TooLarge { width, height, fits }) = png::png(&scene, 3.0) else { panic!("too large") };
    assert_eq!((width, height, fits), (30_000.0, 12_000.0, 2.0));
    assert!(png::png(&scene, 3.0).unwrap_err().text().fr.contains("--scale 2"));
    assert_eq!(png::png(&scene, f64::NAN), Err(png::PngError::BadScale));
    assert_eq!(png::png(&scene, 0.0), Err(png::PngError::BadScale));
    scene.size = render::geometry::Size::new(1e9, 1e9);
    assert!(matches!(png::png(&scene, 1.0), Err(png::PngError::TooLarge { .. })));
}

#[test]
fn measured_widths_are_those_that_are_drawn() {
    use render::text::{Weight, width};
    for (text, weight) in [
        ("Enregistrer les coordonnées", Weight::Regular),
        ("AVATAR To Ty « oui » № 3 → ✓", Weight::Regular),
        ("Opérateur de centre d'appels — œuvre", Weight::Bold),
    ] {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='900' height='50'><text x='10' y='30' font-family='Inter' font-size='20' font-weight='{}'>{text}</text></svg>",
            weight.number()
        );
        let tree = resvg::usvg::Tree::from_str(&svg, &png::options()).expect("a tree");
        let Some(resvg::usvg::Node::Text(drawn)) = tree.root().children().first() else { panic!("a text") };
        let drawn = f64::from(drawn.bounding_box().width());
        let measured = width(text, 20.0, weight);
        assert!((drawn - measured).abs() < 0.01, "{text}: drawn {drawn:.3}, measured {measured:.3}");
    }
}
