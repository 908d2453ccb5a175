//! What a tenth more of a gate brings, with the same luck.

use strait::scenario::Plan;

use super::gates::Gate;
use super::lever::relieved;
use crate::analysis::compare::{Difference, Estimate, Luck, Side, difference, t_quantile};

/// What comes of relieving some gates by a tenth.
#[derive(Debug, Clone)]
pub struct Relief<'a> {
    /// The gates.
    pub gates: Vec<&'a Gate>,
    /// Change of sustained returns a week.
    pub returns: Difference,
    /// Change of sustained admissions a week.
    pub admissions: Difference,
}

impl Relief<'_> {
    /// Whether there is a run to tell from, and in none anything changed.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        [&self.returns, &self.admissions].iter().all(|found| found.equal == 1.0)
    }
}

/// The change from the runs as they are to those with these gates relieved; sustained returns and admissions are in the
/// first two columns of both, and both share their luck.
#[must_use]
pub fn relief<'a>(as_it_is: &Side, relieved: &Side, gates: Vec<&'a Gate>) -> Relief<'a> {
    let change = |column| difference(as_it_is, relieved, column, &Luck::Shared);
    Relief { gates, returns: change(0), admissions: change(1) }
}

/// Puts first what brings most returns, and among equals most admissions; what is not known comes last.
pub fn highest(reliefs: &mut [Relief<'_>]) {
    let known = |mean: f64| if mean.is_nan() { f64::NEG_INFINITY } else { mean };
    let key = |relief: &Relief<'_>| [&relief.returns, &relief.admissions].map(|found| known(found.difference.mean));
    reliefs.sort_by(|one, other| {
        let (one, other) = (key(one), key(other));
        other[0].total_cmp(&one[0]).then(other[1].total_cmp(&one[1]))
    });
}

/// An interval of `pairs` differences that holds for so many comparisons together in 95 of 100 studies, where it held for
/// one (Bonferroni): the highest of many is else too often taken for more than chance.
#[must_use]
pub fn for_all(one: Estimate, pairs: usize, comparisons: usize) -> Estimate {
    let freedom = pairs as f64 - 1.0;
    let wider = t_quantile(1.0 - 0.025 / comparisons.max(1) as f64, freedom) / t_quantile(0.975, freedom);
    let half = (one.high - one.mean) * wider;
    Estimate { mean: one.mean, low: one.mean - half, high: one.mean + half }
}

/// Whether relieving a gate changes any parameter: a tenth more of nothing is nothing.
#[must_use]
pub fn changes(plan: &Plan, gate: &Gate) -> bool {
    relieved(plan, &[gate]) != *plan
}
