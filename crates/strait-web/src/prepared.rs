//! A setting that is ready to run.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use strait::metrics::{METRICS, Row};
use strait::outcomes::outcomes_of;
use strait::records::Records;
use strait::scenario::Plan;
use strait::simulation::simulate;
use strait_scenario::evidence;
use strait_scenario::label::short;
use strait_scenario::scenario_file::{KeyPath, Resolved, ScenarioFile};
use strait_scenario::uncertainty::Ensemble;
use toml::Value;

use crate::file::{ENSEMBLE, NAME, file, in_words};
use crate::setting::Setting;

/// The fitted draws that the shipped scenarios can take their parameters from.
pub(crate) const DRAWS: &str = include_str!("../../../scenarios/ensembles/to-2026-06-30.csv");

/// A setting that is ready to run.
#[derive(Debug)]
pub struct Prepared {
    seed: u64,
    /// From which day on the setting holds.
    from: Date,
    scenario: ScenarioFile,
    /// Values that the scenario has on that day without what is set.
    own: BTreeMap<String, String>,
    /// The paths that are set.
    set: Vec<String>,
    ensemble: Option<Ensemble>,
    /// Without a draw's values.
    plan: Plan,
    toml: String,
}

/// What one run leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// In the order of [`strait::outcomes::outcomes`]; not a number where there is none.
    pub outcomes: Vec<f64>,
    /// The weeks, with the Sunday on which each ends.
    pub weeks: Vec<(Date, Row)>,
}

/// What a page shows of a setting before any run.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// First day recorded.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// The Sundays on which weeks end, one for each row of a run.
    pub weeks: Vec<Date>,
    /// Parameters by path, at the start.
    pub values: BTreeMap<String, String>,
    /// What changes later, in order of the days.
    pub changes: Vec<DatedChange>,
    /// Parameters whose value, once the setting holds, is beyond the range of its evidence.
    pub beyond: Vec<String>,
    /// Parameters that the setting sets to another value than is in force without it.
    pub differs: Vec<String>,
    /// The scenario file that comes to the same.
    pub toml: String,
}

/// Parameters that change on a day.
#[derive(Debug, Clone, Serialize)]
pub struct DatedChange {
    /// The day.
    pub date: Date,
    /// Why, in the scenario's words; empty when it does not say.
    pub note: String,
    /// Parameters by path.
    pub set: BTreeMap<String, String>,
}

impl Prepared {
    /// Makes a setting ready.
    ///
    /// # Errors
    /// All that is wrong with it, in words for whoever set it.
    pub fn new(setting: &Setting) -> Result<Self, Vec<String>> {
        let (scenario, toml) = file(setting)?;
        let named = scenario.ensemble_file().is_some();
        let ensemble = named.then(|| Ensemble::from_text(ENSEMBLE, DRAWS)).transpose().map_err(in_words)?;
        let plan = scenario.plan().map_err(in_words)?;
        let own = in_force(&setting.scenario, setting.from)?;
        let set = setting.set.keys().cloned().collect();
        Ok(Self { seed: setting.seed, from: setting.from, own, set, scenario, ensemble, plan, toml })
    }

    /// The scenario file that comes to the same.
    #[must_use]
    pub fn toml(&self) -> &str {
        &self.toml
    }

    /// What to show of it before any run.
    ///
    /// # Errors
    /// A scenario that has no plan; none that was made ready.
    pub fn summary(&self) -> Result<Summary, Vec<String>> {
        let resolved = self.scenario.resolved().map_err(in_words)?;
        let at_start = |path: &_| resolved.start.at(path).map(|node| short(&node.to_value()));
        let parameters = self.scenario.parameters();
        let values = parameters.iter().filter_map(|path| Some((path.to_string(), at_start(path)?))).collect();
        let changes = resolved.changes.iter().map(|change| DatedChange {
            date: change.intervention.date,
            note: change.intervention.note.clone().unwrap_or_default(),
            set: change.settings.iter().map(|(path, node)| (path.to_string(), short(&node.to_value()))).collect(),
        });
        let in_force = values_on(&resolved, &parameters, self.from);
        let differs = self.set.iter().filter(|path| in_force.get(*path).map(short) != self.own.get(*path).cloned());
        let beyond =
            in_force.iter().filter(|(path, value)| evidence::outside(path, value)).map(|(path, _)| path.clone());
        let run = &self.plan.scenario.run;
        let days = run.start.until(run.end).map_or(0, |span| span.get_days()).max(0) as usize + 1;
        let nothing = Records { start: run.start, days: vec![Row::default(); days], groups: Vec::new() };
        Ok(Summary {
            start: run.start,
            end: run.end,
            weeks: nothing.weeks().into_iter().map(|(week, _)| week).collect(),
            values,
            changes: changes.collect(),
            differs: differs.cloned().collect(),
            beyond: beyond.collect(),
            toml: self.toml.clone(),
        })
    }

    /// Runs a replicate, counted from 0, as the command does.
    ///
    /// # Errors
    /// Why it cannot be run, in words.
    pub fn run(&self, replicate: u64) -> Result<Run, Vec<String>> {
        let drawn = match &self.ensemble {
            Some(ensemble) => Some(ensemble.plan(&self.scenario, ensemble.draw_of(replicate)).map_err(in_words)?),
            None => None,
        };
        let plan = drawn.as_ref().unwrap_or(&self.plan);
        let records = simulate(plan, self.seed, replicate).map_err(|error| vec![error.to_string()])?;
        Ok(Run { outcomes: outcomes_of(plan, &records), weeks: records.weeks() })
    }
}

impl Run {
    /// The outcomes, and then metric by metric its weeks.
    #[must_use]
    pub fn numbers(&self) -> Vec<f64> {
        let weekly = METRICS.iter().flat_map(|metric| self.weeks.iter().map(|(_, row)| row[*metric]));
        self.outcomes.iter().copied().chain(weekly).collect()
    }
}

/// The value of each parameter on a day, as the file has it.
fn values_on(resolved: &Resolved, parameters: &[KeyPath], on: Date) -> BTreeMap<String, Value> {
    let at_start = |path: &KeyPath| resolved.start.at(path).map(|node| (path.to_string(), node.to_value()));
    let mut values: BTreeMap<String, Value> = parameters.iter().filter_map(at_start).collect();
    for change in resolved.changes.iter().filter(|change| change.intervention.date <= on) {
        values.extend(change.settings.iter().map(|(path, node)| (path.to_string(), node.to_value())));
    }
    values
}

/// The value of each parameter of a shipped scenario on a day, in few words.
///
/// # Errors
/// Why the scenario cannot be read, in words.
pub(crate) fn in_force(scenario: &str, on: Date) -> Result<BTreeMap<String, String>, Vec<String>> {
    let file = shipped(scenario)?;
    let values = values_on(&file.resolved().map_err(in_words)?, &file.parameters(), on);
    Ok(values.into_iter().map(|(path, value)| (path, short(&value))).collect())
}

/// Whether a shipped scenario takes its parameters from an ensemble.
///
/// # Errors
/// Why the scenario cannot be read, in words.
pub(crate) fn has_ensemble(scenario: &str) -> Result<bool, Vec<String>> {
    Ok(shipped(scenario)?.ensemble_file().is_some())
}

fn shipped(scenario: &str) -> Result<ScenarioFile, Vec<String>> {
    ScenarioFile::over_shipped(NAME, &format!("extends = {}\n", Value::from(scenario))).map_err(in_words)
}
