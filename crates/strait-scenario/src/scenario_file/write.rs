//! The resolved scenario as a file.

use std::fmt::Write;

use toml::Value;

use super::error::{Fault, InputError};
use super::resolve::Resolved;

/// A file that needs no other and gives the same plan, always the same text for the same plan and notes.
///
/// # Errors
/// A scenario that TOML cannot hold; none is known.
pub(super) fn toml(resolved: &Resolved<'_>) -> Result<String, InputError> {
    let cannot = |why: &dyn std::fmt::Display| Fault::new(format!("the scenario cannot be written: {why}"));
    let mut text = toml::to_string(&resolved.plan.scenario).map_err(|why| cannot(&why))?;
    for change in &resolved.changes {
        let date = change.intervention.date;
        let set: toml::Table =
            change.settings.iter().map(|(path, value)| (path.to_string(), value.to_value())).collect();
        write!(text, "\n[[intervention]]\ndate = \"{date}\"\nset = {}\n", Value::Table(set))
            .map_err(|why| cannot(&why))?;
        if let Some(note) = &change.intervention.note {
            writeln!(text, "note = {}", Value::String(note.clone())).map_err(|why| cannot(&why))?;
        }
    }
    Ok(text)
}
