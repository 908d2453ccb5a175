//! French patrols on the beaches and rescue at sea.

use crate::calendar::{Today, grown};
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

/// A day's chances of being stopped or brought back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patrolled {
    prevention: f64,
    rescued_back: f64,
}

impl Patrolled {
    /// The day's patrols: many launches at once dilute prevention.
    pub(crate) fn by(patrols: &Patrols, launches: usize, today: Today) -> Self {
        let crowd = launches as f64 / patrols.reference_launches;
        let usual =
            grown(patrols.prevention_share, patrols.prevention_growth, today.years_since(patrols.prevention_date));
        let prevention = (usual * libm::pow(crowd, -patrols.dilution_power)).min(1.0);
        Self { prevention, rescued_back: patrols.rescued_back_share }
    }

    /// What becomes of a boat, by its number among the day's.
    pub(crate) fn passage(self, boat: u32, today: Today, luck: &Luck) -> Passage {
        if luck.happens(self.prevention, Purpose::Patrol, boat, today.day) {
            Passage::Prevented
        } else if luck.happens(self.rescued_back, Purpose::RescueBack, boat, today.day) {
            Passage::RescuedBack
        } else {
            Passage::Landed
        }
    }
}
