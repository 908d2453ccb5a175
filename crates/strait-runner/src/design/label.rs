//! Short texts for values.

use toml::Value;

/// The value in few words: numbers as written, a choice by its name and keys.
pub(crate) fn short(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(short).collect::<Vec<_>>().join(" "),
        Value::Table(forms) => forms.iter().map(|(name, keys)| form(name, keys)).collect::<Vec<_>>().join(" "),
        Value::Float(number) => number.to_string(),
        Value::Integer(_) | Value::Boolean(_) | Value::Datetime(_) => value.to_string(),
    }
}

/// The same of a value as the manifest has it.
pub(crate) fn short_json(value: &serde_json::Value) -> String {
    Value::try_from(value).map_or_else(|_| value.to_string(), |value| short(&value))
}

fn form(name: &str, keys: &Value) -> String {
    match keys {
        Value::Table(keys) if keys.is_empty() => name.to_owned(),
        Value::Table(keys) => {
            let keys: Vec<String> = keys.iter().map(|(key, value)| format!("{key}={}", short(value))).collect();
            format!("{name}({})", keys.join(", "))
        }
        value => format!("{name}={}", short(value)),
    }
}
