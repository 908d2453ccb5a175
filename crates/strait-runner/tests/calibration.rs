//! Fits and back-tests from the command line: what they leave, how they go on, and what they say of bad files.

mod support;

use std::fs;
use std::path::Path;

use support::{assert_same, said};
use tempfile::TempDir;

const PARAMETERS: &str = "
[[parameter]]
path = \"arrivals_in_france.per_year\"
relative_to = \"arrivals_a_year\"
low = 0.8
mode = 1.1
high = 1.7
scale = \"log\"

[[parameter]]
path = \"france.patrols.prevention_share\"
";

const HEAD: &str = "[calibration]\nname = \"small\"\nscenario = \"small.toml\"\nuntil = 2024-12-31\nseed = 1\n\
                    survey = 400\nround = 200\nrounds = 2\nkept = 100\n";

/// A folder with a fit of a tenth of the world, by few runs.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let scenario = "extends = \"baseline.toml\"\n[run]\nscale = 0.1\n";
    fs::write(folder.path().join("small.toml"), scenario).expect("a scenario");
    write_fit(folder.path(), &format!("{HEAD}{PARAMETERS}"));
    folder
}

fn write_fit(folder: &Path, text: &str) {
    fs::write(folder.join("fit.toml"), text).expect("a calibration file");
}

const DATA: [&str; 5] = ["ensemble.csv", "parameters.csv", "correlations.csv", "targets.csv", "rounds.csv"];

#[test]
fn a_fit_leaves_an_ensemble_that_runs_take_whatever_the_threads() {
    let folder = folder();
    let (out, _) = said(folder.path(), &["calibrate", "fit.toml", "--out", "one", "--threads", "1"], 0);
    assert!(out.contains("800 runs") && out.contains("france.patrols.prevention_share"), "{out}");
    // Two years of a tenth of the world tell how many people come a year to within a third.
    let parameters = fs::read_to_string(folder.path().join("one/parameters.csv")).expect("parameters");
    let level = parameters.lines().find(|line| line.starts_with("arrivals_in_france.levels 5,")).expect("a level");
    let median: f64 = level.split(',').nth(6).and_then(|cell| cell.parse().ok()).expect("a median");
    assert!((0.4..2.5).contains(&median), "{level}");
    said(folder.path(), &["calibrate", "fit.toml", "--out", "three", "--threads", "3"], 0);
    assert_same(&folder.path().join("one"), &folder.path().join("three"), &DATA);
    for figure in ["posterior", "correlations"] {
        for ending in ["svg", "png"] {
            assert!(folder.path().join(format!("one/figures/{figure}.{ending}")).exists());
        }
    }
    // The ensemble is one: a run takes it, and a finished fit is not overwritten.
    let run = ["run", "small.toml", "--ensemble", "one/ensemble.csv", "--replicates", "3", "--format", "csv"];
    said(folder.path(), &run, 0);
    let runs = fs::read_to_string(folder.path().join("out/small/runs.csv")).expect("runs");
    assert!(runs.starts_with("point,replicate,seed,draw,"), "{}", &runs[..80]);
    let (_, err) = said(folder.path(), &["calibrate", "fit.toml", "--out", "one"], 2);
    assert!(err.contains("nothing is overwritten"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_fit_that_was_stopped_goes_on_to_the_same_bytes() {
    let folder = folder();
    let kept = folder.path().join("stopped/rounds.json.partial");
    let words = ["calibrate", "fit.toml", "--out", "stopped"];
    let child = support::command(folder.path(), &words).spawn().expect("the command starts");
    while !kept.exists() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let kill = std::process::Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(kill.expect("kill can be run").success());
    let output = child.wait_with_output().expect("a child");
    assert_eq!(output.status.code(), Some(75), "it was stopped");
    // Of another fit it is refused, of this one gone on with.
    write_fit(folder.path(), &format!("{HEAD}{PARAMETERS}").replace("seed = 1", "seed = 2"));
    let (_, err) = said(folder.path(), &words, 2);
    assert!(err.contains("is of another fit") && err.contains("--restart"), "{err}");
    write_fit(folder.path(), &format!("{HEAD}{PARAMETERS}"));
    said(folder.path(), &words, 0);
    said(folder.path(), &["calibrate", "fit.toml", "--out", "whole"], 0);
    assert_same(&folder.path().join("whole"), &folder.path().join("stopped"), &DATA);
    assert!(!kept.exists());
}

#[test]
fn a_back_test_scores_forecasts_and_fills_a_page() {
    let folder = folder();
    let file = "[validation]\nname = \"small\"\ncalibration = \"fit.toml\"\norigins = [2023-12-31, 2024-12-31]\n\
                exchange_origins = [2025-10-31]\nreplicates = 20\n";
    fs::write(folder.path().join("back.toml"), file).expect("a validation file");
    let blocks =
        ["averages", "rivals", "weekly_arrivals", "monthly_arrivals", "weekly_boats", "weekly_prevented", "exchange"];
    let page: String = blocks.iter().map(|name| format!("<!-- strait: {name} -->\n<!-- end: {name} -->\n")).collect();
    fs::write(folder.path().join("page.md"), format!("before\n{page}after\n")).expect("a page");
    let words = ["validate", "back.toml", "--out", "out", "--into", "page.md"];
    let (out, _) = said(folder.path(), &words, 0);
    assert!(out.contains("Weekly arrivals"), "{out}");
    let page = fs::read_to_string(folder.path().join("page.md")).expect("a page");
    assert!(page.starts_with("before\n") && page.ends_with("after\n"));
    assert!(page.contains("31 Dec 2023") && page.contains("Returned"), "{page}");
    for figure in ["back-tests", "pit", "skill"] {
        assert!(folder.path().join(format!("figures/{figure}.png")).exists(), "{figure}");
    }
    // Scores are those of the fits that are there: nothing is fitted again.
    let scores = fs::read(folder.path().join("out/scores.csv")).expect("scores");
    let (_, err) = said(folder.path(), &words, 0);
    assert!(!err.contains("of 800 runs"), "{err}");
    assert_eq!(fs::read(folder.path().join("out/scores.csv")).expect("scores"), scores);
    // Other work is not written over these.
    fs::write(folder.path().join("back.toml"), file.replace("replicates = 20", "replicates = 21")).expect("a file");
    let (_, err) = said(folder.path(), &words, 2);
    assert!(err.contains("other work: nothing is overwritten"), "{err}");
    assert_eq!(fs::read(folder.path().join("out/scores.csv")).expect("scores"), scores);
}

#[test]
fn what_is_wrong_with_a_file_is_shown_where_it_stands() {
    let folder = folder();
    let path = |wrong: &str| PARAMETERS.replace("france.patrols.prevention_share", wrong);
    let cases: [(String, &[&str]); 13] = [
        (
            format!("{HEAD}{}", path("france.patrols.prevention_shar")),
            &["fit.toml:", "did you mean", "prevention_share"],
        ),
        (format!("{HEAD}{}", path("agreement.enabled")), &["found 0.5", "true or false"]),
        (format!("{HEAD}{}", path("arrivals_in_france.per_year")), &["is fitted already"]),
        (format!("{HEAD}{}", PARAMETERS.replace("low = 0.8", "low = 1.8")), &["low ≤ mode ≤ high"]),
        (
            format!("{HEAD}{}", PARAMETERS.replace("arrivals_a_year", "arrivals_year")),
            &["did you mean \"arrivals_a_year\""],
        ),
        (
            format!("{}{PARAMETERS}", HEAD.replace("survey = 400", "survey = 20")),
            &["calibration.survey", "200 or more"],
        ),
        (format!("{}{PARAMETERS}", HEAD.replace("until", "untill")), &["unknown key", "did you mean `until`"]),
        (format!("{}{PARAMETERS}", HEAD.replace("2024-12-31", "2020-06-30")), &["four years before"]),
        (format!("{}{PARAMETERS}", HEAD.replace("kept = 100", "kept = 210")), &["no more than the 200 runs"]),
        (format!("{HEAD}{}", path("sea.persistence")), &["set by the fit itself"]),
        (
            format!("{HEAD}{}", path("home_office.flights.weekly_flights")),
            &["set by the scenario's intervention of 2025-"],
        ),
        (format!("{HEAD}{}high = 1.5\n", PARAMETERS), &["found 1.5", "from 0 to 1"]),
        (HEAD.to_owned(), &["[[parameter]]"]),
    ];
    for (text, expected) in cases {
        write_fit(folder.path(), &text);
        let (_, err) = said(folder.path(), &["calibrate", "fit.toml", "--out", "bad"], 2);
        assert!(expected.iter().all(|word| err.contains(word)), "{expected:?}\n{err}");
    }
    let file = "[validation]\nname = \"small\"\ncalibration = \"fat.toml\"\norigins = []\nreplicates = 3\n";
    fs::write(folder.path().join("back.toml"), file).expect("a validation file");
    let (_, err) = said(folder.path(), &["validate", "back.toml"], 2);
    assert!(
        err.contains("fat.toml: no such file") && err.contains("found no date") && err.contains("20 or more"),
        "{err}"
    );
}
