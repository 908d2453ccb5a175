//! Which fitted parameters the data tie together.

use super::canvas::{Align, Area};
use super::colours::Colours;
use super::data::{ChartError, Figure, Words};
use super::page::{Observations, Page, source_line};
use super::render;
use super::style::{EMPTY, INK, MUTED, SMALL, TEXT, ink_on, number};
use super::text::{bold, fit, plain, width};

const NAME: &str = "correlations";
/// Correlations from here on are written in their cells.
const WRITTEN: f64 = 0.3;
const ROW: f64 = 34.0;
const WIDEST_CELL: f64 = 84.0;
const WIDEST_NAME: f64 = 380.0;
const KEY: f64 = 64.0;

/// Draws the correlations between parameters as a map; `matrix[i][j]` is that of `names[i]` and `names[j]`, from −1 to 1,
/// and only its lower half is read. What is missing or not finite stays grey.
///
/// # Errors
/// [`ChartError::Empty`] when there are fewer than two parameters; [`ChartError::Drawing`] when drawing fails.
pub fn correlations(words: Words<'_>, names: &[String], matrix: &[Vec<f64>]) -> Result<Figure, ChartError> {
    if names.len() < 2 {
        return Err(ChartError::Empty(NAME));
    }
    let page = Page {
        study: words.study.to_owned(),
        title: "Which fitted parameters the data tie together".to_owned(),
        subtitle: "Correlations after the fit, each where the row of one parameter meets the column below another’s \
                   number; written from 0.3 on. The data fix such pairs together better than each by itself."
            .to_owned(),
        legend: Vec::new(),
        finding: String::new(),
        source: source_line(words.caption, Observations::None),
    };
    let colours = Colours::around_zero();
    let sheet = page.sheet(KEY + names.len() as f64 * ROW, |canvas, area| {
        colours.bar(canvas, area.left, area.top, "Correlation")?;
        let room = names.iter().map(|name| width(name, plain(TEXT))).fold(0.0, f64::max).min(WIDEST_NAME);
        let left = area.left + room + 14.0;
        let wide = ((area.right - left) / names.len() as f64).min(WIDEST_CELL);
        for (row, name) in names.iter().enumerate() {
            let top = area.top + KEY + row as f64 * ROW;
            let baseline = top + ROW / 2.0 + 5.0;
            let place = |column: usize| {
                let from = left + column as f64 * wide;
                Area { left: from, right: from + wide - 2.0, top, bottom: top + ROW - 2.0 }
            };
            let text = fit(name, plain(TEXT), WIDEST_NAME);
            canvas.text((left - 12.0, baseline), &text, plain(TEXT), INK, Align::Right)?;
            for column in 0..row {
                let cell = place(column);
                let value = matrix.get(row).and_then(|values| values.get(column)).copied();
                let Some(value) = value.filter(|value| value.is_finite()) else {
                    canvas.rect(cell, EMPTY, 1.0)?;
                    continue;
                };
                let ground = colours.of(value);
                canvas.rect(cell, ground, 1.0)?;
                if value.abs() >= WRITTEN {
                    let middle = cell.left + cell.width() / 2.0;
                    let face = plain((wide * 0.32).min(SMALL));
                    canvas.text((middle, baseline), &number(value, 2), face, ink_on(ground), Align::Centre)?;
                }
            }
            let own = place(row);
            let middle = own.left + own.width() / 2.0;
            canvas.text((middle, baseline), &(row + 1).to_string(), bold(SMALL), MUTED, Align::Centre)?;
        }
        Ok(())
    })?;
    render::outline(NAME, &sheet)
}
