//! Weekly preventions before they were recorded, estimated from arrivals.

use crate::validation::history::Past;
use crate::validation::target::{Period, Target};

/// What was observed in a week, or for a week before the record of preventions, an estimate of it.
///
/// Preventions are recorded by week from May 2024 on only. For a week without a record they are taken to be its arrivals
/// times the ratio of preventions to arrivals in the year in which it ends:
///
/// 1. the ratio of the yearly totals, when the year is over and has a total of preventions;
/// 2. else the ratio over the weeks of the year that are recorded so far;
/// 3. else the ratio of the latest year before it that has one.
///
/// All of it from what is known in the past that is given.
pub(super) fn value_or_estimate(past: &Past, target: Target, period: Period) -> Option<f64> {
    let recorded = past.value(target, period);
    if recorded.is_some() || target != Target::WeeklyPrevented {
        return recorded;
    }
    let arrivals = past.value(Target::WeeklyArrivals, period)?;
    Some(arrivals * ratio_of(past, period.end.year())?)
}

/// Preventions for each arrival in a year, or in the latest year before it that has a ratio.
fn ratio_of(past: &Past, year: i16) -> Option<f64> {
    let first = past.years().next()?.year;
    (first..=year).rev().find_map(|year| yearly_ratio(past, year).or_else(|| recorded_ratio(past, year)))
}

fn yearly_ratio(past: &Past, year: i16) -> Option<f64> {
    let totals = past.years().find(|totals| totals.year == year)?;
    ratio(totals.people_prevented?, totals.arrivals?)
}

/// The ratio over the weeks that end in a year and are recorded.
fn recorded_ratio(past: &Past, year: i16) -> Option<f64> {
    let of_year = past.prevented().filter(|(week_ending, _)| week_ending.year() == year);
    let (prevented, arrivals) = of_year
        .filter_map(|(week_ending, people)| {
            let week = Target::WeeklyPrevented.cycle().around(week_ending);
            Some((people, past.value(Target::WeeklyArrivals, week)?))
        })
        .fold((0.0, 0.0), |sums, week| (sums.0 + week.0, sums.1 + week.1));
    ratio(prevented, arrivals)
}

fn ratio(prevented: f64, arrivals: f64) -> Option<f64> {
    (arrivals > 0.0).then(|| prevented / arrivals)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::observed::Sources;
    use crate::validation::history::History;

    #[test]
    fn unrecorded_weeks_take_the_ratio_of_their_year() {
        let history = History::read(&Sources::BUILT_IN).expect("a history");
        let week = |day| Target::WeeklyPrevented.cycle().around(day);
        let estimate = |until, day| value_or_estimate(&history.until(until), Target::WeeklyPrevented, week(day));
        let arrivals = |day| history.value(Target::WeeklyArrivals, week(day)).expect("arrivals");

        let summer = date(2022, 8, 24);
        assert_eq!(estimate(date(2023, 12, 31), summer), Some(arrivals(summer) * (33_000.0 / 45_755.0)));
        // While 2022 is not over, its ratio is that of 2021.
        assert_eq!(estimate(date(2022, 9, 30), summer), Some(arrivals(summer) * (23_923.0 / 28_526.0)));
        // Before the record began, 2024 has the ratio of 2023; later that of its recorded weeks.
        let early = date(2024, 4, 17);
        assert_eq!(estimate(date(2024, 4, 30), early), Some(arrivals(early) * (26_000.0 / 29_437.0)));
        let recorded: Vec<_> = history
            .periods(Target::WeeklyPrevented)
            .into_iter()
            .filter(|week| week.value.is_some() && week.period.end.year() == 2024)
            .collect();
        let prevented: f64 = recorded.iter().filter_map(|week| week.value).sum();
        let beside: f64 = recorded.iter().filter_map(|week| history.value(Target::WeeklyArrivals, week.period)).sum();
        assert_eq!(prevented, 21_317.0);
        assert_eq!(estimate(date(2024, 12, 31), early), Some(arrivals(early) * (prevented / beside)));
        // What is recorded is taken as it is.
        let late = date(2025, 7, 2);
        assert_eq!(estimate(date(2025, 12, 31), late), history.value(Target::WeeklyPrevented, week(late)));
        assert_eq!(estimate(date(2025, 6, 30), late), None);
    }
}
