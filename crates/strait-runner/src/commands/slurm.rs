//! `strait slurm`: a sweep as a job array on a Slurm cluster.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::output::say;
use super::study::{stop_on_signal, sweep_results, title, up_to_4096};
use super::sweep::experiment;
use crate::cluster::{
    Memory, Name, Queued, Request, Scripts, Submitted, TimeLimit, cancel, queue, submit_array, submit_collect,
};
use crate::design::Sweep;
use crate::execution::{CLUSTER, Experiment, Progress, Stop, missing_shards, ranges, runs_done};
use crate::failure::Failure;
use crate::store::{Manifest, Study};
use crate::uncertainty::Ensemble;

/// Run a sweep in shards on a Slurm cluster: submit those that are missing, and follow them.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Sweep file
    sweep: PathBuf,
    /// Shards, each a task of the job array; let each last some minutes or more
    #[arg(long, value_name = "N", value_parser = super::study::runs)]
    tasks: u64,
    /// Folder for the results, shards, scripts and logs, seen by all nodes [default: out/NAME]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Runs of each point, in place of the file's number
    #[arg(long, value_name = "N", value_parser = super::study::runs)]
    replicates: Option<u64>,
    /// Take the parameters of each run from an ensemble, or from none with `none`, whatever the files say
    #[arg(long, value_name = "FILE")]
    ensemble: Option<String>,
    /// Processors of a task, each a thread
    #[arg(long, value_name = "N", default_value = "1", value_parser = up_to_4096)]
    cpus: NonZeroUsize,
    /// Memory of a task, such as 8G [default: the cluster's]
    #[arg(long, value_name = "SIZE")]
    memory: Option<Memory>,
    /// Time limit of a task, such as 4:00:00; one that is not done by then goes on in another [default: the cluster's]
    #[arg(long, value_name = "TIME")]
    time: Option<TimeLimit>,
    /// Partition to run in [default: the cluster's]
    #[arg(long, value_name = "NAME")]
    partition: Option<Name>,
    /// Account to charge [default: yours]
    #[arg(long, value_name = "NAME")]
    account: Option<Name>,
    /// Submit and do not follow
    #[arg(long)]
    no_wait: bool,
    /// Write the scripts, say what would be submitted, and submit nothing
    #[arg(long, conflicts_with = "no_wait")]
    dry_run: bool,
}

/// How often the queue and the shards are looked at: often enough to watch, seldom enough for a busy cluster.
const BETWEEN_LOOKS: Duration = Duration::from_secs(10);
/// How often in a row Slurm may fail to answer while it is followed.
const FAILURES_MAX: u32 = 30;

/// Submits the shards that are missing and are not in the queue, and what joins them, and follows them to their end.
///
/// # Errors
/// [`Failure::Input`] when the sweep is wrong or the folder for the results is not free for it; [`Failure::Work`] when
/// there is no Slurm, it refuses, shards are missing in the end, or runs failed; [`Failure::Stopped`] when told to stop
/// following.
pub fn run(args: &Args) -> Result<(), Failure> {
    let mut sweep = Sweep::read(&args.sweep)?;
    if let Some(given) = &args.ensemble {
        sweep.set_ensemble(given);
    }
    let ensemble = Ensemble::of(sweep.scenario())?;
    let (experiment, _) = experiment(&sweep, ensemble.as_ref(), args.replicates)?;
    if args.tasks > experiment.runs() {
        return Err(Failure::Input(format!(
            "--tasks: found {}, allowed is from 1 to the number of runs, {}",
            args.tasks,
            experiment.runs()
        )));
    }
    let out = args.out.clone().unwrap_or_else(|| Path::new("out").join(&sweep.name));
    let request = request(args, &sweep.name, &out)?;
    let folder = out.join(CLUSTER);
    if args.dry_run {
        let missing = missing_shards(&experiment, args.tasks, &out)?;
        let scripts = Scripts::write(&folder, &request)?;
        return say(&dry_run(&experiment, args.tasks, &missing, &scripts));
    }
    let missing = || missing_shards(&experiment, args.tasks, &out);
    // Looked at before anything is written into the folder.
    if missing()?.is_empty() && out.join(Manifest::FILE).exists() {
        let out = out.display();
        return say(&format!("{}\n\nall is there: nothing is submitted\nresults  {out}\n", title(&experiment)));
    }
    let (jobs, told) = submit(&request, &folder, missing)?;
    say(&format!("{}\n\n{told}logs     {}\n", title(&experiment), folder.display()))?;
    if args.no_wait {
        return say("The same command follows them.\n");
    }
    follow(&experiment, args.tasks, &out, &jobs, &stop_on_signal()?)?;
    say(&sweep_results(&experiment, &out)?)?;
    check_none_failed(&out)
}

/// With absolute paths: jobs begin elsewhere.
fn request(args: &Args, name: &str, out: &Path) -> Result<Request, Failure> {
    let unknown = |error| Failure::Work(format!("the current directory is not known: {error}"));
    let absolute = |path: &Path| std::path::absolute(path).map_err(unknown);
    Ok(Request {
        program: std::env::current_exe()
            .map_err(|error| Failure::Work(format!("where this strait is installed is not known: {error}")))?,
        directory: std::env::current_dir().map_err(unknown)?,
        name: name.to_owned(),
        sweep: absolute(&args.sweep)?,
        out: absolute(out)?,
        tasks: args.tasks,
        replicates: args.replicates,
        ensemble: args.ensemble.clone(),
        cpus: args.cpus,
        memory: args.memory.clone(),
        time: args.time.clone(),
        partition: args.partition.clone(),
        account: args.account.clone(),
    })
}

fn dry_run(experiment: &Experiment, tasks: u64, missing: &[u64], scripts: &Scripts) -> String {
    let folder = scripts.folder.display();
    let array = match missing {
        [] => "no shard is missing: only the results would be put together".to_owned(),
        missing => format!("{} of {tasks} shards would be submitted: --array={}", missing.len(), ranges(missing)),
    };
    format!("{}\n\n{array}\nscripts  {folder}/{}, {}\n", title(experiment), Scripts::ARRAY, Scripts::COLLECT)
}

/// Submits what is missing and not in the queue, and gives the jobs to follow and what is to be said of them.
fn submit(
    request: &Request,
    folder: &Path,
    missing: impl Fn() -> Result<Vec<u64>, Failure>,
) -> Result<(Vec<u64>, String), Failure> {
    let mut submitted = Submitted::open(folder)?;
    let scripts = Scripts::write(folder, request)?;
    let before = submitted.all();
    let queued = if before.is_empty() { Vec::new() } else { queue(&before)? };
    let in_queue: BTreeSet<u64> = queued.iter().filter_map(|queued| queued.task).collect();
    // After the look at the queue: what has left it in between is finished, or missing.
    let missing = missing()?;
    let (waiting, to_submit): (Vec<u64>, Vec<u64>) = missing.into_iter().partition(|shard| in_queue.contains(shard));
    let mut told = String::new();
    if !waiting.is_empty() {
        told.push_str(&format!("queued   shards {}, submitted before\n", ranges(&waiting)));
    }
    let mut after: BTreeSet<u64> =
        queued.iter().filter(|queued| queued.task.is_some()).map(|queued| queued.job).collect();
    if !to_submit.is_empty() {
        let job = submit_array(&scripts, &ranges(&to_submit))?;
        submitted.add_array(job)?;
        after.insert(job);
        told.push_str(&format!(
            "job      {job}: {} of {} shards, {}\n",
            to_submit.len(),
            request.tasks,
            ranges(&to_submit)
        ));
    }
    let collects: Vec<u64> = queued.iter().filter(|queued| queued.task.is_none()).map(|queued| queued.job).collect();
    if collects.is_empty() || !to_submit.is_empty() {
        // One that waits for the earlier jobs alone would find shards missing.
        collects.into_iter().for_each(cancel);
        let job = submit_collect(&scripts, &after.into_iter().collect::<Vec<_>>())?;
        submitted.add_collect(job)?;
        told.push_str(&format!("job      {job}: joins all shards when they have ended\n"));
    }
    Ok((submitted.all(), told))
}

/// Shows how far the jobs are until none is left, and checks that they have left results.
fn follow(experiment: &Experiment, tasks: u64, out: &Path, jobs: &[u64], stop: &Stop) -> Result<(), Failure> {
    let done = || runs_done(experiment.runs(), tasks, out);
    let mut progress = Progress::new(done(), experiment.runs());
    let mut last = String::new();
    let mut failures = 0;
    loop {
        match queue(jobs) {
            Ok(queued) if queued.is_empty() => break,
            Ok(queued) => {
                failures = 0;
                let line = in_words(&queued);
                if line != last {
                    progress.say(&line);
                    last = line;
                }
            }
            // Busy for a while, perhaps.
            Err(_) if failures < FAILURES_MAX => failures += 1,
            Err(Failure::Work(why)) => return Err(Failure::Work(format!("{why}\n{GO_ON}"))),
            Err(other) => return Err(other),
        }
        progress.reach(done());
        if !pause(stop) {
            return Err(Failure::Stopped(format!("no longer followed: {GO_ON}")));
        }
    }
    drop(progress);
    if out.join(Manifest::FILE).exists() {
        return Ok(());
    }
    let logs = out.join(CLUSTER);
    let why = match missing_shards(experiment, tasks, out)?.as_slice() {
        [] => format!("all shards are there and were not joined: see {}", logs.join("collect.log").display()),
        missing => format!("shards missing: {}\nof {tasks}: see their logs in {}", ranges(missing), logs.display()),
    };
    Err(Failure::Work(format!("{why}\nThe same command submits what is missing.")))
}

const GO_ON: &str = "the jobs go on by themselves, and the same command follows them again";

/// Waits until the next look, and says whether there is to be one.
fn pause(stop: &Stop) -> bool {
    let clock = Instant::now();
    while !stop.asked() && clock.elapsed() < BETWEEN_LOOKS {
        sleep(Duration::from_millis(100));
    }
    !stop.asked()
}

/// What is in the queue, in a line.
fn in_words(queued: &[Queued]) -> String {
    let tasks: Vec<_> = queued.iter().filter(|queued| queued.task.is_some()).collect();
    if tasks.is_empty() {
        return match queued.iter().find_map(|queued| queued.waits.as_deref()) {
            Some(why) => format!("the results are to be put together: waiting ({why})"),
            None => "the results are being put together".to_owned(),
        };
    }
    let reasons: BTreeSet<&str> = tasks.iter().filter_map(|task| task.waits.as_deref()).collect();
    let waiting = tasks.iter().filter(|task| task.waits.is_some()).count();
    let why = match reasons.into_iter().filter(|reason| *reason != "None").collect::<Vec<_>>() {
        none if none.is_empty() => String::new(),
        reasons => format!(" ({})", reasons.join("; ")),
    };
    format!("tasks: {} running, {waiting} waiting{why}", tasks.len() - waiting)
}

fn check_none_failed(out: &Path) -> Result<(), Failure> {
    let counts = Study::open(out)?.manifest().counts;
    if counts.failed == 0 {
        return Ok(());
    }
    Err(Failure::Work(format!(
        "{} of {} runs failed: each is a row of {} with its message",
        counts.failed,
        counts.runs,
        out.join("runs.parquet").display()
    )))
}
