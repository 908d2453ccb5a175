//! Estimates with the interval that blocks and replicates leave open.

use super::Blocks;
use crate::dice::Dice;

/// A number with the interval that holds it at 95 %.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// The interval's lower end; NaN where the interval is not known.
    pub low: f64,
    /// The interval's upper end; NaN where the interval is not known.
    pub high: f64,
}

/// Resamples of the blocks.
const RESAMPLES: u64 = 1000;
/// The seed of the resampling: the same results have the same intervals.
const SEED: u64 = 1991;
/// Standard deviations to either side that hold 95 % of a normal distribution.
const SIDE: f64 = 1.959_963_984_540_054;

/// Leaving one of fewer replicates out leaves no two to tell luck from parameters.
const REPLICATES_LEAST: usize = 3;

/// Estimates statistics, each with its interval.
///
/// `prepare` takes what it needs from each block, of these replicates; `statistics` makes numbers of it, taking each block so many
/// times. Around an estimate lie 1.96 standard deviations, of which the square is the variance over resamples of blocks (bootstrap)
/// and, from three replicates on, that over replicates (each left out once: jackknife). Blocks and replicates are crossed; added
/// like this the two count what both share twice, and err to the wide side (Owen 2007, doi:10.1214/07-AOAS122).
pub(super) fn estimates<T>(
    blocks: &Blocks,
    prepare: impl Fn(&Blocks, &[usize]) -> T,
    statistics: impl Fn(&T, &[f64]) -> Vec<f64>,
) -> Vec<Estimate> {
    let all: Vec<usize> = (0..blocks.replicates).collect();
    let prepared = prepare(blocks, &all);
    let once = vec![1.0; blocks.len()];
    let values = statistics(&prepared, &once);
    let mut over_blocks = Spread::new(values.len());
    for resample in 0..RESAMPLES {
        let mut dice = Dice::new(SEED, resample);
        let mut times = vec![0.0; blocks.len()];
        (0..blocks.len()).for_each(|_| times[dice.below(blocks.len())] += 1.0);
        over_blocks.add(&statistics(&prepared, &times));
    }
    let mut over_replicates = Spread::new(values.len());
    if blocks.replicates >= REPLICATES_LEAST {
        for left_out in &all {
            let others: Vec<usize> = all.iter().copied().filter(|replicate| replicate != left_out).collect();
            over_replicates.add(&statistics(&prepare(blocks, &others), &once));
        }
    }
    let estimate = |(index, &value): (usize, &f64)| {
        let variance = over_blocks.sum_of_squares(index) / (RESAMPLES - 1) as f64
            + over_replicates.sum_of_squares(index) * (1.0 - 1.0 / blocks.replicates as f64);
        let half = SIDE * libm::sqrt(variance);
        Estimate { value, low: value - half, high: value + half }
    };
    values.iter().enumerate().map(estimate).collect()
}

/// How far the values of some statistics lie from their means.
struct Spread {
    values: Vec<Vec<f64>>,
}

impl Spread {
    fn new(statistics: usize) -> Self {
        Self { values: vec![Vec::new(); statistics] }
    }

    fn add(&mut self, statistics: &[f64]) {
        self.values.iter_mut().zip(statistics).for_each(|(values, value)| values.push(*value));
    }

    fn sum_of_squares(&self, statistic: usize) -> f64 {
        let values = &self.values[statistic];
        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
        values.iter().map(|value| (value - mean) * (value - mean)).sum()
    }
}
