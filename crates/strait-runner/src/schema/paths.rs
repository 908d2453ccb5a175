//! Parameters named by their dotted paths: in interventions, axes, points and priors.

use serde_json::{Map, Value, json};

use super::keys::{set, table};
use super::parameters::reference;
use crate::scenario_file::{EMBEDDED, KeyPath, Shape};

/// The path of every parameter, of the baseline's origins and of every form.
pub(super) fn all() -> Vec<KeyPath> {
    EMBEDDED.shape.leaves(&EMBEDDED.tree)
}

/// Whether a path leads to a single number that can have a fraction.
pub(super) fn is_number(path: &KeyPath) -> bool {
    matches!(EMBEDDED.shape.at(path), Some(Shape::Number))
}

/// Whether a path is fixed at the start of a run.
pub(super) fn is_of_run(path: &KeyPath) -> bool {
    path.parts().first().is_some_and(|part| part == "run")
}

/// The keys of any origin, with a pattern for their paths.
fn of_any_origin() -> Vec<(String, String)> {
    let Some(Shape::Origins(origin)) = EMBEDDED.shape.below("origin") else { return Vec::new() };
    origin.keys().iter().map(|(key, _)| (key.clone(), format!("^origin\\..+\\.{key}$"))).collect()
}

/// A table of at least one of these paths, each with a value that can stand there, as `set` has it.
pub(super) fn settings(paths: &[KeyPath]) -> Value {
    let keys = paths.iter().map(|path| (path.to_string(), reference(&path.to_string())));
    let mut settings = table(keys);
    // Origins that the baseline does not have.
    let others: Map<String, Value> =
        of_any_origin().into_iter().map(|(key, pattern)| (pattern, reference(&format!("origin.{key}")))).collect();
    set(&mut settings, "patternProperties", others);
    set(&mut settings, "minProperties", 1);
    settings
}

/// One of these paths, or that of an origin that the baseline does not have, or one of some other words.
pub(super) fn one_of(paths: &[KeyPath], others: &[&str]) -> Value {
    let names: Vec<String> = paths.iter().map(ToString::to_string).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).chain(others.iter().copied()).collect();
    let keys: Vec<String> = of_any_origin().into_iter().map(|(key, _)| key).collect();
    json!({ "anyOf": [
        { "type": "string", "enum": names },
        { "type": "string", "pattern": format!("^origin\\..+\\.({})$", keys.join("|")) },
    ] })
}

/// What follows for a table from the path that its `path` is: a condition for each path.
pub(super) fn by_path(paths: &[KeyPath], then: impl Fn(&KeyPath, Value) -> Value) -> Value {
    let condition = |path: &KeyPath| {
        let is = json!({ "properties": { "path": { "const": path.to_string() } }, "required": ["path"] });
        json!({ "if": is, "then": then(path, reference(&path.to_string())) })
    };
    paths.iter().map(condition).collect()
}
