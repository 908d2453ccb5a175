//! A table of an answer, in words and numbers.

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table as Grid, presets};
use strait::outcomes::{Outcome, outcomes};

use super::falls::{form, needed, payers};
use super::figure::{Figure, Manner};
use super::reply::how_far_checked;
use super::runs::{Group, Runs};
use crate::charts::{capital, number};
use crate::design::{Answer, AnswerTable};
use crate::evidence;
use crate::failure::Failure;
use crate::markdown::{self, NONE};
use crate::store::Study;

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
            let (manner, rows) = (shown[column.outcome].1, counted(group, column));
            let figure = Figure::of(&runs, column.outcome, manner, &rows, partners.as_deref());
            figure.map_or_else(|| NONE.to_owned(), |figure| figure.to_string())
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

/// An axis by its name, as a heading.
pub(super) fn axis_head(path: &str) -> String {
    capital(&evidence::name(path))
}

/// A value's text in words: `linear(semi_elasticity=1)` is `linear, semi elasticity 1`.
pub(super) fn in_words(value: &str) -> String {
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
        note.push_str(" Medians, and in brackets what 90 % of runs lie between, in no more digits than the runs bear.");
    }
    if columns.iter().any(|(_, manner)| matches!(manner, Manner::Difference | Manner::RelativeChange)) {
        note.push_str(" Changes of the mean, and in brackets what the changes of 90 % of runs lie between.");
    }
    if columns.iter().any(|(_, manner)| matches!(manner, Manner::Chance | Manner::ChanceChange)) {
        note.push_str(" Shares of runs in which it happened at all, with a 90 % interval over replicates.");
    }
    if let Some((axis, value)) = &table.against {
        let (axis, value) = (evidence::name(axis), in_words(value));
        note.push_str(&format!(
            " Changes are from the run with {axis} at {value} and the same luck and other settings."
        ));
    }
    for (axis, value) in &table.only {
        note.push_str(&format!(" Only runs with {} at {}.", evidence::name(axis), in_words(value)));
    }
    note.push_str(&format!(" {}", how_far_checked(columns.iter().map(|(outcome, _)| outcome.name.as_str()))));
    if let Some(uncertainty) = &manifest.uncertainty {
        note.push_str(&format!(" Parameters drawn from an ensemble of {}.", uncertainty.draws));
    }
    note
}
