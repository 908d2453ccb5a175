//! The last quarter of a year, as if it went on whatever the season.

use super::preventions::value_or_estimate;
use crate::validation::history::Past;
use crate::validation::target::{Horizon, Target};

/// The values of the last 13 whole weeks, or of the last 3 months, as equally likely values: their mean and their spread are
/// the forecast's.
///
/// It knows of no season, and so is hard to beat some weeks ahead and easy half a year ahead.
pub(super) fn last_weeks(past: &Past, target: Target) -> Vec<f64> {
    let cycle = target.cycle();
    let last = (0..).map(|earlier: i64| cycle.shifted(cycle.around(past.until()), -earlier));
    let whole = last.skip_while(|period| period.end > past.until());
    whole.take(Horizon::Quarter.periods(cycle)).filter_map(|period| value_or_estimate(past, target, period)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::observed::Sources;
    use crate::validation::history::History;

    #[test]
    fn they_are_the_last_that_are_whole() {
        let history = History::read(&Sources::BUILT_IN).expect("a history");
        // 30 June 2025 was a Monday: its week is not over.
        let past = history.until(date(2025, 6, 30));
        let weeks = last_weeks(&past, Target::WeeklyArrivals);
        let week = |end| history.value(Target::WeeklyArrivals, Target::WeeklyArrivals.cycle().around(end));
        assert_eq!((weeks.len(), Some(weeks[0])), (13, week(date(2025, 6, 29))));
        assert_eq!(weeks.last().copied(), week(date(2025, 4, 6)));
        let months = last_weeks(&past, Target::MonthlyArrivals);
        assert_eq!(
            months.iter().sum::<f64>(),
            (4..=6)
                .map(|month| {
                    let month = Target::MonthlyArrivals.cycle().around(date(2025, month, 1));
                    history.value(Target::MonthlyArrivals, month).expect("arrivals")
                })
                .sum::<f64>()
        );
    }
}
