//! A scene as SVG text: one element a line, attributes in a fixed order, two decimals, nothing from outside.

mod font;
mod write;

pub use write::{attribute, identifier, number, text};

use crate::geometry::Point;
use crate::scene::{Anchor, Dash, Group, Item, Piece, Scene, Shape, Style, Trace};
use crate::text::Weight;
use crate::theme::Paint;
use indexmap::{IndexMap, IndexSet};
use std::fmt::Write;

/// Where the reader's program finds the font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FontMode {
    /// In the file: every reader sees the widths that were measured.
    #[default]
    Embedded,
    /// By its name only, as in a page that already carries it.
    Named,
}

/// How SVG is written.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the font is.
    pub font: FontMode,
    /// Put before every `id`, so that several drawings can stand in one page.
    pub prefix: String,
    /// Where a click on an element leads, by the element's name; for pages that hold the targets.
    pub links: IndexMap<String, String>,
}

/// The families tried in turn; the first is the one that was measured.
const FAMILIES: &str = "Inter, 'Helvetica Neue', Arial, sans-serif";

/// The SVG document of `scene`, ending in a line break.
pub fn svg(scene: &Scene, options: &Options) -> String {
    let mut out = String::new();
    let (width, height) = (number(scene.size.width), number(scene.size.height));
    let prefix = attribute(&options.prefix);
    let lang = match scene.lang {
        model::diagnostic::Lang::Fr => "fr",
        model::diagnostic::Lang::En => "en",
    };
    // What can be followed must not be hidden from those who do not see the picture.
    let role = if options.links.is_empty() { "img" } else { "group" };
    _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" lang=\"{lang}\" \
         role=\"{role}\" aria-labelledby=\"{prefix}title {prefix}description\" font-family=\"{FAMILIES}\">"
    );
    _ = writeln!(out, "<title id=\"{prefix}title\">{}</title>", text(&scene.title));
    _ = writeln!(out, "<desc id=\"{prefix}description\">{}</desc>", text(&scene.description));
    if options.font == FontMode::Embedded {
        font::embed(scene, &mut out);
    }
    let canvas = scene.theme.palette().canvas;
    _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{canvas}\"/>");
    let mut ids = IndexSet::from(["title".to_owned(), "description".to_owned()]);
    // One link an element is enough: its arrows and badges need none of their own.
    let mut led = IndexSet::new();
    for group in &scene.groups {
        let link = options.links.get(&group.element).filter(|_| !group.title.is_empty() && led.insert(&group.element));
        if let Some(href) = link {
            _ = writeln!(out, "<a href=\"{}\" aria-label=\"{}\">", attribute(href), attribute(&group.title));
        }
        open(group, &options.prefix, &mut ids, &mut out);
        for item in &group.items {
            self::item(scene, item, &mut out);
        }
        out.push_str(if link.is_some() { "</g>\n</a>\n" } else { "</g>\n" });
    }
    out.push_str("</svg>\n");
    out
}

fn open(group: &Group, prefix: &str, ids: &mut IndexSet<String>, out: &mut String) {
    out.push_str("<g");
    if !group.element.is_empty() {
        let id = identifier(&group.element);
        // The first group of an element bears its id: arrows and badges of the same element follow it.
        if ids.insert(id.clone()) {
            _ = write!(out, " id=\"{}{id}\"", attribute(prefix));
        }
        _ = write!(out, " data-element=\"{}\"", attribute(&group.element));
    }
    _ = writeln!(out, " class=\"{}\">", group.role.name());
    if !group.title.is_empty() {
        _ = writeln!(out, "<title>{}</title>", text(&group.title));
    }
}

fn item(scene: &Scene, item: &Item, out: &mut String) {
    match &item.shape {
        Shape::Rect(rect, radius) => {
            let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(number);
            _ = write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
            if *radius > 0.0 {
                _ = write!(out, " rx=\"{}\"", number(*radius));
            }
        }
        Shape::Circle(center, radius) => {
            _ = write!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", number(center.x), number(center.y), number(*radius));
        }
        Shape::Polygon(points) => _ = write!(out, "<polygon points=\"{}\"", points.iter().map(|p| spot(*p)).collect::<Vec<_>>().join(" ")),
        Shape::Polyline(points, radius) => _ = write!(out, "<path d=\"{}\"", path(&Trace::rounded(points, *radius))),
        Shape::Path(trace) => _ = write!(out, "<path d=\"{}\"", path(trace)),
        Shape::Text(line) => {
            let (x, y) = (number(line.at.x), number(line.at.y));
            _ = write!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\"", number(line.size));
            if line.weight != Weight::Regular {
                _ = write!(out, " font-weight=\"{}\"", line.weight.number());
            }
            match line.anchor {
                Anchor::Start => {}
                Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
                Anchor::End => out.push_str(" text-anchor=\"end\""),
            }
            if line.upwards {
                _ = write!(out, " transform=\"rotate(-90 {x} {y})\"");
            }
            paint(scene, &item.style, out);
            _ = writeln!(out, ">{}</text>", text(&line.text));
            return;
        }
    }
    paint(scene, &item.style, out);
    out.push_str("/>\n");
}

fn paint(scene: &Scene, style: &Style, out: &mut String) {
    match scene.color(style.fill) {
        Some(color) => _ = write!(out, " fill=\"{color}\""),
        None => out.push_str(" fill=\"none\""),
    }
    let Some(color) = scene.color(style.stroke) else { return };
    if style.stroke == Paint::None || style.width <= 0.0 {
        return;
    }
    _ = write!(out, " stroke=\"{color}\" stroke-width=\"{}\"", number(scene.thickness(style)));
    if style.dash != Dash::Solid {
        let lengths: Vec<_> = style.dash.lengths().iter().map(|length| number(*length)).collect();
        _ = write!(out, " stroke-dasharray=\"{}\"", lengths.join(" "));
    }
    if style.round {
        out.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
    }
}

fn path(trace: &Trace) -> String {
    let mut out = String::new();
    for piece in &trace.0 {
        if !out.is_empty() {
            out.push(' ');
        }
        match piece {
            Piece::Move(end) => _ = write!(out, "M{}", spot(*end)),
            Piece::Line(end) => _ = write!(out, "L{}", spot(*end)),
            Piece::Curve(a, b, end) => _ = write!(out, "C{} {} {}", spot(*a), spot(*b), spot(*end)),
            Piece::Close => out.push('Z'),
        }
    }
    out
}

fn spot(point: Point) -> String {
    format!("{},{}", number(point.x), number(point.y))
}
