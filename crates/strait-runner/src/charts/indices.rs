//! How much of an outcome's variance each input explains: Sobol indices.

use super::canvas::Area;
use super::data::{ChartError, Figure, Words};
use super::effects::{Effect, LANE, Outcome, Row, Rows, counted, places, whisker};
use super::page::{Mark, Observations, Page, source_line};
use super::render;
use super::style::{ARRIVALS, RETURNED, room};

const NAME: &str = "indices";

/// One input's shares of the variance.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexRow {
    /// The input, in words.
    pub label: String,
    /// The share that it explains alone.
    pub first: Effect,
    /// The share that would be gone were it known, with all that it does together with others.
    pub total: Effect,
}

/// Draws the first-order and total indices of each input as paired bars; the largest total comes first.
///
/// # Errors
/// [`ChartError::Empty`] when there is no row; [`ChartError::Drawing`] when drawing fails.
pub fn indices(
    words: &Words<'_>,
    outcome: Outcome<'_>,
    subtitle: &str,
    rows: &[IndexRow],
) -> Result<Figure, ChartError> {
    let size = |row: &IndexRow| if row.total.estimate.is_finite() { row.total.estimate } else { f64::NEG_INFINITY };
    let mut rows: Vec<&IndexRow> = rows.iter().collect();
    rows.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let Some(first) = rows.first() else {
        return Err(ChartError::Empty(NAME));
    };
    let places = places(rows.iter().flat_map(|row| [&row.first, &row.total]));
    let finding = format!(
        "{}. {} has the largest share: {} alone, {} in all.",
        counted(rows.len(), "input"),
        first.label,
        first.first.written(places, false),
        first.total.written(places, false)
    );
    let page = Page {
        study: words.study.to_owned(),
        title: format!("Which inputs explain {}?", outcome.name),
        subtitle: subtitle.to_owned(),
        legend: vec![
            (Mark::Bar(RETURNED), "Alone (first order)".to_owned()),
            (Mark::Bar(ARRIVALS), "With all it does together with others (total)".to_owned()),
        ],
        finding,
        source: source_line(words.caption, Observations::None),
    };
    let laid = rows.iter().map(|row| Row {
        label: row.label.clone(),
        numbers: vec![("Alone", row.first.written(places, false)), ("Total", row.total.written(places, false))],
        effects: vec![row.first, row.total],
    });
    let table = Rows::new(laid.collect(), room(), false);
    let sheet = page.sheet(table.height(), |canvas, area| {
        let axis = format!("Share of the variance of {}", outcome.name);
        let (x, rows_placed) = table.draw(canvas, area, &axis)?;
        for (row, place) in rows.iter().zip(&rows_placed) {
            for ((effect, colour), &y) in [(row.first, RETURNED), (row.total, ARRIVALS)].iter().zip(&place.lanes) {
                if effect.estimate.is_finite() {
                    let (zero, end) = (x.place(0.0), x.place(effect.estimate));
                    let half = LANE / 2.0 - 2.0;
                    let bar = Area { left: zero.min(end), right: zero.max(end), top: y - half, bottom: y + half };
                    canvas.rect(bar, *colour, 1.0)?;
                    whisker(canvas, effect, x, y)?;
                }
            }
        }
        Ok(())
    })?;
    render::outline(NAME, &sheet)
}
