//! Sensitivity: which parameters an outcome follows from, and how much of it is luck.
//!
//! The points of a sweep with `design = "morris"` come in trajectories, those with `"saltelli"` in base rows: [`Blocks`]. Each
//! point has the same replicates, and replicate `r` has the same luck at every point, so that an outcome is a function of the
//! axes and of luck: `y(x, r) = mean + p(x) + l(r) + i(x, r)`, with `p` the effect of the parameters, `l` that of luck which moves
//! all points alike, and `i` that of luck which moves one point otherwise than another. [`Shares`] says how much of the variance
//! over runs each of the three is. Over an ensemble, luck holds the replicates' draws of parameters too.
//!
//! [`screening`] has Morris's elementary effects, [`indices`] Sobol's indices; both with intervals that hold what is left open by
//! the few blocks and, from three replicates on, by the few replicates.

mod blocks;
mod estimate;
mod morris;
mod report;
mod shares;
mod sobol;
#[cfg(test)]
mod tests;

pub use blocks::{Blocks, LOST_MOST, Lost};
pub use estimate::Estimate;
pub use morris::{AxisEffect, Screening, screening};
pub use report::{Found, OutcomeFound, Report};
pub use shares::Shares;
pub use sobol::{AxisIndices, Indices, indices};
