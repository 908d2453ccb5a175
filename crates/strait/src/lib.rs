//! Strait: the simulation library.

pub mod metrics;
