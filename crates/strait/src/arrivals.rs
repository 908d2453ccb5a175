//! Arrivals in northern France: how many people come in a day, at a seasonal level whose log drifts slowly.

use crate::calendar::{DAYS_A_YEAR, Today, day_number};
use crate::luck::{Luck, Purpose};
use crate::scenario::ArrivalsInFrance;

/// The drifting level, as a number of standard deviations.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arrivals {
    drift: Option<f64>,
}

impl Arrivals {
    /// How many people come today, to a sea that has been as open of late.
    pub(crate) fn today(&mut self, today: Today, parameters: &ArrivalsInFrance, openness: f64, luck: &Luck) -> u32 {
        let level = match known_log_level(today, parameters) {
            Some(log_level) => {
                self.drift = Some(drift_at(log_level, parameters.drift_sd));
                libm::exp(log_level)
            }
            None => self.drifting_level(today, parameters, luck),
        };
        let season = 12.0 * parameters.seasonality[today.month()] / parameters.seasonality.iter().sum::<f64>();
        let sea = libm::pow(openness, parameters.sea_power);
        let mean = parameters.per_year / DAYS_A_YEAR * season * level * sea;
        luck.draws(Purpose::ArrivalsCount, 0, today.day).negative_binomial(mean, parameters.dispersion)
    }

    fn drifting_level(&mut self, today: Today, parameters: &ArrivalsInFrance, luck: &Luck) -> f64 {
        let step = luck.draws(Purpose::ArrivalsLevel, 0, today.day).normal();
        // A stationary walk: it starts anywhere in its long-run spread and forgets itself over `drift_days`.
        let keep = libm::exp(-1.0 / parameters.drift_days);
        let drift = match self.drift {
            Some(drift) => keep * drift + libm::sqrt(1.0 - keep * keep) * step,
            None => step,
        };
        self.drift = Some(drift);
        let sd = parameters.drift_sd;
        libm::exp(sd * drift - 0.5 * sd * sd)
    }
}

/// The drift at which the level is this one; without any spread the level is 1 whatever the drift.
fn drift_at(log_level: f64, sd: f64) -> f64 {
    if sd > 0.0 { (log_level + 0.5 * sd * sd) / sd } else { 0.0 }
}

/// The log of the level where `levels` say it.
fn known_log_level(today: Today, parameters: &ArrivalsInFrance) -> Option<f64> {
    let ArrivalsInFrance { levels, levels_from, levels_days, .. } = parameters;
    let last = levels.len().checked_sub(1)?;
    let place = f64::from((today.day - day_number(*levels_from)).max(0)) / levels_days;
    if place > last as f64 {
        return None;
    }
    let before = place.floor();
    let log = |index: usize| libm::log(levels[index.min(last)]);
    let (lower, upper) = (log(before as usize), log(before as usize + 1));
    Some(lower + (place - before) * (upper - lower))
}
