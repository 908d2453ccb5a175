//! How far each input moves an outcome, and how differently from place to place: elementary effects.

use super::data::{ChartError, Figure, Words};
use super::effects::{Effect, Outcome, counted, places};
use super::page::{Mark, Observations, Page, source_line};
use super::paired::{FIRST, Pair, SECOND, paired};

const NAME: &str = "screening";

/// What moving one input does.
#[derive(Debug, Clone, PartialEq)]
pub struct ScreeningRow {
    /// The input, in words.
    pub label: String,
    /// The mean size of its effects, over its whole range.
    pub size: Effect,
    /// The standard deviation of its effects from place to place.
    pub spread: Effect,
}

/// Draws the mean size and the spread of each input's effects as paired bars; the largest size comes first.
///
/// # Errors
/// [`ChartError::Empty`] when there is no row; [`ChartError::Drawing`] when drawing fails.
pub fn screening(
    words: &Words<'_>,
    outcome: Outcome<'_>,
    subtitle: &str,
    rows: &[ScreeningRow],
) -> Result<Figure, ChartError> {
    let size = |row: &ScreeningRow| if row.size.estimate.is_finite() { row.size.estimate } else { f64::NEG_INFINITY };
    let mut rows: Vec<&ScreeningRow> = rows.iter().collect();
    rows.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let Some(first) = rows.first() else {
        return Err(ChartError::Empty(NAME));
    };
    let places = places(rows.iter().flat_map(|row| [&row.size, &row.spread]));
    let finding = format!(
        "{}. {} moves it most: by {} over its range, differing from place to place by {}.",
        counted(rows.len(), "input"),
        first.label,
        first.size.written(places, false),
        first.spread.written(places, false)
    );
    let page = Page {
        look: words.look,
        study: words.study.to_owned(),
        title: format!("Which inputs move {}?", outcome.name),
        subtitle: subtitle.to_owned(),
        legend: vec![
            (Mark::Bar(FIRST), "Mean size of effects (mu_star)".to_owned()),
            (Mark::Bar(SECOND), "How they differ from place to place (sigma)".to_owned()),
        ],
        finding,
        source: source_line(words.caption, Observations::None),
    };
    let pairs: Vec<Pair> =
        rows.iter().map(|row| Pair { label: row.label.clone(), bars: [row.size, row.spread] }).collect();
    let axis = format!("Effect over the whole range, {}", outcome.unit);
    paired(NAME, page, ["Size", "Spread"], &axis, pairs)
}
