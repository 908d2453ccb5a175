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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn patrols() -> Patrols {
        Patrols {
            prevention_share: 0.4,
            prevention_date: date(2025, 1, 1),
            prevention_growth: 0.21,
            reference_launches: 10.0,
            dilution_power: 0.5,
            rescued_back_share: 0.25,
        }
    }

    fn prevention(launches: usize, day: jiff::civil::Date) -> f64 {
        Patrolled::by(&patrols(), launches, Today::on(day)).prevention
    }

    #[test]
    fn prevention_is_diluted_by_launches_and_grows_with_the_years() {
        let start = date(2025, 1, 1);
        assert!((prevention(10, start) - 0.4).abs() < 1e-12);
        assert!((prevention(40, start) - 0.2).abs() < 1e-12, "four times the launches at power a half");
        // 731 days: two years of 365.25 and half a day.
        let grown = 0.4 * libm::pow(1.21, 731.0 / 365.25);
        assert!((prevention(10, date(2027, 1, 2)) - grown).abs() < 1e-12);
        assert_eq!(prevention(1, start), 1.0, "a chance above 1");
    }

    #[test]
    fn boats_are_stopped_first_and_rescued_if_they_get_away() {
        let (today, luck) = (Today::on(date(2025, 1, 1)), Luck::new(1, 1));
        let patrolled = Patrolled::by(&patrols(), 10, today);
        let count = |passage| (0..20_000).filter(|&boat| patrolled.passage(boat, today, &luck) == passage).count();
        // Four standard errors.
        for (passage, share) in [(Passage::Prevented, 0.4), (Passage::RescuedBack, 0.15), (Passage::Landed, 0.45)] {
            let found = count(passage) as f64 / 20_000.0;
            assert!((found - share).abs() < 0.014, "{passage:?}: {found}");
        }
    }
}
