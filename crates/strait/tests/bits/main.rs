//! The same inputs, the same bits: today's against those pinned, and one run's against another's.

#[path = "../support/mod.rs"]
mod support;

mod golden;
mod same_bits;
