//! Which axes of a sweep a chart tells apart, and at what the others are held.
//!
//! A setting is chosen, not drawn: a range over runs of several settings would take a choice for uncertainty, and hide what one
//! axis does at one value of another. So a chart shows the axes that move an outcome most, and takes of the others one value.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::axes::Axis;
use super::bands::mean;

/// The axes that are told apart, and the runs of the one value of each other axis.
pub(super) struct Held<'a> {
    /// First the axis that changes most what another does, then the others in the study's order.
    pub(super) shown: Vec<&'a Axis>,
    /// The other axes, each with the value at which it is held.
    others: Vec<(&'a Axis, String)>,
    /// Rows of the runs table in which all others have that value.
    pub(super) rows: Vec<usize>,
}

/// The runs of one setting of the axes that are shown.
pub(super) struct Group {
    /// Its values, one for each axis.
    pub(super) labels: Vec<String>,
    /// Rows of the runs table, all of one point.
    pub(super) rows: Vec<usize>,
}

impl<'a> Held<'a> {
    /// Shows the axes that move an outcome most, at most so many and with at most so many settings; none when the sweep is no
    /// grid, so that no two settings differ in some axes alone, or when no axis has so few values.
    pub(super) fn of(axes: &'a [Axis], outcome: &[f64], most_axes: usize, most_settings: usize) -> Option<Self> {
        let grid = Grid::of(axes, outcome)?;
        let mut ranked: Vec<usize> = (0..axes.len()).collect();
        ranked.sort_by(|&a, &b| grid.moves(b).total_cmp(&grid.moves(a)));
        let (mut shown, mut settings) = (Vec::new(), 1);
        for axis in ranked {
            if shown.len() < most_axes && settings * grid.levels[axis].len() <= most_settings {
                settings *= grid.levels[axis].len();
                shown.push(axis);
            }
        }
        shown.sort_unstable();
        if let Some(facet) = grid.facet(&shown) {
            shown.retain(|axis| *axis != facet);
            shown.insert(0, facet);
        }
        (!shown.is_empty()).then(|| Self::around(axes, shown.into_iter().map(|axis| &axes[axis]).collect()))
    }

    /// Shows these axes of a grid; none when the sweep is none.
    pub(super) fn showing(axes: &'a [Axis], shown: Vec<&'a Axis>) -> Option<Self> {
        is_grid(axes).then(|| Self::around(axes, shown))
    }

    fn around(axes: &'a [Axis], shown: Vec<&'a Axis>) -> Self {
        let runs = axes.first().map_or(0, |axis| axis.keys.len());
        let mut rows: Vec<usize> = (0..runs).collect();
        let mut others = Vec::new();
        for axis in axes.iter().filter(|axis| !shown.iter().any(|own| std::ptr::eq(*own, *axis))) {
            let levels = axis.levels(usize::MAX);
            // Of numbers the middle one, the lower of two; of choices the first.
            let place = if axis.numeric { (levels.len().max(1) - 1) / 2 } else { 0 };
            if let Some(level) = levels.into_iter().nth(place) {
                let own: BTreeSet<usize> = level.runs.into_iter().collect();
                rows.retain(|row| own.contains(row));
                others.push((axis, level.label));
            }
        }
        Self { shown, others, rows }
    }

    /// At what the others are held, in a sentence; nothing when there are none.
    pub(super) fn in_words(&self) -> String {
        let held: Vec<String> = self.others.iter().map(|(axis, label)| format!("{} {label}", axis.name)).collect();
        if held.is_empty() { String::new() } else { format!(" Held in all of them: {}.", held.join("; ")) }
    }

    /// The settings that are shown, the last axis fastest.
    pub(super) fn groups(&self) -> Vec<Group> {
        let keys = |row: usize| self.shown.iter().map(move |axis| axis.keys[row]);
        let order = |a: &usize, b: &usize| -> Ordering {
            let pairs = keys(*a).zip(keys(*b));
            pairs.map(|(a, b)| a.total_cmp(&b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
        };
        let mut rows = self.rows.clone();
        rows.sort_by(order);
        rows.chunk_by(|a, b| order(a, b).is_eq())
            .map(|rows| Group {
                labels: self
                    .shown
                    .iter()
                    .map(|axis| rows.first().map_or_else(String::new, |&row| axis.labels[row].clone()))
                    .collect(),
                rows: rows.to_vec(),
            })
            .collect()
    }
}

/// Whether every value of each axis meets every value of the others.
fn is_grid(axes: &[Axis]) -> bool {
    let runs = axes.first().map_or(0, |axis| axis.keys.len());
    let settings: BTreeSet<Vec<u64>> =
        (0..runs).map(|run| axes.iter().map(|axis| axis.keys[run].to_bits()).collect()).collect();
    let sizes = axes.iter().map(|axis| axis.levels(usize::MAX).len());
    runs > 0 && sizes.fold(1_usize, usize::saturating_mul) == settings.len()
}

/// The rows of each level of each axis, and an outcome of the rows.
struct Grid<'a> {
    levels: Vec<Vec<BTreeSet<usize>>>,
    outcome: &'a [f64],
}

impl<'a> Grid<'a> {
    fn of(axes: &[Axis], outcome: &'a [f64]) -> Option<Self> {
        let rows = |axis: &Axis| axis.levels(usize::MAX).into_iter().map(|level| level.runs.into_iter().collect());
        is_grid(axes).then(|| Self { levels: axes.iter().map(|axis| rows(axis).collect()).collect(), outcome })
    }

    /// The outcome's mean over some rows.
    fn mean<'r>(&self, rows: impl Iterator<Item = &'r usize>) -> f64 {
        mean(rows.map(|&row| self.outcome[row])).unwrap_or(0.0)
    }

    /// How far an axis moves the outcome, by itself and with the axis with which it does most.
    fn moves(&self, axis: usize) -> f64 {
        let means: Vec<f64> = self.levels[axis].iter().map(|level| self.mean(level.iter())).collect();
        let alone = means.iter().copied().fold(f64::NEG_INFINITY, f64::max)
            - means.iter().copied().fold(f64::INFINITY, f64::min);
        let others = (0..self.levels.len()).filter(|other| *other != axis);
        alone + others.map(|other| self.together(axis, other)).fold(0.0, f64::max)
    }

    /// How far two axes together are from the sum of what each does alone: their largest interaction.
    fn together(&self, a: usize, b: usize) -> f64 {
        let all = mean(self.outcome.iter().copied()).unwrap_or(0.0);
        let side =
            |axis: usize| -> Vec<f64> { self.levels[axis].iter().map(|level| self.mean(level.iter())).collect() };
        let (of_a, of_b) = (side(a), side(b));
        let cells = self.levels[a].iter().zip(&of_a).flat_map(|(rows, &row)| {
            self.levels[b].iter().zip(&of_b).map(move |(columns, &column)| (rows.intersection(columns), row, column))
        });
        cells.map(|(cell, row, column)| (self.mean(cell) - row - column + all).abs()).fold(0.0, f64::max)
    }

    /// Of some axes the one that changes most what another does; of such a pair the one with fewer values.
    fn facet(&self, shown: &[usize]) -> Option<usize> {
        let pairs = shown.iter().enumerate().flat_map(|(at, &a)| shown[at + 1..].iter().map(move |&b| (a, b)));
        let strongest = pairs.max_by(|x, y| self.together(x.0, x.1).total_cmp(&self.together(y.0, y.1)));
        strongest.map(|(a, b)| if self.levels[b].len() < self.levels[a].len() { b } else { a })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Column;

    /// Proof opens the gate behind which beds count; seats do little, the form less.
    fn axes() -> (Vec<Axis>, Vec<f64>) {
        let mut columns: [Vec<f64>; 4] = Default::default();
        let mut outcome = Vec::new();
        for beds in [200.0, 400.0, 700.0] {
            for seats in [10.0, 20.0, 40.0] {
                for proof in [0.0, 0.25] {
                    for form in [0.0, 1.0] {
                        for replicate in 0..4 {
                            for (column, value) in columns.iter_mut().zip([beds, seats, proof, form]) {
                                column.push(value);
                            }
                            let gate = if proof > 0.0 { beds / 40.0 } else { 0.0 };
                            outcome.push(14.0 + gate + seats / 40.0 + f64::from(replicate));
                        }
                    }
                }
            }
        }
        let names = ["detention.beds", "flights.seats", "route.proof", "deterrence.form"];
        let axes = names.iter().zip(columns).map(|(name, values)| Axis::of(name, &Column::Number(values))).collect();
        (axes, outcome)
    }

    #[test]
    fn what_acts_on_another_comes_first_and_what_does_nothing_is_held() {
        let (axes, outcome) = axes();
        let held = Held::of(&axes, &outcome, usize::MAX, 18).expect("a grid");
        let shown: Vec<&str> = held.shown.iter().map(|axis| axis.name.as_str()).collect();
        assert_eq!(shown, [axes[2].name.as_str(), axes[0].name.as_str(), axes[1].name.as_str()]);
        assert_eq!(held.in_words(), format!(" Held in all of them: {} 0.", axes[3].name));
    }

    #[test]
    fn every_group_is_the_runs_of_one_setting() {
        let (axes, outcome) = axes();
        for most in [2, 6, 18, 36] {
            let held = Held::of(&axes, &outcome, usize::MAX, most).expect("a grid");
            let groups = held.groups();
            assert!(!groups.is_empty() && groups.len() <= most);
            for group in groups {
                assert_eq!(group.rows.len(), 4, "the four replicates, and nothing else");
                for axis in &axes {
                    assert!(
                        group.rows.windows(2).all(|pair| axis.keys[pair[0]] == axis.keys[pair[1]]),
                        "{}",
                        axis.name
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_no_grid_cannot_be_held() {
        let values = |step: f64| Column::Number((0..12).map(|run| f64::from(run) * step).collect());
        let axes = [Axis::of("a.b", &values(1.0)), Axis::of("c.d", &values(7.0))];
        assert!(Held::of(&axes, &[1.0; 12], 2, 100).is_none());
    }
}
