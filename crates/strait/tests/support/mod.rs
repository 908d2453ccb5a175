//! Scenarios for tests: the shipped baseline, changed by dotted paths.

use jiff::civil::Date;
use strait::scenario::{Change, Plan, Scenario};
use toml::{Table, Value};

/// The shipped baseline with its dated changes.
pub fn baseline() -> Plan {
    with(&[])
}

/// The shipped baseline with these parameters changed from the start, dated changes and all.
pub fn with(settings: &[(&str, &str)]) -> Plan {
    build(settings, true)
}

/// The shipped baseline's parameters with these changed, and no dated changes.
pub fn steady(settings: &[(&str, &str)]) -> Plan {
    build(settings, false)
}

fn build(settings: &[(&str, &str)], dated: bool) -> Plan {
    let mut table: Table =
        include_str!("../../../../scenarios/baseline.toml").parse().expect("the shipped baseline parses");
    let interventions = table.remove("intervention").expect("the baseline has dated changes");
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
        if date <= plan.scenario.run.end {
            plan.changes.push(Change { date, scenario: scenario(&table) });
        }
    }
    plan
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
