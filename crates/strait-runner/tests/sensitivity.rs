//! What moves an outcome and where it comes about, from studies on disk and on the command line.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use strait_runner::analysis::discovery::{CasesOfStudy, Condition, Grouping, Kind, cases_of};
use strait_runner::analysis::sensitivity::Blocks;
use strait_runner::design::Resolution;
use strait_runner::execution::{Experiment, Manner, Sharing, Stop, execute};
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::store::{Done, Layout, ScenarioText, Study, Uncertainty};
use strait_runner::uncertainty::Ensemble;
use support::{assert_same, folder, names, said};
use tempfile::TempDir;

/// A sweep of two axes with this design.
fn write_sweep(folder: &Path, design: &str, seed: u64) {
    let sweep = format!(
        "[sweep]\nname = \"moves\"\nscenario = \"sketch.toml\"\n{design}\nreplicates = 2\nseed = {seed}\n\n\
         [[axis]]\npath = \"home_office.selection.share\"\nrange = [0.02, 0.2]\n\n\
         [[axis]]\npath = \"home_office.flights.seats_per_flight\"\nvalues = [1.0, 10.0]\n"
    );
    fs::write(folder.join("moves.toml"), sweep).expect("a sweep");
}

const SCREENING: &str = "design = \"morris\"\ntrajectories = 3";

/// A share of the variance of arrivals.
fn value(csv: &str, quantity: &str) -> f64 {
    let start = format!("arrivals,,{quantity},");
    let line = csv.lines().find_map(|line| line.strip_prefix(start.as_str()));
    let line = line.unwrap_or_else(|| panic!("no {start} in\n{csv}"));
    line.split(',').next().and_then(|cell| cell.parse().ok()).expect("a number")
}

#[test]
fn a_sweep_is_run_once_as_strait_sweep_runs_it_and_other_results_are_left_alone() {
    let folder = folder();
    let folder = folder.path();
    write_sweep(folder, SCREENING, 4);
    let asked = ["sensitivity", "moves.toml", "--outcome", "returned", "--out", "out"];
    let (first, _) = said(folder, &asked, 0);
    assert!(
        first.starts_with("moves: 9 points × 2 replicates = 18 runs\n\nreturned [people]\nOf the variance"),
        "{first}"
    );
    assert!(first.contains("home_office.selection.share") && first.contains("Intervals do not hold"), "{first}");
    said(folder, &["sweep", "moves.toml", "--out", "swept"], 0);
    assert_same(&folder.join("out"), &folder.join("swept"), &["runs.parquet", "daily.parquet", "people.parquet"]);
    assert_eq!(names(&folder.join("out/figures")), ["screening-returned.png", "screening-returned.svg"]);

    let manifest = fs::read(folder.join("out/manifest.json")).expect("a manifest");
    assert_eq!(said(folder, &asked, 0).0, first);
    assert!(manifest == fs::read(folder.join("out/manifest.json")).expect("a manifest"), "it was run again");

    write_sweep(folder, SCREENING, 5);
    let (_, other) = said(folder, &asked, 2);
    assert!(other.contains("holds the results of another study") && other.contains("seed"), "{other}");
    write_sweep(folder, "design = \"grid\"", 4);
    fs::write(
        folder.join("moves.toml"),
        fs::read_to_string(folder.join("moves.toml")).expect("a sweep").replace("range = [", "values = ["),
    )
    .expect("a sweep");
    let (_, grid) = said(folder, &asked, 2);
    assert!(
        grid.contains("found \"grid\", allowed for a sensitivity analysis is \"morris\" or \"saltelli\""),
        "{grid}"
    );
    let (_, unknown) = said(folder, &["sensitivity", "moves.toml", "--outcome", "retruned"], 2);
    assert!(unknown.contains("did you mean `returned`?"), "{unknown}");
}

/// Selection comes after arrival: without deterrence it changes arrivals by the few who are returned and come again.
#[test]
fn what_comes_before_the_axes_is_almost_all_luck() {
    let folder = folder();
    let folder = folder.path();
    write_sweep(folder, "design = \"saltelli\"\nbase = 4", 4);
    let (csv, _) = said(folder, &["sensitivity", "moves.toml", "--outcome", "arrivals", "--format", "csv"], 0);
    assert!(csv.starts_with("outcome,axis,quantity,value,low,high\n"), "{csv}");
    assert!(value(&csv, "share_of_parameters").abs() < 0.001 && value(&csv, "share_of_luck") > 0.99, "{csv}");
}

const ENSEMBLE: &str = "draw,weight,sea.persistence,sea.crossing_day_share\n\
    0,1,0.30,0.28 0.30 0.43 0.40 0.52 0.61 0.59 0.51 0.56 0.44 0.31 0.27\n\
    1,1,0.50,0.27 0.31 0.44 0.39 0.52 0.60 0.60 0.52 0.55 0.44 0.32 0.26\n";

/// A study of three axes (a number, a date and a choice) over two draws, of which two runs failed and one has no outcome.
fn study(folder: &Path) -> (PathBuf, CasesOfStudy) {
    let file = folder.join("ensemble.csv");
    fs::write(&file, ENSEMBLE).expect("an ensemble");
    let ensemble = Ensemble::read(&file).expect("a sound ensemble");
    let uncertainty =
        Uncertainty { ensemble: file.display().to_string(), ..Uncertainty::of(&ensemble, &[ScenarioFile::baseline()]) };
    let point = |number: i64| {
        let day: toml::value::Datetime = format!("2026-01-{:02}", number + 1).parse().expect("a date");
        vec![
            ("beds".to_owned(), (100 * number).into()),
            ("agreement.end".to_owned(), day.into()),
            ("rule".to_owned(), if number % 2 == 0 { "even" } else { "odd" }.into()),
        ]
    };
    let experiment = Experiment {
        name: "test".to_owned(),
        scenario: ScenarioText::new("baseline".to_owned(), "[run]\n".to_owned()),
        alternatives: Vec::new(),
        answer: None,
        uncertainty: Some(uncertainty),
        observed: None,
        design: "list".to_owned(),
        from: None,
        layout: Layout {
            seed: 7,
            draws: vec![0, 1],
            axes: ["beds", "agreement.end", "rule"].map(str::to_owned).to_vec(),
            points: (0..30).map(point).collect(),
            outcomes: vec!["returned".to_owned()],
        },
        replicates: 2,
        resolution: Resolution::Weekly,
    };
    let out = folder.join("out");
    let sharing = Sharing { threads: 2, at_once: 2, memory_a_run: u64::MAX };
    let stop = Stop::default();
    let manner = Manner { out: &out, with_csv: false, sharing, restart: false, stop: &stop };
    execute(&experiment, manner, |point, replicate| match (point, replicate) {
        (3, 0) | (4, 1) => Err("too few beds".to_owned()),
        (5, 0) => Ok(Done { outcomes: vec![f64::NAN], rows: Vec::new(), groups: Vec::new() }),
        _ => Ok(Done { outcomes: vec![(10 * point) as f64 + replicate as f64], rows: Vec::new(), groups: Vec::new() }),
    })
    .expect("the study runs");
    let study = Study::open(&out).expect("a study");
    let cases = cases_of(&study, "returned", Condition::AtLeast(100.0)).expect("cases");
    (out, cases)
}

#[test]
fn cases_have_the_axes_and_what_the_ensemble_draws_and_say_what_is_missing() {
    let folder = TempDir::new().expect("a temporary folder");
    let (out, found) = study(folder.path());
    assert_eq!((found.runs, found.failed, found.without_value, found.range), (60, 2, 1, (0.0, 291.0)));
    let cases = &found.cases;
    assert_eq!((cases.len(), cases.occurring()), (57, 40));
    let of = |name: &str| cases.dimensions.iter().find(|dimension| dimension.name == name).expect("a dimension");
    assert_eq!((of("beds").values[2], of("beds").grouping), (100.0, Grouping::Points));
    // 1 January 2026 is 20,454 days after 1970 began.
    assert_eq!((of("agreement.end").values[0], &of("agreement.end").kind), (20_454.0, &Kind::Date));
    assert_eq!(of("rule").kind, Kind::Choice(vec!["even".to_owned(), "odd".to_owned()]));
    assert_eq!(
        (&of("sea.persistence").values[..2], of("sea.persistence").grouping),
        (&[0.3, 0.5][..], Grouping::Draws)
    );
    // Places of a list that all draws have alike are no uncertainty.
    assert_eq!(of("sea.crossing_day_share 1").values[1], 0.27);
    assert!(cases.dimensions.iter().all(|dimension| dimension.name != "sea.crossing_day_share 5"));

    // An ensemble that is another by now would give draws that no run took.
    fs::write(folder.path().join("ensemble.csv"), ENSEMBLE.replace("0.50,", "0.51,")).expect("another ensemble");
    let again = cases_of(&Study::open(&out).expect("a study"), "returned", Condition::AtMost(99.0)).expect("cases");
    assert_eq!(again.cases.dimensions.len(), 3);
    assert!(again.notes[0].contains("no longer there with SHA-256"), "{:?}", again.notes);
}

#[test]
fn failed_runs_of_a_study_take_their_blocks_with_them() {
    let folder = TempDir::new().expect("a temporary folder");
    let (out, _) = study(folder.path());
    let runs = Study::open(&out).expect("a study").run_columns(&["status", "message", "returned"]).expect("runs");
    // Points 3, 4 and 5 are in two of fifteen blocks of two points, and in one of ten of three.
    let kept = Blocks::of(&runs, "returned", 3, 2).expect("a tenth is lost");
    assert_eq!((kept.len(), kept.lost.blocks, kept.lost.failed_runs, kept.lost.runs_without_value), (9, 1, 2, 1));
    let refused = Blocks::of(&runs, "returned", 2, 2).expect_err("more than a tenth of the design").to_string();
    assert!(refused.starts_with("2 of 15 blocks of points are left out: 2 runs failed, 1 run did not"), "{refused}");
    assert!(
        refused.ends_with("\n  point 3, replicate 0: too few beds\n  point 4, replicate 1: too few beds"),
        "{refused}"
    );
}

#[test]
fn where_an_outcome_comes_about_is_said_in_words_and_numbers() {
    let folder = folder();
    let folder = folder.path();
    write_sweep(folder, "design = \"lhs\"\npoints = 24", 4);
    said(folder, &["sweep", "moves.toml", "--out", "out"], 0);
    let ask = |more: &[&str], status: i32| {
        said(folder, &[&["discover", "out", "--outcome", "returned"][..], more].concat(), status)
    };
    let (json, _) = ask(&["--at-least", "0", "--format", "json"], 2);
    assert!(json.is_empty());
    let (_, always) = ask(&["--at-least", "0"], 2);
    assert!(
        always.contains("returned: it occurs in every one of 48 runs: there is nothing to tell apart; it lies between")
    );
    let runs = Study::open(&folder.join("out")).and_then(|study| study.run_columns(&["returned"])).expect("runs");
    let mut returned = runs.numbers("returned").expect("numbers");
    returned.sort_by(f64::total_cmp);
    let middle = returned[24].to_string();
    let (text, _) = ask(&["--at-least", &middle], 0);
    assert!(text.contains(&format!("returned is at least {middle} people in ")), "{text}");
    let found = "Where home_office.flights.seats_per_flight is above 5.50, it is so in 100 % of runs (density), and 100 % of all";
    assert!(text.contains(found), "{text}");
    let (json, _) = ask(&["--at-least", &middle, "--format", "json"], 0);
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&found["limits"][0]["low"], found["limits"].as_array().map(Vec::len)), (&5.5.into(), Some(1)));
    // Twelve points of twenty-four, each with one chance in two; their runs do not count twice.
    let quasi_p = found["limits"][0]["quasi_p"].as_f64().expect("a number");
    assert!((quasi_p / 0.5_f64.powi(12) - 1.0).abs() < 1e-9, "{quasi_p}");
    let (csv, _) = ask(&["--at-least", &middle, "--format", "csv"], 0);
    assert!(csv.contains("\nhome_office.flights.seats_per_flight,5.5,,,0.000244140625"), "{csv}");
    ask(&[], 2);
    ask(&["--at-least", "nan"], 2);
}
