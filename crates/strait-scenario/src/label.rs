//! Short texts for values.

use toml::Value;

/// The value in few words: numbers as written, a choice by its name and keys.
#[must_use]
pub fn short(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(short).collect::<Vec<_>>().join(" "),
        Value::Table(forms) => forms.iter().map(|(name, keys)| form(name, keys)).collect::<Vec<_>>().join(" "),
        Value::Float(number) => number.to_string(),
        Value::Integer(_) | Value::Boolean(_) | Value::Datetime(_) => value.to_string(),
    }
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
