//! What theory says a model like this must do, whatever its parameters.

use crate::support::{baseline, clockwork, steady, total, with};
use jiff::ToSpan;
use strait::metrics::{METRICS, Metric};
use strait::records::Records;
use strait::scenario::{Change, Plan};
use strait::simulation::simulate;

fn run(plan: &Plan, replicate: u64) -> Records {
    simulate(plan, 20_250_806, replicate).expect("a plan that can be run")
}

fn mean(plan: &Plan, replicates: u64, metric: Metric) -> f64 {
    (0..replicates).map(|replicate| total(&run(plan, replicate), metric)).sum::<f64>() / replicates as f64
}

#[test]
fn people_in_detention_obey_littles_law() {
    // Everyone is refused when the reply comes, 11 days after detention: L = λ·W on every day once it has filled.
    let records = run(&clockwork(&[("france.replies.refusal_share", "1.0")]), 0);
    for day in 30..records.days.len() {
        let chosen: f64 = records.days[day - 10..=day].iter().map(|row| row[Metric::Selected]).sum();
        assert_eq!(records.days[day][Metric::Detained], chosen, "day {day}");
    }
}

#[test]
fn beds_without_feedback_turn_people_away_as_erlang_says() {
    // One arrival a day by chance, stays of 100 days on average, 100 beds: Erlang's loss formula. Steps of a day against
    // stays of 100 leave the model within 2 % of continuous time.
    let plan = clockwork(&[
        ("run.end", "2045-01-01"),
        ("run.warm_up_days", "0"),
        ("arrivals_in_france.per_year", "365.25"),
        ("france.replies.days_low", "3650"),
        ("france.replies.days_usual", "3650"),
        ("france.replies.days_high", "3650"),
        ("agreement.return_deadline_days", "3650"),
        ("home_office.detention.beds", "100"),
        ("home_office.detention.bail_daily_chance", "0.01"),
        ("agreement.expiry", "2050-01-01"),
    ]);
    let offered = 100.0;
    let expected = (1..=100).fold(1.0, |blocked, beds| offered * blocked / (f64::from(beds) + offered * blocked));
    let shares: Vec<f64> = (0..16)
        .map(|replicate| {
            let settled = Records { days: run(&plan, replicate).days.split_off(400), ..run_start(&plan) };
            let blocked = total(&settled, Metric::StoppedByDetentionBeds);
            blocked / (blocked + total(&settled, Metric::Selected))
        })
        .collect();
    let mean = shares.iter().sum::<f64>() / 16.0;
    let error = (shares.iter().map(|share| (share - mean).powi(2)).sum::<f64>() / 15.0 / 16.0).sqrt();
    assert!((mean - expected).abs() < 3.0 * error + 0.02 * expected, "{mean} ± {error}, Erlang says {expected}");
}

fn run_start(plan: &Plan) -> Records {
    Records { start: plan.scenario.run.start, days: Vec::new(), groups: Vec::new() }
}

#[test]
fn without_deterrence_crossings_know_nothing_of_returns() {
    // Nobody is admitted or goes north again, so that returns could only act through belief.
    let closed = [
        ("france.reception.north_again_share", "0.0"),
        ("legal_route.weekly_applications", "0"),
        ("agreement.tolerance_returns_ahead", "1e6"),
    ];
    let arrivals = |form: &str, beds: &str| -> Vec<f64> {
        let mut settings = closed.to_vec();
        settings.extend([("deterrence", form), ("home_office.detention.beds", beds)]);
        run(&with(&settings), 3).days.iter().map(|row| row[Metric::Arrivals]).collect()
    };
    assert_eq!(arrivals("{ none = {} }", "0"), arrivals("{ none = {} }", "400"));
    for form in [
        "{ linear = { semi_elasticity = 5.0 } }",
        "{ threshold = { midpoint = 0.01, width = 0.005, strength = 1.0 } }",
        "{ expected_utility = { median_value_eur = 1000.0, value_sd = 1.0, return_cost_eur = 3000.0 } }",
    ] {
        let (without, with) = (arrivals(form, "0"), arrivals(form, "400"));
        assert!(with.iter().sum::<f64>() < without.iter().sum::<f64>(), "{form}: returns deter nobody");
    }
}

#[test]
fn more_of_a_capacity_never_lowers_returns_on_average() {
    // France's mood answers load, which is a feedback; it is held still here.
    let still = [
        ("run.start", "2025-08-06"),
        ("run.end", "2026-06-01"),
        ("france.cooperation.load_sensitivity", "0.0"),
        ("france.cooperation.imbalance_sensitivity", "0.0"),
    ];
    let returned = |setting: Option<(&str, &str)>| {
        let mut settings = still.to_vec();
        settings.extend(setting);
        mean(&with(&settings), 10, Metric::Returned)
    };
    let usual = returned(None);
    for more in [
        ("home_office.detention.beds", "300"),
        ("home_office.casework.weekly_cases", "120"),
        ("home_office.casework.weekly_decisions", "120"),
        ("home_office.intake.daily_screenings", "5000"),
        ("france.replies.weekly_capacity", "200"),
        ("france.reception.weekly_places", "100"),
        ("agreement.tolerance_returns_ahead", "80"),
        ("agreement.return_deadline_days", "180"),
        ("legal_route.weekly_visas", "50"),
        ("legal_route.weekly_vetting", "80"),
    ] {
        let found = returned(Some(more));
        // Chance moves the mean of ten runs by a few people.
        assert!(found >= usual - 6.0, "{more:?}: {found} returned, {usual} before");
    }
    assert!(returned(Some(("home_office.detention.beds", "50"))) < 0.8 * usual, "beds never bind");
}

#[test]
fn a_change_in_the_warm_up_takes_effect_at_its_date() {
    let from = |date| {
        let mut plan = steady(&[("run.start", "2025-10-01"), ("run.end", "2025-10-07"), ("run.warm_up_days", "60")]);
        let mut scenario = plan.scenario.clone();
        scenario.asylum.weekly_decisions = 0.0;
        plan.changes = vec![Change { date, scenario }];
        plan
    };
    let backlog = |plan: &Plan| run(plan, 1).days[0][Metric::AsylumBacklog];
    let first = jiff::civil::date(2025, 8, 2);
    let [always, half, late] = [0, 30, 59].map(|days| backlog(&from(first.saturating_add(days.days()))));
    assert!(always > half + 5000.0 && half > late + 5000.0, "{always}, {half}, {late}");
    let early = from(first.saturating_sub(1.days())).check().expect_err("a change before the warm-up");
    assert!(early.to_string().contains("from 2025-08-02, the first day of the warm-up, to 2025-10-07"), "{early}");
}

#[test]
fn a_change_has_no_effect_before_its_date() {
    let plan = baseline();
    let date = jiff::civil::date(2025, 11, 1);
    let mut changed = plan.clone();
    let mut scenario =
        plan.changes.iter().rfind(|change| change.date < date).expect("a change before").scenario.clone();
    scenario.home_office.detention.beds = 20.0;
    scenario.france.cooperation.suspended = true;
    changed.changes.retain(|change| change.date < date);
    changed.changes.push(Change { date, scenario });
    let (before, after) = (run(&plan, 1), run(&changed, 1));
    let day = before.dated().position(|(day, _)| day == date).expect("the date is in the run");
    assert_eq!(before.days[..day], after.days[..day]);
    assert_ne!(before.days[day..], after.days[day..]);
}

#[test]
fn the_same_keys_give_the_same_bits_and_others_do_not() {
    let plan = baseline();
    assert_eq!(run(&plan, 5), run(&plan, 5));
    assert_ne!(run(&plan, 5), run(&plan, 6));
}

#[test]
fn a_world_of_another_scale_is_the_same_kind_of_world() {
    let small = mean(&with(&[("run.scale", "0.2")]), 6, Metric::Arrivals) / 0.2;
    let usual = mean(&baseline(), 6, Metric::Arrivals);
    assert!((small / usual - 1.0).abs() < 0.05, "{small} against {usual}");
    let small = mean(&with(&[("run.scale", "0.2")]), 6, Metric::Returned) / 0.2;
    let usual = mean(&baseline(), 6, Metric::Returned);
    assert!((small / usual - 1.0).abs() < 0.25, "{small} against {usual}");
}

#[test]
fn an_agreement_that_never_was_returns_and_admits_nobody() {
    let records = run(&with(&[("agreement.enabled", "false")]), 0);
    for metric in [Metric::Selected, Metric::Requested, Metric::Returned, Metric::Admitted, Metric::LegalApplications] {
        assert_eq!(total(&records, metric), 0.0, "{}", metric.name());
    }
    assert_eq!(total(&records, Metric::StoppedByAgreement), total(&records, Metric::Arrivals));
}

#[test]
fn a_replayed_sea_is_crossable_on_just_its_days() {
    let records = run(&steady(&[("sea.replay", "[\"2024-03-01\", \"2024-03-05\", \"2024-03-09\"]")]), 0);
    let crossed: Vec<_> = records
        .dated()
        .filter(|(date, row)| {
            date.month() == 3 && date.year() == 2024 && date.day() <= 9 && row[Metric::Attempts] > 0.0
        })
        .map(|(date, _)| date.day())
        .collect();
    assert_eq!(crossed, [1, 5, 9]);
}

#[test]
fn a_replayed_sea_stays_closed_until_the_replay_ends() {
    let days = ("sea.replay", "[\"2024-03-01\"]");
    let attempts_in = |until: &str| {
        let records = run(&steady(&[days, ("sea.replay_until", until)]), 0);
        let march = records.dated().filter(|(date, _)| date.month() == 3 && date.year() == 2024 && date.day() > 1);
        march.map(|(_, row)| row[Metric::Attempts]).sum::<f64>()
    };
    assert_eq!(attempts_in("\"2024-03-31\""), 0.0);
    // A replay that ends before its last day ends with it.
    assert!(attempts_in("\"2000-01-01\"") > 0.0);
}

#[test]
fn people_come_to_an_open_sea_and_stay_away_from_a_closed_one_only_when_told_to() {
    // The sea can be crossed on one day of March and then on none until the end of May.
    let closed = [("sea.replay", "[\"2024-03-01\"]"), ("sea.replay_until", "\"2024-05-31\"")];
    let in_may = |power: &str| {
        let records = run(&with(&[&closed[..], &[("arrivals_in_france.sea_power", power)]].concat()), 0);
        let may = records.dated().filter(|(date, _)| date.year() == 2024 && date.month() == 5);
        may.map(|(_, row)| row[Metric::ArrivedInFrance]).sum::<f64>()
    };
    // With a memory of 30 days, openness has fallen from 1 to about (0.05 + 0.1) / (0.45 + 0.05).
    let share = in_may("1.0") / in_may("0.0");
    assert!((0.1..0.5).contains(&share), "{share}");
}

#[test]
fn people_come_at_the_known_level_and_drift_on_from_the_last() {
    let drift = [
        ("arrivals_in_france.drift_sd", "0.3"),
        ("arrivals_in_france.drift_days", "3650.0"),
        ("arrivals_in_france.seasonality", "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"),
    ];
    let quarter = |levels: &str, replicate: u64, from: usize| -> f64 {
        let known = [
            ("arrivals_in_france.levels", levels),
            ("arrivals_in_france.levels_from", "\"2024-01-01\""),
            ("arrivals_in_france.levels_days", "91.0"),
        ];
        let days = run(&with(&[&drift[..], &known[..]].concat()), replicate).days;
        days[from..from + 91].iter().map(|row| row[Metric::ArrivedInFrance]).sum()
    };
    let ratio = |above: &str, below: &str, from: usize| -> f64 {
        let sums = |levels| (0..20).map(|replicate| quarter(levels, replicate, from)).sum::<f64>();
        sums(above) / sums(below)
    };
    // Even growth from 1 to 4 is 3/ln 4 on average: the mean of 4^t over t from 0 to 1.
    assert!((ratio("[1.0, 4.0]", "[1.0, 1.0]", 0) - 3.0 / libm::log(4.0)).abs() < 0.1);
    // The level outlasts the last known one where the drift is slow: e^(-45/3650) of log 2 on average half a quarter on.
    assert!((ratio("[2.0]", "[1.0]", 1) - libm::exp(libm::log(2.0) * libm::exp(-45.0 / 3650.0))).abs() < 0.06);
}

#[test]
fn public_support_steers_only_when_asked_to() {
    let moved = ("public.returns_effect", "5.0");
    let watched = run(&with(&[moved]), 0);
    let plain = run(&baseline(), 0);
    for &metric in METRICS.iter().filter(|&&metric| metric != Metric::PublicSupport) {
        let series = |records: &Records| -> Vec<u64> { records.days.iter().map(|row| row[metric].to_bits()).collect() };
        assert_eq!(series(&watched), series(&plain), "{}", metric.name());
    }
    let steered = run(&with(&[moved, ("public.steers", "true"), ("public.support", "1.0")]), 0);
    assert_ne!(total(&steered, Metric::Selected), total(&plain, Metric::Selected));
}

#[test]
fn differences_vary_far_less_with_the_same_luck() {
    // Otherwise a comparison of scenarios would need many times the runs, and people would not keep their luck.
    let variance = |values: &[f64]| {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64
    };
    let totals = |plan: &Plan, metric, seed: u64| -> Vec<f64> {
        let total = |replicate| total(&simulate(plan, seed, replicate).expect("a plan that can be run"), metric);
        (0..30).map(total).collect()
    };
    for (setting, metric, at_least) in [
        (("home_office.detention.beds", "220"), Metric::Selected, 5.0),
        (("france.patrols.prevention_share", "0.35"), Metric::Arrivals, 5.0),
    ] {
        let before = totals(&baseline(), metric, 1);
        let difference = |after: Vec<f64>| -> Vec<f64> { after.iter().zip(&before).map(|(a, b)| a - b).collect() };
        let same = variance(&difference(totals(&with(&[setting]), metric, 1)));
        let own = variance(&difference(totals(&with(&[setting]), metric, 2)));
        assert!(own > at_least * same, "{setting:?}: variance {same} with the same luck, {own} with another");
    }
}

#[test]
fn tastes_beyond_measure_are_followed() {
    // Ten people a day come, and with such a taste each goes to sea on the day on which they come.
    for setting in [
        ("northern_france.uk_link_utility", "50"),
        ("information.friends_success_utility", "50"),
        ("northern_france.resolve_mean", "40"),
        ("northern_france.resolve_sd", "10"),
    ] {
        let records = run(&clockwork(&[("northern_france.apply_utility", "-50"), setting]), 0);
        let (came, went) = (total(&records, Metric::ArrivedInFrance), total(&records, Metric::Attempts));
        assert!(went >= 0.99 * came, "{setting:?}: {went} of {came} attempted");
    }
    let leaving = [
        ("northern_france.leave_utility", "50"),
        ("northern_france.deterred_leave_utility", "50"),
        ("northern_france.resolve_mean", "-50"),
        ("deterrence", "{ linear = { semi_elasticity = 100.0 } }"),
        ("information.prior_return_probability", "1.0"),
    ];
    let records = run(&clockwork(&leaving), 0);
    let (came, left) = (total(&records, Metric::ArrivedInFrance), total(&records, Metric::LeftRegion));
    assert!(left >= 0.99 * came, "{left} of {came} left");
}
