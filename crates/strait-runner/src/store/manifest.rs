//! What was run, with what, and how: `manifest.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use strait::records::GROUPS_OF_AN_ORIGIN;
use strait::scenario::ORIGINS_MAX;

use crate::design::{Answer, RUNS_MAX, Resolution};
use crate::failure::Failure;
use crate::plain_file;
use crate::scenario_file::ScenarioFile;
use crate::uncertainty::Ensemble;

/// Most rows that a run leaves: a day of a hundred years and a quarter each.
const DAYS_MAX: u64 = 36_526;

/// Most groups of people that a run tells apart.
pub(crate) const GROUPS_MAX: usize = ORIGINS_MAX * GROUPS_OF_AN_ORIGIN;

/// Longest manifest that is read: one of the most points on ten axes has some 600 million [bytes].
const FILE_BYTES_MAX: u64 = 1 << 30;

/// The provenance of a folder of results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the files' format; see [`FORMAT`](Self::FORMAT).
    pub format: u32,
    /// The version of Strait that wrote them.
    pub strait: String,
    /// The command that finished it, as it was given.
    pub command: Vec<String>,
    /// The name of the scenario or sweep.
    pub name: String,
    /// The scenario, before a point's settings.
    pub scenario: ScenarioText,
    /// The other scenarios of an axis of scenarios, of which `scenario` is the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<ScenarioText>,
    /// What it is to answer, if it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// How the points were chosen: `single`, `grid`, `list`, `lhs`, `sobol`, `morris`, `saltelli`.
    pub design: String,
    /// The swept paths, in the order of their columns.
    pub axes: Vec<String>,
    /// From which date on a point's settings hold; for the whole run if none.
    pub from: Option<Date>,
    /// The points, in order.
    pub points: Vec<PointSettings>,
    /// The seed of every run.
    pub seed: u64,
    /// How many runs each point has.
    pub replicates: u64,
    /// What a row of `daily.parquet` covers.
    pub resolution: Resolution,
    /// The ensemble that replicates took their parameters from, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertainty: Option<Uncertainty>,
    /// The folder of observed series beside its files, by its absolute path, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed: Option<String>,
    /// How much there is.
    pub counts: Counts,
    /// How long it took.
    pub timings: Timings,
    /// Where it ran, or where its parts were joined.
    pub host: Host,
    /// The parts that it was joined from, if it was run in parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// A part of a study that was run apart from the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Which part, from 0.
    pub shard: u64,
    /// The command, as it was first given.
    pub command: Vec<String>,
    /// How long it took.
    pub timings: Timings,
    /// Where it was begun.
    pub host: Host,
}

/// A scenario with everything in it spelled out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioText {
    /// Its name.
    pub name: String,
    /// SHA-256 of `toml`, in hexadecimal digits.
    pub sha256: String,
    /// The scenario: every parameter, inherited ones and defaults too.
    pub toml: String,
}

impl ScenarioText {
    /// A scenario with its hash.
    #[must_use]
    pub fn new(name: String, toml: String) -> Self {
        Self { name, sha256: sha256(&toml), toml }
    }
}

/// SHA-256 of a text, in hexadecimal digits.
pub(crate) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An ensemble, as a study took parameters from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uncertainty {
    /// Its file, as it was given.
    pub ensemble: String,
    /// SHA-256 of its file, in hexadecimal digits.
    pub sha256: String,
    /// How many draws it has.
    pub draws: u64,
    /// The paths of the parameters that it draws.
    pub parameters: Vec<String>,
    /// Those of them that the scenario gives itself, so that no draw took their place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<String>,
}

impl Uncertainty {
    /// What a study of some scenarios notes of an ensemble; what any of them gives itself is held.
    #[must_use]
    pub fn of(ensemble: &Ensemble, scenarios: &[ScenarioFile]) -> Self {
        Self {
            ensemble: ensemble.given().to_owned(),
            sha256: sha256(ensemble.text()),
            draws: ensemble.len() as u64,
            parameters: ensemble.paths().map(str::to_owned).collect(),
            held: ensemble.held_by(scenarios),
        }
    }

    /// By what its draws are known, wherever its file is.
    pub(crate) fn in_words(&self) -> String {
        format!("{} draws of {} parameters, SHA-256 {}", self.draws, self.parameters.len(), self.sha256)
    }
}

/// A point of the study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointSettings {
    /// Its place, from 0: the `point` column.
    pub point: usize,
    /// What it sets, by path.
    pub settings: BTreeMap<String, serde_json::Value>,
}

impl PointSettings {
    /// A point from its settings as TOML has them.
    #[must_use]
    pub fn new(point: usize, settings: &[(String, toml::Value)]) -> Self {
        Self { point, settings: settings.iter().map(|(path, value)| (path.clone(), json(value))).collect() }
    }
}

/// A TOML value in JSON; a date is text there.
fn json(value: &toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(value) => value.as_str().into(),
        toml::Value::Integer(value) => (*value).into(),
        toml::Value::Float(value) => (*value).into(),
        toml::Value::Boolean(value) => (*value).into(),
        toml::Value::Datetime(value) => value.to_string().into(),
        toml::Value::Array(values) => values.iter().map(json).collect(),
        toml::Value::Table(values) => values.iter().map(|(key, value)| (key.clone(), json(value))).collect(),
    }
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Runs, failed ones too: the rows of `runs.parquet`.
    pub runs: u64,
    /// Runs that failed.
    pub failed: u64,
    /// The rows of `daily.parquet`.
    pub daily_rows: u64,
    /// The rows of `people.parquet`; 0 in results of versions that did not write it.
    #[serde(default)]
    pub people_rows: u64,
}

/// How long it took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timings {
    /// When the first run began [RFC 3339, UTC].
    pub started: String,
    /// From then until the last run was written, in seconds, without the time between a stop and going on; of parts
    /// all together.
    pub seconds: f64,
    /// How many runs went on at a time; of parts the most of any.
    pub threads: usize,
}

/// Where it ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// Cores it could use.
    pub cores: usize,
    /// Operating system.
    pub os: String,
    /// Processor architecture.
    pub arch: String,
}

impl Host {
    /// This machine.
    #[must_use]
    pub fn this() -> Self {
        Self {
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            os: std::env::consts::OS.to_owned(),
            arch: std::env::consts::ARCH.to_owned(),
        }
    }
}

impl Manifest {
    /// The file's name.
    pub const FILE: &str = "manifest.json";
    /// The version of the format that this program writes and reads.
    pub const FORMAT: u32 = 1;

    /// The manifest as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("a manifest has only string keys and plain values");
        text.push('\n');
        text
    }

    /// The manifest as a file of it reads: numbers go through text and back alike.
    pub(crate) fn read_back(self) -> Self {
        serde_json::from_str(&self.to_json()).unwrap_or(self)
    }

    /// In what the study of another manifest is not this one's, in words; empty when both are of one study.
    #[must_use]
    pub(crate) fn differences(&self, other: &Self) -> Vec<&'static str> {
        let ensemble =
            |manifest: &Self| manifest.uncertainty.as_ref().map(|own| (own.sha256.clone(), own.held.clone()));
        [
            ("Strait's version", self.strait == other.strait),
            ("the scenario", self.scenario.sha256 == other.scenario.sha256),
            ("the other scenarios", self.alternatives == other.alternatives),
            ("the ensemble", ensemble(self) == ensemble(other)),
            ("the design", (&self.design, &self.axes, self.from) == (&other.design, &other.axes, other.from)),
            ("the points", self.points == other.points),
            ("the seed", self.seed == other.seed),
            ("the number of replicates", self.replicates == other.replicates),
            ("the resolution", self.resolution == other.resolution),
        ]
        .into_iter()
        .filter_map(|(what, same)| (!same).then_some(what))
        .collect()
    }

    /// Reads the manifest of a folder of results.
    ///
    /// # Errors
    /// [`Failure::Input`] when there is none, or none that can be understood.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(Self::FILE);
        let text = plain_file::read_text(&path, FILE_BYTES_MAX).map_err(|error| {
            let why = match () {
                () if !folder.exists() => "there is no such folder".to_owned(),
                () if folder.is_file() => "it is a file; results are a folder".to_owned(),
                () if error.kind() == std::io::ErrorKind::NotFound => {
                    "it is not there; a study that is not finished has none yet".to_owned()
                }
                () => error.to_string(),
            };
            let (folder, file) = (folder.display(), Self::FILE);
            Failure::Input(format!("{folder} does not hold results of strait: cannot read {file}: {why}"))
        })?;
        let unusable = |reason: String| Failure::Input(format!("{}: {reason}", path.display()));
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let version: Version = serde_json::from_str(&text).map_err(|error| unusable(error.to_string()))?;
        if version.format != Self::FORMAT {
            return Err(unusable(format!(
                "its format is {}, this strait reads format {}; use the version that wrote it",
                version.format,
                Self::FORMAT
            )));
        }
        let manifest: Self = serde_json::from_str(&text).map_err(|error| unusable(error.to_string()))?;
        manifest.check().map_err(unusable)?;
        Ok(manifest)
    }

    /// Checks what a file may say and no study can be: what follows from it must not be larger than the data files.
    ///
    /// # Errors
    /// What cannot be, in words.
    fn check(&self) -> Result<(), String> {
        let Counts { runs, failed, daily_rows, people_rows } = self.counts;
        if runs > RUNS_MAX || failed > runs || daily_rows > runs.saturating_mul(DAYS_MAX) {
            return Err(format!(
                "{runs} runs, {failed} of them failed, with {daily_rows} rows; allowed are at most {RUNS_MAX} runs, and \
                 {DAYS_MAX} rows for each"
            ));
        }
        if people_rows > runs.saturating_mul(GROUPS_MAX as u64) {
            return Err(format!(
                "{people_rows} rows of people in {runs} runs; allowed are at most {GROUPS_MAX} for each run"
            ));
        }
        let axes: BTreeSet<&String> = self.axes.iter().collect();
        if axes.len() < self.axes.len() {
            return Err("an axis is there twice".to_owned());
        }
        if self.points.len() as u64 > RUNS_MAX || self.points.iter().any(|point| point.settings.len() > axes.len()) {
            return Err(format!("allowed are at most {RUNS_MAX} points, each with a setting for each axis"));
        }
        Ok(())
    }
}
