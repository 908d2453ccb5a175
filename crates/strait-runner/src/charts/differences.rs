//! Differences from a base with their intervals: a forest plot.

use super::data::{ChartError, Figure, Words};
use super::effects::{Effect, Outcome, Row, Rows, counted, places, whisker};
use super::page::{Height, Mark, Observations, Page, source_line};
use super::render;
use super::style::RETURNED;

const NAME: &str = "differences";

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub struct DifferenceRow {
    /// What is compared with the base, in words.
    pub label: String,
    /// The outcome there minus the base's.
    pub difference: Effect,
}

/// Draws each difference with its interval beside a line at zero, in the order of the rows.
///
/// # Errors
/// [`ChartError::Empty`] when there is no row; [`ChartError::Drawing`] when drawing fails.
pub fn differences(
    words: &Words<'_>,
    outcome: Outcome<'_>,
    subtitle: &str,
    rows: &[DifferenceRow],
) -> Result<Figure, ChartError> {
    if rows.is_empty() {
        return Err(ChartError::Empty(NAME));
    }
    let places = places(rows.iter().map(|row| &row.difference));
    let clear = rows.iter().filter(|row| row.difference.interval().is_some_and(|(low, high)| low > 0.0 || high < 0.0));
    let listed: Vec<String> =
        rows.iter().take(5).map(|row| format!("{} {}", row.label, row.difference.written(places, true))).collect();
    let finding = format!(
        "{}, {} of them with an interval that leaves out zero. {}.",
        counted(rows.len(), "difference"),
        clear.count(),
        listed.join("; ")
    );
    let page = Page {
        look: words.look,
        study: words.study.to_owned(),
        title: format!("Differences in {}", outcome.name),
        subtitle: subtitle.to_owned(),
        legend: vec![(Mark::Whisker(RETURNED), "Difference and its interval".to_owned())],
        finding,
        source: source_line(words.caption, Observations::None),
    };
    let laid = rows.iter().map(|row| Row {
        label: row.label.clone(),
        numbers: vec![("", row.difference.written(places, true))],
        effects: vec![row.difference],
    });
    let laid: Vec<Row> = laid.collect();
    let height = |room| Height::Exactly(Rows::new(laid.clone(), room, true).height());
    let sheet = page.sheet(height, |canvas, area| {
        let table = Rows::new(laid.clone(), area.width(), true);
        let axis = format!("Difference from the base, {}", outcome.unit);
        let (x, rows_placed) = table.draw(canvas, area, &axis)?;
        for (row, place) in rows.iter().zip(&rows_placed) {
            let effect = &row.difference;
            if let (true, Some(&y)) = (effect.estimate.is_finite(), place.lanes.first()) {
                whisker(canvas, effect, x, y)?;
                canvas.dot((x.place(effect.estimate), y), 5.0, RETURNED)?;
            }
        }
        Ok(())
    })?;
    render::outline(NAME, &sheet)
}
