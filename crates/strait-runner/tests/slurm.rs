//! A sweep is prepared for a cluster, and what could not be run or joined there is refused before anything is submitted.
//!
//! A real Slurm is in `.ci/cluster`.

#![cfg(unix)]

mod support;

use std::fs;
use std::process::Stdio;

use support::{SWEEP, command, folder, names, said, write_sweep};

/// As the command is given here: seven replicates of two points in 13 shards.
const WORDS: [&str; 6] = ["slurm", SWEEP, "--tasks", "13", "--out", "out"];

#[test]
fn what_is_missing_is_what_would_be_submitted() {
    let folder = folder();
    let dry_run = [&WORDS[..], &["--dry-run"]].concat();
    assert!(said(folder.path(), &dry_run, 0).0.contains("13 of 13 shards would be submitted: --array=0-12\n"));
    assert_eq!(names(&folder.path().join("out/slurm")), ["array.sh", "collect.sh"]);
    let shard = |index: u64| {
        let shard = format!("{index}/13");
        said(folder.path(), &["sweep", SWEEP, "--shard", &shard, "--out", "out"], 0);
    };
    [0, 1, 2, 4, 5, 6, 8].into_iter().for_each(shard);
    assert!(said(folder.path(), &dry_run, 0).0.contains("6 of 13 shards would be submitted: --array=3,7,9-12\n"));
    [3, 7, 9, 10, 11, 12].into_iter().for_each(shard);
    assert!(said(folder.path(), &dry_run, 0).0.contains("no shard is missing"));
    // The scripts are not in the way of the results, and with these nothing is left to do, Slurm or not.
    said(folder.path(), &["collect", "out", "--out", "out"], 0);
    assert!(said(folder.path(), &WORDS, 0).0.contains("all is there: nothing is submitted"));
}

#[test]
fn without_slurm_it_says_what_to_do() {
    let folder = folder();
    let output = command(folder.path(), &WORDS).env("PATH", "").stderr(Stdio::piped()).output().expect("the command");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("sbatch is not there") && err.contains("scripts are in out/slurm"), "{err}");
    assert!(err.contains("--shard I/N"), "{err}");
}

#[test]
fn what_could_not_be_joined_is_refused_before_it_is_submitted() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let refused = |words: &[&str]| said(folder.path(), &[&["slurm", SWEEP, "--out", "out"], words].concat(), 2).1;
    assert!(refused(&["--tasks", "15"]).contains("--tasks: found 15, allowed is from 1 to the number of runs, 14"));
    assert!(refused(&["--tasks", "2", "--time", "2"]).contains("5 minutes or more"));
    assert!(refused(&["--tasks", "2", "--partition", "a b"]).contains("letters, digits"));
    assert!(!path("out").exists(), "nothing is written for wrong input");

    said(folder.path(), &["sweep", SWEEP, "--shard", "0/2", "--out", "out"], 0);
    let count = refused(&["--tasks", "3"]);
    assert!(count.contains("shard-0-of-2.runs is one of 2 shards, here there are 3"), "{count}");
    write_sweep(folder.path(), 12);
    let seed = refused(&["--tasks", "2"]);
    assert!(seed.contains("is a shard of another study:\n  seed: there 11, here 12"), "{seed}");
    let (finished, working) = (path("out/shards/shard-0-of-2.runs"), path("out/shards/shard-0-of-2.runs.partial"));
    fs::rename(&finished, &working).expect("a shard");
    let seed = refused(&["--tasks", "2"]);
    assert!(seed.contains("is unfinished work of another study:\n  seed: there 11, here 12"), "{seed}");
    write_sweep(folder.path(), 11);
    let whole = fs::read(&working).expect("a shard");
    fs::write(&finished, &whole[..whole.len() - 1]).expect("a shard");
    let damaged = refused(&["--tasks", "2"]);
    assert!(damaged.contains("is damaged: 6 of 7 runs can be read"), "{damaged}");
    fs::write(&finished, whole).expect("a shard");
    fs::write(path("out/notes.txt"), "mine").expect("a file");
    let in_the_way = refused(&["--tasks", "2"]);
    assert!(in_the_way.contains("out is not empty: nothing is overwritten"), "{in_the_way}");
    assert!(!path("out/slurm").exists());
}
