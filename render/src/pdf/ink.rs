//! Colours and lines as PDF wants them.

use crate::scene::{Dash, Style};
use crate::theme::Color;
use krilla::color::rgb;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash};

fn color(color: Color) -> rgb::Color {
    let part = |shift: u32| ((color.0 >> shift) & 0xFF) as u8;
    rgb::Color::new(part(16), part(8), part(0))
}

/// An inside of one colour.
pub fn fill(inside: Color) -> Fill {
    Fill { paint: color(inside).into(), ..Fill::default() }
}

/// An outline of one colour and a thickness in pixels, broken and ended as `style` says.
pub fn stroke(line: Color, thickness: f64, style: &Style) -> Stroke {
    let array: Vec<f32> = style.dash.lengths().iter().map(|length| *length as f32).collect();
    Stroke {
        paint: color(line).into(),
        width: thickness as f32,
        miter_limit: 4.0,
        line_cap: if style.round { LineCap::Round } else { LineCap::Butt },
        line_join: if style.round { LineJoin::Round } else { LineJoin::Miter },
        dash: (style.dash != Dash::Solid).then_some(StrokeDash { array, offset: 0.0 }),
        ..Stroke::default()
    }
}
