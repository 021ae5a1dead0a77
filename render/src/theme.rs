//! Colours by meaning: items name a token, a theme says what colour it is.
//!
//! One file for each theme. A new theme is a file and a line in [`Theme`].

mod contrast;
mod dark;
mod light;
mod print;

use std::fmt;

/// The themes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark lines and soft fills on white, for projecting and reading.
    #[default]
    Light,
    /// Light lines on a dark ground.
    Dark,
    /// Black on white, for printers.
    Print,
    /// The strongest contrast, with thick lines.
    Contrast,
}

impl Theme {
    /// All, in the order they are listed.
    pub const ALL: [Theme; 4] = [Theme::Light, Theme::Dark, Theme::Print, Theme::Contrast];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        self.palette().name
    }

    /// The theme of a name.
    pub fn parse(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// Its colours.
    pub fn palette(self) -> &'static Palette {
        match self {
            Theme::Light => &light::PALETTE,
            Theme::Dark => &dark::PALETTE,
            Theme::Print => &print::PALETTE,
            Theme::Contrast => &contrast::PALETTE,
        }
    }
}

/// A colour, `0xRRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color(pub u32);

impl Color {
    /// Relative luminance, 0 (black) to 1 (white), as WCAG 2 defines it.
    pub fn luminance(self) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from((self.0 >> shift) & 0xFF) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    /// This colour with a share (0 to 1) of another.
    #[must_use]
    pub fn mixed(self, other: Color, share: f64) -> Color {
        let channel = |shift: u32| {
            let [a, b] = [self, other].map(|color| f64::from((color.0 >> shift) & 0xFF));
            ((a + (b - a) * share.clamp(0.0, 1.0)).round() as u32) << shift
        };
        Color(channel(16) | channel(8) | channel(0))
    }

    /// Contrast with another colour, 1 to 21, as WCAG 2 defines it.
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        a.max(b) / a.min(b)
    }
}

impl From<model::process::Rgb> for Color {
    fn from(given: model::process::Rgb) -> Self {
        Self(given.0)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06x}", self.0 & 0xFF_FFFF)
    }
}

/// What an inside or an outline is painted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    /// Nothing.
    #[default]
    None,
    /// What the theme says.
    Token(Token),
    /// A colour the file itself gives.
    Color(Color),
}

impl From<Token> for Paint {
    fn from(token: Token) -> Self {
        Paint::Token(token)
    }
}

impl fmt::Display for Paint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Paint::None => f.write_str("none"),
            Paint::Token(token) => f.write_str(token.name()),
            Paint::Color(color) => color.fmt(f),
        }
    }
}

macro_rules! tokens {
    ($($(#[$doc:meta])* $id:ident $field:ident $name:literal,)*) => {
        /// What a colour means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Token {
            $($(#[$doc])* $id,)*
        }

        impl Token {
            /// All, in order.
            pub const ALL: &[Token] = &[$(Token::$id),*];

            /// Its name in dumps.
            pub fn name(self) -> &'static str {
                match self {
                    $(Token::$id => $name,)*
                }
            }
        }

        /// The colours of a theme.
        #[derive(Clone, Debug)]
        pub struct Palette {
            /// The theme's name.
            pub name: &'static str,
            /// By how much outlines are thickened.
            pub weight: f64,
            /// Whether colours given by a file are used.
            pub file_colors: bool,
            $($(#[$doc])* pub $field: Color,)*
        }

        impl Palette {
            /// The colour of a token.
            pub fn color(&self, token: Token) -> Color {
                match token {
                    $(Token::$id => self.$field,)*
                }
            }
        }
    };
}

tokens! {
    /// The ground.
    Canvas canvas "canvas",
    /// Text.
    Ink ink "ink",
    /// Text that matters less.
    Muted muted "muted",
    /// Inside of tasks and call activities.
    TaskFill task_fill "task-fill",
    /// Outline, icons and markers of tasks.
    TaskLine task_line "task-line",
    /// Inside of expanded sub-processes.
    SubFill sub_fill "sub-fill",
    /// Inside of start events.
    StartFill start_fill "start-fill",
    /// Outline and icon of start events.
    StartLine start_line "start-line",
    /// Inside of intermediate and boundary events.
    MiddleFill middle_fill "middle-fill",
    /// Outline and icon of intermediate and boundary events.
    MiddleLine middle_line "middle-line",
    /// Inside of end events.
    EndFill end_fill "end-fill",
    /// Outline and icon of end events.
    EndLine end_line "end-line",
    /// Inside of gateways.
    GatewayFill gateway_fill "gateway-fill",
    /// Outline and icon of gateways.
    GatewayLine gateway_line "gateway-line",
    /// Inside of pools and lanes.
    PoolFill pool_fill "pool-fill",
    /// Outline of pools.
    PoolLine pool_line "pool-line",
    /// Title band of pools.
    PoolBand pool_band "pool-band",
    /// Title band of lanes.
    LaneBand lane_band "lane-band",
    /// Lines between lanes.
    LaneLine lane_line "lane-line",
    /// Inside of data objects and stores.
    DataFill data_fill "data-fill",
    /// Outline of data objects and stores.
    DataLine data_line "data-line",
    /// Bracket of annotations, outline of groups, associations.
    NoteLine note_line "note-line",
    /// Sequence flows.
    Flow flow "flow",
    /// Message flows.
    Message message "message",
    /// Behind the labels of arrows.
    LabelBack label_back "label-back",
    /// Inside of census references.
    BadgeFill badge_fill "badge-fill",
    /// Text of census references.
    BadgeInk badge_ink "badge-ink",
    /// Behind the steps and arrows of a highlighted path.
    Path path "path",
    /// Mark of an error.
    Error error "error",
    /// Sign inside the mark of an error.
    ErrorInk error_ink "error-ink",
    /// Mark of a warning.
    Warning warning "warning",
    /// Sign inside the mark of a warning.
    WarningInk warning_ink "warning-ink",
    /// Mark of an information.
    Info info "info",
    /// Sign inside the mark of an information.
    InfoInk info_ink "info-ink",
}

impl Palette {
    /// The colour of `paint`; none for nothing to draw.
    pub fn resolve(&self, paint: Paint) -> Option<Color> {
        match paint {
            Paint::None => None,
            Paint::Token(token) => Some(self.color(token)),
            Paint::Color(color) => Some(color),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for theme in Theme::ALL {
            assert_eq!(Theme::parse(theme.name()), Some(theme));
        }
    }

    #[test]
    fn text_and_lines_can_be_seen() {
        use Token::*;
        let texts = [
            (Ink, Canvas),
            (Ink, TaskFill),
            (Ink, SubFill),
            (Ink, PoolFill),
            (Ink, PoolBand),
            (Ink, LaneBand),
            (Ink, LabelBack),
            (Muted, Canvas),
            (BadgeInk, BadgeFill),
            (ErrorInk, Error),
            (WarningInk, Warning),
            (InfoInk, Info),
        ];
        let lines = [
            (TaskLine, TaskFill),
            (StartLine, StartFill),
            (MiddleLine, MiddleFill),
            (EndLine, EndFill),
            (GatewayLine, GatewayFill),
            (PoolLine, PoolFill),
            (DataLine, DataFill),
            (NoteLine, PoolFill),
            (Flow, PoolFill),
            (Message, Canvas),
            (Flow, Path),
            (Ink, Path),
        ];
        for theme in Theme::ALL {
            let palette = theme.palette();
            for (pairs, least) in [(&texts[..], 4.5), (&lines[..], 3.0)] {
                for (front, back) in pairs {
                    let contrast = palette.color(*front).contrast(palette.color(*back));
                    assert!(contrast >= least, "{}: {} on {} {contrast:.2}", theme.name(), front.name(), back.name());
                }
            }
        }
    }

    #[test]
    fn a_files_colour_stays_the_same() {
        assert_eq!(Color::from(model::process::Rgb(0x00_a0ff)).to_string(), "#00a0ff");
    }
}
