//! Where a round is drawn from.

use std::f64::consts::PI;

use serde::{Deserialize, Serialize};

use super::Posterior;
use super::dice::Dice;
use super::matrix::{Cholesky, covariance, mean};

/// How much less than was observed the proposal has heard: it is as wide as a posterior to which every observation spoke a
/// third as loud. Draws are then to be had all around the posterior, so that none of them weighs much, and where the data
/// say nothing the proposal is no wider than the prior.
const WIDENING: f64 = 3.0;

/// A normal distribution around a posterior.
///
/// A mixture of kernels around the posterior's draws would follow its bends, but with some dozens of parameters each
/// kernel stands alone: the draws that the kernels stand on then seem far more likely than they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    centre: Vec<f64>,
    spread: Cholesky,
    /// The log of the density at the centre.
    log_peak: f64,
}

impl Proposal {
    /// Around a posterior that has draws. `prior` is the covariance of the prior.
    pub(super) fn around(posterior: &Posterior, prior: &[f64]) -> Self {
        let Posterior { draws, weights, .. } = posterior;
        let size = draws[0].len();
        let rows = || draws.iter().zip(weights).map(|(draw, &weight)| (&draw[..], weight));
        let centre = mean(rows(), size);
        let spread = Cholesky::of(&widened(&covariance(rows(), &centre), prior, size), size);
        let log_peak = -0.5 * size as f64 * libm::log(2.0 * PI) - spread.log_determinant_root();
        Self { centre, spread, log_peak }
    }

    /// A draw.
    pub(super) fn draw(&self, dice: &mut Dice) -> Vec<f64> {
        let normal: Vec<f64> = self.centre.iter().map(|_| dice.normal()).collect();
        self.centre.iter().zip(self.spread.times(&normal)).map(|(centre, step)| centre + step).collect()
    }

    /// The log of the density of drawing this.
    pub(super) fn log_density(&self, at: &[f64]) -> f64 {
        let off: Vec<f64> = at.iter().zip(&self.centre).map(|(at, centre)| at - centre).collect();
        self.log_peak - 0.5 * self.spread.whiten(&off).iter().map(|step| step * step).sum::<f64>()
    }
}

/// The covariance where precisions of prior and posterior are mixed.
fn widened(posterior: &[f64], prior: &[f64], size: usize) -> Vec<f64> {
    let (posterior, prior) = (Cholesky::of(posterior, size).inverse(), Cholesky::of(prior, size).inverse());
    let mixed = |(posterior, prior): (&f64, &f64)| posterior / WIDENING + prior * (1.0 - 1.0 / WIDENING);
    let precision: Vec<f64> = posterior.iter().zip(&prior).map(mixed).collect();
    Cholesky::of(&precision, size).inverse()
}

/// The log of the sum of numbers given by their logs.
pub(super) fn log_sum(logs: &[f64]) -> f64 {
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most + libm::log(logs.iter().map(|log| libm::exp(log - most)).sum())
}
