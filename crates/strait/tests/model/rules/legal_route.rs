//! The legal route: who can apply, how long it takes, and who is admitted first.

use strait::metrics::Metric;
use strait::scenario::Plan;

use super::{assert_share, changed_on_day, daily, run, so_far, with_origins};
use crate::support::{clockwork, total};

/// Ten people a day come, nobody wants to cross, and everyone applies on the day on which they come; nothing stops them.
fn applying(settings: &[(&str, &str)]) -> Plan {
    let route = [
        ("northern_france.resolve_mean", "-50"),
        ("northern_france.apply_utility", "50"),
        ("agreement.tolerance_admissions_ahead", "1e9"),
        ("legal_route.open", "true"),
        ("legal_route.awareness_days", "0.001"),
        ("legal_route.weekly_applications", "100000"),
        ("legal_route.other_proof_share", "0.0"),
        ("legal_route.weekly_other_proofs", "100000"),
        ("legal_route.checks_pass_share", "1.0"),
        ("legal_route.vetting_days", "0"),
        ("legal_route.weekly_vetting", "100000"),
        ("legal_route.weekly_visas", "100000"),
        ("legal_route.withdrawal_daily_chance", "0.0"),
    ];
    with_origins(clockwork(&[&route[..], settings].concat()), |origin| origin.identity_document_share = 1.0)
}

#[test]
fn without_obstacles_everyone_is_admitted_on_the_day() {
    let records = run(&applying(&[]));
    for row in &records.days {
        assert_eq!(row[Metric::LegalApplications], row[Metric::ArrivedInFrance]);
        assert_eq!(row[Metric::Admitted], row[Metric::LegalApplications]);
        assert_eq!((row[Metric::LegalPool], row[Metric::WaitingInFrance]), (0.0, 0.0));
    }
    assert_eq!(records.days.last().expect("a day")[Metric::LedgerGap], total(&records, Metric::Admitted));
}

#[test]
fn vetting_takes_its_days_give_or_take_two_fifths() {
    // Four thousand people apply on the first day and nobody after: with 20 days on average they are through on days 12
    // to 28, evenly, and half as many on the first and the last of these.
    let plan = applying(&[("arrivals_in_france.per_year", "1461000"), ("legal_route.vetting_days", "20")]);
    let plan = changed_on_day(plan, 1, |scenario| scenario.arrivals_in_france.per_year = 0.0);
    let records = run(&plan);
    let applied = total(&records, Metric::LegalApplications);
    for (day, admitted) in daily(&records, Metric::Admitted).into_iter().enumerate() {
        let share = match day {
            12 | 28 => 1.0 / 32.0,
            13..28 => 1.0 / 16.0,
            _ => 0.0,
        };
        assert_share(&format!("through on day {day}"), admitted, applied, share);
    }
}

#[test]
fn other_proofs_are_checked_as_fast_as_they_can_be_and_people_come_again() {
    let plan = applying(&[("legal_route.other_proof_share", "1.0"), ("legal_route.weekly_other_proofs", "14")]);
    let records = run(&with_origins(plan, |origin| origin.identity_document_share = 0.0));
    let weeks = records.days.len() as f64 / 7.0;
    let admitted = total(&records, Metric::Admitted);
    assert!((admitted - 14.0 * weeks).abs() <= 2.0, "{admitted} admitted in {weeks} weeks of 14 proofs");
    // Nobody is turned away for good: they are counted on each day on which nobody was free.
    assert_eq!(total(&records, Metric::StoppedByLegalDocuments), 0.0);
    assert!(total(&records, Metric::StoppedByLegalOtherProofs) > total(&records, Metric::ArrivedInFrance));
    // Scaled up twice, twice as many.
    let doubled = applying(&[
        ("legal_route.other_proof_share", "1.0"),
        ("legal_route.weekly_other_proofs", "14"),
        ("scale_up.levels", "[2.0]"),
        ("scale_up.levels_from", "\"2025-08-06\""),
    ]);
    let twice = total(&run(&with_origins(doubled, |origin| origin.identity_document_share = 0.0)), Metric::Admitted);
    assert!((twice - 2.0 * admitted).abs() <= 3.0, "{twice} against {admitted}");
}

#[test]
fn documents_other_proof_and_checks_decide_once() {
    let waiting_at_end = |plan: &Plan| run(plan).days.last().expect("a day")[Metric::WaitingInFrance];
    let undocumented = |proof| {
        with_origins(applying(&[("legal_route.other_proof_share", proof)]), |origin| {
            origin.identity_document_share = 0.0;
        })
    };
    let barred = [
        (undocumented("0.0"), Metric::StoppedByLegalDocuments),
        (applying(&[("legal_route.checks_pass_share", "0.0")]), Metric::StoppedByLegalEligibility),
    ];
    for (plan, gate) in barred {
        let records = run(&plan);
        // Everyone applies once, is stopped, and waits on.
        assert_eq!(total(&records, gate), total(&records, Metric::ArrivedInFrance), "{}", gate.name());
        assert_eq!(total(&records, Metric::LegalApplications), total(&records, gate));
        assert_eq!(total(&records, Metric::Admitted), 0.0);
        assert_eq!(waiting_at_end(&plan), total(&records, Metric::ArrivedInFrance));
    }
    let records = run(&undocumented("1.0"));
    assert_eq!(total(&records, Metric::Admitted), total(&records, Metric::ArrivedInFrance));
    let records = run(&undocumented("0.3"));
    assert_share("other proof", total(&records, Metric::Admitted), total(&records, Metric::LegalApplications), 0.3);
    let records = run(&applying(&[("legal_route.checks_pass_share", "0.6")]));
    assert_share("checks", total(&records, Metric::Admitted), total(&records, Metric::LegalApplications), 0.6);
}

#[test]
fn the_window_vetting_and_visas_each_let_through_their_weekly_capacity() {
    for (setting, stopped) in [
        ("legal_route.weekly_applications", Metric::StoppedByLegalWindow),
        ("legal_route.weekly_vetting", Metric::StoppedByLegalVetting),
        ("legal_route.weekly_visas", Metric::StoppedByLegalVisas),
    ] {
        let records = run(&applying(&[(setting, "21"), ("legal_route.priority_grant_rate", "1.0")]));
        let admitted = daily(&records, Metric::Admitted);
        assert!(admitted.iter().all(|&admitted| admitted == 3.0), "{setting}: {admitted:?}");
        let held_up = total(&records, stopped);
        let came = total(&records, Metric::ArrivedInFrance);
        if stopped == Metric::StoppedByLegalWindow {
            // For each day on which they try: they have not applied yet.
            assert_eq!(total(&records, Metric::LegalApplications), total(&records, Metric::Admitted));
            assert!(held_up > 10.0 * came, "{held_up} of {came}");
        } else {
            // Once, however long they wait: all but the first three and those few admitted on the day.
            assert!(held_up <= came && held_up >= came - 15.0, "{setting}: {held_up} of {came}");
        }
    }
}

#[test]
fn nobody_knows_of_the_route_at_first() {
    // With awareness over 60 days and a utility of applying of 0, a share a/(1 + a) of those who wait apply on a day.
    let records = run(&applying(&[
        ("run.end", "2025-08-10"),
        ("arrivals_in_france.per_year", "3652500"),
        ("northern_france.apply_utility", "0"),
        ("legal_route.awareness_days", "60"),
        ("legal_route.weekly_applications", "1e9"),
        ("legal_route.weekly_vetting", "1e9"),
        ("legal_route.weekly_visas", "1e9"),
    ]));
    let mut waiting = 0.0;
    for (day, row) in records.days.iter().enumerate() {
        waiting += row[Metric::ArrivedInFrance];
        let aware = 1.0 - libm::exp(-(day as f64 + 1.0) / 60.0);
        assert_share("applied", row[Metric::LegalApplications], waiting, aware / (1.0 + aware));
        waiting = row[Metric::WaitingInFrance];
    }
}

#[test]
fn origins_likely_to_be_granted_protection_are_vetted_first() {
    // Claims are decided at once, so that what was granted says who was admitted: five a day of each origin, three vetted.
    let granted_and_refused = |cutoff| {
        let mut plan = applying(&[
            ("legal_route.weekly_vetting", "21"),
            ("legal_route.priority_grant_rate", cutoff),
            ("legal_route.asylum_claim_share", "1.0"),
            ("asylum.other_weekly_claims", "0"),
            ("asylum.weekly_decisions", "100000"),
            ("asylum.withdrawn_share", "0.0"),
            ("asylum.appeal_share", "0.0"),
        ]);
        plan.scenario.origin.truncate(2);
        for (origin, grant_rate) in plan.scenario.origin.iter_mut().zip([0.0, 1.0]) {
            (origin.share, origin.grant_rate) = (1.0, grant_rate);
        }
        let records = run(&plan);
        [Metric::AsylumGranted, Metric::AsylumRefused].map(|metric| total(&records, metric))
    };
    let [granted, refused] = granted_and_refused("0.8");
    assert!(refused < 0.03 * granted, "{granted} granted, {refused} refused");
    // No origin lies above a cutoff of 1: first come, first served.
    let [granted, refused] = granted_and_refused("1.0");
    assert_share("of the second origin", granted, granted + refused, 0.5);
}

#[test]
fn who_gives_up_waits_again_and_does_not_apply_a_second_time() {
    let records = run(&applying(&[("legal_route.withdrawal_daily_chance", "1.0"), ("legal_route.vetting_days", "10")]));
    for (day, row) in records.days.iter().enumerate() {
        assert_eq!((row[Metric::LegalPool], row[Metric::Admitted]), (0.0, 0.0), "day {day}");
    }
    let came = total(&records, Metric::ArrivedInFrance);
    assert_eq!(total(&records, Metric::LegalApplications), came);
    assert_eq!(records.days.last().expect("a day")[Metric::WaitingInFrance], came);
    // A chance of every day in vetting, that of applying and that of admission included.
    let records =
        run(&applying(&[("legal_route.withdrawal_daily_chance", "0.05"), ("legal_route.vetting_days", "10")]));
    let applied = so_far(&records, Metric::LegalApplications)[165];
    // Days of vetting from 6 to 14; the ends half as often.
    let stays = (6..=14).map(|days: i32| if days == 6 || days == 14 { 0.5 } else { 1.0 } * 0.95_f64.powi(days + 1));
    assert_share("admitted", so_far(&records, Metric::Admitted)[175], applied, stays.sum::<f64>() / 8.0);
}

#[test]
fn the_route_stands_still_in_a_suspension_and_empties_with_the_agreement() {
    let vetting = [("legal_route.vetting_days", "10")];
    let suspended = changed_on_day(applying(&vetting), 60, |scenario| scenario.france.cooperation.suspended = true);
    let records = run(&suspended);
    let pool = daily(&records, Metric::LegalPool);
    assert_eq!(daily(&records, Metric::Admitted)[60..].iter().sum::<f64>(), 0.0);
    assert_eq!(pool[100], pool[59] + daily(&records, Metric::LegalApplications)[60..=100].iter().sum::<f64>());
    let records = run(&applying(&[vetting[0], ("agreement.expiry", "2025-10-05")]));
    let [pool, waiting] = [Metric::LegalPool, Metric::WaitingInFrance].map(|metric| daily(&records, metric));
    assert!(pool[59] > 50.0 && pool[60..].iter().all(|&pool| pool == 0.0));
    assert_eq!(waiting[60], pool[59] + records.days[60][Metric::ArrivedInFrance]);
    assert_eq!(daily(&records, Metric::LegalApplications)[60..].iter().sum::<f64>(), 0.0);
    // A route that is shut takes no applications, and is not known the better for it.
    let shut = changed_on_day(applying(&[("legal_route.open", "false")]), 50, |scenario| {
        scenario.legal_route.open = true;
        scenario.legal_route.awareness_days = 1e9;
        scenario.northern_france.apply_utility = 0.0;
    });
    assert_eq!(total(&run(&shut), Metric::LegalApplications), 0.0);
}

#[test]
fn those_admitted_claim_asylum_in_their_share() {
    let records = run(&applying(&[("asylum.other_weekly_claims", "0"), ("legal_route.asylum_claim_share", "0.7")]));
    assert_share("claims", total(&records, Metric::AsylumClaims), total(&records, Metric::Admitted), 0.7);
}
