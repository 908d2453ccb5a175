//! `[sea]`, `[smugglers]` and `[france.patrols]`: what a crossing meets.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::check::Checker;

/// When the sea can be crossed, how good it is, and how deadly.
///
/// Crossing days are days on which people arrived, so they are not weather alone: supply and patrols are in them too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sea {
    /// Long-run share of crossable days in each month, January first [share] – derived from `p_crossing_day` by month, 2021–2025, a little more since on some crossable days nobody arrives.
    pub crossing_day_share: [f64; 12],
    /// Correlation of one day's crossability with the next's within a month [share] – derived from the daily series, 2021–2025.
    pub persistence: f64,
    /// Days over which the sea counts as having been open or closed of late [days] – assumption.
    pub openness_days: f64,
    /// Gamma shape of a crossing day's quality, whose mean is 1; lower is more uneven [count] – evidence: `boats_per_crossing_day_nb_k`.
    pub quality_shape: f64,
    /// Crossing days to replay. From the first of these dates to the last, or to `replay_until` if that is later, just these days are crossable; outside, the chance model runs. Empty for none.
    pub replay: Vec<Date>,
    /// Until when there are no crossing days but those of `replay`, if later than the last of them [date].
    pub replay_until: Date,
    /// Deaths per 1,000 people at sea over the usual mix of loads and seas [deaths/1000] – evidence: `death_rate_per_1000_arrivals`.
    pub deaths_per_thousand: f64,
    /// People in a boat at which `deaths_per_thousand` holds on a sea of quality 1, such that it holds of the usual mix too [people] – derived from runs of the baseline.
    pub death_reference_load: f64,
    /// How the risk of death grows with the load: risk ∝ load^this [power] – assumption.
    pub death_load_power: f64,
    /// How the risk of death falls with the sea's quality: risk ∝ quality^−this [power] – assumption.
    pub death_quality_power: f64,
    /// Mean deaths in a boat to which something happens: deaths come together, and their rate stays [people/boat] – assumption.
    pub deaths_per_incident: f64,
}

impl Sea {
    pub(super) fn check(&self, check: &mut Checker) {
        for value in self.crossing_day_share {
            check.share("crossing_day_share", value);
        }
        check.within("persistence", self.persistence, 0.0..=0.99);
        check.within("openness_days", self.openness_days, 1.0..=3650.0);
        check.above_zero("quality_shape", self.quality_shape);
        if !self.replay.is_sorted() {
            check.problem("replay", "dates out of order", "dates from the earliest to the latest");
        }
        check.within("deaths_per_thousand", self.deaths_per_thousand, 0.0..=1000.0);
        check.above_zero("death_reference_load", self.death_reference_load);
        check.within("death_load_power", self.death_load_power, 0.0..=5.0);
        check.within("death_quality_power", self.death_quality_power, 0.0..=5.0);
        check.above_zero("deaths_per_incident", self.deaths_per_incident);
    }
}

/// How many boats smugglers bring, and how full they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smugglers {
    /// Boats that smugglers can launch on a crossing day of quality 1 with the reference number of people waiting [boats/day] – derived from `boats_per_crossing_day` and `beach_prevention_share`.
    pub boats_per_crossing_day: f64,
    /// Waiting people for whom `boats_per_crossing_day` holds [people] – evidence: `northern_france_waiting_pool`.
    pub reference_waiting: f64,
    /// How supply follows the number waiting: boats ∝ waiting^this [power] – assumption.
    pub supply_power: f64,
    /// Days over which supply follows [days] – assumption.
    pub supply_days: f64,
    /// Mean people in a boat on `load_date` [people/boat] – evidence: `people_per_boat`.
    pub load: f64,
    /// The day on which `load` holds [date].
    pub load_date: Date,
    /// Growth of the mean load a year [share/year] – derived from people per boat, 2023–2025.
    pub load_growth: f64,
    /// Spread of loads between boats, standard deviation [people/boat] – evidence: `people_per_boat_sd`.
    pub load_sd: f64,
    /// How loads rise when more people want to cross than there are places: load ∝ (wanted/places)^this [power] – assumption.
    pub crowding_power: f64,
    /// Fullest a boat can be [people/boat] – evidence: `max_people_one_boat`.
    pub load_max: f64,
}

impl Smugglers {
    pub(super) fn check(&self, check: &mut Checker) {
        check.amount("boats_per_crossing_day", self.boats_per_crossing_day);
        check.above_zero("reference_waiting", self.reference_waiting);
        check.within("supply_power", self.supply_power, 0.0..=2.0);
        check.within("supply_days", self.supply_days, 1.0..=3650.0);
        check.within("load", self.load, 1.0..=1000.0);
        check.within("load_growth", self.load_growth, -0.9..=1.0);
        check.amount("load_sd", self.load_sd);
        check.within("crowding_power", self.crowding_power, 0.0..=1.0);
        check.within("load_max", self.load_max, 1.0..=1000.0);
    }
}

/// French patrols on the beaches and rescue at sea.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patrols {
    /// Chance that a boat is stopped before it leaves, on `prevention_date` and with the reference number of launches [share] – derived from `beach_prevention_share`.
    pub prevention_share: f64,
    /// The day on which `prevention_share` holds [date].
    pub prevention_date: Date,
    /// Growth of that chance a year, as patrols and smugglers adapt to each other [share/year] – assumption.
    pub prevention_growth: f64,
    /// Launches in a day at which `prevention_share` holds [boats/day] – derived from `boats_per_crossing_day`.
    pub reference_launches: f64,
    /// How many launches at once dilute prevention: share ∝ launches^−this [power] – assumption.
    pub dilution_power: f64,
    /// Chance that a boat at sea is rescued and brought back [share] – evidence: 6,177 rescued of 49,966 at sea in 2025.
    pub rescued_back_share: f64,
}

impl Patrols {
    pub(super) fn check(&self, check: &mut Checker) {
        check.share("prevention_share", self.prevention_share);
        check.within("prevention_growth", self.prevention_growth, -0.9..=1.0);
        check.above_zero("reference_launches", self.reference_launches);
        check.within("dilution_power", self.dilution_power, 0.0..=2.0);
        check.share("rescued_back_share", self.rescued_back_share);
    }
}
