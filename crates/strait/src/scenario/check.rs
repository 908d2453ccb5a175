//! What a value may be: hard limits, beyond which a run would make no sense.
//!
//! The narrower ranges that the evidence supports are in the evidence register, not here.

use std::fmt;
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

/// What a number may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bounds {
    /// From the one to the other, both included.
    Within(f64, f64),
    /// 0 or more, and finite.
    NotNegative,
    /// Above 0, and finite.
    Positive,
    /// A whole number from the one to the other, both included.
    Whole(u32, u32),
}

impl Bounds {
    /// Whether a number is within them.
    #[must_use]
    pub fn hold(&self, number: f64) -> bool {
        match *self {
            Self::Within(least, most) => (least..=most).contains(&number),
            Self::NotNegative => number.is_finite() && number >= 0.0,
            Self::Positive => number.is_finite() && number > 0.0,
            Self::Whole(least, most) => (f64::from(least)..=f64::from(most)).contains(&number),
        }
    }
}

/// In words, as a [`Problem`] says what is allowed.
impl fmt::Display for Bounds {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Within(least, most) => write!(out, "a number from {least} to {most}"),
            Self::NotNegative => out.write_str("a number, 0 or more"),
            Self::Positive => out.write_str("a number above 0"),
            Self::Whole(least, most) => write!(out, "a whole number from {least} to {most}"),
        }
    }
}

/// Collects the problems of a scenario, section by section.
#[derive(Debug, Default)]
pub(super) struct Checker {
    section: String,
    problems: Vec<Problem>,
    /// The bounds that were asked for, if anyone wants to know.
    bounds: Option<Vec<(String, Bounds)>>,
}

impl Checker {
    /// A checker that notes the bounds of each number too.
    pub(super) fn noting_bounds() -> Self {
        Self { bounds: Some(Vec::new()), ..Self::default() }
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// The bounds of each number by its path, of a list those of each of its values.
    pub(super) fn into_bounds(self) -> Vec<(String, Bounds)> {
        self.bounds.unwrap_or_default()
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
        let path = self.path(key);
        self.problems.push(Problem { path, found: found.to_string(), allowed: allowed.to_string() });
    }

    fn path(&self, key: &str) -> String {
        match (self.section.is_empty(), key.is_empty()) {
            (true, _) => key.to_owned(),
            (_, true) => self.section.clone(),
            _ => format!("{}.{key}", self.section),
        }
    }

    /// A share or probability.
    pub(super) fn share(&mut self, key: &str, value: f64) {
        self.within(key, value, 0.0..=1.0);
    }

    /// A number within limits.
    pub(super) fn within(&mut self, key: &str, value: f64, limits: RangeInclusive<f64>) {
        let (least, most) = limits.into_inner();
        self.number(key, value, Bounds::Within(least, most));
    }

    /// A count, rate, weight or length of time: finite and not below 0.
    pub(super) fn amount(&mut self, key: &str, value: f64) {
        self.number(key, value, Bounds::NotNegative);
    }

    /// A count, rate or length of time that something is divided by: finite and above 0.
    pub(super) fn above_zero(&mut self, key: &str, value: f64) {
        self.number(key, value, Bounds::Positive);
    }

    /// A whole number within limits.
    pub(super) fn whole(&mut self, key: &str, value: u32, limits: RangeInclusive<u32>) {
        let (least, most) = limits.into_inner();
        self.number(key, f64::from(value), Bounds::Whole(least, most));
    }

    fn number(&mut self, key: &str, value: f64, bounds: Bounds) {
        let path = self.bounds.is_some().then(|| self.path(key));
        if let (Some(noted), Some(path)) = (&mut self.bounds, path) {
            noted.push((path, bounds));
        }
        if !bounds.hold(value) {
            self.problem(key, value, bounds);
        }
    }
}
