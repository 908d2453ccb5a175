//! Observed sizes that priors can be multiples of, so that one file serves any window.

use super::known::Known;
use super::window::Window;

/// Days of the last year of a window.
const LAST_YEAR_DAYS: usize = 364;

/// An observed size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yardstick {
    /// Arrivals a year, over the window.
    ArrivalsAYear,
    /// People per boat, over the last year of the window.
    PeoplePerBoat,
    /// Boats that landed on a crossing day, over the window.
    BoatsPerCrossingDay,
}

impl Yardstick {
    /// Every yardstick with its name in a file.
    pub const ALL: [(&'static str, Self); 3] = [
        ("arrivals_a_year", Self::ArrivalsAYear),
        ("people_per_boat", Self::PeoplePerBoat),
        ("boats_per_crossing_day", Self::BoatsPerCrossingDay),
    ];

    /// Its size in a window; 1 at least, where nothing was observed.
    pub(super) fn size(self, window: Window, known: &Known) -> f64 {
        let days: Vec<_> = known.days_of(window.first(), window.last).collect();
        let size = match self {
            Self::ArrivalsAYear => days.iter().map(|day| day.arrivals).sum::<f64>() / days.len().max(1) as f64 * 365.25,
            Self::PeoplePerBoat => {
                let year = &days[days.len().saturating_sub(LAST_YEAR_DAYS)..];
                year.iter().map(|day| day.arrivals).sum::<f64>() / year.iter().map(|day| day.boats).sum::<f64>()
            }
            Self::BoatsPerCrossingDay => {
                let crossing = days.iter().filter(|day| day.boats > 0.0).count();
                days.iter().map(|day| day.boats).sum::<f64>() / crossing.max(1) as f64
            }
        };
        if size.is_finite() { size.max(1.0) } else { 1.0 }
    }
}
