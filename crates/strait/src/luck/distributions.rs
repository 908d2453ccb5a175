//! Distributions, from keyed uniform numbers and `libm` alone, so that they give the same bits everywhere.

use super::Draws;

impl Draws {
    /// A standard normal number.
    pub(crate) fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }

    /// A triangular number between `low` and `high` with its peak at `peak`.
    pub(crate) fn triangular(&mut self, low: f64, peak: f64, high: f64) -> f64 {
        let uniform = self.uniform();
        if high <= low {
            return low;
        }
        let split = (peak - low) / (high - low);
        if uniform < split {
            low + libm::sqrt(uniform * (high - low) * (peak - low))
        } else {
            high - libm::sqrt((1.0 - uniform) * (high - low) * (high - peak))
        }
    }

    /// A gamma number with this shape and mean 1 (Marsaglia and Tsang, 2000).
    pub(crate) fn gamma_of_mean_one(&mut self, shape: f64) -> f64 {
        // Below shape 1 the method draws at shape + 1 and shrinks.
        let (drawn_shape, shrink) =
            if shape < 1.0 { (shape + 1.0, libm::pow(self.uniform(), 1.0 / shape)) } else { (shape, 1.0) };
        let d = drawn_shape - 1.0 / 3.0;
        let c = 1.0 / libm::sqrt(9.0 * d);
        loop {
            let normal = self.normal();
            let root = 1.0 + c * normal;
            if root <= 0.0 {
                continue;
            }
            let cube = root * root * root;
            if libm::log(self.uniform()) < 0.5 * normal * normal + d - d * cube + d * libm::log(cube) {
                return d * cube * shrink / shape;
            }
        }
    }

    /// A Poisson count with this mean: by inversion when small, by Hörmann's transformed rejection (1993) when large.
    pub(crate) fn poisson(&mut self, mean: f64) -> u32 {
        if mean <= 0.0 {
            return 0;
        }
        if mean < 10.0 {
            let mut left = self.uniform();
            let mut probability = libm::exp(-mean);
            let mut count = 0;
            // 32-bit uniforms cannot tell counts beyond 100 apart at these means.
            while left >= probability && count < 100 {
                left -= probability;
                count += 1;
                probability *= mean / f64::from(count);
            }
            return count;
        }
        let log_mean = libm::log(mean);
        let b = 0.931 + 2.53 * libm::sqrt(mean);
        let a = -0.059 + 0.024_83 * b;
        let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
        let accept = 0.9277 - 3.6224 / (b - 2.0);
        loop {
            let u = self.uniform() - 0.5;
            let v = self.uniform();
            let us = 0.5 - u.abs();
            let count = ((2.0 * a / us + b) * u + mean + 0.43).floor();
            if us >= 0.07 && v <= accept {
                return count as u32;
            }
            if count < 0.0 || (us < 0.013 && v > us) {
                continue;
            }
            let log_accept = libm::log(v) + libm::log(inverse_alpha) - libm::log(a / (us * us) + b);
            if log_accept <= -mean + count * log_mean - libm::lgamma(count + 1.0) {
                return count as u32;
            }
        }
    }

    /// A negative binomial count with this mean and dispersion k: variance mean + mean²/k.
    pub(crate) fn negative_binomial(&mut self, mean: f64, dispersion: f64) -> u32 {
        let rate = mean * self.gamma_of_mean_one(dispersion);
        self.poisson(rate)
    }

    /// A whole number of days, at least 1, with about this mean.
    pub(crate) fn days(&mut self, mean: f64) -> i32 {
        days(self.uniform(), mean)
    }
}

/// A whole number of days, at least 1, with about this mean, from a uniform number.
pub(crate) fn days(uniform: f64, mean: f64) -> i32 {
    let more = -(mean - 1.0).max(0.0) * libm::log(uniform);
    1 + (more + 0.5).min(36_525.0) as i32
}

/// The standard normal distribution function.
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// The standard normal quantile by Acklam's rational approximation, good to about 1e-9.
#[must_use]
pub fn normal_quantile(probability: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 5] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 4] =
        [7.784_695_709_041_462e-3, 3.224_671_290_700_398e-1, 2.445_134_137_142_996, 3.754_408_661_907_416];
    const TAIL: f64 = 0.024_25;

    let tail = |probability: f64| {
        let q = libm::sqrt(-2.0 * libm::log(probability));
        (((((C[0] * q + C[1]) * q + C[2]) * q + C[3]) * q + C[4]) * q + C[5])
            / ((((D[0] * q + D[1]) * q + D[2]) * q + D[3]) * q + 1.0)
    };
    if probability < TAIL {
        tail(probability)
    } else if probability > 1.0 - TAIL {
        -tail(1.0 - probability)
    } else {
        let q = probability - 0.5;
        let r = q * q;
        (((((A[0] * r + A[1]) * r + A[2]) * r + A[3]) * r + A[4]) * r + A[5]) * q
            / (((((B[0] * r + B[1]) * r + B[2]) * r + B[3]) * r + B[4]) * r + 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Luck, Purpose};
    use super::*;

    const COUNT: i32 = 200_000;

    /// Mean and variance of a distribution over many keys.
    fn moments(draw: impl Fn(&mut Draws) -> f64) -> (f64, f64) {
        let luck = Luck::new(3, 3);
        let values: Vec<_> = (0..COUNT).map(|day| draw(&mut luck.draws(Purpose::Boats, 0, day))).collect();
        let mean = values.iter().sum::<f64>() / f64::from(COUNT);
        let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / f64::from(COUNT - 1);
        (mean, variance)
    }

    /// Fails when mean or variance is more than five standard errors off.
    fn assert_moments(name: &str, draw: impl Fn(&mut Draws) -> f64, mean: f64, variance: f64, kurtosis: f64) {
        let (found_mean, found_variance) = moments(draw);
        let count = f64::from(COUNT);
        let mean_error = 5.0 * (variance / count).sqrt();
        let variance_error = 5.0 * variance * ((kurtosis - 1.0) / count).sqrt();
        assert!((found_mean - mean).abs() < mean_error, "{name}: mean {found_mean}, should be {mean}");
        assert!(
            (found_variance - variance).abs() < variance_error,
            "{name}: variance {found_variance}, should be {variance}"
        );
    }

    #[test]
    fn distributions_have_their_moments() {
        assert_moments("normal", Draws::normal, 0.0, 1.0, 3.0);
        // Mean (a+b+c)/3, variance (a²+b²+c²−ab−ac−bc)/18, kurtosis 2.4.
        assert_moments("triangular", |draws| draws.triangular(7.0, 14.0, 28.0), 49.0 / 3.0, 343.0 / 18.0, 2.4);
        for shape in [0.5, 1.1, 5.0] {
            assert_moments("gamma", |draws| draws.gamma_of_mean_one(shape), 1.0, 1.0 / shape, 3.0 + 6.0 / shape);
        }
        for mean in [0.3, 4.8, 9.9, 10.1, 115.0, 4000.0] {
            assert_moments("poisson", |draws| f64::from(draws.poisson(mean)), mean, mean, 3.0 + 1.0 / mean);
        }
        assert_moments(
            "negative binomial",
            |draws| f64::from(draws.negative_binomial(4.8, 2.3)),
            4.8,
            4.8 + 4.8 * 4.8 / 2.3,
            3.0 + 6.0 / 2.3 + 1.0 / (4.8 + 4.8 * 4.8 / 2.3),
        );
    }

    #[test]
    fn the_normal_quantile_undoes_the_distribution_function() {
        for step in 1..1000 {
            let probability = f64::from(step) / 1000.0;
            assert!((normal_cdf(normal_quantile(probability)) - probability).abs() < 1e-8);
        }
    }

    #[test]
    fn delays_are_at_least_a_day_and_near_their_mean() {
        let (mean, _) = moments(|draws| f64::from(draws.days(7.0)));
        assert!((mean - 7.0).abs() < 0.1, "mean {mean}");
        let luck = Luck::new(1, 1);
        assert!((0..1000).all(|day| luck.draws(Purpose::Bail, 1, day).days(0.0) == 1));
    }
}
