//! What binds: whom each gate stops and when, and what a tenth more of it would bring.
//!
//! The two need not agree. A gate can stop many people who would be stopped further on all the same; and one that stops
//! few can hold back all who come behind.

mod gates;
mod lever;
mod relief;
mod stopped;
#[cfg(test)]
mod tests;

pub use gates::{GATES, Gate, Stage};
pub use lever::{Change, Lever, relieved};
pub use relief::{Relief, changes, for_all, highest, relief};
pub use stopped::{Stopped, metrics_needed, stopped};
