//! Over which weeks a sustained rate is taken.

use jiff::civil::date;
use strait::metrics::Metric;
use strait::outcomes::{outcomes, outcomes_of};
use strait::simulation::simulate;

use crate::support::clockwork;

/// Sustained returns, and returns a week from a day until another, of a run whose scale is known for this many days.
fn rates(known_days: &str, expiry: &str, from: jiff::civil::Date, until: jiff::civil::Date) -> (f64, f64) {
    let plan = clockwork(&[
        ("run.end", "2026-12-31"),
        ("scale_up.levels", "[1, 4]"),
        ("scale_up.levels_from", "2025-08-06"),
        ("scale_up.levels_days", known_days),
        ("agreement.expiry", expiry),
        ("agreement.renewal_days", "0"),
        ("home_office.selection.share", "0.2"),
    ]);
    let records = simulate(&plan, 7, 0).expect("a run");
    let names = outcomes();
    let place = names.iter().position(|outcome| outcome.name == "sustained_returns_per_week").expect("an outcome");
    let days: Vec<f64> =
        records.dated().filter(|(day, _)| from <= *day && *day < until).map(|(_, row)| row[Metric::Returned]).collect();
    (outcomes_of(&plan, &records)[place], days.iter().sum::<f64>() / days.len() as f64 * 7.0)
}

/// A baseline whose agreement ends soon after what is known of its scale would tell its readers nothing.
#[test]
fn a_sustained_rate_is_taken_from_where_the_scale_is_known_to_end_or_over_the_last_half_year() {
    let far = rates("280", "2026-12-31", date(2026, 5, 13), date(2026, 12, 31));
    assert!((far.0 - far.1).abs() < 0.01 * far.1 && far.1 > 1.0, "from the end of what is known: {far:?}");
    let near = rates("366", "2026-09-30", date(2026, 4, 1), date(2026, 9, 30));
    assert!((near.0 - near.1).abs() < 0.01 * near.1 && near.1 > 1.0, "the last half year: {near:?}");
    let early = rates("30", "2026-09-30", date(2026, 2, 4), date(2026, 9, 30));
    assert!((early.0 - early.1).abs() < 0.01 * early.1 && early.1 > 1.0, "half a year after the first day: {early:?}");
}
