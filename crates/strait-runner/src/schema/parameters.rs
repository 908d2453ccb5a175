//! Every parameter of a scenario: its kind, limits, default and evidence.

use serde_json::{Map, Value, json};
use strait::scenario::{Bounds, documentation};

use super::keys::{described, members, one_form, set, table, value};
use crate::design::short;
use crate::evidence::{self, Entry};
use crate::scenario_file::{EMBEDDED, KeyPath, Shape, bounds};

/// A definition for each parameter by its path, and one for each key that any origin has: `origin.share`.
pub(super) fn definitions() -> Map<String, Value> {
    let mut definitions = Map::new();
    for path in EMBEDDED.shape.leaves(&EMBEDDED.tree) {
        let Some(shape) = EMBEDDED.shape.at(&path) else { continue };
        let name = path.to_string();
        let mut schema = match shape {
            // What sets a form gives all its keys.
            Shape::Forms(forms) => one_form(forms, |form, shape| whole_form(&path.join(form), shape)),
            shape => value(shape),
        };
        if let Some(bounds) = bounds(&path) {
            add_bounds(&mut schema, bounds);
        }
        if let Some(default) = EMBEDDED.tree.at(&path) {
            set(&mut schema, "default", json_of(&default.to_value()));
        }
        if let [origin, _, key] = path.parts()
            && origin == "origin"
        {
            let any = described(bare(&schema), &about(&path, &schema, None));
            definitions.entry(format!("origin.{key}")).or_insert(any);
        }
        let about = about(&path, &schema, evidence::entry(&name));
        definitions.insert(name, described(schema, &about));
    }
    definitions
}

/// The schema of a parameter elsewhere in the same file.
pub(super) fn reference(path: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{path}") })
}

/// The tables of a scenario: every section, origin and form, with no key that must be given.
pub(super) fn sections() -> Map<String, Value> {
    let section = |(key, shape): &(String, Shape)| (key.clone(), section(shape, &KeyPath::default().join(key)));
    EMBEDDED.shape.keys().iter().map(section).collect()
}

fn section(shape: &Shape, path: &KeyPath) -> Value {
    let below = |keys: &[(String, Shape)]| {
        table(keys.iter().map(|(key, shape)| (key.clone(), section(shape, &path.join(key)))))
    };
    match shape {
        Shape::Table(keys) => described(below(keys), words(path)),
        // A form that is inherited needs none of its keys again.
        Shape::Forms(forms) => described(one_form(forms, |form, shape| section(shape, &path.join(form))), words(path)),
        Shape::Origins(origin) => described(super::scenario::origins(below(origin.keys())), words(path)),
        _ => reference(&path.to_string()),
    }
}

/// A form of deterrence with all its keys.
fn whole_form(path: &KeyPath, shape: &Shape) -> Value {
    let keys: Vec<&str> = shape.keys().iter().map(|(key, _)| key.as_str()).collect();
    let key = |key: &&str| ((*key).to_owned(), reference(&path.join(key).to_string()));
    let mut form = described(table(keys.iter().map(key)), words(path));
    if !keys.is_empty() {
        set(&mut form, "required", json!(keys));
    }
    form
}

/// Adds the bounds of a number, or of those in a list.
fn add_bounds(schema: &mut Value, bounds: Bounds) {
    let numbers = if schema["type"] == "array" { &mut schema["items"] } else { schema };
    let limits = match bounds {
        Bounds::Within(least, most) => json!({ "minimum": number(least), "maximum": number(most) }),
        Bounds::Whole(least, most) => json!({ "minimum": least, "maximum": most }),
        Bounds::NotNegative => json!({ "minimum": 0 }),
        Bounds::Positive => json!({ "exclusiveMinimum": 0 }),
    };
    for (key, limit) in members(limits) {
        set(numbers, &key, limit);
    }
}

/// What a parameter is, what it may be and what is known of it.
fn about(path: &KeyPath, schema: &Value, entry: Option<&Entry>) -> String {
    let mut about = words(path).to_owned();
    let numbers = if schema["type"] == "array" { &schema["items"] } else { schema };
    let limit = |key: &str| numbers.get(key).map(ToString::to_string);
    if numbers["type"] == "number" || numbers["type"] == "integer" {
        let kind = if numbers["type"] == "integer" { "a whole number" } else { "a number" };
        let each = if schema["type"] == "array" { "each " } else { "" };
        let limits = match (limit("minimum"), limit("maximum"), limit("exclusiveMinimum")) {
            (Some(least), Some(most), _) => format!(" from {least} to {most}"),
            (Some(least), None, _) => format!(", {least} or more"),
            (_, _, Some(least)) => format!(" above {least}"),
            _ => String::new(),
        };
        about += &format!("\n\nAllowed: {each}{kind}{limits}.");
    }
    let Some(entry) = entry else { return about };
    let range = entry.range().map_or_else(String::new, |range| format!("{range}, "));
    about += &format!("\n\nEvidence: {range}confidence {}. {}", entry.confidence, sentence(&entry.source));
    if !entry.note.is_empty() {
        about += &format!(" {}", sentence(&entry.note));
    }
    if !entry.url.is_empty() {
        about += &format!(" {}", entry.url);
    }
    about
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

/// A parameter's, form's or section's documentation.
fn words(path: &KeyPath) -> &'static str {
    let of_any_origin = match path.parts() {
        [origin, _, key] if origin == "origin" => format!("origin.{key}"),
        _ => path.to_string(),
    };
    documentation(&of_any_origin).unwrap_or_default()
}

/// The same for any origin, whatever one of them has.
fn bare(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(members) = &mut schema {
        members.remove("default");
    }
    schema
}

fn json_of(value: &toml::Value) -> Value {
    match value {
        toml::Value::Float(float) => number(*float),
        toml::Value::Array(items) => items.iter().map(json_of).collect(),
        // Of a form without keys its name.
        toml::Value::Table(form) if form.values().all(|keys| keys.as_table().is_some_and(toml::Table::is_empty)) => {
            json!(short(value))
        }
        toml::Value::Table(keys) => keys.iter().map(|(key, value)| (key.clone(), json_of(value))).collect(),
        value => json!(value),
    }
}

/// A number without a fraction that says nothing.
fn number(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 1e15 { json!(number as i64) } else { json!(number) }
}
