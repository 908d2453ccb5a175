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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn tolerating(returns_ahead: f64, admissions_ahead: f64) -> Agreement {
        Agreement {
            enabled: true,
            in_force: date(2025, 8, 6),
            expiry: date(2026, 6, 11),
            notice_days: 30,
            request_deadline_days: 14,
            return_deadline_days: 92,
            tolerance_returns_ahead: returns_ahead,
            tolerance_admissions_ahead: admissions_ahead,
            renewal_days: 0,
        }
    }

    #[test]
    fn each_side_may_run_ahead_by_its_tolerance_and_no_further() {
        let mut ledger = Ledger::default();
        assert!(!ledger.allows_return(&tolerating(0.0, 0.0)) && !ledger.allows_admission(&tolerating(0.0, 0.0)));
        // One more of a kind keeps within a tolerance of just the gap that it leaves.
        for (returned, admitted) in [(0, 0), (3, 0), (0, 2), (5, 1)] {
            ledger = Ledger::default();
            (0..returned).for_each(|_| ledger.count_return());
            (0..admitted).for_each(|_| ledger.count_admission());
            let gap = f64::from(admitted - returned);
            assert_eq!(ledger.gap(), gap);
            assert!(ledger.allows_return(&tolerating(1.0 - gap, 0.0)));
            assert!(!ledger.allows_return(&tolerating(0.5 - gap, 100.0)));
            assert!(ledger.allows_admission(&tolerating(0.0, 1.0 + gap)));
            assert!(!ledger.allows_admission(&tolerating(100.0, 0.5 + gap)));
        }
    }

    #[test]
    fn the_flow_ratio_is_of_the_last_ninety_days() {
        let mut ledger = Ledger::default();
        assert_eq!(ledger.return_probability(), 0.0);
        ledger.close_day(0, 3);
        assert_eq!(ledger.return_probability(), 0.0, "returns without arrivals");
        ledger.close_day(100, 7);
        assert_eq!(ledger.return_probability(), 0.1);
        // Both first days are still remembered after 88 more, and one is forgotten after each next.
        (0..88).for_each(|_| ledger.close_day(1, 0));
        assert_eq!(ledger.return_probability(), 10.0 / 188.0);
        ledger.close_day(1, 0);
        assert_eq!(ledger.return_probability(), 7.0 / 189.0);
        ledger.close_day(1, 0);
        assert_eq!(ledger.return_probability(), 0.0);
    }
}
