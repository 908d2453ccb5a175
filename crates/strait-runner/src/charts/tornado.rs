//! What moves an outcome, and how far: a tornado.

use super::canvas::Area;
use super::data::{ChartError, Figure, Words};
use super::effects::{Effect, LANE, Outcome, Row, Rows, counted, places, whisker};
use super::page::{Height, Mark, Observations, Page, source_line};
use super::render;
use super::style::{ADMITTED, RETURNED};

const NAME: &str = "tornado";

/// One thing that moves the outcome, put low and put high.
#[derive(Debug, Clone, PartialEq)]
pub struct TornadoRow {
    /// What is moved, in words, and from where to where: `Detention beds, 200 to 700`.
    pub label: String,
    /// The outcome with it put low, minus the base.
    pub low: Effect,
    /// The outcome with it put high, minus the base.
    pub high: Effect,
}

/// Draws how far each thing moves an outcome from the base; the row that moves it farthest comes first.
///
/// # Errors
/// [`ChartError::Empty`] when there is no row; [`ChartError::Drawing`] when drawing fails.
pub fn tornado(
    words: &Words<'_>,
    outcome: Outcome<'_>,
    subtitle: &str,
    rows: &[TornadoRow],
) -> Result<Figure, ChartError> {
    let mut rows: Vec<&TornadoRow> = rows.iter().collect();
    rows.sort_by(|a, b| reach(b).total_cmp(&reach(a)));
    let Some(first) = rows.first() else {
        return Err(ChartError::Empty(NAME));
    };
    let places = places(rows.iter().flat_map(|row| [&row.low, &row.high]));
    let finding = format!(
        "{}. {} moves it farthest: put low {}, put high {}.",
        counted(rows.len(), "row"),
        first.label,
        first.low.written(places, true),
        first.high.written(places, true)
    );
    let page = Page {
        look: words.look,
        study: words.study.to_owned(),
        title: format!("What moves {} most?", outcome.name),
        subtitle: subtitle.to_owned(),
        legend: vec![(Mark::Bar(ADMITTED), "Put low".to_owned()), (Mark::Bar(RETURNED), "Put high".to_owned())],
        finding,
        source: source_line(words.caption, Observations::None),
    };
    let laid = rows.iter().map(|row| Row {
        label: row.label.clone(),
        numbers: vec![("Low", row.low.written(places, true)), ("High", row.high.written(places, true))],
        effects: vec![row.low, row.high],
    });
    let laid: Vec<Row> = laid.collect();
    let height = |room| Height::Exactly(Rows::new(laid.clone(), room, true).height());
    let sheet = page.sheet(height, |canvas, area| {
        let table = Rows::new(laid.clone(), area.width(), true);
        let axis = format!("Difference from the base, {}", outcome.unit);
        let (x, rows_placed) = table.draw(canvas, area, &axis)?;
        for (row, place) in rows.iter().zip(&rows_placed) {
            for ((effect, colour), &y) in [(row.low, ADMITTED), (row.high, RETURNED)].iter().zip(&place.lanes) {
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

/// How far a row takes the outcome to either side.
fn reach(row: &TornadoRow) -> f64 {
    [row.low.estimate, row.high.estimate]
        .into_iter()
        .filter(|value| value.is_finite())
        .map(f64::abs)
        .fold(0.0, f64::max)
}
