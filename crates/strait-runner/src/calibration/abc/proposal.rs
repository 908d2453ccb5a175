//! Where a round is drawn from.

use crate::dice::Dice;
use serde::{Deserialize, Serialize};

use crate::matrix::{covariance, dot, eigen, mean};

/// How much less than was observed the proposal has heard: it is as wide as a posterior to which every observation spoke a
/// third as loud. Draws are then to be had all around the posterior, so that none of them weighs much.
const WIDENING: f64 = 3.0;

/// Along a direction in which the posterior's variance is more than this share of the prior's, the prior itself is drawn
/// from. Most directions among many parameters are such, and each in which prior and proposal differ, if only by chance,
/// makes weights more uneven \[share\].
const SAYS_LITTLE: f64 = 0.7;

/// The prior, moved and narrowed along the directions of which the data speak.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Proposal {
    directions: Vec<Direction>,
}

/// A direction among the parameters; all are at right angles to one another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Direction {
    /// Of length 1.
    along: Vec<f64>,
    centre: f64,
    spread: f64,
}

impl Proposal {
    /// Around weighted draws, of which there are some.
    pub(super) fn around(draws: &[Vec<f64>], weights: &[f64]) -> Self {
        let rows = || draws.iter().zip(weights).map(|(draw, &weight)| (&draw[..], weight));
        let centre = mean(rows(), draws[0].len());
        let directions = eigen(&covariance(rows(), &centre), centre.len())
            .into_iter()
            .filter(|(variance, _)| *variance < SAYS_LITTLE)
            .map(|(variance, along)| {
                // Precisions of the posterior and of the prior, which is 1, are mixed.
                let precision = 1.0 / (variance.max(f64::MIN_POSITIVE) * WIDENING) + 1.0 - 1.0 / WIDENING;
                Direction { centre: dot(&along, &centre), spread: libm::sqrt(1.0 / precision), along }
            })
            .collect();
        Self { directions }
    }

    /// A draw of so many parameters.
    pub(super) fn draw(&self, parameters: usize, dice: &mut Dice) -> Vec<f64> {
        let prior: Vec<f64> = (0..parameters).map(|_| dice.normal()).collect();
        let mut draw = prior.clone();
        for Direction { along, centre, spread } in &self.directions {
            let place = dot(along, &prior);
            let step = centre + spread * place - place;
            draw.iter_mut().zip(along).for_each(|(at, along)| *at += step * along);
        }
        draw
    }

    /// The log of the prior's density over this one's, up to a constant.
    pub(super) fn log_importance(&self, at: &[f64]) -> f64 {
        let along = |Direction { along, centre, spread }: &Direction| {
            let place = dot(along, at);
            let off = (place - centre) / spread;
            0.5 * (off * off - place * place)
        };
        self.directions.iter().map(along).sum()
    }
}
