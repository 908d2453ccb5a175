//! How an agreement stands at a run's end, or how it ended: one of these, whatever happens.

use strait::outcomes::{outcomes, outcomes_of};
use strait::scenario::Plan;
use strait::simulation::simulate;

use super::changed_on_day;
use crate::support::{clockwork, with};

const PREFIX: &str = "ending_";

/// The endings of one run, by name without the prefix.
fn endings(plan: &Plan, replicate: u64) -> Vec<(String, f64)> {
    let records = simulate(plan, 7, replicate).expect("a run");
    let named = outcomes().into_iter().zip(outcomes_of(plan, &records));
    named.filter_map(|(outcome, value)| Some((outcome.name.strip_prefix(PREFIX)?.to_owned(), value))).collect()
}

/// The one ending that a run has.
fn only(plan: &Plan, replicate: u64) -> String {
    let all = endings(plan, replicate);
    let (yes, no): (Vec<_>, Vec<_>) = all.iter().partition(|(_, value)| *value == 1.0);
    assert!(yes.len() == 1 && no.iter().all(|(_, value)| *value == 0.0), "not one of all: {all:?}");
    yes[0].0.clone()
}

/// Were an ending left out, a reader would take the rest for standing.
#[test]
fn each_way_to_end_is_one_ending() {
    let of = |settings: &[(&str, &str)]| only(&clockwork(settings), 0);
    let expiry = ("agreement.expiry", "2025-12-01");
    let notice = [("france.cooperation.notice_level", "1.0"), ("france.cooperation.notice_weekly_chance", "1.0")];
    let weary = [("france.cooperation.start", "0.1"), ("france.cooperation.ceiling", "0.1"), notice[0], notice[1]];
    let ruling = [
        ("courts.systemic.challenges_per_year", "366"),
        ("courts.systemic.permission_days", "10"),
        ("courts.systemic.permission_share", "1.0"),
        ("courts.systemic.interim_pause_share", "0.0"),
        ("courts.systemic.hearing_days", "20"),
        ("courts.systemic.adverse_share", "1.0"),
        ("courts.systemic.appeal_days", "30"),
        ("courts.systemic.overturn_share", "0.0"),
        ("courts.systemic.ends_scheme_share", "1.0"),
        ("courts.systemic.compliance_days", "15"),
    ];
    assert_eq!(of(&[]), "stands");
    assert_eq!(of(&[expiry, ("agreement.renewal_days", "0")]), "lapsed");
    assert_eq!(of(&[("france.cooperation.suspended", "true")]), "suspended");
    assert_eq!(of(&[&weary[..], &[("agreement.notice_days", "30")]].concat()), "by_notice");
    assert_eq!(of(&ruling), "by_court");
    let taken_away = changed_on_day(clockwork(&[]), 60, |scenario| scenario.agreement.enabled = false);
    assert_eq!(only(&taken_away, 0), "otherwise");
    // Without an agreement there is nothing to end.
    assert!(endings(&clockwork(&[("agreement.enabled", "false")]), 0).iter().all(|(_, value)| value.is_nan()));
}

#[test]
fn over_many_runs_the_endings_are_all_runs() {
    let plan = with(&[("run.scale", "0.01"), ("run.end", "2026-12-31")]);
    for replicate in 0..12 {
        only(&plan, replicate);
    }
}
