//! What one run comes to: a few numbers that answer the questions.

use crate::records::Records;
use crate::scenario::Plan;

/// An outcome's name, unit and meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The column's name.
    pub name: String,
    /// The unit, in words.
    pub unit: String,
    /// The meaning, in one sentence.
    pub meaning: String,
}

/// Every outcome, in the order of the columns.
#[must_use]
pub fn outcomes() -> Vec<Outcome> {
    Vec::new()
}

/// The outcomes of one run, in the order of [`outcomes`]; NaN where a run has no such outcome.
#[must_use]
pub fn outcomes_of(_plan: &Plan, _records: &Records) -> Vec<f64> {
    Vec::new()
}
