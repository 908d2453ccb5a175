//! Scenario files.

use serde_json::{Value, json};
use strait::scenario::ORIGINS_MAX;

use super::keys::{date, described, requiring, set};
use super::{file, parameters, paths};
use crate::design::RUNS_MAX;
use crate::scenario_file::{BASELINE, EMBEDDED, KeyPath, Node};

const ABOUT: &str =
    "What differs from another scenario, and from which date. Every key has a default from the baseline.";

pub(super) fn schema() -> Value {
    let mut properties = parameters::sections();
    properties.insert(
        "extends".to_owned(),
        json!({
            "type": "string",
            "minLength": 1,
            "default": BASELINE,
            "description": "The scenario whose values and interventions this one takes and changes, from where this file \
                is. \"baseline.toml\" is built in where there is no file of that name. Without it, the baseline's values \
                hold and none of its interventions.",
        }),
    );
    properties.insert("uncertainty".to_owned(), uncertainty(true));
    properties.insert("intervention".to_owned(), interventions());
    let mut definitions = parameters::definitions();
    definitions.insert("settings".to_owned(), changes());
    file("Strait scenario", ABOUT, properties.into(), definitions).into()
}

/// `[uncertainty]`, which in a sweep does not say how many runs there are.
pub(super) fn uncertainty(with_replicates: bool) -> Value {
    let mut properties = json!({
        "ensemble": {
            "type": "string",
            "description": "A file with an ensemble, from where this file is; each replicate takes one of its draws in place \
                of the baseline's defaults. \"none\" takes away one that is inherited.",
        },
    });
    if with_replicates {
        set(
            &mut properties,
            "replicates",
            json!({
                "type": "integer",
                "minimum": 1,
                "maximum": RUNS_MAX,
                "description": "How many runs `strait run` makes over the ensemble when it is not told [runs].",
            }),
        );
    }
    json!({
        "type": "object",
        "description": "From which ensemble a study takes its parameters.",
        "properties": properties,
        "required": ["ensemble"],
        "additionalProperties": false,
    })
}

/// `[[origin]]` tables, each with the keys of an origin and a name.
pub(super) fn origins(mut origin: Value) -> Value {
    let names: Vec<&str> = EMBEDDED
        .tree
        .at(&KeyPath::default().join("origin"))
        .and_then(Node::as_table)
        .into_iter()
        .flat_map(|origins| origins.entries().map(|entry| entry.key.as_str()))
        .collect();
    // Any name, and the known ones to choose from.
    let name = json!({ "anyOf": [{ "type": "string", "enum": names }, { "type": "string", "pattern": "\\S" }] });
    let about = "The group's name, as the Home Office gives the nationality. One that is known is changed, with the keys \
        that are given; a new one needs all keys.";
    if let Some(Value::Object(keys)) = origin.get_mut("properties") {
        keys.insert("name".to_owned(), described(name, about));
    }
    json!({ "type": "array", "items": requiring(origin, &["name"]), "maxItems": ORIGINS_MAX })
}

fn interventions() -> Value {
    json!({
        "type": "array",
        "description": "Parameters that change on a date.",
        "items": {
            "type": "object",
            "properties": {
                "date": described(date(), "The first day on which the new values hold, within the run or its warm-up [date]."),
                "set": { "$ref": "#/definitions/settings" },
                "note": { "type": "string", "description": "Why, in a sentence; reports quote it." },
            },
            "required": ["date", "set"],
            "additionalProperties": false,
        },
    })
}

/// What an intervention sets. What a run is cannot change in it.
fn changes() -> Value {
    let paths: Vec<KeyPath> = paths::all().into_iter().filter(|path| !paths::is_of_run(path)).collect();
    let about = "Paths of parameters with their new values, such as { \"home_office.detention.beds\" = 600 }.";
    described(paths::settings(&paths), about)
}
