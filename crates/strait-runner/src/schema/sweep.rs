//! Sweep files and question packs.

use serde_json::{Value, json};
use strait::outcomes::outcomes;

use super::keys::{described, described_table, limit, requiring, set};
use super::{file, parameters, paths, scenario};
use crate::design::{
    DESIGNS_OF_KEYS, Design, HEAD_KEYS_NEEDED, LEVELS, POINTS_LEAST, POINTS_MAX, RUNS_MAX, SCENARIO, SENTENCES_MAX,
    STEPS, head_shape,
};
use crate::evidence;
use crate::scenario_file::KeyPath;

const ABOUT: &str = "Which scenarios to run, how often each, and what to answer from them.";

const HEAD: [(&str, &str); 10] = [
    ("name", "Its name, which is that of the results' folder."),
    (
        "scenario",
        "The scenario that is swept, from where this file is; left out when an axis has the path \"scenario\".",
    ),
    (
        "design",
        "How points are laid out: every combination (grid), as listed (list), a Latin hypercube (lhs), Sobol points \
        (sobol), Morris's trajectories (morris) or Saltelli's design for Sobol indices (saltelli).",
    ),
    ("points", "How many points [points]; for lhs and sobol."),
    ("trajectories", "How many trajectories, each of one point more than there are axes [count]; for morris."),
    ("levels", "How many places an axis has, an even number [count]; for morris. Default: 4."),
    ("base", "How many rows, a power of two, each of two points more than there are axes [count]; for saltelli."),
    ("replicates", "Runs of each point [runs]."),
    ("from", "The day from which what is swept and set holds; for the whole run if none is given [date]."),
    ("resolution", "Whether a row of metrics is one day or one week. Default: \"weekly\"."),
];

const PATH: &str = "The parameter, with dots, such as \"home_office.detention.beds\".";

/// What the values of an axis or of what is fixed can be, by its path.
const VALUES: &str = "values";

pub(super) fn schema() -> Value {
    let fixed = json!({
        "type": "object",
        "properties": {
            "path": described(paths::one_of(&paths::all(), &[]), PATH),
            "value": { "description": "The value that it has in the whole sweep." },
        },
        "required": ["path", "value"],
        "additionalProperties": false,
        "allOf": [parameters::reference(VALUES)],
    });
    let properties = json!({
        "sweep": head(),
        "uncertainty": scenario::uncertainty(false),
        "axis": list("A parameter that is swept.", axis()),
        "set": list("A parameter that is fixed for the whole sweep.", fixed),
        "point": list("A point of the design \"list\": paths with their values, the same paths in each.", point()),
        "answer": answer(),
    });
    let mut definitions = parameters::definitions();
    definitions.insert(VALUES.to_owned(), values());
    let mut whole = file("Strait sweep", ABOUT, properties, definitions);
    whole.insert("required".to_owned(), json!(["sweep"]));
    whole.insert("allOf".to_owned(), json!([axes_or_points(), scenario_or_axis(), steps_of_a_grid()]));
    whole.into()
}

fn list(about: &str, item: Value) -> Value {
    json!({ "type": "array", "description": about, "items": item })
}

/// `[sweep]`, with the keys that its design takes.
fn head() -> Value {
    let mut head = described_table(&head_shape(), &HEAD);
    let seed = json!({ "type": "integer", "minimum": 0, "maximum": i64::MAX, "description": "The seed of all luck." });
    if let Some(Value::Object(keys)) = head.get_mut("properties") {
        keys.insert("seed".to_owned(), seed);
    }
    limit(&mut head, "design", json!({ "enum": Design::NAMES }));
    limit(&mut head, "replicates", json!({ "minimum": 1, "maximum": RUNS_MAX }));
    limit(&mut head, "points", json!({ "minimum": POINTS_LEAST, "maximum": RUNS_MAX }));
    limit(&mut head, "trajectories", json!({ "minimum": POINTS_LEAST, "maximum": POINTS_MAX }));
    limit(&mut head, "levels", json!({ "minimum": LEVELS.start(), "maximum": LEVELS.end(), "multipleOf": 2 }));
    let powers: Vec<u32> = (1..=POINTS_MAX.ilog2()).map(|power| 1 << power).collect();
    limit(&mut head, "base", json!({ "enum": powers }));
    let mut rules = vec![json!({
        "if": { "properties": { "design": { "const": "sobol" } } },
        "then": { "properties": { "points": { "maximum": POINTS_MAX } } },
    })];
    for (key, designs) in DESIGNS_OF_KEYS {
        let is_one = json!({ "properties": { "design": { "enum": designs } }, "required": ["design"] });
        // Morris's levels have a usual number.
        let needed: &[&str] = if key == "levels" { &[] } else { &[key] };
        rules.push(json!({ "if": is_one, "then": { "required": needed }, "else": { "properties": { key: false } } }));
    }
    set(&mut head, "allOf", rules);
    described(requiring(head, &HEAD_KEYS_NEEDED), "What is swept, how it is laid out, and how often each point is run.")
}

fn values() -> Value {
    let of_path = |_: &KeyPath, value: Value| {
        let each = json!({ "items": value });
        json!({ "properties": { "value": value, "values": each, "range": each } })
    };
    json!({ "allOf": paths::by_path(&paths::all(), of_path) })
}

/// `[[axis]]`: listed values, or a range.
fn axis() -> Value {
    let of_scenarios = json!({
        "if": { "properties": { "path": { "const": SCENARIO } }, "required": ["path"] },
        "then": { "properties": { "values": { "items": { "type": "string" } } }, "required": ["values"] },
    });
    // Without values or a range, the range is the evidence register's.
    let has_range = |path: &&KeyPath| {
        let entry = evidence::entry(&path.to_string()).filter(|entry| entry.low != entry.high);
        entry.is_some_and(|entry| !entry.low.is_empty() && !entry.high.is_empty())
    };
    let known: Vec<String> = paths::all().iter().filter(has_range).map(ToString::to_string).collect();
    let of_register = json!({
        "if": { "not": { "anyOf": [{ "required": ["values"] }, { "required": ["range"] }] } },
        "then": { "properties": { "path": { "enum": known } } },
    });
    json!({
        "type": "object",
        "properties": {
            "path": described(paths::one_of(&paths::all(), &[SCENARIO]), "The parameter, with dots, or \"scenario\" for whole scenarios."),
            "values": { "type": "array", "minItems": 1, "description": "Its values; of \"scenario\" their files, from where this file is." },
            "range": {
                "type": "array",
                "minItems": 2,
                "maxItems": 2,
                "description": "The two ends of a range of numbers or dates, the lower first. Default: the evidence register's.",
            },
            "scale": { "type": "string", "enum": ["linear", "log"], "description": "Whether a range is in even steps or in even ratios. Default: \"linear\"." },
            "steps": {
                "type": "integer",
                "minimum": STEPS.start(),
                "maximum": STEPS.end(),
                "description": "How many values a grid takes of a range [count].",
            },
        },
        "required": ["path"],
        "additionalProperties": false,
        "dependencies": { "values": { "properties": { "range": false, "scale": false, "steps": false } } },
        "allOf": [parameters::reference(VALUES), of_scenarios, of_register],
    })
}

/// `[[point]]`: paths with values, which may be of the run, and whole scenarios.
fn point() -> Value {
    let mut point = paths::settings(&paths::all());
    if let Some(Value::Object(keys)) = point.get_mut("properties") {
        keys.insert(
            SCENARIO.to_owned(),
            json!({ "type": "string", "description": "A scenario's file, from where this file is." }),
        );
    }
    point
}

/// A list has points, every other design axes.
fn axes_or_points() -> Value {
    let list = json!({ "properties": { "sweep": { "properties": { "design": { "const": "list" } }, "required": ["design"] } } });
    json!({
        "if": list,
        "then": { "required": ["point"], "properties": { "axis": false, "point": { "minItems": 1 } } },
        "else": { "required": ["axis"], "properties": { "point": false, "axis": { "minItems": 1 } } },
    })
}

/// The scenario is given once: by the head, or by an axis or the points.
fn scenario_or_axis() -> Value {
    let named = json!({ "properties": { "path": { "const": SCENARIO } }, "required": ["path"] });
    let by_axis = json!({ "required": ["axis"], "properties": { "axis": { "contains": named } } });
    let by_points =
        json!({ "required": ["point"], "properties": { "point": { "contains": { "required": [SCENARIO] } } } });
    json!({
        "if": { "anyOf": [by_axis, by_points] },
        "then": { "properties": { "sweep": { "properties": { SCENARIO: false } } } },
        "else": { "properties": { "sweep": { "required": [SCENARIO] } } },
    })
}

/// A grid is told how many values to take of a range; other designs choose them themselves.
fn steps_of_a_grid() -> Value {
    let grid = json!({ "properties": { "sweep": { "properties": { "design": { "const": "grid" } }, "required": ["design"] } } });
    let either = json!({ "anyOf": [{ "required": ["values"] }, { "required": ["steps"] }] });
    json!({
        "if": grid,
        "then": { "properties": { "axis": { "items": either } } },
        "else": { "properties": { "axis": { "items": { "properties": { "steps": false } } } } },
    })
}

/// `[[answer.sentence]]`: a setting, and what is then so.
fn sentence() -> Value {
    let axes = json!({ "type": "array", "items": { "type": "string" } });
    let values = json!({ "type": "object" });
    let mut against = values.clone();
    set(&mut against, "maxProperties", 1);
    let says = json!({ "type": "string", "pattern": "^([^{}0-9]*\\{[a-z0-9_]+\\})+[^{}0-9]*$" });
    json!({
        "type": "object",
        "properties": {
            "if": condition(),
            "then": described(says, "What is then so; the name of an outcome in braces stands for what it comes to, and no digit stands outside of braces."),
            "only": described(values, "Axes with the value to which the sentence keeps."),
            "over": described(axes, "Axes of which the lowest and the highest value are told, and not all together."),
            "against": described(against, "An axis with the value with which others are compared, run by run."),
        },
        "required": ["if", "then"],
        "additionalProperties": false,
    })
}

/// The setting of a sentence.
fn condition() -> Value {
    json!({ "type": "string", "pattern": "[^ ]", "description": "The setting in words, as they go on behind \"If\"." })
}

/// `[[answer.binds]]`: a setting of which is found what binds.
fn binds() -> Value {
    json!({
        "type": "object",
        "description": "The setting of which is found what binds: what a tenth more of each gate's capacity brings.",
        "properties": {
            "if": condition(),
            "only": described(json!({ "type": "object" }), "Axes with their values in that setting; of others it is the first value."),
        },
        "required": ["if"],
        "additionalProperties": false,
    })
}

/// `[answer]`: the question, the sentences that answer it, and the tables in which the answer is read off.
fn answer() -> Value {
    let names: Vec<String> = outcomes().into_iter().map(|outcome| outcome.name).collect();
    let axes = json!({ "type": "array", "items": { "type": "string" } });
    let values = json!({ "type": "object" });
    let mut against = values.clone();
    set(&mut against, "maxProperties", 1);
    let table = json!({
        "type": "object",
        "properties": {
            "name": { "type": "string", "pattern": "^[A-Za-z0-9-]+$", "description": "Its name, in letters, digits and hyphens, which is that of its file." },
            "title": { "type": "string", "description": "Its title." },
            "rows": described(axes, "The axes whose values make its rows."),
            "outcomes": {
                "type": "array",
                "items": { "type": "string", "enum": names },
                "description": "The outcomes in its columns.",
            },
            "across": { "type": "string", "description": "An axis whose values make the columns, for one outcome." },
            "only": described(values, "Axes with the value to which the table keeps."),
            "against": described(against, "An axis with the value with which others are compared, run by run."),
            "falls": {
                "type": "array",
                "items": { "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1 },
                "description": "Falls in attempts, for each of which the perceived chance of return is worked out that each form of deterrence needs [share].",
            },
        },
        "required": ["name", "title", "rows"],
        "additionalProperties": false,
        "anyOf": [
            { "required": ["outcomes"], "properties": { "outcomes": { "minItems": 1 } } },
            { "required": ["falls"], "properties": { "falls": { "minItems": 1 } } },
        ],
        "dependencies": {
            "across": { "required": ["outcomes"], "properties": { "outcomes": { "minItems": 1, "maxItems": 1 } } },
            "falls": { "properties": { "rows": { "const": ["deterrence"] }, "outcomes": { "maxItems": 0 } } },
        },
    });
    let mut sentences = list("A sentence of the answer.", sentence());
    set(&mut sentences, "maxItems", SENTENCES_MAX);
    json!({
        "type": "object",
        "description": "The question, the sentences that answer it, and the tables in which the answer is read off.",
        "properties": {
            "question": { "type": "string", "description": "The question, as the report's title has it." },
            "sentence": sentences,
            "binds": { "type": "array", "items": binds(), "description": "Settings of which is found what binds, the first told first." },
            "rests_on": { "type": "string", "description": "What the answer rests on, in a few words." },
            "leaves_out": { "type": "string", "description": "What the answer leaves out, in a few words." },
            "table": list("A table of the answer.", table),
        },
        "required": ["question"],
        "additionalProperties": false,
    })
}
