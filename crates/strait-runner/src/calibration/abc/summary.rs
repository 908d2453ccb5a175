//! How near a run is to what was observed.

use super::Particle;
use crate::matrix::{Cholesky, Lines, covariance, mean};

/// What summaries say of the parameters, by straight lines learnt from the survey, in units of what they leave open.
///
/// Of a parameter that the summaries say nothing about, the lines say the same whatever the summaries, so that it
/// plays no part in the distance; one that they say much about plays a large one. So the distance is about the log of
/// how much less likely the parameters are that a run's summaries speak for than those that the observed ones do.
#[derive(Debug, Clone)]
pub(super) struct Summary {
    /// For each word on the parameters, its rise with each of the summaries.
    rows: Vec<Vec<f64>>,
    observed: Vec<f64>,
}

impl Summary {
    /// Learns from draws with the summaries of their runs.
    pub(super) fn learnt(particles: &[Particle], observed: &[f64]) -> Self {
        let rows: Vec<_> = particles.iter().map(|particle| (&particle.summaries[..], &particle.at[..], 1.0)).collect();
        let lines = Lines::fit(&rows);
        let left_open: Vec<Vec<f64>> = particles
            .iter()
            .map(|particle| particle.at.iter().zip(lines.at(&particle.summaries)).map(|(at, said)| at - said).collect())
            .collect();
        let size = particles[0].at.len();
        let rows = || left_open.iter().map(|row| (&row[..], 1.0));
        let open = Cholesky::of(&covariance(rows(), &mean(rows(), size)), size);
        let slopes: Vec<Vec<f64>> = (0..observed.len()).map(|input| open.whiten(&lines.slopes_of(input))).collect();
        let rows = (0..size).map(|word| slopes.iter().map(|slopes| slopes[word]).collect()).collect();
        Self { rows, observed: observed.to_vec() }
    }

    /// What these summaries say of the parameters beyond what the observed ones do.
    pub(super) fn words(&self, summaries: &[f64]) -> Vec<f64> {
        let word = |rises: &Vec<f64>| {
            let rise = |((rise, found), observed): ((&f64, &f64), &f64)| rise * (found - observed);
            rises.iter().zip(summaries).zip(&self.observed).map(rise).sum()
        };
        self.rows.iter().map(word).collect()
    }

    /// How far these summaries are from those observed.
    pub(super) fn distance(&self, summaries: &[f64]) -> f64 {
        libm::sqrt(self.words(summaries).iter().map(|word| word * word).sum())
    }
}
