//! What a parameter may be, in words and with its unit, for messages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use strait::scenario::{Bounds, Scenario};
use toml::Value;

use super::key_path::KeyPath;
use super::shape::{FORMS, FUTURES};
use crate::evidence;

/// What stands for the name of any origin.
const ANY_ORIGIN: &str = "*";

/// What each number may be, as the scenario's own check has it, under every form of deterrence and of scaling up.
static BOUNDS: LazyLock<BTreeMap<String, Bounds>> = LazyLock::new(|| {
    // A test says that there are bounds: the baseline is sound.
    let baseline = include_str!("../../../../scenarios/baseline.toml").parse().ok().map(Value::Table);
    let scenario = baseline.map(as_types_read_it).and_then(|baseline| Scenario::deserialize(baseline).ok());
    let Some(mut sample) = scenario else { return BTreeMap::new() };
    // A list has bounds where it has a value.
    sample.arrivals_in_france.levels = vec![1.0];
    sample.scale_up.levels = vec![1.0];
    let mut bounds = Vec::new();
    for form in FORMS {
        sample.deterrence = form;
        bounds.extend(sample.bounds());
    }
    for future in FUTURES {
        sample.scale_up.future = future;
        bounds.extend(sample.bounds());
    }
    let known = |(path, bounds): (String, Bounds)| Some((known_as(KeyPath::parse(&path).ok()?.parts()), bounds));
    bounds.into_iter().filter_map(known).collect()
});

/// What a number may be, or of a list each of its values; of an origin what it may be of any.
pub fn bounds(path: &KeyPath) -> Option<Bounds> {
    BOUNDS.get(&known_as(path.parts())).copied()
}

/// What a parameter may be, with its unit; of a list, each of its values. None for what is no number.
pub(super) fn of(path: &KeyPath) -> Option<String> {
    Some(with_unit(&path.to_string(), &bounds(path)?.to_string()))
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
