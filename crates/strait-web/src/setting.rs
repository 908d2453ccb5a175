//! What a page sets: a shipped scenario, some of its parameters, and the seed.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde::Deserialize;

/// The day from which settings hold: all runs share what was before it.
pub const FROM: Date = date(2026, 1, 5);

/// The seed that the command takes too when it is not told another.
pub const SEED: u64 = 20_250_806;

/// A setting of the model.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// The file name of a shipped scenario.
    pub scenario: String,
    /// Parameters by path, each with its value as TOML writes it.
    pub set: BTreeMap<String, String>,
    /// Whether each replicate takes its own parameters from the fitted ensemble.
    pub uncertainty: bool,
    /// The seed of all luck.
    pub seed: u64,
}
