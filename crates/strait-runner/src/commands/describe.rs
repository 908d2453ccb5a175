//! `strait describe`: every parameter of a scenario with its unit, range, confidence and source.

use std::path::PathBuf;

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;
use toml::Value;

use crate::design::short;
use crate::evidence::{self, Confidence};
use crate::failure::Failure;
use crate::scenario_file::{InputError, ScenarioFile};

/// Show every parameter of a scenario, with its evidence, and the interventions.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A scenario file.
    scenario: PathBuf,
    /// How to show it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// How to show a scenario.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Format {
    /// A table as wide as the terminal.
    Table,
    /// Markdown.
    Md,
    /// JSON.
    Json,
    /// CSV, a row for each parameter and for each change of one.
    Csv,
}

/// One parameter's value, from the start or from a later date.
#[derive(Debug, Serialize)]
struct Row {
    parameter: String,
    /// First day on which the value holds; none for the start.
    from: Option<String>,
    value: String,
    unit: &'static str,
    low: &'static str,
    high: &'static str,
    confidence: Option<Confidence>,
    source: &'static str,
    url: &'static str,
    /// Of an intervention its own, of a parameter the register's.
    note: String,
    /// Whether it is not the baseline's.
    changed: bool,
}

/// Writes the scenario to stdout.
///
/// # Errors
/// A file that is no sound scenario; a result that cannot be written.
pub fn run(args: &Args) -> Result<(), Failure> {
    let rows = rows(&ScenarioFile::read(&args.scenario)?)?;
    match args.format {
        Format::Table => println!("{}", table(&rows)),
        Format::Md => print!("{}", markdown(&rows)),
        Format::Json => println!("{}", serde_json::to_string_pretty(&rows).map_err(work)?),
        Format::Csv => {
            let mut out = csv::Writer::from_writer(std::io::stdout());
            rows.iter().try_for_each(|row| out.serialize(row)).map_err(work)?;
            out.flush().map_err(work)?;
        }
    }
    Ok(())
}

fn work(why: impl std::fmt::Display) -> Failure {
    Failure::Work(format!("the description cannot be written: {why}"))
}

fn rows(file: &ScenarioFile) -> Result<Vec<Row>, InputError> {
    let resolved = file.resolved()?;
    let baseline = ScenarioFile::baseline();
    let default = baseline.resolved()?;
    let mut rows = Vec::new();
    for path in file.parameters() {
        let Some(node) = resolved.start.at(&path) else { continue };
        let value = node.to_value();
        let changed = default.start.at(&path).is_none_or(|node| node.to_value() != value);
        rows.push(row(path.to_string(), None, &value, changed, None));
    }
    for change in &resolved.changes {
        let date = change.intervention.date;
        for (path, node) in &change.settings {
            let value = node.to_value();
            let known = default.changes.iter().filter(|other| other.intervention.date == date);
            let known = known.flat_map(|other| &other.settings);
            let changed = !known.into_iter().any(|(other, node)| other == path && node.to_value() == value);
            let note = change.intervention.note.as_deref().unwrap_or_default();
            rows.push(row(path.to_string(), Some(date.to_string()), &value, changed, Some(note)));
        }
    }
    Ok(rows)
}

fn row(parameter: String, from: Option<String>, value: &Value, changed: bool, note: Option<&str>) -> Row {
    let entry = evidence::entry(&parameter);
    Row {
        from,
        value: short(value),
        unit: entry.map_or("", |entry| &entry.unit),
        low: entry.map_or("", |entry| &entry.low),
        high: entry.map_or("", |entry| &entry.high),
        confidence: entry.map(|entry| entry.confidence),
        source: entry.map_or("", |entry| &entry.source),
        url: entry.map_or("", |entry| &entry.url),
        note: note.unwrap_or_else(|| entry.map_or("", |entry| &entry.note)).to_owned(),
        changed,
        parameter,
    }
}

/// What people read: parameters first, then interventions.
fn cells(rows: &[Row]) -> [(Vec<&'static str>, Vec<Vec<String>>); 2] {
    let (at_start, later): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.from.is_none());
    let value = |row: &Row| if row.changed { format!("{} *", row.value) } else { row.value.clone() };
    let parameters = at_start.iter().map(|row| {
        let range = match evidence::entry(&row.parameter) {
            Some(entry) => entry.range().unwrap_or_default(),
            None => String::new(),
        };
        let confidence = row.confidence.map_or_else(String::new, |confidence| confidence.to_string());
        vec![row.parameter.clone(), value(row), row.unit.to_owned(), range, confidence, row.source.to_owned()]
    });
    let interventions = later
        .iter()
        .map(|row| vec![row.from.clone().unwrap_or_default(), row.parameter.clone(), value(row), row.note.clone()]);
    [
        (vec!["parameter", "value", "unit", "range", "confidence", "source"], parameters.collect()),
        (vec!["from", "parameter", "value", "note"], interventions.collect()),
    ]
}

const LEGEND: &str = "* not the baseline's";

fn table(rows: &[Row]) -> String {
    let width = console::Term::stdout().size_checked().map_or(120, |(_, columns)| columns);
    let mut parts = Vec::new();
    for (head, body) in cells(rows) {
        if !body.is_empty() {
            let mut table = Table::new();
            table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(width).set_header(head).add_rows(body);
            parts.push(table.to_string());
        }
    }
    if rows.iter().any(|row| row.changed) {
        parts.push(LEGEND.to_owned());
    }
    parts.join("\n\n")
}

fn markdown(rows: &[Row]) -> String {
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = String::new();
    for (title, (head, body)) in ["Parameters", "Interventions"].into_iter().zip(cells(rows)) {
        if !body.is_empty() {
            text += &format!("## {title}\n\n");
            text += &line(head.iter().map(|name| (*name).to_owned()).collect());
            text += &line(head.iter().map(|_| "---".to_owned()).collect());
            body.into_iter().for_each(|cells| text += &line(cells));
            text += "\n";
        }
    }
    if rows.iter().any(|row| row.changed) {
        text += &format!("\\{LEGEND}\n");
    }
    text
}
