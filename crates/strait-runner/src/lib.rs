//! Experiments with Strait: scenario files, sweeps, results on disk and figures, behind the `strait` command.

pub mod charts;
pub mod commands;
pub mod failure;
pub mod store;
