//! Scaling up: the two states build the exchange's capacities up, or down. How far is known for the past, where it was fitted;
//! what they decide after that is drawn, under one of several forms.

use crate::calendar::{DAYS_A_YEAR, Today, day_number};
use crate::luck::{Luck, Purpose};
use crate::scenario::{FutureScaleUp, ScaleUp as Parameters};

/// What the capacities of both legs stand at, as a multiple of what the scenario gives.
#[derive(Debug, Clone)]
pub(crate) struct ScaleUp {
    multiple: f64,
}

impl ScaleUp {
    pub(crate) fn new() -> Self {
        Self { multiple: 1.0 }
    }

    /// The multiple as it stands.
    pub(crate) fn multiple(&self) -> f64 {
        self.multiple
    }

    /// A day on which capacities may change; before the agreement's first day nothing is built up.
    pub(crate) fn next_day(&mut self, today: Today, in_force: i32, parameters: &Parameters, luck: &Luck) {
        self.multiple = match known_multiple(today, parameters) {
            Some(known) => known,
            None if today.day < in_force => 1.0,
            None => self.decided(today, parameters, luck),
        };
    }

    /// What becomes of the multiple where nothing is known.
    fn decided(&self, today: Today, parameters: &Parameters, luck: &Luck) -> f64 {
        // What is known to have been reached can be reached.
        let ceiling = parameters.ceiling.max(self.multiple);
        match parameters.future {
            FutureScaleUp::None {} => self.multiple,
            FutureScaleUp::Learning { doubling_days } => {
                let left = libm::exp2(-1.0 / doubling_days);
                ceiling / (1.0 + (ceiling / self.multiple - 1.0) * left)
            }
            FutureScaleUp::Steps { decisions_per_year, raise_share, step_size } => {
                let mut draws = luck.draws(Purpose::ScaleUp, 0, today.day);
                if !draws.happens(1.0 - libm::exp(-decisions_per_year / DAYS_A_YEAR)) {
                    return self.multiple;
                }
                let raises = draws.happens(raise_share);
                let size = -step_size * libm::log(draws.uniform());
                (self.multiple * libm::exp(if raises { size } else { -size })).min(ceiling)
            }
        }
    }
}

/// The multiple where `levels` say it.
fn known_multiple(today: Today, parameters: &Parameters) -> Option<f64> {
    let Parameters { levels, levels_from, levels_days, .. } = parameters;
    let last = levels.len().checked_sub(1)?;
    let place = f64::from((today.day - day_number(*levels_from)).max(0)) / levels_days;
    if place > last as f64 {
        return None;
    }
    let before = place.floor();
    let log = |index: usize| libm::log(levels[index.min(last)]);
    let (lower, upper) = (log(before as usize), log(before as usize + 1));
    Some(libm::exp(lower + (place - before) * (upper - lower)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn parameters(future: FutureScaleUp) -> Parameters {
        Parameters { levels: vec![], levels_from: date(2025, 8, 6), levels_days: 61.0, ceiling: 8.0, future }
    }

    /// The multiple after so many days from the agreement's first.
    fn after(days: i32, parameters: &Parameters, luck: &Luck) -> f64 {
        let mut scale_up = ScaleUp::new();
        let mut today = Today::on(date(2025, 7, 1));
        let in_force = day_number(date(2025, 8, 6));
        while today.day < in_force + days {
            scale_up.next_day(today, in_force, parameters, luck);
            assert!(today.day >= in_force || scale_up.multiple() == 1.0, "built up before the agreement");
            today = today.next();
        }
        scale_up.multiple()
    }

    #[test]
    fn known_levels_grow_evenly_and_the_future_sets_out_from_the_last() {
        let luck = Luck::new(1, 1);
        let known = Parameters { levels: vec![1.0, 4.0], ..parameters(FutureScaleUp::None {}) };
        // The day after the thirtieth is half of 61 days but half a day.
        assert!((after(31, &known, &luck) - libm::exp2(2.0 * 30.0 / 61.0)).abs() < 1e-9);
        assert!((after(62, &known, &luck) - 4.0).abs() < 1e-9, "the last level on its day");
        assert_eq!(after(62, &known, &luck), after(400, &known, &luck), "none goes on as it stands");
    }

    #[test]
    fn learning_doubles_in_its_days_and_ends_at_the_ceiling() {
        let luck = Luck::new(1, 1);
        let far = Parameters { ceiling: 1000.0, ..parameters(FutureScaleUp::Learning { doubling_days: 50.0 }) };
        assert!((after(50, &far, &luck) - 2.0).abs() < 0.01);
        let near = Parameters { ceiling: 3.0, ..far };
        let late = after(2000, &near, &luck);
        assert!(late <= 3.0 && late > 2.999, "{late}");
        // What is known to have been reached is not taken back.
        let beyond = Parameters { levels: vec![1.0, 6.0], ..near };
        assert!((after(300, &beyond, &luck) - 6.0).abs() < 1e-9);
    }

    #[test]
    fn steps_come_as_often_and_are_as_large_as_they_should() {
        let steps = |raise_share| FutureScaleUp::Steps { decisions_per_year: 4.0, raise_share, step_size: 0.3 };
        let wide = |raise_share| Parameters { ceiling: 1000.0, ..parameters(steps(raise_share)) };
        let logs = |raise_share| -> Vec<f64> {
            (0..2000).map(|run| libm::log(after(365, &wide(raise_share), &Luck::new(1, run)))).collect()
        };
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        // A compound Poisson sum: mean 4 × 0.3 a year, variance 4 × 2 × 0.3²; four standard errors of 2,000 runs.
        let raised = logs(1.0);
        assert!((mean(&raised) - 1.2).abs() < 4.0 * (0.72_f64 / 2000.0).sqrt(), "{}", mean(&raised));
        let even = logs(0.5);
        assert!(mean(&even).abs() < 4.0 * (0.72_f64 / 2000.0).sqrt(), "{}", mean(&even));
        let capped = Parameters { ceiling: 1.5, ..wide(1.0) };
        assert!((0..50).all(|run| after(1000, &capped, &Luck::new(1, run)) <= 1.5));
    }
}
