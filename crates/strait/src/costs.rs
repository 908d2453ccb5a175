//! What a day costs the UK.

use crate::calendar::DAYS_A_YEAR;
use crate::metrics::{Metric, Row};
use crate::scenario::Costs;

/// Cost of the scheme and of asylum support on a day with these counts [GBP].
pub(crate) fn cost_of_day(row: &Row, decisions: f64, costs: &Costs) -> f64 {
    costs.detention_day * row[Metric::Detained]
        + costs.return_transport * row[Metric::Returned]
        + costs.case * row[Metric::Selected]
        + costs.challenge * (row[Metric::ChallengesLodged] + row[Metric::TraffickingReferrals])
        + costs.admission * row[Metric::Admitted]
        + costs.asylum_decision * decisions
        + costs.support_day * row[Metric::Accommodated]
        + costs.french_patrols_year / DAYS_A_YEAR
}
