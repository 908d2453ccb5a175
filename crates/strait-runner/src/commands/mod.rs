//! The commands, one file each.

pub mod chart;
mod print;
pub mod run;
mod study;
pub mod sweep;
