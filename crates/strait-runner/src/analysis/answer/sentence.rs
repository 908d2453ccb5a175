//! The sentences of an answer, with the numbers that the runs give.

use std::collections::BTreeMap;

use strait::checked::{Checked, checked};
use strait::outcomes::{Outcome, outcomes};

use super::figure::{Figure, Manner};
use super::runs::Runs;
use super::table::in_words;
use crate::design::{AnswerSentence, Part, short_json};
use crate::evidence;
use crate::failure::Failure;
use crate::store::{Manifest, PointSettings, Study};
use crate::summary::ENOUGH;

/// The unit of a share of people, arrivals or days.
const SHARE: &str = "share";

/// A sentence of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// "If …, …." with its numbers; or, with too few runs, that there are too few and how many to ask for.
    pub text: String,
    /// Whether there were too few runs, so that no number is in it.
    pub waits: bool,
    /// The numbers, in the order in which the sentence tells them.
    pub told: Vec<Told>,
    /// Axes whose settings are taken together, with how many there are: ranges hold those too.
    pub pooled: Vec<(String, usize)>,
}

/// One number of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The outcome's name.
    pub outcome: String,
    /// How far this outcome was held against data.
    pub checked: Checked,
    /// What it comes to: one figure, or the lowest and the highest over some settings.
    pub figures: Vec<Figure>,
}

impl Told {
    fn in_words(&self) -> String {
        self.figures.iter().map(ToString::to_string).collect::<Vec<_>>().join(" to ")
    }
}

impl Sentence {
    /// Runs behind each of its numbers, the fewest of them.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.figures().map(Figure::runs).min().unwrap_or(0)
    }

    /// How sure its ranges are: `160 runs; ends ±0.3 and ±1.1`.
    #[must_use]
    pub fn basis(&self) -> String {
        let ends: Vec<String> = self.figures().filter_map(Figure::errors_of_ends).collect();
        let runs = format!("{} runs", self.runs());
        if ends.is_empty() { runs } else { format!("{runs}; ends {}", ends.join(", ")) }
    }

    /// The sentence with how sure its ranges are.
    #[must_use]
    pub fn with_basis(&self) -> String {
        if self.waits { self.text.clone() } else { format!("{} ({})", self.text, self.basis()) }
    }

    fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.told.iter().flat_map(|told| &told.figures)
    }

    /// The sentence that a study's runs make of what is asked for.
    ///
    /// # Errors
    /// [`Failure::Input`] when the results cannot be read, or do not hold what is asked for.
    pub(super) fn of(study: &Study, asked: &AnswerSentence) -> Result<Self, Failure> {
        let names: Vec<String> = asked.outcomes().map(str::to_owned).collect();
        let runs = Runs::read(study, &names)?;
        let known = outcomes();
        let partners = asked.against.as_ref().map(|(axis, value)| runs.partners(axis, value));
        let without = |settings: &[String]| {
            let base = asked.against.as_ref();
            !base.is_some_and(|(axis, value)| {
                asked.over.iter().zip(settings).any(|(own, at)| own == axis && at == value)
            })
        };
        let mut groups = runs.groups(&asked.over, &asked.only);
        groups.retain(|group| without(&group.values));
        let mut told: BTreeMap<&str, Told> = BTreeMap::new();
        for (place, name) in names.iter().enumerate() {
            let none = || Failure::Input(format!("{}: there is no outcome \"{name}\"", study.folder().display()));
            let outcome: &Outcome = known.iter().find(|outcome| outcome.name == *name).ok_or_else(none)?;
            let manner = Manner::of(outcome, asked.against.is_some());
            let figures = groups.iter().filter_map(|group| {
                let figure = Figure::of(&runs, place, manner, &group.runs, partners.as_deref())?;
                Some(if outcome.unit == SHARE { figure.in_per_cent() } else { figure })
            });
            let figures = ends(figures.collect());
            told.insert(name, Told { outcome: name.clone(), checked: checked(name), figures });
        }
        let in_order: Vec<Told> = names.iter().filter_map(|name| told.get(name.as_str()).cloned()).collect();
        let condition = format!("If {}", asked.condition.trim());
        let fewest = in_order.iter().flat_map(|told| &told.figures).map(Figure::replicates).min().unwrap_or(0);
        let nothing = in_order.iter().any(|told| told.figures.is_empty());
        let text = if nothing || fewest < ENOUGH {
            format!(
                "{condition}: too few runs to say ({} of each setting that have such an outcome); ask for at least {ENOUGH} replicates.",
                if nothing { 0 } else { fewest }
            )
        } else {
            let part = |part: Part<'_>| match part {
                Part::Words(words) => words.to_owned(),
                Part::Outcome(name) => told.get(name).map_or_else(String::new, Told::in_words),
            };
            let says: String = asked.parts().map(part).collect();
            format!("{condition}, {}.", says.trim().trim_end_matches('.'))
        };
        let apart =
            |axis: &str| asked.over.iter().any(|own| own == axis) || asked.only.iter().any(|(own, _)| own == axis);
        let rows: Vec<usize> = groups.iter().flat_map(|group| group.runs.iter().copied()).collect();
        let pooled = study.manifest().axes.iter().filter(|axis| !apart(axis)).map(|axis| {
            let base = asked.against.as_ref().is_some_and(|(own, _)| own == axis);
            (axis.clone(), runs.values_on(axis, &rows).saturating_sub(usize::from(base)))
        });
        let pooled = pooled.filter(|(_, values)| *values > 1).collect();
        Ok(Self { text, waits: nothing || fewest < ENOUGH, told: in_order, pooled })
    }
}

/// The figure, or the lowest and the highest of several.
fn ends(mut figures: Vec<Figure>) -> Vec<Figure> {
    figures.sort_by(|one, other| one.middle().total_cmp(&other.middle()));
    if figures.len() > 2 {
        figures.drain(1..figures.len() - 1);
    }
    figures
}

/// What of a study's settings lies beyond the range of its evidence: parameter, value and range in words, each once.
/// Draws of an ensemble are within.
///
/// # Errors
/// [`Failure::Input`] when a scenario in the manifest cannot be read.
pub fn beyond_evidence(manifest: &Manifest) -> Result<Vec<String>, Failure> {
    use crate::scenario_file::ScenarioFile;

    let mut found: Vec<(String, String)> = Vec::new();
    for scenario in std::iter::once(&manifest.scenario).chain(&manifest.alternatives) {
        let file = ScenarioFile::from_toml(&format!("the scenario in {}", Manifest::FILE), &scenario.toml)?;
        let rows = crate::parameters::rows(&file, |_| false)?;
        found.extend(rows.into_iter().filter(|row| row.outside).map(|row| (row.parameter, row.value)));
    }
    let settings = |point: &PointSettings| -> Vec<(String, serde_json::Value)> {
        point.settings.iter().map(|(path, value)| (path.clone(), value.clone())).collect()
    };
    for (path, value) in manifest.points.iter().flat_map(settings) {
        let Ok(in_toml) = toml::Value::try_from(&value) else { continue };
        if evidence::outside(&path, &in_toml) {
            found.push((path, short_json(&value)));
        }
    }
    let mut told: Vec<String> = Vec::new();
    for (path, value) in found {
        let range = evidence::entry(&path).and_then(evidence::Entry::range);
        let range = range.map_or_else(String::new, |range| format!(" (evidence: {range})"));
        let words = format!("{} {}{range}", evidence::name(&path), in_words(&value));
        if !told.contains(&words) {
            told.push(words);
        }
    }
    Ok(told)
}
