//! The commands, one file each.

pub mod calibrate;
pub mod chart;
pub mod check;
pub mod collect;
pub mod describe;
pub mod discover;
pub mod fingerprint;
mod fitting;
pub mod observed;
mod output;
pub mod run;
pub mod sensitivity;
mod study;
pub mod sweep;
pub mod validate;
