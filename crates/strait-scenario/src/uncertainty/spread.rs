//! Which draw a replicate takes.

/// Weights, added up.
#[derive(Debug, Clone)]
pub(super) struct Spread {
    /// For each draw its weight and those of all before it; at least one.
    up_to: Vec<f64>,
}

/// The golden ratio less 1: its multiples fill the unit interval evenly, however many there are.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

impl Spread {
    pub(super) fn new(weights: impl Iterator<Item = f64>) -> Self {
        let add = |sum: &mut f64, weight: f64| {
            *sum += weight;
            Some(*sum)
        };
        Self { up_to: weights.scan(0.0, add).collect() }
    }

    /// The draw at the replicate's quantile of the weights, the fractional part of (replicate + 0.5) · 0.618….
    pub(super) fn draw_of(&self, replicate: u64) -> usize {
        let quantile = ((replicate as f64 + 0.5) * GOLDEN).fract();
        let all = self.up_to.last().copied().unwrap_or_default();
        let draw = self.up_to.partition_point(|up_to| *up_to <= quantile * all);
        draw.min(self.up_to.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_replicates_takes_draws_by_their_weights() {
        let weights = [1.0, 3.0, 0.5, 0.1, 2.4, 3.0];
        let spread = Spread::new(weights.into_iter());
        for replicates in [10, 55, 1000, 4321] {
            let mut counts = [0_u32; 6];
            (0..replicates).for_each(|replicate| counts[spread.draw_of(replicate)] += 1);
            for (count, weight) in counts.into_iter().zip(weights) {
                let due = weight / 10.0 * replicates as f64;
                // The golden ratio strays by no more than a few, with the logarithm of the number.
                assert!((f64::from(count) - due).abs() < 3.0, "{count} of {replicates} for {due}");
            }
        }
        assert_eq!((0..3).map(|replicate| spread.draw_of(replicate)).collect::<Vec<_>>(), [1, 5, 4]);
        assert_eq!(Spread::new([7.0].into_iter()).draw_of(u64::MAX), 0);
    }
}
