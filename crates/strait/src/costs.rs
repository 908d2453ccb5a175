//! What a day costs the UK.

use crate::calendar::DAYS_A_YEAR;
use crate::metrics::{Metric, Row};
use crate::scenario::Costs;

/// Notes what a day with these counts costs: the scheme, the asylum system, and both with payments for patrols [GBP].
///
/// Decisions are first ones and appeals alike.
pub(crate) fn note_costs(row: &mut Row, asylum_decisions: u64, costs: &Costs) {
    row[Metric::SchemeCostGbp] = costs.detention_day * row[Metric::Detained]
        + costs.return_transport * row[Metric::Returned]
        + costs.case * row[Metric::Selected]
        + costs.challenge * (row[Metric::ChallengesLodged] + row[Metric::TraffickingReferrals])
        + costs.admission * row[Metric::Admitted];
    row[Metric::AsylumCostGbp] = costs.asylum_decision * asylum_decisions as f64
        + costs.hotel_day * row[Metric::InHotels]
        + costs.other_place_day * (row[Metric::Accommodated] - row[Metric::InHotels]);
    row[Metric::CostGbp] =
        row[Metric::SchemeCostGbp] + row[Metric::AsylumCostGbp] + costs.french_patrols_year / DAYS_A_YEAR;
}
