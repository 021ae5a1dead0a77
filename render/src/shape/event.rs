//! Events: one ring, two, or a thick one, with the sign of the trigger inside.

use super::icon::{self, Filling};
use super::{LINE, Look, trigger};
use crate::geometry::Rect;
use crate::scene::{Dash, Group, Shape, Style};
use crate::theme::Token;
use model::process::{Event, EventPosition, Trigger};

/// Width and height, in pixels.
pub const SIZE: f64 = 36.0;

/// The theme's colours of an event.
pub fn look(event: &Event) -> Look {
    match event.position {
        EventPosition::Start => Look::new(Token::StartFill, Token::StartLine),
        EventPosition::Intermediate | EventPosition::Boundary => Look::new(Token::MiddleFill, Token::MiddleLine),
        EventPosition::End => Look::new(Token::EndFill, Token::EndLine),
    }
}

/// Draws an event inscribed in `rect`.
pub fn draw(group: &mut Group, event: &Event, rect: Rect, look: Look) {
    let center = rect.center();
    let radius = rect.width.min(rect.height) / 2.0;
    let end = event.position == EventPosition::End;
    let dash = if event.non_interrupting && !end { Dash::Short } else { Dash::Solid };
    let thick = if end { 3.0 } else { LINE };
    let ring = Style::both(look.fill, look.line, thick).dashed(dash);
    // The outline of an end lies inside the circle the file gives, so that arrows still touch it.
    group.push(Shape::Circle(center, (radius - (thick - LINE) / 2.0).max(0.5)), ring);
    if matches!(event.position, EventPosition::Intermediate | EventPosition::Boundary) {
        group.push(Shape::Circle(center, (radius - radius / 5.5).max(0.5)), Style::line(look.line, LINE * 0.8).dashed(dash));
    }
    let filling = if end || event.throwing { Filling::Full } else { Filling::Open };
    let share = if event.trigger == Trigger::Terminate { 0.56 } else { 0.53 };
    icon::draw(group, trigger::sign(event.trigger), center, radius * share, 1.1, filling, look.line, look.fill);
}
