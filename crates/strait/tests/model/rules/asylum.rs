//! The asylum system's queues, worked out by hand.

use strait::metrics::Metric;
use strait::scenario::Plan;

use super::{assert_share, daily, run, with_origins};
use crate::support::{clockwork, steady, total};

#[test]
fn claims_that_are_counts_flow_as_their_shares_say() {
    // A hundred claims a day and as many worked off: 80 decided, 20 withdrawn. Of 80, 20 are granted; of 60 refused, 30
    // appeal. Twenty appeals a day are decided, 8 of them allowed.
    let records = run(&steady(&[
        ("run.start", "2025-08-06"),
        ("run.end", "2025-12-31"),
        ("run.warm_up_days", "0"),
        ("arrivals_in_france.per_year", "0"),
        ("asylum.other_weekly_claims", "700"),
        ("asylum.awaiting_known_on", "[2025-08-06]"),
        ("asylum.awaiting_known", "[1000]"),
        ("asylum.appeals_known_on", "[2025-08-06]"),
        ("asylum.appeals_known", "[500]"),
        ("asylum.working_stock", "0"),
        ("asylum.turnaround_days", "1"),
        ("asylum.grant_odds", "1"),
        ("asylum.weekly_decisions", "560"),
        ("asylum.withdrawn_share", "0.2"),
        ("asylum.other_grant_rate", "0.25"),
        ("asylum.appeal_share", "0.5"),
        ("asylum.weekly_appeals", "140"),
        ("asylum.appeal_allowed_share", "0.4"),
        ("asylum.support.awaiting_share", "0.5"),
        ("asylum.support.appeal_share", "0.25"),
        ("asylum.support.new_claim_share", "0.125"),
        ("asylum.support.outcome_share", "0.0"),
        ("asylum.support.other_places", "1800"),
        ("asylum.support.other_places_date", "2025-08-06"),
        ("asylum.support.other_places_growth", "0.0"),
    ]));
    let expected = |metric, day: usize| match metric {
        Metric::AsylumClaims => 100.0,
        Metric::AsylumBacklog => 1000.0,
        Metric::AppealsOpen => 500.0 + 10.0 * (day as f64 + 1.0),
        Metric::AsylumGranted => 28.0,
        Metric::AsylumRefused => 60.0,
        other => panic!("nothing is expected of {}", other.name()),
    };
    for (day, row) in records.days.iter().enumerate() {
        for metric in [
            Metric::AsylumClaims,
            Metric::AsylumBacklog,
            Metric::AppealsOpen,
            Metric::AsylumGranted,
            Metric::AsylumRefused,
        ] {
            // Fractions are carried over, and rounding can put one off until the next day.
            let (found, expected) = (row[metric], expected(metric, day));
            assert!((found - expected).abs() <= 2.0, "{} is {found} on day {day}, expected {expected}", metric.name());
        }
        let supported = 0.5 * row[Metric::AsylumBacklog] + 0.25 * row[Metric::AppealsOpen] + 0.125 * 9100.0;
        assert!((row[Metric::Accommodated] - supported).abs() < 1.0, "{supported} are supported on day {day}");
        assert_eq!(row[Metric::InHotels], (row[Metric::Accommodated] - 1800.0).max(0.0), "hotels on day {day}");
    }
    let days = records.days.len() as f64;
    for (metric, a_day) in [(Metric::AsylumGranted, 28.0), (Metric::AsylumRefused, 60.0), (Metric::AsylumClaims, 100.0)]
    {
        assert!((total(&records, metric) - a_day * days).abs() <= 3.0, "{} lost fractions", metric.name());
    }
}

#[test]
fn fractions_of_claims_add_up() {
    // Three claims a fortnight, seen in the backlog since nothing is decided.
    let records = run(&steady(&[
        ("run.start", "2025-08-06"),
        ("run.end", "2025-12-31"),
        ("run.warm_up_days", "0"),
        ("arrivals_in_france.per_year", "0"),
        ("asylum.other_weekly_claims", "1.5"),
        ("asylum.awaiting_known_on", "[2025-08-06]"),
        ("asylum.awaiting_known", "[10]"),
        ("asylum.weekly_decisions", "0"),
    ]));
    for (day, row) in records.days.iter().enumerate() {
        let expected = 10.0 + (1.5 / 7.0 * (day as f64 + 1.0));
        let found = row[Metric::AsylumBacklog];
        assert!(found <= expected + 1e-9 && found > expected - 1.0 - 1e-9, "day {day}: {found} of {expected}");
    }
}

/// Ten people a day land and claim, and nobody else does; no agreement.
fn people(settings: &[(&str, &str)], grant_rate: f64) -> Plan {
    let only = [
        ("agreement.enabled", "false"),
        ("asylum.other_weekly_claims", "0"),
        ("asylum.weekly_decisions", "100000"),
        ("asylum.withdrawn_share", "0.0"),
        ("asylum.weekly_appeals", "100000"),
    ];
    with_origins(clockwork(&[&only[..], settings].concat()), |origin| origin.grant_rate = grant_rate)
}

#[test]
fn each_persons_claim_goes_one_way() {
    let sums = |settings: &[(&str, &str)], grant_rate| {
        let records = run(&people(settings, grant_rate));
        let landed = total(&records, Metric::Arrivals);
        let shares = [Metric::AsylumClaims, Metric::AsylumGranted, Metric::AsylumRefused]
            .map(|metric| total(&records, metric) / landed);
        let last = records.days.last().expect("a day");
        (shares, [Metric::AsylumBacklog, Metric::AppealsOpen].map(|metric| last[metric] / landed))
    };
    let (appeal, no_appeal) = (("asylum.appeal_share", "1.0"), ("asylum.appeal_share", "0.0"));
    let (allowed, dismissed) = (("asylum.appeal_allowed_share", "1.0"), ("asylum.appeal_allowed_share", "0.0"));
    assert_eq!(sums(&[], 1.0), ([1.0, 1.0, 0.0], [0.0, 0.0]), "granted");
    assert_eq!(sums(&[no_appeal], 0.0), ([1.0, 0.0, 1.0], [0.0, 0.0]), "refused");
    assert_eq!(sums(&[appeal, allowed], 0.0), ([1.0, 1.0, 1.0], [0.0, 0.0]), "allowed on appeal");
    assert_eq!(sums(&[appeal, dismissed], 0.0), ([1.0, 0.0, 1.0], [0.0, 0.0]), "dismissed");
    assert_eq!(sums(&[appeal, ("asylum.weekly_appeals", "0")], 0.0), ([1.0, 0.0, 1.0], [0.0, 1.0]), "appeals wait");
    assert_eq!(sums(&[("asylum.withdrawn_share", "1.0")], 1.0), ([1.0, 0.0, 0.0], [0.0, 0.0]), "withdrawn");
    assert_eq!(sums(&[("asylum.claim_share", "0.0")], 1.0), ([0.0, 0.0, 0.0], [0.0, 0.0]), "no claim");
    assert_eq!(sums(&[("asylum.weekly_decisions", "0")], 1.0), ([1.0, 0.0, 0.0], [1.0, 0.0]), "nothing decided");
}

#[test]
fn shares_of_people_are_those_said() {
    let records = run(&people(
        &[
            ("run.end", "2026-08-06"),
            ("asylum.claim_share", "0.8"),
            ("asylum.withdrawn_share", "0.25"),
            ("asylum.appeal_share", "0.4"),
            ("asylum.weekly_appeals", "0"),
        ],
        0.3,
    ));
    let [landed, claims, granted, refused] =
        [Metric::Arrivals, Metric::AsylumClaims, Metric::AsylumGranted, Metric::AsylumRefused]
            .map(|metric| total(&records, metric));
    assert_share("claims", claims, landed, 0.8);
    assert_share("decided", granted + refused, claims, 0.75);
    assert_share("granted", granted, granted + refused, 0.3);
    assert_share("appealed", records.days.last().expect("a day")[Metric::AppealsOpen], refused, 0.4);
}

#[test]
fn the_queue_is_first_come_first_served() {
    // Ten decisions a day and a backlog of 700 others, whose claims are all refused; people's are all granted.
    let plan = people(
        &[
            ("asylum.awaiting_known", "[700]"),
            ("asylum.weekly_decisions", "70"),
            ("asylum.other_grant_rate", "0.0"),
            ("asylum.appeal_share", "0.0"),
        ],
        1.0,
    );
    let records = run(&plan);
    let [granted, refused] = [Metric::AsylumGranted, Metric::AsylumRefused].map(|metric| daily(&records, metric));
    for day in 0..records.days.len() {
        let others = day < 70;
        assert_eq!((granted[day], refused[day]), if others { (0.0, 10.0) } else { (10.0, 0.0) }, "day {day}");
    }
    // The same of appeals: of those lodged before the run and of people's, which are all allowed.
    let plan = people(
        &[
            ("asylum.appeals_known", "[700]"),
            ("asylum.weekly_appeals", "70"),
            ("asylum.appeal_share", "1.0"),
            ("asylum.appeal_allowed_share", "1.0"),
            ("asylum.other_weekly_claims", "7"),
            ("asylum.other_grant_rate", "0.0"),
        ],
        0.0,
    );
    let records = run(&plan);
    let [granted, refused, open] =
        [Metric::AsylumGranted, Metric::AsylumRefused, Metric::AppealsOpen].map(|metric| daily(&records, metric));
    let mut waiting = 700.0;
    for day in 0..records.days.len() {
        waiting += refused[day] - 10.0;
        assert_eq!((granted[day], open[day]), (10.0, waiting), "day {day}");
    }
}

#[test]
fn outcomes_follow_the_queue_above_its_working_stock() {
    // Nobody claims; of 10,000 people 2,000 are never ready, and a hundredth of the others a day is worked off, at most
    // 50 a day. Otherwise decisions would go on at full pace until nobody is left.
    let records = run(&steady(&[
        ("run.start", "2025-08-06"),
        ("run.end", "2026-12-31"),
        ("run.warm_up_days", "0"),
        ("arrivals_in_france.per_year", "0"),
        ("asylum.other_weekly_claims", "0"),
        ("asylum.awaiting_known_on", "[2025-08-06]"),
        ("asylum.awaiting_known", "[10000]"),
        ("asylum.working_stock", "2000"),
        ("asylum.turnaround_days", "100"),
        ("asylum.weekly_decisions", "350"),
        ("asylum.withdrawn_share", "0"),
    ]));
    let mut awaiting: f64 = 10_000.0;
    for (day, row) in records.days.iter().enumerate() {
        awaiting -= f64::min(50.0, (awaiting - 2000.0) / 100.0);
        assert!((row[Metric::AsylumBacklog] - awaiting).abs() < 2.0, "{awaiting} are expected on day {day}");
    }
    assert!(awaiting < 2200.0, "{awaiting} are left: the end was not reached");
}

#[test]
fn grants_follow_the_odds_of_the_day() {
    // Even odds made four times as good, and a quarter: 0.8 and 0.2 of all, of people and of counts.
    for (odds, share) in [("4", 0.8), ("0.25", 0.2)] {
        let settings = [("run.end", "2026-08-06"), ("asylum.grant_odds", odds), ("asylum.other_weekly_claims", "70")];
        let settings = [&settings[..], &[("asylum.other_grant_rate", "0.5"), ("asylum.appeal_share", "0.0")]].concat();
        let records = run(&people(&settings, 0.5));
        let [granted, refused] = [Metric::AsylumGranted, Metric::AsylumRefused].map(|metric| total(&records, metric));
        assert_share("granted", granted, granted + refused, share);
    }
}
