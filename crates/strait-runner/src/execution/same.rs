//! Whether finished results are of a study.

use serde_json::{Map, Value};

use super::Experiment;
use super::results::manifest;
use crate::store::Manifest;

impl Experiment {
    /// In what results with this manifest are not this study's: keys of the manifest, none when they are. By which command,
    /// where and when they were made, and by which path the ensemble was found, does not count; Strait's version does.
    #[must_use]
    pub fn differences(&self, there: &Manifest) -> Vec<String> {
        let mut here = manifest(self, there.counts, there.timings.clone(), there.parts.clone());
        here.command.clone_from(&there.command);
        here.host.clone_from(&there.host);
        if let (Some(own), Some(other)) = (&mut here.uncertainty, &there.uncertainty) {
            own.ensemble.clone_from(&other.ensemble);
        }
        // Numbers may lose a last bit on their way through JSON: both go that way as often.
        let read = serde_json::from_str::<Manifest>(&here.to_json());
        let (here, there) = (read.map(|here| keys(&here)).unwrap_or_default(), keys(there));
        let names = here.keys().chain(there.keys().filter(|key| !here.contains_key(*key)));
        names.filter(|key| here.get(*key) != there.get(*key)).cloned().collect()
    }
}

fn keys(manifest: &Manifest) -> Map<String, Value> {
    match serde_json::to_value(manifest) {
        Ok(Value::Object(keys)) => keys,
        _ => Map::new(),
    }
}
