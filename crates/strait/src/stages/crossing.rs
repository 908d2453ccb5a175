//! The sea: boats set out; some are stopped, some brought back, some people die, the rest land. Nobody stays here
//! overnight: people come from northern France and go back there or on to intake.

use crate::actors::patrols::{Passage, Patrolled};
use crate::actors::weather::SeaState;
use crate::calendar::Today;
use crate::luck::{Luck, open_unit};
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
                at_sea => self.go_to_sea(aboard, at_sea, risk_of_death(aboard.len(), sea_state, sea)),
            }
        }
    }

    /// A boat that left the beach.
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

/// Chance of death for each person at sea in a boat with so many aboard.
fn risk_of_death(aboard: usize, sea_state: SeaState, sea: &Sea) -> f64 {
    let load = libm::pow(aboard as f64 / sea.death_reference_load, sea.death_load_power);
    let quality = libm::pow(sea_state.quality.max(0.01), -sea.death_quality_power);
    (sea.deaths_per_thousand / 1000.0 * load * quality).min(1.0)
}
