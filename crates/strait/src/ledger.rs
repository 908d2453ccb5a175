//! The exchange: who was returned against who was admitted.

use std::collections::VecDeque;

use crate::scenario::{Agreement, Parity};

/// One of the two legs of the exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leg {
    /// Returns to France.
    Returns,
    /// Admissions to the UK.
    Admissions,
}

impl Leg {
    /// How far this leg may run ahead of the other [people].
    pub(crate) fn tolerance(self, agreement: &Agreement) -> f64 {
        match self {
            Self::Returns => agreement.tolerance_returns_ahead,
            Self::Admissions => agreement.tolerance_admissions_ahead,
        }
    }
}

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

    /// How far a leg has run ahead of the other; below 0 when it is behind [people].
    pub(crate) fn ahead(&self, leg: Leg) -> f64 {
        match leg {
            Leg::Returns => -self.gap(),
            Leg::Admissions => self.gap(),
        }
    }

    /// Whether parity allows one more person on a leg today, of which the joint committee may have paused one.
    pub(crate) fn allows(&self, leg: Leg, paused: Option<Leg>, agreement: &Agreement) -> bool {
        match agreement.parity {
            Parity::None => true,
            Parity::DailyLimit => 1.0 + self.ahead(leg) <= leg.tolerance(agreement),
            Parity::Committee => paused != Some(leg),
        }
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
pub(crate) mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::scenario::Committee;

    pub(crate) fn tolerating(returns_ahead: f64, admissions_ahead: f64) -> Agreement {
        Agreement {
            enabled: true,
            in_force: date(2025, 8, 6),
            expiry: date(2026, 6, 11),
            notice_days: 30,
            request_deadline_days: 14,
            return_deadline_days: 92,
            tolerance_returns_ahead: returns_ahead,
            parity: Parity::DailyLimit,
            tolerance_admissions_ahead: admissions_ahead,
            committee: Committee { meeting_days: 30.0, resumes_within: 10.0 },
            renewal_days: 0,
        }
    }

    #[test]
    fn each_side_may_run_ahead_by_its_tolerance_and_no_further() {
        let mut ledger = Ledger::default();
        assert!(
            !ledger.allows(Leg::Returns, None, &tolerating(0.0, 0.0))
                && !ledger.allows(Leg::Admissions, None, &tolerating(0.0, 0.0))
        );
        // One more of a kind keeps within a tolerance of just the gap that it leaves.
        for (returned, admitted) in [(0, 0), (3, 0), (0, 2), (5, 1)] {
            ledger = Ledger::default();
            (0..returned).for_each(|_| ledger.count_return());
            (0..admitted).for_each(|_| ledger.count_admission());
            let gap = f64::from(admitted - returned);
            assert_eq!(ledger.gap(), gap);
            assert!(ledger.allows(Leg::Returns, None, &tolerating(1.0 - gap, 0.0)));
            assert!(!ledger.allows(Leg::Returns, None, &tolerating(0.5 - gap, 100.0)));
            assert!(ledger.allows(Leg::Admissions, None, &tolerating(0.0, 1.0 + gap)));
            assert!(!ledger.allows(Leg::Admissions, None, &tolerating(100.0, 0.5 + gap)));
        }
    }

    #[test]
    fn each_rule_of_parity_asks_what_it_is_named_for() {
        let mut ledger = Ledger::default();
        (0..100).for_each(|_| ledger.count_return());
        let allows = |parity, leg, paused| ledger.allows(leg, paused, &Agreement { parity, ..tolerating(40.0, 40.0) });
        for paused in [None, Some(Leg::Returns), Some(Leg::Admissions)] {
            assert!(allows(Parity::None, Leg::Returns, paused) && allows(Parity::None, Leg::Admissions, paused));
            assert!(!allows(Parity::DailyLimit, Leg::Returns, paused));
            assert!(allows(Parity::DailyLimit, Leg::Admissions, paused));
            assert_eq!(allows(Parity::Committee, Leg::Returns, paused), paused != Some(Leg::Returns));
            assert_eq!(allows(Parity::Committee, Leg::Admissions, paused), paused != Some(Leg::Admissions));
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
