//! Scenarios for tests: the shipped baseline, changed by dotted paths.
#![allow(dead_code, reason = "each test file uses its own part")]

use jiff::civil::Date;
use strait::metrics::{METRICS, Metric, Row};
use strait::records::{Counted, Records};
use strait::scenario::{Change, Plan, Scenario};
use toml::{Table, Value};

/// The shipped baseline with its dated changes.
pub(crate) fn baseline() -> Plan {
    with(&[])
}

/// The shipped baseline with these parameters changed from the start, dated changes and all.
pub(crate) fn with(settings: &[(&str, &str)]) -> Plan {
    build(settings, true)
}

/// The shipped baseline's parameters with these changed, and no dated changes.
pub(crate) fn steady(settings: &[(&str, &str)]) -> Plan {
    build(settings, false)
}

fn build(settings: &[(&str, &str)], dated: bool) -> Plan {
    let mut table: Table =
        include_str!("../../../../scenarios/baseline.toml").parse().expect("the shipped baseline parses");
    let interventions = table.remove("intervention").expect("the baseline has dated changes");
    // Whose parameters are drawn is no part of a scenario.
    table.remove("uncertainty");
    for (path, value) in settings {
        let value = format!("value = {value}").parse::<Table>().expect("a TOML value")["value"].clone();
        set(&mut table, path, value);
    }
    let mut plan = Plan::steady(scenario(&table));
    for intervention in interventions.as_array().expect("a list").iter().filter(|_| dated) {
        for (path, value) in intervention["set"].as_table().expect("a table") {
            set(&mut table, path, value.clone());
        }
        let date: Date = intervention["date"].to_string().parse().expect("a date");
        if date < plan.scenario.run.first_day() {
            // What changed before the warm-up is how it begins.
            plan.scenario = scenario(&table);
        } else if date <= plan.scenario.run.end {
            plan.changes.push(Change { date, scenario: scenario(&table) });
        }
    }
    plan
}

/// A world in which nothing is left to chance: ten adults a day come, cross on the next day in boats of one, and are all
/// chosen for return; replies take ten days, notice five, and everything that could stop a return is off.
pub(crate) fn clockwork(settings: &[(&str, &str)]) -> Plan {
    let mut all = CLOCKWORK.to_vec();
    all.extend_from_slice(settings);
    steady(&all)
}

const CLOCKWORK: &[(&str, &str)] = &[
    ("run.start", "2025-08-06"),
    ("run.end", "2026-02-01"),
    ("run.warm_up_days", "0"),
    ("arrivals_in_france.per_year", "3652.5"),
    ("arrivals_in_france.seasonality", "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"),
    ("arrivals_in_france.dispersion", "1e12"),
    ("arrivals_in_france.drift_sd", "0.0"),
    ("arrivals_in_france.adult_share", "1.0"),
    ("sea.crossing_day_share", "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"),
    ("sea.persistence", "0.0"),
    ("sea.quality_shape", "1e12"),
    ("sea.deaths_per_thousand", "0.0"),
    ("sea.deaths_per_incident", "1e-9"),
    ("smugglers.boats_per_crossing_day", "1000"),
    ("smugglers.supply_power", "0.0"),
    ("smugglers.load", "1"),
    ("smugglers.load_growth", "0.0"),
    ("smugglers.load_sd", "0.0"),
    ("smugglers.load_max", "1"),
    ("northern_france.resolve_mean", "50"),
    ("northern_france.resolve_sd", "0.0"),
    ("northern_france.danger_utility", "0.0"),
    ("northern_france.leave_utility", "-50"),
    ("france.patrols.prevention_share", "0.0"),
    ("france.patrols.rescued_back_share", "0.0"),
    ("france.replies.days_low", "10"),
    ("france.replies.days_usual", "10"),
    ("france.replies.days_high", "10"),
    ("france.replies.refusal_share", "0.0"),
    ("france.replies.weekly_capacity", "100000"),
    ("france.reception.weekly_places", "100000"),
    ("france.reception.north_again_share", "0.0"),
    ("france.cooperation.start", "1.0"),
    ("france.cooperation.ceiling", "1.0"),
    ("france.cooperation.shocks_per_year", "0.0"),
    ("france.cooperation.imbalance_sensitivity", "0.0"),
    ("agreement.expiry", "2045-01-01"),
    ("agreement.tolerance_returns_ahead", "1e9"),
    ("home_office.selection.share", "1.0"),
    ("agreement.parity", "\"daily_limit\""),
    ("scale_up.levels", "[]"),
    ("home_office.detention.beds", "100000"),
    ("home_office.detention.bail_daily_chance", "0.0"),
    ("home_office.casework.weekly_cases", "100000"),
    ("home_office.casework.weekly_decisions", "100000"),
    ("home_office.casework.request_days", "1"),
    ("home_office.casework.decision_days", "1"),
    ("home_office.flights.weekly_flights", "7"),
    ("home_office.flights.seats_per_flight", "100000"),
    ("home_office.flights.cancellation_share", "0.0"),
    ("courts.trafficking.referral_share", "0.0"),
    ("courts.trafficking.referral_share_without_signs", "0.0"),
    ("courts.human_rights.claim_share", "0.0"),
    ("courts.interim_relief.application_share", "0.0"),
    ("courts.systemic.challenges_per_year", "0.0"),
    ("asylum.claim_share", "1.0"),
    ("asylum.grant_odds", "1.0"),
    ("asylum.awaiting_known_on", "[2025-08-06]"),
    ("asylum.awaiting_known", "[0]"),
    ("asylum.appeals_known_on", "[2025-08-06]"),
    ("asylum.appeals_known", "[0]"),
    ("asylum.working_stock", "0"),
    ("asylum.turnaround_days", "1"),
];

/// Total of a flow over the run.
pub(crate) fn total(records: &Records, metric: Metric) -> f64 {
    records.days.iter().map(|row| row[metric]).sum()
}

/// What is wrong with a run whatever its scenario: someone lost on the way, a number that is none, fewer people than none.
/// The daily balance of people present, in and out is checked inside: a run that loses someone panics.
pub(crate) fn fault(records: &Records) -> Option<String> {
    for (date, row) in records.dated() {
        let at_sea = row[Metric::Arrivals] + row[Metric::Prevented] + row[Metric::RescuedBack] + row[Metric::Deaths];
        if row[Metric::Attempts] != at_sea {
            return Some(format!("{} attempts on {date}, which came to {at_sea}", row[Metric::Attempts]));
        }
        for &metric in METRICS {
            let value = row[metric];
            let in_force = [Metric::AgreementActive, Metric::CourtPause, Metric::FrenchSuspension];
            if metric == Metric::FrenchCooperation && in_force.iter().all(|flag| row[*flag] == 0.0) {
                if !value.is_nan() {
                    return Some(format!("France cooperates without an agreement on {date}: {value}"));
                }
                continue;
            }
            if !value.is_finite() || (value < 0.0 && metric != Metric::LedgerGap) {
                return Some(format!("{} on {date} is {value}", metric.name()));
            }
        }
    }
    // By whom: every origin, age and sex together are everyone.
    for counted in Counted::ALL {
        let by_group: u64 = records.groups.iter().map(|group| group.count(counted)).sum();
        let all = total(records, counted.metric());
        if by_group as f64 != all {
            return Some(format!("{} of all groups are {by_group}, of all days {all}", counted.metric().name()));
        }
    }
    // Those detained came in and went out by counted ways.
    for (before, after) in records.days.iter().zip(&records.days[1..]) {
        let expected =
            before[Metric::Detained] + after[Metric::Selected] - after[Metric::Returned] - after[Metric::Released];
        if after[Metric::Detained] != expected {
            return Some(format!("{} people detained, who should be {expected}", after[Metric::Detained]));
        }
    }
    None
}

/// A digest of every bit of every row (64-bit FNV-1a).
pub(crate) fn digest(rows: &[Row]) -> u64 {
    let bytes = rows.iter().flat_map(|row| row.values()).flat_map(|value| value.to_bits().to_le_bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |digest, byte| (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}

/// First day of the run, counted from 0, on which a metric is above 0.
pub(crate) fn first_day(records: &Records, metric: Metric) -> Option<usize> {
    records.days.iter().position(|row| row[metric] > 0.0)
}

/// Sets a dotted path; `deterrence` is a choice and replaced whole.
fn set(table: &mut Table, path: &str, value: Value) {
    match path.split_once('.') {
        Some((section, rest)) => {
            set(
                table.get_mut(section).and_then(Value::as_table_mut).unwrap_or_else(|| panic!("no {section}")),
                rest,
                value,
            );
        }
        None => {
            assert!(table.contains_key(path), "no {path}");
            table.insert(path.to_owned(), value);
        }
    }
}

fn scenario(table: &Table) -> Scenario {
    dates_as_text(Value::Table(table.clone())).try_into().expect("a whole scenario")
}

fn dates_as_text(value: Value) -> Value {
    match value {
        Value::Datetime(date) => Value::String(date.to_string()),
        Value::Array(values) => Value::Array(values.into_iter().map(dates_as_text).collect()),
        Value::Table(table) => {
            Value::Table(table.into_iter().map(|(key, value)| (key, dates_as_text(value))).collect())
        }
        other => other,
    }
}
