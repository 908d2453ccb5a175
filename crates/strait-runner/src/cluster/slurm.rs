//! Slurm's own commands.

use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::scripts::Scripts;
use crate::failure::Failure;

/// A job, or a task of one, that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Queued {
    /// The job.
    pub(crate) job: u64,
    /// Which task of the array; none of a job that is no array.
    pub(crate) task: Option<u64>,
    /// Whether it waits, and why, in Slurm's word.
    pub(crate) waits: Option<String>,
}

/// Submits these tasks of the array, as in `3,7,9-12`, and gives the job's number.
///
/// # Errors
/// [`Failure::Work`] when there is no Slurm, or it refuses.
pub(crate) fn submit_array(scripts: &Scripts, tasks: &str) -> Result<u64, Failure> {
    submit(scripts, &[&format!("--array={tasks}"), Scripts::ARRAY])
}

/// Submits what joins the shards when these jobs have ended, however they do, and gives the job's number.
///
/// # Errors
/// As for [`submit_array`].
pub(crate) fn submit_collect(scripts: &Scripts, after: &[u64]) -> Result<u64, Failure> {
    if after.is_empty() {
        return submit(scripts, &[Scripts::COLLECT]);
    }
    let after: Vec<_> = after.iter().map(u64::to_string).collect();
    submit(scripts, &[&format!("--dependency=afterany:{}", after.join(":")), Scripts::COLLECT])
}

/// What of these jobs has not ended.
///
/// # Errors
/// [`Failure::Work`] when Slurm does not answer.
pub(crate) fn queue(jobs: &[u64]) -> Result<Vec<Queued>, Failure> {
    let words = ["--me", "--array", "--noheader", "--format=%F %K %t %r"];
    let output = run(Command::new("squeue").args(words), None)?;
    Ok(output.lines().filter_map(queued).filter(|queued| jobs.contains(&queued.job)).collect())
}

/// Takes a job out of the queue. One that has just left it by itself is no failure.
pub(crate) fn cancel(job: u64) {
    let _ = run(Command::new("scancel").arg(job.to_string()), None);
}

fn submit(scripts: &Scripts, words: &[&str]) -> Result<u64, Failure> {
    // From the folder of the scripts, so that logs go there whatever its name is.
    let output =
        run(Command::new("sbatch").arg("--parsable").args(words).current_dir(&scripts.folder), Some(&scripts.folder))?;
    // On some systems the cluster's name follows.
    let job = output.trim().split(';').next().and_then(|job| job.parse().ok());
    job.ok_or_else(|| Failure::Work(format!("sbatch gave no job's number, but {output:?}")))
}

/// A line of `squeue`: job, task, state, reason.
fn queued(line: &str) -> Option<Queued> {
    let mut words = line.splitn(4, ' ');
    let (job, task, state) = (words.next()?.parse().ok()?, words.next()?, words.next()?);
    let waits = (state == "PD").then(|| words.next().unwrap_or_default().to_owned());
    Some(Queued { job, task: task.parse().ok(), waits })
}

/// What a command of Slurm's says; `scripts` is where those are that it was to submit.
fn run(command: &mut Command, scripts: Option<&Path>) -> Result<String, Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let Output { status, stdout, stderr } = command.stdin(Stdio::null()).output().map_err(|error| {
        if error.kind() != io::ErrorKind::NotFound {
            return Failure::Work(format!("{name} cannot be started: {error}"));
        }
        let scripts = scripts.map_or_else(String::new, |folder| format!(" The scripts are in {}.", folder.display()));
        Failure::Work(format!(
            "{name} is not there: strait slurm is for a machine from which Slurm takes jobs, often after module load \
             slurm.{scripts}\nElsewhere strait sweep SWEEP --shard I/N does one part of N at a time."
        ))
    })?;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).into_owned());
    }
    Err(Failure::Work(format!("{name} failed, {status}: {}", String::from_utf8_lossy(&stderr).trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_queue_are_understood() {
        let waits = |why: &str| Some(why.to_owned());
        for (line, job, task, wanted) in [
            ("12 3 PD Resources", 12, Some(3), waits("Resources")),
            ("12 4 R None", 12, Some(4), None),
            ("13 N/A PD Dependency", 13, None, waits("Dependency")),
            (
                "14 0 PD ReqNodeNotAvail, Reserved for maintenance",
                14,
                Some(0),
                waits("ReqNodeNotAvail, Reserved for maintenance"),
            ),
        ] {
            assert_eq!(queued(line), Some(Queued { job, task, waits: wanted }), "{line}");
        }
        assert_eq!(queued(""), None);
        assert_eq!(queued("slurm_load_jobs error: Unable to contact"), None);
    }
}
