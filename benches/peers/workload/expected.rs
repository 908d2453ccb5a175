//! exp
use super::Day;
pub(crate) fn check(_agents: u32, last: &Day) -> Result<(), String> { eprintln!("{last:?}"); Ok(()) }
