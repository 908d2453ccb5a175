//! A table of an answer, in words and numbers.

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table as Grid, presets};
use strait::outcomes::{Outcome, outcomes};

use super::chance::chance;
use super::falls::{form, needed, payers};
use super::runs::{Group, Runs};
use crate::charts::{capital, number};
use crate::design::{Answer, AnswerTable};
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

/// The tables that an answer to be read off a study's results asks for.
///
/// # Errors
/// [`Failure::Input`] when the results cannot be read, or do not hold what is asked for.
pub fn tables(study: &Study, answer: &Answer) -> Result<Vec<TextTable>, Failure> {
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
    /// The change of the mean and the range of the paired change, in per cent of what it is changed from.
    RelativeChange,
    /// Mean of the paired change, in points of the share of runs.
    ChanceChange,
    /// Mean and range of the paired difference.
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
    let outcome = |name: &String| {
        let none = || Failure::Input(format!("{}: there is no outcome \"{name}\"", study.folder().display()));
        let outcome = known.iter().find(|outcome| outcome.name == *name).ok_or_else(none)?;
        Ok((outcome, Manner::of(outcome, table.against.is_some())))
    };
    let shown: Vec<(&Outcome, Manner)> = table.outcomes.iter().map(outcome).collect::<Result<_, Failure>>()?;
    if shown.is_empty() {
        let (folder, name) = (study.folder().display(), &table.name);
        return Err(Failure::Input(format!("{folder}: the answer's table \"{name}\" has no outcome")));
    }
    let columns = Columns::new(&runs, table, &shown);
    let partners = table.against.as_ref().map(|(axis, value)| runs.partners(axis, value));
    let mut groups = runs.groups(&table.rows, &table.only);
    groups.retain(|group| !is_base(table, group));
    let counted = |group: &Group, column: &Shown| -> Vec<usize> {
        group.runs.iter().copied().filter(|run| column.runs.as_ref().is_none_or(|runs| runs[*run])).collect()
    };
    let counts = groups.iter().flat_map(|group| columns.cells.iter().map(|column| counted(group, column).len()));
    let counts: Vec<usize> = counts.collect();
    let rows = groups.iter().map(|group| {
        let cells = columns.cells.iter().map(|column| {
            cell(&runs, column.outcome, shown[column.outcome].1, &counted(group, column), partners.as_deref())
        });
        group.values.iter().map(|value| in_words(value)).chain(cells).collect()
    });
    Ok(TextTable {
        name: table.name.clone(),
        title: columns.title(&table.title),
        header: table.rows.iter().map(|axis| axis_head(axis)).chain(columns.heads()).collect(),
        settings: table.rows.len(),
        rows: rows.collect(),
        note: note(study, table, &shown, &counts),
    })
}

/// The columns behind the settings.
struct Columns {
    cells: Vec<Shown>,
    /// What all columns show, where they are the values on an axis.
    of_all: Option<String>,
}

/// One column.
struct Shown {
    head: String,
    /// Which of the table's outcomes it shows.
    outcome: usize,
    /// Whether each run counts; all if none is said.
    runs: Option<Vec<bool>>,
}

impl Columns {
    fn new(runs: &Runs, table: &AnswerTable, shown: &[(&Outcome, Manner)]) -> Self {
        let heads = shown.iter().map(|(outcome, manner)| head(outcome, *manner));
        let Some(axis) = &table.across else {
            let cells = heads.enumerate().map(|(outcome, head)| Shown { head, outcome, runs: None });
            return Self { cells: cells.collect(), of_all: None };
        };
        let is_base = |value: &str| table.against.as_ref().is_some_and(|(other, base)| other == axis && base == value);
        let values =
            runs.groups(std::slice::from_ref(axis), &table.only).into_iter().map(|group| group.values.concat());
        let cell = |value: String| {
            let head = format!("{} {}", axis_head(axis), in_words(&value));
            Shown { head, outcome: 0, runs: Some(runs.which(axis, &value)) }
        };
        Self { cells: values.filter(|value| !is_base(value)).map(cell).collect(), of_all: heads.into_iter().next() }
    }

    fn heads(&self) -> impl Iterator<Item = String> {
        self.cells.iter().map(|cell| cell.head.clone())
    }

    fn title(&self, title: &str) -> String {
        self.of_all.as_ref().map_or_else(|| title.to_owned(), |all| format!("{title}: {}", all.to_lowercase()))
    }
}

/// Whether changes are counted from these runs: they make no row.
fn is_base(table: &AnswerTable, group: &Group) -> bool {
    let Some((axis, base)) = &table.against else { return false };
    table.rows.iter().zip(&group.values).any(|(own, value)| own == axis && value == base)
}

/// An outcome of some runs.
fn cell(runs: &Runs, outcome: usize, manner: Manner, of: &[usize], partners: Option<&[Option<usize>]>) -> String {
    let values = runs.outcome(outcome);
    let own = |value: fn(f64) -> f64| -> Vec<(i64, f64)> {
        of.iter().map(|&run| (runs.replicates[run], value(values[run]))).collect()
    };
    let paired = |change: fn(f64, f64) -> f64| -> Vec<(i64, f64)> {
        let base = |run: usize| partners.and_then(|partners| partners[run]);
        of.iter().filter_map(|&run| Some((runs.replicates[run], change(values[run], values[base(run)?])))).collect()
    };
    match manner {
        Manner::Chance => chance_cell(&own(happened), false),
        Manner::ChanceChange => chance_cell(&paired(|with, without| happened(with) - happened(without)), true),
        Manner::Spread => spread_cell(&own(|value| value)),
        Manner::Difference => {
            let changes = paired(|with, without| with - without);
            let mean = mean(changes.iter().map(|(_, change)| *change));
            range_cell(mean, &changes, digits, "")
        }
        Manner::RelativeChange => {
            let pairs = paired(|with, _| with).into_iter().zip(paired(|_, without| without));
            let (mut with, mut without) = (Vec::new(), Vec::new());
            for ((_, own), (_, base)) in pairs.filter(|((_, own), (_, base))| own.is_finite() && base.is_finite()) {
                with.push(own);
                without.push(base);
            }
            let of_means = 100.0 * (mean(with.into_iter()) / mean(without.into_iter()) - 1.0);
            let changes = paired(|with, without| 100.0 * (with / without - 1.0));
            range_cell(of_means, &changes, |change| number(change, 1), " %")
        }
    }
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
            needed(&form, *fall, &payers)
                .map_or_else(|| "never".to_owned(), |at| format!("{} %", number(100.0 * at, 1).trim_end_matches(".0")))
        };
        let row: Vec<String> = std::iter::once(in_words(&label)).chain(table.falls.iter().map(cell)).collect();
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let heads = table.falls.iter().map(|fall| format!("for \u{2212}{} %", number(100.0 * fall, 0)));
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

fn spread_cell(values: &[(i64, f64)]) -> String {
    let band = Band::of(values.iter().map(|(_, value)| *value));
    range_cell(band.map_or(f64::NAN, |band| band.median), values, digits, "")
}

/// A middle with what 90 % of values lie between.
fn range_cell(middle: f64, values: &[(i64, f64)], written: fn(f64) -> String, unit: &str) -> String {
    let Some(band) = Band::of(values.iter().map(|(_, value)| *value)) else { return NONE.to_owned() };
    format!("{}{unit} [{}, {}]", written(middle), written(band.low90), written(band.high90))
}

/// The mean of the values that there are.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) =
        values.filter(|value| value.is_finite()).fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
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

fn note(study: &Study, table: &AnswerTable, columns: &[(&Outcome, Manner)], counts: &[usize]) -> String {
    let manifest = study.manifest();
    let (fewest, most) = (counts.iter().min().unwrap_or(&0), counts.iter().max().unwrap_or(&0));
    let runs = if fewest == most { most.to_string() } else { format!("{fewest} to {most}") };
    let mut note = match manifest.replicates {
        1 => format!("Each number: {runs} runs, all with the same luck: one draw of chance, and no answer."),
        replicates => format!("Each number: {runs} runs, {replicates} replicates of each setting."),
    };
    if columns.iter().any(|(_, manner)| *manner == Manner::Spread) {
        note.push_str(" Medians, and in brackets what 90 % of runs lie between.");
    }
    if columns.iter().any(|(_, manner)| matches!(manner, Manner::Difference | Manner::RelativeChange)) {
        note.push_str(" Changes of the mean, and in brackets what the changes of 90 % of runs lie between.");
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
