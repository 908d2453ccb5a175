//! Public support: it answers arrivals, deaths and returns, and may steer how fast the pipeline is built up. The
//! evidence is thin, so that it steers nothing unless a scenario asks.

use crate::calendar::DAYS_A_YEAR;
use crate::scenario::Public as Parameters;

/// Share of the public who support the agreement, and what that has built.
#[derive(Debug, Clone)]
pub(crate) struct Public {
    support: f64,
    build_up: f64,
}

impl Public {
    pub(crate) fn new(parameters: &Parameters) -> Self {
        Self { support: parameters.support, build_up: 1.0 }
    }

    pub(crate) fn support(&self) -> f64 {
        self.support
    }

    /// How many times the scenario's pipeline stands by now.
    pub(crate) fn build_up(&self) -> f64 {
        self.build_up
    }

    /// Opinion after a day. The effects are of 1,000 arrivals and of 50 returns a week, each for a year.
    pub(crate) fn close_day(&mut self, arrivals: u64, deaths: u64, returns: u64, parameters: &Parameters) {
        let reversion = (parameters.support - self.support) / parameters.reversion_days;
        let arrivals = parameters.arrivals_effect * 7.0 * arrivals as f64 / 1000.0 / DAYS_A_YEAR;
        let returns = parameters.returns_effect * 7.0 * returns as f64 / 50.0 / DAYS_A_YEAR;
        let deaths = parameters.deaths_effect * deaths as f64;
        self.support = (self.support + reversion + arrivals + returns + deaths).clamp(0.0, 1.0);
        if parameters.steers {
            let growth = parameters.build_up_per_year * (2.0 * self.support - 1.0) / DAYS_A_YEAR;
            let most = parameters.build_up_max;
            self.build_up = (self.build_up * (1.0 + growth)).clamp(1.0 / most, most);
        }
    }
}
