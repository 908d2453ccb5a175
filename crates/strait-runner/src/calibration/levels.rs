//! The prior of the level of arrivals: the model's own drift, at steps of a quarter.

use super::window::PERIOD_DAYS;

/// A stationary drift, as `arrivals_in_france.drift_sd` and `drift_days` have it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drift {
    pub(super) sd: f64,
    pub(super) days: f64,
}

impl Drift {
    /// The logs of the levels at places where their priors are standard normal, each whatever the others are: the first is
    /// the drift where it starts, each later one its next step.
    pub(super) fn logs(self, places: &[f64]) -> Vec<f64> {
        let keep = self.keep();
        let drift = |drift: &mut Option<f64>, &step: &f64| {
            *drift = Some(drift.map_or(step, |before| keep * before + libm::sqrt(1.0 - keep * keep) * step));
            *drift
        };
        places.iter().scan(None, drift).map(|drift| self.sd * drift - 0.5 * self.sd * self.sd).collect()
    }

    /// What is kept of the drift from one level to the next.
    fn keep(self) -> f64 {
        libm::exp(-(PERIOD_DAYS as f64) / self.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;

    #[test]
    fn levels_have_the_spread_of_the_drift_and_forget_themselves() {
        let drift = Drift { sd: 0.4, days: 182.0 };
        let draw = |stream| {
            let mut dice = Dice::new(5, stream);
            drift.logs(&[dice.normal(), dice.normal()])
        };
        let draws: Vec<Vec<f64>> = (0..20_000).map(draw).collect();
        let mean = |of: &dyn Fn(&Vec<f64>) -> f64| draws.iter().map(of).sum::<f64>() / draws.len() as f64;
        // The mean level is 1, and half a drift's time keeps e^(-1/2) of it.
        assert!((mean(&|draw| draw[1].exp()) - 1.0).abs() < 0.01);
        let product = mean(&|draw| (draw[0] + 0.08) * (draw[1] + 0.08));
        assert!((product - 0.16 * (-0.5_f64).exp()).abs() < 0.006, "{product}");
    }
}
