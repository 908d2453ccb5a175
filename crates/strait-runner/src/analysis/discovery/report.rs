//! Where an outcome occurs, as words, a page, CSV and JSON.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{CHANCE, CasesOfStudy, Condition, Dimension, Discovery, Grouping, Kind, Limited, Side, Spread, Step};
use crate::analysis::written::{self, Part, cell, percent};
use crate::charts::number;
use crate::markdown::{NONE, digits};

/// What was found of an outcome in a study.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The study's name.
    pub study: String,
    /// The outcome.
    pub outcome: String,
    /// Its unit.
    pub unit: String,
    /// When it is said to occur.
    pub condition: Condition,
    /// The runs.
    pub cases: CasesOfStudy,
    /// What was found.
    pub found: Discovery,
}

impl Report {
    /// For a terminal.
    #[must_use]
    pub fn table(&self) -> String {
        written::text(&self.parts())
    }

    /// For a page.
    #[must_use]
    pub fn page(&self) -> String {
        written::page(&self.parts())
    }

    /// The chosen box: a limit a row.
    ///
    /// # Errors
    /// Why it cannot be written, in words; no reason is known.
    pub fn csv(&self) -> Result<String, String> {
        let header =
            ["dimension", "low", "high", "choices", "quasi_p", "found_again_at_coverage", "found_again_at_density"];
        let rows = self.found.limits.iter().map(|limit| {
            let dimension = self.dimension(limit);
            let (low, high, choices) = match &limit.side {
                Side::Low(value) => (self.exact(dimension, *value, true), String::new(), String::new()),
                Side::High(value) => (String::new(), self.exact(dimension, *value, false), String::new()),
                Side::Choices(kept) => (String::new(), String::new(), names(dimension, kept).join("|")),
            };
            let [coverage, density] = self.found_again(dimension).map_or([f64::NAN; 2], |found| found).map(cell);
            vec![dimension.name.clone(), low, high, choices, cell(limit.quasi_p), coverage, density]
        });
        written::csv([header.map(str::to_owned).to_vec()].into_iter().chain(rows))
    }

    /// Everything.
    #[must_use]
    pub fn json(&self) -> Value {
        let CasesOfStudy { cases, runs, failed, without_value, range, notes } = &self.cases;
        let (condition, value) = match self.condition {
            Condition::AtLeast(value) => ("at_least", value),
            Condition::AtMost(value) => ("at_most", value),
        };
        let limit = |limit: &Limited| {
            let dimension = self.dimension(limit);
            let (side, value) = match &limit.side {
                Side::Low(value) => ("low", self.exact(dimension, *value, true).into()),
                Side::High(value) => ("high", self.exact(dimension, *value, false).into()),
                Side::Choices(kept) => ("choices", json!(names(dimension, kept))),
            };
            let value: Value = match (&dimension.kind, &limit.side) {
                (Kind::Number, Side::Low(number) | Side::High(number)) => (*number).into(),
                _ => value,
            };
            json!({ "dimension": dimension.name, side: value, "quasi_p": limit.quasi_p })
        };
        let step = |step: &Step| {
            json!({
                "coverage": step.coverage, "density": step.density, "mass": step.mass, "cases": step.cases,
                "occurring": step.occurring, "restricted": step.restricted(),
            })
        };
        json!({
            "study": self.study,
            "outcome": self.outcome,
            "unit": self.unit,
            condition: value,
            "runs": runs,
            "failed_runs": failed,
            "runs_without_value": without_value,
            "least": range.0,
            "greatest": range.1,
            "cases": cases.len(),
            "occurring": cases.occurring(),
            "dimensions": cases.dimensions.iter().map(|dimension| &dimension.name).collect::<Vec<_>>(),
            "notes": notes,
            "boxes": self.found.steps.iter().map(step).collect::<Vec<_>>(),
            "chosen": self.found.chosen,
            "put_aside": self.found.put_aside,
            "box": step(&self.found.steps[self.found.chosen]),
            "limits": self.found.limits.iter().map(limit).collect::<Vec<_>>(),
            "stability": self.found.stability,
        })
    }

    fn parts(&self) -> Vec<Part> {
        vec![self.in_words(), self.limits(), self.halves(), self.trajectory()]
    }

    /// What is found, in plain words.
    fn in_words(&self) -> Part {
        let CasesOfStudy { cases, runs, failed, without_value, notes, .. } = &self.cases;
        let step = &self.found.steps[self.found.chosen];
        let condition = match self.condition {
            Condition::AtLeast(value) => format!("at least {value}"),
            Condition::AtMost(value) => format!("at most {value}"),
        };
        let share = cases.occurring() as f64 / cases.len() as f64;
        let mut sentences = vec![format!(
            "{} is {condition} {} in {} of {} runs, {}.",
            self.outcome,
            self.unit,
            number(cases.occurring() as f64, 0),
            number(cases.len() as f64, 0),
            hundredths(share)
        )];
        let (density, coverage) = (hundredths(step.density), hundredths(step.coverage));
        sentences.push(if self.found.limits.is_empty() {
            "No box is better than all the runs: where it occurs does not follow from these parameters.".to_owned()
        } else {
            format!(
                "Where {}, it is so in {density} of runs (density), and {coverage} of all such runs lie there (coverage).",
                self.where_in_words()
            )
        });
        let elsewhere = |spread: Option<Spread>| {
            spread.map_or_else(|| NONE.to_owned(), |spread| percent((spread.median, spread.low, spread.high)))
        };
        let stability = &self.found.stability;
        if !self.found.limits.is_empty() {
            sentences.push(format!(
                "Boxes found in the same way on half of the data have on the other half a density of {} and a coverage of {}: \
                 nearer to what new runs would show.",
                elsewhere(stability.density_elsewhere),
                elsewhere(stability.coverage_elsewhere)
            ));
        }
        if failed + without_value > 0 {
            sentences.push(format!(
                "Left out are {failed} runs that failed and {without_value} without this outcome, of {runs}."
            ));
        }
        if !self.found.put_aside.is_empty() {
            sentences.push(format!("Put aside, since chance would do as well as their limits: {}.", self.put_aside()));
        }
        sentences.extend(notes.iter().map(|note| format!("{note}.")));
        Part { title: format!("{}: {}", self.study, self.outcome), sentences, ..Part::default() }
    }

    /// The axes that were put aside by name, and how many drawn parameters.
    fn put_aside(&self) -> String {
        let all = self.cases.cases.dimensions.iter().filter(|dimension| self.found.put_aside.contains(&dimension.name));
        let (axes, drawn): (Vec<_>, Vec<_>) = all.partition(|dimension| dimension.grouping == Grouping::Points);
        let drawn = match drawn.len() {
            0 => None,
            1 => Some("1 drawn parameter".to_owned()),
            count => Some(format!("{count} drawn parameters")),
        };
        axes.into_iter().map(|axis| axis.name.clone()).chain(drawn).collect::<Vec<_>>().join(", ")
    }

    fn where_in_words(&self) -> String {
        let limit = |limit: &Limited| {
            let dimension = self.dimension(limit);
            let name = &dimension.name;
            match &limit.side {
                Side::Low(value) if dimension.kind == Kind::Date => format!("{name} is from {} on", date(*value, true)),
                Side::High(value) if dimension.kind == Kind::Date => format!("{name} is up to {}", date(*value, false)),
                Side::Low(value) => format!("{name} is above {}", digits(*value)),
                Side::High(value) => format!("{name} is below {}", digits(*value)),
                Side::Choices(kept) => format!("{name} is {}", names(dimension, kept).join(" or ")),
            }
        };
        let limits: Vec<String> = self.found.limits.iter().map(limit).collect();
        match &limits[..] {
            [] => String::new(),
            [only] => only.clone(),
            [others @ .., last] => format!("{} and {last}", others.join(", ")),
        }
    }

    fn limits(&self) -> Part {
        let rows = self.found.limits.iter().map(|limit| {
            let dimension = self.dimension(limit);
            let [coverage, density] = self
                .found_again(dimension)
                .map_or_else(|| [NONE.to_owned(), NONE.to_owned()], |found| found.map(hundredths));
            let what = match &limit.side {
                Side::Low(value) => format!("from {}", self.short(dimension, *value, true)),
                Side::High(value) => format!("to {}", self.short(dimension, *value, false)),
                Side::Choices(kept) => names(dimension, kept).join(", "),
            };
            let mark = if limit.quasi_p > CHANCE { ", may be chance" } else { "" };
            vec![dimension.name.clone(), what, format!("{}{mark}", small(limit.quasi_p)), coverage, density]
        });
        Part {
            title: format!("Box {}", self.found.chosen),
            header: vec!["parameter", "limit", "quasi-p", "found again, by coverage", "by density"],
            rows: rows.collect(),
            ..Part::default()
        }
    }

    /// What halves of the data restrict that the box does not.
    fn halves(&self) -> Part {
        let limited = |name: &str| self.found.limits.iter().any(|limit| self.dimension(limit).name == name);
        let others: Vec<String> = self
            .found
            .stability
            .dimensions
            .iter()
            .filter(|found| !limited(&found.dimension) && found.at_coverage >= 0.2)
            .map(|found| format!("{} ({})", found.dimension, hundredths(found.at_coverage)))
            .collect();
        let sentences = if others.is_empty() {
            vec![format!("Of {} halves, none other is limited in a fifth or more.", self.found.stability.halves)]
        } else {
            vec![format!("Of {} halves, also limited in: {}.", self.found.stability.halves, others.join(", "))]
        };
        Part { title: "Other parameters on half of the data".to_owned(), sentences, ..Part::default() }
    }

    fn trajectory(&self) -> Part {
        let rows = self.found.steps.iter().enumerate().map(|(place, step)| {
            let mark = if place == self.found.chosen { " *" } else { "" };
            vec![
                format!("{place}{mark}"),
                hundredths(step.coverage),
                hundredths(step.density),
                hundredths(step.mass),
                number(step.cases as f64, 0),
                step.restricted().to_string(),
            ]
        });
        Part {
            title: "Every box on the way".to_owned(),
            sentences: vec!["* is the box above; with --box another is spoken of.".to_owned()],
            header: vec!["box", "coverage", "density", "mass", "runs", "limited"],
            rows: rows.collect(),
        }
    }

    fn dimension(&self, limit: &Limited) -> &Dimension {
        &self.found.cases.dimensions[limit.dimension]
    }

    fn found_again(&self, dimension: &Dimension) -> Option<[f64; 2]> {
        let found = self.found.stability.dimensions.iter().find(|found| found.dimension == dimension.name)?;
        Some([found.at_coverage, found.at_density])
    }

    fn short(&self, dimension: &Dimension, value: f64, low: bool) -> String {
        if dimension.kind == Kind::Date { date(value, low) } else { digits(value) }
    }

    fn exact(&self, dimension: &Dimension, value: f64, low: bool) -> String {
        if dimension.kind == Kind::Date { date(value, low) } else { cell(value) }
    }
}

/// The first day that a low limit holds, or the last that a high one does.
fn date(days: f64, low: bool) -> String {
    let day = if low { days.ceil() } else { days.floor() };
    Date::constant(1970, 1, 1).saturating_add((day as i64).days()).to_string()
}

fn names(dimension: &Dimension, kept: &[usize]) -> Vec<String> {
    match &dimension.kind {
        Kind::Choice(choices) => kept.iter().map(|&choice| choices[choice].clone()).collect(),
        Kind::Number | Kind::Date => Vec::new(),
    }
}

fn hundredths(share: f64) -> String {
    percent((share, f64::NAN, f64::NAN))
}

/// A probability; very small ones by their power of ten.
fn small(probability: f64) -> String {
    if probability >= 0.001 { number(probability, 3) } else { format!("{probability:.0e}") }
}
