//! What people waiting in northern France choose: known shares of a discrete choice, 40,000 people at a time.

use strait::luck::normal_quantile;
use strait::metrics::Metric;
use strait::records::Records;
use strait::scenario::Plan;

use super::support::{clockwork, total};
use super::{assert_share, run, with_origins};

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
