//! Smugglers: how many boats they can launch in a day and how full those are.

use crate::actors::weather::SeaState;
use crate::calendar::{Today, grown};
use crate::luck::{Luck, Purpose};
use crate::scenario::Smugglers as Parameters;

/// Fewest people with whom a boat leaves.
const LOAD_MIN: f64 = 5.0;

/// Supply follows the number of people waiting, slowly.
#[derive(Debug, Clone)]
pub(crate) struct Smugglers {
    demand: f64,
    boats: Vec<usize>,
}

impl Smugglers {
    pub(crate) fn new(parameters: &Parameters) -> Self {
        Self { demand: parameters.reference_waiting, boats: Vec::new() }
    }

    /// Takes note of how many people wait.
    pub(crate) fn watch(&mut self, waiting: usize, parameters: &Parameters) {
        self.demand += (waiting as f64 - self.demand) / parameters.supply_days;
    }

    /// The day's boats, each with its places, for `wanted` people who want to cross. Enough boats or as many as can be
    /// launched, whichever is less; the last may leave with places free.
    pub(crate) fn boats(
        &mut self,
        today: Today,
        sea: SeaState,
        wanted: usize,
        parameters: &Parameters,
        luck: &Luck,
    ) -> &[usize] {
        self.boats.clear();
        if wanted == 0 {
            return &self.boats;
        }
        let supply = parameters.boats_per_crossing_day
            * libm::pow(self.demand / parameters.reference_waiting, parameters.supply_power)
            * sea.quality;
        // Somebody always tries on a crossing day if there are boats at all.
        let launches = luck.draws(Purpose::Boats, 0, today.day).poisson(supply).max(u32::from(supply > 0.0));
        let usual = grown(parameters.load, parameters.load_growth, today.years_since(parameters.load_date));
        let crowding = (wanted as f64 / (f64::from(launches.max(1)) * usual)).max(1.0);
        let mean = usual * libm::pow(crowding, parameters.crowding_power);
        let mut places = 0;
        for boat in 0..launches {
            if places >= wanted {
                break;
            }
            let load = mean + parameters.load_sd * luck.draws(Purpose::BoatLoad, boat, today.day).normal();
            let load = load.min(parameters.load_max).max(LOAD_MIN.min(parameters.load_max)).round() as usize;
            self.boats.push(load);
            places += load;
        }
        &self.boats
    }
}
