//! A scene as a PNG picture, painted from its SVG with the bundled font only: the same bytes on every machine.

use crate::scene::Scene;
use crate::svg;
use crate::text::{Weight, font};
use model::diagnostic::Text;
use model::text;
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, LazyLock};

/// The longest side of a picture, in pixels.
pub const MAX_SIDE: f64 = 20_000.0;

/// The largest picture, in pixels; it takes four times as many bytes of memory.
pub const MAX_AREA: f64 = 200_000_000.0;

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq)]
pub enum PngError {
    /// Too many pixels.
    TooLarge {
        /// Width in pixels.
        width: f64,
        /// Height in pixels.
        height: f64,
        /// The largest scale that fits, rounded down to two decimals; 0 where none does.
        fits: f64,
    },
    /// The scale is not a number above 0.
    BadScale,
    /// The painter refused; a mistake of ours.
    Painter(String),
}

impl PngError {
    /// What to tell the user.
    pub fn text(&self) -> Text {
        match self {
            PngError::TooLarge { width, height, fits } => {
                let mut text = text!(
                    "l'image ferait {width:.0} × {height:.0} pixels, au-delà de ce qu'un PNG raisonnable contient ({MAX_SIDE} de côté)",
                    "the picture would be {width:.0} × {height:.0} pixels, more than a reasonable PNG holds ({MAX_SIDE} a side)"
                );
                if *fits > 0.0 {
                    text = text.then(&text!(" ; --scale {fits} convient", "; --scale {fits} fits"));
                } else {
                    text = text.then(&text!(" ; choisir le SVG", "; choose SVG"));
                }
                text
            }
            PngError::BadScale => text!("l'échelle doit être un nombre positif", "the scale must be a number above 0"),
            PngError::Painter(message) => {
                text!("l'image n'a pas pu être peinte : {message}", "the picture could not be painted: {message}")
            }
        }
    }
}

/// The PNG file of `scene` with `scale` pixels for each of its pixels.
///
/// # Errors
/// Where the picture would be too large or `scale` is no number above 0.
pub fn png(scene: &Scene, scale: f64) -> Result<Vec<u8>, PngError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(PngError::BadScale);
    }
    let (width, height) = ((scene.size.width * scale).ceil().max(1.0), (scene.size.height * scale).ceil().max(1.0));
    if width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_AREA {
        return Err(PngError::TooLarge { width, height, fits: fitting(scene.size.width, scene.size.height) });
    }
    let painter = |error: &dyn std::fmt::Display| PngError::Painter(error.to_string());
    let svg = svg::svg(scene, &svg::Options { font: svg::FontMode::Named, ..svg::Options::default() });
    let tree = usvg::Tree::from_str(&svg, &options()).map_err(|error| painter(&error))?;
    let mut pixels = tiny_skia::Pixmap::new(width as u32, height as u32).ok_or_else(|| painter(&"no memory"))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale as f32, scale as f32), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| painter(&error))
}

/// The largest scale at which a picture stays within the limits, rounded down to two decimals.
fn fitting(width: f64, height: f64) -> f64 {
    let side = MAX_SIDE / width.max(height).max(1.0);
    let area = (MAX_AREA / (width * height).max(1.0)).sqrt();
    (side.min(area) * 100.0).floor() / 100.0
}

/// Reading options with the bundled font and no other, and without any file of the machine.
pub fn options() -> usvg::Options<'static> {
    static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
        let mut fonts = usvg::fontdb::Database::new();
        for weight in Weight::ALL {
            fonts.load_font_data(weight.file().to_vec());
        }
        Arc::new(fonts)
    });
    usvg::Options { fontdb: FONTS.clone(), font_family: font::FAMILY.to_owned(), resources_dir: None, ..usvg::Options::default() }
}
