//! Runs the points and replicates of a study on all cores and writes what they leave.
//!
//! Every finished run goes into a journal in the folder for the results, and from there, in the study's order, into the
//! results. A study that was stopped or killed is gone on with from its journal; one that was never disturbed takes the
//! same way, so both leave the same bytes. A shard of a study leaves its journal alone, and [`collect`] makes the
//! results of all of them.

mod collect;
mod journal;
mod progress;
mod results;
mod shard;
mod sharing;
mod standing;
mod stop;
mod trial;
mod workers;

use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::design::{Answer, RUNS_MAX, Resolution};
use crate::failure::Failure;
use crate::plain_file;
use crate::store::{
    Counts, Done, Host, Layout, Manifest, ScenarioText, Timings, UNFINISHED, Uncertainty, Writer, cannot_write,
    check_free, check_unfinished,
};
use journal::{Archive, Begun, Header, Identity, Index, Journal, Record, damaged};
pub(crate) use progress::Progress;
use results::{Results, command};
use workers::{Receiver, as_they_end};

pub use collect::{Collected, collect};
pub use shard::Shard;
pub(crate) use shard::ranges;
pub use sharing::Sharing;
pub(crate) use sharing::needed;
pub(crate) use standing::{missing_shards, runs_done};
pub use stop::Stop;
pub(crate) use workers::caught;

/// A study to be run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Experiment {
    /// The name of the scenario or sweep.
    pub name: String,
    /// The scenario, before a point's settings.
    pub scenario: ScenarioText,
    /// The other scenarios of an axis of scenarios.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<ScenarioText>,
    /// What it is to answer, if it says; changes no result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// The ensemble that replicates take their parameters from, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertainty: Option<Uncertainty>,
    /// The folder of observed series beside its files, by its absolute path, if there is one; changes no result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed: Option<String>,
    /// How the points were chosen.
    pub design: String,
    /// From which date on a point's settings hold; for the whole run if none.
    pub from: Option<Date>,
    /// The points, the seed and the columns.
    pub layout: Layout,
    /// How many runs each point has.
    pub replicates: u64,
    /// What a row of the daily table covers.
    pub resolution: Resolution,
}

impl Experiment {
    /// How many runs there are.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.layout.points.len() as u64 * self.replicates
    }

    /// Checks what a file may say of a study and no study can be: what follows from it is only as large as the file.
    ///
    /// # Errors
    /// What cannot be, in words.
    fn check(&self) -> Result<(), String> {
        let Layout { draws, axes, points, .. } = &self.layout;
        let runs = (points.len() as u64).checked_mul(self.replicates);
        if runs.is_none_or(|runs| runs == 0 || runs > RUNS_MAX) {
            let points = points.len();
            return Err(format!(
                "{} runs of each of {points} points, allowed are 1 to {RUNS_MAX} in all",
                self.replicates
            ));
        }
        if points.iter().any(|point| point.len() != axes.len()) {
            return Err("its points do not set what its axes are".to_owned());
        }
        if !draws.is_empty() && draws.len() as u64 != self.replicates {
            return Err(format!("{} draws for {} runs of each point", draws.len(), self.replicates));
        }
        Ok(())
    }

    /// The point and the replicate of a run.
    fn place(&self, run: u64) -> (usize, u64) {
        ((run / self.replicates) as usize, run % self.replicates)
    }
}

/// How a study is run; none of it changes its data.
#[derive(Debug, Clone, Copy)]
pub struct Manner<'a> {
    /// The folder for the results.
    pub out: &'a Path,
    /// Whether CSV files are written beside the Parquet files.
    pub with_csv: bool,
    /// How many threads work at how many runs at a time.
    pub sharing: Sharing,
    /// Whether unfinished work in the folder is thrown away.
    pub restart: bool,
    /// When to stop.
    pub stop: &'a Stop,
}

/// What came of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// How much there is.
    pub counts: Counts,
    /// What the first run that failed said.
    pub first_failure: Option<String>,
}

/// What came of a shard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardFinished {
    /// The file with its runs.
    pub file: PathBuf,
    /// How many runs it has.
    pub runs: u64,
    /// How many of them failed.
    pub failed: u64,
    /// Whether it was finished before.
    pub before: bool,
}

/// The journal of a study that is run as a whole, in the folder for its results.
const JOURNAL: &str = "runs.journal";
/// The folder of the shards in the folder for the results.
const SHARDS: &str = "shards";
/// The folder of a cluster's scripts and logs beside it.
pub(crate) const CLUSTER: &str = "slurm";

/// Runs every replicate of every point and writes the results.
///
/// `simulate` is given a point and a replicate, both from 0. A run that fails or panics becomes a row that says so; the
/// others go on. What is in memory at a time follows from `sharing`, not from the number of runs. When the folder holds
/// the journal of this study, the runs in it are not run again.
///
/// # Errors
/// [`Failure::Input`] when the folder is not free for this study; [`Failure::Work`] when results cannot be written;
/// [`Failure::Stopped`] when told to stop. After the last two the folder holds the journal and nothing else.
pub fn execute(
    experiment: &Experiment,
    manner: Manner<'_>,
    simulate: impl Fn(usize, u64) -> Result<Done, String> + Sync,
) -> Result<Finished, Failure> {
    let path = manner.out.join(JOURNAL);
    if !path.exists() {
        check_free(manner.out, &[])?;
    }
    let header = header(experiment, Shard::WHOLE, manner.sharing.threads)?;
    let Some(journal) = Journal::take(&path, &manner.out.join(Manifest::FILE), &header, manner.restart)? else {
        return Err(check_unfinished(manner.out).err().unwrap_or_else(|| damaged(&path)));
    };
    let started = journal.started().to_owned();
    let writer = Writer::create(manner.out, &experiment.layout, manner.with_csv)?;
    let mut gathering = Gathering::new(journal, Some(Results::new(experiment, writer)), manner.stop);
    gathering.run_missing(experiment, manner.sharing, simulate)?;
    let timings = Timings { started, seconds: gathering.seconds(), threads: manner.sharing.threads };
    let Gathering { journal, results, .. } = gathering;
    let results = results.ok_or_else(|| damaged(&path))?;
    let finished =
        results.finish(timings, Vec::new()).map_err(|failure| with_what_is_kept(failure, journal.index()))?;
    journal.remove()?;
    Ok(finished)
}

/// What a study came to whose finished results are in a folder; none when there are none in it.
///
/// # Errors
/// [`Failure::Input`] when the folder holds results of another study, or a manifest that cannot be understood.
pub fn finished_before(experiment: &Experiment, out: &Path) -> Result<Option<Finished>, Failure> {
    if !out.join(Manifest::FILE).exists() {
        return Ok(None);
    }
    let there = Manifest::read(out)?;
    let here = results::manifest(experiment, there.counts, there.timings.clone(), Vec::new()).read_back();
    let differs = there.differences(&here);
    if differs.is_empty() {
        return Ok(Some(Finished { counts: there.counts, first_failure: None }));
    }
    Err(Failure::Input(format!(
        "{} holds the results of another study: {}\nNothing is overwritten; give another folder with --out.",
        out.display(),
        differs.join(", ")
    )))
}

/// Runs the part of a study that is one shard's and leaves it in a file of its own, from which [`collect`] takes it.
///
/// Other shards may be run into the same folder at the same time. A finished shard is not run again.
///
/// # Errors
/// As for [`execute`].
pub fn execute_shard(
    experiment: &Experiment,
    shard: Shard,
    manner: Manner<'_>,
    simulate: impl Fn(usize, u64) -> Result<Done, String> + Sync,
) -> Result<ShardFinished, Failure> {
    let folder = manner.out.join(SHARDS);
    plain_file::check_no_link(manner.out, &folder).map_err(|error| cannot_write(&folder, &error))?;
    let file = folder.join(shard.file_name());
    let header = header(experiment, shard, manner.sharing.threads)?;
    if file.exists() {
        return shard_finished_before(&file, &header);
    }
    check_unfinished(manner.out)?;
    let working = folder.join(format!("{}{UNFINISHED}", shard.file_name()));
    let Some(journal) = Journal::take(&working, &file, &header, manner.restart)? else {
        return shard_finished_before(&file, &header);
    };
    let mut gathering = Gathering::new(journal, None, manner.stop);
    gathering.run_missing(experiment, manner.sharing, simulate)?;
    let (runs, failed) = (gathering.journal.index().done(), gathering.journal.index().failed());
    gathering.journal.keep_as(&file)?;
    Ok(ShardFinished { file, runs, failed, before: false })
}

/// What a file of a finished shard holds, if it is the shard that is asked for.
fn shard_finished_before(file: &Path, header: &Header) -> Result<ShardFinished, Failure> {
    let refused = |why: &str| {
        Failure::Input(format!(
            "{} {why}\nNothing is overwritten; give another folder with --out, or remove the file.",
            file.display()
        ))
    };
    let (there, archive) = Archive::open(file)?.map_err(|why| refused(&format!("is no finished shard: {why}")))?;
    if !there.same_work(header) {
        let differences = Identity::differences(&there.identity, &header.identity);
        return Err(refused(&format!("is a shard of another study:\n  {}", differences.join("\n  "))));
    }
    let (runs, all) = (archive.index.done(), archive.index.all());
    if runs < all {
        return Err(refused(&format!("is damaged: {runs} of {all} runs can be read")));
    }
    Ok(ShardFinished { file: file.to_owned(), runs, failed: archive.index.failed(), before: true })
}

fn header(experiment: &Experiment, shard: Shard, threads: usize) -> Result<Header, Failure> {
    let begun = Begun { command: command(), started: Timestamp::now().to_string(), threads, host: Host::this() };
    Header::new(Identity::new(experiment, shard), begun)
}

/// Runs being gathered in a journal and, unless they are a shard's, written from there into the results.
struct Gathering<'a> {
    journal: Journal,
    results: Option<Results<'a>>,
    progress: Progress,
    stop: &'a Stop,
    stop_told: bool,
    clock: Instant,
    /// How long was worked on the study before [seconds].
    seconds_before: f64,
}

impl<'a> Gathering<'a> {
    fn new(journal: Journal, results: Option<Results<'a>>, stop: &'a Stop) -> Self {
        let index = journal.index();
        Self {
            progress: Progress::new(index.done(), index.all()),
            seconds_before: index.seconds(),
            journal,
            results,
            stop,
            stop_told: false,
            clock: Instant::now(),
        }
    }

    /// How long was worked on the study in all [seconds].
    fn seconds(&self) -> f64 {
        self.seconds_before + self.clock.elapsed().as_secs_f64()
    }

    /// Runs what the journal does not hold, and writes all of it.
    fn run_missing(
        &mut self,
        experiment: &Experiment,
        sharing: Sharing,
        simulate: impl Fn(usize, u64) -> Result<Done, String> + Sync,
    ) -> Result<(), Failure> {
        let work = |run| {
            let (point, replicate) = experiment.place(run);
            Record::new(&simulate(point, replicate))
        };
        let (missing, stop) = (self.journal.index().missing(), self.stop);
        let gathered = as_they_end(missing, sharing, stop, work, self).and_then(|()| {
            while !stop.asked() && self.write_next()? {}
            Ok(())
        });
        let index = self.journal.index();
        gathered.map_err(|failure| with_what_is_kept(failure, index))?;
        let all_written = self.results.as_ref().is_none_or(|results| results.next().is_none());
        if index.done() < index.all() || !all_written {
            return Err(Failure::Stopped(format!("stopped: {}", what_is_kept(index))));
        }
        Ok(())
    }

    /// Writes the run that is next in the results if the journal has it, and says whether it did.
    fn write_next(&mut self) -> Result<bool, Failure> {
        let Some(results) = &mut self.results else { return Ok(false) };
        let Some(run) = results.next() else { return Ok(false) };
        let Some(result) = self.journal.read(run)? else { return Ok(false) };
        results.add(result)?;
        Ok(true)
    }
}

impl Receiver<Record> for Gathering<'_> {
    fn take(&mut self, run: u64, result: Result<Record, String>) -> Result<(), Failure> {
        let record = result.unwrap_or_else(|panic| Record::new(&Err(panic)));
        self.journal.append(run, self.seconds(), &record)?;
        self.progress.one_more();
        Ok(())
    }

    fn meanwhile(&mut self) -> Result<bool, Failure> {
        if self.stop.asked() {
            if !self.stop_told {
                self.stop_told = true;
                self.progress.say("stopping when the runs in hand are done; told again, at once");
            }
            return Ok(false);
        }
        self.write_next()
    }
}

/// Adds to a failure to write that not all is lost.
fn with_what_is_kept(failure: Failure, index: &Index) -> Failure {
    match failure {
        Failure::Work(why) if index.done() > 0 => Failure::Work(format!("{why}\n{}", what_is_kept(index))),
        other => other,
    }
}

fn what_is_kept(index: &Index) -> String {
    format!("{} of {} runs are done and kept; the same command goes on from there", index.done(), index.all())
}
