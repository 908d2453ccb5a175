//! What a journal is of: everything that fixes the results, and who began it.

use serde::{Deserialize, Serialize};
use strait::metrics::METRICS;
use toml::{Table, Value};

use super::super::trial::trial;
use super::super::{Experiment, Shard};
use crate::design::short;
use crate::failure::Failure;
use crate::store::{Host, ScenarioText, sha256};

/// The first frame of a journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::execution) struct Header {
    /// The version of the journal's format.
    format: u32,
    /// SHA-256 of `identity`, in hexadecimal digits.
    sha256: String,
    /// How its first runs were begun.
    pub(in crate::execution) begun: Begun,
    /// What fixes the results.
    pub(in crate::execution) identity: Identity,
}

/// Everything that fixes the results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::execution) struct Identity {
    /// The version of Strait.
    pub(in crate::execution) strait: String,
    /// What it makes of a small run: builds of one version may differ.
    trial: String,
    /// Which part of the study.
    pub(in crate::execution) shard: Shard,
    /// The names of the metrics, in the order in which a run keeps them.
    metrics: Vec<String>,
    /// The study.
    pub(in crate::execution) study: Experiment,
}

/// How the first runs were begun.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::execution) struct Begun {
    /// The command, as it was given.
    pub(in crate::execution) command: Vec<String>,
    /// When [RFC 3339, UTC].
    pub(in crate::execution) started: String,
    /// How many runs went on at a time.
    pub(in crate::execution) threads: usize,
    /// Where.
    pub(in crate::execution) host: Host,
}

/// The version of the journal's format that this program writes and reads.
const FORMAT: u32 = 3;

impl Identity {
    /// A part of a study, as this program would run it.
    pub(in crate::execution) fn new(study: &Experiment, shard: Shard) -> Self {
        Self {
            strait: env!("CARGO_PKG_VERSION").to_owned(),
            trial: trial().to_owned(),
            shard,
            metrics: METRICS.iter().map(|metric| metric.name().to_owned()).collect(),
            study: study.clone(),
        }
    }

    /// How two differ: a line for each of the first few things, with what is `there` and what is `here`; empty when
    /// they are the same.
    pub(in crate::execution) fn differences(there: &Self, here: &Self) -> Vec<String> {
        const SHOWN: usize = 5;
        let mut found = Vec::new();
        compare("", Some(&Value::Table(there.in_words())), Some(&Value::Table(here.in_words())), &mut found);
        let more = found.len().saturating_sub(SHOWN);
        found.truncate(SHOWN);
        if more > 0 {
            found.push(format!("and {more} more"));
        }
        found
    }

    fn sha256(&self) -> Result<String, Failure> {
        let mut fixed = self.clone();
        // What is asked of the results changes none of them.
        fixed.study.answer = None;
        // Nor does what they are held against.
        fixed.study.observed = None;
        // By which path its ensemble was found changes no result.
        if let Some(uncertainty) = &mut fixed.study.uncertainty {
            uncertainty.ensemble.clear();
        }
        toml::to_string(&fixed).map(|text| sha256(&text)).map_err(cannot_describe)
    }

    /// By the names that a user knows.
    fn in_words(&self) -> Table {
        let Experiment {
            name,
            scenario,
            alternatives,
            answer: _,
            uncertainty,
            observed: _,
            design,
            from,
            layout,
            replicates,
            resolution,
        } = &self.study;
        let number = |number: u64| Value::Integer(number.cast_signed());
        let text = |text: &str| Value::String(text.to_owned());
        let texts = |texts: &[String]| Value::Array(texts.iter().map(|one| text(one)).collect());
        let in_full =
            |scenario: &ScenarioText| scenario.toml.parse().map_or_else(|_| text(&scenario.toml), Value::Table);
        let others = alternatives.iter().map(|other| (other.name.clone(), in_full(other))).collect();
        let points = layout.points.iter().map(|point| Value::Table(point.iter().cloned().collect())).collect();
        let words = [
            ("Strait's version", text(&self.strait)),
            ("a trial run of this version's code, SHA-256", text(&self.trial)),
            ("shard", text(&self.shard.to_string())),
            ("name", text(name)),
            ("scenario", in_full(scenario)),
            ("other scenarios", Value::Table(others)),
            ("scenario's name", text(&scenario.name)),
            ("ensemble", uncertainty.as_ref().map_or_else(|| text("none"), |own| text(&own.in_words()))),
            ("held against the ensemble", texts(uncertainty.as_ref().map_or(&[], |own| &own.held))),
            ("design", text(design)),
            ("from", from.map_or_else(|| text("the start"), |date| text(&date.to_string()))),
            ("axes", texts(&layout.axes)),
            ("point", Value::Array(points)),
            ("seed", number(layout.seed)),
            ("replicates", number(*replicates)),
            ("resolution", text(&format!("{resolution:?}").to_lowercase())),
            ("outcomes", texts(&layout.outcomes)),
            ("metrics", texts(&self.metrics)),
        ];
        words.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

impl Header {
    /// The header of a journal that this process begins.
    pub(in crate::execution) fn new(identity: Identity, begun: Begun) -> Result<Self, Failure> {
        Ok(Self { format: FORMAT, sha256: identity.sha256()?, begun, identity })
    }

    /// Whether both are of the same part of the same study.
    pub(in crate::execution) fn same_work(&self, other: &Self) -> bool {
        self.sha256 == other.sha256
    }

    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, Failure> {
        toml::to_string(self).map(String::into_bytes).map_err(cannot_describe)
    }

    /// Reads a header.
    ///
    /// # Errors
    /// Why it cannot be understood.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let text = str::from_utf8(bytes).map_err(|error| error.to_string())?;
        let version: Version = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        if version.format != FORMAT {
            return Err(format!("its format is {}, this strait reads format {FORMAT}", version.format));
        }
        let header: Self = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        header.identity.study.check().map_err(|why| format!("its study cannot be: {why}"))?;
        // Two journals are told apart by their hashes, so a hash must be of what it stands beside. What another version
        // wrote this one may not write alike, and is told apart by its version.
        let own = header.identity.strait == env!("CARGO_PKG_VERSION");
        if own && header.identity.sha256().is_ok_and(|sha256| sha256 != header.sha256) {
            return Err("its study is not the one that its hash is of".to_owned());
        }
        Ok(header)
    }
}

fn cannot_describe(error: toml::ser::Error) -> Failure {
    Failure::Work(format!("the study cannot be described in a journal: {error}"))
}

/// Notes where two values differ.
fn compare(path: &str, there: Option<&Value>, here: Option<&Value>, found: &mut Vec<String>) {
    match (there, here) {
        (Some(Value::Table(there)), Some(Value::Table(here))) => {
            let only_here = here.keys().filter(|key| !there.contains_key(*key));
            for key in there.keys().chain(only_here) {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                compare(&path, there.get(key), here.get(key), found);
            }
        }
        (Some(Value::Array(there)), Some(Value::Array(here))) if there.len() == here.len() => {
            for (index, (there, here)) in there.iter().zip(here).enumerate() {
                compare(&format!("{path} {index}"), Some(there), Some(here), found);
            }
        }
        (Some(Value::Array(there)), Some(Value::Array(here))) => {
            found.push(format!("{path}: there {} of them, here {}", there.len(), here.len()));
        }
        (there, here) => {
            let (there, here) = (in_few_words(there), in_few_words(here));
            if there != here {
                found.push(format!("{path}: there {there}, here {here}"));
            }
        }
    }
}

fn in_few_words(value: Option<&Value>) -> String {
    value.map_or_else(|| "none".to_owned(), short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::Resolution;
    use crate::store::{Layout, ScenarioText};

    fn identity() -> Identity {
        let point = |value: Value| vec![("a.b".to_owned(), value), ("c".to_owned(), Value::Float(0.1))];
        let form: Table = "linear = { semi_elasticity = 1e-300 }".parse().expect("a table");
        let study = Experiment {
            name: "test".to_owned(),
            scenario: ScenarioText::new("base".to_owned(), "[run]\nscale = 1.0\n".to_owned()),
            alternatives: vec![ScenarioText::new("other".to_owned(), "[run]\nscale = 2.0\n".to_owned())],
            answer: None,
            uncertainty: None,
            observed: Some("/scenarios/observed".to_owned()),
            design: "list".to_owned(),
            from: Some(jiff::civil::date(2026, 1, 5)),
            layout: Layout {
                seed: 1,
                draws: Vec::new(),
                axes: vec!["a.b".to_owned(), "c".to_owned()],
                points: vec![point(1.into()), point(Value::Table(form)), point(f64::NAN.into())],
                outcomes: vec!["o".to_owned()],
            },
            replicates: 2,
            resolution: Resolution::Weekly,
        };
        Identity::new(&study, Shard { index: 1, count: 3 })
    }

    fn header(identity: Identity) -> Header {
        let begun = Begun { command: Vec::new(), started: String::new(), threads: 1, host: Host::this() };
        Header::new(identity, begun).expect("a header")
    }

    #[test]
    fn a_header_comes_back_as_it_was() {
        let header = header(identity());
        let back = Header::from_bytes(&header.to_bytes().expect("bytes")).expect("a header");
        // Compared as text, since NaN is not equal to itself.
        assert_eq!(back.to_bytes().expect("bytes"), header.to_bytes().expect("bytes"));
        assert_eq!(back.identity.sha256().expect("a hash"), header.sha256);
        let text = String::from_utf8(header.to_bytes().expect("bytes")).expect("a text");
        let forged = text.replace("replicates = 2", "replicates = 1");
        assert!(Header::from_bytes(forged.as_bytes()).is_err_and(|why| why.contains("hash")), "{forged}");
        assert!(Header::from_bytes(b"format = 9").is_err_and(|why| why.contains("format is 9")));
    }

    #[test]
    fn what_differs_is_named() {
        let here = identity();
        assert!(Identity::differences(&here, &here).is_empty());
        let mut there = identity();
        there.study.layout.seed = 2;
        there.study.scenario = ScenarioText::new("base".to_owned(), "[run]\nscale = 0.5\n".to_owned());
        there.study.alternatives[0] = ScenarioText::new("other".to_owned(), "[run]\nscale = 3.0\n".to_owned());
        there.study.layout.points[1][1].1 = Value::Float(0.2);
        there.shard.index = 0;
        there.trial = "other".to_owned();
        assert_eq!(
            Identity::differences(&there, &here),
            [
                &format!("a trial run of this version's code, SHA-256: there other, here {}", here.trial),
                "other scenarios.other.run.scale: there 3, here 2",
                "point 1.c: there 0.2, here 0.1",
                "scenario.run.scale: there 0.5, here 1",
                "seed: there 2, here 1",
                "and 1 more"
            ]
        );
        assert!(!header(there).same_work(&header(here)));
    }
}
