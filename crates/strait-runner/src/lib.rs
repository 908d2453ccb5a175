//! Experiments with Strait.

pub mod commands;
pub mod failure;
pub mod store;
