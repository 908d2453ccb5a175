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
    let (wide, high) = sheet.look.size.extent(width, height);
    let open = open.replacen(
        &format!("width=\"{width}\" height=\"{height}\""),
        &format!("width=\"{wide}\" height=\"{high}\""),
        1,
    );
    let svg = format!(
        "{open} viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{name}-title {name}-desc\">\
         <title id=\"{name}-title\">{}</title><desc id=\"{name}-desc\">{}</desc>{rest}",
        escape(&sheet.title),
        escape(&sheet.description)
    );
    Ok(Figure {
        name,
        set: None,
        look: sheet.look,
        title: sheet.title.clone(),
        description: sheet.description.clone(),
        svg,
        #[cfg(test)]
        letters: super::letters::of(&tree(&drawn)?),
    })
}

/// The figure as a PNG image: two pixels for each of a page's or slide's, 600 an inch for a column. Its description goes with
/// it as the text `Description`, for programs that read images aloud.
///
/// # Errors
/// When the SVG is not one that this library drew, or is too large for an image.
pub fn png(figure: &Figure) -> Result<Vec<u8>, ChartError> {
    let sharpness = figure.look.size.sharpness();
    let tree = tree(&figure.svg)?;
    let (wide, high) = (tree.size().width() * sharpness, tree.size().height() * sharpness);
    let mut pixels = tiny_skia::Pixmap::new(wide.round() as u32, high.round() as u32)
        .ok_or_else(|| ChartError::Drawing("the figure is too large for an image".to_owned()))?;
    let enlarge = tiny_skia::Transform::from_scale(sharpness, sharpness);
    resvg::render(&tree, enlarge, &mut pixels.as_mut());
    let image = pixels.encode_png().map_err(|error| ChartError::Drawing(error.to_string()))?;
    Ok(super::png_text::with_text(image, &[("Title", &figure.title), ("Description", &figure.description)]))
}

pub(super) fn tree(svg: &str) -> Result<usvg::Tree, ChartError> {
    usvg::Tree::from_str(svg, options()).map_err(|error| ChartError::Drawing(error.to_string()))
}
