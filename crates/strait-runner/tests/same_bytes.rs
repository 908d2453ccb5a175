//! How a study is run and what is made of it changes no byte of its data; too large a study ends before memory does.

#![cfg(unix)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{folder, said, strait};

fn data(folder: &Path, out: &str) -> [Vec<u8>; 3] {
    let files = ["runs.parquet", "daily.parquet", "people.parquet"];
    files.map(|name| fs::read(folder.join(out).join(name)).expect("a data file"))
}

#[test]
fn threads_formats_charts_and_resolutions_change_no_result() {
    let folder = folder();
    let folder = folder.path();
    let run = |out: &str, words: &[&str]| {
        said(folder, &[&["run", "sketch.toml", "--replicates", "5", "--out", out][..], words].concat(), 0);
        data(folder, out)
    };
    let usual = run("usual", &[]);
    assert_eq!(run("one-at-a-time", &["--threads", "3", "--runs-at-once", "1"]), usual);
    assert_eq!(run("csv", &["--format", "csv"]), usual);
    said(folder, &["chart", "usual"], 0);
    assert_eq!(data(folder, "usual"), usual, "drawing charts changed data");
    // Outcomes are of days, whatever rows are kept.
    assert_eq!(run("weekly", &["--resolution", "weekly"])[0], usual[0]);
}

#[test]
fn fingerprints_tell_where_two_runs_part() {
    let folder = folder();
    let lines = |words: &[&str]| -> Vec<String> {
        let all = [&["fingerprint", "sketch.toml"][..], words].concat();
        said(folder.path(), &all, 0).0.lines().map(str::to_owned).collect()
    };
    let (usual, again) = (lines(&[]), lines(&[]));
    assert_eq!(usual, again);
    assert!(usual[0].starts_with("date,luck,northern_france,"), "{}", usual[0]);
    let differs = |line: &str, other: &str| -> Vec<bool> {
        line.split(',').zip(other.split(',')).map(|(one, other)| one != other).collect()
    };
    let more_beds = lines(&["--set", "home_office.detention.beds=1"]);
    let first = usual.iter().zip(&more_beds).position(|(one, other)| one != other).expect("they part");
    let columns: Vec<_> = usual[0].split(',').zip(differs(&usual[first], &more_beds[first])).collect();
    assert!(columns.contains(&("return_pipeline", true)) && columns.contains(&("luck", false)), "{columns:?}");
    let own_luck = lines(&["--seed", "2"]);
    assert!(differs(&usual[1], &own_luck[1])[1], "another seed is other luck");
}

#[cfg(target_os = "linux")]
#[test]
fn a_world_too_large_for_the_memory_is_refused_before_it_is_run() {
    let folder = folder();
    let limited = |words: &str| {
        let line = format!("ulimit -v 3000000; exec {} {words}", env!("CARGO_BIN_EXE_strait"));
        let output = Command::new("sh").current_dir(folder.path()).args(["-c", &line]).output().expect("a shell");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (status, message) = limited("run sketch.toml --threads 1 --set run.scale=3000 --out large");
    assert_eq!(status, Some(1), "{message}");
    assert!(message.contains("not enough memory") && message.contains("smaller run.scale"), "{message}");
    assert!(!folder.path().join("large").exists(), "nothing is begun");
    let (status, message) = limited("run sketch.toml --threads 1 --replicates 2 --out small");
    assert_eq!(status, Some(0), "{message}");
}

#[test]
fn more_people_than_numbers_are_wrong_input() {
    let folder = folder();
    let output = strait(folder.path(), &["run", "sketch.toml", "--set", "run.scale=9999"]);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("run.scale") && message.contains("people come"), "{message}");
}
