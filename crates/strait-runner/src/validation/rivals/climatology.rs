//! What the season has brought in the last four years.

use super::same_season::{same_season, scaled_season};
use crate::validation::history::Past;
use crate::validation::target::{Cycle, Period, Target};

/// The seasonal climatology of the last four years, as equally likely values.
///
/// - **Weeks**: the same week of the year and the two on either side, in each of the four latest years in which that week
///   is over: up to 20 values. The same week of an earlier year is the one that holds the same date as the Thursday of
///   the week that is forecast.
/// - **Months**: the same month in each of the four latest years: up to 4 values.
/// - **Weekly preventions**, which are recorded from May 2024 on only: the recorded value where there is one, else the
///   week's arrivals times the ratio of preventions to arrivals of the year in which it ends (of the yearly totals if the year
///   is over and has one, else of its recorded weeks so far, else of the latest earlier year that has one).
///
/// Nothing after the end of the past is used, so that of a season near it some weeks may be left out.
pub(super) fn climatology(past: &Past, target: Target, period: Period) -> Vec<f64> {
    same_season(past, target, period, YEARS, beside(target))
}

/// The climatology scaled by the year so far: each of its values times what this year has brought by the end of the past,
/// over the mean of what the climatology's years had brought by the same day of the year.
///
/// From 31 December the year so far is the whole of it, so that the climatology is brought to the level of the year that ends.
pub(super) fn scaled_climatology(past: &Past, target: Target, period: Period) -> Vec<f64> {
    scaled_season(past, target, period, YEARS, beside(target))
}

/// Years that are taken.
const YEARS: usize = 4;

/// Weeks that are taken on either side.
fn beside(target: Target) -> i64 {
    match target.cycle() {
        Cycle::Week => 2,
        Cycle::Month => 0,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::observed::ObservedDay;
    use crate::validation::history::History;

    /// Each day has as many arrivals as the number of its year since 2000, and none in February.
    fn toy() -> History {
        let days: Vec<ObservedDay> = date(2018, 1, 1)
            .series(jiff::Span::new().days(1))
            .take_while(|day: &Date| day.year() < 2025)
            .map(|date| {
                let arrivals = if date.month() == 2 { 0.0 } else { f64::from(date.year() - 2000) };
                ObservedDay { date, arrivals: Some(arrivals), boats: Some(1.0) }
            })
            .collect();
        History::new(&days, &[], &[])
    }

    #[test]
    fn by_hand_on_a_toy_series() {
        let past = toy().until(date(2023, 12, 31));
        let months: Vec<Period> = Cycle::Month.after(past.until()).take(12).collect();
        let june = climatology(&past, Target::MonthlyArrivals, months[5]);
        assert_eq!(june, [23.0 * 30.0, 22.0 * 30.0, 21.0 * 30.0, 20.0 * 30.0]);
        assert_eq!(climatology(&past, Target::MonthlyArrivals, months[1]), [0.0; 4]);

        let week = Cycle::Week.around(date(2024, 6, 12));
        let values = climatology(&past, Target::WeeklyArrivals, week);
        let expected: Vec<f64> = [23.0, 22.0, 21.0, 20.0].iter().flat_map(|year| [7.0 * year; 5]).collect();
        assert_eq!(values, expected);
        assert_eq!(climatology(&past, Target::WeeklyBoats, week), [7.0; 20]);
        // Of the five weeks around 4 January 2023, the first two begin in 2022.
        let values = climatology(&past, Target::WeeklyArrivals, Cycle::Week.around(date(2024, 1, 4)));
        assert_eq!(values[..5], [7.0 * 22.0, 6.0 * 22.0 + 23.0, 161.0, 161.0, 161.0]);
    }

    #[test]
    fn this_year_scales_what_earlier_ones_brought() {
        // By the end of June 2023 the year had 23 a day, the four years before it 22, 21, 20 and 19.
        let past = toy().until(date(2023, 6, 30));
        let august = Cycle::Month.around(date(2023, 8, 1));
        let scale = 23.0 / 20.5;
        let expected = [22.0, 21.0, 20.0, 19.0].map(|year: f64| scale * year * 31.0);
        let scaled = scaled_climatology(&past, Target::MonthlyArrivals, august);
        assert!(scaled.iter().zip(expected).all(|(one, other)| (one / other - 1.0).abs() < 0.005), "{scaled:?}");
        // Of a season of which this year's is over, this year is one of the four.
        let april = Cycle::Month.around(date(2024, 4, 1));
        let scaled = scaled_climatology(&past, Target::MonthlyArrivals, april);
        let scale = 23.0 / 21.5;
        assert!((scaled[0] / (scale * 23.0 * 30.0) - 1.0).abs() < 0.005, "{scaled:?}");
    }

    #[test]
    fn nothing_after_the_origin_is_used() {
        // The season of the week before Christmas has one later week within the past, not two.
        let past = toy().until(date(2023, 12, 31));
        let week = Cycle::Week.around(date(2024, 12, 19));
        assert_eq!(climatology(&past, Target::WeeklyArrivals, week).len(), 5 + 15 - 1);
        // A season that is not over begins a year earlier.
        let past = toy().until(date(2023, 6, 30));
        let august = Cycle::Month.around(date(2023, 8, 1));
        assert_eq!(climatology(&past, Target::MonthlyArrivals, august)[0], 22.0 * 31.0);
        let next_august = Cycle::Month.around(date(2024, 8, 1));
        assert_eq!(climatology(&past, Target::MonthlyArrivals, next_august)[0], 22.0 * 31.0);
    }
}
