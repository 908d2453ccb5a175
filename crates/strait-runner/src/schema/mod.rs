//! JSON Schema of the files that people write, so that an editor completes and checks them.
//!
//! Nothing is said twice: keys and kinds are those of the shapes that the readers use, descriptions and units those of
//! the parameters' own documentation, limits those that the simulation checks, defaults the baseline's, and ranges,
//! confidence and sources the evidence register's.
//!
//! It is draft 7, the newest that every TOML language server in use knows. What such a schema cannot say the readers
//! still check: how one value bears on another, what stands in another file, and that `3.0` is no whole number.

mod calibration;
mod keys;
mod parameters;
mod paths;
mod scenario;
mod sweep;
mod validation;

use serde_json::{Map, Value, json};

/// The kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum FileKind {
    /// A scenario.
    Scenario,
    /// A sweep, or a question pack.
    Sweep,
    /// A fit to what was observed.
    Calibration,
    /// Forecasts from days in the past.
    Validation,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Scenario, Self::Sweep, Self::Calibration, Self::Validation];

    /// Its name, as the command and the schema's file have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Scenario => "scenario",
            Self::Sweep => "sweep",
            Self::Calibration => "calibration",
            Self::Validation => "validation",
        }
    }

    /// The JSON Schema of such a file, as indented JSON with a line's end.
    #[must_use]
    pub fn schema(self) -> String {
        let schema = match self {
            Self::Scenario => scenario::schema(),
            Self::Sweep => sweep::schema(),
            Self::Calibration => calibration::schema(),
            Self::Validation => validation::schema(),
        };
        format!("{schema:#}\n")
    }
}

/// A whole file: these tables and no others.
fn file(title: &str, about: &str, properties: Value, definitions: Map<String, Value>) -> Map<String, Value> {
    let whole = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": about,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "definitions": definitions,
    });
    keys::members(whole)
}
