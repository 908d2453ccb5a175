//! What must not fall, or not change at all, when something else rises: exactly where luck is shared and nothing feeds back,
//! and on average elsewhere.

use crate::support::{clockwork, steady, total, with};
use jiff::ToSpan;
use proptest::prelude::*;
use strait::metrics::Metric;
use strait::records::Records;
use strait::scenario::{Change, Plan, Scenario};
use strait::simulation::simulate;

fn run(plan: &Plan, replicate: u64) -> Records {
    simulate(plan, 20_250_806, replicate).expect("a plan that can be run")
}

/// What a metric has come to by the end of each day.
fn so_far(records: &Records, metric: Metric) -> Vec<f64> {
    let mut sum = 0.0;
    let add = |row: &strait::metrics::Row| {
        sum += row[metric];
        sum
    };
    records.days.iter().map(add).collect()
}

/// Capacities on the way to a return and on the way to an admission: each holds a queue, and nothing else that is random
/// or answers load is on in the world below.
const RETURN_GATES: [fn(&mut Scenario) -> &mut f64; 9] = [
    |scenario| &mut scenario.home_office.intake.daily_screenings,
    |scenario| &mut scenario.home_office.detention.beds,
    |scenario| &mut scenario.home_office.casework.weekly_cases,
    |scenario| &mut scenario.france.replies.weekly_capacity,
    |scenario| &mut scenario.home_office.casework.weekly_decisions,
    |scenario| &mut scenario.home_office.flights.weekly_flights,
    |scenario| &mut scenario.home_office.flights.seats_per_flight,
    |scenario| &mut scenario.france.reception.weekly_places,
    |scenario| &mut scenario.agreement.tolerance_returns_ahead,
];
const ADMISSION_GATES: [fn(&mut Scenario) -> &mut f64; 4] = [
    |scenario| &mut scenario.legal_route.weekly_applications,
    |scenario| &mut scenario.legal_route.weekly_vetting,
    |scenario| &mut scenario.legal_route.weekly_visas,
    |scenario| &mut scenario.agreement.tolerance_admissions_ahead,
];

/// A world of queues: a day's people come, wait for each gate in the order in which they came, and pass. Deadlines are far
/// and France's cooperation stands still, since both answer how much is under way.
fn queues(crossing: bool, capacities: &[f64], gates: &[fn(&mut Scenario) -> &mut f64]) -> Plan {
    let patient = [
        ("run.end", "2025-11-15"),
        ("agreement.return_deadline_days", "3650"),
        ("agreement.request_deadline_days", "3650"),
        ("france.cooperation.load_sensitivity", "0.0"),
        ("agreement.tolerance_admissions_ahead", "1e9"),
        ("legal_route.open", "true"),
        ("legal_route.awareness_days", "0.001"),
        ("legal_route.checks_pass_share", "1.0"),
        ("legal_route.other_proof_share", "1.0"),
        ("legal_route.vetting_days", "10"),
        ("legal_route.withdrawal_daily_chance", "0.0"),
        ("northern_france.apply_utility", if crossing { "-50" } else { "50" }),
        ("northern_france.resolve_mean", if crossing { "50" } else { "-50" }),
    ];
    let mut plan = clockwork(&patient);
    for (gate, &capacity) in gates.iter().zip(capacities) {
        *gate(&mut plan.scenario) = capacity;
    }
    plan
}

/// Capacities from far too few to more than enough for ten people a day.
fn capacities(count: usize) -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(0.5_f64..150.0, count)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn more_of_any_capacity_never_delays_a_return(
        capacities in capacities(RETURN_GATES.len()),
        raised in 0..RETURN_GATES.len(),
        factor in 1.0_f64..4.0,
    ) {
        let before = queues(true, &capacities, &RETURN_GATES);
        let mut after = before.clone();
        *RETURN_GATES[raised](&mut after.scenario) *= factor;
        let [before, after] = [before, after].map(|plan| so_far(&run(&plan, 0), Metric::Returned));
        let behind = before.iter().zip(&after).position(|(before, after)| before > after);
        prop_assert_eq!(behind, None, "the first day on which fewer have been returned");
    }

    #[test]
    fn more_of_any_capacity_never_delays_an_admission(
        capacities in capacities(ADMISSION_GATES.len()),
        raised in 0..ADMISSION_GATES.len(),
        factor in 1.0_f64..4.0,
    ) {
        let before = queues(false, &capacities, &ADMISSION_GATES);
        let mut after = before.clone();
        *ADMISSION_GATES[raised](&mut after.scenario) *= factor;
        let [before, after] = [before, after].map(|plan| so_far(&run(&plan, 0), Metric::Admitted));
        // Vetting is drawn for the day on which it begins, so that one person may take a few days longer for beginning
        // earlier: over the longest spread of it, fourteen days less six, nobody is behind.
        let behind = before.iter().zip(&after[8..]).position(|(before, after)| before > after);
        prop_assert_eq!(behind, None, "the first day on which fewer have been admitted");
    }
}

/// Settings of the return side and the courts, none of which reaches the sea when nobody is deterred and nobody comes back.
const RETURN_SIDE: &[(&str, &[&str])] = &[
    ("home_office.selection.share", &["0.0", "1.0"]),
    ("home_office.intake.daily_screenings", &["0", "10"]),
    ("home_office.detention.beds", &["0", "5000"]),
    ("home_office.detention.bail_daily_chance", &["0.0", "0.5"]),
    ("home_office.casework.weekly_cases", &["0", "5000"]),
    ("home_office.flights.cancellation_share", &["0.0", "1.0"]),
    ("france.replies.refusal_share", &["0.0", "1.0"]),
    ("france.reception.weekly_places", &["0", "5000"]),
    ("france.cooperation.suspended", &["true"]),
    ("courts.trafficking.referral_share", &["0.0", "1.0"]),
    ("courts.human_rights.claim_share", &["0.0", "1.0"]),
    ("courts.interim_relief.success_rate", &["0.0", "1.0"]),
    ("courts.systemic.challenges_per_year", &["0", "366"]),
    ("asylum.weekly_decisions", &["0", "100000"]),
    ("agreement.enabled", &["false"]),
];

fn some_of(
    settings: &'static [(&'static str, &'static [&'static str])],
) -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let one = (0..settings.len()).prop_flat_map(move |index| {
        let (path, values) = settings[index];
        (Just(path), proptest::sample::select(values))
    });
    proptest::collection::vec(one, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn without_deterrence_the_return_side_never_reaches_the_sea(settings in some_of(RETURN_SIDE)) {
        let apart = [
            ("run.start", "2025-07-01"),
            ("run.end", "2026-02-28"),
            ("run.scale", "0.3"),
            ("france.reception.north_again_share", "0.0"),
            ("northern_france.apply_utility", "-50"),
        ];
        let sea = |settings: &[(&str, &str)]| -> Vec<[f64; 3]> {
            let records = run(&with(&[&apart[..], settings].concat()), 1);
            let fates = [Metric::Arrivals, Metric::Deaths, Metric::WaitingInFrance];
            records.days.iter().map(|row| fates.map(|metric| row[metric])).collect()
        };
        let first = sea(&settings).iter().zip(&sea(&[])).position(|(with, without)| with != without);
        prop_assert_eq!(first, None, "the first day that differs");
    }

    #[test]
    fn nothing_changes_before_what_changes_it(settings in some_of(RETURN_SIDE), day in 0_i64..200) {
        let run_of = [("run.start", "2025-07-01"), ("run.end", "2026-02-28"), ("run.scale", "0.3"), ("run.warm_up_days", "30")];
        let [plan, other] = [steady(&run_of), steady(&[&run_of[..], &settings].concat())];
        let date = plan.scenario.run.start.saturating_add(day.days());
        let mut changed = plan.clone();
        changed.changes.push(Change { date, scenario: other.scenario });
        let [before, after] = [run(&plan, 2), run(&changed, 2)];
        let day = usize::try_from(day).expect("a day of the run");
        let first = before.days.iter().zip(&after.days).position(|(before, after)| before != after);
        prop_assert!(first.is_none_or(|first| first >= day), "changed on day {}, came apart on day {:?}", day, first);
    }
}

#[test]
fn a_longer_run_begins_like_a_shorter_one() {
    for end in ["2025-12-31", "2028-03-15"] {
        let [shorter, longer] = ["2025-09-30", end].map(|end| run(&steady(&[("run.end", end)]), 4));
        assert!(longer.days.len() > shorter.days.len());
        assert_eq!(longer.days[..shorter.days.len()], shorter.days);
    }
}

#[test]
fn more_prevention_and_more_deaths_never_bring_more_people_over() {
    // Whoever is stopped leaves, so that each tries once: those who arrive are then fewer day by day.
    for (path, values) in [
        ("france.patrols.prevention_share", ["0.0", "0.2", "0.5", "0.9"]),
        ("france.patrols.rescued_back_share", ["0.0", "0.2", "0.5", "0.9"]),
        ("sea.deaths_per_thousand", ["0", "10", "50", "300"]),
    ] {
        let arrivals = values.map(|value| {
            let once = [("northern_france.retry_share", "0.0"), ("sea.death_reference_load", "1")];
            let records = run(&clockwork(&[&once[..], &[(path, value)]].concat()), 0);
            so_far(&records, Metric::Arrivals)
        });
        for pair in arrivals.windows(2) {
            assert!(pair[0].iter().zip(&pair[1]).all(|(less, more)| less >= more), "{path}");
            assert!(pair[0].last() > pair[1].last(), "{path} does nothing");
        }
    }
    // Where people try again, fewer of a thousand attempts succeed on average.
    let per_attempt = ["0.1", "0.33", "0.6"].map(|share| {
        let plan = with(&[("france.patrols.prevention_share", share), ("run.end", "2025-06-30")]);
        let runs: Vec<_> = (0..4).map(|replicate| run(&plan, replicate)).collect();
        let [arrivals, attempts] = [Metric::Arrivals, Metric::Attempts]
            .map(|metric| runs.iter().map(|records| total(records, metric)).sum::<f64>());
        arrivals / attempts
    });
    assert!(per_attempt.is_sorted_by(|less, more| less > more), "{per_attempt:?}");
}

#[test]
fn the_more_returns_deter_the_fewer_arrive() {
    let arrivals = ["0.0", "2.0", "20.0", "100.0"].map(|elasticity| {
        let form = format!("{{ linear = {{ semi_elasticity = {elasticity} }} }}");
        let settings = [("deterrence", &form[..]), ("run.start", "2025-06-01"), ("home_office.detention.beds", "400")];
        (0..3).map(|replicate| total(&run(&with(&settings), replicate), Metric::Arrivals)).sum::<f64>()
    });
    assert!(arrivals.is_sorted_by(|less, more| less > more), "{arrivals:?}");
}

#[test]
fn an_agreement_that_starts_later_never_returns_more() {
    // The same people cross on the same days; those who landed earlier are not covered.
    let returned = ["2025-08-06", "2025-08-20", "2025-11-01", "2026-01-30"].map(|date| {
        let records = run(&clockwork(&[("agreement.in_force", date)]), 0);
        so_far(&records, Metric::Returned)
    });
    for pair in returned.windows(2) {
        assert!(pair[0].iter().zip(&pair[1]).all(|(earlier, later)| earlier >= later));
    }
}
