//! What moves the outcomes of a study, as a table, a page, CSV and JSON.

use serde::Serialize;

use super::{Estimate, Indices, Lost, Screening, Shares};
use crate::analysis::written::{self, Part, cell, percent};
use crate::charts::number;
use crate::markdown::digits;

/// What moves the outcomes of a study.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The study, in one line.
    pub study: String,
    /// Its design: `morris` or `saltelli`.
    pub design: String,
    /// Replicates of each point.
    pub replicates: u64,
    /// The ensemble that replicates take parameters from, if there is one.
    pub ensemble: Option<String>,
    /// What was found of each outcome.
    pub outcomes: Vec<OutcomeFound>,
}

/// What moves one outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutcomeFound {
    /// Its name.
    pub outcome: String,
    /// Its unit.
    pub unit: String,
    /// What was found.
    #[serde(flatten)]
    pub found: Found,
}

/// By which design.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// From trajectories.
    Screening(Screening),
    /// From base rows.
    Indices(Indices),
}

impl Found {
    fn shares(&self) -> Option<&Shares> {
        match self {
            Self::Screening(found) => found.shares.as_ref(),
            Self::Indices(found) => found.shares.as_ref(),
        }
    }

    fn lost(&self) -> &Lost {
        match self {
            Self::Screening(found) => &found.lost,
            Self::Indices(found) => &found.lost,
        }
    }

    fn constant(&self) -> Option<f64> {
        match self {
            Self::Screening(found) => found.constant,
            Self::Indices(found) => found.constant,
        }
    }
}

impl Report {
    /// For a terminal.
    #[must_use]
    pub fn table(&self) -> String {
        format!("{}\n\n{}", self.study, written::text(&self.parts()))
    }

    /// For a page.
    #[must_use]
    pub fn page(&self) -> String {
        format!("{}\n\n{}", self.study, written::page(&self.parts()))
    }

    /// A number a row.
    ///
    /// # Errors
    /// Why it cannot be written, in words; no reason is known.
    pub fn csv(&self) -> Result<String, String> {
        let header = ["outcome", "axis", "quantity", "value", "low", "high"].map(str::to_owned).to_vec();
        let rows = self.outcomes.iter().flat_map(|one| {
            one.numbers().into_iter().map(|(axis, quantity, Estimate { value, low, high })| {
                let names = [one.outcome.clone(), axis, quantity.to_owned()];
                names.into_iter().chain([value, low, high].map(cell)).collect()
            })
        });
        written::csv([header].into_iter().chain(rows))
    }

    fn parts(&self) -> Vec<Part> {
        self.outcomes.iter().map(|one| one.part(self)).collect()
    }
}

impl OutcomeFound {
    fn part(&self, report: &Report) -> Part {
        let mut sentences = Vec::new();
        if self.found.lost().blocks > 0 {
            sentences.push(format!("{}.", self.found.lost().in_words()));
        }
        if let Some(value) = self.found.constant() {
            sentences.push(format!("Every run has the value {}: nothing moves it.", digits(value)));
        } else {
            sentences.push(self.shares_in_words(report));
        }
        let (header, rows) = match &self.found {
            Found::Screening(found) => screening_rows(found),
            Found::Indices(found) => {
                sentences.extend(alone_and_together(found));
                indices_rows(found)
            }
        };
        Part { title: format!("{} [{}]", self.outcome, self.unit), sentences, header, rows }
    }

    fn shares_in_words(&self, report: &Report) -> String {
        let Some(shares) = self.found.shares() else {
            return "One replicate: luck cannot be told from parameters, and all below is of this one luck.".to_owned();
        };
        let [parameters, luck, interplay] = [shares.parameters, shares.luck, shares.interplay]
            .map(|Estimate { value, low, high }| percent((value, low, high)));
        let mut words = format!(
            "Of the variance over runs, {parameters} is the parameters', {luck} luck that moves all points alike, and \
             {interplay} luck that moves one point otherwise than another."
        );
        if let Some(ensemble) = &report.ensemble {
            words += &format!(" Luck holds what replicates take from {ensemble}.");
        }
        if report.replicates == 2 {
            words += " Intervals do not hold what so few replicates leave open; three would tell.";
        }
        if matches!(&self.found, Found::Indices(_)) && !shares.parameters_tell() {
            words += " The parameters' share cannot be told from none, and so there are no indices.";
        }
        words
    }

    /// Every number: its axis, if it has one, what it is, and the number.
    fn numbers(&self) -> Vec<(String, &'static str, Estimate)> {
        let bare = |value: f64| Estimate { value, low: f64::NAN, high: f64::NAN };
        let mut numbers = Vec::new();
        if let Some(value) = self.found.constant() {
            numbers.push((String::new(), "constant", bare(value)));
        }
        if let Some(Shares { parameters, luck, interplay }) = self.found.shares() {
            let shares =
                [("share_of_parameters", parameters), ("share_of_luck", luck), ("share_of_interplay", interplay)];
            numbers.extend(shares.map(|(name, share)| (String::new(), name, *share)));
        }
        match &self.found {
            Found::Screening(found) => {
                for axis in &found.axes {
                    let without = axis.sigma_without_luck.map(|value| ("sigma_without_luck", bare(value)));
                    let of_luck = axis.mu_star_of_luck.map(|value| ("mu_star_of_luck", bare(value)));
                    let all = [("mu", axis.mu), ("mu_star", axis.mu_star), ("sigma", axis.sigma)];
                    let all = all.into_iter().chain(without).chain(of_luck);
                    numbers.extend(all.map(|(name, estimate)| (axis.axis.clone(), name, estimate)));
                }
            }
            Found::Indices(found) => {
                for axis in &found.axes {
                    let with_luck = axis.total_with_luck.map(|estimate| ("total_with_luck", estimate));
                    let all = [("first", axis.first), ("total", axis.total)].into_iter().chain(with_luck).chain([
                        ("first_of_mean", bare(axis.first_of_mean)),
                        ("total_of_mean", bare(axis.total_of_mean)),
                    ]);
                    numbers.extend(all.map(|(name, estimate)| (axis.axis.clone(), name, estimate)));
                }
            }
        }
        numbers
    }
}

type Rows = (Vec<&'static str>, Vec<Vec<String>>);

/// The largest first.
fn screening_rows(found: &Screening) -> Rows {
    let several = found.shares.is_some();
    let mut axes: Vec<_> = found.axes.iter().collect();
    axes.sort_by(|one, other| other.mu_star.value.total_cmp(&one.mu_star.value));
    let with = |Estimate { value, low, high }: Estimate| {
        let interval = if low.is_finite() { format!(" [{}, {}]", digits(low), digits(high)) } else { String::new() };
        format!("{}{interval}", digits(value))
    };
    let rows = axes.into_iter().map(|axis| {
        let mut row = vec![axis.axis.clone(), with(axis.mu_star), with(axis.mu), with(axis.sigma)];
        row.extend([axis.sigma_without_luck, axis.mu_star_of_luck].into_iter().flatten().map(digits));
        row
    });
    let header = ["axis", "mu_star", "mu", "sigma", "sigma without luck", "mu_star of luck"];
    (header[..if several { 6 } else { 4 }].to_vec(), rows.collect())
}

/// The largest total first.
fn indices_rows(found: &Indices) -> Rows {
    let several = found.shares.is_some();
    let mut axes: Vec<_> = found.axes.iter().collect();
    axes.sort_by(|one, other| other.total.value.total_cmp(&one.total.value));
    let with = |Estimate { value, low, high }: Estimate| {
        let two = |value: f64| number(value, 2);
        let interval = if low.is_finite() { format!(" [{}, {}]", two(low), two(high)) } else { String::new() };
        format!("{}{interval}", two(value))
    };
    let rows = axes.into_iter().map(|axis| {
        let mut row = vec![axis.axis.clone(), with(axis.first), with(axis.total)];
        row.extend(axis.total_with_luck.map(with));
        row
    });
    let header = ["axis", "first", "total", "total with luck"];
    (header[..if several { 4 } else { 3 }].to_vec(), rows.collect())
}

fn alone_and_together(found: &Indices) -> Option<String> {
    if found.axes.is_empty() {
        return None;
    }
    let alone: f64 = found.axes.iter().map(|axis| axis.first.value).sum();
    Some(format!(
        "What each axis explains alone adds up to {} % of the parameters' variance; the rest comes of axes together.",
        number(100.0 * alone, 0)
    ))
}
