//! `strait chart`: the figures of a folder of results.

use std::io;
use std::path::{Path, PathBuf};

use strait::metrics::{METRICS, Metric};

use super::drawing::{charts_there_are, drawn, failure};
use super::output::say;
use crate::charts::{self, Drawn, Look, Size, Skipped, Theme, Wanted};
use crate::failure::Failure;
use crate::plain_file;
use crate::scenario_file::nearest;
use crate::store::{Study, cannot_write, write_whole};

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
    format!("Draw this chart only; may be repeated {}", charts_there_are())
}

/// Draws the charts into `figures` in the folder, or into a folder of their look, point and kind within it.
///
/// # Errors
/// [`Failure::Input`] when the folder holds no results, a chart, metric or point is unknown, or a figure of another content
/// is there already; [`Failure::Work`] when drawing or writing fails.
pub fn run(args: &Args) -> Result<(), Failure> {
    let Written { files, skipped } = figures(args)?;
    let mut text = String::new();
    for path in &files {
        text.push_str(&format!("{}\n", path.display()));
    }
    for chart in &skipped {
        text.push_str(&format!("no {}: {}\n", chart.name, chart.reason));
    }
    say(&text)
}

impl Args {
    /// The usual figures of a folder of results.
    pub(super) fn of(dir: PathBuf) -> Self {
        Self {
            dir,
            format: vec![Format::Svg, Format::Png],
            only: Vec::new(),
            metric: Vec::new(),
            point: None,
            theme: Theme::default(),
            size: Size::default(),
        }
    }
}

/// The figures that were written, and the charts that were not.
pub(super) struct Written {
    pub(super) files: Vec<PathBuf>,
    skipped: Vec<Skipped>,
}

/// Draws the charts and writes them.
///
/// # Errors
/// As for [`run`].
pub(super) fn figures(args: &Args) -> Result<Written, Failure> {
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
            let pixels = charts::png(figure).map_err(|error| failure(&error, &args.dir))?;
            files.push((path.with_extension("png"), pixels));
        }
    }
    write(&args.dir, &folder, &files)?;
    Ok(Written { files: files.into_iter().map(|(path, _)| path).collect(), skipped })
}

fn look(args: &Args) -> Look {
    Look { theme: args.theme, size: args.size }
}

fn draw(args: &Args) -> Result<Drawn, Failure> {
    let metrics = args.metric.iter().map(|name| metric(name)).collect::<Result<Vec<_>, _>>()?;
    let only: Vec<_> = args.only.iter().map(String::as_str).collect();
    drawn(&Study::open(&args.dir)?, args.point, &Wanted { only: &only, metrics: &metrics, look: look(args) })
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

/// Writes the figures that are not there yet into a folder within one of results, unless something else is in the way of
/// any.
///
/// # Errors
/// [`Failure::Input`] when something is; [`Failure::Work`] when they cannot be written.
pub(super) fn write(results: &Path, folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    let mut missing = Vec::new();
    for (path, bytes) in files {
        match plain_file::read(path, bytes.len() as u64) {
            Ok(there) if there == *bytes => {}
            Err(error) if is_absent(&error) => missing.push((path, bytes)),
            _ => {
                return Err(Failure::Input(format!(
                    "{} is another figure: nothing is overwritten; remove or rename it, or {} as a whole",
                    path.display(),
                    folder.display()
                )));
            }
        }
    }
    for (path, bytes) in missing {
        let folder = path.parent().unwrap_or(folder);
        plain_file::make_folder(results, folder).map_err(|error| cannot_write(folder, &error))?;
        write_whole(path, bytes)?;
    }
    Ok(())
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
