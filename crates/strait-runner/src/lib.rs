//! Experiments with Strait: scenario files, sweeps, results on disk and figures, behind the `strait` command.

pub mod analysis;
pub mod calibration;
pub mod charts;
mod cluster;
pub mod commands;
pub mod design;
pub mod dice;
pub mod evidence;
pub mod execution;
pub mod failure;
mod markdown;
pub mod observed;
pub mod page;
mod parameters;
pub mod report;
pub mod scenario_file;
pub mod schema;
pub mod store;
pub mod summary;
pub mod uncertainty;
pub mod validation;
