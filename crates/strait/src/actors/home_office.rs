//! The Home Office: caseworkers, beds and flights, as far as they are scaled up.

use crate::calendar::Today;
use crate::capacity::Capacity;
use crate::luck::{Luck, Purpose};
use crate::scenario::{Detention, HomeOffice as Parameters};

/// What the Home Office has free.
#[derive(Debug, Clone)]
pub(crate) struct HomeOffice {
    screenings: Capacity,
    cases: Capacity,
    decisions: Capacity,
    flights: Capacity,
    scale_up: f64,
}

/// Seats to France on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seats {
    /// Seats on flights that fly.
    pub(crate) free: u32,
    /// Whether any flight was planned, flown or not.
    pub(crate) planned: bool,
}

impl HomeOffice {
    pub(crate) fn new() -> Self {
        Self {
            screenings: Capacity::default(),
            cases: Capacity::default(),
            decisions: Capacity::default(),
            flights: Capacity::default(),
            scale_up: 1.0,
        }
    }

    /// The day's capacity, scaled up so many times.
    pub(crate) fn start_day(&mut self, scale_up: f64, parameters: &Parameters) {
        self.scale_up = scale_up;
        // Screening cannot be saved up: rooms stand empty on a quiet day.
        self.screenings = Capacity::default();
        self.screenings.refill(7.0 * parameters.intake.daily_screenings);
        self.cases.refill(scale_up * parameters.casework.weekly_cases);
        self.decisions.refill(scale_up * parameters.casework.weekly_decisions);
        self.flights.refill(scale_up * parameters.flights.weekly_flights);
    }

    /// How many of those waiting can be screened today.
    pub(crate) fn screen(&mut self, waiting: u32) -> u32 {
        self.screenings.take_up_to(waiting)
    }

    /// Free beds, given how many people are detained.
    pub(crate) fn free_beds(&self, detained: usize, parameters: &Parameters) -> usize {
        let Detention { beds, beds_ceiling, .. } = parameters.detention;
        let scaled_up = (self.scale_up * beds).min(beds_ceiling.max(beds));
        (scaled_up.floor() as usize).saturating_sub(detained)
    }

    /// Largest share of a day's eligible arrivals that can be chosen.
    pub(crate) fn selection_share(&self, parameters: &Parameters) -> f64 {
        (self.scale_up * parameters.selection.share).min(1.0)
    }

    /// Whether a caseworker can open one more case today.
    pub(crate) fn open_case(&mut self) -> bool {
        self.cases.take()
    }

    /// Whether one more inadmissibility decision can be taken today.
    pub(crate) fn decide(&mut self) -> bool {
        self.decisions.take()
    }

    /// Today's seats.
    pub(crate) fn seats(&mut self, today: Today, parameters: &Parameters, luck: &Luck) -> Seats {
        let planned = self.flights.take_up_to(u32::MAX);
        let flown = (0..planned)
            .filter(|&flight| {
                !luck.happens(parameters.flights.cancellation_share, Purpose::FlightCancelled, flight, today.day)
            })
            .count();
        Seats { free: (flown as f64 * parameters.flights.seats_per_flight) as u32, planned: planned > 0 }
    }
}
