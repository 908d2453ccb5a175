//! How far the shards of a study have come.

use std::fs;
use std::path::Path;

use super::journal::{Archive, Header, Identity, runs_in};
use super::shard::{Shard, count_in};
use super::{CLUSTER, Experiment, SHARDS, check_free, header, shard_finished_before};
use crate::failure::Failure;
use crate::store::{Manifest, UNFINISHED};

/// The shards of a study in `count` that a folder does not hold finished. All that it holds is checked to be of this
/// study and undamaged, so that what is missing can be run there and all be collected there.
///
/// # Errors
/// [`Failure::Input`] when there is a shard of other work, or of another number of shards, or a damaged one, or when
/// something is in the way of the results.
pub(crate) fn missing_shards(experiment: &Experiment, count: u64, out: &Path) -> Result<Vec<u64>, Failure> {
    let folder = out.join(SHARDS);
    check_same_count(&folder, count)?;
    let mut missing = Vec::new();
    for index in 0..count {
        let shard = Shard { index, count };
        let file = folder.join(shard.file_name());
        let working = folder.join(format!("{}{UNFINISHED}", shard.file_name()));
        if file.exists() {
            shard_finished_before(&file, &header(experiment, shard, 1)?)?;
            continue;
        }
        missing.push(index);
        if working.exists() {
            check_goes_on(&working, &header(experiment, shard, 1)?)?;
        }
    }
    if !(missing.is_empty() && out.join(Manifest::FILE).exists()) {
        check_free(out, &[SHARDS, CLUSTER])?;
    }
    Ok(missing)
}

/// How many runs of a study in `count` shards are done in a folder, for showing progress.
pub(crate) fn runs_done(runs: u64, count: u64, out: &Path) -> u64 {
    let folder = out.join(SHARDS);
    let done = |index| {
        let shard = Shard { index, count };
        if folder.join(shard.file_name()).exists() {
            return shard.runs(runs);
        }
        runs_in(&folder.join(format!("{}{UNFINISHED}", shard.file_name())))
    };
    (0..count).map(done).sum()
}

/// Checks that a folder has no shards of a study that was split otherwise: they could never be joined with these.
fn check_same_count(folder: &Path, count: u64) -> Result<(), Failure> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let there = count_in(name.strip_suffix(UNFINISHED).unwrap_or(&name));
        if let Some(there) = there.filter(|there| *there != count) {
            return Err(Failure::Input(format!(
                "{} is one of {there} shards, here there are {count}\n\
                 Give the same number, another folder with --out, or remove the file.",
                path.display()
            )));
        }
    }
    Ok(())
}

/// Checks that unfinished work is of this shard.
fn check_goes_on(working: &Path, header: &Header) -> Result<(), Failure> {
    // What cannot be read may just have been begun, or finished; whoever goes on with it says what is wrong.
    let Ok(Ok((there, _))) = Archive::open(working) else { return Ok(()) };
    if there.same_work(header) {
        return Ok(());
    }
    Err(Failure::Input(format!(
        "{} is unfinished work of another study:\n  {}\nGive another folder with --out, or remove the file.",
        working.display(),
        Identity::differences(&there.identity, &header.identity).join("\n  ")
    )))
}
