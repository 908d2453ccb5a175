//! Cases: runs with their parameters, and whether the outcome occurs.

/// What a dimension's values are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Numbers.
    Number,
    /// Dates, as days since 1 January 1970.
    Date,
    /// Choices, as their places among these.
    Choice(Vec<String>),
}

/// What makes two cases differ in a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Each point of the study has a value.
    Points,
    /// Each draw of the ensemble has a value.
    Draws,
}

/// One uncertain parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Dimension {
    /// Its path; of a list, with the place in it, from 1.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
    /// For each case a finite value.
    pub values: Vec<f64>,
    /// What makes cases differ in it.
    pub grouping: Grouping,
}

/// When an outcome is said to occur.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Condition {
    /// From this value on.
    AtLeast(f64),
    /// Up to this value.
    AtMost(f64),
}

impl Condition {
    /// Whether a value meets it.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
        }
    }
}

/// Runs with their parameters, and whether the outcome occurs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cases {
    /// The uncertain parameters, each with more than one value.
    pub dimensions: Vec<Dimension>,
    /// For each case whether the outcome occurs.
    pub occurs: Vec<bool>,
    /// For each case its point.
    pub points: Vec<usize>,
    /// For each case its draw from the ensemble; empty without one.
    pub draws: Vec<usize>,
}

impl Cases {
    /// How many cases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.occurs.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.occurs.is_empty()
    }

    /// In how many the outcome occurs.
    #[must_use]
    pub fn occurring(&self) -> usize {
        self.occurs.iter().filter(|occurs| **occurs).count()
    }

    /// For each case the group that it belongs to in a dimension.
    pub(super) fn groups(&self, grouping: Grouping) -> &[usize] {
        match grouping {
            Grouping::Points => &self.points,
            Grouping::Draws => &self.draws,
        }
    }

    /// Some of the cases, in this order.
    pub(super) fn only(&self, chosen: &[usize]) -> Self {
        let pick = |all: &[usize]| -> Vec<usize> {
            if all.is_empty() { Vec::new() } else { chosen.iter().map(|&case| all[case]).collect() }
        };
        let dimension = |dimension: &Dimension| Dimension {
            values: chosen.iter().map(|&case| dimension.values[case]).collect(),
            ..dimension.clone()
        };
        Self {
            dimensions: self.dimensions.iter().map(dimension).collect(),
            occurs: chosen.iter().map(|&case| self.occurs[case]).collect(),
            points: pick(&self.points),
            draws: pick(&self.draws),
        }
    }
}
