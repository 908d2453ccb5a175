//! Strait: the simulation library.

pub mod metrics;
pub mod outcomes;
pub mod records;
pub mod scenario;
pub mod simulation;
