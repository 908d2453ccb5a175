//! How much of the variance over runs is the parameters' and how much is luck's.

use super::Estimate;

/// The shares of the variance over all runs of a design, a point drawn as the design draws points and luck as replicates have it;
/// together 1.
///
/// Two-way analysis of variance without repeats (Searle, Casella and McCulloch 1992, *Variance Components*, section 4.4): with
/// `P` points, `R` replicates and the mean squares of points, of replicates and of the rest,
/// `interplay = rest`, `parameters = (points − rest) / R`, `luck = (replicates − rest) / P`. None is held to zero, which would
/// make the others too small: one below zero is zero as far as these runs can tell.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Shares {
    /// What the parameters move on average over luck.
    pub parameters: Estimate,
    /// Luck that moves all points alike.
    pub luck: Estimate,
    /// Luck that moves one point otherwise than another: it meets other parameters, or a small change reshuffles it.
    pub interplay: Estimate,
}

/// Sums over the points of a block from which shares are made.
pub(super) struct PointSums {
    points: f64,
    /// Of each value's square.
    squares: f64,
    /// Of the square of each point's sum over replicates.
    squared_sums: f64,
    /// Of each replicate's values.
    by_replicate: Vec<f64>,
}

impl PointSums {
    /// Sums over points, each given as the outcome of each replicate, less one number that is the same for all: near the mean,
    /// it keeps the digits of large numbers that hardly differ.
    pub(super) fn new<'a>(points: impl Iterator<Item = &'a [f64]>, less: f64) -> Self {
        let mut sums = Self { points: 0.0, squares: 0.0, squared_sums: 0.0, by_replicate: Vec::new() };
        for point in points {
            let point: Vec<f64> = point.iter().map(|value| value - less).collect();
            let sum: f64 = point.iter().sum();
            sums.by_replicate.resize(point.len(), 0.0);
            sums.points += 1.0;
            sums.squares += point.iter().map(|value| value * value).sum::<f64>();
            sums.squared_sums += sum * sum;
            sums.by_replicate.iter_mut().zip(&point).for_each(|(sum, value)| *sum += value);
        }
        sums
    }
}

/// The variances behind the shares.
#[derive(Debug, Clone, Copy)]
pub(super) struct Variances {
    pub(super) parameters: f64,
    pub(super) luck: f64,
    pub(super) interplay: f64,
}

impl Variances {
    /// Of blocks, each taken so many times; there are at least two replicates.
    pub(super) fn of<'a>(blocks: impl Iterator<Item = (&'a PointSums, f64)>, replicates: usize) -> Self {
        let (mut points, mut squares, mut squared_sums) = (0.0, 0.0, 0.0);
        let mut by_replicate = vec![0.0; replicates];
        for (block, times) in blocks {
            points += times * block.points;
            squares += times * block.squares;
            squared_sums += times * block.squared_sums;
            by_replicate.iter_mut().zip(&block.by_replicate).for_each(|(sum, own)| *sum += times * own);
        }
        let count = replicates as f64;
        let whole: f64 = by_replicate.iter().sum();
        let of_mean = whole * whole / (points * count);
        let of_points = squared_sums / count - of_mean;
        let of_replicates = by_replicate.iter().map(|sum| sum * sum).sum::<f64>() / points - of_mean;
        let rest = squares - of_mean - of_points - of_replicates;
        let interplay = rest / ((points - 1.0) * (count - 1.0));
        Self {
            parameters: (of_points / (points - 1.0) - interplay) / count,
            luck: (of_replicates / (count - 1.0) - interplay) / points,
            interplay,
        }
    }

    pub(super) fn whole(self) -> f64 {
        self.parameters + self.luck + self.interplay
    }

    /// Parameters, luck and interplay as shares.
    pub(super) fn shares(self) -> [f64; 3] {
        [self.parameters, self.luck, self.interplay].map(|variance| variance / self.whole())
    }
}

impl Shares {
    pub(super) fn new(estimates: &[Estimate]) -> Option<Self> {
        let [parameters, luck, interplay] = *estimates else { return None };
        Some(Self { parameters, luck, interplay })
    }

    /// Whether the parameters' share can be told from none.
    #[must_use]
    pub fn parameters_tell(&self) -> bool {
        self.parameters.low > 0.0
    }
}
