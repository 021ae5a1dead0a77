//! Census references: small rounded labels on a step, consecutive ones joined to a range.

use crate::geometry::{Point, Rect};
use crate::scene::{Anchor, Group, Line, Shape, Style};
use crate::text::font::cap_height;
use crate::text::{Weight, width};
use crate::theme::Token;

/// Height of a badge, in pixels.
pub const HEIGHT: f64 = 15.0;

/// Room between badges, in pixels.
pub const GAP: f64 = 3.0;

const SIZE: f64 = 9.5;
const PAD: f64 = 5.0;

/// Badges placed in rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    rows: Vec<Vec<(String, f64)>>,
}

impl Rows {
    /// `references` in rows of at most `most` pixels.
    pub fn new(references: &[String], most: f64) -> Rows {
        let mut rows: Vec<Vec<(String, f64)>> = Vec::new();
        let mut used = f64::MAX;
        for text in ranges(references) {
            let wide = width(&text, SIZE, Weight::Bold) + 2.0 * PAD;
            if used + GAP + wide > most {
                rows.push(Vec::new());
                used = -GAP;
            }
            used += GAP + wide;
            if let Some(row) = rows.last_mut() {
                row.push((text, wide));
            }
        }
        Rows { rows }
    }

    /// Height of all rows, in pixels.
    pub fn height(&self) -> f64 {
        (self.rows.len() as f64 * (HEIGHT + GAP) - GAP).max(0.0)
    }

    /// Width of the widest row, in pixels.
    pub fn width(&self) -> f64 {
        let row = |row: &Vec<(String, f64)>| row.iter().map(|(_, wide)| wide + GAP).sum::<f64>() - GAP;
        self.rows.iter().map(row).fold(0.0, f64::max)
    }

    /// Draws the rows from the top left corner `at`.
    pub fn draw(&self, group: &mut Group, at: Point) {
        let mut y = at.y;
        for row in &self.rows {
            let mut x = at.x;
            for (text, wide) in row {
                let rect = Rect::new(x, y, *wide, HEIGHT);
                group.push(Shape::Rect(rect, HEIGHT / 2.0), Style::both(Token::BadgeFill, Token::BadgeInk, 0.8));
                let at = Point::new(rect.center().x, rect.center().y + cap_height(SIZE) / 2.0);
                let line = Line { at, anchor: Anchor::Middle, size: SIZE, weight: Weight::Bold, upwards: false, text: text.clone() };
                group.push(Shape::Text(line), Style::fill(Token::BadgeInk));
                x += wide + GAP;
            }
            y += HEIGHT + GAP;
        }
    }
}

/// References with runs of three or more consecutive numbers written as `OP-03…06`.
pub fn ranges(references: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < references.len() {
        let mut end = at;
        while end + 1 < references.len() && follows(&references[end], &references[end + 1]) {
            end += 1;
        }
        if end >= at + 2 {
            let tail = references[end].trim_start_matches(|c: char| !c.is_ascii_digit());
            out.push(format!("{}…{tail}", references[at]));
        } else {
            out.extend(references[at..=end].iter().cloned());
        }
        at = end + 1;
    }
    out.retain(|text| !text.trim().is_empty());
    out
}

fn follows(one: &str, next: &str) -> bool {
    let split = |text: &str| {
        let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
        Some((text[..text.len() - digits.len()].to_owned(), digits.parse::<u32>().ok()?))
    };
    matches!((split(one), split(next)), (Some((a, x)), Some((b, y))) if a == b && x.checked_add(1) == Some(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn runs_become_ranges() {
        assert_eq!(ranges(&list(&["OP-01", "OP-02"])), ["OP-01", "OP-02"]);
        assert_eq!(ranges(&list(&["OP-01", "OP-03", "OP-04", "OP-05", "OP-9"])), ["OP-01", "OP-03…05", "OP-9"]);
        assert_eq!(ranges(&list(&["a", "", "OP-4294967295"])), ["a", "OP-4294967295"]);
    }

    #[test]
    fn rows_are_not_wider_than_allowed() {
        let rows = Rows::new(&list(&["OP-01", "OP-03", "OP-05", "OP-07"]), 90.0);
        assert_eq!(rows.rows.len(), 2);
        assert!(rows.width() <= 90.0);
    }
}
