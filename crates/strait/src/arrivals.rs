//! Arrivals in northern France: how many people come in a day, at a seasonal level whose log drifts slowly.

use crate::calendar::{DAYS_A_YEAR, Today};
use crate::luck::{Luck, Purpose};
use crate::scenario::ArrivalsInFrance;

/// The drifting level, as a number of standard deviations.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arrivals {
    drift: Option<f64>,
}

impl Arrivals {
    /// How many people come today.
    pub(crate) fn today(&mut self, today: Today, parameters: &ArrivalsInFrance, luck: &Luck) -> u32 {
        let step = luck.draws(Purpose::ArrivalsLevel, 0, today.day).normal();
        // A stationary walk: it starts anywhere in its long-run spread and forgets itself over `drift_days`.
        let keep = libm::exp(-1.0 / parameters.drift_days);
        let drift = match self.drift {
            Some(drift) => keep * drift + libm::sqrt(1.0 - keep * keep) * step,
            None => step,
        };
        self.drift = Some(drift);
        let sd = parameters.drift_sd;
        let level = libm::exp(sd * drift - 0.5 * sd * sd);
        let season = 12.0 * parameters.seasonality[today.month()] / parameters.seasonality.iter().sum::<f64>();
        let mean = parameters.per_year / DAYS_A_YEAR * season * level;
        luck.draws(Purpose::ArrivalsCount, 0, today.day).negative_binomial(mean, parameters.dispersion)
    }
}
