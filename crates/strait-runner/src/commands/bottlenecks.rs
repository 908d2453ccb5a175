//! `strait bottlenecks`: what binds in a scenario, and what a tenth more of it would bring.

use std::path::{Path, PathBuf};

use serde::Serialize;
use strait::scenario::Plan;

use super::chart::caption;
use super::output::say;
use super::study::{Flags, RUNS_MAX, draws, needed_with_draws, outcome_names, plan_of, run_once, stop_on_signal};
use super::tables::{Sheet, csv, percent, range, signed};
use crate::analysis::bottlenecks::{
    GATES, Gate, Lever, Relief, Stage, Stopped, changes, highest, metrics_needed, relief, relieved, stopped,
};
use crate::analysis::compare::{Difference, Side, sides};
use crate::charts::{self, DifferenceRow, Effect, capital, differences, write_figure};
use crate::design::Resolution;
use crate::execution::{Experiment, Sharing, Stop, execute, needed};
use crate::failure::Failure;
use crate::scenario_file::ScenarioFile;
use crate::store::{
    Done, Layout, Manifest, PointSettings, ScenarioText, Study, Uncertainty, cannot_write, check_free, write_whole,
};
use crate::summary::{SUSTAINED, number};
use crate::uncertainty::Ensemble;

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
/// The point of a study at which nothing is relieved.
const AS_IT_IS: &str = "none";

/// Find what binds: whom each gate stops, when, and what a tenth more of it brings with the same luck.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Scenario file
    scenario: PathBuf,
    /// Runs of the scenario as it is, and as many with each gate relieved
    #[arg(long, value_name = "N", default_value_t = REPLICATES, value_parser = clap::value_parser!(u64).range(1..=RUNS_MAX / 32))]
    replicates: u64,
    /// Seed of all luck
    #[arg(long, value_name = "N", default_value_t = 20_250_806, value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
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
    let work = Work { args, file: &file, ensemble: ensemble.as_ref(), needed, stop: &stop };

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
    check_free(out, ours)
}

/// What the studies are made from.
struct Work<'a> {
    args: &'a Args,
    file: &'a ScenarioFile,
    ensemble: Option<&'a Ensemble>,
    needed: u64,
    stop: &'a Stop,
}

impl Work<'_> {
    /// Runs the points, each with its gates relieved, or reads what was finished before.
    fn study(&self, out: &Path, points: &[Vec<&Gate>]) -> Result<Study, Failure> {
        let experiment = self.experiment(points)?;
        if out.join(Manifest::FILE).exists() {
            return finished_before(out, &experiment);
        }
        let sharing = self.args.flags.sharing(experiment.runs(), self.needed)?;
        let manner = self.args.flags.manner(out, sharing, self.stop);
        execute(&experiment, manner, |point, replicate| self.simulate(&points[point], replicate, sharing))?;
        Study::open(out)
    }

    fn experiment(&self, points: &[Vec<&Gate>]) -> Result<Experiment, Failure> {
        let setting = |gates: &Vec<&Gate>| {
            let names: Vec<&str> = gates.iter().map(|gate| gate.name()).collect();
            let value = if names.is_empty() { AS_IT_IS.to_owned() } else { names.join(" + ") };
            vec![("relief".to_owned(), value.into())]
        };
        Ok(Experiment {
            name: format!("{}-bottlenecks", self.file.name()),
            scenario: ScenarioText::new(self.file.name().to_owned(), self.file.to_toml()?),
            uncertainty: self.ensemble.map(|ensemble| ensemble.provenance(self.file)),
            design: "relief".to_owned(),
            from: None,
            layout: Layout {
                seed: self.args.seed,
                draws: draws(self.ensemble, self.args.replicates),
                axes: vec!["relief".to_owned()],
                points: points.iter().map(setting).collect(),
                outcomes: outcome_names(),
            },
            replicates: self.args.replicates,
            resolution: Resolution::Weekly,
        })
    }

    fn simulate(&self, gates: &[&Gate], replicate: u64, sharing: Sharing) -> Result<Done, String> {
        let plan = plan_of(self.file, self.ensemble, replicate).map_err(|error| error.to_string())?;
        run_once(&relieved(&plan, gates), self.args.seed, replicate, Resolution::Weekly, sharing)
    }
}

/// The finished study in a folder, if it is this one: then only what follows from it is made anew.
fn finished_before(out: &Path, experiment: &Experiment) -> Result<Study, Failure> {
    let study = Study::open(out)?;
    let there = study.manifest();
    let settings = |(point, settings): (usize, &Vec<_>)| PointSettings::new(point, settings);
    let points: Vec<PointSettings> = experiment.layout.points.iter().enumerate().map(settings).collect();
    let drawn = |uncertainty: &Option<Uncertainty>| uncertainty.as_ref().map(|own| own.sha256.clone());
    let same = there.strait == env!("CARGO_PKG_VERSION")
        && there.scenario.sha256 == experiment.scenario.sha256
        && drawn(&there.uncertainty) == drawn(&experiment.uncertainty)
        && there.points == points
        && (there.seed, there.replicates) == (experiment.layout.seed, experiment.replicates);
    if same {
        return Ok(study);
    }
    Err(Failure::Input(format!(
        "{} holds finished results of another scenario, seed, number of replicates or version of Strait\n\
         Nothing is overwritten; give another folder with --out.",
        out.display()
    )))
}

/// What was found.
struct Found<'a> {
    manifest: &'a Manifest,
    /// In the order of [`GATES`].
    stopped: Vec<Stopped>,
    /// What brings most returns first.
    one_by_one: Vec<Relief<'static>>,
    together: Vec<Relief<'static>>,
    /// Gates whose parameters are 0, or all, throughout.
    still: Vec<&'static Gate>,
}

/// One gate, or several together, for other programs. What is not known is empty.
#[derive(Debug, Serialize)]
struct Row {
    gate: String,
    levers: String,
    no_relief: Option<&'static str>,
    stopped_median: Option<f64>,
    stopped_low_90: Option<f64>,
    stopped_high_90: Option<f64>,
    weeks_any: Option<f64>,
    weeks_most: Option<f64>,
    first_week: Option<String>,
    last_week: Option<String>,
    returns: Option<f64>,
    returns_low_95: Option<f64>,
    returns_high_95: Option<f64>,
    admissions: Option<f64>,
    admissions_low_95: Option<f64>,
    admissions_high_95: Option<f64>,
    pairs: Option<usize>,
    left_out: Option<usize>,
}

const NOTHING_TO_SCALE: &str = "its parameter is 0, or all, throughout: a tenth more of it is the same";

impl Found<'_> {
    fn stopped_by(&self, gate: &Gate) -> Option<&Stopped> {
        GATES.iter().zip(&self.stopped).find(|(other, _)| other.metric == gate.metric).map(|(_, stopped)| stopped)
    }

    /// Gates that cannot be relieved, with the reason.
    fn without_relief(&self) -> impl Iterator<Item = (&Gate, &'static str)> {
        let fixed = GATES.iter().filter_map(|gate| Some((gate, gate.no_relief()?)));
        fixed.chain(self.still.iter().map(|&gate| (gate, NOTHING_TO_SCALE)))
    }

    fn rows(&self) -> Vec<Row> {
        let relieved = self.one_by_one.iter().chain(&self.together);
        let relieved = relieved.map(|relief| self.row(&relief.gates, Some(relief), None));
        relieved.chain(self.without_relief().map(|(gate, why)| self.row(&[gate], None, Some(why)))).collect()
    }

    fn row(&self, gates: &[&Gate], relief: Option<&Relief<'_>>, no_relief: Option<&'static str>) -> Row {
        let stopped = if let [gate] = gates { self.stopped_by(gate) } else { None };
        let people = stopped.and_then(|stopped| stopped.people);
        let known = |value: f64| value.is_finite().then_some(value);
        let of = |found: Option<&Difference>, part: fn(&Difference) -> f64| found.map(part).and_then(known);
        let (returns, admissions) = (relief.map(|relief| &relief.returns), relief.map(|relief| &relief.admissions));
        let names: Vec<&str> = gates.iter().map(|gate| gate.name()).collect();
        let levers: Vec<String> = gates.iter().map(|gate| levers(gate)).collect();
        Row {
            gate: names.join(" + "),
            levers: levers.join("; "),
            no_relief,
            stopped_median: people.map(|people| people.median),
            stopped_low_90: people.map(|people| people.low90),
            stopped_high_90: people.map(|people| people.high90),
            weeks_any: stopped.map(|stopped| stopped.weeks_any).and_then(known),
            weeks_most: stopped.map(|stopped| stopped.weeks_most).and_then(known),
            first_week: stopped.and_then(|stopped| stopped.first.clone()),
            last_week: stopped.and_then(|stopped| stopped.last.clone()),
            returns: of(returns, |found| found.difference.mean),
            returns_low_95: of(returns, |found| found.difference.low),
            returns_high_95: of(returns, |found| found.difference.high),
            admissions: of(admissions, |found| found.difference.mean),
            admissions_low_95: of(admissions, |found| found.difference.low),
            admissions_high_95: of(admissions, |found| found.difference.high),
            pairs: returns.map(|found| found.compared[0]),
            left_out: returns.map(|found| found.left_out[0]),
        }
    }

    /// Draws what a tenth more of each gate brings.
    fn draw(&self, folder: &Path) -> Result<(), Failure> {
        let told = self.one_by_one.iter().filter(|relief| !relief.is_nothing()).chain(&self.together);
        let rows: Vec<DifferenceRow> = told
            .map(|relief| {
                let found = relief.returns.difference;
                let difference = Effect { estimate: found.mean, low: found.low, high: found.high };
                DifferenceRow { label: capital(&in_words(&relief.gates)), difference }
            })
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        let caption = caption(self.manifest);
        let words = charts::Words::new(&self.manifest.scenario.name, &caption);
        let outcome =
            charts::Outcome { name: "returns a week when a gate is relieved by a tenth", unit: "people a week" };
        let subtitle = format!(
            "Sustained returns with a tenth more of the gate’s capacity, or a tenth fewer people whom it stops, minus those \
             as it is: means of {} pairs with the same luck; lines: 95% intervals. Gates of which a tenth more changes \
             nothing are left out.",
            self.manifest.replicates
        );
        let figure = differences(&words, outcome, &subtitle, &rows).map_err(|why| Failure::Work(why.to_string()))?;
        std::fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
        write_figure(folder, "relief", &figure)
    }

    fn in_words(&self) -> String {
        let title = format!(
            "{}: what binds, from {} runs as it is and as many with each gate relieved by a tenth",
            self.manifest.scenario.name, self.manifest.replicates
        );
        let mut text = format!("{title}\n\n{}\n", self.stopped_sheet().terminal());
        text.push_str(
            &relief_sheet("What relieving a gate by a tenth brings, with the same luck", &self.one_by_one).terminal(),
        );
        let nothing: Vec<String> =
            self.one_by_one.iter().filter(|relief| relief.is_nothing()).map(|relief| in_words(&relief.gates)).collect();
        if !nothing.is_empty() {
            text.push_str(&format!("\nNo run changes when these are relieved: {}.\n", nothing.join(", ")));
        }
        if !self.together.is_empty() {
            text.push_str(&format!("\n{}", relief_sheet("Together", &self.together).terminal()));
        }
        text.push_str("\nNot relieved:\n");
        for (gate, why) in self.without_relief() {
            text.push_str(&format!("- {}: {why}\n", gate.in_words()));
        }
        format!("{text}\n{}", self.conclusion())
    }

    /// Whom the gates stop, those of a stage that stop most first.
    fn stopped_sheet(&self) -> Sheet {
        let mut gates: Vec<(&Gate, &Stopped)> =
            GATES.iter().zip(&self.stopped).filter(|(_, stopped)| stopped.first.is_some()).collect();
        let median = |stopped: &Stopped| stopped.people.map_or(0.0, |people| people.median);
        gates.sort_by(|(one, a), (other, b)| {
            (one.stage as u8).cmp(&(other.stage as u8)).then(median(b).total_cmp(&median(a)))
        });
        let rows = gates.into_iter().map(|(gate, stopped)| {
            let (middle, range) = stopped.people.map_or_else(
                || ("none".to_owned(), "none".to_owned()),
                |people| (number(people.median), format!("{} to {}", number(people.low90), number(people.high90))),
            );
            let date = |date: &Option<String>| date.clone().unwrap_or_default();
            vec![
                stage(gate.stage).to_owned(),
                gate.in_words(),
                middle,
                range,
                percent(stopped.weeks_any),
                percent(stopped.weeks_most),
                date(&stopped.first),
                date(&stopped.last),
            ]
        });
        Sheet {
            title:
                "Whom the gates stop since the agreement began: people in a run, and in how many of its weeks any, or \
                    more than every other gate of the stage"
                    .to_owned(),
            head: ["stage", "gate", "median", "90 % of runs", "weeks", "most", "first week", "last week"]
                .map(str::to_owned)
                .to_vec(),
            words: 2,
            rows: rows.collect(),
        }
    }

    /// Which gate binds, and how that differs from which stops most.
    fn conclusion(&self) -> String {
        let Some(first) = self.one_by_one.first() else { return String::new() };
        let of_returns = GATES.iter().zip(&self.stopped).filter(|(gate, _)| gate.stage == Stage::Return);
        let most = of_returns
            .filter_map(|(gate, stopped)| Some((gate, stopped.people?.median)))
            .filter(|(_, people)| *people > 0.0)
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let mut text = match most {
            Some((gate, people)) => format!(
                "Of those on the way to a return, most are stopped by {}: {} in the middle run.\n",
                gate.in_words(),
                number(people)
            ),
            None => "Nobody on the way to a return is stopped.\n".to_owned(),
        };
        let found = first.returns.difference;
        let base = number(first.returns.base_mean);
        text.push_str(&if first.returns.compared[0] == 0 {
            "No run has sustained returns, so that no relief can be told: the agreement is in force for too short a part of \
             the run.\n"
                .to_owned()
        } else if found.low > 0.0 {
            format!(
                "What binds is {}: relieved by a tenth it brings {} returns a week ({}) on {base}.\n",
                in_words(&first.gates),
                signed(found.mean),
                range(found.low, found.high)
            )
        } else {
            format!(
                "No gate can be told to bind with {} runs: the most that relief by a tenth brings, of {}, is {} returns a week \
                 ({}) on {base}.\n",
                self.manifest.replicates,
                in_words(&first.gates),
                signed(found.mean),
                range(found.low, found.high)
            )
        });
        text.push_str(&format!(
            "The gate that stops most and the one that binds can differ: whom one gate lets pass, the next may stop. A tenth \
             is more of a capacity, or fewer of those whom a chance stops: where it stops most, many more pass. Of {} \
             intervals of 95 % about one in twenty leaves out the truth, and the highest of many is most likely too high.\n",
            self.one_by_one.len()
        ));
        text
    }
}

/// What relieving gates brings, those left out of which nothing comes.
fn relief_sheet(title: &str, reliefs: &[Relief<'_>]) -> Sheet {
    let rows = reliefs.iter().filter(|relief| !relief.is_nothing()).map(|relief| {
        let cells =
            |found: &Difference| [signed(found.difference.mean), range(found.difference.low, found.difference.high)];
        let mut row = vec![in_words(&relief.gates)];
        row.extend(cells(&relief.returns));
        row.extend(cells(&relief.admissions));
        let left_out = match relief.returns.left_out[0] {
            0 => String::new(),
            _ => format!("{} pairs; ", relief.returns.compared[0]),
        };
        let levers: Vec<String> = relief.gates.iter().map(|gate| levers(gate)).collect();
        row.push(if relief.gates.len() == 1 { left_out + &levers.concat() } else { left_out + "each a tenth" });
        row
    });
    Sheet {
        title: title.to_owned(),
        head: ["gate", "returns a week", "95 % interval", "admissions a week", "95 % interval", "relieved by"]
            .map(str::to_owned)
            .to_vec(),
        words: 1,
        rows: rows.collect(),
    }
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Before => "before",
        Stage::Return => "return",
        Stage::LegalRoute => "legal route",
    }
}

fn in_words(gates: &[&Gate]) -> String {
    gates.iter().map(|gate| gate.in_words()).collect::<Vec<_>>().join(" and ")
}

/// The parameters that relieve a gate, and which way they are moved.
fn levers(gate: &Gate) -> String {
    let words = |lever: &Lever| format!("{} {}", lever.path, lever.change.in_words());
    gate.levers().iter().map(words).collect::<Vec<_>>().join(", ")
}
