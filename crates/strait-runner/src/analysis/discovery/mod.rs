//! Scenario discovery: in which ranges of the uncertain parameters an outcome comes about, found by patient rule induction (PRIM;
//! Friedman and Fisher 1999, doi:10.1023/A:1008894516817; Bryant and Lempert 2010, doi:10.1016/j.techfore.2009.08.002).
//!
//! [`Cases`] are the runs of a study with their parameters, and whether the outcome occurs. [`trajectory`] peels off a little at a
//! time of a box that holds all of them and pastes back what was peeled too much; [`discover`] chooses a box on that way, and says
//! of each limit whether chance would do as well ([`quasi_p`]), and of the whole whether it is found again on half of the data and
//! holds on the other half ([`Stability`]).
//!
//! A run is a case, but runs of one point have the same values on the sweep's axes and the same luck as the runs of other points, so
//! that they do not count as so many: chance is judged by the number of different points, or of different draws for a parameter that
//! an ensemble draws, and data are halved by whole points and draws.

mod cases;
mod chance;
mod found;
mod prim;
mod report;
mod stability;
mod study;
#[cfg(test)]
mod tests;

pub use cases::{Cases, Condition, Dimension, Grouping, Kind};
pub use chance::quasi_p;
pub use found::{CHANCE, Discovery, Limited, Side, discover};
pub use prim::{Limit, Settings, Step, trajectory};
pub use report::Report;
pub use stability::{Reproduced, Spread, Stability};
pub use study::{CasesOfStudy, cases_of};
