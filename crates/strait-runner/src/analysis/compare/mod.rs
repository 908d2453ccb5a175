//! Two points of a study, or two studies, beside each other: the difference of each outcome, with its interval.
//!
//! Replicates of one seed share their luck, so that the difference within a pair varies far less than its halves do.

mod difference;
mod estimate;
mod luck;
mod outcomes;
mod side;
mod student;
#[cfg(test)]
mod tests;

pub use difference::{Difference, difference};
pub use estimate::{Estimate, mean_of, mean_of_independent};
pub use luck::{Luck, cautions, luck};
pub use outcomes::chosen;
pub use side::{Side, sides};
pub use student::t_quantile;
