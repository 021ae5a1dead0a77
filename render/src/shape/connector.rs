//! Where a line goes on in another band of the drawing: a letter in a circle, and whither or whence.

use super::label;
use crate::geometry::{Point, Rect, Size};
use crate::scene::{Anchor, Group, Line, Shape, Style};
use crate::text::font::cap_height;
use crate::text::{Block, LINE, Weight, block};
use crate::theme::Token;

/// Size of the letters, in pixels.
const SIZE: f64 = 10.5;

/// Room between the sign and the words, in pixels.
const AIR: f64 = 4.0;

/// Longer names are cut before they are measured.
const LONGEST: usize = 120;

/// The name of a mark by its place in their list: A to Z, then AA.
pub fn letter(at: usize) -> String {
    let mut rest = at + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

/// Draws the sign in its square and the words in the rest of `place`, at the right, left, top or bottom of the sign.
pub fn draw(group: &mut Group, letter: &str, words: &str, sign: Rect, place: Rect) {
    let middle = sign.center();
    group.push(Shape::Circle(middle, sign.width / 2.0 - 0.5), Style::both(Token::Canvas, Token::Flow, 1.2));
    let at = Point::new(middle.x, middle.y + cap_height(SIZE) / 2.0);
    let line = Line { at, anchor: Anchor::Middle, size: SIZE, weight: Weight::Bold, upwards: false, text: letter.to_owned() };
    group.push(Shape::Text(line), Style::fill(Token::Ink));
    let upright = place.width < place.height || place.center().x == middle.x;
    let room = if upright {
        let y = if place.center().y > middle.y { sign.bottom() + AIR } else { place.y };
        Rect::new(place.x, y, place.width, place.height - sign.height - AIR)
    } else {
        let x = if place.center().x > middle.x { sign.right() + AIR } else { place.x };
        Rect::new(x, place.y, place.width - sign.width - AIR, place.height)
    };
    let text = short(words, Size::new(room.width, room.height));
    let (width, height) = (text.extent.width, text.extent.height);
    let beside = |x: f64, y: f64| Rect::new(x, y, width, height);
    let at = if upright {
        let y = if room.center().y > middle.y { room.y } else { room.bottom() - height };
        beside(middle.x - width / 2.0, y)
    } else if room.center().x > middle.x {
        beside(room.x, middle.y - height / 2.0)
    } else {
        beside(room.right() - width, middle.y - height / 2.0)
    };
    if upright {
        label::centered(group, &text, at, Token::Muted);
        return;
    }
    // Every line begins, or ends, at the sign.
    let (x, anchor) = if at.x > middle.x { (at.x, Anchor::Start) } else { (at.right(), Anchor::End) };
    for (row, line) in text.lines.iter().enumerate() {
        let at = Point::new(x, at.y + text.baseline(row));
        let line = Line { at, anchor, size: SIZE, weight: Weight::Regular, upwards: false, text: line.clone() };
        group.push(Shape::Text(line), Style::fill(Token::Muted));
    }
}

/// The words in the lines that fit, the last with dots where not all do.
fn short(words: &str, room: Size) -> Block {
    let fits = |text: &str| {
        let block = block(text, room.width, SIZE, Weight::Regular);
        (block.extent.height <= room.height.max(SIZE * LINE)).then_some(block)
    };
    let letters: Vec<char> = words.chars().take(LONGEST).collect();
    if let Some(block) = fits(words).filter(|_| letters.len() < LONGEST) {
        return block;
    }
    let cut = |count: usize| format!("{}…", letters[..count].iter().collect::<String>().trim_end_matches([' ', ',', ';', ':', '.']));
    let most = (0..letters.len()).collect::<Vec<_>>().partition_point(|count| fits(&cut(count + 1)).is_some());
    // Between two words, unless that would leave little.
    let space = letters[..most].iter().rposition(|c| *c == ' ').filter(|space| most - space < 9);
    fits(&cut(space.filter(|_| letters.get(most).is_some_and(|c| *c != ' ')).unwrap_or(most))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letter), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn long_names_end_in_dots() {
        let room = Size::new(80.0, 28.0);
        for words in ["vers Valider", "vers Enregistrer les coordonnées du prospect dans le logiciel", &"x".repeat(90_000), ""] {
            let block = short(words, room);
            assert!(block.extent.height <= room.height && block.extent.width <= room.width, "{:?}", block.lines);
            assert_eq!(block.lines.concat().contains('…'), words.len() > 20, "{:?}", block.lines);
        }
    }
}
