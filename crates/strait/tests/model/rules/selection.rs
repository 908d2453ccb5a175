//! Whom the Home Office chooses for return.

use strait::metrics::Metric;

use super::{changed_on_day, run, so_far, with_origins};
use crate::support::{clockwork, total};

#[test]
fn the_chosen_are_their_share_of_the_eligible_and_fractions_add_up() {
    let records = run(&clockwork(&[("home_office.selection.share", "0.3")]));
    let [landed, chosen] = [Metric::Arrivals, Metric::Selected].map(|metric| so_far(&records, metric));
    for day in 0..records.days.len() {
        assert!((chosen[day] - 0.3 * landed[day]).abs() < 1.0 + 1e-9, "day {day}: {} of {}", chosen[day], landed[day]);
    }
    let [chosen, passed_over] = [Metric::Selected, Metric::StoppedBySelection].map(|metric| total(&records, metric));
    assert_eq!(chosen + passed_over, total(&records, Metric::Arrivals));
}

/// Share of those detained who are of the first origin: the only one with signs of trafficking.
fn share_of_first_origin(rule: &str) -> f64 {
    let mut plan = clockwork(&[
        ("home_office.selection.rule", rule),
        ("home_office.selection.first_origins", "[\"Eritrea\"]"),
        ("home_office.selection.share", "0.2"),
    ]);
    plan.scenario.origin.truncate(2);
    plan.scenario.origin[0].share = 1.0;
    plan.scenario.origin[1].share = 1.0;
    plan.scenario.origin[0].trafficking_indicator_share = 1.0;
    plan.scenario.origin[1].trafficking_indicator_share = 0.0;
    let records = run(&plan);
    total(&records, Metric::VulnerableSelected) / total(&records, Metric::Selected)
}

#[test]
fn the_first_origins_are_taken_before_others_when_the_rule_says_so() {
    let by_origin = share_of_first_origin("\"by_origin\"");
    // On one day in a hundred fewer of them come than are chosen.
    assert!(by_origin > 0.97, "{by_origin}");
    let by_lot = share_of_first_origin("\"random\"");
    assert!((by_lot - 0.5).abs() < 0.15, "{by_lot}");
}

#[test]
fn whoever_was_returned_before_is_taken_first_when_the_rule_says_so() {
    // One bed, and a return that ends where it began on the day on which the bed is free again: one person goes round for
    // good, so that either all returns or none are of someone with a founded claim.
    let founded = |rule| {
        let plan = clockwork(&[
            ("run.end", "2026-08-06"),
            ("home_office.selection.rule", rule),
            ("home_office.detention.beds", "1"),
            ("france.reception.shelter_days", "0"),
            ("france.reception.north_again_share", "1.0"),
            ("france.reception.asylum_share", "0.0"),
            ("france.reception.days_to_north", "1"),
        ]);
        let records = run(&with_origins(plan, |origin| origin.grant_rate = 0.5));
        let returned = total(&records, Metric::Returned);
        assert_eq!(returned, 20.0, "a return every 18 days");
        total(&records, Metric::ReturnedWithFoundedClaim) / returned
    };
    let same = founded("\"reentrants_first\"");
    assert!(same == 0.0 || same == 1.0, "{same}");
    let others = founded("\"random\"");
    assert!(others > 0.0 && others < 1.0, "{others}");
}

#[test]
fn the_share_chosen_follows_a_dated_change() {
    let plan = changed_on_day(clockwork(&[("home_office.selection.share", "0.0")]), 50, |scenario| {
        scenario.home_office.selection.share = 1.0;
    });
    let records = run(&plan);
    let [landed, chosen] = [Metric::Arrivals, Metric::Selected].map(|metric| so_far(&records, metric));
    assert_eq!(chosen[49], 0.0);
    assert_eq!(chosen[179], landed[179] - landed[49]);
}

#[test]
fn whoever_landed_before_the_agreement_is_not_covered_however_late_they_are_screened() {
    // Four are screened a day and ten land, so that a queue from before the agreement lasts into it.
    let records =
        run(&clockwork(&[("agreement.in_force", "2025-08-16"), ("home_office.intake.daily_screenings", "4")]));
    let landed_before = so_far(&records, Metric::Arrivals)[9];
    let [stopped, chosen] = [Metric::StoppedByAgreement, Metric::Selected].map(|metric| so_far(&records, metric));
    for day in 0..records.days.len() {
        let screened = 4.0 * (day as f64 + 1.0);
        assert_eq!(stopped[day], f64::min(screened, landed_before), "day {day}");
        assert_eq!(chosen[day], f64::max(screened - landed_before, 0.0), "day {day}");
    }
    assert!(stopped[9] < landed_before, "nobody is left from before the agreement");
}
