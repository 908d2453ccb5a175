//! Which fitted parameters the data tie together.

use super::canvas::{Align, Area};
use super::colours::Colours;
use super::data::{ChartError, Figure, Words};
use super::page::{Height, Observations, Page, source_line};
use super::render;
use super::style::{EMPTY, INK, MUTED, SMALL, TEXT, number};
use super::text::{bold, fit, plain, width};

const NAME: &str = "correlations";
/// Correlations from here on are written in their cells.
const WRITTEN: f64 = 0.3;
const ROW: f64 = 34.0;
const WIDEST_CELL: f64 = 84.0;
const WIDEST_NAME: f64 = 380.0;
const KEY: f64 = 64.0;
/// A number in a narrower cell could not be read [px].
const NARROWEST_WRITTEN: f64 = 24.0;

/// How much of a width names take at most.
fn widest_name(room: f64) -> f64 {
    WIDEST_NAME.min(room * 0.5)
}

/// The pairs that are tied most, in a sentence.
fn strongest(names: &[String], matrix: &[Vec<f64>]) -> String {
    let value = |row: usize, column: usize| matrix.get(row).and_then(|values| values.get(column)).copied();
    let mut pairs: Vec<(usize, usize, f64)> = (0..names.len())
        .flat_map(|row| (0..row).map(move |column| (row, column)))
        .filter_map(|(row, column)| Some((row, column, value(row, column).filter(|value| value.is_finite())?)))
        .collect();
    pairs.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    let listed: Vec<String> = pairs
        .iter()
        .take(3)
        .map(|(row, column, value)| format!("{} with {} {}", names[*row], names[*column], number(*value, 2)))
        .collect();
    if listed.is_empty() { "No correlation is known.".to_owned() } else { format!("Tied most: {}.", listed.join("; ")) }
}

/// Draws the correlations between parameters as a map; `matrix[i][j]` is that of `names[i]` and `names[j]`, from −1 to 1,
/// and only its lower half is read. What is missing or not finite stays grey.
///
/// # Errors
/// [`ChartError::Empty`] when there are fewer than two parameters; [`ChartError::Drawing`] when drawing fails.
pub fn correlations(words: Words<'_>, names: &[String], matrix: &[Vec<f64>]) -> Result<Figure, ChartError> {
    if names.len() < 2 {
        return Err(ChartError::Empty(NAME));
    }
    let room = words.look.size.width() - 2.0 * words.look.size.margin();
    let written = (room - widest_name(room)) / names.len() as f64 >= NARROWEST_WRITTEN;
    let page = Page {
        look: words.look,
        study: words.study.to_owned(),
        title: "Which fitted parameters the data tie together".to_owned(),
        subtitle: format!(
            "Correlations after the fit, each where the row of one parameter meets the column below another’s \
             number{}. The data fix {} pairs together better than each by itself.",
            if written { "; written from 0.3 on" } else { "" },
            if written { "such" } else { "strongly tied" }
        ),
        legend: Vec::new(),
        finding: strongest(names, matrix),
        source: source_line(words.caption, Observations::None),
    };
    let colours = Colours::around_zero();
    let height = |_| Height::Exactly(KEY + names.len() as f64 * ROW);
    let sheet = page.sheet(height, |canvas, area| {
        colours.bar(canvas, area, "Correlation")?;
        let widest_name = widest_name(area.width());
        let room = names.iter().map(|name| width(name, plain(TEXT))).fold(0.0, f64::max).min(widest_name);
        let left = area.left + room + 14.0;
        let wide = ((area.right - left) / names.len() as f64).min(WIDEST_CELL);
        for (row, name) in names.iter().enumerate() {
            let top = area.top + KEY + row as f64 * ROW;
            let baseline = top + ROW / 2.0 + 5.0;
            let place = |column: usize| {
                let from = left + column as f64 * wide;
                Area { left: from, right: from + wide - 2.0, top, bottom: top + ROW - 2.0 }
            };
            let text = fit(name, plain(TEXT), widest_name);
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
                if written && value.abs() >= WRITTEN {
                    let middle = cell.left + cell.width() / 2.0;
                    let face = plain((wide * 0.32).min(SMALL));
                    canvas.text(
                        (middle, baseline),
                        &number(value, 2),
                        face,
                        canvas.theme.ink_on(ground),
                        Align::Centre,
                    )?;
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
