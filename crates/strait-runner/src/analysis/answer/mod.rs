//! The tables in which a sweep's answer is read off: those that its `[answer]` asks for.
//!
//! A row is a combination of values on some axes; the runs of all other settings are pooled. An outcome that is counted
//! or yes or no becomes the share of runs in which it happened at all; every other becomes its median, with the range that
//! holds 90 % of the runs.

mod chance;
mod falls;
mod runs;
mod table;

pub use table::{TextTable, tables};
