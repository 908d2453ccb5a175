//! Means with their intervals.

use super::student::t_quantile;

/// A mean, and the interval that holds the true mean in 95 of 100 such studies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean of the runs; NaN when there is none.
    pub mean: f64,
    /// The interval's lower end; NaN with fewer than two runs, which say nothing of chance.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Estimate {
    fn around(mean: f64, half: f64) -> Self {
        Self { mean, low: mean - half, high: mean + half }
    }

    /// Whether the interval lies on one side of zero.
    #[must_use]
    pub fn is_told_from_zero(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The mean of independent values with Student's interval: `mean ± t · s / √n`, t with n − 1 degrees of freedom.
///
/// Values that are all the same have an interval without width.
#[must_use]
pub fn mean_of(values: &[f64]) -> Estimate {
    let moments = Moments::of(values);
    Estimate::around(moments.mean, half_width(moments.error_squared(), moments.count - 1.0))
}

/// The mean of `others` less that of `base`, none of which share their luck, with Welch's interval: variances of their
/// own, and the degrees of freedom of Welch and Satterthwaite.
#[must_use]
pub fn mean_of_independent(base: &[f64], others: &[f64]) -> Estimate {
    let (base, others) = (Moments::of(base), Moments::of(others));
    let parts = [base, others].map(|moments| (moments.error_squared(), moments.count - 1.0));
    let error_squared = parts[0].0 + parts[1].0;
    let below: f64 = parts.iter().map(|(part, freedom)| part * part / freedom).sum();
    let freedom = if below > 0.0 { error_squared * error_squared / below } else { parts[0].1 };
    Estimate::around(others.mean - base.mean, half_width(error_squared, freedom))
}

/// NaN when the error is: one value has none.
fn half_width(error_squared: f64, freedom: f64) -> f64 {
    if error_squared > 0.0 { t_quantile(0.975, freedom) * error_squared.sqrt() } else { error_squared }
}

/// Count, mean and variance of some values.
#[derive(Debug, Clone, Copy)]
struct Moments {
    count: f64,
    mean: f64,
    variance: f64,
}

impl Moments {
    fn of(values: &[f64]) -> Self {
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let variance = if values.len() > 1 { squares / (count - 1.0) } else { f64::NAN };
        Self { count, mean, variance }
    }

    /// The squared standard error of the mean.
    fn error_squared(&self) -> f64 {
        self.variance / self.count
    }
}
