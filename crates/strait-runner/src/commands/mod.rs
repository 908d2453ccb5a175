//! The commands, one file each.

pub mod check;
pub mod describe;
mod output;
