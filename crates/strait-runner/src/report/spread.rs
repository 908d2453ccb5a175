//! One outcome over some runs, in words.

use maud::{Markup, html};
use strait::outcomes::Outcome;

use crate::store::Table;
use crate::summary::{Band, number};

/// What stands where no run has a value.
const NONE: &str = "none";

/// The unit of what is 1 for yes and 0 for no.
const YES_OR_NO: &str = "yes/no";

/// An outcome over some runs: its middle, how far it spreads, and of how many runs that speaks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    pub(super) band: Option<Band>,
    /// Of an outcome that is yes or no in every run, the share of runs in which it is yes.
    share: Option<f64>,
    with_value: usize,
    runs: usize,
}

impl Spread {
    /// Over these rows of a column.
    pub(super) fn of(values: &[f64], rows: &[usize]) -> Self {
        let own = finite(values, rows);
        Self { with_value: own.len(), band: Band::of(own), share: None, runs: rows.len() }
    }

    /// An outcome over these rows of the runs.
    pub(super) fn of_outcome(outcome: &Outcome, runs: &Table, rows: &[usize]) -> Self {
        let values = runs.numbers(&outcome.name).unwrap_or_default();
        let own = finite(&values, rows);
        let either = outcome.unit == YES_OR_NO && own.iter().all(|value| *value == 0.0 || *value == 1.0);
        let share = (either && !own.is_empty()).then(|| own.iter().sum::<f64>() / own.len() as f64);
        Self { share, ..Self::of(&values, rows) }
    }

    /// The band, if more than one run is behind it: one run is one draw and no estimate.
    pub(super) fn estimate(&self) -> Option<Band> {
        self.band.filter(|_| self.with_value > 1)
    }

    /// The median with both ranges, for a sentence; nothing without an estimate.
    pub(super) fn in_words(&self) -> Markup {
        html! {
            @if let Some(band) = self.estimate() {
                strong { (number(band.median)) }
                " (50 % of runs: " (number(band.low50)) " to " (number(band.high50))
                "; 90 %: " (number(band.low90)) " to " (number(band.high90)) ")"
            }
        }
    }

    /// The median with the outer range, for a sentence; nothing without an estimate.
    pub(super) fn in_few_words(&self) -> Markup {
        html! {
            @if let Some(band) = self.estimate() {
                strong { (number(band.median)) } " (90 % of runs: " (number(band.low90)) " to " (number(band.high90)) ")"
            }
        }
    }

    /// Median, middle half and middle nine tenths as cells of a row; of yes or no the share of runs.
    pub(super) fn cells(&self) -> Markup {
        html! {
            @match (self.share, self.band) {
                (Some(share), _) if self.runs > 1 => {
                    td.number { (number(100.0 * share)) " % of runs" (self.note()) }
                    td.number { "–" }
                    td.number { "–" }
                }
                (_, Some(band)) if self.with_value > 1 => {
                    td.number { (number(band.median)) (self.note()) }
                    td.number { (number(band.low50)) " to " (number(band.high50)) }
                    td.number { (number(band.low90)) " to " (number(band.high90)) }
                }
                (_, Some(band)) => {
                    td.number { (number(band.median)) @if self.runs > 1 { (self.note()) } @else { span.note { "one draw" } } }
                    td.number { "–" }
                    td.number { "–" }
                }
                (_, None) => { td.number { (NONE) } td.number { "–" } td.number { "–" } }
            }
        }
    }

    /// Of how many runs the numbers speak, where not of all: a run without a first return has no day of it.
    pub(super) fn note(&self) -> Markup {
        html! {
            @if self.with_value > 0 && self.with_value < self.runs {
                span.note { (self.with_value) " of " (self.runs) " runs have one" }
            }
        }
    }
}

fn finite(values: &[f64], rows: &[usize]) -> Vec<f64> {
    rows.iter().filter_map(|&row| values.get(row).copied()).filter(|value| value.is_finite()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Column;

    #[test]
    fn yes_or_no_is_a_share_and_a_count_that_happens_to_be_zero_is_not() {
        let mut runs = Table::new();
        runs.push("o", Column::Number(vec![0.0, 0.0, 1.0, 0.0, 9.0]));
        let cells = |unit: &str, rows: &[usize]| {
            let outcome = Outcome { name: "o".to_owned(), unit: unit.to_owned(), meaning: String::new() };
            Spread::of_outcome(&outcome, &runs, rows).cells().into_string()
        };
        assert!(cells("yes/no", &[0, 1, 2, 3]).contains(">25 % of runs<"));
        assert!(!cells("days", &[0, 1, 3]).contains('%'));
        // A mean of such a level over time lies between.
        assert!(!cells("yes/no", &[0, 4]).contains('%'));
    }
}
