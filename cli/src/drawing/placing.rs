//! `--direction` and `--wrap`: how a diagram is laid out.

use crate::args;
use crate::words::{help, run, usage};
use clap::{ArgMatches, Command};
use model::diagnostic::Lang;
use render::layout::Direction;
use render::scene::Scene;
use render::view::bpmn::{self, Placing as Source};

/// The words of `--direction`, the usual one first.
const DIRECTIONS: [(&str, Direction); 2] = [("left-right", Direction::LeftToRight), ("top-bottom", Direction::TopToBottom)];

/// Narrowest and widest rows in pixels: a task with its lines, and what no page has.
const WIDTHS: std::ops::RangeInclusive<f64> = 200.0..=100_000.0;

/// How a diagram is laid out. Whoever asks for either gets a layout, even of a file with a diagram of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Placing {
    /// Which way the flow runs.
    pub direction: Option<Direction>,
    /// Where it goes on in a further row, in pixels.
    pub wrap: Option<f64>,
}

/// The arguments.
pub fn args(command: Command, lang: Lang) -> Command {
    let words = DIRECTIONS.map(|(word, _)| word);
    let listed = format!("{}{} {}", help::DIRECTION.help.get(lang), run::COLON.get(lang), words.join(", "));
    command
        .arg(args::choice("direction", help::DIRECTION, &words, lang).help(listed))
        .arg(args::option("wrap", help::WRAP, lang).value_parser(move |value: &str| width(value, lang)))
}

/// What was asked for.
pub fn of(matches: &ArgMatches) -> Placing {
    let word = args::text(matches, "direction");
    let direction = word.and_then(|word| DIRECTIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)));
    Placing { direction: direction.map(|(_, direction)| *direction), wrap: matches.get_one("wrap").copied() }
}

impl Placing {
    /// Puts the wishes into the options of a diagram.
    pub fn apply(self, options: &mut bpmn::Options) {
        options.direction = self.direction.unwrap_or_default();
        options.wrap = self.wrap;
        if self != Self::default() {
            options.layout = Source::Always;
        }
    }

    /// How many pixels a drawing is along the flow that could not be made as narrow as asked.
    pub fn excess(self, scene: &Scene) -> Option<f64> {
        let size = match self.direction.unwrap_or_default() {
            Direction::LeftToRight => scene.size.width,
            Direction::TopToBottom => scene.size.height,
        };
        self.wrap.filter(|wrap| size > *wrap).map(|_| size)
    }
}

fn width(value: &str, lang: Lang) -> Result<f64, String> {
    let number = value.replace(',', ".").parse::<f64>().ok();
    number.filter(|number| WIDTHS.contains(number)).ok_or_else(|| usage::bad_width(value).get(lang).to_owned())
}
