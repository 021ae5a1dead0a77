//! The risks on the CNIL's map: severity upwards, likelihood to the right, four degrees each.

use super::kit;
use super::overview::{Context, Drawn};
use crate::geometry::{Point, Rect};
use crate::scene::{Anchor, Dash, Group, Line, Role, Shape, Style};
use crate::shape::{LINE, label};
use crate::text::font::cap_height;
use crate::text::{Block, Weight, block};
use crate::theme::{Color, Paint, Palette, Token};
use model::process::vocabulary::Words;
use model::process::*;

/// Width of a cell, and its least height, in pixels.
const CELL: (f64, f64) = (186.0, 92.0);

const SCALE: [Rating; 4] = [Rating::Negligible, Rating::Limited, Rating::Significant, Rating::Maximum];

/// Width and height of a risk's number, in pixels.
const CHIP: (f64, f64) = (30.0, 18.0);

struct Entry {
    id: Id<Risk>,
    number: usize,
    name: Block,
    place: Option<(usize, usize)>,
}

impl Entry {
    fn height(&self) -> f64 {
        self.name.extent.height.max(CHIP.1)
    }
}

/// The map of one activity.
pub fn draw(context: &Context<'_>) -> Drawn {
    let model = context.model;
    let risks: Vec<_> = model.risks.iter().filter(|(_, risk)| context.owns(risk.head.scope)).map(|(id, _)| id).collect();
    if risks.is_empty() {
        let why = context.say(
            "Aucun risque n'est déclaré. Un risque s'écrit : risque accès-illégitime { gravité importante ; vraisemblance limitée }",
            "No risk is declared. A risk is written: risk illegitimate-access { severity significant; likelihood limited }",
        );
        return kit::nothing(context, why);
    }
    let entries: Vec<Entry> = (risks.into_iter().enumerate())
        .map(|(at, id)| Entry {
            id,
            number: at + 1,
            name: block(model.risks[id].head.title(), CELL.0 - CHIP.0 - 24.0, label::SMALL, Weight::Regular),
            place: place(&model.risks[id]),
        })
        .collect();
    let map = Map::new(&entries);
    let mut groups = vec![map.frame(context)];
    for (at, entry) in entries.iter().enumerate() {
        if let Some(spot) = map.spots[at] {
            groups.push(risk(context, entry, spot));
        }
    }
    let mut y = map.rows[4] + 58.0;
    for entry in &entries {
        let (group, height) = detail(context, entry, Point::new(0.0, y), map.right());
        groups.push(group);
        y += height + 8.0;
    }
    let lang = context.options.lang;
    let aside = entries.iter().filter(|entry| entry.place.is_none()).count();
    let mut about = kit::count(lang, entries.len(), ["risque", "risques"], ["risk", "risks"]);
    if aside > 0 {
        about.push_str(", ");
        about.push_str(&kit::count(lang, aside, ["non placé", "non placés"], ["not placed", "not placed"]));
    }
    Drawn { groups, about: about + "." }
}

/// Column and row of a risk, the row from the top.
fn place(risk: &Risk) -> Option<(usize, usize)> {
    let degree = |rating: &Option<model::source::Spanned<Result<Rating, String>>>| {
        let rating = *rating.as_ref()?.value.as_ref().ok()?;
        SCALE.iter().position(|known| *known == rating)
    };
    Some((degree(&risk.likelihood)?, 3 - degree(&risk.severity)?))
}

struct Map {
    left: f64,
    /// Top of each row, and the bottom of the last.
    rows: [f64; 5],
    spots: Vec<Option<Point>>,
}

impl Map {
    fn new(entries: &[Entry]) -> Map {
        let mut heights = [CELL.1; 4];
        let mut used = [[12.0_f64; 4]; 4];
        for entry in entries {
            if let Some((column, row)) = entry.place {
                used[row][column] += entry.height() + 8.0;
                heights[row] = heights[row].max(used[row][column] + 4.0);
            }
        }
        let mut rows = [0.0; 5];
        for at in 0..4 {
            rows[at + 1] = rows[at] + heights[at];
        }
        let left = 116.0;
        let mut next = [[0.0_f64; 4]; 4];
        let spots = entries.iter().map(|entry| {
            let (column, row) = entry.place?;
            let y = rows[row] + 12.0 + next[row][column];
            next[row][column] += entry.height() + 8.0;
            Some(Point::new(left + column as f64 * CELL.0 + 9.0, y))
        });
        Map { left, rows, spots: spots.collect() }
    }

    fn right(&self) -> f64 {
        self.left + 4.0 * CELL.0
    }

    fn frame(&self, context: &Context<'_>) -> Group {
        let palette = context.options.theme.palette();
        let lang = context.options.lang;
        let mut group = Group::new("", Role::Heading, "");
        for row in 0..4 {
            for column in 0..4 {
                let rect = Rect::new(self.left + column as f64 * CELL.0, self.rows[row], CELL.0, self.rows[row + 1] - self.rows[row]);
                let fill = Paint::Color(tint(palette, column + (3 - row)));
                group.push(Shape::Rect(rect, 0.0), Style::both(fill, Token::LaneLine, 1.0));
            }
        }
        let whole = Rect::new(self.left, 0.0, 4.0 * CELL.0, self.rows[4]);
        group.push(Shape::Rect(whole, 0.0), Style::line(Token::PoolLine, LINE));
        for (at, rating) in SCALE.iter().enumerate() {
            let name = rating.label(lang);
            let (top, bottom) = (self.rows[3 - at], self.rows[4 - at]);
            let text = block(name, 84.0, label::SMALL, Weight::Regular);
            let y = (top + bottom) / 2.0 + cap_height(label::SMALL) / 2.0;
            for line in &text.lines {
                kit::line(&mut group, line, Point::new(self.left - 8.0, y), Anchor::End, label::SMALL, Weight::Regular, Token::Ink);
            }
            let x = self.left + (at as f64 + 0.5) * CELL.0;
            kit::line(&mut group, name, Point::new(x, self.rows[4] + 17.0), Anchor::Middle, label::SMALL, Weight::Regular, Token::Ink);
        }
        let across = context.say("Vraisemblance →", "Likelihood →");
        let middle = self.left + 2.0 * CELL.0;
        kit::line(&mut group, across, Point::new(middle, self.rows[4] + 37.0), Anchor::Middle, label::STEP, Weight::Bold, Token::Ink);
        let up = Line {
            at: Point::new(14.0, self.rows[4] / 2.0),
            anchor: Anchor::Middle,
            size: label::STEP,
            weight: Weight::Bold,
            upwards: true,
            text: context.say("Gravité →", "Severity →").to_owned(),
        };
        group.push(Shape::Text(up), Style::fill(Token::Ink));
        group
    }
}

/// The ground of a cell: the theme's own, the stronger the higher severity and likelihood are, and always fit to be
/// written on. Degree 0 to 6.
fn tint(palette: &Palette, degree: usize) -> Color {
    let base = palette.color(Token::PoolFill);
    let mut share = degree as f64 * 0.075;
    loop {
        let color = base.mixed(palette.color(Token::Error), share);
        if share <= 0.0 || palette.color(Token::Ink).contrast(color) >= 5.5 {
            return color;
        }
        share -= 0.02;
    }
}

fn chip(group: &mut Group, number: usize, at: Point, aside: bool) {
    let rect = Rect::new(at.x, at.y, CHIP.0, CHIP.1);
    // What has no place on the map is an empty frame, dashed.
    let (style, ink) = if aside {
        (Style::both(Token::Canvas, Token::Ink, 1.0).dashed(Dash::Short), Token::Ink)
    } else {
        (Style::both(Token::BadgeFill, Token::BadgeInk, 0.8), Token::BadgeInk)
    };
    group.push(Shape::Rect(rect, CHIP.1 / 2.0), style);
    let at = Point::new(rect.center().x, rect.center().y + cap_height(10.0) / 2.0);
    kit::line(group, &format!("R{number}"), at, Anchor::Middle, 10.0, Weight::Bold, ink);
}

fn risk(context: &Context<'_>, entry: &Entry, at: Point) -> Group {
    let risk = &context.model.risks[entry.id];
    let mut group = Group::new(risk.head.name.as_str(), Role::Risk, told(context, risk).join(" ; "));
    chip(&mut group, entry.number, at, false);
    let top = at.y + (CHIP.1 - entry.name.size * crate::text::LINE) / 2.0;
    let top = if entry.name.lines.len() > 1 { at.y } else { top };
    label::flush(&mut group, &entry.name, Point::new(at.x + CHIP.0 + 6.0, top), Token::Ink);
    group
}

/// What is said of a risk: its degrees, then impacts, sources, threats and measures.
fn told(context: &Context<'_>, risk: &Risk) -> Vec<String> {
    let (model, lang) = (context.model, context.options.lang);
    let colon = kit::colon(lang);
    let degree = |rating: &Option<model::source::Spanned<Result<Rating, String>>>| match rating.as_ref().map(|rating| &rating.value) {
        Some(Ok(rating)) => rating.label(lang).to_lowercase(),
        Some(Err(word)) => format!("{} {word}", context.say("hors échelle,", "off the scale,")),
        None => context.say("non indiquée", "not stated").to_owned(),
    };
    let mut out = vec![
        format!("{} {}", context.say("gravité", "severity"), degree(&risk.severity)),
        format!("{} {}", context.say("vraisemblance", "likelihood"), degree(&risk.likelihood)),
    ];
    let lists = [
        (context.say("impacts", "impacts"), texts(&risk.impacts)),
        (context.say("sources", "sources"), texts(&risk.sources)),
        (context.say("menaces", "threats"), texts(&risk.threats)),
    ];
    for (name, list) in lists {
        if !list.is_empty() {
            out.push(format!("{name}{colon}{}", list.join(", ")));
        }
    }
    let measures: Vec<&str> =
        risk.measures.iter().map(|measure| measure.to.map_or(measure.text.as_str(), |id| model.measures[id].head.title())).collect();
    let none = context.say("aucune", "none");
    let measures = if measures.is_empty() { none.to_owned() } else { measures.join(", ") };
    out.push(format!("{}{colon}{measures}", context.say("mesures", "measures")));
    out
}

fn texts(list: &[model::source::Spanned<String>]) -> Vec<&str> {
    list.iter().map(|text| text.value.as_str()).collect()
}

/// A risk below the map: its number, its name, what is said of it.
fn detail(context: &Context<'_>, entry: &Entry, at: Point, right: f64) -> (Group, f64) {
    let risk = &context.model.risks[entry.id];
    let mut group = Group::new(risk.head.name.as_str(), Role::Risk, risk.head.title());
    chip(&mut group, entry.number, at, entry.place.is_none());
    let left = at.x + CHIP.0 + 10.0;
    let aside = if entry.place.is_none() { context.say(" — non placé sur la carte", " — not placed on the map") } else { "" };
    let name = block(&format!("{}{aside}", risk.head.title()), right - left, label::STEP, Weight::Bold);
    label::flush(&mut group, &name, Point::new(left, at.y + 1.0), Token::Ink);
    let text = block(&told(context, risk).join(" · "), right - left, label::SMALL, Weight::Regular);
    let below = at.y + 1.0 + name.extent.height + 2.0;
    label::flush(&mut group, &text, Point::new(left, below), Token::Ink);
    (group, below + text.extent.height - at.y)
}
