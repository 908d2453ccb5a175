//! What people waiting in northern France choose: known shares of a discrete choice, 40,000 people at a time.

use strait::luck::normal_quantile;
use strait::metrics::Metric;
use strait::records::Records;
use strait::scenario::Plan;

use super::{assert_share, changed_on_day, daily, run, so_far, with_origins};
use crate::support::{clockwork, total};

/// So many people come on each of two days, to places for everyone. Nothing draws or keeps them but what is set.
fn crowd(settings: &[(&str, &str)]) -> Plan {
    let indifferent = [
        ("run.end", "2025-08-07"),
        ("arrivals_in_france.per_year", "14610000"),
        ("smugglers.boats_per_crossing_day", "10000000"),
        ("northern_france.resolve_mean", "0"),
        ("northern_france.uk_link_utility", "0"),
        ("northern_france.price_utility", "0"),
        ("information.friends_success_utility", "0"),
        ("agreement.enabled", "false"),
    ];
    clockwork(&[&indifferent[..], settings].concat())
}

/// Who attempted and who left, as shares of those who were there: on the first day and on the second.
fn assert_chosen(what: &str, records: &Records, day: usize, attempt: f64, leave: f64) {
    let row = &records.days[day];
    let there =
        row[Metric::ArrivedInFrance] + if day > 0 { records.days[day - 1][Metric::WaitingInFrance] } else { 0.0 };
    assert!(there > 30_000.0, "{what}: {there} people choose");
    assert_share(&format!("{what}: attempts on day {day}"), row[Metric::Attempts], there, attempt);
    assert_share(&format!("{what}: left on day {day}"), row[Metric::LeftRegion], there, leave);
}

fn logistic(utility: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-utility))
}

#[test]
fn utilities_add_up() {
    let alone = |settings: &[(&str, &str)]| run(&crowd(settings));
    assert_chosen("indifferent", &alone(&[]), 0, 0.5, 0.0);
    assert_chosen("resolved", &alone(&[("northern_france.resolve_mean", "1.5")]), 0, logistic(1.5), 0.0);
    assert_chosen("may leave", &alone(&[("northern_france.leave_utility", "0")]), 0, 1.0 / 3.0, 1.0 / 3.0);
    let price = with_origins(crowd(&[("northern_france.price_utility", "0.8")]), |origin| origin.price_eur = 2500.0);
    assert_chosen("price", &run(&price), 0, logistic(-2.0), 0.0);
    for (share, expected) in [(1.0, logistic(1.2)), (0.0, 0.5), (0.25, 0.25 * logistic(1.2) + 0.75 * 0.5)] {
        let linked = with_origins(crowd(&[("northern_france.uk_link_utility", "1.2")]), |origin| {
            origin.uk_link_share = share;
        });
        assert_chosen("link", &run(&linked), 0, expected, 0.0);
    }
    let closed = alone(&[
        ("sea.crossing_day_share", "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"),
        ("northern_france.leave_utility", "-1"),
    ]);
    assert_chosen("closed sea", &closed, 0, 0.0, logistic(-1.0));
    assert_chosen("closed sea", &closed, 1, 0.0, logistic(-1.0));
}

#[test]
fn tastes_are_spread_normally() {
    let records = run(&crowd(&[("northern_france.resolve_mean", "-1"), ("northern_france.resolve_sd", "2")]));
    let mean = |chance: &dyn Fn(f64) -> f64| {
        (0..4000).map(|part| chance(-1.0 + 2.0 * normal_quantile((f64::from(part) + 0.5) / 4000.0))).sum::<f64>()
            / 4000.0
    };
    let first = mean(&logistic);
    assert_chosen("spread", &records, 0, first, 0.0);
    // On the second day those who stayed behind are less resolved than those who came: half of the crowd anew.
    let [came, waited] = [records.days[1][Metric::ArrivedInFrance], records.days[0][Metric::WaitingInFrance]];
    let again = mean(&|utility| (1.0 - logistic(utility)) * logistic(utility)) / (1.0 - first);
    assert_chosen("spread", &records, 1, (came * first + waited * again) / (came + waited), 0.0);
}

#[test]
fn success_of_friends_draws_and_danger_deters_the_cautious() {
    // All who set out on the first day arrive; on the second that counts.
    let records = run(&crowd(&[("information.friends_success_utility", "1.7")]));
    assert_chosen("friends", &records, 0, 0.5, 0.0);
    assert_chosen("friends", &records, 1, logistic(1.7), 0.0);
    // Caution is spread evenly from 0 to 1, and a hundredth of those at sea dying counts in full.
    let records = run(&crowd(&[
        ("northern_france.danger_utility", "2.0"),
        ("sea.deaths_per_thousand", "10"),
        ("sea.death_reference_load", "1"),
    ]));
    assert_chosen("danger", &records, 0, 0.5, 0.0);
    let first = &records.days[0];
    let danger = 200.0 * first[Metric::Deaths] / first[Metric::Attempts];
    let mean = (0..4000).map(|step| logistic(-danger * (f64::from(step) + 0.5) / 4000.0)).sum::<f64>() / 4000.0;
    assert_chosen("danger", &records, 1, mean, 0.0);
}

#[test]
fn the_deterred_do_not_attempt_and_leave_more_readily() {
    // Everyone believes in the prior alone, and reads it alike.
    let belief = [
        ("information.prior_return_probability", "0.3"),
        ("information.noise_sd", "0.0"),
        ("deterrence", "{ linear = { semi_elasticity = 2.0 } }"),
        ("northern_france.deterred_leave_utility", "50"),
        ("northern_france.leave_utility", "-50"),
    ];
    let records = run(&crowd(&belief));
    // Six in ten are deterred; leaving is then as good as staying.
    assert_chosen("deterred", &records, 0, 0.4 * 0.5, 0.6 * 0.5);
}

#[test]
fn applying_is_weighed_like_the_rest() {
    let mut plan = crowd(&[
        ("agreement.enabled", "true"),
        ("legal_route.open", "true"),
        ("legal_route.awareness_days", "1"),
        ("legal_route.weekly_applications", "0"),
        ("northern_france.apply_utility", "1"),
        ("northern_france.leave_utility", "0"),
    ]);
    let aware = (1.0 - libm::exp(-1.0)) * libm::exp(1.0);
    let records = run(&plan);
    let row = &records.days[0];
    let shares = 3.0 + aware;
    assert_chosen("applying", &records, 0, 1.0 / shares, 1.0 / shares);
    // The window is full: they did not apply, and wait until the next day.
    assert_share("applying", row[Metric::StoppedByLegalWindow], row[Metric::ArrivedInFrance], aware / shares);
    assert_eq!(total(&records, Metric::LegalApplications), 0.0);
    plan.scenario.legal_route.open = false;
    let shut = run(&plan);
    assert_chosen("shut", &shut, 0, 1.0 / 3.0, 1.0 / 3.0);
    assert_eq!(total(&shut, Metric::StoppedByLegalWindow), 0.0);
}

#[test]
fn everyone_there_chooses_anew_on_each_day() {
    // One in e^3 goes on a day, for ten days: were lots shared between days, those left would be the unlucky for good.
    let records = run(&crowd(&[
        ("run.end", "2025-08-15"),
        ("northern_france.resolve_mean", "-3"),
        ("arrivals_in_france.per_year", "14610000"),
    ]));
    for day in 0..10 {
        assert_chosen("anew", &records, day, logistic(-3.0), 0.0);
    }
}

#[test]
fn a_dated_change_of_tastes_reaches_those_who_are_there() {
    let linked = |utility: &'static str| {
        with_origins(
            crowd(&[
                ("northern_france.uk_link_utility", utility),
                ("northern_france.retry_share", "1.0"),
                ("northern_france.days_between_attempts", "1"),
                ("france.patrols.prevention_share", "1.0"),
                ("france.patrols.dilution_power", "0.0"),
            ]),
            |origin| origin.uk_link_share = 1.0,
        )
    };
    let attempts = |plan: Plan| {
        let records = run(&plan);
        [0, 1].map(|day| records.days[day][Metric::Attempts] / records.days[day][Metric::ArrivedInFrance])
    };
    // Those who wait, and those who rest after an attempt.
    let [before, after] = attempts(changed_on_day(linked("-50"), 1, |scenario| {
        scenario.northern_france.uk_link_utility = 50.0;
    }));
    assert!(before == 0.0 && after > 1.9, "{before}, {after}");
    let [before, after] = attempts(changed_on_day(linked("50"), 1, |scenario| {
        scenario.northern_france.uk_link_utility = -50.0;
    }));
    assert_eq!([before, after], [1.0, 0.0]);
    let deterred = changed_on_day(linked("50"), 1, |scenario| {
        scenario.deterrence = strait::scenario::Deterrence::Linear { semi_elasticity: 100.0 };
        scenario.information.prior_return_probability = 1.0;
        scenario.information.noise_sd = 0.0;
        scenario.information.trust_low = 0.0;
    });
    let [before, after] = attempts(deterred);
    assert!(before == 1.0 && after < 0.1, "{before}, {after}");
}

/// Word of a return is heard the next day by everyone, and nothing is forgotten.
const NEWS: [(&str, &str); 5] = [
    ("information.lag_days", "0"),
    ("information.awareness_days", "0.001"),
    ("information.memory_days", "1e15"),
    ("information.prior_return_probability", "0.1"),
    ("information.prior_weight", "100"),
];

#[test]
fn belief_is_the_prior_and_the_returns_that_were_heard_of() {
    // One boat of five a day, so that people wait; everyone who lands is returned.
    let boats = [("smugglers.boats_per_crossing_day", "0.001"), ("smugglers.load", "5"), ("smugglers.load_max", "5")];
    let mut plan = clockwork(&[&NEWS[..], &boats].concat());
    plan.scenario.origin.truncate(1);
    let records = run(&plan);
    let returned = so_far(&records, Metric::Returned);
    for (day, belief) in daily(&records, Metric::PerceivedReturnProbability).into_iter().enumerate().skip(1) {
        let heard = returned[day - 1];
        let expected = (0.1 * 100.0 + heard) / (100.0 + heard);
        assert!((belief - expected).abs() < 1e-9, "day {day}: {belief}, expected {expected}");
    }
    assert!(returned[170] > 500.0, "{} returned", returned[170]);
}

#[test]
fn belief_on_average_is_of_those_who_wait() {
    // One origin crosses and is returned; the other cannot pay, waits, and has heard of nobody.
    let mut plan = clockwork(&[&NEWS[..], &[("northern_france.price_utility", "1")]].concat());
    plan.scenario.origin.truncate(2);
    for (origin, price) in plan.scenario.origin.iter_mut().zip([0.0, 200_000.0]) {
        (origin.share, origin.price_eur) = (1.0, price);
    }
    let records = run(&plan);
    let waiting = records.days[170][Metric::WaitingInFrance];
    assert!(total(&records, Metric::Returned) > 500.0 && waiting > 500.0, "{waiting} wait");
    for (day, belief) in daily(&records, Metric::PerceivedReturnProbability).into_iter().enumerate() {
        assert!((belief - 0.1).abs() < 1e-12, "day {day}: {belief}");
    }
}
