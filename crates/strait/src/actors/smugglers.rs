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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const SEA: SeaState = SeaState { crossable: true, quality: 1.0 };

    fn parameters() -> Parameters {
        Parameters {
            boats_per_crossing_day: 20.0,
            reference_waiting: 1000.0,
            supply_power: 2.0,
            supply_days: 10.0,
            load: 40.0,
            load_date: date(2025, 1, 1),
            load_growth: 0.0,
            load_sd: 0.0,
            crowding_power: 0.0,
            load_max: 1000.0,
        }
    }

    /// The mean number of boats over many days on which far more want to go than there are places.
    fn mean_boats(smugglers: &mut Smugglers, quality: f64, parameters: &Parameters) -> f64 {
        let luck = Luck::new(1, 1);
        let mut today = Today::on(date(2025, 1, 1));
        let mut boats = 0;
        for _ in 0..4000 {
            boats += smugglers.boats(today, SeaState { quality, ..SEA }, 1_000_000, parameters, &luck).len();
            today = today.next();
        }
        boats as f64 / 4000.0
    }

    /// The places in the first boat with so many who want to go, on a day with one boat.
    fn load(day: jiff::civil::Date, wanted: usize, parameters: &Parameters) -> usize {
        let one_boat = Parameters { boats_per_crossing_day: 1e-9, ..parameters.clone() };
        let mut smugglers = Smugglers::new(parameters);
        smugglers.boats(Today::on(day), SEA, wanted, &one_boat, &Luck::new(1, 1))[0]
    }

    #[test]
    fn supply_follows_the_number_waiting_slowly_and_the_sea_at_once() {
        let parameters = parameters();
        let mut smugglers = Smugglers::new(&parameters);
        // Poisson: four standard errors of a mean of 20 over 4,000 days are 0.28.
        let found = mean_boats(&mut smugglers, 1.0, &parameters);
        assert!((found - 20.0).abs() < 0.28, "{found} boats");
        let found = mean_boats(&mut smugglers, 0.5, &parameters);
        assert!((found - 10.0).abs() < 0.2, "{found} boats on a sea half as good");
        // After two days with 2,000 waiting demand is 1,000 + 100 + 90, and supply its square.
        smugglers.watch(2000, &parameters);
        smugglers.watch(2000, &parameters);
        let found = mean_boats(&mut smugglers, 1.0, &parameters);
        assert!((found - 20.0 * 1.19 * 1.19).abs() < 0.34, "{found} boats at a demand of 1,190");
        // In the end demand is the number waiting.
        (0..500).for_each(|_| smugglers.watch(500, &parameters));
        let found = mean_boats(&mut smugglers, 1.0, &parameters);
        assert!((found - 5.0).abs() < 0.15, "{found} boats at a demand of 500");
    }

    #[test]
    fn there_is_one_boat_at_least_and_none_without_supply_or_demand() {
        let mut smugglers = Smugglers::new(&parameters());
        let [few, none] = [1e-9, 0.0].map(|boats| Parameters { boats_per_crossing_day: boats, ..parameters() });
        let (today, luck) = (Today::on(date(2025, 1, 1)), Luck::new(1, 1));
        assert_eq!(smugglers.boats(today, SEA, 10_000, &few, &luck), [40]);
        assert!(smugglers.boats(today, SEA, 10_000, &none, &luck).is_empty());
        assert!(smugglers.boats(today, SEA, 0, &few, &luck).is_empty());
        // No more than are needed: the last may leave with places free.
        let many = Parameters { boats_per_crossing_day: 1000.0, ..parameters() };
        assert_eq!(smugglers.boats(today, SEA, 80, &many, &luck), [40, 40]);
        assert_eq!(smugglers.boats(today, SEA, 81, &many, &luck), [40, 40, 40]);
    }

    #[test]
    fn loads_grow_with_the_years_and_the_crowd_and_have_limits() {
        let start = date(2025, 1, 1);
        let growing = Parameters { load_growth: 0.5, ..parameters() };
        // Two years of 365.25 days are 730.5: half a day short of them is 0.14 % less.
        assert_eq!(load(date(2027, 1, 1), 40, &growing), 90);
        assert_eq!(load(date(2024, 1, 1), 20, &growing), 27);
        let crowded = Parameters { crowding_power: 0.5, ..parameters() };
        assert_eq!(load(start, 4 * 40, &crowded), 80, "four for each place, at power a half");
        assert_eq!(load(start, 10, &crowded), 40, "boats are no emptier for a small crowd");
        assert_eq!(load(start, 40_000, &Parameters { load_max: 60.0, ..crowded }), 60);
        assert_eq!(load(start, 10, &Parameters { load: 1.0, ..parameters() }), 5, "a boat leaves with five or more");
        assert_eq!(load(start, 10, &Parameters { load_max: 2.0, ..parameters() }), 2, "or as many as it holds");
    }

    #[test]
    fn loads_spread_as_they_should() {
        let spread = Parameters { load_sd: 6.0, boats_per_crossing_day: 1e5, ..parameters() };
        let mut smugglers = Smugglers::new(&spread);
        let loads = smugglers.boats(Today::on(date(2025, 1, 1)), SEA, 400_000, &spread, &Luck::new(1, 1)).to_vec();
        assert!(loads.len() > 9000, "{} boats", loads.len());
        let count = loads.len() as f64;
        let mean = loads.iter().sum::<usize>() as f64 / count;
        let variance = loads.iter().map(|&load| (load as f64 - mean).powi(2)).sum::<f64>() / count;
        // Rounding adds a twelfth to the variance; four standard errors each.
        assert!((mean - 40.0).abs() < 0.25 && (variance - 36.083).abs() < 2.1, "mean {mean}, variance {variance}");
    }
}
