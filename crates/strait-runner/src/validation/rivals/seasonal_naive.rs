//! What the season brought last year.

use super::same_season::{same_season, scaled_season};
use crate::validation::history::Past;
use crate::validation::target::{Cycle, Period, Target};

/// The seasonal naive forecast: last year again, as equally likely values.
///
/// - **Weeks**: the same week of the year and the two on either side, in the latest year in which that week is over: up
///   to 5 values.
/// - **Months**: the same month and the one on either side, in the latest year in which that month is over: up to 3 values.
/// - **Weekly preventions** before they were recorded are estimated as in
///   [`climatology`](super::climatology::climatology).
///
/// It follows the level of crossings from year to year, which four years together do not, and is narrower.
pub(super) fn seasonal_naive(past: &Past, target: Target, period: Period) -> Vec<f64> {
    same_season(past, target, period, 1, beside(target))
}

/// Last year's season scaled by the year so far: each value times what this year has brought by the end of the past, over
/// what last year had by the same day of the year.
///
/// From 31 December, and for a season that this year has had, this year is itself the last: the ratio is 1.
pub(super) fn scaled_seasonal_naive(past: &Past, target: Target, period: Period) -> Vec<f64> {
    scaled_season(past, target, period, 1, beside(target))
}

/// Weeks or months that are taken on either side.
fn beside(target: Target) -> i64 {
    match target.cycle() {
        Cycle::Week => 2,
        Cycle::Month => 1,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::observed::Sources;
    use crate::validation::history::History;

    #[test]
    fn last_year_comes_again() {
        let history = History::read(&Sources::BUILT_IN).expect("a history");
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
    #[test]
    fn last_year_is_scaled_by_the_half_year_so_far() {
        let history = History::read(&Sources::BUILT_IN).expect("a history");
        let past = history.until(date(2025, 6, 30));
        let half = |year| -> f64 {
            let month = |month| Cycle::Month.around(date(year, month, 1));
            (1..=6).filter_map(|at| history.value(Target::MonthlyArrivals, month(at))).sum()
        };
        let scale = half(2025) / half(2024);
        assert!(scale > 1.4, "2025 began with half as many again as 2024: {scale}");
        let august = Cycle::Month.around(date(2025, 8, 1));
        let plain = seasonal_naive(&past, Target::MonthlyArrivals, august);
        let expected: Vec<f64> = plain.iter().map(|value| scale * value).collect();
        assert_eq!(scaled_seasonal_naive(&past, Target::MonthlyArrivals, august), expected);
        // From the end of a year, last year is the year so far.
        let past = history.until(date(2024, 12, 31));
        let august = Cycle::Week.around(date(2025, 8, 6));
        let [plain, scaled] = [seasonal_naive, scaled_seasonal_naive].map(|of| of(&past, Target::WeeklyBoats, august));
        assert_eq!(plain, scaled);
    }
}
