//! What keeps a detained person, and for how long, and where those returned are in the days after.

use strait::metrics::Metric;

use super::{assert_share, changed_on_day, daily, run, so_far, with_origins};
use crate::support::{clockwork, first_day, total};

/// Days from landing to return where nothing stands in the way: request, reply, decision, notice.
const DAYS_TO_RETURN: usize = 17;

/// Fails unless everyone who lands is returned just so many days later.
fn assert_returned_after(days: usize, settings: &[(&str, &str)]) {
    let records = run(&clockwork(settings));
    let [landed, returned] = [Metric::Arrivals, Metric::Returned].map(|metric| daily(&records, metric));
    for day in 0..records.days.len() {
        let due = if day < days { 0.0 } else { landed[day - days] };
        assert_eq!(returned[day], due, "{settings:?}, day {day}");
    }
}

#[test]
fn bail_is_a_chance_of_every_day_detained() {
    let records = run(&clockwork(&[("home_office.detention.bail_daily_chance", "0.05")]));
    let settled = records.days.len() - DAYS_TO_RETURN;
    let landed = so_far(&records, Metric::Arrivals)[settled - 1];
    // From the day of landing to that of the flight, both included.
    assert_share("returned", total(&records, Metric::Returned), landed, 0.95_f64.powi(18));
    assert_eq!(total(&records, Metric::StoppedByBail), total(&records, Metric::Released));
    let all = run(&clockwork(&[("home_office.detention.bail_daily_chance", "1.0")]));
    assert_eq!(total(&all, Metric::StoppedByBail), total(&all, Metric::Selected));
}

#[test]
fn relief_stops_a_removal_for_its_days_and_then_perhaps_for_good() {
    let relief = [
        ("courts.lawyers.weekly_capacity", "100000"),
        ("courts.interim_relief.application_share", "1.0"),
        ("courts.interim_relief.weekly_hearings", "100000"),
        ("courts.interim_relief.decision_days", "1"),
        ("courts.interim_relief.relief_days", "7"),
    ];
    let with = |success: &'static str, release: &'static str| {
        [
            &relief[..],
            &[("courts.interim_relief.success_rate", success), ("courts.interim_relief.release_share", release)],
        ]
        .concat()
    };
    // Directions on day 12, a hearing on day 13, relief until day 20; without relief, notice runs out on day 17.
    assert_returned_after(DAYS_TO_RETURN, &with("0.0", "1.0"));
    assert_returned_after(20, &with("1.0", "0.0"));
    let records = run(&clockwork(&with("1.0", "1.0")));
    let [landed, released, granted, lodged] =
        [Metric::Arrivals, Metric::Released, Metric::ReliefGranted, Metric::ChallengesLodged]
            .map(|metric| daily(&records, metric));
    for day in 20..records.days.len() {
        assert_eq!(released[day], landed[day - 20], "day {day}");
        assert_eq!((lodged[day], granted[day]), (landed[day - 12], landed[day - 13]), "day {day}");
    }
    assert_eq!(total(&records, Metric::StoppedByInterimRelief), total(&records, Metric::ReliefGranted));
    // Open: an application of the day before and relief in its seven days.
    let open = daily(&records, Metric::ChallengesOpen);
    assert_eq!(open[60], landed[41..=48].iter().sum::<f64>());
}

#[test]
fn a_certified_claim_delays_a_return_and_no_more() {
    let claims = [
        ("courts.lawyers.weekly_capacity", "100000"),
        ("courts.human_rights.claim_share", "1.0"),
        ("courts.human_rights.decision_days", "1"),
    ];
    assert_returned_after(18, &[&claims[..], &[("courts.human_rights.certified_share", "1.0")]].concat());
    let records = run(&clockwork(&[&claims[..], &[("courts.human_rights.certified_share", "0.0")]].concat()));
    let [landed, open, released] =
        [Metric::Arrivals, Metric::ChallengesOpen, Metric::Released].map(|metric| daily(&records, metric));
    for day in 13..records.days.len() {
        // Made on day 12, decided on day 13.
        assert_eq!((open[day], released[day]), (landed[day - 12], landed[day - 13]), "day {day}");
    }
    assert_eq!(total(&records, Metric::ChallengesLodged), total(&records, Metric::StoppedByHumanRightsClaim));
    // Nobody claims whom no lawyer helps.
    assert_returned_after(DAYS_TO_RETURN, &[claims[1], claims[2], ("courts.lawyers.weekly_capacity", "0")]);
}

#[test]
fn a_positive_referral_releases_those_with_signs_alone() {
    let referrals = [
        ("courts.trafficking.referral_share", "1.0"),
        ("courts.trafficking.referral_share_without_signs", "1.0"),
        ("courts.trafficking.decision_days", "1"),
        ("courts.trafficking.weekly_decisions", "100000"),
        ("courts.trafficking.positive_share", "1.0"),
        ("courts.trafficking.reconsideration_share", "0.0"),
    ];
    let with_signs =
        |signs: f64| run(&with_origins(clockwork(&referrals), |origin| origin.trafficking_indicator_share = signs));
    let all = with_signs(1.0);
    let [landed, released] = [Metric::Arrivals, Metric::Released].map(|metric| daily(&all, metric));
    assert_eq!(released[1..], landed[..landed.len() - 1], "released the day after");
    assert_eq!(total(&all, Metric::StoppedByTraffickingReferral), total(&all, Metric::Released));
    assert_eq!(total(&all, Metric::TraffickingReferrals), total(&all, Metric::Selected));
    let none = with_signs(0.0);
    assert_eq!(total(&none, Metric::TraffickingReferrals), total(&none, Metric::Selected));
    assert_eq!(total(&none, Metric::Released), 0.0);
    assert!(total(&none, Metric::Returned) > 0.0);
}

#[test]
fn referral_goes_by_signs() {
    for (signs, with_signs, without_signs, expected) in
        [(1.0, "0.0", "1.0", 0.0), (0.0, "0.0", "1.0", 1.0), (1.0, "1.0", "0.0", 1.0), (0.0, "1.0", "0.0", 0.0)]
    {
        let plan = clockwork(&[
            ("courts.trafficking.referral_share", with_signs),
            ("courts.trafficking.referral_share_without_signs", without_signs),
        ]);
        let records = run(&with_origins(plan, |origin| origin.trafficking_indicator_share = signs));
        let referred = total(&records, Metric::TraffickingReferrals);
        assert_eq!(referred, expected * total(&records, Metric::Selected), "signs {signs}");
    }
}

#[test]
fn a_second_look_can_end_either_way() {
    let second_look = [
        ("courts.trafficking.referral_share", "1.0"),
        ("courts.trafficking.referral_share_without_signs", "1.0"),
        ("courts.trafficking.decision_days", "1"),
        ("courts.trafficking.weekly_decisions", "100000"),
        ("courts.trafficking.positive_share", "0.0"),
        ("courts.trafficking.reconsideration_share", "1.0"),
        ("courts.trafficking.reconsideration_days", "1"),
    ];
    assert_returned_after(
        DAYS_TO_RETURN,
        &[&second_look[..], &[("courts.trafficking.reconsideration_success", "0.0")]].concat(),
    );
    let records =
        run(&clockwork(&[&second_look[..], &[("courts.trafficking.reconsideration_success", "1.0")]].concat()));
    let [landed, released, open] =
        [Metric::Arrivals, Metric::Released, Metric::ChallengesOpen].map(|metric| daily(&records, metric));
    assert_eq!(released[2..], landed[..landed.len() - 2], "a day to the decision, a day to the second look");
    assert_eq!(open[10], landed[9] + landed[10], "open for two days");
    assert_eq!(total(&records, Metric::StoppedByTraffickingReferral), total(&records, Metric::Released));
}

/// How long people are detained on average, by Little's law, once the pipeline has filled.
fn mean_days_detained(settings: &[(&str, &str)]) -> f64 {
    let long = [("run.end", "2027-08-06"), ("agreement.return_deadline_days", "3650")];
    let records = run(&clockwork(&[&long[..], settings].concat()));
    let [detained, selected] = [Metric::Detained, Metric::Selected].map(|metric| daily(&records, metric));
    detained[365..].iter().sum::<f64>() / selected[340..705].iter().sum::<f64>() * 365.0 / 366.0
}

/// The mean over delays of 30 days on average: 1 and an exponential of mean 29, rounded.
fn mean_over_delays(stay: impl Fn(f64) -> f64) -> f64 {
    let delay = |step: i32| 1.0 + (29.0 * -libm::log((f64::from(step) + 0.5) / 4000.0) + 0.5).floor();
    (0..4000).map(|step| stay(delay(step))).sum::<f64>() / 4000.0
}

#[test]
fn the_decision_waits_for_a_second_look() {
    let found = mean_days_detained(&[
        ("courts.trafficking.referral_share", "1.0"),
        ("courts.trafficking.referral_share_without_signs", "1.0"),
        ("courts.trafficking.decision_days", "1"),
        ("courts.trafficking.weekly_decisions", "100000"),
        ("courts.trafficking.positive_share", "0.0"),
        ("courts.trafficking.reconsideration_share", "1.0"),
        ("courts.trafficking.reconsideration_days", "30"),
        ("courts.trafficking.reconsideration_success", "0.0"),
        ("home_office.flights.notice_days", "30"),
    ]);
    // Notice begins when France's reply is decided on, on day 12, or when the look ends, if that is later.
    let expected = mean_over_delays(|look| f64::max(12.0, 1.0 + look) + 30.0);
    assert!((found / expected - 1.0).abs() < 0.05, "detained for {found} days, expected {expected}");
}

#[test]
fn decisions_claims_and_hearings_take_their_days() {
    let lawyers = ("courts.lawyers.weekly_capacity", "100000");
    let delays: [(&[(&str, &str)], f64); 3] = [
        (&[("home_office.casework.decision_days", "30")], 11.0),
        (
            &[
                lawyers,
                ("courts.human_rights.claim_share", "1.0"),
                ("courts.human_rights.certified_share", "1.0"),
                ("courts.human_rights.decision_days", "30"),
            ],
            12.0,
        ),
        // A hearing and notice run side by side; here there is no notice.
        (
            &[
                lawyers,
                ("courts.interim_relief.application_share", "1.0"),
                ("courts.interim_relief.weekly_hearings", "100000"),
                ("courts.interim_relief.success_rate", "0.0"),
                ("courts.interim_relief.decision_days", "30"),
                ("home_office.flights.notice_days", "0"),
            ],
            7.0,
        ),
    ];
    for (settings, other_days) in delays {
        let found = mean_days_detained(settings);
        let expected = mean_over_delays(|delay| other_days + delay + 5.0);
        assert!((found / expected - 1.0).abs() < 0.05, "{settings:?}: {found} days, expected {expected}");
    }
}

#[test]
fn requests_later_than_their_deadline_are_not_sent() {
    // A delay of 1 and an exponential of mean 29, rounded, is 14 days or less for one in e^(−13.5/29) of the others.
    let records = run(&clockwork(&[("home_office.casework.request_days", "30"), ("run.end", "2026-08-06")]));
    let [requested, lapsed] =
        [Metric::Requested, Metric::StoppedByRequestDeadline].map(|metric| total(&records, metric));
    assert_share("requested", requested, requested + lapsed, 1.0 - libm::exp(-13.5 / 29.0));
}

#[test]
fn a_request_on_the_last_day_allowed_is_sent() {
    let in_time = run(&clockwork(&[("agreement.request_deadline_days", "1")]));
    assert_eq!(total(&in_time, Metric::DeadlineLapsed), 0.0);
    assert_returned_after(DAYS_TO_RETURN, &[("agreement.request_deadline_days", "1")]);
    let late = run(&clockwork(&[("agreement.request_deadline_days", "0")]));
    assert_eq!(total(&late, Metric::DeadlineLapsed), total(&late, Metric::StoppedByRequestDeadline));
    assert_eq!(total(&late, Metric::DeadlineLapsed), total(&late, Metric::Released));
}

#[test]
fn a_suspension_stops_each_case_at_its_next_step_with_france() {
    let day = 60;
    let plan = clockwork(&[("agreement.return_deadline_days", "3650"), ("agreement.request_deadline_days", "3650")]);
    let plan = changed_on_day(plan, day as i64, |scenario| scenario.france.cooperation.suspended = true);
    let resumed = changed_on_day(plan.clone(), 120, |scenario| scenario.france.cooperation.suspended = false);
    let records = run(&plan);
    for metric in [Metric::Requested, Metric::AcceptedByFrance, Metric::Returned, Metric::Selected] {
        assert_eq!(daily(&records, metric)[day..].iter().sum::<f64>(), 0.0, "{}", metric.name());
    }
    // Everyone in the pipeline and everyone who lands, once each.
    let stopped = total(&records, Metric::StoppedBySuspension);
    let landed: f64 = daily(&records, Metric::Arrivals)[day..].iter().sum();
    assert_eq!(stopped, records.days[day - 1][Metric::Detained] + landed);
    // On the first day everyone but those between two steps with France is stopped; none is lost when it ends.
    assert!(records.days[day][Metric::StoppedBySuspension] > 0.0);
    let records = run(&resumed);
    assert_eq!(
        records.days[120][Metric::Detained] + records.days[120][Metric::Returned],
        records.days[119][Metric::Detained] + records.days[120][Metric::Selected]
    );
    assert_eq!(daily(&records, Metric::Returned)[120..].iter().sum::<f64>(), {
        let landed = daily(&records, Metric::Arrivals);
        records.days[119][Metric::Detained] + landed[120..landed.len() - DAYS_TO_RETURN].iter().sum::<f64>()
    });
}

#[test]
fn a_court_pause_keeps_those_ready_where_they_are() {
    let records = run(&clockwork(&[
        ("courts.systemic.challenges_per_year", "366"),
        ("courts.systemic.permission_days", "20"),
        ("courts.systemic.permission_share", "1.0"),
        ("courts.systemic.interim_pause_share", "1.0"),
        ("courts.systemic.hearing_days", "3650"),
        ("agreement.return_deadline_days", "3650"),
    ]));
    let returned = daily(&records, Metric::Returned);
    assert!(returned[19] > 0.0 && returned[20..].iter().all(|&returned| returned == 0.0));
    // Those in the pipeline go on until they are ready, and are counted then; those who land are counted at once.
    let in_pipeline = records.days[19][Metric::Detained];
    let landed: f64 = daily(&records, Metric::Arrivals)[20..].iter().sum();
    assert_eq!(total(&records, Metric::StoppedByCourtPause), in_pipeline + landed);
    assert_eq!(total(&records, Metric::StoppedBySuspension), 0.0);
    assert_eq!(records.days.last().expect("a day")[Metric::Detained], in_pipeline);
    assert_eq!(first_day(&records, Metric::CourtPause), Some(20));
}

#[test]
fn those_returned_stay_in_shelter_and_then_leave_or_go_north() {
    let shelter = ("france.reception.shelter_days", "4");
    let away = run(&clockwork(&[shelter, ("france.reception.north_again_share", "0.0")]));
    let [returned, staying] = [Metric::Returned, Metric::ReturnedToFrance].map(|metric| daily(&away, metric));
    for day in 30..away.days.len() {
        assert_eq!(staying[day], returned[day - 3..=day].iter().sum::<f64>(), "day {day}");
    }
    assert_eq!(total(&away, Metric::Reentered), 0.0);
    let north = run(&clockwork(&[
        shelter,
        ("france.reception.north_again_share", "1.0"),
        ("france.reception.asylum_share", "0.0"),
        ("france.reception.days_to_north", "1"),
    ]));
    let [returned, staying, again] =
        [Metric::Returned, Metric::ReturnedToFrance, Metric::Reentered].map(|metric| daily(&north, metric));
    for day in 30..north.days.len() {
        // Four days in shelter and one on the way; they cross on the day on which they come.
        assert_eq!(again[day], returned[day - 5], "day {day}");
        assert_eq!(staying[day], returned[day - 4..=day].iter().sum::<f64>(), "day {day}");
    }
}

#[test]
fn people_returned_with_a_founded_claim_are_those_whose_claim_would_be_granted() {
    let founded = |grant_rate: f64, odds: &'static str| {
        let plan = clockwork(&[("asylum.grant_odds", odds)]);
        let records = run(&with_origins(plan, |origin| origin.grant_rate = grant_rate));
        let of = |metric| total(&records, metric) / total(&records, Metric::Returned);
        (of(Metric::ReturnedWithFoundedClaim), of(Metric::ReturnedWithFoundedClaimLongRun))
    };
    assert_eq!([founded(0.0, "1"), founded(1.0, "1"), founded(1.0, "0")], [(0.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
    // Odds of one in three, where half were granted in the long run.
    let (now, long_run) = founded(0.5, "0.333333");
    assert!((now - 0.25).abs() < 0.05 && (long_run - 0.5).abs() < 0.05, "{now} now, {long_run} in the long run");
}
