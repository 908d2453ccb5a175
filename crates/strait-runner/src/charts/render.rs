//! From a drawn sheet to an SVG without fonts, and from that to pixels.

use resvg::{tiny_skia, usvg};

use super::canvas::FINE;
use super::data::{ChartError, Figure};
use super::page::Sheet;
use super::text::{escape, options};

/// Turns the sheet's letters into outlines and names the drawing for readers who cannot see it.
pub(super) fn outline(name: &'static str, sheet: &Sheet) -> Result<Figure, ChartError> {
    let (width, height) = (sheet.width, sheet.height);
    let drawn = sheet.svg.replacen(
        &format!("width=\"{}\" height=\"{}\"", (width * FINE) as u32, (height * FINE) as u32),
        &format!("width=\"{width}\" height=\"{height}\""),
        1,
    );
    let writing = usvg::WriteOptions {
        id_prefix: Some(format!("{name}-")),
        coordinates_precision: 1,
        transforms_precision: 5,
        indent: usvg::Indent::None,
        ..usvg::WriteOptions::default()
    };
    let outlined = tree(&drawn)?.to_string(&writing);
    let (open, rest) =
        outlined.split_once('>').ok_or_else(|| ChartError::Drawing("the drawing has no root".to_owned()))?;
    let svg = format!(
        "{open} viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{name}-title {name}-desc\">\
         <title id=\"{name}-title\">{}</title><desc id=\"{name}-desc\">{}</desc>{rest}",
        escape(&sheet.title),
        escape(&sheet.description)
    );
    Ok(Figure { name, title: sheet.title.clone(), description: sheet.description.clone(), svg })
}

/// The figure as a PNG image, two pixels for each of the drawing's.
///
/// # Errors
/// When the SVG is not one that this library drew, or is too large for an image.
pub fn png(figure: &Figure) -> Result<Vec<u8>, ChartError> {
    const SHARPNESS: f32 = 2.0;
    let tree = tree(&figure.svg)?;
    let size = tree
        .size()
        .to_int_size()
        .scale_by(SHARPNESS)
        .ok_or_else(|| ChartError::Drawing("the figure has no size".to_owned()))?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())
        .ok_or_else(|| ChartError::Drawing("the figure is too large for an image".to_owned()))?;
    let enlarge = tiny_skia::Transform::from_scale(SHARPNESS, SHARPNESS);
    resvg::render(&tree, enlarge, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| ChartError::Drawing(error.to_string()))
}

pub(super) fn tree(svg: &str) -> Result<usvg::Tree, ChartError> {
    usvg::Tree::from_str(svg, options()).map_err(|error| ChartError::Drawing(error.to_string()))
}
