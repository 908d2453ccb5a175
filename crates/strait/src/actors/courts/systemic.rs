//! A challenge to the scheme as a whole: permission, hearing, appeal, Strasbourg; a pause while it is adverse, and at
//! the end changed rules or no scheme.

use crate::calendar::{DAYS_A_YEAR, Today};
use crate::luck::{Draws, Luck, Purpose};
use crate::scenario::Systemic as Parameters;

/// Where a challenge stands. Each stage lasts until its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    #[default]
    None,
    Permission {
        until: i32,
    },
    Hearing {
        until: i32,
        paused: bool,
    },
    Appeal {
        until: i32,
        adverse: bool,
    },
    Strasbourg {
        until: i32,
    },
    Compliance {
        until: i32,
    },
}

/// What a stage's end means for the scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing that ends it.
    Continues,
    /// The scheme is unlawful and ends.
    SchemeEnds,
}

/// The challenge of the day, if any, and whether a past one changed the rules.
#[derive(Debug, Clone, Default)]
pub(crate) struct Systemic {
    stage: Stage,
    rules_changed: bool,
}

impl Systemic {
    /// Whether a ruling or an interim measure pauses returns.
    pub(crate) fn pauses_returns(&self) -> bool {
        matches!(
            self.stage,
            Stage::Hearing { paused: true, .. }
                | Stage::Appeal { adverse: true, .. }
                | Stage::Strasbourg { .. }
                | Stage::Compliance { .. }
        )
    }

    /// Whether a challenge is before a court.
    pub(crate) fn pending(&self) -> bool {
        self.stage != Stage::None
    }

    /// Share of people whom a past ruling takes out of the scheme.
    pub(crate) fn excluded_share(&self, parameters: &Parameters) -> f64 {
        if self.rules_changed { parameters.excluded_share } else { 0.0 }
    }

    /// A day in court.
    pub(crate) fn next_day(&mut self, today: Today, in_force: bool, parameters: &Parameters, luck: &Luck) -> Verdict {
        if !in_force {
            // With the scheme gone there is nothing left to decide.
            self.stage = Stage::None;
            return Verdict::Continues;
        }
        let mut draws = luck.draws(Purpose::SystemicOutcome, 0, today.day);
        let (stage, verdict) = self.after(today, &mut draws, parameters, luck);
        self.stage = stage;
        verdict
    }

    fn after(&mut self, today: Today, draws: &mut Draws, parameters: &Parameters, luck: &Luck) -> (Stage, Verdict) {
        let in_days = |days: u32| today.day + days as i32;
        let due = |until: i32| today.day >= until;
        let stage = match self.stage {
            Stage::None => {
                let filed = parameters.challenges_per_year / DAYS_A_YEAR;
                if luck.happens(filed, Purpose::SystemicChallenge, 0, today.day) {
                    Stage::Permission { until: in_days(parameters.permission_days) }
                } else {
                    Stage::None
                }
            }
            Stage::Permission { until } if due(until) => {
                if draws.happens(parameters.permission_share) {
                    let paused = draws.happens(parameters.interim_pause_share);
                    Stage::Hearing { until: in_days(parameters.hearing_days), paused }
                } else {
                    Stage::None
                }
            }
            Stage::Hearing { until, .. } if due(until) => {
                let adverse = draws.happens(parameters.adverse_share);
                Stage::Appeal { until: in_days(parameters.appeal_days), adverse }
            }
            Stage::Appeal { until, adverse } if due(until) => {
                let lost = adverse != draws.happens(parameters.overturn_share);
                if lost {
                    if draws.happens(parameters.ends_scheme_share) {
                        return (Stage::None, Verdict::SchemeEnds);
                    }
                    Stage::Compliance { until: in_days(parameters.compliance_days) }
                } else if draws.happens(parameters.strasbourg_pause_share) {
                    Stage::Strasbourg { until: in_days(parameters.strasbourg_days) }
                } else {
                    Stage::None
                }
            }
            Stage::Compliance { until } if due(until) => {
                self.rules_changed = true;
                Stage::None
            }
            Stage::Strasbourg { until } if due(until) => Stage::None,
            waiting => waiting,
        };
        (stage, Verdict::Continues)
    }
}
