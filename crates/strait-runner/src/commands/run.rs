//! `strait run`: one scenario, many replicates.

use std::borrow::Cow;
use std::path::PathBuf;

use strait::outcomes::outcomes;

use super::output::say;
use super::study::{
    Flags, check_all_done, draws, needed_with_draws, outcome_names, plan_of, run_once, runs, seed, stop_on_signal,
    where_to_look,
};
use crate::analysis::answer::{beyond_evidence, beyond_in_words};
use crate::design::Resolution;
use crate::execution::{Experiment, execute, needed};
use crate::failure::Failure;
use crate::observed::Sources;
use crate::scenario_file::{EnsembleFile, InputError, ScenarioFile};
use crate::store::{Layout, ScenarioText, Study, Uncertainty};
use crate::summary::{ENOUGH, by_outcome};
use crate::uncertainty::Ensemble;

/// Runs of a scenario that asks for no other number.
const REPLICATES: u64 = 20;

/// Run a scenario many times and show what it comes to.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Scenario file
    scenario: PathBuf,
    /// Runs with luck of their own [default: as many as the scenario's [uncertainty] asks for, else 20]
    #[arg(long, value_name = "N", value_parser = runs)]
    replicates: Option<u64>,
    /// Seed of all luck: scenarios with one seed meet the same weather, people and chances
    #[arg(long, value_name = "N", default_value_t = 20_250_806, value_parser = seed)]
    seed: u64,
    /// Set a parameter for the whole run, such as home_office.detention.beds=600; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
    /// Take the parameters of each run from an ensemble, or from none with `none`, whatever the files say
    #[arg(long, value_name = "FILE")]
    ensemble: Option<String>,
    /// How far apart the rows of the daily table are
    #[arg(long, value_enum, default_value_t = Resolution::Daily)]
    resolution: Resolution,
    #[command(flatten)]
    flags: Flags,
}

/// Runs the scenario, writes the results and prints the key outcomes.
///
/// # Errors
/// [`Failure::Input`] when the scenario is wrong or the folder for the results is not free; [`Failure::Work`] when
/// results cannot be written, a run fails or memory is short; [`Failure::Stopped`] when told to stop.
pub fn run(args: &Args) -> Result<(), Failure> {
    let mut file = ScenarioFile::read(&args.scenario)?;
    let wrong: Vec<InputError> = args.set.iter().filter_map(|assignment| file.set(assignment).err()).collect();
    InputError::all(wrong)?;
    if let Some(given) = &args.ensemble {
        file.set_ensemble(given);
    }
    let ensemble = Ensemble::of(&file)?;
    let asked_for = file.ensemble_file().and_then(EnsembleFile::replicates);
    let replicates = args.replicates.or(asked_for).unwrap_or(REPLICATES);
    let plan = file.plan()?;
    let needed = match &ensemble {
        Some(ensemble) => needed_with_draws(&file, ensemble, replicates)?,
        None => needed([&plan]),
    };
    let experiment = Experiment {
        name: file.name().to_owned(),
        scenario: ScenarioText::new(file.name().to_owned(), file.to_toml()?),
        alternatives: Vec::new(),
        answer: None,
        uncertainty: ensemble.as_ref().map(|ensemble| Uncertainty::of(ensemble, std::slice::from_ref(&file))),
        observed: Sources::beside(file.folders()).to_be_named(),
        design: "single".to_owned(),
        from: None,
        layout: Layout {
            seed: args.seed,
            draws: draws(ensemble.as_ref(), replicates),
            axes: Vec::new(),
            points: vec![Vec::new()],
            outcomes: outcome_names(),
        },
        replicates,
        resolution: args.resolution,
    };
    let (out, stop) = (args.flags.out(file.name()), stop_on_signal()?);
    let sharing = args.flags.sharing(replicates, needed)?;
    let finished = execute(&experiment, args.flags.manner(&out, sharing, &stop), |_, replicate| {
        // Without an ensemble all runs have one plan.
        let plan = match &ensemble {
            Some(_) => Cow::Owned(plan_of(&file, ensemble.as_ref(), replicate).map_err(|error| error.to_string())?),
            None => Cow::Borrowed(&plan),
        };
        run_once(&plan, args.seed, replicate, args.resolution, sharing)
    })?;
    let study = Study::open(&out)?;
    let runs = study.runs()?;
    let outcomes = outcomes();
    let units = |name: &str| {
        outcomes.iter().find(|outcome| outcome.name == name).map_or_else(String::new, |outcome| outcome.unit.clone())
    };
    let period = &plan.scenario.run;
    let title =
        format!("{}, {} to {}: {}", file.name(), period.start, period.end, how_many(replicates, ensemble.as_ref()));
    let beyond = beyond_in_words(&beyond_evidence(study.manifest())?).map_or_else(String::new, |words| words + "\n");
    say(&format!("{title}\n\n{}\n{beyond}{}", by_outcome(&runs, units), where_to_look(&out)))?;
    check_all_done(&finished, &out)
}

fn how_many(replicates: u64, ensemble: Option<&Ensemble>) -> String {
    if replicates == 1 {
        return "one run, which is one draw of the luck and no estimate; --replicates 100 gives a range".to_owned();
    }
    let few = if replicates < ENOUGH as u64 {
        format!(", too few for a range: ask for at least --replicates {ENOUGH}")
    } else {
        String::new()
    };
    match ensemble {
        Some(ensemble) => format!("{replicates} runs over an ensemble of {} draws{few}", ensemble.len()),
        None => format!("{replicates} runs{few}"),
    }
}
