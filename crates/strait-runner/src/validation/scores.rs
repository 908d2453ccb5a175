//! How good a forecast by draws was, once the outcome is known.

use crate::summary::quantile;

/// A forecast of one number by equally likely draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Ensemble {
    /// In ascending order, all finite, at least one.
    draws: Vec<f64>,
}

impl Ensemble {
    /// A forecast from its draws; none when there is no draw or one is not finite.
    #[must_use]
    pub fn new(mut draws: Vec<f64>) -> Option<Self> {
        if draws.is_empty() || draws.iter().any(|draw| !draw.is_finite()) {
            return None;
        }
        draws.sort_unstable_by(f64::total_cmp);
        Some(Self { draws })
    }

    /// The fair continuous ranked probability score: lower is better, in the unit of the draws.
    ///
    /// mean |x − y| − Σ|xᵢ − xⱼ| / (2 m (m − 1)) over the m draws x and the outcome y. Dividing by m (m − 1) instead of m²
    /// makes its mean that of an endless ensemble from the same distribution, so that neither the model's hundreds of
    /// draws nor a baseline's twenty are an advantage (Ferro 2014, "Fair scores for ensemble forecasts", Quarterly Journal
    /// of the Royal Meteorological Society 140). A single score can be below zero, a mean over many hardly. A single draw
    /// is a forecast without spread: its score is |x − y|.
    #[must_use]
    pub fn fair_crps(&self, outcome: f64) -> f64 {
        let count = self.draws.len() as f64;
        let error = self.draws.iter().map(|draw| (draw - outcome).abs()).sum::<f64>() / count;
        if self.draws.len() < 2 {
            return error;
        }
        // In ascending order, each draw is added once for each draw below it and taken away once for each above.
        let pairs: f64 =
            self.draws.iter().enumerate().map(|(below, draw)| (2.0 * below as f64 - (count - 1.0)) * draw).sum();
        error - pairs / (count * (count - 1.0))
    }

    /// The value that a share of the draws is below, linear between neighbours; `share` from 0 to 1.
    #[must_use]
    pub fn quantile(&self, share: f64) -> f64 {
        quantile(&self.draws, share.clamp(0.0, 1.0)).unwrap_or(f64::NAN)
    }

    /// Whether the central interval that holds a share of the draws also holds the outcome, ends included.
    #[must_use]
    pub fn covers(&self, share: f64, outcome: f64) -> bool {
        let tail = (1.0 - share) / 2.0;
        (self.quantile(tail)..=self.quantile(1.0 - tail)).contains(&outcome)
    }

    /// The randomised probability integral transform: where the outcome falls among the draws, from 0 to 1.
    ///
    /// With `below` of m draws below the outcome and `ties` equal to it, (below + u (ties + 1)) / (m + 1) with `lot` for u,
    /// a uniform number from 0 to 1. It is exactly uniform when outcome and draws come from the same distribution, for any m
    /// and however many zeros a winter week has.
    #[must_use]
    pub fn pit(&self, outcome: f64, lot: f64) -> f64 {
        let below = self.draws.partition_point(|&draw| draw < outcome);
        let ties = self.draws.partition_point(|&draw| draw <= outcome) - below;
        (below as f64 + lot * (ties as f64 + 1.0)) / (self.draws.len() as f64 + 1.0)
    }
}

/// How much better a mean score is than a baseline's: 1 is perfect, 0 as good as the baseline, below 0 worse. None when
/// the baseline's mean is not above zero or either is not finite.
#[must_use]
pub fn skill(score: f64, baseline: f64) -> Option<f64> {
    (baseline > 0.0 && baseline.is_finite() && score.is_finite()).then(|| 1.0 - score / baseline)
}
