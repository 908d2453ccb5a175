//! How this year has gone so far, beside earlier ones.

use jiff::ToSpan;
use jiff::civil::Date;

use super::preventions::value_or_estimate;
use super::same_season::middle;
use crate::validation::history::Past;
use crate::validation::target::{Period, Target};

/// What the year in which the past ends has brought so far, over the mean of what these years had brought by the same day of
/// the year \[ratio\].
///
/// So far are the whole weeks or months from 1 January on; those for which a year has no value are left out of all. Where
/// nothing has been counted yet, or was in the earlier years, the ratio is 1.
pub(super) fn year_so_far(past: &Past, target: Target, years: &[i16]) -> f64 {
    let this_year = past.until().year();
    let cycle = target.cycle();
    let so_far = cycle.after(Date::constant(this_year - 1, 12, 31)).take_while(|period| period.end <= past.until());
    let same =
        |period: Period, year: i16| cycle.around(middle(period).saturating_sub(i64::from(this_year - year).years()));
    let (mut now, mut then) = (0.0, 0.0);
    for period in so_far {
        let earlier = years.iter().map(|&year| value_or_estimate(past, target, same(period, year)));
        let earlier: Option<Vec<f64>> = earlier.collect();
        if let (Some(value), Some(earlier)) = (value_or_estimate(past, target, period), earlier) {
            now += value;
            then += earlier.iter().sum::<f64>() / years.len() as f64;
        }
    }
    if now > 0.0 && then > 0.0 { now / then } else { 1.0 }
}
