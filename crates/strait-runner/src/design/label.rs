//! Short texts for values.

use toml::Value;

pub(crate) use strait_scenario::label::short;

/// The same of a value as the manifest has it.
pub(crate) fn short_json(value: &serde_json::Value) -> String {
    Value::try_from(value).map_or_else(|_| value.to_string(), |value| short(&value))
}
