//! Public support, and what it builds when a scenario lets it steer.

use strait::metrics::Metric;

use super::{daily, run};
use crate::support::{clockwork, total};

#[test]
fn support_answers_arrivals_deaths_and_returns_and_reverts() {
    let settings = [
        ("public.support", "0.6"),
        ("public.reversion_days", "90"),
        ("public.arrivals_effect", "-2.0"),
        ("public.deaths_effect", "-0.002"),
        ("public.returns_effect", "0.5"),
        ("sea.deaths_per_thousand", "50"),
    ];
    let records = run(&clockwork(&settings));
    assert!(total(&records, Metric::Deaths) > 0.0 && total(&records, Metric::Returned) > 0.0);
    let mut support = 0.6;
    for (day, row) in records.days.iter().enumerate() {
        // Effects are of 1,000 arrivals and of 50 returns a week, for a year.
        support += (0.6 - support) / 90.0 - 0.002 * row[Metric::Deaths]
            + (-2.0 * 7.0 * row[Metric::Arrivals] / 1000.0 + 0.5 * 7.0 * row[Metric::Returned] / 50.0) / 365.25;
        assert!((row[Metric::PublicSupport] - support).abs() < 1e-9, "day {day}");
    }
}

#[test]
fn support_stays_a_share() {
    for (effect, end) in [("10.0", 1.0), ("-10.0", 0.0)] {
        let records = run(&clockwork(&[
            ("arrivals_in_france.per_year", "36525"),
            ("public.arrivals_effect", effect),
            ("public.reversion_days", "36500"),
        ]));
        let support = daily(&records, Metric::PublicSupport);
        assert!(support.iter().all(|support| (0.0..=1.0).contains(support)), "{support:?}");
        assert!(support.contains(&end), "{effect} a year never reached {end}");
    }
}

/// Full support that nothing moves, which builds up to three times the pipeline by a factor of 1 + 10/365.25 a day.
const BUILDING: [(&str, &str); 8] = [
    ("public.steers", "true"),
    ("public.support", "1.0"),
    ("public.arrivals_effect", "0.0"),
    ("public.returns_effect", "0.0"),
    ("public.build_up_per_year", "10"),
    ("public.build_up_max", "3.0"),
    ("agreement.return_deadline_days", "3650"),
    ("agreement.request_deadline_days", "3650"),
];

/// How far the pipeline is built up on a day: what the days before have added.
fn build_up(day: usize) -> f64 {
    f64::min(3.0, (1.0 + 10.0 / 365.25_f64).powi(day as i32))
}

#[test]
fn support_builds_beds_up_to_the_most_it_can() {
    let stay = [
        ("home_office.detention.beds", "20"),
        ("france.replies.days_low", "3650"),
        ("france.replies.days_usual", "3650"),
        ("france.replies.days_high", "3650"),
    ];
    let records = run(&clockwork(&[&BUILDING[..], &stay].concat()));
    for (day, row) in records.days.iter().enumerate().skip(5) {
        assert_eq!(row[Metric::Detained], (20.0 * build_up(day)).floor(), "day {day}");
    }
    // Without steering they stay as they are.
    let still = run(&clockwork(&[&BUILDING[1..], &stay].concat()));
    assert_eq!(still.days[170][Metric::Detained], 20.0);
    // Half for and half against build nothing.
    let split = run(&clockwork(&[&BUILDING[..], &stay, &[("public.support", "0.5")]].concat()));
    assert_eq!(split.days[170][Metric::Detained], 20.0);
    // At no support at all they shrink, to a third and no further: beds for six.
    let opposed = run(&clockwork(&[&BUILDING[..], &[stay[0], ("public.support", "0.0")]].concat()));
    let most = daily(&opposed, Metric::Detained)[80..].iter().copied().fold(0.0, f64::max);
    assert_eq!(most, 6.0);
}

#[test]
fn support_builds_casework_and_flights() {
    for (setting, metric) in [
        ("home_office.casework.weekly_cases", Metric::Selected),
        ("home_office.casework.weekly_decisions", Metric::Returned),
    ] {
        let built = run(&clockwork(&[&BUILDING[..], &[(setting, "14")]].concat()));
        let late: f64 = daily(&built, metric)[100..170].iter().sum();
        assert_eq!(late, 6.0 * 70.0, "{setting}");
        let opposed = [(setting, "42"), ("public.support", "0.0"), ("home_office.flights.weekly_flights", "21")];
        let opposed = run(&clockwork(&[&BUILDING[..], &opposed].concat()));
        let late: f64 = daily(&opposed, metric)[100..170].iter().sum();
        assert_eq!(late, 2.0 * 70.0, "{setting} at no support");
    }
    let flights = [("home_office.flights.weekly_flights", "14"), ("home_office.flights.seats_per_flight", "1")];
    let built = run(&clockwork(&[&BUILDING[..], &flights].concat()));
    let late: f64 = daily(&built, Metric::Returned)[100..170].iter().sum();
    assert_eq!(late, 6.0 * 70.0);
    // Screening is no part of the pipeline that is built up.
    let screened = run(&clockwork(&[&BUILDING[..], &[("home_office.intake.daily_screenings", "2")]].concat()));
    assert_eq!(daily(&screened, Metric::Selected)[100..170].iter().sum::<f64>(), 2.0 * 70.0);
}
