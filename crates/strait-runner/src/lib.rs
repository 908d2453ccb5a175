//! Experiments with Strait.

pub mod store;
