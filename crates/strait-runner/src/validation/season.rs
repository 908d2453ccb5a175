//! The same season in earlier years.

use std::ops::RangeInclusive;

use jiff::ToSpan;

use super::history::Past;
use super::preventions::value_or_estimate;
use super::target::{Period, Target};

/// The values known of a period's season in some of the latest years before the end of what is known.
///
/// The season's period in a year is the week or month that holds the middle of the period that is forecast, whole years
/// earlier; with it are taken `beside` periods on either side. Year 1 is the latest in which the season's own period is
/// over. What is later than the past that is given, or not recorded, is left out.
pub(super) fn same_season(
    past: &Past,
    target: Target,
    period: Period,
    years: RangeInclusive<i64>,
    beside: i64,
) -> Vec<f64> {
    let cycle = target.cycle();
    // Thursday: the day that says to which year a week belongs.
    let middle = period.start.saturating_add(3.days());
    let seasons = (1..).map(|earlier: i64| cycle.around(middle.saturating_sub(earlier.years())));
    let over = seasons.skip_while(|season| season.end > past.until());
    let wanted = over.skip(*years.start() as usize - 1).take(years.count());
    wanted
        .flat_map(|season| (-beside..=beside).map(move |shift| cycle.shifted(season, shift)))
        .filter_map(|period| value_or_estimate(past, target, period))
        .collect()
}
