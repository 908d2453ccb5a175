//! The same season in earlier years.

use jiff::ToSpan;
use jiff::civil::Date;

use super::preventions::value_or_estimate;
use super::year_so_far::year_so_far;
use crate::validation::history::Past;
use crate::validation::target::{Period, Target};

/// The values known of a period's season in the latest years before the end of what is known.
///
/// The season's period in a year is the week or month that holds the middle of the period that is forecast, whole years
/// earlier; with it are taken `beside` periods on either side. The first of the years is the latest in which the season's own
/// period is over. What is later than the past that is given, or not recorded, is left out.
pub(super) fn same_season(past: &Past, target: Target, period: Period, years: usize, beside: i64) -> Vec<f64> {
    let cycle = target.cycle();
    seasons(past, target, period, years)
        .flat_map(|season| (-beside..=beside).map(move |shift| cycle.shifted(season, shift)))
        .filter_map(|period| value_or_estimate(past, target, period))
        .collect()
}

/// The same values, each times what this year has brought so far over the mean of what the years they are of had brought by
/// the same day.
pub(super) fn scaled_season(past: &Past, target: Target, period: Period, years: usize, beside: i64) -> Vec<f64> {
    let of: Vec<i16> = seasons(past, target, period, years).map(|season| middle(season).year()).collect();
    let scale = year_so_far(past, target, &of);
    let values = same_season(past, target, period, years, beside);
    values.into_iter().map(|value| scale * value).collect()
}

/// The middle of a week, or a day early in a month: Thursday says to which year a week belongs.
pub(super) fn middle(period: Period) -> Date {
    period.start.saturating_add(3.days())
}

/// A period's season in so many of the latest years in which it is over, the latest first.
fn seasons(past: &Past, target: Target, period: Period, years: usize) -> impl Iterator<Item = Period> {
    let (cycle, until) = (target.cycle(), past.until());
    let seasons = (1..).map(move |earlier: i64| cycle.around(middle(period).saturating_sub(earlier.years())));
    seasons.skip_while(move |season| season.end > until).take(years)
}
