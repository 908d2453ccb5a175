//! The exchange: who was returned against who was admitted.

use std::collections::VecDeque;

use crate::scenario::Agreement;

/// Cumulative counts since the agreement came in force, and the recent past.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    returned: u64,
    admitted: u64,
    recent: VecDeque<(u64, u64)>,
}

/// Days over which the flow ratio of returns to arrivals is taken.
const RECENT_DAYS: usize = 90;

impl Ledger {
    pub(crate) fn count_return(&mut self) {
        self.returned += 1;
    }

    pub(crate) fn count_admission(&mut self) {
        self.admitted += 1;
    }

    /// Admitted minus returned.
    pub(crate) fn gap(&self) -> f64 {
        self.admitted as f64 - self.returned as f64
    }

    /// Whether one more return keeps within the tolerance for returns running ahead.
    pub(crate) fn allows_return(&self, agreement: &Agreement) -> bool {
        1.0 - self.gap() <= agreement.tolerance_returns_ahead
    }

    /// Whether one more admission keeps within the tolerance for admissions running ahead.
    pub(crate) fn allows_admission(&self, agreement: &Agreement) -> bool {
        1.0 + self.gap() <= agreement.tolerance_admissions_ahead
    }

    /// Closes a day with its arrivals and returns.
    pub(crate) fn close_day(&mut self, arrivals: u64, returns: u64) {
        self.recent.push_back((arrivals, returns));
        if self.recent.len() > RECENT_DAYS {
            self.recent.pop_front();
        }
    }

    /// Returns of the last 90 days as a share of arrivals in them: a ratio of flows, not a cohort's chance.
    pub(crate) fn return_probability(&self) -> f64 {
        let (arrivals, returns) =
            self.recent.iter().fold((0, 0), |(arrivals, returns), day| (arrivals + day.0, returns + day.1));
        if arrivals > 0 { returns as f64 / arrivals as f64 } else { 0.0 }
    }
}
