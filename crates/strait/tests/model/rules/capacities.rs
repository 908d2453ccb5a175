//! Each capacity lets through just what it says, and holds the others where they are.

use strait::metrics::Metric;

use super::{daily, run, so_far, with_origins};
use crate::support::{clockwork, total};

/// Nobody is released because time runs out, and France does not mind how many are waiting.
const PATIENT: [(&str, &str); 3] = [
    ("agreement.return_deadline_days", "3650"),
    ("agreement.request_deadline_days", "3650"),
    ("france.cooperation.load_sensitivity", "0.0"),
];

/// Ten people a day come to each gate, which lets three through. What was saved up on quiet days, a week's worth at most,
/// is used up in the first days.
#[test]
fn every_gate_lets_through_its_weekly_capacity() {
    type Settings<'a> = &'a [(&'a str, &'a str)];
    let gates: [(Settings, Metric, Metric); 8] = [
        (&[("home_office.casework.weekly_cases", "21")], Metric::Selected, Metric::StoppedByCasework),
        (&[("france.replies.weekly_capacity", "21")], Metric::AcceptedByFrance, Metric::StoppedByFrenchReply),
        (&[("home_office.casework.weekly_decisions", "21")], Metric::Returned, Metric::StoppedByCasework),
        (&[("home_office.flights.seats_per_flight", "3")], Metric::Returned, Metric::StoppedByFlightSeats),
        (
            &[("home_office.flights.weekly_flights", "14"), ("home_office.flights.seats_per_flight", "1.5")],
            Metric::Returned,
            Metric::StoppedByFlightSeats,
        ),
        (&[("france.reception.weekly_places", "21")], Metric::Returned, Metric::StoppedByFrenchReception),
        (
            &[
                ("courts.lawyers.weekly_capacity", "21"),
                ("courts.human_rights.claim_share", "1.0"),
                ("courts.human_rights.certified_share", "0.0"),
                ("courts.human_rights.decision_days", "1"),
            ],
            Metric::ChallengesLodged,
            Metric::StoppedByHumanRightsClaim,
        ),
        (
            &[
                ("courts.lawyers.weekly_capacity", "21"),
                ("courts.interim_relief.application_share", "1.0"),
                ("courts.interim_relief.weekly_hearings", "100000"),
                ("courts.interim_relief.success_rate", "1.0"),
            ],
            Metric::ChallengesLodged,
            Metric::StoppedByInterimRelief,
        ),
    ];
    for (settings, passed, stopped) in gates {
        let records = run(&clockwork(&[&PATIENT[..], settings].concat()));
        let days = daily(&records, passed);
        let late = &days[60..];
        // A day on which fewer than three people come leaves a place for the next.
        let mean = late.iter().sum::<f64>() / late.len() as f64;
        assert!((mean - 3.0).abs() < 0.02, "{settings:?} let through {mean} a day");
        assert!(days.iter().all(|&day| day <= 24.0), "{settings:?} let through more than a week's worth at once");
        assert!(total(&records, stopped) > 0.0, "{settings:?} stopped nobody");
    }
}

#[test]
fn referrals_and_hearings_wait_for_someone_to_decide_them() {
    let gates: [&[(&str, &str)]; 2] = [
        &[
            ("courts.trafficking.referral_share", "1.0"),
            ("courts.trafficking.referral_share_without_signs", "1.0"),
            ("courts.trafficking.positive_share", "0.0"),
            ("courts.trafficking.reconsideration_share", "0.0"),
            ("courts.trafficking.decision_days", "1"),
            ("courts.trafficking.weekly_decisions", "21"),
        ],
        &[
            ("courts.lawyers.weekly_capacity", "100000"),
            ("courts.interim_relief.application_share", "1.0"),
            ("courts.interim_relief.success_rate", "0.0"),
            ("courts.interim_relief.decision_days", "1"),
            ("courts.interim_relief.weekly_hearings", "21"),
        ],
    ];
    for settings in gates {
        let records = run(&clockwork(&[&PATIENT[..], settings].concat()));
        let [returned, open] = [Metric::Returned, Metric::ChallengesOpen].map(|metric| daily(&records, metric));
        assert!(returned[40..].iter().all(|&returned| returned == 3.0), "{settings:?}: {:?}", &returned[40..]);
        // Seven more a day wait; nobody who waits is released.
        let more = (open[170] - open[100]) / 70.0;
        assert!((more - 7.0).abs() < 1.5, "{settings:?}: {more} more a day");
        assert_eq!(total(&records, Metric::Released), 0.0);
    }
}

#[test]
fn screening_takes_a_days_worth_and_saves_nothing_up() {
    let records = run(&clockwork(&[("home_office.intake.daily_screenings", "4")]));
    let [landed, screened] = [Metric::Arrivals, Metric::Selected].map(|metric| daily(&records, metric));
    let mut waiting = 0.0;
    for day in 0..records.days.len() {
        waiting += landed[day];
        let taken = f64::min(waiting, 4.0);
        assert_eq!(screened[day], taken, "day {day}");
        waiting -= taken;
    }
    assert!(waiting > 500.0, "screening never binds");
}

#[test]
fn beds_are_those_that_there_are() {
    let records = run(&clockwork(&[("home_office.detention.beds", "25.9"), PATIENT[0]]));
    let [detained, selected, returned] =
        [Metric::Detained, Metric::Selected, Metric::Returned].map(|metric| daily(&records, metric));
    for day in 1..records.days.len() {
        // A bed that a flight frees is used the next day.
        assert!(selected[day] <= 25.0 - detained[day - 1], "day {day}");
        assert_eq!(detained[day], detained[day - 1] + selected[day] - returned[day], "day {day}");
    }
    assert!(detained[10..17].iter().all(|&detained| detained == 25.0), "{detained:?}");
    let stopped = total(&records, Metric::StoppedByDetentionBeds);
    assert_eq!(stopped + total(&records, Metric::Selected), total(&records, Metric::Arrivals));
}

#[test]
fn a_weekly_flight_flies_once_a_week() {
    let records = run(&clockwork(&[
        ("home_office.flights.weekly_flights", "1"),
        ("home_office.flights.seats_per_flight", "3"),
        PATIENT[0],
    ]));
    let [returned, stopped] = [Metric::Returned, Metric::StoppedByFlightSeats].map(|metric| daily(&records, metric));
    let landed = so_far(&records, Metric::Arrivals);
    let mut held_up = 0.0;
    for day in 0..records.days.len() {
        // A seventh a day: the first flies on the seventh day. Days without a flight hold nobody up.
        let flies = day % 7 == 6;
        assert_eq!(returned[day], if flies && day >= 17 { 3.0 } else { 0.0 }, "day {day}");
        if flies && day >= 17 {
            // Each of those ready but for the first three, once.
            let ready = landed[day - 17] - returned[..=day].iter().sum::<f64>();
            held_up += stopped[day];
            let flown_late = (returned[..=day].iter().sum::<f64>() - 3.0).max(0.0);
            assert_eq!(held_up, ready + flown_late, "day {day}");
        } else {
            assert_eq!(stopped[day], 0.0, "day {day}");
        }
    }
}

#[test]
fn without_any_flights_everyone_ready_is_counted_once() {
    let records = run(&clockwork(&[("home_office.flights.weekly_flights", "0"), PATIENT[0]]));
    let landed = so_far(&records, Metric::Arrivals);
    let stopped = so_far(&records, Metric::StoppedByFlightSeats);
    for day in 17..records.days.len() {
        assert_eq!(stopped[day], landed[day - 17], "day {day}");
    }
}

#[test]
fn a_cancelled_flight_takes_nobody() {
    let with = |share| {
        run(&clockwork(&[
            ("home_office.flights.cancellation_share", share),
            ("home_office.flights.seats_per_flight", "1"),
            PATIENT[0],
        ]))
    };
    let never = with("1.0");
    assert_eq!(total(&never, Metric::Returned), 0.0);
    assert!(total(&never, Metric::StoppedByFlightSeats) > 0.0);
    // One seat a day, from the day on which the first are ready.
    let often = with("0.25");
    super::assert_share("flown", total(&often, Metric::Returned), often.days.len() as f64 - 17.0, 0.75);
}

#[test]
fn a_fed_pipeline_counts_only_the_vulnerable_as_such() {
    for (signs, share) in [(0.0, 0.0), (1.0, 1.0)] {
        let plan = with_origins(clockwork(&[]), |origin| origin.trafficking_indicator_share = signs);
        for row in &run(&plan).days {
            assert_eq!(row[Metric::VulnerableSelected], share * row[Metric::Selected]);
        }
    }
}

#[test]
fn each_gate_counts_a_person_whoever_else_has_held_them_up() {
    // Most wait for a reply; all whom France accepts are ready six days later, and there are no flights.
    let records = run(&clockwork(&[
        ("france.replies.weekly_capacity", "21"),
        ("home_office.flights.weekly_flights", "0"),
        PATIENT[0],
        PATIENT[2],
    ]));
    let [accepted, stopped] =
        [Metric::AcceptedByFrance, Metric::StoppedByFlightSeats].map(|metric| so_far(&records, metric));
    assert!(total(&records, Metric::StoppedByFrenchReply) > 1000.0);
    for day in 6..records.days.len() {
        assert_eq!(stopped[day], accepted[day - 6], "day {day}");
    }
}
