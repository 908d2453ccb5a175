//! What a value may be: hard limits, beyond which a run would make no sense.
//!
//! The narrower ranges that the evidence supports are in the evidence register, not here.

use std::ops::RangeInclusive;

/// A value that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Where it stands, with dots: `home_office.detention.beds`; a rule of your own is under `rules`.
    pub path: String,
    /// What was found.
    pub found: String,
    /// What is allowed.
    pub allowed: String,
}

/// Collects the problems of a scenario, section by section.
#[derive(Debug, Default)]
pub(super) struct Checker {
    section: String,
    problems: Vec<Problem>,
}

impl Checker {
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Checks a section under its own name.
    pub(super) fn section(&mut self, name: &str, check: impl FnOnce(&mut Self)) {
        let outer = self.section.clone();
        if !self.section.is_empty() {
            self.section.push('.');
        }
        self.section.push_str(name);
        check(self);
        self.section = outer;
    }

    /// Notes a problem with the key of this section.
    pub(super) fn problem(&mut self, key: &str, found: impl ToString, allowed: impl ToString) {
        let path = match (self.section.is_empty(), key.is_empty()) {
            (true, _) => key.to_owned(),
            (_, true) => self.section.clone(),
            _ => format!("{}.{key}", self.section),
        };
        self.problems.push(Problem { path, found: found.to_string(), allowed: allowed.to_string() });
    }

    /// A share or probability.
    pub(super) fn share(&mut self, key: &str, value: f64) {
        self.within(key, value, 0.0..=1.0);
    }

    /// A number within limits.
    pub(super) fn within(&mut self, key: &str, value: f64, limits: RangeInclusive<f64>) {
        if !limits.contains(&value) {
            self.problem(key, value, format!("a number from {} to {}", limits.start(), limits.end()));
        }
    }

    /// A count, rate, weight or length of time: finite and not below 0.
    pub(super) fn amount(&mut self, key: &str, value: f64) {
        if !(value.is_finite() && value >= 0.0) {
            self.problem(key, value, "a number, 0 or more");
        }
    }

    /// A count, rate or length of time that something is divided by: finite and above 0.
    pub(super) fn above_zero(&mut self, key: &str, value: f64) {
        if !(value.is_finite() && value > 0.0) {
            self.problem(key, value, "a number above 0");
        }
    }

    /// A whole number within limits.
    pub(super) fn whole(&mut self, key: &str, value: u32, limits: RangeInclusive<u32>) {
        if !limits.contains(&value) {
            self.problem(key, value, format!("a whole number from {} to {}", limits.start(), limits.end()));
        }
    }
}
