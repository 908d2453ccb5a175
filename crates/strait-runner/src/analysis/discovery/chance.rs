//! Whether chance alone would do as well as a limit.

use std::collections::BTreeSet;

use super::{Cases, Limit, Step};

/// The probability that as large a share of a box's cases would have the outcome by chance, were a limit of no use: each then has it
/// with the probability that it has in the box without that limit (Bryant and Lempert 2010, section 4.2). `Quasi`, since the limit
/// was chosen for being of use.
///
/// A dimension has a value for each point or each draw, so that these are counted, not the runs.
#[must_use]
pub fn quasi_p(cases: &Cases, step: &Step, dimension: usize, without: &Limit) -> f64 {
    let mut wider = step.clone();
    wider.limits[dimension] = without.clone();
    let (mut in_wider, mut occurring, mut groups) = (0_u64, 0_u64, BTreeSet::new());
    let group = cases.groups(cases.dimensions[dimension].grouping);
    for (case, group) in group.iter().enumerate() {
        if wider.holds(cases, case) {
            in_wider += 1;
            occurring += u64::from(cases.occurs[case]);
            if step.holds(cases, case) {
                groups.insert(*group);
            }
        }
    }
    let count = groups.len() as f64;
    at_least(step.density * count, count, occurring as f64 / in_wider as f64)
}

/// The probability of at least so many of `count` successes of this probability; between whole numbers, the smooth curve through
/// them: the regularised incomplete beta function `I(probability; many, count − many + 1)`.
fn at_least(many: f64, count: f64, probability: f64) -> f64 {
    if many <= 0.0 || probability >= 1.0 {
        return 1.0;
    }
    if probability <= 0.0 {
        return 0.0;
    }
    let (a, b) = (many, count - many + 1.0);
    let front = libm::exp(
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b)
            + a * libm::log(probability)
            + b * libm::log1p(-probability),
    );
    // The fraction converges fast below its mean, and the function is one less its mirror image beyond it.
    if probability < (a + 1.0) / (a + b + 2.0) {
        (front * fraction(a, b, probability) / a).min(1.0)
    } else {
        (1.0 - front * fraction(b, a, 1.0 - probability) / b).max(0.0)
    }
}

/// The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), from its front by Lentz's method.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let away_from_zero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut above = 1.0;
    let mut below = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut product = below;
    for term in 1..10_000 {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut factor = 1.0;
        for coefficient in [even, odd] {
            below = 1.0 / away_from_zero(1.0 + coefficient * below);
            above = away_from_zero(1.0 + coefficient / above);
            factor = above * below;
            product *= factor;
        }
        if (factor - 1.0).abs() < 1e-15 {
            break;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_of_a_binomial_is_its_sum() {
        for (many, count, probability) in [(3, 10, 0.2), (9, 10, 0.5), (1, 40, 0.01), (40, 40, 0.9), (67, 87, 0.3)] {
            let mut sum = 0.0;
            for k in many..=count {
                let ways: f64 = (0..k).map(|i| f64::from(count - i) / f64::from(k - i)).product();
                sum += ways * f64::powi(probability, k) * f64::powi(1.0 - probability, count - k);
            }
            let found = at_least(f64::from(many), f64::from(count), probability);
            assert!((found / sum - 1.0).abs() < 1e-10, "{many} of {count} at {probability}: {found}, not {sum}");
        }
        assert_eq!((at_least(0.0, 9.0, 0.3), at_least(3.0, 9.0, 1.0), at_least(3.0, 9.0, 0.0)), (1.0, 1.0, 0.0));
    }
}
