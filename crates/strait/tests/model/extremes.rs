//! The ends of what a scenario can be: each runs soundly and means what it says, or is refused with a reason.

use crate::support::{clockwork, fault, steady, total, with};
use proptest::prelude::*;
use strait::metrics::{METRICS, Metric};
use strait::records::Records;
use strait::scenario::{ORIGINS_MAX, Plan};
use strait::simulation::simulate;

fn run(plan: &Plan) -> Records {
    let records = simulate(plan, 1, 0).expect("a plan that can be run");
    assert_eq!(fault(&records), None);
    records
}

/// The parameters that are shares or chances, but for `asylum_share`, which with `north_again_share` is at most 1.
const SHARES: &[&str] = &[
    "arrivals_in_france.adult_share",
    "arrivals_in_france.unaccompanied_share",
    "northern_france.retry_share",
    "information.prior_return_probability",
    "information.trust_low",
    "france.patrols.prevention_share",
    "france.patrols.rescued_back_share",
    "france.replies.refusal_share",
    "france.reception.north_again_share",
    "france.cooperation.start",
    "france.cooperation.ceiling",
    "france.cooperation.shock_size",
    "france.cooperation.refusal_increase",
    "france.cooperation.suspension_level",
    "france.cooperation.suspension_weekly_chance",
    "france.cooperation.notice_level",
    "france.cooperation.notice_weekly_chance",
    "france.cooperation.renewal_level",
    "home_office.selection.share",
    "home_office.detention.bail_daily_chance",
    "home_office.flights.cancellation_share",
    "courts.trafficking.referral_share",
    "courts.trafficking.referral_share_without_signs",
    "courts.trafficking.positive_share",
    "courts.trafficking.reconsideration_share",
    "courts.trafficking.reconsideration_success",
    "courts.human_rights.claim_share",
    "courts.human_rights.certified_share",
    "courts.interim_relief.application_share",
    "courts.interim_relief.success_rate",
    "courts.interim_relief.release_share",
    "courts.systemic.permission_share",
    "courts.systemic.interim_pause_share",
    "courts.systemic.adverse_share",
    "courts.systemic.overturn_share",
    "courts.systemic.strasbourg_pause_share",
    "courts.systemic.ends_scheme_share",
    "courts.systemic.excluded_share",
    "legal_route.other_proof_share",
    "legal_route.checks_pass_share",
    "legal_route.priority_grant_rate",
    "legal_route.withdrawal_daily_chance",
    "legal_route.asylum_claim_share",
    "asylum.claim_share",
    "asylum.other_grant_rate",
    "asylum.withdrawn_share",
    "asylum.appeal_share",
    "asylum.appeal_allowed_share",
    "asylum.support.awaiting_share",
    "asylum.support.appeal_share",
    "public.support",
];

/// A run in which the agreement comes in force, with these shares; each origin's own are all `of_origins`.
fn with_shares(shares: &[(&'static str, &'static str)], of_origins: f64) -> Plan {
    let short = [
        ("run.start", "2025-07-25"),
        ("run.end", "2025-11-30"),
        ("run.warm_up_days", "20"),
        ("run.scale", "0.2"),
        ("courts.systemic.challenges_per_year", "50"),
        ("france.reception.asylum_share", "0.0"),
        ("home_office.flights.weekly_flights", "7"),
        ("legal_route.open", "true"),
    ];
    let mut plan = steady(&[&short[..], shares].concat());
    for origin in &mut plan.scenario.origin {
        origin.identity_document_share = of_origins;
        origin.uk_link_share = of_origins;
        origin.grant_rate = of_origins;
        origin.trafficking_indicator_share = of_origins;
    }
    plan
}

#[test]
fn every_share_can_be_none_or_all() {
    for value in ["0.0", "1.0"] {
        let shares: Vec<_> = SHARES.iter().map(|&path| (path, value)).collect();
        for of_origins in [0.0, 1.0] {
            run(&with_shares(&shares, of_origins));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_mix_of_shares_of_none_and_all_runs_soundly(
        all in proptest::collection::vec(any::<bool>(), SHARES.len()),
        of_origins in any::<bool>(),
    ) {
        let shares: Vec<_> = SHARES.iter().zip(all).map(|(&path, all)| (path, if all { "1.0" } else { "0.0" })).collect();
        let plan = with_shares(&shares, f64::from(u8::from(of_origins)));
        let records = simulate(&plan, 1, 0).expect("a plan that can be run");
        prop_assert_eq!(fault(&records), None);
    }
}

/// Each capacity, what goes through it, and what it takes for anything to come so far.
const CAPACITIES: &[(&str, Metric)] = &[
    ("smugglers.boats_per_crossing_day", Metric::Attempts),
    ("home_office.intake.daily_screenings", Metric::Selected),
    ("home_office.detention.beds", Metric::Selected),
    ("home_office.casework.weekly_cases", Metric::Selected),
    ("france.replies.weekly_capacity", Metric::AcceptedByFrance),
    ("home_office.casework.weekly_decisions", Metric::Returned),
    ("home_office.flights.weekly_flights", Metric::Returned),
    ("home_office.flights.seats_per_flight", Metric::Returned),
    ("france.reception.weekly_places", Metric::Returned),
    ("agreement.tolerance_returns_ahead", Metric::Returned),
    ("legal_route.weekly_applications", Metric::LegalApplications),
    ("legal_route.weekly_vetting", Metric::Admitted),
    ("legal_route.weekly_visas", Metric::Admitted),
    ("asylum.weekly_decisions", Metric::AsylumRefused),
];

/// Half of those who come cross and are returned, half apply and are admitted, and both balance as far as they like.
fn both_ways(settings: &[(&str, &str)]) -> Plan {
    let open = [
        ("run.end", "2025-10-15"),
        ("northern_france.resolve_mean", "40"),
        ("northern_france.apply_utility", "40"),
        ("legal_route.open", "true"),
        ("legal_route.awareness_days", "0.001"),
        ("legal_route.weekly_applications", "100000"),
        ("legal_route.checks_pass_share", "1.0"),
        ("legal_route.other_proof_share", "1.0"),
        ("legal_route.weekly_other_proofs", "100000"),
        ("legal_route.vetting_days", "3"),
        ("legal_route.weekly_vetting", "100000"),
        ("legal_route.weekly_visas", "100000"),
        ("agreement.tolerance_admissions_ahead", "1e9"),
        ("asylum.weekly_decisions", "100000"),
    ];
    clockwork(&[&open[..], settings].concat())
}

#[test]
fn nothing_passes_a_capacity_of_nothing_and_more_than_enough_is_enough() {
    for &(capacity, through) in CAPACITIES {
        let none = run(&both_ways(&[(capacity, "0")]));
        let balance_allows = capacity == "agreement.tolerance_returns_ahead";
        if balance_allows {
            // Returns may still follow admissions.
            assert!(none.days.iter().all(|row| row[Metric::LedgerGap] >= 0.0), "{capacity}");
        } else {
            assert_eq!(total(&none, through), 0.0, "{} through no {capacity}", through.name());
        }
        let [enough, huge] = ["1e6", "1e300"].map(|value| {
            if capacity == "home_office.flights.weekly_flights" {
                run(&both_ways(&[(capacity, if value == "1e6" { "70" } else { "10000" })]))
            } else {
                run(&both_ways(&[(capacity, value)]))
            }
        });
        assert!(total(&huge, through) > 0.0, "{} through {capacity} without end", through.name());
        assert_eq!(total(&huge, through), total(&enough, through), "{capacity}");
    }
}

#[test]
fn every_capacity_at_once_can_be_nothing_or_without_end() {
    for value in ["0", "1e300"] {
        let mut all: Vec<_> = CAPACITIES.iter().map(|&(capacity, _)| (capacity, value)).collect();
        all.extend([
            ("courts.trafficking.weekly_decisions", value),
            ("courts.interim_relief.weekly_hearings", value),
            ("courts.lawyers.weekly_capacity", value),
            ("agreement.tolerance_admissions_ahead", value),
            ("asylum.weekly_appeals", value),
            ("run.start", "2025-06-01"),
            ("run.end", "2025-12-31"),
        ]);
        all.retain(|&(path, value)| path != "home_office.flights.weekly_flights" || value == "0");
        run(&with(&all));
    }
}

#[test]
fn a_run_can_be_one_day_even_a_leap_day() {
    for day in ["2024-02-29", "2025-08-06", "2028-02-29"] {
        for warm_up in ["0", "1", "59"] {
            let records = run(&with(&[("run.start", day), ("run.end", day), ("run.warm_up_days", warm_up)]));
            assert_eq!(records.days.len(), 1, "{day} with {warm_up} days before");
            let (date, _) = records.dated().next().expect("a day");
            assert_eq!(date.to_string(), day);
        }
    }
}

#[test]
fn a_leap_day_is_a_day_like_any_other() {
    // Seventeen days from landing to return, whether the 29th of February is among them or not.
    let records = run(&clockwork(&[
        ("run.start", "2028-02-01"),
        ("run.end", "2028-04-01"),
        ("agreement.in_force", "2028-02-01"),
    ]));
    assert_eq!(records.days.len(), 61);
    assert!(records.dated().any(|(date, row)| date.to_string() == "2028-02-29" && row[Metric::Arrivals] > 0.0));
    for (landed, returned) in records.days.iter().zip(&records.days[17..]) {
        assert_eq!(returned[Metric::Returned], landed[Metric::Arrivals]);
    }
    // A replay and a dated change on that day take effect on it.
    let replayed = run(&with(&[
        ("run.start", "2028-02-27"),
        ("run.end", "2028-03-01"),
        ("sea.replay", "[\"2028-02-27\", \"2028-02-29\"]"),
        ("sea.replay_until", "\"2028-03-01\""),
    ]));
    let crossed: Vec<_> = replayed.days.iter().map(|row| row[Metric::Attempts] > 0.0).collect();
    assert_eq!(crossed, [true, false, true, false]);
}

#[test]
fn an_agreement_outside_the_run_is_none() {
    let never = [
        &[("agreement.enabled", "false")][..],
        &[("agreement.in_force", "2030-01-01"), ("agreement.expiry", "2031-01-01")],
        &[("agreement.in_force", "2020-01-01"), ("agreement.expiry", "2021-01-01")],
    ]
    .map(|settings| run(&steady(settings)));
    for records in &never {
        for metric in [Metric::Selected, Metric::Returned, Metric::Admitted, Metric::AgreementActive, Metric::Lapsed] {
            assert_eq!(total(records, metric), 0.0, "{}", metric.name());
        }
        assert_eq!(records.days, never[0].days);
    }
}

#[test]
fn an_agreement_in_force_before_the_run_goes_on_in_it() {
    let records = run(&clockwork(&[("agreement.in_force", "2020-01-01")]));
    assert_eq!(total(&records, Metric::AgreementActive), records.days.len() as f64);
    for (landed, returned) in records.days.iter().zip(&records.days[17..]) {
        assert_eq!(returned[Metric::Returned], landed[Metric::Arrivals]);
    }
    // France's cooperation begins where the scenario says, since nobody knows where it would stand by then.
    let settings = [
        ("agreement.in_force", "2020-01-01"),
        ("france.cooperation.start", "0.6"),
        ("france.cooperation.ceiling", "0.6"),
        ("france.cooperation.notice_level", "0.5"),
        ("france.cooperation.notice_weekly_chance", "1.0"),
    ];
    let records = run(&clockwork(&settings));
    assert_eq!(records.days[0][Metric::FrenchCooperation], 0.6);
    assert_eq!(total(&records, Metric::Notices), 0.0);
}

#[test]
fn a_world_without_people_runs_and_stays_empty() {
    let records = run(&with(&[("arrivals_in_france.per_year", "0")]));
    let institutions = [
        Metric::AsylumClaims,
        Metric::AsylumBacklog,
        Metric::AsylumGranted,
        Metric::AsylumRefused,
        Metric::AppealsOpen,
        Metric::Accommodated,
        Metric::InHotels,
    ];
    for &metric in METRICS.iter().filter(|metric| metric.definition().unit == "people") {
        let expected_empty = !institutions.contains(&metric);
        assert_eq!(total(&records, metric) == 0.0, expected_empty, "{}", metric.name());
    }
    assert_eq!(total(&records, Metric::ReturnProbability), 0.0);
}

/// The message with which a plan is refused.
fn refused(plan: &Plan) -> String {
    simulate(plan, 1, 0).expect_err("a plan that cannot be run").to_string()
}

#[test]
fn origins_are_one_to_sixty_four() {
    let mut plan = with(&[("run.start", "2025-07-01"), ("run.end", "2025-09-30")]);
    plan.changes.clear();
    let one = plan.scenario.origin[0].clone();
    let with_origins = |plan: &Plan, count: usize| {
        let mut plan = plan.clone();
        plan.scenario.origin = (0..count)
            .map(|number| strait::scenario::Origin { name: format!("Origin {number}"), ..one.clone() })
            .collect();
        plan
    };
    assert_eq!(refused(&with_origins(&plan, 0)), "origin: found 0 origins, allowed is 1 to 64 origins");
    assert!(refused(&with_origins(&plan, ORIGINS_MAX + 1)).contains("found 65 origins"));
    run(&with_origins(&plan, 1));
    let many = with_origins(&plan, ORIGINS_MAX);
    assert!(total(&run(&many), Metric::Arrivals) > 0.0);
    // The last of them alone comes: then everyone shows signs of trafficking, as only it does.
    let mut last = clockwork(&[]);
    last.scenario.origin = many.scenario.origin.clone();
    for (number, origin) in last.scenario.origin.iter_mut().enumerate() {
        let is_last = f64::from(u8::from(number + 1 == ORIGINS_MAX));
        (origin.share, origin.trafficking_indicator_share) = (is_last, is_last);
    }
    let records = run(&last);
    assert!(total(&records, Metric::Selected) > 0.0);
    assert_eq!(total(&records, Metric::VulnerableSelected), total(&records, Metric::Selected));
    last.scenario.origin.iter_mut().for_each(|origin| origin.share = 0.0);
    assert!(refused(&last).contains("shares that add up to 0"), "{}", refused(&last));
}

#[test]
fn what_is_no_number_is_refused_by_name() {
    for value in [f64::NAN, f64::INFINITY, -1.0] {
        let mut plan = with(&[]);
        plan.scenario.home_office.detention.beds = value;
        plan.scenario.france.replies.refusal_share = value;
        let message = refused(&plan);
        for name in ["home_office.detention.beds", "france.replies.refusal_share"] {
            assert!(message.contains(name), "{value}: {message}");
        }
    }
}
