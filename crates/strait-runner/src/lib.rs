//! Experiments with Strait.

pub mod commands;
pub mod design;
pub mod evidence;
pub mod failure;
pub mod scenario_file;
pub mod store;
