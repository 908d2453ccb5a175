//! The swept values of each run: short names and levels.

use std::collections::BTreeMap;

use super::data::Study;
use super::style::{number, short};
use crate::store::Column;

/// What a sweep varied, with each run's value.
pub(crate) struct Axis {
    /// The path's last words, such as `detention beds`.
    pub(crate) name: String,
    /// Whether its values are numbers.
    pub(super) numeric: bool,
    /// Each run's value as a number; a text's order of first appearance.
    pub(super) keys: Vec<f64>,
    /// Each run's value as readers see it.
    pub(crate) labels: Vec<String>,
}

/// Runs that share a value, or a range of values, of one axis.
pub(crate) struct Level {
    pub(crate) label: String,
    /// Rows of the runs table.
    pub(crate) runs: Vec<usize>,
}

/// The axes of a study that vary at all, in its order.
pub(super) fn read(study: &Study<'_>) -> Vec<Axis> {
    let axes: Vec<Axis> = study.axes.iter().filter_map(|path| Some(Axis::of(path, study.runs.column(path)?))).collect();
    axes.into_iter().filter(Axis::varies).collect()
}

impl Axis {
    pub(crate) fn of(path: &str, column: &Column) -> Self {
        let numbers: Option<Vec<f64>> = match column {
            Column::Integer(values) => Some(values.iter().map(|&value| value as f64).collect()),
            Column::Number(values) => Some(values.clone()),
            Column::Text(values) => values.iter().map(|value| value.trim().parse().ok()).collect(),
        };
        let name = short_name(path);
        match (numbers, column) {
            (Some(keys), _) => {
                let labels = keys.iter().map(|&key| plain_number(key)).collect();
                Self { name, numeric: true, keys, labels }
            }
            (None, Column::Text(values)) => {
                let mut seen = BTreeMap::new();
                let mut keys = Vec::with_capacity(values.len());
                for value in values {
                    let next = seen.len();
                    keys.push(*seen.entry(value).or_insert(next) as f64);
                }
                // A choice's keys are left out where its name alone tells the values apart.
                let forms: BTreeMap<&str, &String> = seen.keys().map(|value| (form(value), *value)).collect();
                let by_form = forms.len() == seen.len();
                let label = |value: &String| words(if by_form { form(value) } else { value });
                let labels = values.iter().map(label).collect();
                Self { name, numeric: false, keys, labels }
            }
            (None, _) => Self { name, numeric: false, keys: Vec::new(), labels: Vec::new() },
        }
    }

    /// The same axis under another name.
    pub(crate) fn named(self, name: String) -> Self {
        Self { name, ..self }
    }

    pub(crate) fn varies(&self) -> bool {
        self.keys.iter().any(|key| Some(key) != self.keys.first())
    }

    /// The axis' values in order, each with its runs; numbers beyond `most` values are put in ranges of about as many runs.
    pub(crate) fn levels(&self, most: usize) -> Vec<Level> {
        let mut runs: Vec<usize> = (0..self.keys.len()).filter(|&run| self.keys[run].is_finite()).collect();
        runs.sort_by(|&a, &b| self.keys[a].total_cmp(&self.keys[b]));
        let values: Vec<&[usize]> = runs.chunk_by(|&a, &b| self.keys[a] == self.keys[b]).collect();
        if values.len() <= most || !self.numeric {
            let level = |runs: &&[usize]| Level {
                label: runs.first().map(|&run| self.labels[run].clone()).unwrap_or_default(),
                runs: runs.to_vec(),
            };
            return values.iter().map(level).collect();
        }
        let per_range = values.len().div_ceil(most);
        values
            .chunks(per_range)
            .map(|range| {
                let runs: Vec<usize> = range.concat();
                let ends = runs.first().zip(runs.last());
                let label = ends.map(|(&low, &high)| format!("{}–{}", short(self.keys[low]), short(self.keys[high])));
                Level { label: label.unwrap_or_default(), runs }
            })
            .collect()
    }
}

/// The end of a path in words, its last key alone where that says enough: `home_office.detention.beds` is
/// `detention beds`, `home_office.flights.seats_per_flight` is `seats per flight`.
fn short_name(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let says_enough = parts.last().is_some_and(|key| key.split('_').count() > 2);
    let from = parts.len().saturating_sub(if says_enough { 1 } else { 2 });
    parts[from..].join(" ").replace('_', " ")
}

/// A choice's name without its keys: `linear(semi_elasticity=1)` is `linear`.
fn form(value: &str) -> &str {
    value.split_once('(').map_or(value, |(form, _)| form)
}

/// A value's text in words: `linear(semi_elasticity=1)` is `linear, semi elasticity 1`.
fn words(value: &str) -> String {
    let text = value.replace(['_', '='], " ").replace([',', '('], ", ").replace(')', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(',').to_owned()
}

/// A number as short as it can be said exactly to four places.
fn plain_number(value: f64) -> String {
    if value.fract() == 0.0 {
        return number(value, 0);
    }
    number(value, 4).trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_read_as_words() {
        assert_eq!(short_name("home_office.detention.beds"), "detention beds");
        assert_eq!(short_name("home_office.flights.seats_per_flight"), "seats per flight");
        assert_eq!(short_name("deterrence"), "deterrence");
        assert_eq!(words("linear(semi_elasticity=1)"), "linear, semi elasticity 1");
        assert_eq!((plain_number(0.125), plain_number(1600.0)), ("0.125".into(), "1,600".into()));
    }

    #[test]
    fn many_numbers_are_put_in_ranges() {
        let axis = Axis::of("a.b", &Column::Number((0..40).map(|v| f64::from(v) * 10.0).collect()));
        let levels = axis.levels(8);
        assert_eq!(levels.len(), 8);
        assert_eq!((levels[0].label.as_str(), levels[0].runs.len()), ("0–40", 5));
        let few = Axis::of("a.b", &Column::Text(vec!["none".into(), "x(y=1)".into(), "none".into()]));
        let levels: Vec<_> = few.levels(8).into_iter().map(|level| (level.label, level.runs)).collect();
        assert_eq!(levels, [("none".to_owned(), vec![0, 2]), ("x".to_owned(), vec![1])]);
        let same_form = Axis::of("a.b", &Column::Text(vec!["x(y=1)".into(), "x(y=2)".into()]));
        assert_eq!(same_form.labels, ["x, y 1", "x, y 2"]);
    }
}
