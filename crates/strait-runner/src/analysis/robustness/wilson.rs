//! Intervals of shares.

use strait::luck::normal_quantile;

/// Wilson's interval of 95 % for a share seen among so many independent trials.
///
/// It stays within 0 and 1, and has a width even where all trials or none succeed (Wilson, "Probable inference, the law of
/// succession, and statistical inference", Journal of the American Statistical Association 22 (1927)).
#[must_use]
pub fn wilson(share: f64, trials: f64) -> (f64, f64) {
    let z = normal_quantile(0.975);
    let part = z * z / trials;
    let middle = share + part / 2.0;
    let half = (part * (share * (1.0 - share) + part / 4.0)).sqrt();
    (((middle - half) / (1.0 + part)).max(0.0), ((middle + half) / (1.0 + part)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_the_published_ones() {
        // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
        for (successes, trials, low, high) in [
            (81.0, 263.0, 0.2553, 0.3662),
            (15.0, 148.0, 0.0624, 0.1605),
            (0.0, 20.0, 0.0, 0.1611),
            (1.0, 29.0, 0.0061, 0.1718),
        ] {
            let found = wilson(successes / trials, trials);
            assert!((found.0 - low).abs() < 5.1e-5 && (found.1 - high).abs() < 5.1e-5, "{found:?}, {low} to {high}");
        }
    }
}
