//! Joins the shards of a study into its results.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::journal::{Archive, Begun, Identity, damaged};
use super::results::Results;
use super::shard::{FINISHED, Shard, ranges};
use super::{CLUSTER, Experiment, Finished, SHARDS};
use crate::failure::Failure;
use crate::plain_file;
use crate::store::{Done, Part, Timings, Writer, check_free};

/// What was made of shards.
#[derive(Debug, Clone, PartialEq)]
pub struct Collected {
    /// The study.
    pub study: Experiment,
    /// What came of it.
    pub finished: Finished,
    /// Files that were left out since they are damaged, each with what is wrong with it.
    pub left_out: Vec<String>,
}

/// Most files of shards that are kept open; systems often allow 256 in all.
const OPEN_MAX: usize = 128;

/// Finished shards, all of one study.
#[derive(Default)]
struct Shards {
    /// What they are shards of; none when there are none. The shard in it is one of them.
    identity: Option<Identity>,
    /// By their index; a shard may have been found more than once.
    found: BTreeMap<u64, Vec<Source>>,
    /// Files that are damaged, each with what is wrong with it.
    left_out: Vec<String>,
}

/// A finished shard and the file that it is read from.
struct Source {
    archive: Archive,
    begun: Begun,
    /// None until it is read from often, and when there are too many to keep all open.
    file: Option<File>,
}

/// Joins the shards in these folders into the results of their study, in `out`.
///
/// A shard may be there more than once.
///
/// # Errors
/// [`Failure::Input`] when there are no shards, or such as do not belong together, or `out` is not free;
/// [`Failure::Work`] when shards are missing or the results cannot be written. Then nothing is written.
pub fn collect(folders: &[PathBuf], out: &Path, with_csv: bool) -> Result<Collected, Failure> {
    check_free(out, &[SHARDS, CLUSTER])?;
    let Shards { identity, found, left_out } = read_shards(folders)?;
    let Some(Identity { shard, study, .. }) = identity.filter(|_| !found.is_empty()) else {
        let folders: Vec<_> = folders.iter().map(|folder| folder.display().to_string()).collect();
        return Err(Failure::Input(format!(
            "no finished shard in {}: run them with strait sweep SWEEP --shard I/N --out DIR, and give DIR{}",
            folders.join(", "),
            lines(&left_out)
        )));
    };
    let missing: Vec<_> = (0..shard.count).filter(|index| !found.contains_key(index)).collect();
    if !missing.is_empty() {
        return Err(Failure::Work(format!(
            "shards missing: {}\nof {}; run these and collect again. Nothing was written.{}",
            ranges(&missing),
            shard.count,
            lines(&left_out)
        )));
    }
    let mut sources = Vec::with_capacity(found.len());
    for (index, same) in found {
        let mut same = same.into_iter();
        let Some(mut source) = same.next() else { continue };
        for other in same {
            check_agree(&source.archive, &other.archive, Shard { index, ..shard }, &study)?;
        }
        if sources.len() < OPEN_MAX {
            source.file = Some(open(&source.archive.path)?);
        }
        sources.push(source);
    }
    let mut results = Results::new(&study, Writer::create(out, &study.layout, with_csv)?);
    while let Some(run) = results.next() {
        results.add(sources[(run % shard.count) as usize].read(run)?)?;
    }
    let parts: Vec<_> = (0..).zip(&sources).map(|(shard, source)| source.part(shard)).collect();
    let finished = results.finish(together(&parts), parts)?;
    Ok(Collected { study, finished, left_out })
}

fn lines(texts: &[String]) -> String {
    texts.iter().map(|text| format!("\n  {text}")).collect()
}

/// The finished shards in some folders.
fn read_shards(folders: &[PathBuf]) -> Result<Shards, Failure> {
    let mut shards = Shards::default();
    let mut first_path = PathBuf::new();
    for path in shard_files(folders)? {
        let (header, archive) = match Archive::open(&path)? {
            Ok(opened) => opened,
            Err(why) => {
                shards.left_out.push(format!("{} is left out: {why}", path.display()));
                continue;
            }
        };
        let identity = header.identity;
        let index = identity.shard.index;
        check_same(&identity, &Identity::new(&identity.study, identity.shard), || {
            format!("{} was not made by this version of strait", path.display())
        })?;
        match &mut shards.identity {
            Some(first) => {
                first.shard.index = index;
                check_same(first, &identity, || {
                    format!("{} (there) and {} (here) are not of one study", first_path.display(), path.display())
                })?;
            }
            None => {
                shards.identity = Some(identity);
                first_path.clone_from(&path);
            }
        }
        let (done, all) = (archive.index.done(), archive.index.all());
        if done < all {
            shards.left_out.push(format!(
                "{} is left out: it is damaged, {done} of its {all} runs can be read; remove it and run its shard again",
                path.display()
            ));
            continue;
        }
        shards.found.entry(index).or_default().push(Source { archive, begun: header.begun, file: None });
    }
    Ok(shards)
}

fn check_same(there: &Identity, here: &Identity, title: impl Fn() -> String) -> Result<(), Failure> {
    let differences = Identity::differences(there, here);
    if differences.is_empty() {
        return Ok(());
    }
    Err(Failure::Input(format!(
        "{}:\n  {}\nCollect the shards of one study with the version of strait that made them.",
        title(),
        differences.join("\n  ")
    )))
}

/// The files of finished shards in some folders, or in the shards' folders in them.
fn shard_files(folders: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for folder in folders {
        let inner = folder.join(SHARDS);
        plain_file::check_no_link(folder, &inner).map_err(|error| Failure::Input(error.to_string()))?;
        let folder = if inner.is_dir() { &inner } else { folder };
        let entries = fs::read_dir(folder)
            .map_err(|error| Failure::Input(format!("cannot read the folder {}: {error}", folder.display())))?;
        let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
        files.extend(paths.filter(|path| path.to_string_lossy().ends_with(FINISHED)));
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// Checks that two files of one shard hold the same results.
fn check_agree(one: &Archive, other: &Archive, shard: Shard, study: &Experiment) -> Result<(), Failure> {
    let (mut one_file, mut other_file) = (open(&one.path)?, open(&other.path)?);
    for run in (0..shard.runs(study.runs())).map(|place| shard.run(place)) {
        if one.read(&mut one_file, run)? != other.read(&mut other_file, run)? {
            let (point, replicate) = study.place(run);
            return Err(Failure::Input(format!(
                "{} and {} are the same shard and differ, first in replicate {replicate} of point {point}: \
                 one of them was not made by this strait; remove it",
                one.path.display(),
                other.path.display()
            )));
        }
    }
    Ok(())
}

impl Source {
    fn read(&mut self, run: u64) -> Result<Result<Done, String>, Failure> {
        let record = match &mut self.file {
            Some(file) => self.archive.read(file, run)?,
            None => self.archive.read(&mut open(&self.archive.path)?, run)?,
        };
        record.and_then(|record| record.result()).ok_or_else(|| damaged(&self.archive.path))
    }

    fn part(&self, shard: u64) -> Part {
        let Begun { command, started, threads, host } = self.begun.clone();
        Part { shard, command, timings: Timings { started, seconds: self.archive.index.seconds(), threads }, host }
    }
}

fn open(path: &Path) -> Result<File, Failure> {
    plain_file::open(path).map_err(|error| Failure::Work(format!("cannot read {}: {error}", path.display())))
}

/// The timings of all parts together.
fn together(parts: &[Part]) -> Timings {
    let timings = || parts.iter().map(|part| &part.timings);
    let first = timings().filter_map(|timings| timings.started.parse::<Timestamp>().ok()).min();
    Timings {
        started: first.map_or_else(String::new, |first| first.to_string()),
        seconds: timings().map(|timings| timings.seconds).sum(),
        threads: timings().map(|timings| timings.threads).max().unwrap_or(1),
    }
}
