//! What runs come to together.

mod band;
mod key_outcomes;
mod source;

pub use band::Band;
pub(crate) use band::quantile;
pub use key_outcomes::{SUSTAINED, by_outcome, by_point};
pub(crate) use source::source;
