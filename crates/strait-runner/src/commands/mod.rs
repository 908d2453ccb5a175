//! The commands, one file each.

pub mod answer;
pub mod bottlenecks;
pub mod calibrate;
pub mod chart;
pub mod check;
pub mod collect;
pub mod compare;
pub mod completions;
pub mod describe;
pub mod discover;
mod drawing;
pub mod fingerprint;
mod fitting;
pub mod man;
pub mod new;
pub mod observed;
mod output;
pub mod report;
pub mod robustness;
pub mod run;
pub mod schema;
pub mod sensitivity;
pub mod slurm;
mod study;
pub mod sweep;
mod tables;
pub mod validate;
