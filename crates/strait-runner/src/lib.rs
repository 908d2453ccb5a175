//! Experiments with Strait: scenario files, sweeps, fits, results on disk and figures, behind the `strait` command.
//!
//! The simulation itself is the crate [`strait`]. It reads no files; this one does.
//!
//! # Read a scenario, set a parameter, run
//!
//! A [`ScenarioFile`](scenario_file::ScenarioFile) is a file with all that it extends, every value with its place. It can
//! be changed by path, as with `--set` on the command line, and resolves to a [`Plan`](strait::scenario::Plan), which
//! [`simulate`](strait::simulation::simulate) runs:
//!
//! ```
//! use strait::metrics::Metric;
//! use strait::simulation::simulate;
//! use strait_runner::scenario_file::ScenarioFile;
//! use strait_runner::summary::Band;
//!
//! # let scenarios = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios"));
//! let mut scenario = ScenarioFile::read(&scenarios.join("scaled-up.toml"))?;
//! scenario.set("run.end=2026-06-30")?;
//! scenario.set("home_office.detention.beds=400")?;
//! let plan = scenario.plan()?;
//! assert_eq!(plan.scenario.home_office.detention.beds, 400.0);
//!
//! let returned = |replicate| -> Result<f64, Box<dyn std::error::Error>> {
//!     Ok(simulate(&plan, 20_250_806, replicate)?.days.iter().map(|row| row[Metric::Returned]).sum())
//! };
//! let band = Band::of((0..5).map(returned).collect::<Result<Vec<_>, _>>()?).expect("five runs");
//! println!("returned by June 2026: {:.0} [{:.0}, {:.0}]", band.median, band.low90, band.high90);
//! assert!(band.low90 > 0.0);
//!
//! // What is wrong is told with its place and the nearest key.
//! let error = scenario.set("home_office.detention.bed=600").expect_err("no such key");
//! assert!(error.to_string().contains("home_office.detention.beds"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is where
//!
//! | to … | see |
//! | --- | --- |
//! | read and change scenarios | [`scenario_file`] |
//! | give runs' median and ranges | [`summary::Band`] |
//! | let replicates take fitted parameters | [`uncertainty`] |
//! | read a sweep file | [`design`] |
//! | run a study on all cores, to be stopped and gone on with | [`execution`] |
//! | write and read results | [`store`] |
//! | compare, find what binds, what moves an outcome | [`analysis`] |
//! | fit parameters, judge fits by forecasts | [`calibration`], [`validation`] |
//! | look up what was observed, and what parameters rest on | [`observed`], [`evidence`] |
//! | draw figures and pages | [`charts`], [`report`], [`page`] |
//! | do what the command does | [`commands`] |
//!
//! Errors of input are [`InputError`](scenario_file::InputError)s, which show where; what else a command can come to is a
//! [`Failure`](failure::Failure).
//!
//! # Versions
//!
//! As for [`strait`](strait#versions): results for the same inputs are part of the contract, and so are the formats of
//! files. Rules of your own (`strait::rules`) are for programs; scenario files know those of the scenario.

pub mod analysis;
pub mod calibration;
pub mod charts;
mod cluster;
pub mod commands;
mod day_number;
pub mod design;
pub mod dice;
pub mod execution;
pub mod failure;
mod formula;
mod lints;
mod markdown;
mod matrix;
mod memory;
mod names;
pub mod observed;
pub mod page;
mod plain_file;
pub mod report;
pub mod schema;
pub mod store;
pub mod summary;
pub mod validation;

pub(crate) use strait_scenario::parameters;
pub use strait_scenario::{evidence, scenario_file, terminal, uncertainty};
