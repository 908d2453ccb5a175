//! What is believed of a parameter before the data speak.

use serde::{Deserialize, Serialize};
use strait::luck::normal_cdf;

/// The scale on which a prior is triangular.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// The parameter's own.
    Linear,
    /// Its logarithm.
    Log,
}

/// A triangular prior between `low` and `high` with its peak at `mode`, on a scale.
///
/// The fitting moves on a scale on which it is standard normal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Prior {
    /// The lower end.
    pub low: f64,
    /// The likeliest value.
    pub mode: f64,
    /// The upper end.
    pub high: f64,
    /// The scale.
    pub scale: Scale,
}

impl Prior {
    /// The value at a place where the prior is standard normal.
    pub(super) fn value(&self, at: f64) -> f64 {
        let (peak, below) = (self.peak(), normal_cdf(at));
        let place =
            if below < peak { libm::sqrt(below * peak) } else { 1.0 - libm::sqrt((1.0 - below) * (1.0 - peak)) };
        let (low, high) = (self.on_scale(self.low), self.on_scale(self.high));
        let value = low + (high - low) * place;
        let value = if self.scale == Scale::Log { libm::exp(value) } else { value };
        value.clamp(self.low, self.high)
    }

    /// Where the peak is between the ends.
    fn peak(&self) -> f64 {
        let (low, mode, high) = (self.on_scale(self.low), self.on_scale(self.mode), self.on_scale(self.high));
        ((mode - low) / (high - low)).clamp(0.0, 1.0)
    }

    fn on_scale(&self, value: f64) -> f64 {
        if self.scale == Scale::Log { libm::log(value) } else { value }
    }

    /// The prior of a multiple of this parameter.
    pub(super) fn times(self, factor: f64) -> Self {
        Self { low: self.low * factor, mode: self.mode * factor, high: self.high * factor, scale: self.scale }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;

    #[test]
    fn normal_places_give_the_triangle() {
        for prior in [
            Prior { low: 2.0, mode: 3.0, high: 6.0, scale: Scale::Linear },
            Prior { low: 1.0, mode: 1.0, high: 100.0, scale: Scale::Log },
        ] {
            let mut dice = Dice::new(1, 1);
            let draws: Vec<f64> = (0..20_000).map(|_| prior.on_scale(prior.value(dice.normal()))).collect();
            let mean = draws.iter().sum::<f64>() / draws.len() as f64;
            let [low, mode, high] = [prior.low, prior.mode, prior.high].map(|end| prior.on_scale(end));
            assert!((mean - (low + mode + high) / 3.0).abs() < 0.03, "mean {mean}");
            let below = draws.iter().filter(|draw| **draw < mode).count() as f64 / draws.len() as f64;
            assert!((below - (mode - low) / (high - low)).abs() < 0.015, "{below} below the mode");
            assert!(draws.iter().all(|draw| (low..=high).contains(draw)));
        }
    }
}
