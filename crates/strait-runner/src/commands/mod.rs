//! The commands, one file each.

pub mod answer;
pub mod calibrate;
pub mod chart;
pub mod check;
pub mod collect;
pub mod describe;
mod drawing;
pub mod fingerprint;
mod fitting;
pub mod observed;
mod output;
pub mod report;
pub mod run;
mod study;
pub mod sweep;
pub mod validate;
