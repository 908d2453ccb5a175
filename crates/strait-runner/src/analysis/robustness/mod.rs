//! Which of some options holds up whatever the world is like: regret, and how often a threshold is met.
//!
//! An option is a setting of the axes that are policies. A state of the world is a setting of the other axes with a
//! replicate, which has the same luck and the same draw under every option.

mod payoffs;
mod standing;
#[cfg(test)]
mod tests;
mod wilson;

pub use payoffs::{Payoffs, payoffs};
pub use standing::{Goal, Standing, least_regret, standings};
pub use wilson::wilson;
