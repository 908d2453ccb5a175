//! The sea: boats set out; some are stopped, some brought back, some people die, the rest land. Nobody stays here
//! overnight: people come from northern France and go back there or on to intake.

use crate::actors::patrols::{Passage, passage};
use crate::actors::weather::SeaState;
use crate::calendar::Today;
use crate::luck::{Luck, Purpose};
use crate::people::Person;
use crate::scenario::{Patrols, Sea};

/// What the day's crossings came to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Crossings {
    /// People stopped by patrols.
    pub(crate) prevented: Vec<Person>,
    /// People rescued at sea and brought back.
    pub(crate) rescued_back: Vec<Person>,
    /// People who arrived in the UK.
    pub(crate) landed: Vec<Person>,
    /// People who died.
    pub(crate) died: Vec<Person>,
    /// Boats that set out.
    pub(crate) boats_launched: u64,
    /// Boats from which people arrived.
    pub(crate) boats_landed: u64,
}

/// Fills boats of so many places with the people who go, in their order, and sends them out.
pub(crate) fn cross(
    boarding: Vec<Person>,
    boats: &[usize],
    today: Today,
    sea_state: SeaState,
    (sea, patrols): (&Sea, &Patrols),
    luck: &Luck,
) -> Crossings {
    let mut crossings = Crossings::default();
    let mut queue = boarding.into_iter();
    for (&places, number) in boats.iter().zip(0..) {
        let mut aboard: Vec<Person> = queue.by_ref().take(places).collect();
        if aboard.is_empty() {
            break;
        }
        for person in &mut aboard {
            person.attempts = person.attempts.saturating_add(1);
        }
        crossings.boats_launched += 1;
        match passage(number, boats.len(), today, patrols, luck) {
            Passage::Prevented => crossings.prevented.append(&mut aboard),
            at_sea => {
                let risk = risk_of_death(aboard.len(), sea_state, sea);
                let (died, alive): (Vec<_>, Vec<_>) =
                    aboard.into_iter().partition(|person| luck.happens(risk, Purpose::Death, person.id, today.day));
                crossings.died.extend(died);
                if at_sea == Passage::RescuedBack {
                    crossings.rescued_back.extend(alive);
                } else if !alive.is_empty() {
                    crossings.boats_landed += 1;
                    crossings.landed.extend(alive);
                }
            }
        }
    }
    crossings
}

/// Chance of death for each person at sea in a boat with so many aboard.
fn risk_of_death(aboard: usize, sea_state: SeaState, sea: &Sea) -> f64 {
    let load = libm::pow(aboard as f64 / sea.death_reference_load, sea.death_load_power);
    let quality = libm::pow(sea_state.quality.max(0.01), -sea.death_quality_power);
    (sea.deaths_per_thousand / 1000.0 * load * quality).min(1.0)
}
