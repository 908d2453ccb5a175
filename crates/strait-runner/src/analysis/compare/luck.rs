//! Whether runs of one number in two studies share their luck, and what else keeps them from being like with like.

use std::collections::BTreeMap;

use crate::design::short;
use crate::store::Manifest;

/// Whose luck the runs of two sides have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Luck {
    /// Replicates of one number share it.
    Shared,
    /// Each side has its own, for these reasons, each with what would mend it.
    Own(Vec<String>),
}

/// Whether replicates of one number share their luck in both: they do with one seed and one ensemble.
#[must_use]
pub fn luck(base: &Manifest, other: &Manifest) -> Luck {
    let mut reasons = Vec::new();
    if base.seed != other.seed {
        reasons.push(format!(
            "the seeds are {} and {}; to share luck, run {} again with --seed {}",
            base.seed, other.seed, other.name, base.seed
        ));
    }
    let drawn = |manifest: &Manifest| manifest.uncertainty.as_ref().map(|drawn| drawn.sha256.clone());
    if drawn(base) != drawn(other) {
        let words = |manifest: &Manifest| manifest.uncertainty.as_ref().map_or("none".to_owned(), |own| own.in_words());
        let file = base.uncertainty.as_ref().map_or("none", |drawn| drawn.ensemble.as_str());
        reasons.push(format!(
            "the ensembles are {} and {}; to share draws, run {} again with --ensemble {file}",
            words(base),
            words(other),
            other.name
        ));
    }
    if reasons.is_empty() { Luck::Shared } else { Luck::Own(reasons) }
}

/// What a reader must know before trusting the difference between two points: other periods, other scales, other
/// versions of Strait.
#[must_use]
pub fn cautions(base: (&Manifest, usize), other: (&Manifest, usize)) -> Vec<String> {
    let mut cautions = Vec::new();
    if base.0.strait != other.0.strait {
        cautions.push(format!(
            "made by Strait {} and {}: some of the difference may be the program's",
            base.0.strait, other.0.strait
        ));
    }
    let (one, two) = (run_of(base.0, base.1), run_of(other.0, other.1));
    let differ = |keys: &[&str]| keys.iter().any(|key| one.get(*key) != two.get(*key));
    let words = |run: &BTreeMap<String, String>, keys: &[&str]| -> String {
        keys.iter().filter_map(|key| run.get(*key)).map(String::as_str).collect::<Vec<_>>().join(" to ")
    };
    let period = ["start", "end"];
    if differ(&period) {
        cautions.push(format!(
            "the periods are {} and {}: totals and means over the run are not like with like",
            words(&one, &period),
            words(&two, &period)
        ));
    }
    if differ(&["start", "warm_up_days"]) {
        cautions.push(
            "the simulations begin on different days: weather and shocks share their luck, people do not".to_owned(),
        );
    }
    if differ(&["scale"]) {
        cautions.push(format!("the scales are {} and {}", words(&one, &["scale"]), words(&two, &["scale"])));
    }
    cautions
}

/// The keys of `[run]` at a point.
fn run_of(manifest: &Manifest, point: usize) -> BTreeMap<String, String> {
    let scenario = manifest.scenario.toml.parse::<toml::Table>().unwrap_or_default();
    let table = scenario.get("run").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let mut run: BTreeMap<String, String> = table.iter().map(|(key, value)| (key.clone(), short(value))).collect();
    let set = manifest.points.get(point).into_iter().flat_map(|point| &point.settings);
    run.extend(set.filter_map(|(path, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Some((path.strip_prefix("run.")?.to_owned(), text))
    }));
    run
}
