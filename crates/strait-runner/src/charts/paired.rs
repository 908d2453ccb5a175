//! Rows of two bars, each with its interval.

use super::canvas::Area;
use super::data::{ChartError, Figure};
use super::effects::{Effect, LANE, Row, Rows, places, whisker};
use super::page::{Height, Page};
use super::render;
use super::style::{ARRIVALS, Colour, RETURNED};

/// The colour of the first bars.
pub(super) const FIRST: Colour = RETURNED;
/// The colour of the second bars.
pub(super) const SECOND: Colour = ARRIVALS;

/// A row of two bars.
pub(super) struct Pair {
    pub(super) label: String,
    pub(super) bars: [Effect; 2],
}

/// Draws rows below each other, in their order; `numbers` says what the two numbers of a row are.
///
/// # Errors
/// [`ChartError::Drawing`] when drawing fails.
pub(super) fn paired(
    name: &'static str,
    page: Page,
    numbers: [&'static str; 2],
    axis: &str,
    pairs: Vec<Pair>,
) -> Result<Figure, ChartError> {
    let places = places(pairs.iter().flat_map(|pair| &pair.bars));
    let row = |Pair { label, bars }: &Pair| Row {
        label: label.clone(),
        numbers: numbers.into_iter().zip(bars.iter().map(|bar| bar.written(places, false))).collect(),
        effects: bars.to_vec(),
    };
    let laid: Vec<Row> = pairs.iter().map(row).collect();
    let height = |room| Height::Exactly(Rows::new(laid.clone(), room, false).height());
    let sheet = page.sheet(height, |canvas, area| {
        let table = Rows::new(laid.clone(), area.width(), false);
        let (x, placed) = table.draw(canvas, area, axis)?;
        for (pair, place) in pairs.iter().zip(&placed) {
            for ((effect, colour), &y) in pair.bars.iter().zip([FIRST, SECOND]).zip(&place.lanes) {
                if effect.estimate.is_finite() {
                    let (zero, end) = (x.place(0.0), x.place(effect.estimate));
                    let half = LANE / 2.0 - 2.0;
                    let bar = Area { left: zero.min(end), right: zero.max(end), top: y - half, bottom: y + half };
                    canvas.rect(bar, colour, 1.0)?;
                    whisker(canvas, effect, x, y)?;
                }
            }
        }
        Ok(())
    })?;
    render::outline(name, &sheet)
}
