//! `strait bottlenecks`: what binds in a scenario, and what a tenth more of it would bring.

mod report;

use std::path::{Path, PathBuf};

use strait::scenario::Plan;

use super::output::say;
use super::relief::Work;
use super::study::{Flags, RUNS_MAX, needed_with_draws, stop_on_signal};
use super::tables::csv;
use crate::analysis::bottlenecks::{GATES, Gate, Relief, changes, highest, metrics_needed, relief, relieved, stopped};
use crate::analysis::compare::{Side, sides};
use crate::execution::needed;
use crate::failure::Failure;
use crate::plain_file;
use crate::scenario_file::ScenarioFile;
use crate::store::{cannot_write, check_free, write_whole};
use crate::summary::SUSTAINED;
use crate::uncertainty::Ensemble;
use report::{Found, levers};

/// Runs of each point when no other number is asked for.
const REPLICATES: u64 = 20;

/// The study with one gate relieved at a time, within the folder for the results.
const EACH: &str = "each";
/// The study with several gates relieved together.
const TOGETHER: &str = "together";
const TABLE: &str = "bottlenecks.csv";
const FIGURES: &str = "figures";
/// How many of the gates that bring most are relieved together, at most.
const TOGETHER_MAX: usize = 3;

/// Find what binds: what a tenth more of each gate brings with the same luck, and where and when people are held up.
///
/// The scenario is run as it is, with each gate relieved by a tenth, and with those together that bring most. Results go
/// into out/NAME-bottlenecks unless --out says otherwise; a finished study there is read and not run again.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Scenario file
    scenario: PathBuf,
    /// Runs of the scenario as it is, and as many with each gate relieved
    #[arg(long, value_name = "N", default_value_t = REPLICATES, value_parser = clap::value_parser!(u64).range(1..=RUNS_MAX / 32))]
    replicates: u64,
    /// Seed of all luck
    #[arg(long, value_name = "N", default_value_t = 20_250_806, value_parser = crate::commands::study::seed)]
    seed: u64,
    /// Set a parameter for the whole run, such as home_office.detention.beds=600; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
    /// Take the parameters of each run from an ensemble, or from none with `none`, whatever the files say
    #[arg(long, value_name = "FILE")]
    ensemble: Option<String>,
    #[command(flatten)]
    flags: Flags,
}

/// Runs the scenario as it is and with each gate relieved, then with those together that bring most; writes the results,
/// a table and a figure, and prints what binds.
///
/// # Errors
/// [`Failure::Input`] when the scenario is wrong or the folder for the results is not free; [`Failure::Work`] when
/// results cannot be written, a run fails or memory is short; [`Failure::Stopped`] when told to stop.
pub fn run(args: &Args) -> Result<(), Failure> {
    let mut file = ScenarioFile::read(&args.scenario)?;
    for assignment in &args.set {
        file.set(assignment)?;
    }
    if let Some(given) = &args.ensemble {
        file.set_ensemble(given);
    }
    let ensemble = Ensemble::of(&file)?;
    let plan = file.plan()?;
    let (moved, still): (Vec<&Gate>, Vec<&Gate>) =
        GATES.iter().filter(|gate| gate.no_relief().is_none()).partition(|gate| changes(&plan, gate));
    check_reliefs(&plan, &moved)?;
    let out = args.flags.out(&format!("{}-bottlenecks", file.name()));
    check_folder(&out)?;
    let needed = match &ensemble {
        Some(ensemble) => needed_with_draws(&file, ensemble, args.replicates)?,
        None => needed([&plan]),
    };
    let stop = stop_on_signal()?;
    let work = Work {
        name: format!("{}-bottlenecks", file.name()),
        file: &file,
        ensemble: ensemble.as_ref(),
        seed: args.seed,
        replicates: args.replicates,
        flags: &args.flags,
        needed,
        stop: &stop,
    };

    let points: Vec<Vec<&Gate>> = std::iter::once(Vec::new()).chain(moved.iter().map(|&gate| vec![gate])).collect();
    let each = work.study(&out.join(EACH), &points)?;
    let each_sides = sides(&each, &SUSTAINED)?;
    let mut failed: usize = each_sides.iter().map(Side::failed).sum();
    let reliefs = |sides: &[Side], points: Vec<Vec<&'static Gate>>| -> Vec<Relief<'static>> {
        points.into_iter().zip(sides).map(|(gates, side)| relief(&each_sides[0], side, gates)).collect()
    };
    let mut one_by_one = reliefs(&each_sides[1..], moved.iter().map(|&gate| vec![gate]).collect());
    highest(&mut one_by_one);
    let best: Vec<&Gate> = one_by_one
        .iter()
        .take(TOGETHER_MAX)
        .filter(|relief| relief.returns.difference.mean > 0.0)
        .flat_map(|relief| relief.gates.iter().copied())
        .collect();
    let groups: Vec<Vec<&Gate>> = (2..=best.len()).map(|count| best[..count].to_vec()).collect();
    let together = if groups.is_empty() {
        Vec::new()
    } else {
        let study = work.study(&out.join(TOGETHER), &groups)?;
        let sides = sides(&study, &SUSTAINED)?;
        failed += sides.iter().map(Side::failed).sum::<usize>();
        reliefs(&sides, groups)
    };

    let began = plan.scenario.agreement.in_force.to_string();
    let stopped = stopped(&each.daily(&metrics_needed())?, 0, &began)?;
    let found = Found { manifest: each.manifest(), stopped, one_by_one, together, still };
    write_whole(&out.join(TABLE), csv(&found.rows())?.as_bytes())?;
    found.draw(&out.join(FIGURES))?;
    say(&format!("{}\nresults  {}\n", found.in_words(), out.display()))?;
    if failed > 0 {
        return Err(Failure::Work(format!(
            "{failed} runs failed and are left out with their pairs; each is a row with its message in runs.parquet, in {EACH} or \
             {TOGETHER} of {}",
            out.display()
        )));
    }
    Ok(())
}

/// Checks that a tenth more can be of each gate.
fn check_reliefs(plan: &Plan, gates: &[&Gate]) -> Result<(), Failure> {
    gates.iter().try_for_each(|gate| {
        relieved(plan, &[gate]).check().map_err(|error| {
            Failure::Input(format!("the relief of the gate {}, {}, cannot be: {error}", gate.in_words(), levers(gate)))
        })
    })
}

/// Checks that the folder holds nothing but what this command leaves there.
fn check_folder(out: &Path) -> Result<(), Failure> {
    let ours: &[&str] = if out.join(EACH).exists() { &[EACH, TOGETHER, TABLE, FIGURES] } else { &[] };
    for name in [EACH, TOGETHER, FIGURES] {
        let folder = out.join(name);
        plain_file::check_no_link(out, &folder).map_err(|error| cannot_write(&folder, &error))?;
    }
    check_free(out, ours)
}
