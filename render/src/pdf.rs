//! A scene as a PDF page: lines stay lines, text stays text in the bundled font, and the page is as large as the drawing.
//!
//! Like SVG it only writes down what stands in the scene. There is no date and no random identifier in the file: the
//! same scene gives the same bytes.

mod ink;
mod outline;

use crate::geometry::Point;
use crate::scene::{Anchor, Item, Line, Scene, Shape};
use crate::text::{self, Weight, font};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::geom::{Point as Spot, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use model::diagnostic::{Lang, Text};
use model::text;

/// Points of a page for each pixel of a drawing: a pixel is 1/96 of an inch, a point 1/72.
const POINTS: f64 = 0.75;

/// The longest side of a page that readers must accept, in points.
const MAX_SIDE: f64 = 14_400.0;

/// Why there is no PDF: the writer refused what it was given, a mistake of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PdfError(String);

impl PdfError {
    /// What to tell the user.
    pub fn text(&self) -> Text {
        let message = &self.0;
        text!("le PDF n'a pas pu être écrit : {message}", "the PDF could not be written: {message}")
    }
}

/// The PDF file of `scene`, one page; a drawing too large for a page is made smaller as a whole.
///
/// # Errors
/// Where the writer refuses what it was given.
pub fn pdf(scene: &Scene) -> Result<Vec<u8>, PdfError> {
    let refused = |what: &str| PdfError(what.to_owned());
    let (width, height) = (scene.size.width.max(1.0), scene.size.height.max(1.0));
    let scale = POINTS.min(MAX_SIDE / width.max(height));
    let settings = PageSettings::from_wh((width * scale) as f32, (height * scale) as f32).ok_or_else(|| refused("page"))?;
    let mut document = Document::new_with(SerializeSettings { enable_tagging: true, ..SerializeSettings::default() });
    let lang = if scene.lang == Lang::Fr { "fr" } else { "en" };
    let title = text::clean(&scene.title).replace('\n', " ");
    let about = text::clean(&scene.description).replace('\n', " ");
    document.set_metadata(Metadata::new().title(title.clone()).description(about.clone()).language(lang.to_owned()));
    let fonts = Fonts::new().ok_or_else(|| refused("font"))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let drawn = surface.start_tagged(ContentTag::Other);
    surface.push_transform(&Transform::from_scale(scale as f32, scale as f32));
    let mut pen = Pen { scene, fonts: &fonts, surface: &mut surface };
    pen.ground(width, height);
    for item in scene.groups.iter().flat_map(|group| &group.items) {
        pen.item(item);
    }
    surface.pop();
    surface.end_tagged();
    surface.finish();
    page.finish();
    let figure = TagGroup::with_children(Tag::Figure(Some(format!("{title}. {about}"))), vec![drawn.into()]);
    let mut tree = TagTree::new().with_lang(Some(lang.to_owned()));
    tree.push(figure);
    document.set_tag_tree(tree);
    document.finish().map_err(|error| PdfError(format!("{error:?}")))
}

/// The bundled font as the writer holds it.
struct Fonts([Font; 2]);

impl Fonts {
    fn new() -> Option<Fonts> {
        let [regular, bold] = Weight::ALL.map(|weight| Font::new(weight.file().to_vec().into(), 0));
        Some(Fonts([regular?, bold?]))
    }

    fn of(&self, weight: Weight) -> Font {
        self.0[weight as usize].clone()
    }
}

struct Pen<'a, 'b> {
    scene: &'a Scene,
    fonts: &'a Fonts,
    surface: &'a mut Surface<'b>,
}

impl Pen<'_, '_> {
    fn ground(&mut self, width: f64, height: f64) {
        self.surface.set_fill(Some(ink::fill(self.scene.theme.palette().canvas)));
        self.surface.set_stroke(None);
        if let Some(path) = outline::rect(&crate::geometry::Rect::new(0.0, 0.0, width, height), 0.0) {
            self.surface.draw_path(&path);
        }
    }

    fn item(&mut self, item: &Item) {
        let fill = self.scene.color(item.style.fill).map(ink::fill);
        if let Shape::Text(line) = &item.shape {
            if fill.is_some() {
                self.surface.set_fill(fill);
                self.surface.set_stroke(None);
                self.text(line);
            }
            return;
        }
        let stroke = self.scene.color(item.style.stroke).filter(|_| item.style.width > 0.0);
        let stroke = stroke.map(|color| ink::stroke(color, self.scene.thickness(&item.style), &item.style));
        if fill.is_none() && stroke.is_none() {
            return;
        }
        self.surface.set_fill(fill);
        self.surface.set_stroke(stroke);
        if let Some(path) = outline::path(&item.shape) {
            self.surface.draw_path(&path);
        }
    }

    fn text(&mut self, line: &Line) {
        let glyphs: Vec<KrillaGlyph> = font::glyphs(&line.text, line.weight)
            .into_iter()
            .map(|glyph| KrillaGlyph {
                glyph_id: GlyphId::new(glyph.id),
                text_range: glyph.bytes,
                x_advance: glyph.advance as f32,
                x_offset: glyph.offset.0 as f32,
                y_offset: glyph.offset.1 as f32,
                y_advance: 0.0,
                location: None,
            })
            .collect();
        let width = text::width(&line.text, line.size, line.weight);
        let before = match line.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        let Point { x, y } = line.at;
        let turned = line.upwards;
        if turned {
            self.surface.push_transform(&Transform::from_rotate_at(-90.0, x as f32, y as f32));
        }
        let start = Spot::from_xy((x - before) as f32, y as f32);
        self.surface.draw_glyphs(start, &glyphs, self.fonts.of(line.weight), &line.text, line.size as f32, false);
        if turned {
            self.surface.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;
    use crate::scene::{Group, Role, Style};
    use crate::theme::{Theme, Token};

    fn scene(text: &str) -> Scene {
        let mut group = Group::new("a", Role::Text, "");
        let line = |upwards| Line {
            at: Point::new(20.0, 80.0),
            anchor: Anchor::Middle,
            size: 12.0,
            weight: Weight::Bold,
            upwards,
            text: text.to_owned(),
        };
        group.push(Shape::Text(line(false)), Style::fill(Token::Ink));
        group.push(Shape::Text(line(true)), Style::fill(Token::Ink));
        group.push(
            Shape::Polyline(vec![Point::new(0.0, 0.0), Point::new(9.0, 0.0), Point::new(9.0, 9.0)], 3.0),
            Style::line(Token::Flow, 1.0),
        );
        Scene {
            size: Size::new(400.0, 200.0),
            title: "Titre".to_owned(),
            description: "Ce que montre le dessin".to_owned(),
            lang: Lang::Fr,
            theme: Theme::Dark,
            groups: vec![group],
        }
    }

    #[test]
    fn the_same_scene_gives_the_same_bytes_without_a_date() {
        let (one, two) = (pdf(&scene("Données")), pdf(&scene("Données")));
        let bytes = one.as_ref().expect("the scene can be written");
        assert!(bytes.starts_with(b"%PDF-"));
        assert_eq!(one, two);
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("CreationDate") && !text.contains("CreateDate"), "no date");
        assert!(text.contains("/Lang(fr)") || text.contains("/Lang (fr)"), "its language is said");
        assert!(text.contains("[0 0 300 150]"), "a page of the drawing's size");
    }

    #[test]
    fn any_text_can_be_written() {
        for text in ["<&>\"", "ffi ﬁn", "漢字 שלום", "a\u{301}e", "\u{1F600}", "\\()"] {
            assert!(pdf(&scene(text)).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_drawing_larger_than_a_page_is_made_smaller() {
        let mut large = scene("a");
        large.size = Size::new(40_000.0, 100.0);
        let bytes = pdf(&large).expect("the scene can be written");
        assert!(String::from_utf8_lossy(&bytes).contains("[0 0 14400 36]"));
    }
}
