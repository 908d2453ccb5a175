//! Figures as files.

use std::path::Path;

use super::data::Figure;
use super::render::png;
use crate::failure::Failure;
use crate::store::write_whole;

/// Writes a figure as SVG and PNG under a name.
///
/// # Errors
/// [`Failure::Work`] when it cannot be drawn or written.
pub fn write_figure(folder: &Path, name: &str, figure: &Figure) -> Result<(), Failure> {
    write_whole(&folder.join(format!("{name}.svg")), figure.svg.as_bytes())?;
    write_png(folder, name, figure)
}

/// Writes a figure as PNG alone, for a page, under a name.
///
/// # Errors
/// [`Failure::Work`] when it cannot be drawn or written.
pub fn write_png(folder: &Path, name: &str, figure: &Figure) -> Result<(), Failure> {
    let path = folder.join(format!("{name}.png"));
    let pixels = png(figure).map_err(|error| Failure::Work(error.to_string()))?;
    write_whole(&path, &pixels)
}
