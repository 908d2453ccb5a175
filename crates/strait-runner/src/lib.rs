//! Experiments with Strait.

pub mod charts;
pub mod store;
