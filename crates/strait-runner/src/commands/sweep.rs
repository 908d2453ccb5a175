//! `strait sweep`: many settings of a scenario, many replicates of each.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanDuration};
use rayon::prelude::*;

use super::output::say;
use super::study::{
    Flags, POINTS_SHOWN, RUNS_MAX, check_all_done, draws, needed_with_draws, outcome_names, plan_of, point_names,
    run_once, stop_on_signal, sweep_results, title,
};
use crate::design::Sweep;
use crate::execution::{
    Experiment, Finished, Shard, ShardFinished, Sharing, execute, execute_shard, finished_before, needed,
};
use crate::failure::Failure;
use crate::observed::Sources;
use crate::scenario_file::{InputError, ScenarioFile};
use crate::store::{Done, Layout, ScenarioText, Uncertainty, encoded_size};
use crate::uncertainty::Ensemble;

/// Run every point of a sweep many times.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Sweep file
    sweep: PathBuf,
    /// Runs of each point, in place of the file's number
    #[arg(long, value_name = "N", value_parser = super::study::runs)]
    replicates: Option<u64>,
    /// Do one part of N, the runs whose number is I modulo N, with I from 0 to N-1; strait collect joins the parts
    #[arg(long, value_name = "I/N", conflicts_with = "format")]
    shard: Option<Shard>,
    /// Say what would be run, for how long and how much it would leave, and run nothing but one trial
    #[arg(long)]
    dry_run: bool,
    /// Take the parameters of each run from an ensemble, or from none with `none`, whatever the files say
    #[arg(long, value_name = "FILE")]
    ensemble: Option<String>,
    #[command(flatten)]
    flags: Flags,
}

/// A sweep whose results are there.
pub(super) struct Swept {
    pub(super) sweep: Sweep,
    pub(super) ensemble: Option<Ensemble>,
    pub(super) experiment: Experiment,
    /// The folder with its results.
    pub(super) out: PathBuf,
    pub(super) finished: Finished,
}

/// Runs the sweep, writes the results and prints sustained returns and admissions.
///
/// # Errors
/// [`Failure::Input`] when the sweep is wrong or the folder for the results is not free; [`Failure::Work`] when
/// results cannot be written, a run fails or memory is short; [`Failure::Stopped`] when told to stop.
pub fn run(args: &Args) -> Result<(), Failure> {
    let prepared = Prepared::new(args)?;
    let Prepared { experiment, sharing, .. } = &prepared;
    let simulate = |point, replicate| prepared.simulate(point, replicate);
    if args.dry_run {
        return say(&estimate(experiment, args, *sharing, simulate)?);
    }
    let (out, stop) = (args.flags.out(&prepared.sweep.name), stop_on_signal()?);
    let manner = args.flags.manner(&out, *sharing, &stop);
    if let Some(shard) = args.shard {
        let finished = execute_shard(experiment, shard, manner, simulate)?;
        return say(&shard_results(experiment, shard, &finished, &out));
    }
    let finished = execute(experiment, manner, simulate)?;
    say(&sweep_results(experiment, &out)?)?;
    check_all_done(&finished, &out)
}

impl Args {
    /// The sweep of a file, run as `strait sweep` runs it.
    pub(super) fn new(sweep: PathBuf, replicates: Option<u64>, ensemble: Option<String>, flags: Flags) -> Self {
        Self { sweep, replicates, shard: None, dry_run: false, ensemble, flags }
    }

    /// Runs the sweep as a whole, unless its finished results are in the folder already.
    ///
    /// # Errors
    /// As for [`run`], but for runs that fail: their rows say why.
    pub(super) fn results(&self, accepts: impl Fn(&Sweep) -> Result<(), Failure>) -> Result<Swept, Failure> {
        let prepared = Prepared::new(self)?;
        accepts(&prepared.sweep)?;
        let out = self.flags.out(&prepared.sweep.name);
        let finished = match finished_before(&prepared.experiment, &out)? {
            Some(finished) => finished,
            None => {
                let stop = stop_on_signal()?;
                let manner = self.flags.manner(&out, prepared.sharing, &stop);
                execute(&prepared.experiment, manner, |point, replicate| prepared.simulate(point, replicate))?
            }
        };
        let Prepared { sweep, ensemble, experiment, .. } = prepared;
        Ok(Swept { sweep, ensemble, experiment, out, finished })
    }
}

/// A sweep that was read and checked.
struct Prepared {
    sweep: Sweep,
    ensemble: Option<Ensemble>,
    experiment: Experiment,
    sharing: Sharing,
}

impl Prepared {
    fn new(args: &Args) -> Result<Self, Failure> {
        let mut sweep = Sweep::read(&args.sweep)?;
        if let Some(given) = &args.ensemble {
            sweep.set_ensemble(given);
        }
        let ensemble = Ensemble::of(sweep.scenario())?;
        let (experiment, needed) = experiment(&sweep, ensemble.as_ref(), args.replicates)?;
        let runs = args.shard.unwrap_or(Shard::WHOLE).runs(experiment.runs());
        let sharing = args.flags.sharing(runs, needed)?;
        Ok(Self { sweep, ensemble, experiment, sharing })
    }

    fn simulate(&self, point: usize, replicate: u64) -> Result<Done, String> {
        simulate(&self.sweep, self.ensemble.as_ref(), point, replicate, self.sharing)
    }
}

/// What a shard came to, and what is done with it.
fn shard_results(experiment: &Experiment, shard: Shard, finished: &ShardFinished, out: &Path) -> String {
    let before = if finished.before { " before; nothing is run again" } else { "" };
    let failed = match finished.failed {
        0 => String::new(),
        failed => format!("failed   {failed}; each will be a row of the results with its message\n"),
    };
    let (file, out) = (finished.file.display(), out.display());
    format!(
        "{}\n\nshard    {shard}, {} runs done{before}\n{failed}file     {file}\n\
         results  strait collect {out} --out {out}, once all shards are there\n",
        title(experiment),
        finished.runs
    )
}

/// Checks every point, and with the first every draw, and notes the settings and what runs need at most [bytes]; the
/// plans are built again run by run, since all of them together could fill the memory.
pub(super) fn experiment(
    sweep: &Sweep,
    ensemble: Option<&Ensemble>,
    replicates: Option<u64>,
) -> Result<(Experiment, u64), Failure> {
    let replicates = replicates.unwrap_or(u64::from(sweep.replicates));
    if (sweep.len() as u64).saturating_mul(replicates) > RUNS_MAX {
        return Err(Failure::Input(format!(
            "--replicates: found {replicates} for each of {} points, allowed is at most {RUNS_MAX} runs in all",
            sweep.len()
        )));
    }
    // Of each plan no more is kept than its need: all of them together could fill the memory.
    let tried = |index| Ok(sweep.point(index)?.map(|point| (point.settings, needed([&point.plan]))));
    let built: Vec<Result<Option<_>, InputError>> = (0..sweep.len()).into_par_iter().map(tried).collect();
    let mut points = Vec::with_capacity(sweep.len());
    let mut most = 0;
    for point in built {
        let Some((settings, need)) = point? else { continue };
        most = need.max(most);
        points.push(settings);
    }
    if let (Some(ensemble), Some(first)) = (ensemble, sweep.scenario_of(0)?) {
        most = needed_with_draws(&first, ensemble, replicates)?.max(most);
    }
    let text = |scenario: &ScenarioFile| Ok(ScenarioText::new(scenario.name().to_owned(), scenario.to_toml()?));
    let texts: Result<Vec<ScenarioText>, InputError> = sweep.scenarios().iter().map(text).collect();
    let mut texts = texts?;
    let experiment = Experiment {
        name: sweep.name.clone(),
        scenario: texts.remove(0),
        alternatives: texts,
        answer: sweep.answer.clone(),
        uncertainty: ensemble.map(|ensemble| Uncertainty::of(ensemble, sweep.scenarios())),
        observed: Sources::beside(sweep.scenarios().iter().flat_map(ScenarioFile::folders)).to_be_named(),
        design: sweep.design.name().to_owned(),
        from: sweep.from,
        layout: Layout {
            seed: sweep.seed,
            draws: draws(ensemble, replicates),
            axes: sweep.axes(),
            points,
            outcomes: outcome_names(),
        },
        replicates,
        resolution: sweep.resolution,
    };
    Ok((experiment, most))
}

fn simulate(
    sweep: &Sweep,
    ensemble: Option<&Ensemble>,
    point: usize,
    replicate: u64,
    sharing: Sharing,
) -> Result<Done, String> {
    let scenario = sweep.scenario_of(point).map_err(|error| error.to_string())?.ok_or("no such point")?;
    let plan = plan_of(&scenario, ensemble, replicate).map_err(|error| error.to_string())?;
    run_once(&plan, sweep.seed, replicate, sweep.resolution, sharing)
}

/// What the sweep would take, from one run of its first point.
fn estimate(
    experiment: &Experiment,
    args: &Args,
    sharing: Sharing,
    simulate: impl Fn(usize, u64) -> Result<Done, String>,
) -> Result<String, Failure> {
    let flags = &args.flags;
    let clock = Instant::now();
    let trial = simulate(0, 0).map_err(Failure::Work)?;
    let seconds = clock.elapsed().as_secs_f64();
    let runs = args.shard.unwrap_or(Shard::WHOLE).runs(experiment.runs());
    let rounds = runs.div_ceil(sharing.at_once as u64);
    let outcome_bytes = 8 * trial.outcomes.len() as u64;
    let bytes = runs * (encoded_size(&trial, flags.with_csv())? + outcome_bytes);
    let points = point_names(&experiment.layout);
    let mut text = format!("{}\n", title(experiment));
    if points.len() <= POINTS_SHOWN {
        points.iter().enumerate().for_each(|(point, name)| text.push_str(&format!("  {point:>2}  {name}\n")));
    }
    text.push_str(&format!(
        "time  about {} with {} at a time: a trial took {seconds:.2} s\n",
        HumanDuration(Duration::from_secs_f64(seconds * rounds as f64)),
        sharing.at_once
    ));
    text.push_str(&format!("disk  about {} in {}\n", HumanBytes(bytes), flags.out(&experiment.name).display()));
    Ok(text)
}
