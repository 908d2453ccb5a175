//! France's willingness to cooperate, step by step, and what follows from it.

use strait::metrics::Metric;
use strait::simulation::simulate;

use super::{assert_share, changed_on_day, daily, run};
use crate::support::{clockwork, total};

/// Nothing that follows from cooperation happens.
const NO_CONSEQUENCES: [(&str, &str); 4] = [
    ("france.cooperation.reply_slowdown", "0.0"),
    ("france.cooperation.refusal_increase", "0.0"),
    ("france.cooperation.suspension_level", "0.0"),
    ("france.cooperation.notice_level", "0.0"),
];

fn assert_follows(found: &[f64], start: f64, mut step: impl FnMut(usize, f64) -> f64) {
    let mut before = start;
    for (day, &found) in found.iter().enumerate() {
        let expected = (before + step(day, before)).clamp(0.0, 1.0);
        assert!((found - expected).abs() < 1e-12, "day {day}: cooperation is {found}, expected {expected}");
        before = found;
    }
}

#[test]
fn it_recovers_towards_its_ceiling() {
    let settings = [
        ("france.cooperation.start", "0.5"),
        ("france.cooperation.ceiling", "0.9"),
        ("france.cooperation.recovery_days", "10"),
    ];
    let records = run(&clockwork(&[&NO_CONSEQUENCES[..], &settings].concat()));
    for (day, found) in daily(&records, Metric::FrenchCooperation).into_iter().enumerate() {
        let expected = 0.9 - 0.4 * 0.9_f64.powi(day as i32 + 1);
        assert!((found - expected).abs() < 1e-12, "day {day}: {found}, expected {expected}");
    }
}

#[test]
fn it_falls_with_load_above_what_is_comfortable() {
    // One place a day and more people ready than that: load counts those received in 28 days and those turned down.
    let settings = [
        ("run.end", "2025-10-20"),
        ("france.reception.weekly_places", "7"),
        ("france.cooperation.load_sensitivity", "0.003"),
        ("france.cooperation.comfortable_load", "1.5"),
        ("france.cooperation.recovery_days", "50"),
        ("france.cooperation.ceiling", "0.8"),
        ("agreement.return_deadline_days", "3650"),
    ];
    let records = run(&clockwork(&[&NO_CONSEQUENCES[..], &settings].concat()));
    let [load, returned] = [Metric::FrenchReceptionLoad, Metric::Returned].map(|metric| daily(&records, metric));
    let landed = daily(&records, Metric::Arrivals);
    let sum = |values: &[f64]| values.iter().sum::<f64>();
    for day in 17..records.days.len() {
        let ready = sum(&landed[..=day - 17]) - sum(&returned[..=day]);
        let expected = (sum(&returned[(day + 1).saturating_sub(28)..=day]) + ready) / 28.0;
        assert!((load[day] - expected).abs() < 1e-12, "day {day}: load is {}, expected {expected}", load[day]);
    }
    assert!(load.iter().all(|load| load.is_finite()) && load.last() > Some(&3.0), "never overloaded");
    let cooperation = daily(&records, Metric::FrenchCooperation);
    assert_follows(&cooperation, 1.0, |day, before| {
        let load = if day > 0 { load[day - 1] } else { 0.0 };
        (0.8 - before) / 50.0 - 0.003 / 7.0 * (load - 1.5).max(0.0)
    });
}

#[test]
fn people_turned_down_weigh_until_france_is_asked_again() {
    // A flight a week with seats for everyone, and one place a week: most are turned down, and stay so between flights.
    let settings = [
        ("run.end", "2025-11-30"),
        ("home_office.flights.weekly_flights", "1"),
        ("france.reception.weekly_places", "1"),
        ("france.cooperation.load_sensitivity", "0.0"),
        ("agreement.return_deadline_days", "3650"),
    ];
    let records = run(&clockwork(&settings));
    let [load, returned] = [Metric::FrenchReceptionLoad, Metric::Returned].map(|metric| daily(&records, metric));
    for day in 60..records.days.len() {
        // Four weeks' places, of which four were filled in the last four weeks.
        let received = returned[day - 27..=day].iter().sum::<f64>();
        assert_eq!(received, 4.0, "day {day}");
        if day % 7 != 6 {
            assert_eq!(load[day], load[day - 1], "day {day}");
        }
    }
    assert!(load[60] > 50.0, "{}", load[60]);
}

#[test]
fn it_falls_when_returns_run_further_ahead_than_was_agreed() {
    // Returns run ahead freely for 60 days; then the tolerance shrinks to 20 and nobody is returned any more.
    let settings = [
        ("france.cooperation.imbalance_sensitivity", "0.002"),
        ("france.cooperation.recovery_days", "100"),
        ("agreement.tolerance_returns_ahead", "10000"),
    ];
    let plan = changed_on_day(clockwork(&[&NO_CONSEQUENCES[..], &settings].concat()), 60, |scenario| {
        scenario.agreement.tolerance_returns_ahead = 20.0;
    });
    let records = run(&plan);
    let gap = daily(&records, Metric::LedgerGap);
    assert!(gap[59] < -200.0 && gap[59] == gap[100], "{} and {} admitted less returned", gap[59], gap[100]);
    let cooperation = daily(&records, Metric::FrenchCooperation);
    assert_follows(&cooperation, 1.0, |day, before| {
        let ahead = if day >= 60 { -gap[day - 1] / 20.0 - 1.0 } else { 0.0 };
        (1.0 - before) / 100.0 - 0.002 / 7.0 * ahead
    });
    assert!(cooperation[100] < 0.9, "imbalance strains nothing: {}", cooperation[100]);
}

#[test]
fn a_political_shock_takes_its_size_and_never_more_than_there_is() {
    // All but one day in 1,500 bring a shock.
    let with_size = |size| {
        let shocks = [
            ("run.end", "2025-09-04"),
            ("france.cooperation.shocks_per_year", "365"),
            ("france.cooperation.shock_size", size),
            ("france.cooperation.recovery_days", "36500"),
        ];
        daily(&run(&clockwork(&[&NO_CONSEQUENCES[..], &shocks].concat())), Metric::FrenchCooperation)
    };
    assert_follows(&with_size("0.02"), 1.0, |_, before| (1.0 - before) / 36_500.0 - 0.02);
    let gone = with_size("0.9");
    assert!((gone[0] - 0.1).abs() < 1e-12 && gone[1..].iter().all(|&level| level == 0.0), "{gone:?}");
}

#[test]
fn political_shocks_come_at_their_yearly_rate() {
    // A tenth a day.
    let plan = clockwork(&[
        ("run.end", "2025-08-06"),
        ("arrivals_in_france.per_year", "0"),
        ("france.cooperation.shocks_per_year", "36.525"),
        ("france.cooperation.shock_size", "0.3"),
    ]);
    let shocked = (0..2000)
        .filter(|&replicate| {
            let records = simulate(&plan, 1, replicate).expect("a sound plan");
            records.days[0][Metric::FrenchCooperation] < 0.9
        })
        .count();
    assert_share("shocked on the first day", shocked as f64, 2000.0, 0.1);
}

#[test]
fn it_starts_with_the_agreement_and_counts_for_nothing_without_one() {
    let settings = [
        ("agreement.in_force", "2025-08-16"),
        ("agreement.expiry", "2025-09-16"),
        ("france.cooperation.start", "0.4"),
        ("france.cooperation.ceiling", "0.4"),
    ];
    let found = daily(&run(&clockwork(&[&NO_CONSEQUENCES[..], &settings].concat())), Metric::FrenchCooperation);
    for (day, &level) in found.iter().enumerate() {
        let in_force = (10..41).contains(&day);
        assert!(if in_force { level == 0.4 } else { level.is_nan() }, "{level} on day {day}");
    }
}

#[test]
fn below_its_level_france_suspends_for_the_days_that_it_says() {
    // Cooperation has recovered above the level long before the suspension ends.
    let settings = [
        ("france.cooperation.start", "0.5"),
        ("france.cooperation.ceiling", "1.0"),
        ("france.cooperation.recovery_days", "10"),
        ("france.cooperation.suspension_level", "0.6"),
        ("france.cooperation.suspension_weekly_chance", "1.0"),
        ("france.cooperation.suspension_days", "12"),
        ("france.cooperation.notice_level", "0.0"),
    ];
    let suspended = daily(&run(&clockwork(&settings)), Metric::FrenchSuspension);
    for (day, &suspended) in suspended.iter().enumerate() {
        assert_eq!(suspended == 1.0, day < 12, "day {day}");
    }
    // While the level stays below, one suspension follows another without a day between.
    let below = [
        ("france.cooperation.start", "0.5"),
        ("france.cooperation.ceiling", "0.5"),
        ("france.cooperation.suspension_level", "0.6"),
        ("france.cooperation.suspension_weekly_chance", "1.0"),
        ("france.cooperation.suspension_days", "12"),
        ("france.cooperation.notice_level", "0.0"),
    ];
    let records = run(&clockwork(&below));
    assert_eq!(total(&records, Metric::FrenchSuspension), records.days.len() as f64);
    // Just at the level it does nothing.
    let at_the_level = [
        ("france.cooperation.start", "0.5"),
        ("france.cooperation.ceiling", "0.5"),
        ("france.cooperation.suspension_level", "0.5"),
        ("france.cooperation.suspension_weekly_chance", "1.0"),
        ("france.cooperation.notice_level", "0.5"),
        ("france.cooperation.notice_weekly_chance", "1.0"),
    ];
    let records = run(&clockwork(&at_the_level));
    assert_eq!(total(&records, Metric::Suspensions) + total(&records, Metric::Notices), 0.0);
}

#[test]
fn weekly_chances_are_those_of_a_week() {
    let week = [
        ("run.end", "2025-08-12"),
        ("arrivals_in_france.per_year", "0"),
        ("france.cooperation.start", "0.1"),
        ("france.cooperation.ceiling", "0.1"),
        ("france.cooperation.suspension_level", "0.2"),
        ("france.cooperation.suspension_weekly_chance", "0.3"),
        ("france.cooperation.suspension_days", "3650"),
        ("france.cooperation.notice_level", "0.2"),
        ("france.cooperation.notice_weekly_chance", "0.6"),
    ];
    let plan = clockwork(&week);
    let runs: Vec<_> = (0..1000).map(|replicate| simulate(&plan, 1, replicate).expect("a sound plan")).collect();
    for (metric, chance) in [(Metric::Suspensions, 0.3), (Metric::Notices, 0.6)] {
        let found = runs.iter().filter(|records| total(records, metric) == 1.0).count();
        assert_share(metric.name(), found as f64, 1000.0, chance);
    }
}

#[test]
fn france_renews_with_the_chance_that_its_cooperation_gives() {
    for (level, chance) in [("0.5", 0.5), ("0.6", 1.0 / (1.0 + libm::exp(-1.0))), ("0.3", 1.0 / (1.0 + libm::exp(2.0)))]
    {
        let plan = clockwork(&[
            ("run.end", "2025-08-12"),
            ("arrivals_in_france.per_year", "0"),
            ("agreement.expiry", "2025-08-10"),
            ("agreement.renewal_days", "30"),
            ("france.cooperation.start", level),
            ("france.cooperation.ceiling", level),
            ("france.cooperation.suspension_level", "0.0"),
            ("france.cooperation.notice_level", "0.0"),
            ("france.cooperation.renewal_level", "0.5"),
            ("france.cooperation.renewal_steepness", "10"),
        ]);
        let renewed = (0..1000)
            .filter(|&replicate| {
                let records = simulate(&plan, 1, replicate).expect("a sound plan");
                let in_force = total(&records, Metric::AgreementActive);
                assert!(in_force == 4.0 || in_force == 7.0, "in force for {in_force} days");
                in_force == 7.0
            })
            .count();
        assert_share(level, renewed as f64, 1000.0, chance);
    }
}

#[test]
fn nobody_renews_what_nobody_wants_renewed() {
    let records = run(&clockwork(&[
        ("agreement.expiry", "2025-08-20"),
        ("agreement.renewal_days", "0"),
        ("france.cooperation.renewal_level", "0.0"),
        ("france.cooperation.renewal_steepness", "1000"),
    ]));
    assert_eq!((total(&records, Metric::Renewals), total(&records, Metric::Lapsed)), (0.0, 1.0));
}

#[test]
fn nobody_renews_what_is_under_notice() {
    let records = run(&clockwork(&[
        ("agreement.expiry", "2025-08-20"),
        ("agreement.renewal_days", "30"),
        ("agreement.notice_days", "20"),
        ("france.cooperation.start", "0.5"),
        ("france.cooperation.ceiling", "0.5"),
        ("france.cooperation.suspension_level", "0.0"),
        ("france.cooperation.notice_level", "0.6"),
        ("france.cooperation.notice_weekly_chance", "1.0"),
        ("france.cooperation.renewal_level", "0.0"),
        ("france.cooperation.renewal_steepness", "1000"),
    ]));
    let counts = [Metric::Notices, Metric::Renewals, Metric::Lapsed].map(|metric| total(&records, metric));
    assert_eq!(counts, [1.0, 0.0, 1.0]);
    assert_eq!(total(&records, Metric::AgreementActive), 14.0);
}

#[test]
fn the_less_it_cooperates_the_later_it_replies_and_the_more_it_refuses() {
    let settings = [
        ("france.cooperation.start", "0.5"),
        ("france.cooperation.ceiling", "0.5"),
        ("france.cooperation.reply_slowdown", "1.0"),
        ("france.cooperation.refusal_increase", "0.5"),
        ("france.cooperation.suspension_level", "0.0"),
        ("france.cooperation.notice_level", "0.0"),
        ("france.replies.refusal_share", "0.2"),
    ];
    let records = run(&clockwork(&settings));
    // Ten days of reply become fifteen.
    let [landed, accepted, refused] =
        [Metric::Arrivals, Metric::AcceptedByFrance, Metric::RefusedByFrance].map(|metric| daily(&records, metric));
    for day in 0..records.days.len() {
        let due = if day < 16 { 0.0 } else { landed[day - 16] };
        assert_eq!(accepted[day] + refused[day], due, "day {day}");
    }
    // Of the four in five who would be accepted, half of one half is refused: 0.2 + 0.8·0.25.
    let refused = total(&records, Metric::RefusedByFrance);
    assert_share("refused", refused, refused + total(&records, Metric::AcceptedByFrance), 0.4);
    // A reply refused ends the case.
    assert_eq!(total(&records, Metric::StoppedByFrenchRefusal), refused);
}
