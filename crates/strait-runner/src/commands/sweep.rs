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
use crate::execution::{Experiment, Shard, ShardFinished, Sharing, execute, execute_shard, needed};
use crate::failure::Failure;
use crate::scenario_file::{InputError, ScenarioFile};
use crate::store::{Done, Layout, ScenarioText, encoded_size};
use crate::uncertainty::Ensemble;

/// Run every point of a sweep many times.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Sweep file
    sweep: PathBuf,
    /// Runs of each point, in place of the file's number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=RUNS_MAX))]
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

/// Runs the sweep, writes the results and prints sustained returns and admissions.
///
/// # Errors
/// [`Failure::Input`] when the sweep is wrong or the folder for the results is not free; [`Failure::Work`] when
/// results cannot be written, a run fails or memory is short; [`Failure::Stopped`] when told to stop.
pub fn run(args: &Args) -> Result<(), Failure> {
    let mut sweep = Sweep::read(&args.sweep)?;
    if let Some(given) = &args.ensemble {
        sweep.set_ensemble(given);
    }
    let ensemble = Ensemble::of(sweep.scenario())?;
    let (experiment, needed) = experiment(&sweep, ensemble.as_ref(), args.replicates)?;
    let sharing = args.flags.sharing(args.shard.unwrap_or(Shard::WHOLE).runs(experiment.runs()), needed)?;
    let simulate = |point, replicate| simulate(&sweep, ensemble.as_ref(), point, replicate, sharing);
    if args.dry_run {
        return say(&estimate(&experiment, args, sharing, simulate)?);
    }
    let (out, stop) = (args.flags.out(&sweep.name), stop_on_signal()?);
    let manner = args.flags.manner(&out, sharing, &stop);
    if let Some(shard) = args.shard {
        let finished = execute_shard(&experiment, shard, manner, simulate)?;
        return say(&shard_results(&experiment, shard, &finished, &out));
    }
    let finished = execute(&experiment, manner, simulate)?;
    say(&sweep_results(&experiment, &out)?)?;
    check_all_done(&finished, &out)
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
///
/// # Errors
/// [`Failure::Input`] with values that cannot be, at their places, or too many runs.
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
    let built: Vec<_> = (0..sweep.len()).into_par_iter().map(|index| sweep.point(index)).collect();
    let mut points = Vec::with_capacity(sweep.len());
    let mut most = 0;
    for point in built {
        let Some(point) = point? else { continue };
        most = needed([&point.plan]).max(most);
        points.push(point.settings);
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
        uncertainty: ensemble.map(|ensemble| ensemble.provenance(sweep.scenarios())),
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

/// One run of a point.
///
/// # Errors
/// Why it cannot be run, in words.
pub(super) fn simulate(
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
    let bytes = runs * (encoded_size(&trial.rows, flags.with_csv())? + outcome_bytes);
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
