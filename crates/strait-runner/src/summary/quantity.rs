//! A quantity over some runs: its middle, what nine tenths of the runs lie between, and how far each of these three
//! numbers would be another with other luck. Numbers are written no finer than that.
//!
//! Whatever shows a number of several runs (the tables of an answer, `strait run`, a report) writes it with
//! [`Quantity`], so that one quantity has one statistic and the same digits everywhere.

use std::collections::BTreeMap;

use super::band::quantile;
use crate::charts::number;
use crate::dice::Dice;
use crate::markdown::{NONE, digits};

/// Fewest replicates of which anything is said: with fewer, not one in twenty lies beyond either end of the range.
pub const ENOUGH: usize = 20;

/// Samples of replicates from which the errors are taken.
const SAMPLES: usize = 200;
/// Any fixed number: the same runs give the same errors.
const SEED: u64 = 20_260_630;

/// A number with the standard error that it has from the number of runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The number.
    pub value: f64,
    /// Its standard error; NaN when it cannot be told, as with one replicate.
    pub error: f64,
}

/// A quantity over some runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// The median, or the mean where that is asked for.
    pub middle: Measured,
    /// What 5 % of runs are below.
    pub low: Measured,
    /// What 5 % of runs are above.
    pub high: Measured,
    /// Runs that have a value.
    pub runs: usize,
    /// Replicates among them: runs of one replicate share their luck, and count once for the errors.
    pub replicates: usize,
}

/// Which number stands in the middle.
pub(crate) enum Middle<'a> {
    Median,
    Mean,
    /// The mean's change in per cent of the mean of these values, one beside each.
    PerCentOf(&'a [f64]),
}

impl Quantity {
    /// The median and the range of runs with a replicate each; none when no value is finite.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let values: Vec<(i64, f64)> = (0..).zip(values).collect();
        Self::of_replicates(&values)
    }

    /// The median and the range of runs, each with its replicate; none when no value is finite.
    #[must_use]
    pub fn of_replicates(values: &[(i64, f64)]) -> Option<Self> {
        Self::around(&Middle::Median, values, values)
    }

    /// The range of some values around a middle that may be of others, one beside each and of the same replicate.
    pub(crate) fn around(middle: &Middle<'_>, of: &[(i64, f64)], values: &[(i64, f64)]) -> Option<Self> {
        let finite: Vec<usize> =
            (0..values.len().min(of.len())).filter(|&at| values[at].1.is_finite() && of[at].1.is_finite()).collect();
        let mut clusters: BTreeMap<i64, usize> = BTreeMap::new();
        let cluster: Vec<usize> = finite
            .iter()
            .map(|&at| {
                let next = clusters.len();
                *clusters.entry(values[at].0).or_insert(next)
            })
            .collect();
        let ranged: Vec<f64> = finite.iter().map(|&at| values[at].1).collect();
        let told: Vec<f64> = finite.iter().map(|&at| of[at].1).collect();
        let order = |values: &[f64]| -> Vec<usize> {
            let mut order: Vec<usize> = (0..values.len()).collect();
            order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
            order
        };
        let (by_range, by_told) = (order(&ranged), order(&told));
        let numbers = |times: &[u32]| -> Option<[f64; 3]> {
            let drawn = drawn(&ranged, &by_range, times);
            let middle = match middle {
                Middle::Median => quantile(&self::drawn(&told, &by_told, times), 0.5)?,
                Middle::Mean => mean(&told, times),
                Middle::PerCentOf(base) => {
                    let base: Vec<f64> = finite.iter().filter_map(|&at| base.get(at).copied()).collect();
                    100.0 * (mean(&told, times) / mean(&base, times) - 1.0)
                }
            };
            Some([middle, quantile(&drawn, 0.05)?, quantile(&drawn, 0.95)?])
        };
        let found = numbers(&vec![1; finite.len()])?;
        let errors = errors(clusters.len(), &cluster, numbers);
        let measured = |at: usize| Measured { value: found[at], error: errors[at] };
        let [middle, low, high] = [0, 1, 2].map(measured);
        Some(Self { middle, low, high, runs: finite.len(), replicates: clusters.len() })
    }

    /// Whether there are enough replicates for a range.
    #[must_use]
    pub fn enough(&self) -> bool {
        self.replicates >= ENOUGH
    }

    /// The middle in digits that the runs carry.
    #[must_use]
    pub fn middle(&self) -> String {
        to_error(self.middle.value, self.middle.error)
    }

    /// The ends of the range in digits that the runs carry, and no finer than the middle's.
    #[must_use]
    pub fn ends(&self) -> [String; 2] {
        let at_least = |end: Measured| to_error(end.value, end.error.max(self.middle.error));
        [at_least(self.low), at_least(self.high)]
    }

    /// Middle and range with a unit behind the middle: `28 % [12, 35]`.
    #[must_use]
    pub fn with_unit(&self, unit: &str) -> String {
        let [low, high] = self.ends();
        format!("{}{unit} [{low}, {high}]", self.middle())
    }

    /// The standard errors of the ends, in one digit: `±1.2 and ±2`.
    #[must_use]
    pub fn errors_of_ends(&self) -> String {
        let [low, high] = [self.low, self.high].map(|end| error_in_words(end.error));
        format!("±{low} and ±{high}")
    }

    /// The quantity in another unit.
    #[must_use]
    pub fn scaled(&self, by: f64) -> Self {
        let scaled = |own: Measured| Measured { value: by * own.value, error: by.abs() * own.error };
        Self { middle: scaled(self.middle), low: scaled(self.low), high: scaled(self.high), ..*self }
    }
}

impl std::fmt::Display for Quantity {
    /// Middle and range: `28 [12, 35]`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.with_unit(""))
    }
}

/// A number in no more digits than its standard error bears: the last is of the error's size, and there are at most
/// three. 116,058 ± 3,000 is 116,000; 27.63 ± 0.4 is 27.6.
#[must_use]
pub fn to_error(value: f64, error: f64) -> String {
    if !(value.is_finite() && error.is_finite() && error > 0.0) {
        // A value that all runs have is known as it stands.
        return if value.is_finite() && value.fract() == 0.0 && error == 0.0 {
            number(value, 0)
        } else {
            digits(value)
        };
    }
    let place = magnitude(error).max(if value == 0.0 { i32::MIN } else { magnitude(value) - 2 });
    let step = 10_f64.powi(place);
    number((value / step).round() * step, usize::try_from(-place).unwrap_or(0))
}

/// The power of ten of a number's first digit.
fn magnitude(value: f64) -> i32 {
    value.abs().log10().floor() as i32
}

/// An error in one digit, or that there is none to tell.
fn error_in_words(error: f64) -> String {
    if !error.is_finite() {
        return NONE.to_owned();
    }
    if error == 0.0 {
        return "0".to_owned();
    }
    let place = magnitude(error);
    let step = 10_f64.powi(place);
    number((error / step).round() * step, usize::try_from(-place).unwrap_or(0))
}

/// The values in order, each as often as it was drawn.
fn drawn(values: &[f64], order: &[usize], times: &[u32]) -> Vec<f64> {
    order.iter().flat_map(|&at| std::iter::repeat_n(values[at], times[at] as usize)).collect()
}

fn mean(values: &[f64], times: &[u32]) -> f64 {
    let (sum, count) = values
        .iter()
        .zip(times)
        .fold((0.0, 0.0), |(sum, count), (value, &times)| (sum + f64::from(times) * value, count + f64::from(times)));
    sum / count
}

/// The standard errors of three numbers of some runs: their spread when replicates are drawn anew (a cluster bootstrap).
fn errors(clusters: usize, cluster: &[usize], numbers: impl Fn(&[u32]) -> Option<[f64; 3]>) -> [f64; 3] {
    if clusters < 2 {
        return [f64::NAN; 3];
    }
    let mut dice = Dice::new(SEED, 0);
    let mut samples: Vec<[f64; 3]> = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        let mut of_cluster = vec![0_u32; clusters];
        (0..clusters).for_each(|_| of_cluster[dice.below(clusters)] += 1);
        let times: Vec<u32> = cluster.iter().map(|&own| of_cluster[own]).collect();
        samples.extend(numbers(&times));
    }
    [0, 1, 2].map(|at| {
        let values = || samples.iter().map(|sample| sample[at]);
        let count = samples.len() as f64;
        let mean = values().sum::<f64>() / count;
        (values().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0)).sqrt()
    })
}

#[cfg(test)]
mod tests {
    use strait::luck::normal_quantile;

    use super::*;

    /// Normal values at even quantiles, so that no luck is in the test.
    fn normal(count: usize, mean: f64, sd: f64) -> Vec<f64> {
        (0..count).map(|at| mean + sd * normal_quantile((at as f64 + 0.5) / count as f64)).collect()
    }

    /// Digits beyond the error would tell readers of a sureness that is not there.
    #[test]
    fn digits_are_no_finer_than_the_runs_carry() {
        let cost = Quantity::of(normal(20, 116_058.0, 12_000.0)).expect("runs");
        assert_eq!(cost.middle(), "116,000");
        assert!(cost.ends().iter().all(|end| end.ends_with("000")), "{cost}");
        assert_eq!(to_error(27.63, 0.4), "27.6");
        assert_eq!(to_error(27.63, 4.0), "28");
        assert_eq!(to_error(2.763, 40.0), "0");
        assert_eq!(to_error(116_058.0, 0.001), "116,000");
        assert_eq!(to_error(-0.0123, 0.002), "\u{2212}0.012");
        // All runs agree.
        assert_eq!(Quantity::of([1087.0; 30]).expect("runs").to_string(), "1,087 [1,087, 1,087]");
        assert_eq!(Quantity::of([f64::NAN]), None);
    }

    /// The middle of a normal sample has the error 1.253 σ/√n, its 5 % quantile 2.11 σ/√n: the ends of a range are known
    /// less well than its middle, and with a quarter of the runs half as well.
    #[test]
    fn errors_are_those_of_order_statistics() {
        let of = |count: usize| Quantity::of(normal(count, 0.0, 10.0)).expect("runs");
        let many = of(400);
        assert!((many.middle.error / 0.627 - 1.0).abs() < 0.25, "{many:?}");
        assert!(
            (many.low.error / 1.057 - 1.0).abs() < 0.25 && (many.high.error / 1.057 - 1.0).abs() < 0.25,
            "{many:?}"
        );
        let few = of(100);
        assert!((few.middle.error / many.middle.error / 2.0 - 1.0).abs() < 0.3, "{few:?} {many:?}");
        assert!(few.enough() && !of(19).enough());
    }

    /// Were runs that share their luck taken for independent, errors would be too small.
    #[test]
    fn settings_that_share_their_luck_count_once() {
        let one: Vec<(i64, f64)> = (0..).zip(normal(50, 5.0, 1.0)).collect();
        let four: Vec<(i64, f64)> = one.iter().flat_map(|run| vec![*run; 4]).collect();
        let [one, four] = [one, four].map(|runs| Quantity::of_replicates(&runs).expect("runs"));
        assert_eq!((one.replicates, four.replicates, four.runs), (50, 50, 200));
        assert!((four.middle.error / one.middle.error - 1.0).abs() < 0.1, "{one:?} {four:?}");
    }

    #[test]
    fn a_change_in_per_cent_is_that_of_means() {
        let without: Vec<f64> = vec![100.0, 300.0, 200.0, 200.0];
        let with: Vec<(i64, f64)> = (0..).zip(without.iter().map(|value| value - 20.0)).collect();
        let changes: Vec<(i64, f64)> =
            with.iter().zip(&without).map(|((at, with), without)| (*at, 100.0 * (with / without - 1.0))).collect();
        let change = Quantity::around(&Middle::PerCentOf(&without), &with, &changes).expect("runs");
        assert!((change.middle.value + 10.0).abs() < 1e-9, "{change:?}");
        assert!(change.low.value < -18.0 && change.high.value > -8.0, "{change:?}");
    }
}
