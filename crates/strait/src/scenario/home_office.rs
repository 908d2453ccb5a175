//! `[home_office.*]`: what the UK can take through the return pipeline, and whom it chooses.

use serde::{Deserialize, Serialize};

use super::check::Checker;

/// Whom the Home Office takes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SelectionRule {
    /// Anyone eligible, by lot.
    Random,
    /// People of the `first_origins` before others, then by lot.
    ByOrigin,
    /// People who were returned before, then by lot.
    ReentrantsFirst,
}

/// Who is chosen for return among those who arrive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// Whom to take first.
    pub rule: SelectionRule,
    /// Names of the origins taken first under `by_origin`.
    pub first_origins: Vec<String>,
    /// Largest share of a day's eligible arrivals that is chosen [share] – evidence: `share_of_boat_selected`.
    pub share: f64,
}

impl Selection {
    pub(super) fn check(&self, check: &mut Checker, origins: &[super::Origin]) {
        check.share("share", self.share);
        for name in &self.first_origins {
            if !origins.iter().any(|origin| origin.name == *name) {
                let names: Vec<_> = origins.iter().map(|origin| origin.name.as_str()).collect();
                check.problem("first_origins", format!("\"{name}\""), format!("one of {}", names.join(", ")));
            }
        }
    }
}

/// Screening of people who have just arrived.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// People who can be screened a day [people/day] – evidence: `manston_capacity`.
    pub daily_screenings: f64,
}

impl Intake {
    pub(super) fn check(&self, check: &mut Checker) {
        check.amount("daily_screenings", self.daily_screenings);
    }
}

/// Detention for return.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detention {
    /// Beds for the scheme [beds] – evidence: `irc_beds_for_scheme`.
    pub beds: f64,
    /// Most beds that scaling up can give the scheme; more are had only where `beds` itself says so [beds] – evidence: the detention estate.
    pub beds_ceiling: f64,
    /// Chance a day that a detained person is released on bail or on medical grounds [share/day] – assumption.
    pub bail_daily_chance: f64,
}

impl Detention {
    pub(super) fn check(&self, check: &mut Checker) {
        check.amount("beds", self.beds);
        check.amount("beds_ceiling", self.beds_ceiling);
        check.share("bail_daily_chance", self.bail_daily_chance);
    }
}

/// Caseworkers: opening cases, asking France, deciding that a claim is inadmissible.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Casework {
    /// Cases that can be opened a week [people/week] – assumption.
    pub weekly_cases: f64,
    /// Mean days from arrival to the request [days] – evidence: `uk_referral_target`.
    pub request_days: f64,
    /// Inadmissibility decisions a week [people/week] – assumption.
    pub weekly_decisions: f64,
    /// Mean days from France's acceptance to the inadmissibility decision [days] – assumption, from the one dated case.
    pub decision_days: f64,
}

impl Casework {
    pub(super) fn check(&self, check: &mut Checker) {
        check.amount("weekly_cases", self.weekly_cases);
        check.within("request_days", self.request_days, 0.0..=365.0);
        check.amount("weekly_decisions", self.weekly_decisions);
        check.within("decision_days", self.decision_days, 0.0..=365.0);
    }
}

/// Flights to France.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flights {
    /// Flights a week [flights/week] – derived: 13 flights by mid-November 2025.
    pub weekly_flights: f64,
    /// Seats for returned people on one flight [people/flight] – evidence: `people_per_return_flight`.
    pub seats_per_flight: f64,
    /// Share of planned flights that do not fly [share] – evidence: `flight_cancellation_rate`.
    pub cancellation_share: f64,
    /// Days of notice before a flight [days] – evidence: `removal_notice_period`.
    pub notice_days: u32,
}

impl Flights {
    pub(super) fn check(&self, check: &mut Checker) {
        // Each flight is looked at, so that more would only take for ever.
        check.within("weekly_flights", self.weekly_flights, 0.0..=10_000.0);
        check.amount("seats_per_flight", self.seats_per_flight);
        check.share("cancellation_share", self.cancellation_share);
        check.whole("notice_days", self.notice_days, 0..=365);
    }
}
