//! Shapes as JSON Schema.

use serde_json::{Map, Value, json};

use crate::scenario_file::Shape;

/// A day as text: editors hold TOML's dates so. The pattern is for those that do not look at formats.
pub(super) fn date() -> Value {
    json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
}

/// A value of a shape.
pub(super) fn value(shape: &Shape) -> Value {
    match shape {
        Shape::Number => json!({ "type": "number" }),
        Shape::Whole => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Text => json!({ "type": "string" }),
        Shape::Date => date(),
        Shape::Choice(names) => json!({ "type": "string", "enum": names }),
        Shape::List(item, None) => json!({ "type": "array", "items": value(item) }),
        Shape::List(item, Some(length)) => {
            json!({ "type": "array", "items": value(item), "minItems": length, "maxItems": length })
        }
        Shape::Table(keys) => table(keys.iter().map(|(key, shape)| (key.clone(), value(shape)))),
        Shape::Origins(origin) => json!({ "type": "array", "items": value(origin) }),
        Shape::Forms(forms) => one_form(forms, |_, shape| value(shape)),
    }
}

/// A table with these keys and no others.
pub(super) fn table(keys: impl Iterator<Item = (String, Value)>) -> Value {
    let properties: Map<String, Value> = keys.collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// The table of a shape, with what each key is in words.
pub(super) fn described_table(shape: &Shape, words: &[(&str, &str)]) -> Value {
    let about = |key: &str| words.iter().find(|(other, _)| *other == key).map_or("", |(_, about)| about);
    table(shape.keys().iter().map(|(key, shape)| (key.clone(), described(value(shape), about(key)))))
}

/// Exactly one of these forms: a table with its keys, or its name alone if it has none.
pub(super) fn one_form(forms: &[(String, Shape)], form: impl Fn(&str, &Shape) -> Value) -> Value {
    let names: Vec<&str> =
        forms.iter().filter(|(_, shape)| shape.keys().is_empty()).map(|(name, _)| name.as_str()).collect();
    let mut one = table(forms.iter().map(|(name, shape)| (name.clone(), form(name, shape))));
    set(&mut one, "minProperties", 1);
    set(&mut one, "maxProperties", 1);
    json!({ "anyOf": [one, { "type": "string", "enum": names }] })
}

/// The same with a description.
pub(super) fn described(mut schema: Value, about: &str) -> Value {
    set(&mut schema, "description", about);
    schema
}

/// The same with these keys in it, without any of which it is not complete.
pub(super) fn requiring(mut schema: Value, keys: &[&str]) -> Value {
    set(&mut schema, "required", json!(keys));
    schema
}

/// Sets one member.
pub(super) fn set(schema: &mut Value, key: &str, to: impl Into<Value>) {
    if let Value::Object(members) = schema {
        members.insert(key.to_owned(), to.into());
    }
}

/// Sets members of the schema of one key of a table.
pub(super) fn limit(table: &mut Value, key: &str, with: Value) {
    if let Some(Value::Object(schema)) = table.pointer_mut(&format!("/properties/{key}")) {
        schema.extend(members(with));
    }
}

/// The members of an object.
pub(super) fn members(value: Value) -> Map<String, Value> {
    if let Value::Object(members) = value { members } else { Map::new() }
}
