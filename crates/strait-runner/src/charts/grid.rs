//! Small multiples: equal panels in rows.

use super::canvas::Area;

/// Room between the columns of a grid, and between its rows [px].
pub(super) const ACROSS: f64 = 30.0;
const BETWEEN: (f64, f64) = (ACROSS, 22.0);

/// How many columns of at least a width go beside one another, at most `most`.
pub(super) fn columns(room: f64, narrowest: f64, most: usize) -> usize {
    (((room + BETWEEN.0) / (narrowest + BETWEEN.0)) as usize).clamp(1, most.max(1))
}

/// How high each of the panels is that share a height.
pub(super) fn share(height: f64, panels: usize, columns: usize) -> f64 {
    let rows = panels.div_ceil(columns).max(1) as f64;
    (height - (rows - 1.0) * BETWEEN.1) / rows
}

/// How high a grid of panels of a height is.
pub(super) fn height(panels: usize, columns: usize, high: f64) -> f64 {
    let rows = panels.div_ceil(columns) as f64;
    rows * high + (rows - 1.0).max(0.0) * BETWEEN.1
}

/// Where each of the panels goes, row by row.
pub(super) fn places(area: Area, panels: usize, columns: usize, high: f64) -> impl Iterator<Item = Area> {
    let wide = (area.width() - (columns as f64 - 1.0) * BETWEEN.0) / columns as f64;
    (0..panels).map(move |panel| {
        let left = area.left + (panel % columns) as f64 * (wide + BETWEEN.0);
        let top = area.top + (panel / columns) as f64 * (high + BETWEEN.1);
        Area { left, right: left + wide, top, bottom: top + high }
    })
}
