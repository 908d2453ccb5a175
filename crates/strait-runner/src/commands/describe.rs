//! `strait describe`: every parameter of a scenario with its unit, range, confidence and source.

use std::path::PathBuf;

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width, presets};

use super::output::say;
use crate::evidence;
use crate::failure::Failure;
use crate::formula;
use crate::parameters::{self, Row};
use crate::scenario_file::ScenarioFile;
use crate::uncertainty::Ensemble;

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

/// Writes the scenario to stdout.
///
/// # Errors
/// A file that is no sound scenario; a result that cannot be written.
pub fn run(args: &Args) -> Result<(), Failure> {
    let file = ScenarioFile::read(&args.scenario)?;
    let drawn: Vec<String> = Ensemble::of(&file)?.iter().flat_map(Ensemble::paths).map(str::to_owned).collect();
    let rows = parameters::rows(&file, |path| drawn.contains(&path.to_string()) && !file.holds(path))?;
    say(&match args.format {
        Format::Table => table(&rows),
        Format::Md => markdown(&rows),
        Format::Json => serde_json::to_string_pretty(&rows).map_err(work)? + "\n",
        Format::Csv => formula::csv(&rows).map_err(work)?,
    })
}

fn work(why: impl std::fmt::Display) -> Failure {
    Failure::Work(format!("the description cannot be written: {why}"))
}

/// A table that people read.
struct Sheet {
    title: &'static str,
    head: Vec<&'static str>,
    body: Vec<Vec<String>>,
}

/// The parameters at the start, and what changes later. With `sections`, parameters stand below their section's name,
/// which leaves a narrow table room for sources.
fn sheets(rows: &[Row], sections: bool) -> [Sheet; 2] {
    let value = |row: &Row| {
        let marks = [(row.changed, " *"), (row.drawn, " †")];
        let mark: String = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark).collect();
        // Choices have no unit, and a date says itself that it is one.
        let unit = if matches!(row.unit, "" | "date") { String::new() } else { format!(" {}", row.unit) };
        format!("{}{unit}{mark}", row.value)
    };
    let (mut parameters, mut changes) = (Vec::new(), Vec::new());
    let mut current = "";
    for row in rows {
        if let Some(from) = &row.from {
            changes.push(vec![from.clone(), row.parameter.clone(), value(row), row.note.clone()]);
            continue;
        }
        let (section, key) = row.parameter.rsplit_once('.').unwrap_or(("", &row.parameter));
        if sections && section != current {
            parameters.push(vec![section.to_owned()]);
            current = section;
        }
        let name = match (sections, section) {
            (false, _) | (true, "") => row.parameter.clone(),
            (true, _) => format!("  {key}"),
        };
        let range = evidence::entry(&row.parameter).and_then(evidence::Entry::range).unwrap_or_default();
        let confidence = row.confidence.map_or_else(String::new, |confidence| confidence.to_string());
        parameters.push(vec![name, value(row), range, confidence, row.source.to_owned()]);
    }
    [
        Sheet {
            title: "Parameters",
            head: vec!["parameter", "value", "range", "confidence", "source"],
            body: parameters,
        },
        Sheet { title: "Interventions", head: vec!["from", "parameter", "value", "note"], body: changes },
    ]
}

const STYLE: TableStyle = presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none());

/// What the marks behind values mean, of those that there are.
fn legend(rows: &[Row]) -> Vec<&'static str> {
    let marks = [
        (rows.iter().any(|row| row.changed), "* not the baseline's"),
        (rows.iter().any(|row| row.drawn), "† without the ensemble, from which each replicate takes its own"),
    ];
    marks.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words).collect()
}

fn table(rows: &[Row]) -> String {
    let width = console::Term::stdout().size_checked().map_or(120, |(_, columns)| columns);
    let mut parts = Vec::new();
    for Sheet { head, body, .. } in sheets(rows, true).into_iter().filter(|sheet| !sheet.body.is_empty()) {
        // Numbers and names are not broken over lines; sources, notes and lists are.
        let constraints: Vec<ColumnConstraint> = head
            .iter()
            .map(|name| match *name {
                "value" => ColumnConstraint::UpperBoundary(Width::Fixed(26)),
                "source" | "note" => ColumnConstraint::LowerBoundary(Width::Fixed(20)),
                _ => ColumnConstraint::ContentWidth,
            })
            .collect();
        let mut table = Table::new();
        table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        table.set_header(head).add_rows(body).set_constraints(constraints);
        parts.push(table.trim_fmt() + "\n");
    }
    parts.extend(legend(rows).into_iter().map(|words| format!("{words}\n")));
    parts.join("\n")
}

fn markdown(rows: &[Row]) -> String {
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = String::new();
    for Sheet { title, head, body } in sheets(rows, false).into_iter().filter(|sheet| !sheet.body.is_empty()) {
        text += &format!("## {title}\n\n");
        text += &line(head.iter().map(|name| (*name).to_owned()).collect());
        text += &line(head.iter().map(|_| "---".to_owned()).collect());
        body.into_iter().for_each(|cells| text += &line(cells));
        text += "\n";
    }
    let escaped = legend(rows).into_iter().map(|words| words.replacen('*', "\\*", 1));
    text + &escaped.map(|words| format!("{words}\n")).collect::<Vec<_>>().join("\n")
}
