//! Sobol's indices: which share of the variance each axis explains.

use super::estimate::estimates;
use super::shares::{PointSums, Variances};
use super::{Blocks, Estimate, Lost, Shares};
use crate::failure::Failure;

/// The indices of one axis.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct AxisIndices {
    /// The axis.
    pub axis: String,
    /// First order: the share of the parameters' variance that would be gone were this axis known.
    pub first: Estimate,
    /// Total: the share of the parameters' variance that would be left were all other axes known.
    pub total: Estimate,
    /// The share of the variance over all runs, luck's too, that would be left were all other axes and luck known; none with one
    /// replicate.
    pub total_with_luck: Option<Estimate>,
    /// First order of the mean over the replicates, as if that were the outcome: with luck left in.
    pub first_of_mean: f64,
    /// Total of the mean over the replicates, as if that were the outcome.
    pub total_of_mean: f64,
    /// First order of each replicate on its own.
    pub first_by_replicate: Vec<f64>,
    /// Total of each replicate on its own.
    pub total_by_replicate: Vec<f64>,
}

/// What the base rows of a Saltelli design say of an outcome.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Indices {
    /// Base rows that were used.
    pub base_rows: usize,
    /// What was not.
    pub lost: Lost,
    /// The mean over all runs.
    pub mean: f64,
    /// The value that every run has, if they all have one; then there is nothing to explain, and the rest is empty.
    pub constant: Option<f64>,
    /// The parameters' and luck's shares of the variance; none with one replicate.
    pub shares: Option<Shares>,
    /// The indices of each axis, in the axes' order; none where the parameters' variance cannot be told from zero.
    pub axes: Vec<AxisIndices>,
}

/// Estimates first-order and total indices from base rows of `axes + 2` points: A, then for each axis A with that axis from B,
/// then B.
///
/// With `y(A)` less the mean of all points, `V` the variance over the points of A and B, and means over base rows:
///
/// - `first = mean(y(B) (y(AB) − y(A))) / V` (Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018, table 2 (b));
/// - `total = mean((y(A) − y(AB))²) / 2V` (Jansen 1999, doi:10.1016/S0010-4655(98)00154-4).
///
/// These are SALib's, to the last digits, for one replicate and for `first_of_mean` and `total_of_mean`. With more replicates,
/// each product is taken between two different ones and averaged over all pairs: `u·v` becomes
/// `(Σu Σv − Σuv) / (R (R − 1))`, sums over replicates. Luck differs within a pair, so that it does not pass for an effect of
/// parameters, and what is estimated are the indices of the mean over all luck, whatever the number of replicates.
///
/// # Errors
/// [`Failure::Work`] when blocks are not base rows of so many axes.
pub fn indices(blocks: &Blocks, axes: &[String]) -> Result<Indices, Failure> {
    if blocks.points != axes.len() + 2 {
        let what = format!("a base row of {} axes has {} points", axes.len(), axes.len() + 2);
        return Err(Failure::Work(format!("{what}, not {}", blocks.points)));
    }
    let none = Indices {
        base_rows: blocks.len(),
        lost: blocks.lost.clone(),
        mean: blocks.mean(),
        constant: blocks.constant(),
        shares: None,
        axes: Vec::new(),
    };
    if none.constant.is_some() {
        return Ok(none);
    }
    let count = axes.len();
    let mut estimates = estimates(blocks, RowSums::all, |rows, times| RowSums::statistics(rows, times, count));
    let shares = if blocks.replicates > 1 { Shares::new(&estimates.split_off(3 * count)) } else { None };
    if shares.is_some_and(|shares| !shares.parameters_tell()) {
        return Ok(Indices { shares, ..none });
    }
    let plain = |sums: &[RowSums]| RowSums::statistics(sums, &vec![1.0; blocks.len()], count);
    let of_mean = plain(&RowSums::of_means(blocks));
    let each: Vec<usize> = (0..blocks.replicates).collect();
    let by_replicate: Vec<Vec<f64>> =
        each.iter().map(|replicate| plain(&RowSums::all(blocks, &[*replicate]))).collect();
    let axis = |(index, axis): (usize, &String)| AxisIndices {
        axis: axis.clone(),
        first: estimates[index],
        total: estimates[count + index],
        total_with_luck: (blocks.replicates > 1).then(|| estimates[2 * count + index]),
        first_of_mean: of_mean[index],
        total_of_mean: of_mean[count + index],
        first_by_replicate: by_replicate.iter().map(|own| own[index]).collect(),
        total_by_replicate: by_replicate.iter().map(|own| own[count + index]).collect(),
    };
    Ok(Indices { shares, axes: axes.iter().enumerate().map(axis).collect(), ..none })
}

/// What a base row adds to the sums.
struct RowSums {
    /// For each axis the product behind the first order.
    first: Vec<f64>,
    /// For each axis half the square behind the total.
    total: Vec<f64>,
    /// The same within replicates.
    total_with_luck: Vec<f64>,
    /// The square of A's and of B's outcome, as products between replicates.
    square: f64,
    /// The sum of A's and of B's outcome, for each replicate.
    sums: Vec<f64>,
    points: PointSums,
}

/// The mean product over pairs of different replicates; with one replicate the product.
fn product(one: &[f64], other: &[f64]) -> f64 {
    let within: f64 = one.iter().zip(other).map(|(one, other)| one * other).sum();
    if one.len() == 1 {
        return within;
    }
    let count = one.len() as f64;
    (one.iter().sum::<f64>() * other.iter().sum::<f64>() - within) / (count * (count - 1.0))
}

impl RowSums {
    /// Of every base row, over these replicates.
    fn all(blocks: &Blocks, replicates: &[usize]) -> Vec<Self> {
        let taken = |point: &[f64]| replicates.iter().map(|&replicate| point[replicate]).collect();
        let rows = blocks.kept.iter().map(|(_, block)| block.chunks(blocks.replicates).map(taken).collect());
        Self::of_rows(rows.collect())
    }

    /// Of every base row, of the mean over replicates.
    fn of_means(blocks: &Blocks) -> Vec<Self> {
        let mean = |point: &[f64]| vec![point.iter().sum::<f64>() / blocks.replicates as f64];
        let rows = blocks.kept.iter().map(|(_, block)| block.chunks(blocks.replicates).map(mean).collect());
        Self::of_rows(rows.collect())
    }

    /// Of the points of each base row, each with its replicates.
    fn of_rows(rows: Vec<Vec<Vec<f64>>>) -> Vec<Self> {
        let count: usize = rows.iter().map(Vec::len).sum();
        let mut means = vec![0.0; rows[0][0].len()];
        for point in rows.iter().flatten() {
            means.iter_mut().zip(point).for_each(|(mean, value)| *mean += value / count as f64);
        }
        let mean = means.iter().sum::<f64>() / means.len() as f64;
        rows.iter().map(|points| Self::new(points, &means, mean)).collect()
    }

    /// Of one base row. Products are of outcomes less their replicate's mean, which takes out luck that moves all points alike;
    /// the variances of luck are of outcomes less the mean of all.
    fn new(points: &[Vec<f64>], means: &[f64], mean: f64) -> Self {
        let less = |one: &[f64], other: &[f64]| -> Vec<f64> { one.iter().zip(other).map(|(x, y)| x - y).collect() };
        let (first, last) = (&points[0], &points[points.len() - 1]);
        let (a, b) = (less(first, means), less(last, means));
        let changes: Vec<Vec<f64>> = points[1..points.len() - 1].iter().map(|ab| less(ab, first)).collect();
        let within =
            |change: &Vec<f64>| 0.5 * change.iter().map(|value| value * value).sum::<f64>() / change.len() as f64;
        Self {
            first: changes.iter().map(|change| product(&b, change)).collect(),
            total: changes.iter().map(|change| 0.5 * product(change, change)).collect(),
            total_with_luck: changes.iter().map(within).collect(),
            square: product(&a, &a) + product(&b, &b),
            sums: a.iter().zip(&b).map(|(a, b)| a + b).collect(),
            points: PointSums::new([first, last].into_iter().map(Vec::as_slice), mean),
        }
    }

    /// First orders, totals and totals with luck of each axis; behind them with several replicates the shares.
    fn statistics(rows: &[Self], times: &[f64], axes: usize) -> Vec<f64> {
        let taken = || rows.iter().zip(times.iter().copied());
        let count: f64 = times.iter().sum();
        let replicates = rows.first().map_or(0, |row| row.sums.len());
        let mut means = vec![0.0; replicates];
        for (row, times) in taken() {
            means.iter_mut().zip(&row.sums).for_each(|(mean, sum)| *mean += times * sum / (2.0 * count));
        }
        let square = taken().map(|(row, times)| times * row.square).sum::<f64>() / (2.0 * count);
        let variance = square - product(&means, &means);
        let share = |of: fn(&Self) -> &[f64], axis: usize, variance: f64| {
            taken().map(|(row, times)| times * of(row)[axis]).sum::<f64>() / count / variance
        };
        let mut statistics: Vec<f64> = (0..axes).map(|axis| share(|row| &row.first, axis, variance)).collect();
        statistics.extend((0..axes).map(|axis| share(|row| &row.total, axis, variance)));
        let variances =
            (replicates > 1).then(|| Variances::of(taken().map(|(row, times)| (&row.points, times)), replicates));
        let whole = variances.map_or(variance, Variances::whole);
        statistics.extend((0..axes).map(|axis| share(|row| &row.total_with_luck, axis, whole)));
        statistics.extend(variances.iter().flat_map(|variances| variances.shares()));
        statistics
    }
}
