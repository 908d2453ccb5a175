//! The second baseline: what the season brought last year.

use super::history::Past;
use super::season::same_season;
use super::target::{Cycle, Period, Target};

/// The seasonal naive forecast: last year again, as equally likely values.
///
/// - **Weeks**: the same week of the year and the two on either side, in the latest year in which that week is over: up
///   to 5 values.
/// - **Months**: the same month and the one on either side, in the latest year in which that month is over: up to 3 values.
/// - **Weekly preventions** before they were recorded are estimated as in
///   [`climatology`](super::climatology()).
///
/// It follows the level of crossings from year to year, which four years together do not, and is narrower.
#[must_use]
pub fn seasonal_naive(past: &Past, target: Target, period: Period) -> Vec<f64> {
    let beside = match target.cycle() {
        Cycle::Week => 2,
        Cycle::Month => 1,
    };
    same_season(past, target, period, 1..=1, beside)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::validation::history::History;

    #[test]
    fn last_year_comes_again() {
        let history = History::built_in().expect("a history");
        let past = history.until(date(2023, 12, 31));
        let month = |year, month| {
            history.value(Target::MonthlyArrivals, Cycle::Month.around(date(year, month, 1))).expect("arrivals")
        };
        let june = seasonal_naive(&past, Target::MonthlyArrivals, Cycle::Month.around(date(2024, 6, 1)));
        assert_eq!(june, [month(2023, 5), month(2023, 6), month(2023, 7)]);
        let december = seasonal_naive(&past, Target::MonthlyArrivals, Cycle::Month.around(date(2024, 12, 1)));
        assert_eq!(december, [month(2023, 11), month(2023, 12)]);
        let week = Cycle::Week.around(date(2024, 7, 3));
        let weeks = seasonal_naive(&past, Target::WeeklyPrevented, week);
        assert_eq!(weeks.len(), 5);
        // 3 July 2023 was a Monday, and the Thursday's date of 2024 falls in its week.
        let middle = history.value(Target::WeeklyArrivals, Cycle::Week.around(date(2023, 7, 4)));
        assert_eq!(Some(weeks[2]), middle.map(|arrivals| arrivals * (26_000.0 / 29_437.0)));
    }
}
