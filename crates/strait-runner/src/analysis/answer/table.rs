//! A table of an answer, in words and numbers.

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table as Grid, presets};
use strait::outcomes::{Outcome, outcomes};

use super::chance::chance;
use super::falls::{form, needed, payers};
use super::runs::{Group, Runs};
use crate::charts::{capital, number};
use crate::design::AnswerTable;
use crate::failure::Failure;
use crate::markdown::{self, NONE, digits};
use crate::store::Study;
use crate::summary::Band;

/// A table ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextTable {
    /// By what it is known on a page.
    pub name: String,
    /// What it shows.
    pub title: String,
    /// The columns' heads: settings first.
    pub header: Vec<String>,
    /// How many of the columns are settings.
    pub settings: usize,
    /// A row for each combination of settings.
    pub rows: Vec<Vec<String>>,
    /// How the numbers are to be read.
    pub note: String,
}

impl TextTable {
    /// For a terminal, with its title above and its note below.
    #[must_use]
    pub fn terminal(&self) -> String {
        let mut grid = Grid::new();
        grid.load_style(presets::ASCII_MARKDOWN).set_content_arrangement(ContentArrangement::Dynamic);
        grid.set_header(self.header.iter().map(Cell::new));
        for row in &self.rows {
            let cell = |(column, text): (usize, &String)| {
                let side = if column < self.settings { CellAlignment::Left } else { CellAlignment::Right };
                Cell::new(text).set_alignment(side)
            };
            grid.add_row(row.iter().enumerate().map(cell));
        }
        format!("{}\n{grid}\n{}\n\n", self.title, self.note)
    }

    /// As Markdown, with its note below.
    #[must_use]
    pub fn markdown(&self) -> String {
        let header: Vec<&str> = self.header.iter().map(String::as_str).collect();
        format!("{}\n{}\n", markdown::table(&header, self.settings, self.rows.iter().cloned()), self.note)
    }
}

/// The tables that a study's `[answer]` asks for; none if it asks for none.
///
/// # Errors
/// [`Failure::Input`] when the results cannot be read.
pub fn tables(study: &Study) -> Result<Vec<TextTable>, Failure> {
    let Some(answer) = &study.manifest().answer else { return Ok(Vec::new()) };
    answer
        .tables
        .iter()
        .map(|table| if table.falls.is_empty() { of_runs(study, table) } else { of_forms(study, table) })
        .collect()
}

/// How an outcome is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// In what share of runs it happened.
    Chance,
    /// Median and range.
    Spread,
    /// Median and range of the paired change, in per cent of what it is changed from.
    RelativeChange,
    /// Mean of the paired change, in points of the share of runs.
    ChanceChange,
    /// Median and range of the paired difference.
    Difference,
}

impl Manner {
    fn of(outcome: &Outcome, paired: bool) -> Self {
        let event = matches!(outcome.unit.as_str(), "yes/no" | "count");
        match (event, paired) {
            (true, false) => Self::Chance,
            (true, true) => Self::ChanceChange,
            (false, false) => Self::Spread,
            (false, true) if outcome.unit.starts_with("people") => Self::RelativeChange,
            (false, true) => Self::Difference,
        }
    }
}

fn of_runs(study: &Study, table: &AnswerTable) -> Result<TextTable, Failure> {
    let runs = Runs::read(study, &table.outcomes)?;
    let known = outcomes();
    let columns: Vec<(&Outcome, Manner)> = table
        .outcomes
        .iter()
        .filter_map(|name| known.iter().find(|outcome| outcome.name == *name))
        .map(|outcome| (outcome, Manner::of(outcome, table.against.is_some())))
        .collect();
    let partners = table.against.as_ref().map(|(axis, value)| runs.partners(axis, value));
    let cell = |group: &Group, (number, (_, manner)): (usize, &(&Outcome, Manner))| {
        let values = runs.outcome(number);
        let paired = |change: fn(f64, f64) -> f64| -> Vec<(i64, f64)> {
            let base = |run: usize| partners.as_ref().and_then(|partners| partners[run]);
            let one = |&run: &usize| Some((runs.replicates[run], change(values[run], values[base(run)?])));
            group.runs.iter().filter_map(one).collect()
        };
        let own = |of: fn(f64) -> f64| {
            group.runs.iter().map(|&run| (runs.replicates[run], of(values[run]))).collect::<Vec<_>>()
        };
        match manner {
            Manner::Chance => chance_cell(&own(happened), false),
            Manner::ChanceChange => chance_cell(&paired(|with, without| happened(with) - happened(without)), true),
            Manner::Spread => spread_cell(&own(|value| value), ""),
            Manner::Difference => spread_cell(&paired(|with, without| with - without), ""),
            Manner::RelativeChange => spread_cell(&paired(|with, without| 100.0 * (with / without - 1.0)), " %"),
        }
    };
    let groups = runs.groups(&table.rows, &table.only);
    let rows = groups.iter().map(|group| {
        let cells = columns.iter().enumerate().map(|column| cell(group, column));
        group.values.iter().map(|value| in_words(value)).chain(cells).collect()
    });
    let heads = columns.iter().map(|(outcome, manner)| head(outcome, *manner));
    Ok(TextTable {
        name: table.name.clone(),
        title: table.title.clone(),
        header: table.rows.iter().map(|axis| axis_head(axis)).chain(heads).collect(),
        settings: table.rows.len(),
        rows: rows.collect(),
        note: note(study, table, &columns, &groups),
    })
}

fn of_forms(study: &Study, table: &AnswerTable) -> Result<TextTable, Failure> {
    let manifest = study.manifest();
    let payers = payers(&manifest.scenario.toml)
        .map_err(|error| Failure::Input(format!("{}: its scenario: {error}", study.folder().display())))?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (label, form) in manifest.points.iter().filter_map(|point| {
        let setting = point.settings.get("deterrence")?;
        Some((crate::design::short_json(setting), form(setting)?))
    }) {
        let cell = |fall: &f64| {
            needed(&form, *fall, &payers).map_or_else(|| "never".to_owned(), |at| format!("{} %", digits(100.0 * at)))
        };
        let row: Vec<String> = std::iter::once(in_words(&label)).chain(table.falls.iter().map(cell)).collect();
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let heads = table.falls.iter().map(|fall| format!("for \u{2212}{} %", digits(100.0 * fall)));
    Ok(TextTable {
        name: table.name.clone(),
        title: table.title.clone(),
        header: std::iter::once(axis_head("deterrence")).chain(heads).collect(),
        settings: 1,
        rows,
        note: "The chance of return, as people in France see it, at which so many fewer would attempt to cross, by the form's own \
               equation. What people see lags behind what is so, and some hear nothing."
            .to_owned(),
    })
}

fn happened(value: f64) -> f64 {
    if value.is_finite() { f64::from(u8::from(value > 0.0)) } else { f64::NAN }
}

fn chance_cell(values: &[(i64, f64)], signed: bool) -> String {
    let Some(chance) = chance(values) else { return NONE.to_owned() };
    let percent = |share: f64| number(100.0 * share, 0);
    let (unit, plus) = if signed { (" points", chance.share > 0.0) } else { (" %", false) };
    let sign = if plus { "+" } else { "" };
    format!("{sign}{}{unit} [{}, {}]", percent(chance.share), percent(chance.low), percent(chance.high))
}

fn spread_cell(values: &[(i64, f64)], unit: &str) -> String {
    let Some(band) = Band::of(values.iter().map(|(_, value)| *value)) else { return NONE.to_owned() };
    format!("{}{unit} [{}, {}]", digits(band.median), digits(band.low90), digits(band.high90))
}

fn head(outcome: &Outcome, manner: Manner) -> String {
    let name = capital(&outcome.name.replace('_', " "));
    let unit = match manner {
        Manner::Chance => "share of runs".to_owned(),
        Manner::ChanceChange => "change in the share of runs".to_owned(),
        Manner::RelativeChange => "change".to_owned(),
        Manner::Difference => format!("change, {}", outcome.unit),
        Manner::Spread => outcome.unit.clone(),
    };
    format!("{name} ({unit})")
}

/// An axis by the end of its path.
fn axis_head(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let from = parts.len().saturating_sub(2);
    capital(&parts[from..].join(" ").replace('_', " "))
}

/// A value's text in words: `linear(semi_elasticity=1)` is `linear, semi elasticity 1`.
fn in_words(value: &str) -> String {
    value.replace(['_', '='], " ").replace('(', ", ").replace(')', "")
}

fn note(study: &Study, table: &AnswerTable, columns: &[(&Outcome, Manner)], groups: &[Group]) -> String {
    let manifest = study.manifest();
    let counts = groups.iter().map(|group| group.runs.len());
    let (fewest, most) = (counts.clone().min().unwrap_or(0), counts.max().unwrap_or(0));
    let runs = if fewest == most { most.to_string() } else { format!("{fewest} to {most}") };
    let mut note = match manifest.replicates {
        1 => format!("Each row: {runs} runs, all with the same luck: one draw of chance, and no answer."),
        replicates => format!("Each row: {runs} runs, {replicates} replicates of each setting."),
    };
    if columns.iter().any(|(_, manner)| matches!(manner, Manner::Spread | Manner::Difference | Manner::RelativeChange))
    {
        note.push_str(" Medians, and in brackets what 90 % of runs lie between.");
    }
    if columns.iter().any(|(_, manner)| matches!(manner, Manner::Chance | Manner::ChanceChange)) {
        note.push_str(" Shares of runs in which it happened at all, with a 90 % interval over replicates.");
    }
    if let Some((axis, value)) = &table.against {
        let (axis, value) = (axis_head(axis).to_lowercase(), in_words(value));
        note.push_str(&format!(
            " Changes are from the run with {axis} at {value} and the same luck and other settings."
        ));
    }
    for (axis, value) in &table.only {
        note.push_str(&format!(" Only runs with {} at {}.", axis_head(axis).to_lowercase(), in_words(value)));
    }
    if let Some(uncertainty) = &manifest.uncertainty {
        note.push_str(&format!(" Parameters drawn from an ensemble of {}.", uncertainty.draws));
    }
    note
}
