//! French patrols on the beaches and rescue at sea.

use crate::calendar::Today;
use crate::luck::{Luck, Purpose};
use crate::scenario::Patrols;

/// What becomes of a boat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passage {
    /// Stopped before it leaves.
    Prevented,
    /// Rescued at sea and brought back.
    RescuedBack,
    /// Lands in the UK.
    Landed,
}

/// The day's patrols: many launches at once dilute prevention.
pub(crate) fn passage(boat: u32, launches: usize, today: Today, patrols: &Patrols, luck: &Luck) -> Passage {
    let crowd = launches as f64 / patrols.reference_launches;
    let prevention = (patrols.prevention_share * libm::pow(crowd, -patrols.dilution_power)).min(1.0);
    if luck.happens(prevention, Purpose::Patrol, boat, today.day) {
        Passage::Prevented
    } else if luck.happens(patrols.rescued_back_share, Purpose::RescueBack, boat, today.day) {
        Passage::RescuedBack
    } else {
        Passage::Landed
    }
}
