//! Levels that are fitted along time: of arrivals in northern France, and of how far the exchange is scaled up.
//!
//! Each level is a number of its own on a scale on which its prior is standard normal, whatever the others are; what is
//! believed of how a level follows the one before it makes a course of them.

use jiff::civil::Date;
use toml::Value;

/// Where levels stand along time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Knots {
    /// The section of a scenario whose `levels`, `levels_from` and `levels_days` they are.
    pub(super) section: &'static str,
    /// The day on which the first holds.
    pub(super) from: Date,
    /// Days from one to the next.
    pub(super) days: i64,
    /// How many there are.
    pub(super) count: usize,
}

impl Knots {
    /// What a scenario is given, by path: nothing when there are no levels.
    pub(super) fn values(&self, logs: &[f64]) -> Vec<(String, Value)> {
        if self.count == 0 {
            return Vec::new();
        }
        let levels = logs.iter().map(|log| Value::Float(libm::exp(*log))).collect();
        [
            ("levels", Value::Array(levels)),
            ("levels_from", Value::String(self.from.to_string())),
            ("levels_days", Value::Float(self.days as f64)),
        ]
        .map(|(key, value)| (format!("{}.{key}", self.section), value))
        .to_vec()
    }

    /// A name for each level.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let section = self.section;
        (1..=self.count).map(move |level| format!("{section}.levels {level}"))
    }
}

/// What is believed of how levels follow each other, before the data speak.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Course {
    /// The model's own drift, as `arrivals_in_france.drift_sd` and `drift_days` have it: it forgets itself, and the mean level
    /// is 1.
    Drift {
        /// Standard deviation \[log\].
        sd: f64,
        /// Days after which e⁻¹ of it is left \[days\].
        days: f64,
    },
    /// A walk that goes on from where it is, alike likely up and down.
    Walk {
        /// Standard deviation of the first level \[log\].
        first_sd: f64,
        /// Standard deviation of each step after it \[log\].
        step_sd: f64,
    },
}

impl Course {
    /// The logs of the levels, `apart` days from one to the next, at places where their priors are standard normal.
    pub(super) fn logs(self, places: &[f64], apart: i64) -> Vec<f64> {
        match self {
            Self::Drift { sd, days } => {
                let keep = libm::exp(-(apart as f64) / days);
                let along = |drift: &mut Option<f64>, &step: &f64| {
                    *drift = Some(drift.map_or(step, |before| keep * before + libm::sqrt(1.0 - keep * keep) * step));
                    *drift
                };
                places.iter().scan(None, along).map(|drift| sd * drift - 0.5 * sd * sd).collect()
            }
            Self::Walk { first_sd, step_sd } => {
                let along = |log: &mut Option<f64>, &step: &f64| {
                    *log = Some(log.map_or(first_sd * step, |before| before + step_sd * step));
                    *log
                };
                places.iter().scan(None, along).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;

    /// Two levels 91 days apart, many times.
    fn drawn(course: Course) -> Vec<Vec<f64>> {
        let draw = |stream| {
            let mut dice = Dice::new(5, stream);
            course.logs(&[dice.normal(), dice.normal()], 91)
        };
        (0..20_000).map(draw).collect()
    }

    fn mean(draws: &[Vec<f64>], of: &dyn Fn(&Vec<f64>) -> f64) -> f64 {
        draws.iter().map(of).sum::<f64>() / draws.len() as f64
    }

    #[test]
    fn a_drift_has_its_spread_and_forgets_itself() {
        let draws = drawn(Course::Drift { sd: 0.4, days: 182.0 });
        // The mean level is 1, and half a drift's time keeps e^(-1/2) of it.
        assert!((mean(&draws, &|draw| draw[1].exp()) - 1.0).abs() < 0.01);
        let product = mean(&draws, &|draw| (draw[0] + 0.08) * (draw[1] + 0.08));
        assert!((product - 0.16 * (-0.5_f64).exp()).abs() < 0.006, "{product}");
    }

    #[test]
    fn a_walk_goes_on_from_where_it_is() {
        let draws = drawn(Course::Walk { first_sd: 0.4, step_sd: 0.35 });
        let (first, step) =
            (mean(&draws, &|draw| draw[0] * draw[0]), mean(&draws, &|draw| (draw[1] - draw[0]).powi(2)));
        assert!((first / 0.16 - 1.0).abs() < 0.05 && (step / 0.1225 - 1.0).abs() < 0.05, "{first} {step}");
        assert!(mean(&draws, &|draw| draw[0] * (draw[1] - draw[0])).abs() < 0.005, "steps heed no level");
    }
}
