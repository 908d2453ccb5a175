//! A setting as the text of a scenario file, which the command reads too.

use std::fmt::Write;

use jiff::civil::Date;
use strait_scenario::scenario_file::{InputError, KeyPath, ScenarioFile};
use toml::Value;

use crate::setting::Setting;

/// The name that messages give the text.
pub(crate) const NAME: &str = "explorer.toml";

/// The ensemble of the shipped scenarios, from the folder in which they are.
pub(crate) const ENSEMBLE: &str = "ensembles/to-2026-06-30.csv";

/// A parameter and its value, to be set for the whole run or from a day on.
type Set<'a> = (&'a str, Value);

/// The scenario of a setting, and its text.
///
/// Parameters of `run` hold for the whole run. All others are set on the setting's day, or on the first day recorded where
/// that is not within the run, and again on each later day on which the scenario itself would change them.
///
/// # Errors
/// All that is wrong with it, in words.
pub(crate) fn file(setting: &Setting) -> Result<(ScenarioFile, String), Vec<String>> {
    let (whole_run, dated) = values(setting)?;
    let head = head(setting, &whole_run);
    // What it would be without the dated ones tells which days there are.
    let base = ScenarioFile::over_shipped(NAME, &head).map_err(in_words)?;
    let resolved = base.resolved().map_err(in_words)?;
    let run = &resolved.plan.scenario.run;
    let from = if run.first_day() <= setting.from && setting.from <= run.end { setting.from } else { run.start };
    let mut text = head.clone();
    if !dated.is_empty() {
        intervention(&mut text, from, "Set in the explorer.", &dated);
    }
    let mut later: Vec<(Date, Vec<Set<'_>>)> = Vec::new();
    for change in resolved.changes.iter().filter(|change| change.intervention.date > from) {
        let touched = |path: &str| {
            let path = KeyPath::parse(path).ok();
            change.settings.iter().any(|(other, _)| path.as_ref().is_some_and(|path| path.overlaps(other)))
        };
        let again: Vec<Set<'_>> = dated.iter().filter(|(path, _)| touched(path)).cloned().collect();
        if !again.is_empty() && later.last().is_none_or(|(date, _)| *date != change.intervention.date) {
            later.push((change.intervention.date, again));
        }
    }
    for (date, again) in &later {
        intervention(&mut text, *date, "Set in the explorer: it holds.", again);
    }
    let file = ScenarioFile::over_shipped(NAME, &text).map_err(in_words)?;
    Ok((file, text))
}

/// What is set for the whole run, and what from a day on.
///
/// # Errors
/// Values that are not TOML.
fn values(setting: &Setting) -> Result<(Vec<Set<'_>>, Vec<Set<'_>>), Vec<String>> {
    let mut problems = Vec::new();
    let (mut whole_run, mut dated) = (Vec::new(), Vec::new());
    for (path, text) in &setting.set {
        match value(text) {
            Some(value) if path.starts_with("run.") => whole_run.push((path.as_str(), value)),
            Some(value) => dated.push((path.as_str(), value)),
            None => problems.push(format!("{path}: found {text}, allowed is a value as TOML writes it")),
        }
    }
    if problems.is_empty() { Ok((whole_run, dated)) } else { Err(problems) }
}

fn value(text: &str) -> Option<Value> {
    let mut table: toml::Table = format!("value = {text}").parse().ok()?;
    let value = table.remove("value")?;
    table.is_empty().then_some(value)
}

/// Everything but what is set from a day on.
fn head(setting: &Setting, whole_run: &[Set<'_>]) -> String {
    let Setting { scenario, uncertainty, seed, .. } = setting;
    let mut text = format!(
        "# Made in Strait's explorer. Put it beside {scenario}, in the folder scenarios, and run it\n\
         # with --replicates as many as on the page:\n\
         #   strait run scenarios/{NAME} --seed {seed}\n\
         extends = {}\n\n",
        Value::from(scenario.as_str())
    );
    if !whole_run.is_empty() {
        text.push_str("[run]\n");
        for (path, value) in whole_run {
            line(&mut text, path.trim_start_matches("run."), value);
        }
        text.push('\n');
    }
    let ensemble = if *uncertainty { ENSEMBLE } else { "none" };
    text.push_str("[uncertainty]\n");
    line(&mut text, "ensemble", &Value::from(ensemble));
    text
}

fn intervention(text: &mut String, date: Date, note: &str, set: &[Set<'_>]) {
    text.push_str("\n[[intervention]]\n");
    let settings: Vec<String> = set.iter().map(|(path, value)| format!("{} = {value}", Value::from(*path))).collect();
    let _ = writeln!(text, "date = {date}\nnote = {}\nset = {{ {} }}", Value::from(note), settings.join(", "));
}

fn line(text: &mut String, key: &str, value: &Value) {
    text.push_str(&format!("{key} = {value}\n"));
}

pub(crate) fn in_words(error: InputError) -> Vec<String> {
    vec![error.render(false)]
}
