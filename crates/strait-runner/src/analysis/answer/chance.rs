//! In what share of runs something happened, and how sure that is.

use std::collections::BTreeMap;

use crate::dice::Dice;
use crate::summary::quantile;

/// Samples of replicates from which the interval is taken.
const SAMPLES: usize = 2000;
/// Any fixed number: the same results give the same interval.
const SEED: u64 = 20_250_806;

/// A share with its 90 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// The share, from 0 to 1; of a change from −1 to 1.
    pub share: f64,
    /// The interval's lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Runs that have a value.
    pub runs: usize,
    /// Replicates among them.
    pub replicates: usize,
}

/// The mean of some runs' values, each with its replicate. Runs of one replicate share their luck, so that replicates and
/// not runs are drawn anew for the interval (a cluster bootstrap by percentiles).
pub(super) fn chance(values: &[(i64, f64)]) -> Option<Chance> {
    let mut of_replicate: BTreeMap<i64, (f64, f64)> = BTreeMap::new();
    for (replicate, value) in values.iter().filter(|(_, value)| value.is_finite()) {
        let (sum, count) = of_replicate.entry(*replicate).or_default();
        *sum += value;
        *count += 1.0;
    }
    let clusters: Vec<(f64, f64)> = of_replicate.into_values().collect();
    let (runs, replicates) = (clusters.iter().map(|(_, count)| *count as usize).sum(), clusters.len());
    let ratio = |(sum, count): (f64, f64)| sum / count;
    let add = |(sum, count): (f64, f64), (more, runs): &(f64, f64)| (sum + more, count + runs);
    if clusters.is_empty() {
        return None;
    }
    let share = ratio(clusters.iter().fold((0.0, 0.0), add));
    let mut dice = Dice::new(SEED, 0);
    let mut drawn: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            let sample = (0..clusters.len()).map(|_| dice.below(clusters.len()));
            ratio(sample.map(|place| &clusters[place]).fold((0.0, 0.0), add))
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    Some(Chance { share, low: quantile(&drawn, 0.05)?, high: quantile(&drawn, 0.95)?, runs, replicates })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Were runs taken for independent, the interval would be too narrow by the square root of the runs in a replicate.
    #[test]
    fn settings_that_share_their_luck_count_once() {
        let runs = |settings: usize| -> Vec<(i64, f64)> {
            (0..100)
                .flat_map(|replicate| vec![(replicate, f64::from(u8::from(replicate % 4 == 0))); settings])
                .collect()
        };
        let (one, four) = (chance(&runs(1)).expect("runs"), chance(&runs(4)).expect("runs"));
        assert_eq!((one.share, one.low, one.high), (four.share, four.low, four.high));
        assert_eq!((one.runs, four.runs, four.replicates), (100, 400, 100));
        assert_eq!(one.share, 0.25);
        // Of 100 replicates a quarter: by the binomial 5 to 95 % are 18 to 32.
        assert!((one.low - 0.18).abs() < 0.015 && (one.high - 0.32).abs() < 0.015, "{one:?}");
        assert_eq!(chance(&[(0, f64::NAN)]), None);
    }
}
