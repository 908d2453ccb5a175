//! Morris's screening: how far each axis moves an outcome, and how differently from place to place.

use super::estimate::estimates;
use super::shares::{PointSums, Variances};
use super::{Blocks, Estimate, Lost, Shares};
use crate::failure::Failure;

/// What moving one axis does to an outcome, per range of the axis.
///
/// An elementary effect is the change of the outcome over the change of the axis, measured in the axis's whole range; each
/// trajectory has one of each axis.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct AxisEffect {
    /// The axis.
    pub axis: String,
    /// The mean of the effects: effects of different signs cancel.
    pub mu: Estimate,
    /// The mean of their sizes (Campolongo, Cariboni and Saltelli 2007): how much the axis matters.
    pub mu_star: Estimate,
    /// Their standard deviation: how much the effect depends on where the axis and all others stand.
    pub sigma: Estimate,
    /// The part of `sigma` that is not luck, which moves one trajectory otherwise than another; none with one replicate.
    pub sigma_without_luck: Option<f64>,
    /// What `mu_star` would be of an axis that on average over luck does nothing, but lets luck fall otherwise; none with one
    /// replicate.
    pub mu_star_of_luck: Option<f64>,
}

/// What the trajectories of a Morris design say of an outcome.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Screening {
    /// Trajectories that were used.
    pub trajectories: usize,
    /// What was not.
    pub lost: Lost,
    /// The mean over all runs.
    pub mean: f64,
    /// The value that every run has, if they all have one; then no axis does anything, and the rest is empty.
    pub constant: Option<f64>,
    /// The parameters' and luck's shares of the variance over the design's points, which lie on a few levels of each axis and
    /// oftener at its ends than points drawn at random; none with one replicate.
    pub shares: Option<Shares>,
    /// The effects of each axis, in the axes' order.
    pub axes: Vec<AxisEffect>,
}

/// Numbers for each axis.
const NUMBERS: usize = 5;
/// How far two coordinates must differ not to be the same.
const APART: f64 = 1e-9;

/// Estimates elementary effects (Morris 1991, doi:10.1080/00401706.1991.10484804) from trajectories of `axes + 1` points, of which
/// each differs from the one before in one axis, and in every axis once.
///
/// `unit` gives the coordinates of a point of the design, each from 0 to 1. Effects are of the mean over replicates. `mu`,
/// `mu_star` and `sigma` (with one less than the number of trajectories below) are SALib's for the same sample.
///
/// With `R` replicates and `s²` the variance over replicates of a trajectory's effect, `mu_star_of_luck` is
/// `√(2/π · mean(s²) / R)`, the mean size of normal numbers about zero; and `sigma_without_luck² = sigma² − rest / R`, with `rest` the
/// mean square of the effects that is left when those of each trajectory and of each replicate are taken out.
///
/// # Errors
/// [`Failure::Work`] when the points are not such trajectories.
pub fn screening(
    blocks: &Blocks,
    axes: &[String],
    unit: impl Fn(usize) -> Option<Vec<f64>>,
) -> Result<Screening, Failure> {
    let count = axes.len();
    if blocks.points != count + 1 {
        let what = format!("a trajectory of {count} axes has {} points, not {}", count + 1, blocks.points);
        return Err(Failure::Work(what));
    }
    let none = Screening {
        trajectories: blocks.len(),
        lost: blocks.lost.clone(),
        mean: blocks.mean(),
        constant: blocks.constant(),
        shares: None,
        axes: Vec::new(),
    };
    if none.constant.is_some() {
        return Ok(none);
    }
    let moves = blocks.kept.iter().map(|(number, _)| moves(*number, count, &unit)).collect::<Result<Vec<_>, _>>()?;
    let mean = none.mean;
    let prepare = |blocks: &Blocks, replicates: &[usize]| -> Vec<Trajectory> {
        let trajectory = |((_, block), moves): (&(usize, Vec<f64>), &Vec<Move>)| {
            let taken = |point: &[f64]| replicates.iter().map(|&replicate| point[replicate]).collect();
            let points: Vec<Vec<f64>> = block.chunks(blocks.replicates).map(taken).collect();
            Trajectory::new(&points, moves, mean)
        };
        blocks.kept.iter().zip(&moves).map(trajectory).collect()
    };
    let mut estimates = estimates(blocks, prepare, |trajectories, times| statistics(trajectories, times, count));
    let several = blocks.replicates > 1;
    let shares = if several { Shares::new(&estimates.split_off(NUMBERS * count)) } else { None };
    let axis = |(axis, numbers): (&String, &[Estimate])| AxisEffect {
        axis: axis.clone(),
        mu: numbers[0],
        mu_star: numbers[1],
        sigma: numbers[2],
        sigma_without_luck: several.then_some(numbers[3].value),
        mu_star_of_luck: several.then_some(numbers[4].value),
    };
    Ok(Screening { shares, axes: axes.iter().zip(estimates.chunks(NUMBERS)).map(axis).collect(), ..none })
}

/// A step from one point of a trajectory to the next.
#[derive(Debug, Clone, Copy)]
struct Move {
    axis: usize,
    /// By how much of its range.
    step: f64,
}

/// The steps of a trajectory.
fn moves(number: usize, axes: usize, unit: impl Fn(usize) -> Option<Vec<f64>>) -> Result<Vec<Move>, Failure> {
    let wrong = |what: &str| Failure::Work(format!("trajectory {number} of the design {what}"));
    let first = number * (axes + 1);
    let points: Vec<Vec<f64>> = (first..=first + axes)
        .map(unit)
        .collect::<Option<_>>()
        .ok_or_else(|| wrong("has points without coordinates"))?;
    let mut moves: Vec<Move> = Vec::with_capacity(axes);
    for (from, to) in points.iter().zip(&points[1..]) {
        let steps = from.iter().zip(to).map(|(from, to)| to - from).enumerate();
        let moved: Vec<Move> =
            steps.filter(|(_, step)| step.abs() > APART).map(|(axis, step)| Move { axis, step }).collect();
        let [one] = moved[..] else { return Err(wrong(&format!("moves {} axes in one step", moved.len()))) };
        if moves.iter().any(|before| before.axis == one.axis) {
            return Err(wrong("moves an axis twice"));
        }
        moves.push(one);
    }
    Ok(moves)
}

/// What a trajectory adds to the sums.
struct Trajectory {
    /// For each axis the effect in each replicate.
    effects: Vec<Vec<f64>>,
    points: PointSums,
}

impl Trajectory {
    fn new(points: &[Vec<f64>], moves: &[Move], mean: f64) -> Self {
        let mut effects = vec![Vec::new(); moves.len()];
        for ((from, to), Move { axis, step }) in points.iter().zip(&points[1..]).zip(moves) {
            effects[*axis] = from.iter().zip(to).map(|(from, to)| (to - from) / step).collect();
        }
        Self { effects, points: PointSums::new(points.iter().map(Vec::as_slice), mean) }
    }
}

/// The numbers of each axis; behind them with several replicates the shares.
fn statistics(trajectories: &[Trajectory], times: &[f64], axes: usize) -> Vec<f64> {
    let taken = || trajectories.iter().zip(times.iter().copied());
    let mut statistics: Vec<f64> = (0..axes)
        .flat_map(|axis| numbers(taken().map(|(trajectory, times)| (trajectory.effects[axis].as_slice(), times))))
        .collect();
    let replicates = trajectories.first().and_then(|one| one.effects.first()).map_or(0, Vec::len);
    if replicates > 1 {
        let points = taken().map(|(trajectory, times)| (&trajectory.points, times));
        statistics.extend(Variances::of(points, replicates).shares());
    }
    statistics
}

/// `mu`, `mu_star`, `sigma`, `sigma_without_luck` and `mu_star_of_luck` of an axis's effects, each trajectory's taken so many times.
fn numbers<'e>(effects: impl Iterator<Item = (&'e [f64], f64)> + Clone) -> [f64; NUMBERS] {
    let count: f64 = effects.clone().map(|(_, times)| times).sum();
    let replicates = effects.clone().next().map_or(0, |(effect, _)| effect.len());
    let mean_of = |effect: &[f64]| effect.iter().sum::<f64>() / replicates as f64;
    let weighted = |of: &dyn Fn(&[f64]) -> f64| {
        effects.clone().map(|(effect, times)| if times > 0.0 { times * of(effect) } else { 0.0 }).sum::<f64>()
    };
    let mu = weighted(&mean_of) / count;
    let mu_star = weighted(&|effect| mean_of(effect).abs()) / count;
    let between = weighted(&|effect| (mean_of(effect) - mu) * (mean_of(effect) - mu)) / (count - 1.0);
    if replicates < 2 {
        return [mu, mu_star, libm::sqrt(between), f64::NAN, f64::NAN];
    }
    let several = replicates as f64;
    let by_replicate: Vec<f64> =
        (0..replicates).map(|replicate| weighted(&|effect| effect[replicate]) / count).collect();
    let rest = weighted(&|effect| {
        let own = mean_of(effect);
        let left = |(value, mean): (&f64, &f64)| value - own - mean + mu;
        effect.iter().zip(&by_replicate).map(left).map(|left| left * left).sum()
    }) / ((count - 1.0) * (several - 1.0));
    let within = weighted(&|effect| {
        let own = mean_of(effect);
        effect.iter().map(|value| (value - own) * (value - own)).sum::<f64>() / (several - 1.0)
    }) / count;
    let without_luck = libm::sqrt((between - rest / several).max(0.0));
    let of_luck = libm::sqrt(std::f64::consts::FRAC_2_PI * within / several);
    [mu, mu_star, libm::sqrt(between), without_luck, of_luck]
}
