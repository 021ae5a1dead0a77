//! What the views share: words, lists cut to a width, legends, and the drawing of nothing.

use super::overview::{Context, Drawn};
use crate::geometry::{Point, Rect};
use crate::scene::{Anchor, Group, Line, Role, Shape, Style};
use crate::shape::{LINE, label};
use crate::text::{Block, Weight, block};
use crate::theme::{Paint, Token};
use model::diagnostic::Lang;
use model::process::{DataCategory, Datum, Id, Model};

/// The text of a language.
pub fn say<'a>(lang: Lang, fr: &'a str, en: &'a str) -> &'a str {
    if lang == Lang::Fr { fr } else { en }
}

/// The colon of a language with its spaces.
pub fn colon(lang: Lang) -> String {
    say(lang, "\u{A0}: ", ": ").to_owned()
}

/// A number with its noun, in the singular where the language wants it.
pub fn count(lang: Lang, number: usize, fr: [&str; 2], en: [&str; 2]) -> String {
    let (nouns, one) = if lang == Lang::Fr { (fr, number < 2) } else { (en, number == 1) };
    format!("{number} {}", if one { nouns[0] } else { nouns[1] })
}

/// Whether a category is one of art. 9 or 10.
pub fn sensitive(category: DataCategory) -> bool {
    use DataCategory as C;
    matches!(
        category,
        C::Origin | C::Opinions | C::Beliefs | C::TradeUnion | C::Genetic | C::Biometric | C::Health | C::SexLife | C::Offences
    )
}

/// Whether a datum is sensitive, or the national number that the law treats apart.
pub fn is_sensitive(model: &Model, datum: Id<Datum>) -> bool {
    let category = model.data[datum].category.as_ref();
    category.is_some_and(|category| sensitive(category.value) || category.value == DataCategory::Nir)
}

/// `names` in at most `lines` lines of `width` pixels, the rest as a number: `nom, téléphone, +3`.
pub fn summary(names: &[&str], width: f64, lines: usize, size: f64) -> Block {
    let fits = |count: usize| {
        let mut text = names[..count].join(", ");
        if count < names.len() {
            text.push_str(&format!(",\u{A0}+{}", names.len() - count));
        }
        block(&text, width, size, Weight::Regular)
    };
    let whole = fits(names.len());
    if whole.lines.len() <= lines || names.len() < 2 {
        return whole;
    }
    let (mut low, mut high, mut best) = (1, names.len() - 1, fits(1));
    while low <= high {
        let middle = low.midpoint(high);
        let tried = fits(middle);
        if tried.lines.len() <= lines {
            best = tried;
            low = middle + 1;
        } else {
            high = middle - 1;
        }
    }
    best
}

/// Writes one line of text.
pub fn line(group: &mut Group, text: &str, at: Point, anchor: Anchor, size: f64, weight: Weight, ink: impl Into<Paint>) {
    if !text.trim().is_empty() {
        let line = Line { at, anchor, size, weight, upwards: false, text: text.to_owned() };
        group.push(Shape::Text(line), Style::fill(ink));
    }
}

/// The box that says that there is nothing to draw, and why.
pub fn nothing(context: &Context<'_>, why: &str) -> Drawn {
    let element = context.activity.map_or("", |id| context.model.activities[id].head.name.as_str());
    let mut group = Group::new(element, Role::Text, "");
    let text = block(why, 420.0, 13.0, Weight::Regular);
    let rect = Rect::new(0.0, 0.0, text.extent.width.max(240.0) + 40.0, text.extent.height + 36.0);
    group.push(Shape::Rect(rect, 8.0), Style::both(Token::PoolFill, Token::NoteLine, LINE).dashed(crate::scene::Dash::Short));
    label::centered(&mut group, &text, rect, Token::Ink);
    Drawn { groups: vec![group], about: why.to_owned() }
}

/// How a sign is drawn in the box it is given.
pub type Sign = Box<dyn Fn(&mut Group, Rect)>;

/// One entry of a legend: how its sign is drawn in the box it is given, and what the sign means.
pub struct Entry {
    /// Draws the sign within a box of [`SIGN`] size.
    pub sign: Sign,
    /// What it means.
    pub text: String,
}

/// Width and height of the signs of a legend, in pixels.
pub const SIGN: (f64, f64) = (30.0, 16.0);

/// A legend in rows of at most `width` pixels, its top left corner at `at`; gives back its height.
pub fn legend(group: &mut Group, entries: &[Entry], at: Point, width: f64) -> f64 {
    let (mut x, mut y, mut row) = (at.x, at.y, 0.0_f64);
    for entry in entries {
        let text = block(&entry.text, (width - SIGN.0 - 8.0).clamp(80.0, 420.0), label::SMALL, Weight::Regular);
        let (wide, high) = (SIGN.0 + 8.0 + text.extent.width, text.extent.height.max(SIGN.1));
        if x > at.x && x + wide > at.x + width {
            (x, y, row) = (at.x, y + row + 6.0, 0.0);
        }
        (entry.sign)(group, Rect::new(x, y + (high - SIGN.1) / 2.0, SIGN.0, SIGN.1));
        label::flush(group, &text, Point::new(x + SIGN.0 + 8.0, y + (high - text.extent.height) / 2.0), Token::Ink);
        row = row.max(high);
        x += wide + 22.0;
    }
    y + row - at.y
}

/// The extent of groups.
pub fn bounds(groups: &[Group]) -> Rect {
    let items = groups.iter().flat_map(|group| &group.items).map(crate::scene::Item::bounds);
    items.reduce(|all, one| all.union(&one)).unwrap_or_default()
}
