//! Student's t distribution.

/// The value that Student's t with so many degrees of freedom, whole or not, is below with this probability, from 0.5 to
/// below 1.
///
/// Found by halving to the last bits, from the tail `P(|T| > t) = I(f / (f + t²); f/2, 1/2)` with the regularised
/// incomplete beta function `I` (NIST Digital Library of Mathematical Functions, 8.17).
#[must_use]
pub fn t_quantile(probability: f64, freedom: f64) -> f64 {
    let both_tails = 2.0 * (1.0 - probability);
    let tails = |t: f64| incomplete_beta(freedom / (freedom + t * t), freedom / 2.0, 0.5);
    let mut high = 1.0;
    while tails(high) > both_tails && high < 1e12 {
        high *= 2.0;
    }
    let mut low = 0.0;
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if tails(middle) > both_tails { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// The regularised incomplete beta function, for `x` from 0 to 1 and `a`, `b` above 0.
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    // The fraction converges fast below the mean; beyond it the other tail is taken.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(1.0 - x, b, a);
    }
    let scale = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b);
    libm::exp(scale + a * libm::log(x) + b * libm::log1p(-x)) / (a * fraction(x, a, b))
}

/// The continued fraction 1 + d₁/(1 + d₂/(1 + …)) of the incomplete beta function (DLMF 8.17.22), by Lentz's method.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let (mut value, mut above, mut below) = (1.0, 1.0, 0.0);
    for step in 1..1000 {
        let half = f64::from(step / 2);
        let term = if step % 2 == 0 {
            half * (b - half) * x / ((a + 2.0 * half - 1.0) * (a + 2.0 * half))
        } else {
            -(a + half) * (a + b + half) * x / ((a + 2.0 * half) * (a + 2.0 * half + 1.0))
        };
        let not_zero = |number: f64| if number == 0.0 { TINY } else { number };
        below = 1.0 / not_zero(1.0 + term * below);
        above = not_zero(1.0 + term / above);
        let factor = above * below;
        value *= factor;
        if (factor - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
        for (probability, freedom, table) in [
            (0.975, 1.0, 12.706),
            (0.975, 2.0, 4.303),
            (0.975, 9.0, 2.262),
            (0.975, 30.0, 2.042),
            (0.975, 100.0, 1.984),
            (0.975, 1e7, 1.960),
            (0.95, 5.0, 2.015),
            (0.995, 20.0, 2.845),
        ] {
            let found = t_quantile(probability, freedom);
            assert!((found - table).abs() < 0.0006, "{found}, the table says {table}");
        }
        // With one degree of freedom it is Cauchy's, whose quantile is a tangent.
        let cauchy = libm::tan(std::f64::consts::PI * 0.475);
        assert!((t_quantile(0.975, 1.0) / cauchy - 1.0).abs() < 1e-12);
    }
}
