//! `strait compare`: how outcomes differ between scenarios, or between the points of a sweep.

use std::path::PathBuf;

use serde::Serialize;
use strait::outcomes::Outcome;

use super::output::say;
use super::tables::{Format, Sheet, csv, json, or_none, percent, range, signed};
use crate::analysis::compare::{Difference, Luck, Side, cautions, chosen, difference, luck, sides};
use crate::failure::Failure;
use crate::store::Study;
use crate::summary::{KEY_OUTCOMES, SUSTAINED};

/// Compare results: run by run where they share their luck.
///
/// Of several folders, each with the results of one scenario, the others are compared with the first. Of one folder with
/// a sweep, the points are compared with the first point, or with that of --base.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Folders of results: two or more of single scenarios, or one of a sweep
    #[arg(required = true, value_name = "DIR")]
    dirs: Vec<PathBuf>,
    /// Outcome to compare, a column of runs.parquet; may be repeated [default: the key outcomes, or of several comparisons
    /// sustained returns and admissions]
    #[arg(long, value_name = "NAME")]
    outcome: Vec<String>,
    /// The point of a sweep that the others are compared with, from 0
    #[arg(long, value_name = "POINT", default_value_t = 0)]
    base: usize,
    /// Format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// Two sides, and what there is to know of them.
struct Comparison {
    names: [String; 2],
    luck: Luck,
    notes: Vec<String>,
    /// For each outcome the difference.
    differences: Vec<Difference>,
    failed: [usize; 2],
}

/// Writes the comparisons to stdout.
///
/// # Errors
/// [`Failure::Input`] when a folder holds no results, or none that can be compared so, or an outcome is unknown.
pub fn run(args: &Args) -> Result<(), Failure> {
    let studies = args.dirs.iter().map(|dir| Study::open(dir)).collect::<Result<Vec<_>, _>>()?;
    check(args, &studies)?;
    let several = studies.len() > 2 || studies.len() == 1 && studies[0].manifest().points.len() > 2;
    let outcomes = chosen(&args.outcome, if several { &SUSTAINED } else { KEY_OUTCOMES })?;
    let comparisons = match &studies[..] {
        [study] => within(study, args.base, &outcomes)?,
        studies => between(studies, &outcomes)?,
    };
    let rows = rows(&comparisons, &outcomes);
    say(&match args.format {
        Format::Csv => csv(&rows)?,
        Format::Json => {
            let notes = comparisons.iter().map(|one| Notes { other: &one.names[1], notes: all_notes(one) }).collect();
            json(&Report { comparisons: notes, outcomes: rows })?
        }
        Format::Table => text(&comparisons, &outcomes, Sheet::terminal),
        Format::Md => text(&comparisons, &outcomes, Sheet::markdown),
    })
}

/// Checks that the folders hold what can be compared so.
fn check(args: &Args, studies: &[Study]) -> Result<(), Failure> {
    let points = |study: &Study| study.manifest().points.len();
    match studies {
        [study] => {
            let (folder, points) = (study.folder().display(), points(study));
            if points < 2 {
                return Err(Failure::Input(format!(
                    "{folder} holds one scenario: allowed are two folders or more, or one of a sweep"
                )));
            }
            if args.base >= points {
                return Err(Failure::Input(format!(
                    "--base: found {}, allowed is a point of {folder} from 0 to {}",
                    args.base,
                    points - 1
                )));
            }
            Ok(())
        }
        studies => match studies.iter().find(|study| points(study) > 1) {
            Some(sweep) => Err(Failure::Input(format!(
                "{0} holds a sweep of {1} points: of several folders each must hold one scenario; the points of a sweep \
                 are compared by strait compare {0}",
                sweep.folder().display(),
                points(sweep)
            ))),
            None if args.base > 0 => Err(Failure::Input(
                "--base: only for one folder with a sweep; of several folders the first is what others are compared with"
                    .to_owned(),
            )),
            None => Ok(()),
        },
    }
}

/// The other points of a sweep beside one of them.
fn within(study: &Study, base: usize, outcomes: &[Outcome]) -> Result<Vec<Comparison>, Failure> {
    let sides = sides(study, &names(outcomes))?;
    let manifest = study.manifest();
    // Of the others only what they set otherwise is told.
    let name = |point: usize, beside: Option<usize>| {
        let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
        let settings = manifest.axes.iter().zip(&sides[point].settings).enumerate();
        let told =
            settings.filter(|(axis, (_, value))| beside.is_none_or(|other| sides[other].settings[*axis] != **value));
        let parts: Vec<String> = told.map(|(_, (path, value))| format!("{} = {value}", last(path))).collect();
        format!("{point}: {}", parts.join(", "))
    };
    let others = (0..sides.len()).filter(|point| *point != base);
    Ok(others
        .map(|other| {
            let notes = cautions((manifest, base), (manifest, other));
            let (base_side, other_side) = (&sides[base], &sides[other]);
            comparison(
                [name(base, None), name(other, Some(base))],
                [base_side, other_side],
                Luck::Shared,
                notes,
                outcomes,
            )
        })
        .collect())
}

/// Other scenarios beside the first.
fn between(studies: &[Study], outcomes: &[Outcome]) -> Result<Vec<Comparison>, Failure> {
    let mut all = Vec::new();
    for study in studies {
        all.push((study, sides(study, &names(outcomes))?));
    }
    let name = |study: &Study| {
        let name = &study.manifest().name;
        let alone = studies.iter().filter(|other| other.manifest().name == *name).count() == 1;
        if alone { name.clone() } else { study.folder().display().to_string() }
    };
    let Some(((base, base_sides), others)) = all.split_first() else { return Ok(Vec::new()) };
    let pairs = others.iter().flat_map(|(other, sides)| base_sides.iter().zip(sides).map(move |pair| (other, pair)));
    Ok(pairs
        .map(|(other, (base_side, other_side))| {
            let (one, two) = (base.manifest(), other.manifest());
            let notes = cautions((one, 0), (two, 0));
            comparison([name(base), name(other)], [base_side, other_side], luck(one, two), notes, outcomes)
        })
        .collect())
}

fn names(outcomes: &[Outcome]) -> Vec<&str> {
    outcomes.iter().map(|outcome| outcome.name.as_str()).collect()
}

fn comparison(
    names: [String; 2],
    [base, other]: [&Side; 2],
    luck: Luck,
    notes: Vec<String>,
    outcomes: &[Outcome],
) -> Comparison {
    let differences = (0..outcomes.len()).map(|column| difference(base, other, column, &luck)).collect();
    let mut notes = notes;
    if base.runs() != other.runs() && luck == Luck::Shared {
        notes.push(format!(
            "there are {} runs of the one and {} of the other: compared are the replicates of both",
            base.runs(),
            other.runs()
        ));
    }
    Comparison { names, luck, notes, differences, failed: [base.failed(), other.failed()] }
}

/// One outcome of one comparison, for other programs.
#[derive(Debug, Serialize)]
struct Row<'a> {
    base: &'a str,
    other: &'a str,
    /// `shared` or `own`.
    luck: &'static str,
    outcome: &'a str,
    unit: &'a str,
    base_mean: f64,
    other_mean: f64,
    /// Mean of other less base.
    difference: f64,
    low_95: f64,
    high_95: f64,
    /// Of the differences of pairs.
    median: Option<f64>,
    pairs_low_90: Option<f64>,
    pairs_high_90: Option<f64>,
    /// Chance that other is above base.
    other_above: f64,
    equal: f64,
    narrower: Option<f64>,
    base_compared: usize,
    other_compared: usize,
    base_left_out: usize,
    other_left_out: usize,
    base_without: usize,
    other_without: usize,
    base_failed: usize,
    other_failed: usize,
}

#[derive(Debug, Serialize)]
struct Report<'a> {
    comparisons: Vec<Notes<'a>>,
    outcomes: Vec<Row<'a>>,
}

#[derive(Debug, Serialize)]
struct Notes<'a> {
    other: &'a str,
    notes: Vec<String>,
}

fn rows<'a>(comparisons: &'a [Comparison], outcomes: &'a [Outcome]) -> Vec<Row<'a>> {
    let pairs = comparisons.iter().flat_map(|one| outcomes.iter().zip(&one.differences).map(move |pair| (one, pair)));
    pairs
        .map(|(one, (outcome, found))| Row {
            base: &one.names[0],
            other: &one.names[1],
            luck: if one.luck == Luck::Shared { "shared" } else { "own" },
            outcome: &outcome.name,
            unit: &outcome.unit,
            base_mean: found.base_mean,
            other_mean: found.other_mean,
            difference: found.difference.mean,
            low_95: found.difference.low,
            high_95: found.difference.high,
            median: found.pairs.map(|pairs| pairs.median),
            pairs_low_90: found.pairs.map(|pairs| pairs.low90),
            pairs_high_90: found.pairs.map(|pairs| pairs.high90),
            other_above: found.other_above,
            equal: found.equal,
            narrower: found.narrower,
            base_compared: found.compared[0],
            other_compared: found.compared[1],
            base_left_out: found.left_out[0],
            other_left_out: found.left_out[1],
            base_without: found.without[0],
            other_without: found.without[1],
            base_failed: one.failed[0],
            other_failed: one.failed[1],
        })
        .collect()
}

/// The comparisons as people read them: of one a row an outcome, of several a table an outcome.
fn text(comparisons: &[Comparison], outcomes: &[Outcome], show: fn(&Sheet) -> String) -> String {
    let sheets: Vec<String> = match comparisons {
        [one] => vec![show(&by_outcome(one, outcomes))],
        several => (0..outcomes.len()).map(|column| show(&by_comparison(several, outcomes, column))).collect(),
    };
    let mut notes: Vec<String> = Vec::new();
    for one in comparisons {
        for note in all_notes(one) {
            let note = if comparisons.len() > 1 { format!("{}: {note}", one.names[1]) } else { note };
            notes.push(format!("- {note}\n"));
        }
    }
    // With all points of a sweep in one folder a note is most often the same for each.
    if notes.is_empty() {
        return format!("{}\n{LEGEND}\n", sheets.join("\n"));
    }
    format!("{}\n{LEGEND}\n\n{}", sheets.join("\n"), notes.concat())
}

const LEGEND: &str = "\
difference: mean, with the interval of 95 % for what chance leaves open. spread: median of the pairs' differences, and\n\
the range of nine in ten. higher, equal: in how many of the pairs. narrower: how many times the pairing narrows the\n\
interval.";

fn all_notes(one: &Comparison) -> Vec<String> {
    let mut notes = one.notes.clone();
    for (name, failed) in one.names.iter().zip(one.failed).filter(|(_, failed)| *failed > 0) {
        notes.push(format!("{failed} runs of {name} failed and are left out"));
    }
    if one.differences.iter().all(|found| found.compared.iter().any(|runs| *runs < 2)) {
        notes.push("one run of a side is one draw of the luck and no estimate: there is no interval".to_owned());
    }
    if let Luck::Own(reasons) = &one.luck {
        notes.push(format!(
            "runs of one number do not share luck and draw, so that all runs of one are set against all of the other, and \
             intervals are wider: {}",
            reasons.join("; ")
        ));
    }
    notes
}

fn by_outcome(one: &Comparison, outcomes: &[Outcome]) -> Sheet {
    let [base, other] = &one.names;
    let runs = one.differences.iter().map(|found| found.compared).max().unwrap_or_default();
    let how = match &one.luck {
        Luck::Shared => format!("{} pairs of runs that share their luck", runs[0]),
        Luck::Own(_) => format!("{} and {} runs, not paired", runs[1], runs[0]),
    };
    let mut head = vec![String::new(), base.clone(), other.clone()];
    head.extend(HEAD.map(str::to_owned));
    head.push("unit".to_owned());
    let rows = outcomes.iter().zip(&one.differences).map(|(outcome, found)| {
        let mut row = vec![outcome.name.clone(), or_none(found.base_mean), or_none(found.other_mean)];
        row.extend(cells(found));
        row.push(format!("{}{}", outcome.unit, left_out(found)));
        row
    });
    Sheet { title: format!("{other} less {base}: {how}"), head, words: 1, rows: rows.collect() }
}

fn by_comparison(several: &[Comparison], outcomes: &[Outcome], column: usize) -> Sheet {
    let outcome = &outcomes[column];
    let base = several.first().map_or("", |one| &one.names[0]);
    let mut head = vec![String::new(), "mean of base".to_owned(), "mean".to_owned()];
    head.extend(HEAD.map(str::to_owned));
    head.push("pairs".to_owned());
    let rows = several.iter().map(|one| {
        let found = &one.differences[column];
        let mut row = vec![one.names[1].clone(), or_none(found.base_mean), or_none(found.other_mean)];
        row.extend(cells(found));
        row.push(match one.luck {
            Luck::Shared => format!("{}{}", found.compared[0], left_out(found)),
            Luck::Own(_) => format!("none: {} and {} runs{}", found.compared[0], found.compared[1], left_out(found)),
        });
        row
    });
    Sheet { title: format!("{} [{}], less {base}", outcome.name, outcome.unit), head, words: 1, rows: rows.collect() }
}

const HEAD: [&str; 6] = ["difference", "95 % interval", "spread", "higher", "equal", "narrower"];

fn cells(found: &Difference) -> [String; 6] {
    let pairs = found.pairs.map(|pairs| format!("{} ({})", signed(pairs.median), range(pairs.low90, pairs.high90)));
    [
        signed(found.difference.mean),
        range(found.difference.low, found.difference.high),
        pairs.unwrap_or_else(|| or_none(f64::NAN)),
        percent(found.other_above),
        percent(found.equal),
        found.narrower.map_or_else(String::new, |times| format!("{times:.1} ×")),
    ]
}

/// Of how many runs the numbers do not speak, and why.
fn left_out(found: &Difference) -> String {
    match found.without {
        [0, 0] => String::new(),
        [base, other] => format!(" ({} compared; {base} and {other} runs have none)", found.compared[0]),
    }
}
