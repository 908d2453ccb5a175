//! Calibration files.

use serde_json::{Value, json};

use super::keys::{described, described_table, limit, requiring, set};
use super::{file, parameters, paths};
use crate::calibration::{FULL, HEAD_KEYS_NEEDED, RUNS_LEAST, can_be_fitted, head_shape, parameter_shape};
use crate::evidence;
use crate::scenario_file::KeyPath;

const ABOUT: &str = "Which parameters are fitted to what was observed, up to which day, with which priors.";

const HEAD: [(&str, &str); 8] = [
    ("name", "Its name, which is that of the results' folder."),
    ("scenario", "The scenario whose parameters are fitted, from where this file is."),
    ("until", "The last day whose data are used [date]."),
    ("seed", "The seed of all draws and runs."),
    ("survey", "Runs over the whole prior, with which the fit begins [runs]."),
    ("round", "Runs of each later round [runs]."),
    ("rounds", "Rounds after the survey [count]."),
    ("kept", "Runs that are kept as the fit, no more than a round has [runs]."),
];

const PARAMETER: [(&str, &str); 6] = [
    ("path", "The parameter, with dots: one that is a number and that the fit does not set itself."),
    ("low", "The lower end of its prior. Default: the evidence register's."),
    ("mode", "The likeliest value. Default: the evidence register's central value."),
    ("high", "The upper end. Default: the evidence register's."),
    ("scale", "The scale on which the prior is a triangle. Default: \"linear\"."),
    (
        "relative_to",
        "The observed size of which the prior is a multiple. Default: none, low, mode and high are the parameter's.",
    ),
];

pub(super) fn schema() -> Value {
    let mut head = requiring(described_table(&head_shape(), &HEAD), &HEAD_KEYS_NEEDED);
    for (key, least) in RUNS_LEAST {
        limit(&mut head, key, json!({ "minimum": least }));
    }
    let defaults =
        [("survey", FULL.survey), ("round", FULL.round), ("rounds", FULL.rounds), ("kept", FULL.kept), ("seed", 0)];
    for (key, default) in defaults {
        limit(&mut head, key, json!({ "default": default }));
    }
    let properties = json!({
        "calibration": described(head, "What is fitted, and with how many runs."),
        "parameter": {
            "type": "array",
            "minItems": 1,
            "description": "A parameter to be fitted, with what is believed of it before the data speak.",
            "items": parameter(),
        },
    });
    let mut whole = file("Strait calibration", ABOUT, properties, parameters::definitions());
    whole.insert("required".to_owned(), json!(["calibration", "parameter"]));
    whole.into()
}

fn parameter() -> Value {
    let paths: Vec<KeyPath> =
        paths::all().into_iter().filter(|path| paths::is_number(path) && can_be_fitted(&path.to_string())).collect();
    let mut table = requiring(described_table(&parameter_shape(), &PARAMETER), &["path"]);
    limit(&mut table, "path", paths::one_of(&paths, &[]));
    // The ends of a prior are values of the parameter, unless they are multiples of what was observed.
    let then = |path: &KeyPath, value: Value| {
        let ends = json!({ "low": value, "high": value });
        json!({
            "required": missing(path),
            "anyOf": [{ "required": ["relative_to"] }, { "properties": ends }],
        })
    };
    set(&mut table, "allOf", paths::by_path(&paths, then));
    table
}

/// The ends for which the register has no number.
fn missing(path: &KeyPath) -> Vec<&'static str> {
    let entry = evidence::entry(&path.to_string());
    let ends = entry.map_or([""; 3], |entry| [&entry.low, &entry.central, &entry.high].map(String::as_str));
    let known = |text: &str| text.parse::<f64>().is_ok();
    ["low", "mode", "high"].into_iter().zip(ends).filter(|(_, text)| !known(text)).map(|(key, _)| key).collect()
}
