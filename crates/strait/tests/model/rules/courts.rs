//! A challenge to the whole scheme, stage by stage. `treaty.rs` takes it through to its end; here are the other ways.

use strait::metrics::Metric;
use strait::records::Records;
use strait::simulation::simulate;

use super::{assert_share, daily, run};
use crate::support::{clockwork, total};

/// Filed on day 0, permission on day 10, judgment on day 30, appeal on day 60.
fn challenged(more: &[(&str, &str)]) -> Records {
    let challenge = [
        ("run.end", "2025-11-03"),
        ("courts.systemic.challenges_per_year", "366"),
        ("courts.systemic.permission_days", "10"),
        ("courts.systemic.permission_share", "1.0"),
        ("courts.systemic.interim_pause_share", "0.0"),
        ("courts.systemic.hearing_days", "20"),
        ("courts.systemic.adverse_share", "0.0"),
        ("courts.systemic.appeal_days", "30"),
        ("courts.systemic.overturn_share", "0.0"),
        ("courts.systemic.strasbourg_pause_share", "0.0"),
        ("courts.systemic.ends_scheme_share", "0.0"),
        ("courts.systemic.compliance_days", "15"),
        ("courts.systemic.excluded_share", "1.0"),
    ];
    run(&clockwork(&[&challenge[..], more].concat()))
}

/// The days on which a court pauses returns.
fn paused(records: &Records) -> Vec<usize> {
    let pauses = daily(records, Metric::CourtPause);
    (0..pauses.len()).filter(|&day| pauses[day] == 1.0).collect()
}

#[test]
fn without_permission_it_is_over_and_another_can_be_filed() {
    let records = challenged(&[("courts.systemic.permission_share", "0.0")]);
    let [open, filed] = [Metric::ChallengesOpen, Metric::SystemicChallenges].map(|metric| daily(&records, metric));
    for day in 0..records.days.len() {
        assert_eq!(open[day], if day % 11 == 10 { 0.0 } else { 1.0 }, "day {day}");
        assert_eq!(filed[day], if day % 11 == 0 { 1.0 } else { 0.0 }, "day {day}");
    }
    assert!(paused(&records).is_empty());
}

#[test]
fn a_scheme_that_wins_throughout_is_never_paused() {
    let records = challenged(&[]);
    assert!(paused(&records).is_empty());
    let open = daily(&records, Metric::ChallengesOpen);
    assert!(open[..60].iter().all(|&open| open == 1.0) && open[60] == 0.0, "{open:?}");
    assert_eq!(total(&records, Metric::StoppedByCourtPause), 0.0);
}

#[test]
fn an_interim_pause_ends_with_a_judgment_for_the_scheme() {
    let records = challenged(&[("courts.systemic.interim_pause_share", "1.0")]);
    // The next challenge, filed on day 61, has permission on day 71.
    assert_eq!(paused(&records), (10..30).chain(71..90).collect::<Vec<_>>());
}

#[test]
fn an_adverse_judgment_pauses_returns_until_it_is_overturned() {
    let records = challenged(&[("courts.systemic.adverse_share", "1.0"), ("courts.systemic.overturn_share", "1.0")]);
    assert_eq!(paused(&records), (30..60).collect::<Vec<_>>());
    assert_eq!(total(&records, Metric::StoppedByEligibility), 0.0, "rules changed though the scheme won");
}

#[test]
fn a_scheme_that_loses_only_on_appeal_is_paused_from_then_until_it_complies() {
    let records = challenged(&[("courts.systemic.overturn_share", "1.0")]);
    assert_eq!(paused(&records), (60..75).collect::<Vec<_>>());
    let [outside, landed] = [Metric::StoppedByEligibility, Metric::Arrivals].map(|metric| daily(&records, metric));
    assert!(outside[..75].iter().all(|&outside| outside == 0.0));
    assert_eq!(outside[75..], landed[75..]);
}

#[test]
fn a_challenge_goes_with_the_agreement() {
    let records = challenged(&[("agreement.expiry", "2025-08-20")]);
    let open = daily(&records, Metric::ChallengesOpen);
    assert!(open[..14].iter().all(|&open| open == 1.0) && open[14..].iter().all(|&open| open == 0.0), "{open:?}");
    let never = challenged(&[("agreement.enabled", "false")]);
    assert_eq!(total(&never, Metric::SystemicChallenges), 0.0);
}

#[test]
fn challenges_come_at_their_yearly_rate() {
    // A tenth a day.
    let plan = clockwork(&[("courts.systemic.challenges_per_year", "36.525"), ("run.end", "2025-08-06")]);
    let filed = (0..2000)
        .filter(|&replicate| {
            let records = simulate(&plan, 1, replicate).expect("a sound plan");
            total(&records, Metric::SystemicChallenges) == 1.0
        })
        .count();
    assert_share("filed on the first day", filed as f64, 2000.0, 0.1);
}
