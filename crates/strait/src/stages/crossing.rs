//! The sea: boats set out; some are stopped, some brought back, some people die, the rest land. Nobody stays here
//! overnight: people come from northern France and go back there or on to intake.

use crate::actors::patrols::{Passage, Patrolled};
use crate::actors::weather::SeaState;
use crate::calendar::Today;
use crate::luck::{Luck, Purpose, open_unit};
use crate::metrics::{Metric, Row};
use crate::people::Person;
use crate::scenario::{Patrols, Sea};
use crate::stages::northern_france::Waiting;

/// Someone in a boat, with what their day's luck still decides.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Aboard {
    pub(crate) who: Waiting,
    pub(crate) lots: CrossingLots,
}

/// Lots of one attempt.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CrossingLots {
    /// Whether they die at sea.
    pub(crate) death: u32,
    /// Whether they stay in northern France after a failed attempt.
    pub(crate) stay: u32,
    /// How long they then rest.
    pub(crate) rest: u32,
}

/// What the day's crossings came to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Crossings {
    /// People stopped by patrols.
    pub(crate) prevented: Vec<Aboard>,
    /// People rescued at sea and brought back.
    pub(crate) rescued_back: Vec<Aboard>,
    /// People who arrived in the UK.
    pub(crate) landed: Vec<Person>,
    /// People who died.
    pub(crate) died: Vec<Person>,
    /// Boats that set out.
    pub(crate) boats_launched: u64,
    /// Boats from which people arrived.
    pub(crate) boats_landed: u64,
}

impl Crossings {
    /// Fills boats of so many places with the people who go, in their order, and sends them out.
    pub(crate) fn cross(
        &mut self,
        mut boarding: &mut [Aboard],
        boats: &[usize],
        today: Today,
        sea_state: SeaState,
        (sea, patrols): (&Sea, &Patrols),
        luck: &Luck,
    ) {
        self.clear();
        let patrolled = Patrolled::by(patrols, boats.len(), today);
        for (&places, number) in boats.iter().zip(0..) {
            if boarding.is_empty() {
                break;
            }
            let aboard;
            (aboard, boarding) = boarding.split_at_mut(places.min(boarding.len()));
            for person in aboard.iter_mut().map(|aboard| &mut aboard.who.person) {
                person.attempts = person.attempts.saturating_add(1);
            }
            self.boats_launched += 1;
            match patrolled.passage(number, today, luck) {
                Passage::Prevented => self.prevented.extend_from_slice(aboard),
                at_sea => {
                    let danger = Danger::of(risk_of_death(aboard.len(), sea_state, sea), aboard.len(), sea);
                    self.go_to_sea(aboard, at_sea, danger.today(number, today, luck));
                }
            }
        }
    }

    /// A boat that left the beach, in which each person dies with this chance.
    fn go_to_sea(&mut self, aboard: &[Aboard], passage: Passage, risk: f64) {
        let landed_before = self.landed.len();
        for aboard in aboard {
            if open_unit(aboard.lots.death) < risk {
                self.died.push(aboard.who.person);
            } else if passage == Passage::RescuedBack {
                self.rescued_back.push(*aboard);
            } else {
                self.landed.push(aboard.who.person);
            }
        }
        self.boats_landed += u64::from(self.landed.len() > landed_before);
    }

    /// Counts the day.
    pub(crate) fn record(&self, row: &mut Row) {
        let people = [
            (Metric::Prevented, self.prevented.len()),
            (Metric::RescuedBack, self.rescued_back.len()),
            (Metric::Deaths, self.died.len()),
            (Metric::Arrivals, self.landed.len()),
        ];
        for (metric, count) in people {
            row.count(metric, count as u64);
            row.count(Metric::Attempts, count as u64);
        }
        row.count(Metric::BoatsLaunched, self.boats_launched);
        row.count(Metric::BoatsLanded, self.boats_landed);
        row.count(Metric::CrossingDay, u64::from(!self.landed.is_empty()));
        row.count(Metric::Reentered, self.landed.iter().filter(|person| person.times_returned > 0).count() as u64);
    }

    fn clear(&mut self) {
        self.prevented.clear();
        self.rescued_back.clear();
        self.landed.clear();
        self.died.clear();
        (self.boats_launched, self.boats_landed) = (0, 0);
    }
}

/// Chance of death for each person at sea in a boat with so many aboard, before it is known what happens to the boat.
fn risk_of_death(aboard: usize, sea_state: SeaState, sea: &Sea) -> f64 {
    let load = libm::pow(aboard as f64 / sea.death_reference_load, sea.death_load_power);
    let quality = libm::pow(sea_state.quality.max(0.01), -sea.death_quality_power);
    (sea.deaths_per_thousand / 1000.0 * load * quality).min(1.0)
}

/// Deaths come together: in most boats nobody dies, in some several people do.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Danger {
    /// Chance that something happens to the boat.
    incident: f64,
    /// Chance of death for each person aboard when it does.
    death: f64,
}

impl Danger {
    /// The danger of a boat in which each person's chance of death is `risk`: that of an incident times that in one.
    fn of(risk: f64, aboard: usize, sea: &Sea) -> Self {
        let death = (sea.deaths_per_incident / aboard as f64).min(1.0).max(risk);
        Self { incident: if death > 0.0 { risk / death } else { 0.0 }, death }
    }

    /// Today's chance of death for each person aboard.
    fn today(self, boat: u32, today: Today, luck: &Luck) -> f64 {
        if luck.happens(self.incident, Purpose::DeadlyIncident, boat, today.day) { self.death } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn sea() -> Sea {
        Sea {
            crossing_day_share: [1.0; 12],
            persistence: 0.0,
            openness_days: 30.0,
            quality_shape: 4.0,
            replay: Vec::new(),
            replay_until: date(2000, 1, 1),
            deaths_per_thousand: 10.0,
            death_reference_load: 50.0,
            death_load_power: 2.0,
            death_quality_power: 0.5,
            deaths_per_incident: 2.0,
        }
    }

    #[test]
    fn the_risk_of_death_rises_with_the_load_and_falls_with_the_sea() {
        let risk = |aboard, quality| risk_of_death(aboard, SeaState { crossable: true, quality }, &sea());
        assert!((risk(50, 1.0) - 0.01).abs() < 1e-12);
        assert!((risk(100, 1.0) - 0.04).abs() < 1e-12, "twice the load at power two");
        assert!((risk(50, 0.25) - 0.02).abs() < 1e-12, "a quarter of the quality at power a half");
        // However bad the sea, it counts as a hundredth of the usual.
        assert!((risk(50, 0.0) - 0.1).abs() < 1e-12);
        assert_eq!(risk(5000, 1.0), 1.0, "a chance above 1");
    }

    #[test]
    fn deaths_come_together_and_their_rate_stays() {
        for (risk, aboard, death) in [(0.001, 50, 0.04), (0.0, 50, 0.04), (0.2, 50, 0.2), (0.3, 1, 1.0), (1.0, 9, 1.0)]
        {
            let danger = Danger::of(risk, aboard, &sea());
            assert!((danger.death - death).abs() < 1e-12, "{danger:?}");
            assert!((danger.incident * danger.death - risk).abs() < 1e-12 && danger.incident <= 1.0, "{danger:?}");
        }
    }

    #[test]
    fn boats_fill_in_order_and_attempts_are_counted() {
        let patrols = Patrols {
            prevention_share: 0.0,
            prevention_date: date(2025, 1, 1),
            prevention_growth: 0.0,
            reference_launches: 1.0,
            dilution_power: 0.0,
            rescued_back_share: 0.0,
        };
        let deadly = Sea { deaths_per_thousand: 1000.0, death_load_power: 0.0, ..sea() };
        let calm = Sea { deaths_per_thousand: 0.0, ..sea() };
        let sea_state = SeaState { crossable: true, quality: 1.0 };
        let (today, luck) = (Today::on(date(2025, 1, 1)), Luck::new(1, 1));
        let mut boarding: Vec<Aboard> = (0..7).map(|_| Aboard::default()).collect();
        for (number, aboard) in boarding.iter_mut().enumerate() {
            aboard.who.person.id = number as u32;
            aboard.who.person.attempts = if number == 3 { 255 } else { 1 };
        }
        let mut crossings = Crossings::default();
        // The fourth boat is not needed; the third has a place free.
        crossings.cross(&mut boarding, &[2, 3, 3, 3], today, sea_state, (&calm, &patrols), &luck);
        assert_eq!((crossings.boats_launched, crossings.boats_landed), (3, 3));
        let landed: Vec<_> = crossings.landed.iter().map(|person| (person.id, person.attempts)).collect();
        assert_eq!(landed, [(0, 2), (1, 2), (2, 2), (3, 255), (4, 2), (5, 2), (6, 2)]);
        // A boat from which nobody lands has not landed, and yesterday's people are gone.
        crossings.cross(&mut boarding, &[7], today, sea_state, (&deadly, &patrols), &luck);
        assert_eq!((crossings.boats_launched, crossings.boats_landed), (1, 0));
        assert_eq!((crossings.died.len(), crossings.landed.len()), (7, 0));
    }
}
