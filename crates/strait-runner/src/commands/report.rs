//! `strait report`: a folder of results as one page.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::drawing::drawn;
use super::output::say;
use crate::analysis::answer::{Reply, tables};
use crate::charts::Wanted;
use crate::design::Answer;
use crate::failure::Failure;
use crate::plain_file;
use crate::report::{Report, page};
use crate::store::{Study, cannot_write, write_whole};

/// Write a folder of results as one page: the answer first, then figures, tables, sources and how to run it again.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Folder of results
    dir: PathBuf,
    /// The page's file [default: report.html in the folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Writes the page, one file that loads nothing.
///
/// # Errors
/// [`Failure::Input`] when the folder holds no results, or a file of another content is there already;
/// [`Failure::Work`] when drawing or writing fails.
pub fn run(args: &Args) -> Result<(), Failure> {
    say(&format!("{}\n", written(args, None)?.display()))
}

impl Args {
    /// The page of a folder of results, in the folder.
    pub(super) fn of(dir: PathBuf) -> Self {
        Self { dir, out: None }
    }
}

/// Writes the page with this answer, or else with the one that the sweep asked for when it was run, and says where.
///
/// # Errors
/// As for [`run`].
pub(super) fn written(args: &Args, answer: Option<&Answer>) -> Result<PathBuf, Failure> {
    let study = Study::open(&args.dir)?;
    let path = args.out.clone().unwrap_or_else(|| args.dir.join("report.html"));
    let answer = answer.or(study.manifest().answer.as_ref());
    let manifest = study.manifest();
    let people = match (manifest.points.len(), manifest.counts.people_rows) {
        (2.., _) | (_, 0) => None,
        _ => Some(study.people()?),
    };
    let reply = answer.map(|answer| Reply::of(&study, answer)).transpose()?;
    let report = Report {
        reply: reply.as_ref(),
        manifest,
        runs: &study.runs()?,
        people: people.as_ref(),
        question: answer.map(|answer| answer.question.as_str()),
        tables: &answer.map_or(Ok(Vec::new()), |answer| tables(&study, answer))?,
        drawn: &drawn(&study, None, &Wanted::default())?,
        beside_data: path.parent() == Some(&args.dir),
    };
    let text = page(&report)?;
    write(&path, text.as_bytes())?;
    Ok(path)
}

/// Writes the page, unless a file of another content is in the way.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    match plain_file::read(path, bytes.len() as u64) {
        Ok(there) if there == bytes => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        there => {
            let what = there.map_or_else(|error| error.to_string(), |_| "another file is there".to_owned());
            return Err(Failure::Input(format!(
                "{}: {what}: nothing is overwritten; remove or rename it, or give another file with --out",
                path.display()
            )));
        }
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    }
    write_whole(path, bytes)
}
