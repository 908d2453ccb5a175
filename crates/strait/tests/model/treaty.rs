//! The treaty's rules, one by one, in a world where nothing else is left to chance.

use crate::support::{clockwork, first_day, total};
use jiff::civil::date;
use strait::metrics::Metric;
use strait::records::Records;
use strait::scenario::{Change, Plan};
use strait::simulation::{Simulation, simulate};

fn run(plan: &Plan) -> Records {
    simulate(plan, 1, 0).expect("a plan that can be run")
}

/// Detained on day 0; request the day after; reply ten days later; decision, a day; notice, five days.
const DAYS_TO_RETURN: usize = 1 + 10 + 1 + 5;

#[test]
fn a_return_without_obstacles_takes_the_sum_of_its_steps() {
    let records = run(&clockwork(&[]));
    let landed = first_day(&records, Metric::Arrivals).expect("someone lands");
    let returned = first_day(&records, Metric::Returned).expect("someone is returned");
    assert_eq!(returned - landed, DAYS_TO_RETURN);
    // Everyone who landed so long ago is back; nobody was released.
    let due: f64 = records.days[..records.days.len() - DAYS_TO_RETURN].iter().map(|row| row[Metric::Arrivals]).sum();
    assert_eq!(total(&records, Metric::Returned), due);
    assert_eq!(total(&records, Metric::Released), 0.0);
}

#[test]
fn nobody_is_returned_after_the_deadline() {
    let just_in_time = run(&clockwork(&[("agreement.return_deadline_days", "17")]));
    assert!(total(&just_in_time, Metric::Returned) > 0.0);
    assert_eq!(total(&just_in_time, Metric::DeadlineLapsed), 0.0);
    let too_late = run(&clockwork(&[("agreement.return_deadline_days", "16")]));
    assert_eq!(total(&too_late, Metric::Returned), 0.0);
    assert!(total(&too_late, Metric::StoppedByTreatyDeadline) > 0.0);
    assert_eq!(total(&too_late, Metric::StoppedByTreatyDeadline), total(&too_late, Metric::Released));
}

#[test]
fn no_request_is_sent_later_than_the_deadline_for_requests() {
    let records = run(&clockwork(&[("agreement.request_deadline_days", "0")]));
    assert_eq!(total(&records, Metric::Requested), 0.0);
    assert!(total(&records, Metric::StoppedByRequestDeadline) > 0.0);
}

#[test]
fn unaccompanied_minors_are_never_chosen_and_accompanied_ones_can_be() {
    let minors = ("arrivals_in_france.adult_share", "0.0");
    let alone = run(&clockwork(&[minors, ("arrivals_in_france.unaccompanied_share", "1.0")]));
    assert_eq!(total(&alone, Metric::Selected), 0.0);
    assert_eq!(total(&alone, Metric::StoppedByEligibility), total(&alone, Metric::Arrivals));
    let accompanied = run(&clockwork(&[minors, ("arrivals_in_france.unaccompanied_share", "0.0")]));
    assert_eq!(total(&accompanied, Metric::Selected), total(&accompanied, Metric::Arrivals));
}

#[test]
fn returns_wait_when_they_run_ahead_of_admissions() {
    let records = run(&clockwork(&[("agreement.tolerance_returns_ahead", "40")]));
    assert_eq!(total(&records, Metric::Admitted), 0.0, "the route is shut in this world");
    assert_eq!(total(&records, Metric::Returned), 40.0);
    assert!(total(&records, Metric::StoppedByParity) > 0.0);
}

#[test]
fn admissions_wait_when_they_run_ahead_of_returns() {
    let records = run(&clockwork(&[
        ("agreement.tolerance_admissions_ahead", "7"),
        ("home_office.flights.weekly_flights", "0"),
        ("legal_route.open", "true"),
        ("legal_route.weekly_applications", "100000"),
        ("legal_route.weekly_vetting", "100000"),
        ("legal_route.weekly_visas", "100000"),
        ("northern_france.apply_utility", "49"),
    ]));
    assert_eq!(total(&records, Metric::Admitted), 7.0);
    assert!(total(&records, Metric::StoppedByLegalParity) > 0.0);
}

#[test]
fn notice_ends_the_agreement_after_its_days_and_releases_who_is_left() {
    let records = run(&clockwork(&[
        ("france.cooperation.start", "0.0"),
        ("france.cooperation.ceiling", "0.0"),
        ("france.cooperation.suspension_level", "0.0"),
        ("france.cooperation.notice_level", "1.0"),
        ("france.cooperation.notice_weekly_chance", "1.0"),
    ]));
    assert_eq!(total(&records, Metric::AgreementActive), 30.0);
    assert_eq!(records.days[30][Metric::EndedByNotice], 1.0);
    let [notices, ended] = [Metric::Notices, Metric::EndedByNotice].map(|metric| total(&records, metric));
    assert_eq!((notices, ended, total(&records, Metric::Lapsed)), (1.0, 1.0, 0.0));
    assert_eq!(records.days[30][Metric::Detained], 0.0);
    assert!(records.days[30][Metric::Released] > 0.0);
}

#[test]
fn it_lapses_on_its_day_unless_france_agrees_to_renew() {
    let expiry = ("agreement.expiry", "2025-10-05");
    let lapsed = run(&clockwork(&[expiry]));
    assert_eq!(total(&lapsed, Metric::AgreementActive), 60.0);
    assert_eq!((lapsed.days[60][Metric::Lapsed], total(&lapsed, Metric::Lapsed)), (1.0, 1.0));
    let renewal = ("agreement.renewal_days", "30");
    let steep = ("france.cooperation.renewal_steepness", "1000");
    let renewed_always = run(&clockwork(&[expiry, renewal, steep, ("france.cooperation.renewal_level", "0.5")]));
    assert_eq!(total(&renewed_always, Metric::AgreementActive), renewed_always.days.len() as f64);
    assert_eq!(total(&renewed_always, Metric::Renewals), ((renewed_always.days.len() - 60) / 30 + 1) as f64);
    assert_eq!(total(&renewed_always, Metric::Lapsed), 0.0);
    let level = ("france.cooperation.start", "0.4");
    let ceiling = ("france.cooperation.ceiling", "0.4");
    let refused = run(&clockwork(&[expiry, renewal, steep, level, ceiling]));
    assert_eq!(total(&refused, Metric::AgreementActive), 60.0);
    assert_eq!((total(&refused, Metric::Renewals), total(&refused, Metric::Lapsed)), (0.0, 1.0));
}

#[test]
fn a_suspension_stops_requests_and_returns_but_not_the_agreement() {
    let records = run(&clockwork(&[("france.cooperation.suspended", "true")]));
    assert_eq!(total(&records, Metric::Selected), 0.0);
    assert_eq!(total(&records, Metric::Returned), 0.0);
    assert_eq!(total(&records, Metric::FrenchSuspension), records.days.len() as f64);
    assert_eq!(total(&records, Metric::Suspensions), 1.0);
    assert_eq!(total(&records, Metric::StoppedBySuspension), total(&records, Metric::Arrivals));
}

#[test]
fn only_crossings_from_the_first_day_on_count() {
    let records = run(&clockwork(&[("agreement.in_force", "2025-09-01")]));
    // 6 August to 31 August: 26 days.
    assert!(records.days[..26].iter().all(|row| row[Metric::Selected] == 0.0));
    assert!(records.days[26..28].iter().any(|row| row[Metric::Selected] > 0.0));
}

#[test]
fn refusal_referral_claim_and_relief_each_stop_a_return() {
    let gates: [(&[(&str, &str)], Metric); 4] = [
        (&[("france.replies.refusal_share", "1.0")], Metric::StoppedByFrenchRefusal),
        (
            &[
                ("courts.trafficking.referral_share", "1.0"),
                ("courts.trafficking.positive_share", "0.0"),
                ("courts.trafficking.referral_share_without_signs", "1.0"),
                ("courts.trafficking.reconsideration_share", "1.0"),
                ("courts.trafficking.reconsideration_success", "1.0"),
                ("courts.trafficking.weekly_decisions", "100000"),
            ],
            Metric::StoppedByTraffickingReferral,
        ),
        (
            &[
                ("courts.human_rights.claim_share", "1.0"),
                ("courts.human_rights.certified_share", "0.0"),
                ("courts.lawyers.weekly_capacity", "100000"),
            ],
            Metric::StoppedByHumanRightsClaim,
        ),
        (
            &[
                ("courts.interim_relief.application_share", "1.0"),
                ("courts.interim_relief.success_rate", "1.0"),
                ("courts.interim_relief.release_share", "1.0"),
                ("courts.interim_relief.weekly_hearings", "100000"),
                ("courts.interim_relief.decision_days", "1"),
                ("courts.lawyers.weekly_capacity", "100000"),
            ],
            Metric::StoppedByInterimRelief,
        ),
    ];
    for (settings, gate) in gates {
        let records = run(&clockwork(settings));
        assert_eq!(total(&records, Metric::Returned), 0.0, "{} let someone through", gate.name());
        assert!(total(&records, gate) > 0.0, "{} stopped nobody", gate.name());
        assert!(total(&records, Metric::Released) > 0.0, "{} released nobody", gate.name());
    }
}

#[test]
fn a_systemic_challenge_runs_through_its_stages() {
    let challenge = [
        ("courts.systemic.challenges_per_year", "366"),
        ("courts.systemic.permission_days", "10"),
        ("courts.systemic.permission_share", "1.0"),
        ("courts.systemic.interim_pause_share", "0.0"),
        ("courts.systemic.hearing_days", "20"),
        ("courts.systemic.adverse_share", "1.0"),
        ("courts.systemic.appeal_days", "30"),
        ("courts.systemic.overturn_share", "0.0"),
    ];
    let with = |more: &[(&str, &str)]| {
        let mut settings = challenge.to_vec();
        settings.extend_from_slice(more);
        run(&clockwork(&settings))
    };
    // Filed on day 0, permission on day 10, judgment on day 30, appeal on day 60.
    let ended = with(&[("courts.systemic.ends_scheme_share", "1.0")]);
    assert_eq!(first_day(&ended, Metric::CourtPause), Some(30));
    assert_eq!(total(&ended, Metric::CourtPause), 30.0);
    assert_eq!(total(&ended, Metric::AgreementActive), 30.0);
    let counts = [Metric::SystemicChallenges, Metric::CourtPauses, Metric::EndedByCourt, Metric::Lapsed];
    assert_eq!(counts.map(|metric| total(&ended, metric)), [1.0, 1.0, 1.0, 0.0]);
    assert_eq!(ended.days[60][Metric::EndedByCourt], 1.0);
    // With an interim measure the pause begins at permission.
    let paused = with(&[("courts.systemic.interim_pause_share", "1.0"), ("courts.systemic.ends_scheme_share", "1.0")]);
    assert_eq!(first_day(&paused, Metric::CourtPause), Some(10));
    // Changed rules: after 15 days to comply, returns go on without those whom they exclude.
    let changed = with(&[
        ("courts.systemic.ends_scheme_share", "0.0"),
        ("courts.systemic.compliance_days", "15"),
        ("courts.systemic.excluded_share", "1.0"),
    ]);
    assert_eq!(changed.days[74][Metric::CourtPause], 1.0);
    assert_eq!(changed.days[75][Metric::CourtPause], 0.0);
    assert_eq!(changed.days[75][Metric::StoppedByEligibility], changed.days[75][Metric::Arrivals]);
    // The scheme wins on appeal; Strasbourg pauses it for 12 days more.
    let strasbourg = with(&[
        ("courts.systemic.overturn_share", "1.0"),
        ("courts.systemic.strasbourg_pause_share", "1.0"),
        ("courts.systemic.strasbourg_days", "12"),
    ]);
    assert_eq!(strasbourg.days[30..72].iter().map(|row| row[Metric::CourtPause]).sum::<f64>(), 42.0);
    assert_eq!(strasbourg.days[72][Metric::CourtPause], 0.0);
}

#[test]
fn whom_a_ruling_excludes_is_outside_the_scheme_for_good() {
    // The scheme loses at once and goes on without half of the people. Everyone returned goes north again, so that after
    // a while whoever lands a second time is one of those who are not excluded.
    let mut plan = clockwork(&[
        ("run.end", "2028-08-05"),
        ("courts.systemic.challenges_per_year", "365.25"),
        ("courts.systemic.permission_days", "1"),
        ("courts.systemic.permission_share", "1.0"),
        ("courts.systemic.interim_pause_share", "0.0"),
        ("courts.systemic.hearing_days", "1"),
        ("courts.systemic.adverse_share", "1.0"),
        ("courts.systemic.appeal_days", "1"),
        ("courts.systemic.overturn_share", "0.0"),
        ("courts.systemic.ends_scheme_share", "0.0"),
        ("courts.systemic.compliance_days", "1"),
        ("courts.systemic.excluded_share", "0.5"),
        ("france.reception.asylum_share", "0.0"),
        ("france.reception.north_again_share", "1.0"),
        ("france.reception.days_to_north", "1"),
    ]);
    // No further challenge pauses returns.
    let mut scenario = plan.scenario.clone();
    scenario.courts.systemic.challenges_per_year = 0.0;
    plan.changes = vec![Change { date: date(2025, 9, 1), scenario }];
    let records = run(&plan);
    let late = Records { days: records.days[400..].to_vec(), ..records };
    let first_time = total(&late, Metric::Arrivals) - total(&late, Metric::Reentered);
    let excluded = total(&late, Metric::StoppedByEligibility);
    assert!(
        total(&late, Metric::Reentered) > first_time,
        "{} came again and {first_time} for the first time",
        total(&late, Metric::Reentered)
    );
    // Six standard errors.
    assert!((excluded - 0.5 * first_time).abs() < 3.0 * first_time.sqrt(), "{excluded} of {first_time} excluded");
}

#[test]
fn a_run_ends_on_the_last_day_of_the_calendar() {
    let plan = clockwork(&[("run.start", "9999-12-25"), ("run.end", "9999-12-31"), ("agreement.enabled", "false")]);
    assert_eq!(Simulation::new(&plan, 1, 0).expect("a sound plan").take(50).count(), 7);
}
