//! Fitting.

pub mod abc;
