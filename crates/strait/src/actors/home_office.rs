//! The Home Office: caseworkers, beds and flights, and how fast they are built up.

use crate::calendar::Today;
use crate::capacity::Capacity;
use crate::luck::{Luck, Purpose};
use crate::scenario::HomeOffice as Parameters;

/// What the Home Office has free.
#[derive(Debug, Clone)]
pub(crate) struct HomeOffice {
    screenings: Capacity,
    cases: Capacity,
    decisions: Capacity,
    flights: Capacity,
    build_up: f64,
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
            build_up: 1.0,
        }
    }

    /// The day's capacity.
    pub(crate) fn start_day(&mut self, parameters: &Parameters) {
        // Screening cannot be saved up: rooms stand empty on a quiet day.
        self.screenings = Capacity::default();
        self.screenings.refill(7.0 * parameters.intake.daily_screenings);
        self.cases.refill(self.build_up * parameters.casework.weekly_cases);
        self.decisions.refill(self.build_up * parameters.casework.weekly_decisions);
        self.flights.refill(self.build_up * parameters.flights.weekly_flights);
    }

    /// Grows or shrinks the pipeline to `build_up` times what the scenario says.
    pub(crate) fn set_build_up(&mut self, build_up: f64) {
        self.build_up = build_up;
    }

    /// How many of those waiting can be screened today.
    pub(crate) fn screen(&mut self, waiting: u32) -> u32 {
        self.screenings.take_up_to(waiting)
    }

    /// Free beds, given how many people are detained.
    pub(crate) fn free_beds(&self, detained: usize, parameters: &Parameters) -> usize {
        ((self.build_up * parameters.detention.beds).floor() as usize).saturating_sub(detained)
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
