//! How much of an outcome's variance each input explains: Sobol indices.

use super::data::{ChartError, Figure, Words};
use super::effects::{Effect, Outcome, counted, places};
use super::page::{Mark, Observations, Page, source_line};
use super::paired::{FIRST, Pair, SECOND, paired};

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
        look: words.look,
        study: words.study.to_owned(),
        title: format!("Which inputs explain {}?", outcome.name),
        subtitle: subtitle.to_owned(),
        legend: vec![
            (Mark::Bar(FIRST), "Alone (first order)".to_owned()),
            (Mark::Bar(SECOND), "With all it does together with others (total)".to_owned()),
        ],
        finding,
        source: source_line(words.caption, Observations::None),
    };
    let pairs: Vec<Pair> =
        rows.iter().map(|row| Pair { label: row.label.clone(), bars: [row.first, row.total] }).collect();
    let axis = format!("Share of the variance of {}", outcome.name);
    paired(NAME, page, ["Alone", "Total"], &axis, pairs)
}
