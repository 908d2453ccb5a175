//! What a parameter may be, in words and with its unit, for messages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use strait::scenario::Scenario;
use toml::Value;

use super::key_path::KeyPath;
use crate::evidence;

/// What stands for the name of any origin.
const ANY_ORIGIN: &str = "*";

/// What each numeric parameter may be, as the scenario's own check says it of a value that cannot be.
static LIMITS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let text = include_str!("../../../../scenarios/baseline.toml");
    let Ok(baseline) = text.parse::<toml::Table>() else { return BTreeMap::new() };
    let mut baseline = as_types_read_it(Value::Table(baseline));
    let mut limits = BTreeMap::new();
    for form in [
        "threshold = { midpoint = 0.5, width = 0.5, strength = 0.5 }",
        "expected_utility = { median_value_eur = 1.0, value_sd = 1.0, return_cost_eur = 1.0 }",
        "linear = { semi_elasticity = 1.0 }",
    ] {
        if let (Some(table), Ok(form)) = (baseline.as_table_mut(), form.parse::<toml::Table>()) {
            table.insert("deterrence".to_owned(), Value::Table(form));
        }
        for place in numbers(&baseline) {
            let path = place.join(".").replacen("origin.0.", &format!("origin.{ANY_ORIGIN}."), 1);
            if let Some(allowed) = said_of(&baseline, &place) {
                limits.insert(path, allowed);
            }
        }
    }
    limits
});

/// What a parameter may be, with its unit; of a list, each of its values. None for what is no number.
pub(super) fn of(path: &KeyPath) -> Option<String> {
    let allowed = LIMITS.get(&known_as(path.parts()))?;
    Some(with_unit(&path.to_string(), allowed))
}

/// What is allowed of a number at a path, its unit among the words.
pub(super) fn with_unit(path: &str, allowed: &str) -> String {
    let Some(unit) = unit(path) else { return allowed.to_owned() };
    let (what, per) = unit.split_once('/').unwrap_or((unit, ""));
    let noun = match (what, per) {
        (_, "1000" | "100" | "EUR 1000" | "point" | "level") | ("log" | "unit" | "count", "") => {
            return format!("{allowed} [{unit}]");
        }
        ("share" | "ratio" | "weight" | "power" | "utility" | "level" | "level 0–1", _) => {
            format!("a {}", what.trim_end_matches(" 0–1"))
        }
        ("count", _) => "a number".to_owned(),
        _ => format!("a number of {what}"),
    };
    let noun = if per.is_empty() { noun } else { format!("{noun} a {per}") };
    if let Some(rest) = allowed.strip_prefix("a whole number") {
        return format!("{}{rest}", noun.replacen("a number", "a whole number", 1));
    }
    allowed.strip_prefix("a number").map_or_else(|| allowed.to_owned(), |rest| format!("{noun}{rest}"))
}

/// Whether a parameter is a share, from 0 to 1.
pub(super) fn is_share(path: &str) -> bool {
    unit(path).is_some_and(|unit| unit.starts_with("share") || unit == "level 0–1")
}

/// The unit that the evidence register gives; of an origin that it does not know, that of any other.
fn unit(path: &str) -> Option<&'static str> {
    let entry = evidence::entry(path).or_else(|| {
        let key = path.strip_prefix("origin.")?.rsplit('.').next()?;
        evidence::register().iter().find(|entry| entry.path.starts_with("origin.") && entry.path.ends_with(key))
    })?;
    Some(entry.unit.as_str()).filter(|unit| !unit.is_empty() && *unit != "date")
}

fn known_as(parts: &[String]) -> String {
    match parts {
        [origin, _, key] if origin == "origin" => format!("origin.{ANY_ORIGIN}.{key}"),
        parts => parts.join("."),
    }
}

/// Dates as texts, which is how the scenario's types read them, and what is no parameter left out.
fn as_types_read_it(value: Value) -> Value {
    match value {
        Value::Datetime(date) => Value::String(date.to_string()),
        Value::Array(items) => Value::Array(items.into_iter().map(as_types_read_it).collect()),
        Value::Table(table) => Value::Table(
            table
                .into_iter()
                .filter(|(key, _)| key != "intervention" && key != "uncertainty")
                .map(|(key, value)| (key, as_types_read_it(value)))
                .collect(),
        ),
        other => other,
    }
}

/// The place of each number, or list of numbers, of all origins the first's.
fn numbers(value: &Value) -> Vec<Vec<String>> {
    fn add(value: &Value, at: &[String], places: &mut Vec<Vec<String>>) {
        let below = |key: &str| at.iter().cloned().chain([key.to_owned()]).collect::<Vec<_>>();
        match value {
            Value::Integer(_) | Value::Float(_) => places.push(at.to_vec()),
            Value::Array(items) if at == ["origin"] => {
                items.iter().take(1).for_each(|origin| add(origin, &below("0"), places));
            }
            Value::Array(items) if items.iter().all(|item| item.is_float() || item.is_integer()) => {
                places.push(at.to_vec());
            }
            Value::Table(table) => table.iter().for_each(|(key, value)| add(value, &below(key), places)),
            _ => {}
        }
    }
    let mut places = Vec::new();
    add(value, &[], &mut places);
    places
}

/// What the check says is allowed at a place when no number stands there, or one larger than any that can be.
fn said_of(baseline: &Value, place: &[String]) -> Option<String> {
    [Value::Float(f64::NAN), Value::Integer(i64::from(u32::MAX))].into_iter().find_map(|wrong| {
        let mut tried = baseline.clone();
        let value = place.iter().try_fold(&mut tried, |value, key| match value {
            Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
            value => value.get_mut(key),
        })?;
        *value = match value {
            Value::Array(items) => Value::Array(vec![wrong; items.len().max(1)]),
            _ => wrong,
        };
        let name = baseline.get("origin")?.get(0)?.get("name")?.as_str()?;
        let path = place.join(".").replacen("origin.0.", &format!("origin.{name}."), 1);
        let problems = Scenario::deserialize(tried).ok()?.check();
        let problem = problems.into_iter().find(|problem| problem.path == path)?;
        // A limit that is another parameter's value holds in the baseline alone.
        Some(problem.allowed).filter(|allowed| allowed.starts_with("a ") && !allowed.contains('('))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario_file::{EMBEDDED, Shape, target};

    #[test]
    fn every_number_has_limits_with_its_unit() {
        let says = |path: &str| of(&KeyPath::parse(path).expect("a path")).unwrap_or_default();
        assert_eq!(says("home_office.selection.share"), "a share from 0 to 1");
        assert_eq!(says("home_office.detention.beds"), "a number of beds, 0 or more");
        assert_eq!(says("agreement.notice_days"), "a whole number of days from 0 to 3650");
        assert_eq!(says("origin.Atlantis.price_eur"), "a number of EUR, 0 or more");
        assert_eq!(says("sea.crossing_day_share"), "a share from 0 to 1");
        assert_eq!(says("deterrence.threshold.midpoint"), "a share from 0 to 1");
        assert_eq!(says("france.replies.weekly_capacity"), "a number of people a week, 0 or more");
        let without: Vec<String> = EMBEDDED
            .shape
            .leaves(&EMBEDDED.tree)
            .iter()
            .filter(|path| matches!(target(&EMBEDDED.shape, &EMBEDDED.tree, path), Ok(Shape::Number | Shape::Whole)))
            .filter(|path| of(path).is_none())
            .map(ToString::to_string)
            .collect();
        // Its limits are the shortest and the longest time to a reply, whatever they are.
        assert_eq!(without, ["france.replies.days_usual"]);
    }
}
