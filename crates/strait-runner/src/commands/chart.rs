//! `strait chart`: the figures of a folder of results.

use std::fs;
use std::path::{Path, PathBuf};

use strait::metrics::{METRICS, Metric};

use super::output::say;
use crate::charts::{self, CHARTS, ChartError, Drawn, Look, Size, Theme, Wanted};
use crate::failure::Failure;
use crate::observed::observed;
use crate::scenario_file::nearest;
use crate::store::{Column, Manifest, POINT, Study, Table};

/// Draw the charts of a folder of results.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Folder of results
    dir: PathBuf,
    /// Formats of the figures
    #[arg(long, value_enum, value_delimiter = ',', default_value = "svg,png")]
    format: Vec<Format>,
    #[arg(long, value_name = "NAME", help = only_help())]
    only: Vec<String>,
    /// Draw this metric over time, and for each setting of a sweep; may be repeated
    #[arg(long, value_name = "METRIC")]
    metric: Vec<String>,
    /// Draw this point of a sweep alone
    #[arg(long, value_name = "N")]
    point: Option<i64>,
    /// What the colours are made for
    #[arg(long, value_enum, default_value_t)]
    theme: Theme,
    /// What the figures are made for
    #[arg(long, value_enum, default_value_t)]
    size: Size,
}

/// The format of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Drawing
    Svg,
    /// Pixels
    Png,
}

fn only_help() -> String {
    let names: Vec<_> = CHARTS.iter().map(|chart| chart.name).collect();
    format!("Draw this chart only; may be repeated [charts: {}]", names.join(", "))
}

/// Draws the charts into `figures` in the folder, or into a folder of their look, point and kind within it.
///
/// # Errors
/// [`Failure::Input`] when the folder holds no results, a chart, metric or point is unknown, or a figure of another content
/// is there already; [`Failure::Work`] when drawing or writing fails.
pub fn run(args: &Args) -> Result<(), Failure> {
    let Drawn { figures, skipped } = draw(args)?;
    let mut folder = args.dir.join("figures");
    folder.extend(look(args).folder());
    folder.extend(args.point.map(|point| format!("point-{point}")));
    let mut files = Vec::new();
    for figure in &figures {
        let mut path = folder.clone();
        path.extend(figure.set);
        path.push(figure.name);
        if args.format.contains(&Format::Svg) {
            files.push((path.with_extension("svg"), figure.svg.clone().into_bytes()));
        }
        if args.format.contains(&Format::Png) {
            let pixels = charts::png(figure).map_err(|error| failure(error, &args.dir))?;
            files.push((path.with_extension("png"), pixels));
        }
    }
    write(&folder, &files)?;
    let mut text = String::new();
    for (path, _) in &files {
        text.push_str(&format!("{}\n", path.display()));
    }
    for chart in &skipped {
        text.push_str(&format!("no {}: {}\n", chart.name, chart.reason));
    }
    say(&text)
}

fn look(args: &Args) -> Look {
    Look { theme: args.theme, size: args.size }
}

fn draw(args: &Args) -> Result<Drawn, Failure> {
    let metrics = args.metric.iter().map(|name| metric(name)).collect::<Result<Vec<_>, _>>()?;
    let study = Study::open(&args.dir)?;
    let manifest = study.manifest();
    let (runs, daily) = (study.runs()?, study.daily(&charts::columns_for(&metrics))?);
    let subject = match args.point {
        None => Subject {
            title: manifest.name.clone(),
            axes: manifest.axes.clone(),
            caption: caption(manifest, &deterrence(manifest), manifest.counts.runs),
            runs,
            daily,
        },
        Some(point) => of_point(point, manifest, &runs, &daily)?,
    };
    let only: Vec<_> = args.only.iter().map(String::as_str).collect();
    let study = charts::Study {
        title: &subject.title,
        runs: &subject.runs,
        daily: &subject.daily,
        resolution: manifest.resolution,
        axes: &subject.axes,
        observed: &observed()?,
        caption: &subject.caption,
    };
    let wanted = Wanted { only: &only, metrics: &metrics, look: look(args) };
    charts::drawn(&study, &wanted).map_err(|error| failure(error, &args.dir))
}

/// The metric of a name.
fn metric(name: &str) -> Result<Metric, Failure> {
    Metric::named(name).ok_or_else(|| {
        let names = || METRICS.iter().map(|metric| metric.name());
        let known = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the metrics are {}", names().collect::<Vec<_>>().join(", ")),
        };
        Failure::Input(format!("`--metric {name}`: no metric has this name; {known}"))
    })
}

/// What is drawn: a whole study, or a point of it.
struct Subject {
    title: String,
    axes: Vec<String>,
    caption: String,
    runs: Table,
    daily: Table,
}

/// One point of a sweep as if it were a study of its own.
fn of_point(point: i64, manifest: &Manifest, runs: &Table, daily: &Table) -> Result<Subject, Failure> {
    let own = |table: &Table| match table.column(POINT) {
        Some(Column::Integer(points)) => table.rows_where(|row| points[row] == point),
        _ => Table::new(),
    };
    let (own_runs, own_daily) = (own(runs), own(daily));
    if own_runs.rows() == 0 {
        return Err(Failure::Input(format!(
            "`--point {point}`: the results have no such point; they have 0 to {}",
            manifest.points.len().saturating_sub(1)
        )));
    }
    let value = |axis: &String| match own_runs.column(axis)? {
        Column::Integer(values) => values.first().map(ToString::to_string),
        Column::Number(values) => values.first().map(ToString::to_string),
        Column::Text(values) => values.first().cloned(),
    };
    let values: Vec<String> =
        manifest.axes.iter().filter_map(|axis| Some(format!("{axis} = {}", value(axis)?))).collect();
    let deterrence = match value(&"deterrence".to_owned()) {
        Some(form) => format!("deterrence {form}"),
        None => deterrence(manifest),
    };
    Ok(Subject {
        title: format!("{}, point {point}: {}", manifest.name, values.join(", ")),
        axes: Vec::new(),
        caption: caption(manifest, &deterrence, own_runs.rows() as u64),
        runs: own_runs,
        daily: own_daily,
    })
}

/// Where the numbers come from.
fn caption(manifest: &Manifest, deterrence: &str, runs: u64) -> String {
    format!(
        "Strait {}, scenario {} ({}), {deterrence}, {runs} runs, seed {}.",
        manifest.strait,
        manifest.scenario.name,
        manifest.scenario.sha256.chars().take(8).collect::<String>(),
        manifest.seed
    )
}

/// Which deterrence was assumed: no figure goes without it.
fn deterrence(manifest: &Manifest) -> String {
    if manifest.axes.iter().any(|axis| axis == "deterrence") {
        return "deterrence swept".to_owned();
    }
    let scenario = manifest.scenario.toml.parse::<toml::Table>().ok();
    let form = scenario.as_ref().and_then(|scenario| scenario.get("deterrence")).map(crate::design::short);
    form.map_or_else(|| "deterrence unknown".to_owned(), |form| format!("deterrence {form}"))
}

fn failure(error: ChartError, folder: &Path) -> Failure {
    match error {
        ChartError::UnknownChart(_) => Failure::Input(format!("{error}; {}", only_help())),
        ChartError::Column { .. } | ChartError::Date(_) => Failure::Input(format!("{}: {error}", folder.display())),
        ChartError::Drawing(_) | ChartError::Empty(_) => Failure::Work(error.to_string()),
    }
}

/// Writes the figures that are not there yet, unless one of another content is in the way of any.
fn write(folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    let mut missing = Vec::new();
    for (path, bytes) in files {
        match fs::read(path) {
            Ok(there) if there == *bytes => {}
            Ok(_) => {
                return Err(Failure::Input(format!(
                    "{} is another figure: nothing is overwritten; remove or rename it, or {} as a whole",
                    path.display(),
                    folder.display()
                )));
            }
            Err(_) => missing.push((path, bytes)),
        }
    }
    let cannot_write = |path: &Path, error| Failure::Work(format!("cannot write {}: {error}", path.display()));
    for (path, bytes) in missing {
        let folder = path.parent().unwrap_or(folder);
        fs::create_dir_all(folder).map_err(|error| cannot_write(folder, error))?;
        fs::write(path, bytes).map_err(|error| {
            // A figure cut short would stand in the way of the next try.
            let _ = fs::remove_file(path);
            cannot_write(path, error)
        })?;
    }
    Ok(())
}
