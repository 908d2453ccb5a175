//! How the two states go on scaling up after the last day that is known: drawn, since no data tell.
//!
//! Each draw of an ensemble has a way of its own to go on. The three forms of `scale_up.future` are alike likely, and
//! their parameters lie evenly within the evidence register's ranges; times are even on a log scale.

use toml::{Table, Value};

use crate::dice::Dice;
use crate::evidence::entry;
use crate::failure::Failure;

/// The parameter that is drawn.
pub(super) const FUTURE: &str = "scale_up.future";

/// Each form with its parameters, and whether these are even on a log scale.
const FORMS: [(&str, &[(&str, bool)]); 3] = [
    ("none", &[]),
    ("learning", &[("doubling_days", true)]),
    ("steps", &[("decisions_per_year", true), ("raise_share", false), ("step_size", false)]),
];

/// The forms with the ranges of their parameters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Future(Vec<(&'static str, Vec<Range>)>);

#[derive(Debug, Clone, PartialEq)]
struct Range {
    key: &'static str,
    low: f64,
    high: f64,
    log: bool,
}

impl Future {
    /// With the ranges of the evidence register.
    ///
    /// # Errors
    /// [`Failure::Work`] when the register that the program carries has none.
    pub(super) fn of_register() -> Result<Self, Failure> {
        let range = |form: &str, &(key, log): &(&'static str, bool)| {
            let path = format!("{FUTURE}.{form}.{key}");
            let ends = entry(&path).and_then(|entry| Some((entry.low.parse().ok()?, entry.high.parse().ok()?)));
            let (low, high) = ends.ok_or_else(|| Failure::Work(format!("{path}: the register has no range")))?;
            Ok(Range { key, low, high, log })
        };
        let form = |&(form, keys): &(&'static str, &[(&'static str, bool)])| {
            Ok((form, keys.iter().map(|key| range(form, key)).collect::<Result<Vec<_>, Failure>>()?))
        };
        Ok(Self(FORMS.iter().map(form).collect::<Result<Vec<_>, Failure>>()?))
    }

    /// A way to go on.
    pub(super) fn draw(&self, dice: &mut Dice) -> Value {
        let (form, ranges) = &self.0[dice.below(self.0.len())];
        let keys: Table = ranges
            .iter()
            .map(|Range { key, low, high, log }| {
                let share = dice.uniform();
                let even = |low: f64, high: f64| low + share * (high - low);
                let value = if *log { libm::exp(even(libm::log(*low), libm::log(*high))) } else { even(*low, *high) };
                ((*key).to_owned(), Value::Float(value))
            })
            .collect();
        Value::Table(Table::from_iter([((*form).to_owned(), Value::Table(keys))]))
    }
}

#[cfg(test)]
mod tests {
    use strait::scenario::FutureScaleUp;

    use super::*;
    use crate::uncertainty::Ensemble;

    #[test]
    fn an_ensemble_holds_every_form_and_runs_take_them() {
        let future = Future::of_register().expect("ranges");
        let draw = |stream| (1.0, vec![future.draw(&mut Dice::new(1, stream))]);
        let draws: Vec<_> = (0..600).map(draw).collect();
        let ensemble = Ensemble::new(&[], &[FUTURE.to_owned()], &draws).expect("an ensemble");
        let baseline = crate::scenario_file::ScenarioFile::baseline();
        let mut seen = [0; 3];
        let mut doubled_fast = 0;
        for draw in 0..ensemble.len() {
            match ensemble.plan(&baseline, draw).expect("a plan").scenario.scale_up.future {
                FutureScaleUp::None {} => seen[0] += 1,
                FutureScaleUp::Learning { doubling_days } => {
                    assert!((60.0..=720.0).contains(&doubling_days));
                    doubled_fast += u32::from(doubling_days < 208.0);
                    seen[1] += 1;
                }
                FutureScaleUp::Steps { decisions_per_year, raise_share, step_size } => {
                    assert!((1.0..=8.0).contains(&decisions_per_year) && (0.4..=0.9).contains(&raise_share));
                    assert!((0.1..=0.7).contains(&step_size));
                    seen[2] += 1;
                }
                other => panic!("{other:?}"),
            }
        }
        assert!(seen.iter().all(|count| (160..240).contains(count)), "{seen:?}");
        // 208 days is the middle of 60 to 720 on a log scale.
        assert!((f64::from(doubled_fast) / f64::from(seen[1]) - 0.5).abs() < 0.12, "{doubled_fast} of {}", seen[1]);
    }
}
