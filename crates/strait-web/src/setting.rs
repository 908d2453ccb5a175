//! What a page sets: a shipped scenario, some of its parameters, and the seed.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde::Deserialize;

/// The day from which settings hold where none is said: all runs share what was before it.
pub const FROM: Date = date(2026, 1, 5);

/// A setting of the model.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// The file name of a shipped scenario.
    pub scenario: String,
    /// Parameters by path, each with its value as TOML writes it.
    pub set: BTreeMap<String, String>,
    /// The day from which they hold.
    pub from: Date,
    /// Whether each replicate takes its own parameters from the fitted ensemble.
    pub uncertainty: bool,
    /// The seed of all luck.
    pub seed: u64,
}
