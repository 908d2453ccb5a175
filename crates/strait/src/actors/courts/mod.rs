//! Courts and the law: individual grounds, one person at a time, and a challenge to the whole scheme.

mod systemic;

use crate::capacity::Capacity;
use crate::scenario::Courts as Parameters;

pub(crate) use systemic::{Systemic, Verdict};

/// What lawyers, decision-makers and courts have free.
#[derive(Debug, Clone, Default)]
pub(crate) struct Courts {
    lawyers: Capacity,
    referral_decisions: Capacity,
    hearings: Capacity,
}

impl Courts {
    /// The day's capacity. Those who decide on trafficking are the Home Office's, and are scaled up with it.
    pub(crate) fn start_day(&mut self, scale_up: f64, parameters: &Parameters) {
        self.lawyers.refill(parameters.lawyers.weekly_capacity);
        self.referral_decisions.refill(scale_up * parameters.trafficking.weekly_decisions);
        self.hearings.refill(parameters.interim_relief.weekly_hearings);
    }

    /// Whether a lawyer is free to lodge one more claim or application.
    pub(crate) fn find_lawyer(&mut self) -> bool {
        self.lawyers.take()
    }

    /// Whether one more trafficking referral can be decided today.
    pub(crate) fn decide_referral(&mut self) -> bool {
        self.referral_decisions.take()
    }

    /// Whether a court can hear one more application today.
    pub(crate) fn hear(&mut self) -> bool {
        self.hearings.take()
    }
}
