//! Experiments with Strait.

pub mod charts;
pub mod commands;
pub mod execution;
pub mod failure;
pub mod store;
