//! One axis of a sweep: a parameter, or the whole scenario, and the values that points take on it.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::scenario_file::{Kind, Node, Place};

/// What stands for the whole scenario where an axis names a parameter.
pub(crate) const SCENARIO: &str = "scenario";

/// One axis.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    /// The parameter's path, or [`SCENARIO`].
    pub(super) path: String,
    /// Where the path stands.
    pub(super) place: Place,
    pub(super) levels: Levels,
    /// On an axis of scenarios, which of the sweep's each listed value is.
    pub(super) scenarios: Option<Vec<usize>>,
}

/// The values on an axis.
#[derive(Debug, Clone)]
pub(super) enum Levels {
    /// These.
    Listed(Vec<Node>),
    /// All in a range.
    Range(Range),
}

/// A range of values.
#[derive(Debug, Clone)]
pub(super) struct Range {
    pub(super) ends: Ends,
    /// Steps that are even in the logarithm.
    pub(super) logarithmic: bool,
    /// How many values a grid takes of it, the ends among them.
    pub(super) steps: usize,
    /// Where it stands.
    pub(super) place: Place,
}

/// The ends of a range, the lower first.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ends {
    Numbers(f64, f64),
    Wholes(i64, i64),
    Dates(Date, Date),
}

/// How finely an axis is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// Into all values of a range.
    Range,
    /// Into so many listed values.
    Listed(usize),
}

/// Where a point stands on an axis.
#[derive(Debug, Clone, Copy)]
pub(super) enum Coordinate {
    /// At the value of this number.
    Nth(usize),
    /// At this share of the way from one end to the other; listed values have equal shares.
    Share(f64),
}

impl Axis {
    pub(super) fn grain(&self) -> Grain {
        match &self.levels {
            Levels::Listed(values) => Grain::Listed(values.len()),
            Levels::Range(_) => Grain::Range,
        }
    }

    /// How many values a grid takes of it.
    pub(super) fn steps(&self) -> usize {
        match &self.levels {
            Levels::Listed(values) => values.len(),
            Levels::Range(range) => range.steps,
        }
    }

    /// The value at a coordinate.
    pub(super) fn value(&self, at: Coordinate) -> Node {
        match &self.levels {
            Levels::Listed(values) => values[nth(at, values.len())].clone(),
            Levels::Range(range) => range.value(match at {
                Coordinate::Share(share) => share,
                Coordinate::Nth(nth) => nth as f64 / (range.steps - 1) as f64,
            }),
        }
    }

    /// On an axis of scenarios, the number of the scenario at a coordinate.
    pub(super) fn scenario(&self, at: Coordinate) -> Option<usize> {
        self.scenarios.as_ref().map(|scenarios| scenarios[nth(at, scenarios.len())])
    }
}

fn nth(at: Coordinate, values: usize) -> usize {
    match at {
        Coordinate::Nth(nth) => nth,
        Coordinate::Share(share) => ((share * values as f64) as usize).min(values - 1),
    }
}

impl Range {
    /// The value at a share of the way; whole numbers and days have equal shares.
    fn value(&self, share: f64) -> Node {
        let kind = match self.ends {
            Ends::Numbers(low, high) => Kind::Number(self.between(low, high, share).clamp(low, high)),
            Ends::Wholes(low, high) => {
                // A logarithmic range is even between its ends, so that a whole number is the nearest one there.
                let value = if self.logarithmic {
                    self.between(low as f64, high as f64, share).round() as i64
                } else {
                    low + (share * (high - low + 1) as f64) as i64
                };
                Kind::Whole(value.clamp(low, high))
            }
            Ends::Dates(first, last) => {
                let days = (last - first).get_days();
                let day = ((share * f64::from(days + 1)) as i32).min(days);
                Kind::Date(first.checked_add(day.days()).unwrap_or(last))
            }
        };
        Node { kind, place: self.place.clone() }
    }

    fn between(&self, low: f64, high: f64, share: f64) -> f64 {
        if self.logarithmic { low * libm::pow(high / low, share) } else { low + (high - low) * share }
    }
}
