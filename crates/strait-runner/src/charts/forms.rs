//! Forms of deterrence in charts: a family has a colour and a mark, a form within it a pattern of its line.

use std::collections::BTreeSet;

use super::canvas::{Area, Canvas, Point, Stroke, stroke};
use super::data::ChartError;
use super::style::{Colour, number};

/// Lines of the forms of one family, in order: dashes and gaps by turns [px]; whole without any.
const PATTERNS: [&[f64]; 4] = [&[], &[9.0, 5.0], &[2.5, 4.0], &[11.0, 4.0, 2.5, 4.0]];

/// A form of deterrence as a chart shows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    /// Its value in the runs table.
    pub(super) value: String,
    pub(super) label: String,
    pub(super) look: FormLook,
}

/// A form's colour, mark and line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FormLook {
    family: usize,
    pattern: usize,
}

/// The families: none, linear, threshold, expected utility, in this order.
const FAMILIES: [(&str, &str); 4] =
    [("none", "None"), ("linear", "Linear"), ("threshold", "Threshold"), ("expected_utility", "Expected utility")];

/// The forms of a sweep, family by family, and how many more there are than can be told apart.
pub(super) fn of(values: &[String]) -> (Vec<Form>, usize) {
    let mut seen = BTreeSet::new();
    let distinct: Vec<&String> = values.iter().filter(|value| seen.insert(*value)).collect();
    let mut forms = Vec::new();
    for (family, (name, words)) in FAMILIES.iter().enumerate() {
        let own: Vec<(&String, Vec<(&str, &str)>)> =
            distinct.iter().filter(|value| parts(value).0 == *name).map(|value| (*value, parts(value).1)).collect();
        for (pattern, (value, keys)) in own.iter().enumerate().take(PATTERNS.len()) {
            // What all forms of a family share tells none of them apart.
            let shared = |key: &&(&str, &str)| own.iter().all(|(_, keys)| keys.contains(key));
            let told: Vec<String> =
                keys.iter().filter(|key| !shared(key)).map(|(key, value)| tell(key, value)).collect();
            let label = if told.is_empty() { (*words).to_owned() } else { format!("{words}, {}", told.join(", ")) };
            forms.push(Form { value: (*value).clone(), label, look: FormLook { family, pattern } });
        }
    }
    let more = distinct.len() - forms.len();
    (forms, more)
}

/// A value's form and its keys: `linear(semi_elasticity=1)`.
fn parts(value: &str) -> (&str, Vec<(&str, &str)>) {
    let (name, rest) = value.split_once('(').unwrap_or((value, ""));
    let keys = rest.trim_end_matches(')').split(',').filter_map(|key| key.trim().split_once('='));
    (name.trim(), keys.collect())
}

/// A key with its value in words: `median value €20,000`.
fn tell(key: &str, value: &str) -> String {
    let euros = key.strip_suffix("_eur");
    let words = euros.unwrap_or(key).replace('_', " ");
    let grouped = value.parse().ok().filter(|value: &f64| value.fract() == 0.0).map(|value| number(value, 0));
    let value = grouped.unwrap_or_else(|| value.to_owned());
    format!("{words} {}{value}", if euros.is_some() { "€" } else { "" })
}

impl FormLook {
    fn colour(self) -> Colour {
        Colour::Family(self.family)
    }

    /// A line through places, in the form's pattern.
    pub(super) fn line(self, canvas: &Canvas<'_>, points: &[Point]) -> Result<(), ChartError> {
        match PATTERNS[self.pattern] {
            [] => canvas.line(points, stroke(self.colour(), 2.2)),
            pattern => canvas.patterned_path(points, stroke(self.colour(), 2.2), pattern),
        }
    }

    /// The line that spans a range at one place.
    pub(super) fn whisker(self) -> Stroke {
        stroke(self.colour(), 1.1)
    }

    /// The family's mark.
    pub(super) fn mark(self, canvas: &Canvas<'_>, (x, y): Point) -> Result<(), ChartError> {
        const HALF: f64 = 4.4;
        let square = Area { left: x - HALF, right: x + HALF, top: y - HALF, bottom: y + HALF };
        match self.family {
            0 => canvas.polygon(&[(x - 5.0, y), (x, y - 5.0), (x + 5.0, y), (x, y + 5.0)], self.colour(), 1.0),
            1 => canvas.dot((x, y), HALF, self.colour()),
            2 => canvas.rect(square, self.colour(), 1.0),
            _ => canvas.polygon(&[(x - 5.6, y + 4.4), (x, y - 5.6), (x + 5.6, y + 4.4)], self.colour(), 1.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_what_differs_within_their_family() {
        let values = [
            "threshold(midpoint=0.25, strength=0.9, width=0.05)",
            "none",
            "expected_utility(median_value_eur=20000, return_cost_eur=3000, value_sd=1)",
            "threshold(midpoint=0.5, strength=0.9, width=0.1)",
            "none",
        ];
        let (forms, more) = of(&values.map(str::to_owned));
        let labels: Vec<&str> = forms.iter().map(|form| form.label.as_str()).collect();
        let expected =
            ["None", "Threshold, midpoint 0.25, width 0.05", "Threshold, midpoint 0.5, width 0.1", "Expected utility"];
        assert_eq!(labels, expected);
        assert_eq!(more, 0);
        assert_ne!(forms[1].look, forms[2].look);
        let euros = [10_000, 20_000].map(|value| format!("expected_utility(median_value_eur={value}, value_sd=1)"));
        assert_eq!(of(&euros).0[1].label, "Expected utility, median value €20,000");
        let many: Vec<String> = (1..=6).map(|slope| format!("linear(semi_elasticity={slope})")).collect();
        let (told, more) = of(&many);
        assert_eq!((told.len(), more), (4, 2));
    }
}
