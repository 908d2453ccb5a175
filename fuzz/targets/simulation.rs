//! Runs of scenarios that pass their check: whatever the parameters are, every day has a row of numbers.
//!
//! An input is a list of parameters and values for them; what cannot be together is left out, so that every input makes a
//! run.

use std::sync::LazyLock;

use strait::metrics::{METRICS, Metric};
use strait::outcomes::outcomes_of;
use strait::records::Records;
use strait::simulation::Simulation;
use strait_runner::scenario_file::ScenarioFile;
use toml::Value;

use super::bytes::Bytes;

/// Most memory that a run may ask for, lest all of them together take too long [bytes].
const MEMORY_MAX: u64 = 24 << 20;
/// Most parameters that are changed.
const CHANGES_MAX: usize = 24;

/// Every parameter of the baseline but those of the run, with its value.
static PARAMETERS: LazyLock<Vec<(String, Value)>> = LazyLock::new(|| {
    let text = ScenarioFile::baseline().to_toml().expect("a scenario");
    let table: toml::Table = text.parse().expect("a scenario is TOML");
    let mut leaves = Vec::new();
    for (key, value) in &table {
        if !matches!(key.as_str(), "run" | "intervention" | "deterrence") {
            add(key, value, &mut leaves);
        }
    }
    leaves
});

/// The forms of deterrence.
const FORMS: [&str; 4] = [
    "\"none\"",
    "{ linear = { semi_elasticity = X } }",
    "{ threshold = { midpoint = X, width = Y, strength = Z } }",
    "{ expected_utility = { median_value_eur = X, value_sd = Y, return_cost_eur = Z } }",
];

fn add(path: &str, value: &Value, leaves: &mut Vec<(String, Value)>) {
    match value {
        Value::Table(table) => table.iter().for_each(|(key, value)| add(&format!("{path}.{key}"), value, leaves)),
        Value::Array(origins) if path == "origin" => {
            for origin in origins.iter().filter_map(Value::as_table) {
                let name = origin["name"].as_str().expect("an origin has a name");
                for (key, value) in origin.iter().filter(|(key, _)| *key != "name") {
                    add(&format!("origin.\"{name}\".{key}"), value, leaves);
                }
            }
        }
        value => leaves.push((path.to_owned(), value.clone())),
    }
}

pub fn run(bytes: &[u8]) {
    let mut input = Bytes(bytes);
    let mut scenario = ScenarioFile::baseline();
    let start = ["2025-08-01", "2025-09-10", "2026-01-20", "2026-07-25", "2026-09-20"][input.below(5)];
    let scale = [0.001, 0.004, 0.02][input.below(3)];
    let end: jiff::civil::Date = start.parse().expect("a date");
    let end = end.saturating_add(jiff::Span::new().days(1 + input.below(60) as i64));
    let warm_up = input.below(15);
    for setting in [
        format!("run.start={start}"),
        format!("run.end={end}"),
        format!("run.warm_up_days={warm_up}"),
        format!("run.scale={scale}"),
    ] {
        scenario.set(&setting).expect("a run");
    }
    let seed = u64::from(input.byte());
    for _ in 0..CHANGES_MAX {
        if input.is_empty() {
            break;
        }
        let setting = setting(&mut input);
        let mut changed = scenario.clone();
        if changed.set(&setting).is_ok() && changed.plan().is_ok_and(|plan| plan.memory() <= MEMORY_MAX) {
            scenario = changed;
        }
    }
    let plan = scenario.plan().expect("what is changed is sound");
    let said = || scenario.to_toml().expect("a scenario can be written");
    let simulation = Simulation::new(&plan, seed, 0).unwrap_or_else(|error| panic!("{error}\n{}", said()));
    let mut records = Records { start: plan.scenario.run.start, days: Vec::new(), groups: Vec::new() };
    for day in simulation {
        for &metric in METRICS {
            // Where there is no agreement, France has no willingness to keep it.
            let none = metric == Metric::FrenchCooperation && day.row[Metric::AgreementActive] == 0.0;
            assert!(
                day.row[metric].is_finite() || none,
                "{} is {} on {}\n{}",
                metric.name(),
                day.row[metric],
                day.date,
                said()
            );
        }
        records.days.push(day.row);
    }
    assert!(!outcomes_of(&plan, &records).is_empty());
}

fn setting(input: &mut Bytes<'_>) -> String {
    let parameters = &*PARAMETERS;
    let which = usize::from(input.byte()) | usize::from(input.byte()) << 8;
    let which = which % (parameters.len() + 4);
    match parameters.get(which) {
        Some((path, value)) => format!("{path}={}", other(input, value)),
        None => {
            let mut form = FORMS[which - parameters.len()].to_owned();
            for place in ["X", "Y", "Z"] {
                form = form.replace(place, &float(input.number()));
            }
            format!("deterrence={form}")
        }
    }
}

/// Another value of the same kind.
fn other(input: &mut Bytes<'_>, value: &Value) -> Value {
    match value {
        Value::Integer(value) => Value::Integer(match input.below(8) {
            0 => 0,
            1 => 1,
            2 => i64::from(u32::MAX),
            3 => value.saturating_mul(1000),
            4 => i64::from(input.byte()),
            5 => i64::from(input.byte()) << 8 | i64::from(input.byte()),
            6 => value / 10,
            _ => value + 1,
        }),
        Value::Float(value) => Value::Float(match input.below(8) {
            0 => 0.0,
            1 => 1.0,
            2 => value * 1000.0,
            3 => value / 1000.0,
            4 => value * f64::from(input.byte()) / 64.0,
            5 => -value,
            _ => input.number(),
        }),
        Value::Boolean(value) => Value::Boolean(!value),
        Value::Array(items) => Value::Array(items.iter().map(|item| other(input, item)).collect()),
        Value::String(text) => Value::String(match text.parse::<jiff::civil::Date>() {
            Ok(date) => {
                let days = i64::from(input.byte()) - 128;
                date.saturating_add(jiff::Span::new().days(days)).to_string()
            }
            Err(_) => ["random", "by_origin", "reentrants_first", ""][input.below(4)].to_owned(),
        }),
        other => other.clone(),
    }
}

/// A number as TOML writes it.
fn float(number: f64) -> String {
    Value::Float(number).to_string()
}
