//! What an outcome of some runs comes to, in the manner in which its kind is told.

use strait::outcomes::Outcome;

use super::chance::{Chance, chance};
use super::runs::Runs;
use crate::charts::number;
use crate::summary::{ENOUGH, Middle, Quantity};

/// How an outcome is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// In what share of runs it happened.
    Chance,
    /// Median and range.
    Spread,
    /// The change of the mean and the range of the paired change, in per cent of what it is changed from.
    RelativeChange,
    /// Mean of the paired change, in points of the share of runs.
    ChanceChange,
    /// Mean and range of the paired difference.
    Difference,
}

impl Manner {
    pub(super) fn of(outcome: &Outcome, paired: bool) -> Self {
        let event = matches!(outcome.unit.as_str(), "yes/no" | "count");
        match (event, paired) {
            (true, false) => Self::Chance,
            (true, true) => Self::ChanceChange,
            (false, false) => Self::Spread,
            (false, true) if outcome.unit.starts_with("people") => Self::RelativeChange,
            (false, true) => Self::Difference,
        }
    }
}

/// What an outcome comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// A middle with what 90 % of runs lie between, and the unit behind it: ` %` or nothing.
    Spread(Quantity, &'static str),
    /// A share of runs with its 90 % interval.
    Share(Chance),
    /// A change of a share of runs with its 90 % interval.
    ShareChange(Chance),
}

impl Figure {
    /// Of some runs; none when no run has the outcome.
    pub(super) fn of(
        runs: &Runs,
        outcome: usize,
        manner: Manner,
        rows: &[usize],
        partners: Option<&[Option<usize>]>,
    ) -> Option<Self> {
        let values = runs.outcome(outcome);
        let own = |value: fn(f64) -> f64| -> Vec<(i64, f64)> {
            rows.iter().map(|&run| (runs.replicates[run], value(values[run]))).collect()
        };
        let paired = |change: fn(f64, f64) -> f64| -> Vec<(i64, f64)> {
            let base = |run: usize| partners.and_then(|partners| partners[run]);
            let pair = |&run: &usize| Some((runs.replicates[run], change(values[run], values[base(run)?])));
            rows.iter().filter_map(pair).collect()
        };
        match manner {
            Manner::Chance => chance(&own(happened)).map(Self::Share),
            Manner::ChanceChange => {
                chance(&paired(|with, without| happened(with) - happened(without))).map(Self::ShareChange)
            }
            Manner::Spread => Quantity::of_replicates(&own(|value| value)).map(|own| Self::Spread(own, "")),
            Manner::Difference => {
                let changes = paired(|with, without| with - without);
                Quantity::around(&Middle::Mean, &changes, &changes).map(|own| Self::Spread(own, ""))
            }
            Manner::RelativeChange => {
                let either = |with: f64, without: f64| if without.is_finite() { with } else { f64::NAN };
                let without: Vec<f64> = paired(|_, without| without).into_iter().map(|(_, value)| value).collect();
                let changes = paired(|with, without| 100.0 * (with / without - 1.0));
                Quantity::around(&Middle::PerCentOf(&without), &paired(either), &changes)
                    .map(|own| Self::Spread(own, " %"))
            }
        }
    }

    /// The same with a share of people, say, in per cent.
    pub(super) fn in_per_cent(self) -> Self {
        match self {
            Self::Spread(own, "") => Self::Spread(own.scaled(100.0), " %"),
            other => other,
        }
    }

    /// The number in the middle: a median, a mean, or a share of runs from 0 to 1.
    #[must_use]
    pub fn middle(&self) -> f64 {
        match self {
            Self::Spread(own, _) => own.middle.value,
            Self::Share(chance) | Self::ShareChange(chance) => chance.share,
        }
    }

    /// Runs that it is of.
    #[must_use]
    pub fn runs(&self) -> usize {
        match self {
            Self::Spread(own, _) => own.runs,
            Self::Share(chance) | Self::ShareChange(chance) => chance.runs,
        }
    }

    /// Replicates among the runs.
    #[must_use]
    pub fn replicates(&self) -> usize {
        match self {
            Self::Spread(own, _) => own.replicates,
            Self::Share(chance) | Self::ShareChange(chance) => chance.replicates,
        }
    }

    /// Whether there are enough replicates to say anything.
    #[must_use]
    pub fn enough(&self) -> bool {
        self.replicates() >= ENOUGH
    }

    /// The standard errors of its range's ends; none for a share, whose interval is its error.
    #[must_use]
    pub fn errors_of_ends(&self) -> Option<String> {
        match self {
            Self::Spread(own, _) => Some(own.errors_of_ends()),
            Self::Share(_) | Self::ShareChange(_) => None,
        }
    }
}

impl std::fmt::Display for Figure {
    /// The middle with its range or interval: `28 [12, 35]`, `54 % [42, 66]`, `+3 points [1, 5]`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = |share: f64| number(100.0 * share, 0);
        let chance = |chance: &Chance, unit: &str| {
            format!("{}{unit} [{}, {}]", percent(chance.share), percent(chance.low), percent(chance.high))
        };
        out.write_str(&match self {
            Self::Spread(own, unit) => own.with_unit(unit),
            Self::Share(own) => chance(own, " %"),
            Self::ShareChange(own) => {
                let sign = if own.share > 0.0 { "+" } else { "" };
                format!("{sign}{}", chance(own, " points"))
            }
        })
    }
}

fn happened(value: f64) -> f64 {
    if value.is_finite() { f64::from(u8::from(value > 0.0)) } else { f64::NAN }
}
