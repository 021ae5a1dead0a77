//! Writes the legend in every theme as SVG and PNG into a folder: `cargo run -p render --example gallery -- FOLDER [SCALE]`.

use model::diagnostic::Lang;
use render::theme::Theme;
use render::{png, svg, view};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = std::path::PathBuf::from(arguments.next().unwrap_or_else(|| "target/gallery".to_owned()));
    let scale = arguments.next().map_or(Ok(1.0), |scale| scale.parse())?;
    std::fs::create_dir_all(&folder)?;
    for theme in Theme::ALL {
        let scene = view::gallery::scene(theme, Lang::Fr);
        std::fs::write(folder.join(format!("{}.svg", theme.name())), svg::svg(&scene, &svg::Options::default()))?;
        let picture = png::png(&scene, scale).map_err(|error| error.text().en)?;
        std::fs::write(folder.join(format!("{}.png", theme.name())), picture)?;
    }
    Ok(())
}
