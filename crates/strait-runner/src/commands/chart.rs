//! `strait chart`: the figures of a folder of results.

use std::fs;
use std::path::{Path, PathBuf};

use super::drawing::{charts_there_are, draw, failure};
use super::output::say;
use crate::charts::{self, Drawn};
use crate::failure::Failure;
use crate::store::Study;

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

/// Draws the charts into `figures` in the folder.
///
/// # Errors
/// [`Failure::Input`] when the folder holds no results, a chart is unknown, or a figure of another content is there
/// already; [`Failure::Work`] when drawing or writing fails.
pub fn run(args: &Args) -> Result<(), Failure> {
    let only: Vec<_> = args.only.iter().map(String::as_str).collect();
    let only = (!only.is_empty()).then_some(only.as_slice());
    let Drawn { figures, skipped } = draw(&Study::open(&args.dir)?, only)?;
    let folder = args.dir.join("figures");
    let mut files = Vec::new();
    for figure in &figures {
        if args.format.contains(&Format::Svg) {
            files.push((folder.join(format!("{}.svg", figure.name)), figure.svg.clone().into_bytes()));
        }
        if args.format.contains(&Format::Png) {
            let pixels = charts::png(figure).map_err(|error| failure(&error, &args.dir))?;
            files.push((folder.join(format!("{}.png", figure.name)), pixels));
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

/// Writes the figures that are not there yet, unless one of another content is in the way of any.
///
/// # Errors
/// [`Failure::Input`] when one is; [`Failure::Work`] when they cannot be written.
pub(super) fn write(folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
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
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, error))?;
    for (path, bytes) in missing {
        fs::write(path, bytes).map_err(|error| {
            // A figure cut short would stand in the way of the next try.
            let _ = fs::remove_file(path);
            cannot_write(path, error)
        })?;
    }
    Ok(())
}
