//! What there is to set and to see, for a page to show.

use serde::Serialize;
use strait::checked::{Checked, checked};
use strait::gates::GATES;
use strait::metrics::{Kind, METRICS};
use strait::scenario::{Bounds, documentation};
use strait_scenario::evidence;
use strait_scenario::label::short;
use strait_scenario::scenario_file::{EMBEDDED, KeyPath, SHIPPED, ScenarioFile, Shape, bounds};
use strait_scenario::uncertainty::Ensemble;

use crate::file::ENSEMBLE;
use crate::observed::{Observed, observed};
use crate::opening::{Opening, openings};
use crate::prepared::DRAWS;
use crate::response::{Response, response};

/// What there is to set and to see.
#[derive(Debug, Clone, Serialize)]
pub struct Description {
    /// The version of Strait.
    pub version: &'static str,
    /// Where each question opens.
    pub openings: Vec<Opening>,
    /// What each form of deterrence that a pack sweeps would do.
    pub responses: Vec<Response>,
    /// The shipped scenarios.
    pub scenarios: Vec<Scenario>,
    /// Every parameter, in the order of the scenario.
    pub parameters: Vec<Parameter>,
    /// What a run counts each week, in the order of its numbers.
    pub metrics: Vec<Metric>,
    /// The gates by the names that readers know them by.
    pub gates: Vec<Gate>,
    /// What a run comes to, in the order of its numbers.
    pub outcomes: Vec<Outcome>,
    /// What was observed.
    pub observed: Observed,
}

/// A shipped scenario.
#[derive(Debug, Clone, Serialize)]
pub struct Scenario {
    /// The name of its file.
    pub file: &'static str,
    /// What its first comment says of it.
    pub about: String,
    /// Its text.
    pub toml: &'static str,
}

/// A parameter and what is known of it.
#[derive(Debug, Clone, Serialize)]
pub struct Parameter {
    /// Its path, with dots.
    pub path: String,
    /// What it is.
    pub meaning: &'static str,
    /// Its unit; empty for choices.
    pub unit: &'static str,
    /// What kind of value it takes.
    pub kind: &'static str,
    /// Of a choice among names: the names.
    pub names: Vec<String>,
    /// The baseline's value; empty for what the baseline does not have.
    pub default: String,
    /// The least that the model can work with, where there is one.
    pub least: Option<f64>,
    /// The most that the model can work with, where there is one.
    pub most: Option<f64>,
    /// Lower end of its evidence, or empty.
    pub low: &'static str,
    /// Upper end of its evidence, or empty.
    pub high: &'static str,
    /// How well it is known; empty where the register has no entry.
    pub confidence: String,
    /// Where it is from, in a few words.
    pub source: &'static str,
    /// The address of its source, or empty.
    pub url: &'static str,
    /// What to keep in mind.
    pub note: &'static str,
    /// Whether it can change on a day, rather than hold for the whole run.
    pub dated: bool,
    /// Whether each replicate can take its own from the fitted ensemble.
    pub drawn: bool,
}

/// What a run counts.
#[derive(Debug, Clone, Serialize)]
pub struct Metric {
    /// Its name in files.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// `flow`, summed over a week, or `level`, read at its end.
    pub kind: &'static str,
    /// Whether it counts people whom a gate stopped or held up.
    pub gate: bool,
}

/// A gate.
#[derive(Debug, Clone, Serialize)]
pub struct Gate {
    /// The metric that counts whom it stopped.
    pub metric: &'static str,
    /// What readers know it by.
    pub name: &'static str,
    /// The part of the exchange that it belongs to.
    pub group: &'static str,
}

/// What a run comes to.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    /// Its name in files.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// What it is.
    pub meaning: String,
    /// How far it was held against data, in a few words.
    pub checked: &'static str,
    /// Whether it was held against data at all.
    pub is_checked: bool,
}

/// Everything that there is to set and to see.
///
/// # Errors
/// Something that was built in broken, in words.
pub fn describe() -> Result<Description, Vec<String>> {
    let metrics = METRICS.iter().map(|metric| {
        let definition = metric.definition();
        Metric {
            name: metric.name(),
            unit: definition.unit,
            meaning: definition.meaning,
            kind: if definition.kind == Kind::Flow { "flow" } else { "level" },
            gate: metric.is_gate(),
        }
    });
    let gates =
        GATES.iter().map(|gate| Gate { metric: gate.metric.name(), name: gate.name, group: gate.group.heading() });
    let outcomes = strait::outcomes::outcomes().into_iter().map(|outcome| Outcome {
        checked: checked(&outcome.name).in_words(),
        is_checked: checked(&outcome.name) != Checked::NotChecked,
        name: outcome.name,
        unit: outcome.unit,
        meaning: outcome.meaning,
    });
    let openings = openings()?;
    Ok(Description {
        version: env!("CARGO_PKG_VERSION"),
        responses: responses(&openings)?,
        openings,
        scenarios: SHIPPED.iter().map(|&(file, toml)| Scenario { file, about: about(toml), toml }).collect(),
        parameters: parameters()?,
        metrics: metrics.collect(),
        gates: gates.collect(),
        outcomes: outcomes.collect(),
        observed: observed().map_err(|error| vec![error])?,
    })
}

/// The comment at a file's beginning, without the line that names its schema.
fn about(toml: &str) -> String {
    let comment = toml.lines().map_while(|line| line.strip_prefix('#')).filter(|line| !line.starts_with(':'));
    comment.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn parameters() -> Result<Vec<Parameter>, Vec<String>> {
    let ensemble = Ensemble::from_text(ENSEMBLE, DRAWS).map_err(crate::file::in_words)?;
    let drawn: Vec<&str> = ensemble.paths().collect();
    let baseline = ScenarioFile::baseline();
    let resolved = baseline.resolved().map_err(crate::file::in_words)?;
    let parameter = |path: KeyPath| {
        let name = path.to_string();
        let entry = evidence::entry(&name);
        let (least, most) = bounds(&path).map_or((None, None), ends);
        Parameter {
            meaning: documentation(&name_for_any_origin(&path)).unwrap_or_default(),
            unit: entry.map_or("", |entry| &entry.unit),
            kind: EMBEDDED.shape.at(&path).map_or("text", kind),
            names: EMBEDDED.shape.at(&path).map(names).unwrap_or_default(),
            default: resolved.start.at(&path).map(|node| short(&node.to_value())).unwrap_or_default(),
            least,
            most,
            low: entry.map_or("", |entry| &entry.low),
            high: entry.map_or("", |entry| &entry.high),
            confidence: entry.map(|entry| entry.confidence.to_string()).unwrap_or_default(),
            source: entry.map_or("", |entry| &entry.source),
            url: entry.map_or("", |entry| &entry.url),
            note: entry.map_or("", |entry| &entry.note),
            dated: path.parts().first().is_none_or(|part| part != "run"),
            drawn: drawn.contains(&name.as_str()),
            path: name,
        }
    };
    Ok(baseline.parameters().into_iter().map(parameter).collect())
}

/// The responses to every form of deterrence that some pack sweeps, each once.
fn responses(openings: &[Opening]) -> Result<Vec<Response>, Vec<String>> {
    let origins = ScenarioFile::baseline().plan().map_err(crate::file::in_words)?.scenario.origin;
    let of_deterrence = openings.iter().flat_map(|opening| &opening.swept).filter(|swept| swept.path == "deterrence");
    let mut responses: Vec<Response> = Vec::new();
    for form in of_deterrence.flat_map(|swept| &swept.values) {
        if !responses.iter().any(|known| known.form == *form) {
            let response = response(form, &origins);
            responses.push(response.ok_or_else(|| vec![format!("{form} is no form of deterrence")])?);
        }
    }
    Ok(responses)
}

fn ends(bounds: Bounds) -> (Option<f64>, Option<f64>) {
    match bounds {
        Bounds::Within(least, most) => (Some(least), Some(most)),
        Bounds::Whole(least, most) => (Some(least as f64), Some(most as f64)),
        Bounds::NotNegative | Bounds::Positive => (Some(0.0), None),
    }
}

/// Origins' keys are documented once, for any of them.
fn name_for_any_origin(path: &KeyPath) -> String {
    match path.parts() {
        [first, _, rest @ ..] if first == "origin" => [&["origin".to_owned()], rest].concat().join("."),
        parts => parts.join("."),
    }
}

fn names(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Choice(names) => names.clone(),
        _ => Vec::new(),
    }
}

fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Number => "number",
        Shape::Whole => "whole",
        Shape::Flag => "flag",
        Shape::Date => "date",
        Shape::List(..) => "numbers",
        Shape::Choice(_) | Shape::Forms(_) => "choice",
        Shape::Text | Shape::Table(_) | Shape::Origins(_) => "text",
    }
}
