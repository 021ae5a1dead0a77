//! The bundled font inside an SVG file, as WOFF2 in base 64, only the weights and the letters' file it needs.

use crate::scene::{Scene, Shape};
use crate::text::Weight;
use crate::text::font::FAMILY;
use std::fmt::Write;

/// Writes a `style` element with the weights `scene` uses.
pub fn embed(scene: &Scene, out: &mut String) {
    let faces: Vec<_> = Weight::ALL.iter().filter_map(|weight| face(scene, *weight)).collect();
    if !faces.is_empty() {
        _ = writeln!(out, "<style>\n{}\n</style>", faces.join("\n"));
    }
}

fn face(scene: &Scene, weight: Weight) -> Option<String> {
    let mut lines = scene.groups.iter().flat_map(|group| &group.items).filter_map(|item| match &item.shape {
        Shape::Text(line) if line.weight == weight => Some(line.text.as_str()),
        _ => None,
    });
    let first = lines.next()?;
    let file = weight.web_file(first.chars().chain(lines.flat_map(str::chars)));
    let data = base64(file);
    Some(format!(
        "@font-face{{font-family:{FAMILY};font-weight:{};src:url(data:font/woff2;base64,{data}) format('woff2')}}",
        weight.number()
    ))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().enumerate().fold(0u32, |word, (at, byte)| word | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * at)) as usize & 63];
            out.push(if at <= chunk.len() { digit as char } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, want) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), want);
        }
    }
}
