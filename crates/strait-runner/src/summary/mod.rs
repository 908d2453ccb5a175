//! What runs come to together.

mod band;
mod key_outcomes;
mod quantity;
mod source;

pub use band::Band;
pub(crate) use band::quantile;
pub(crate) use key_outcomes::{KEY_OUTCOMES, number};
pub use key_outcomes::{SUSTAINED, by_outcome, by_point};
pub(crate) use quantity::Middle;
pub use quantity::{ENOUGH, Measured, Quantity, to_error};
pub(crate) use source::{deterrence, is_deterrence, source, source_of};
