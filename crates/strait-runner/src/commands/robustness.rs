//! `strait robustness`: which option of a sweep holds up whatever the world is like.

use std::path::PathBuf;

use serde::Serialize;

use super::output::say;
use super::tables::{Format, Sheet, csv, json, or_none, percent};
use crate::analysis::compare::{chosen, sides};
use crate::analysis::robustness::{Goal, Payoffs, Standing, least_regret, payoffs, standings};
use crate::failure::Failure;
use crate::scenario_file::nearest;
use crate::store::{Manifest, Study};

/// Compare the options of a sweep over the states of the world: regret, and how often a threshold is met.
///
/// Options are the settings of the axes that --policy names. The other axes, with the luck and draw of each replicate, are
/// the states of the world.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Folder of a sweep's results
    dir: PathBuf,
    /// The outcome that options are judged by, a column of runs.parquet
    #[arg(long, value_name = "NAME")]
    outcome: String,
    #[command(flatten)]
    threshold: Threshold,
    /// An axis that is a policy; may be repeated; the others are unknown [default: every axis but
    /// deterrence, which is an assumption]
    #[arg(long, value_name = "PATH")]
    policy: Vec<String>,
    /// Format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// What is good enough.
#[derive(Debug, Clone, clap::Args)]
#[group(required = true, multiple = false)]
struct Threshold {
    /// More of the outcome is better, and this is enough
    #[arg(long, value_name = "VALUE", value_parser = finite, allow_negative_numbers = true)]
    at_least: Option<f64>,
    /// Less of the outcome is better, and this is enough
    #[arg(long, value_name = "VALUE", value_parser = finite, allow_negative_numbers = true)]
    at_most: Option<f64>,
}

fn finite(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| "allowed is a number".to_owned())
}

impl Threshold {
    fn goal(&self) -> Goal {
        match (self.at_least, self.at_most) {
            (Some(enough), _) => Goal::AtLeast(enough),
            (None, enough) => Goal::AtMost(enough.unwrap_or(f64::NAN)),
        }
    }
}

/// Writes how each option stands to stdout.
///
/// # Errors
/// [`Failure::Input`] when the folder holds no sweep, the outcome or a policy is unknown, or an option has no point in some
/// state of the world.
pub fn run(args: &Args) -> Result<(), Failure> {
    let outcome = chosen(std::slice::from_ref(&args.outcome), &[])?.remove(0);
    let study = Study::open(&args.dir)?;
    let manifest = study.manifest();
    let policies = policies(args, manifest)?;
    let points = sides(&study, &[&outcome.name])?;
    let payoffs =
        payoffs(&points, &policies).map_err(|why| Failure::Input(format!("{}: {why}", args.dir.display())))?;
    if payoffs.options.len() < 2 {
        return Err(Failure::Input(
            "--policy: found one option, allowed are axes that differ between points".to_owned(),
        ));
    }
    let goal = args.threshold.goal();
    let standings = standings(&payoffs, goal);
    let names: Vec<String> = payoffs.options.iter().map(|option| name(manifest, &policies, option)).collect();
    let rows = rows(&names, &payoffs, &standings);
    let report = Report { manifest, unit: &outcome.unit, outcome: &outcome.name, goal, payoffs: &payoffs };
    say(&match args.format {
        Format::Csv => csv(&rows)?,
        Format::Json => json(&rows)?,
        Format::Table => report.text(&rows, Sheet::terminal),
        Format::Md => report.text(&rows, Sheet::markdown),
    })
}

/// The places of the policies among the axes.
fn policies(args: &Args, manifest: &Manifest) -> Result<Vec<usize>, Failure> {
    let axes = &manifest.axes;
    if axes.is_empty() || manifest.points.len() < 2 {
        return Err(Failure::Input(format!(
            "{} holds one scenario: allowed is a sweep whose points are options",
            args.dir.display()
        )));
    }
    if args.policy.is_empty() {
        return Ok((0..axes.len()).filter(|&axis| !is_deterrence(&axes[axis])).collect());
    }
    let mut places = Vec::new();
    for policy in &args.policy {
        let place = axes.iter().position(|axis| axis == policy).ok_or_else(|| {
            let ending = format!(".{policy}");
            let ends_so = axes.iter().map(String::as_str).find(|axis| axis.ends_with(&ending));
            let near = ends_so.or_else(|| nearest(policy, axes.iter().map(String::as_str)));
            let advice = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            Failure::Input(format!(
                "--policy: found {policy}, allowed are the axes of the sweep, {}{advice}",
                axes.join(", ")
            ))
        })?;
        if is_deterrence(policy) {
            return Err(Failure::Input(format!(
                "--policy: {policy} is an assumption and nobody's to choose; allowed are the other axes of the sweep"
            )));
        }
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Ok(places)
}

/// Whether an axis is a form of deterrence, or a parameter of one.
fn is_deterrence(axis: &str) -> bool {
    axis == "deterrence" || axis.starts_with("deterrence.")
}

/// An option in few words: the last part of each path, and its value.
fn name(manifest: &Manifest, policies: &[usize], option: &[String]) -> String {
    let last = |axis: usize| manifest.axes[axis].rsplit('.').next().unwrap_or_default().to_owned();
    let parts: Vec<String> =
        policies.iter().zip(option).map(|(&axis, value)| format!("{} = {value}", last(axis))).collect();
    parts.join(", ")
}

/// An option, for other programs.
#[derive(Debug, Serialize)]
struct Row<'a> {
    option: &'a str,
    mean: f64,
    mean_low_95: f64,
    mean_high_95: f64,
    regret_mean: f64,
    regret_mean_low_95: f64,
    regret_mean_high_95: f64,
    regret_90: f64,
    regret_max: f64,
    /// Whether no option has a smaller largest regret.
    least_largest_regret: bool,
    met: f64,
    met_low_95: f64,
    met_high_95: f64,
    states: usize,
    states_left_out: usize,
    states_without_outcome: usize,
}

fn rows<'a>(names: &'a [String], payoffs: &Payoffs, standings: &[Standing]) -> Vec<Row<'a>> {
    let least = least_regret(standings);
    let options = names.iter().zip(standings).enumerate();
    let row = |(option, (name, standing)): (usize, (&'a String, &Standing))| Row {
        option: name,
        mean: standing.outcome.mean,
        mean_low_95: standing.outcome.low,
        mean_high_95: standing.outcome.high,
        regret_mean: standing.regret.mean,
        regret_mean_low_95: standing.regret.low,
        regret_mean_high_95: standing.regret.high,
        regret_90: standing.regret_90,
        regret_max: standing.regret_max,
        least_largest_regret: least.contains(&option),
        met: standing.met,
        met_low_95: standing.met_low,
        met_high_95: standing.met_high,
        states: payoffs.states.len(),
        states_left_out: payoffs.left_out,
        states_without_outcome: payoffs.without[option],
    };
    options.map(row).collect()
}

/// What a table's surroundings tell.
struct Report<'a> {
    manifest: &'a Manifest,
    outcome: &'a str,
    unit: &'a str,
    goal: Goal,
    payoffs: &'a Payoffs,
}

impl Report<'_> {
    fn text(&self, rows: &[Row<'_>], show: fn(&Sheet) -> String) -> String {
        let goal = match self.goal {
            Goal::AtLeast(enough) => format!("at least {}", or_none(enough)),
            Goal::AtMost(enough) => format!("at most {}", or_none(enough)),
        };
        let range = |low: f64, high: f64| format!("{} to {}", or_none(low), or_none(high));
        let body = rows.iter().map(|row| {
            let met = format!("{} ({} to {})", percent(row.met), percent(row.met_low_95), percent(row.met_high_95));
            vec![
                row.option.to_owned(),
                format!("{} ({})", or_none(row.mean), range(row.mean_low_95, row.mean_high_95)),
                format!("{} ({})", or_none(row.regret_mean), range(row.regret_mean_low_95, row.regret_mean_high_95)),
                or_none(row.regret_90),
                or_none(row.regret_max),
                met,
                if row.least_largest_regret { "least largest regret".to_owned() } else { String::new() },
            ]
        });
        let sheet = Sheet {
            title: format!(
                "{}: {} [{}], {} options in {} states of the world: {} × {} replicates{}",
                self.manifest.name,
                self.outcome,
                self.unit,
                rows.len(),
                self.payoffs.states.len(),
                if self.payoffs.worlds == 1 { "1 world".to_owned() } else { format!("{} worlds", self.payoffs.worlds) },
                self.manifest.replicates,
                if self.payoffs.left_out > 0 { ", less those left out" } else { "" }
            ),
            head: vec![
                "option".to_owned(),
                "mean (95 %)".to_owned(),
                "regret, mean (95 %)".to_owned(),
                "90 % of states".to_owned(),
                "largest".to_owned(),
                format!("{goal} (95 %)"),
                String::new(),
            ],
            words: 1,
            rows: body.collect(),
        };
        format!("{}\n{}", show(&sheet), self.notes(rows))
    }

    fn notes(&self, rows: &[Row<'_>]) -> String {
        let mut text =
            "regret: by how much the best option in the same state is better. Every state counts alike; more states \
                        can only raise the largest regret.\n"
                .to_owned();
        if self.payoffs.left_out > 0 {
            let without = rows.iter().filter(|row| row.states_without_outcome > 0);
            let listed: Vec<String> =
                without.map(|row| format!("{} in {}", row.option, row.states_without_outcome)).collect();
            text.push_str(&format!(
                "{} states are left out because an option has no {} there: {}. What is left speaks of the others alone.\n",
                self.payoffs.left_out,
                self.outcome,
                listed.join("; ")
            ));
        }
        text
    }
}
