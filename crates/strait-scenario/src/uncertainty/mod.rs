//! Ensembles: weighted draws of parameters, one of which each replicate of a study takes.
//!
//! An ensemble is a CSV file, as calibration leaves it:
//!
//! ```csv
//! # Where it comes from, on lines that begin so.
//! draw,weight,sea.persistence,sea.crossing_day_share
//! 0,0.25,0.39,0.28 0.30 0.43 0.40 0.52 0.61 0.59 0.51 0.56 0.44 0.31 0.27
//! 1,0.75,0.41,0.27 0.31 0.44 0.39 0.52 0.60 0.60 0.52 0.55 0.44 0.32 0.26
//! ```
//!
//! Draws are numbered from 0, weights are above 0 and need not add up to 1, and every other column is a parameter of the
//! baseline, by its path: numbers and texts as they are, lists with spaces.
//!
//! - A scenario or sweep names its ensemble, `[uncertainty] ensemble = "FILE.csv"`, or the flag `--ensemble FILE` does; a
//!   sweep's holds over its scenario's, the flag over both, and `none` is none.
//! - Which draw a replicate takes follows from its number and the weights alone ([`Ensemble::draw_of`]), so that the points
//!   of a sweep differ in nothing else.
//! - A draw takes the place of the baseline's defaults. What another scenario, a sweep or `--set` gives holds over it, and
//!   interventions, the baseline's too, change what it gave at their dates. A resolved scenario gives everything itself.

mod cells;
mod ensemble;
mod read;
mod spread;

pub use ensemble::Ensemble;

/// Most runs that a study can have.
pub const RUNS_MAX: u64 = 1_000_000;
