//! An activity as a mind map: its name in the middle, what is known of it on branches, as high at the left as at the right.

mod branches;

use super::kit;
use super::overview::{Context, Drawn};
use crate::geometry::{Point, Rect};
use crate::scene::{Anchor, Group, Role, Shape, Style, Trace};
use crate::shape::{LINE, label};
use crate::text::{Block, Weight, block};
use crate::theme::Token;
use branches::{Branch, branches};

/// Widths, in pixels: the middle's text, a branch's text, a leaf's text, and the room between them.
const MIDDLE: f64 = 190.0;
const STEM: f64 = 130.0;
const LEAF: f64 = 250.0;
const REACH: f64 = 64.0;
const TWIG: f64 = 34.0;

/// Room between two leaves and between two branches, in pixels.
const LEAVES: f64 = 7.0;
const BRANCHES: f64 = 22.0;

/// A branch with its text broken into lines.
struct Grown {
    branch: Branch,
    name: Block,
    leaves: Vec<(Option<Block>, Block)>,
}

impl Grown {
    fn new(branch: Branch) -> Grown {
        let name = block(&branch.name, STEM, 13.0, Weight::Bold);
        let leaf = |leaf: &branches::Leaf| {
            let head = (!leaf.head.is_empty()).then(|| block(&leaf.head, LEAF, label::SMALL, Weight::Bold));
            (head, block(&leaf.text, LEAF, label::SMALL, Weight::Regular))
        };
        let leaves = branch.leaves.iter().map(leaf).collect();
        Grown { branch, name, leaves }
    }

    fn stem(&self) -> (f64, f64) {
        (self.name.extent.width + 24.0, self.name.extent.height + 14.0)
    }

    fn height(&self) -> f64 {
        let leaves: f64 = self.leaves.iter().map(|leaf| leaf_height(leaf) + LEAVES).sum();
        (leaves - LEAVES).max(self.stem().1)
    }
}

fn leaf_height((head, text): &(Option<Block>, Block)) -> f64 {
    head.as_ref().map_or(0.0, |head| head.extent.height) + text.extent.height
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

/// The mind map of one activity.
pub fn draw(context: &Context<'_>) -> Drawn {
    let grown: Vec<Grown> = branches(context).into_iter().map(Grown::new).collect();
    let said = grown.iter().filter(|grown| grown.branch.said).count();
    if said == 0 {
        let why = context.say("Rien n'est dit de cette activité.", "Nothing is said of this activity.");
        return kit::nothing(context, why);
    }
    let right = balance(&grown);
    let middle = middle(context);
    let mut groups = Vec::new();
    let mut boxes = vec![group_of(context, &middle)];
    for side in [Side::Right, Side::Left] {
        let mine: Vec<&Grown> =
            grown.iter().zip(&right).filter(|(_, right)| **right == (side == Side::Right)).map(|(one, _)| one).collect();
        let total: f64 = mine.iter().map(|one| one.height() + BRANCHES).sum::<f64>() - BRANCHES;
        let mut y = -total / 2.0;
        for one in mine {
            let (line, box_) = branch(one, side, y, middle.1);
            groups.push(line);
            boxes.push(box_);
            y += one.height() + BRANCHES;
        }
    }
    groups.append(&mut boxes);
    let lang = context.options.lang;
    let told: Vec<&str> = grown.iter().filter(|one| one.branch.said).map(|one| one.branch.name.as_str()).collect();
    let about = format!("{}{}{}.", context.say("Branches", "Branches"), kit::colon(lang), told.join(", "));
    Drawn { groups, about }
}

/// Which branches go to the right so that both sides are as high as can be; the first one does.
fn balance(grown: &[Grown]) -> Vec<bool> {
    let heights: Vec<f64> = grown.iter().map(|one| one.height() + BRANCHES).collect();
    let total: f64 = heights.iter().sum();
    let on_right = |mask: u32, at: usize| mask >> at & 1 == 1;
    let side = |mask: u32| -> f64 { heights.iter().enumerate().filter(|(at, _)| on_right(mask, *at)).map(|(_, height)| height).sum() };
    // Among equals the one that keeps the order of reading: first the right side, then the left.
    let turns = |mask: u32| (1..heights.len()).filter(|at| on_right(mask, *at) && !on_right(mask, at - 1)).count();
    let masks = (0..1_u32 << heights.len()).filter(|mask| mask & 1 == 1);
    let cost = |mask: u32| (side(mask) * 2.0 - total).abs() + 40.0 * turns(mask) as f64;
    let best = masks.min_by(|a, b| cost(*a).total_cmp(&cost(*b))).unwrap_or(1);
    (0..heights.len()).map(|at| on_right(best, at)).collect()
}

fn middle(context: &Context<'_>) -> (Block, Rect) {
    let title = if context.title().is_empty() { context.say("Processus", "Process") } else { context.title() };
    let text = block(title, MIDDLE, 15.0, Weight::Bold);
    let (width, height) = (text.extent.width + 44.0, text.extent.height + 36.0);
    (text, Rect::new(-width / 2.0, -height / 2.0, width, height))
}

fn group_of(context: &Context<'_>, (text, rect): &(Block, Rect)) -> Group {
    let element = context.activity.map_or("", |id| context.model.activities[id].head.name.as_str());
    let mut group = Group::new(element, Role::Operation, context.title());
    group.push(Shape::Rect(*rect, rect.height.min(60.0) / 2.0), Style::both(Token::PoolBand, Token::PoolLine, 2.0));
    label::centered(&mut group, text, *rect, Token::Ink);
    group
}

/// The lines of a branch, then its box with its leaves.
fn branch(one: &Grown, side: Side, top: f64, middle: Rect) -> (Group, Group) {
    let sign = if side == Side::Right { 1.0 } else { -1.0 };
    let (width, height) = one.stem();
    let y = top + one.height() / 2.0;
    // Stems stand in one column, whatever their width.
    let near = sign * (middle.width / 2.0 + REACH);
    let rect = Rect::new(if side == Side::Right { near } else { near - width }, y - height / 2.0, width, height);
    let (fill, stroke) = one.branch.look;
    let mut lines = Group::new("", Role::Branch, "");
    let from = Point::new(sign * middle.width / 2.0 * 0.9, (y / 12.0).clamp(-middle.height / 3.0, middle.height / 3.0));
    let bend = (near - from.x) * 0.55;
    let stem = Trace::new().to(from.x, from.y).curve((from.x + bend, from.y), (near - bend, y), (near, y));
    lines.push(Shape::Path(stem), Style::line(stroke, 2.4).rounded());
    let mut group = Group::new("", Role::Branch, one.branch.name.as_str());
    group.push(Shape::Rect(rect, 8.0), Style::both(fill, stroke, LINE));
    label::centered(&mut group, &one.name, rect, Token::Ink);
    let outer = if side == Side::Right { rect.right() } else { rect.x };
    let total: f64 = one.leaves.iter().map(|leaf| leaf_height(leaf) + LEAVES).sum::<f64>() - LEAVES;
    let mut at = y - total / 2.0;
    for leaf in &one.leaves {
        let high = leaf_height(leaf);
        let (middle, tip) = (at + high / 2.0, outer + sign * TWIG);
        let twig = Trace::new().to(outer, y).curve((outer + sign * 16.0, y), (tip - sign * 20.0, middle), (tip, middle));
        lines.push(Shape::Path(twig), Style::line(stroke, 1.2).rounded());
        let ink = if one.branch.said { Token::Ink } else { Token::Muted };
        let text = tip + sign * 6.0;
        let mut head = at;
        if let Some(bold) = &leaf.0 {
            write(&mut group, bold, Point::new(text, head), side, Token::Ink);
            head += bold.extent.height;
        }
        write(&mut group, &leaf.1, Point::new(text, head), side, ink);
        at += high + LEAVES;
    }
    (lines, group)
}

/// Text that begins at the twig's tip at the right, and ends there at the left.
fn write(group: &mut Group, text: &Block, at: Point, side: Side, ink: Token) {
    let anchor = if side == Side::Right { Anchor::Start } else { Anchor::End };
    for (row, line) in text.lines.iter().enumerate() {
        kit::line(group, line, Point::new(at.x, at.y + text.baseline(row)), anchor, text.size, text.weight, ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_about_as_high() {
        let branch = |leaves: usize| {
            let leaf = branches::Leaf { head: String::new(), text: "une feuille".to_owned() };
            let look = (Token::TaskFill, Token::TaskLine);
            Grown::new(Branch { name: "Branche".to_owned(), said: true, look, leaves: vec![leaf; leaves] })
        };
        let grown: Vec<Grown> = [1, 12, 2, 3, 1, 8, 2].into_iter().map(branch).collect();
        let right = balance(&grown);
        let height = |wanted: bool| -> f64 {
            grown.iter().zip(&right).filter(|(_, right)| **right == wanted).map(|(one, _)| one.height() + BRANCHES).sum()
        };
        assert!(right[0]);
        assert!((height(true) - height(false)).abs() < 90.0, "{} and {}", height(true), height(false));
    }
}
