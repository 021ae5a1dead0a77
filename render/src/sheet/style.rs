//! Colours, sizes and fixed facts that the office formats share.

use super::grid::Look;
use model::diagnostic::Lang;

/// Ink of headings and titles.
pub const INK: &str = "1F3A5F";
/// Lines between cells.
pub const LINE: &str = "C3CCD6";
/// Ground of the rows that head others, and of labels.
pub const BAND: &str = "E3EAF2";
/// Ground of groups of columns.
pub const GROUP: &str = "3F5F87";
/// Ground of what is missing.
pub const MISSING: &str = "FFF3CD";
/// Ink of explanations.
pub const QUIET: &str = "4A5560";
/// The font: metric twins of it stand on every system.
pub const FONT: &str = "Arial";
/// The day that documents say they were made on: no clock reaches an output.
pub const DAY: &str = "2000-01-01T00:00:00Z";
/// What made the document.
pub const MAKER: &str = "recens";

/// How a look is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Drawn {
    /// Size of the text in points.
    pub size: u8,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Colour of the text.
    pub ink: Option<&'static str>,
    /// Colour behind it.
    pub ground: Option<&'static str>,
    /// Lines around it.
    pub boxed: bool,
    /// Wrapped.
    pub wrapped: bool,
    /// Where it stands across: `start`, `center`, `end`.
    pub across: &'static str,
}

/// How a look is drawn.
pub fn drawn(look: Look) -> Drawn {
    let free = Drawn { size: 10, across: "start", ..Drawn::default() };
    let cell = Drawn { boxed: true, wrapped: true, ..free };
    let ink = Some(INK);
    let white = Some("FFFFFF");
    match look {
        Look::Title => Drawn { size: 16, bold: true, ink, ..free },
        Look::Subtitle => Drawn { size: 11, ink: Some(QUIET), ..free },
        Look::Aside => Drawn { size: 11, bold: true, ink, across: "end", ..free },
        Look::Heading => Drawn { size: 12, bold: true, ink, ..free },
        Look::Note => Drawn { italic: true, wrapped: true, ink: Some(QUIET), ..free },
        Look::Paragraph => Drawn { wrapped: true, ..free },
        Look::Caption => Drawn { size: 11, bold: true, ink, ..free },
        Look::Group => Drawn { bold: true, ink: white, ground: Some(GROUP), across: "center", ..cell },
        Look::Column => Drawn { bold: true, ink: white, ground: ink, ..cell },
        Look::RowHeading => Drawn { bold: true, ..cell },
        Look::Text => cell,
        Look::Short => Drawn { wrapped: true, ..cell },
        Look::Date => Drawn { wrapped: false, ..cell },
        Look::Number => Drawn { wrapped: false, across: "end", ..cell },
        Look::Check => Drawn { across: "center", ..cell },
        Look::Missing => Drawn { ground: Some(MISSING), ..cell },
        Look::Band => Drawn { bold: true, ink, ground: Some(BAND), ..cell },
        Look::Total => Drawn { bold: true, ground: Some(BAND), ..cell },
        Look::Label => Drawn { bold: true, ground: Some("F3F5F8"), ..cell },
    }
}

/// The language tag of a document.
pub fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "fr-FR",
        Lang::En => "en-GB",
    }
}

/// How many points high so many lines of cell text are.
pub fn height(lines: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)] // lines of one cell
    let height = lines as f64 * 13.5 + 3.0;
    // No spreadsheet draws a row higher than this.
    height.min(400.0)
}
