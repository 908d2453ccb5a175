//! Studies that are stopped, killed and disturbed go on and leave the bytes of one that never was.

#![cfg(unix)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use support::{Numbers, SWEEP, assert_same, command, folder, names, said, write_sweep};

const DATA: [&str; 2] = ["runs.parquet", "daily.parquet"];
const JOURNAL: &str = "runs.journal";

/// Kills the command after a while, again and again, until it finishes; says how often it was killed.
///
/// Killed after its results were whole, it is refused when run again, since nothing finished is overwritten.
fn kill_until_finished(folder: &Path, words: &[&str], results: &str, numbers: &mut Numbers) -> u32 {
    for killed in 0..100 {
        let mut child = command(folder, words).spawn().expect("the command starts");
        sleep(Duration::from_millis(10 + numbers.below(150)));
        if let Some(status) = child.try_wait().expect("a child") {
            let whole = killed > 0 && !results.is_empty() && folder.join(results).exists();
            assert!(status.success() || (whole && status.code() == Some(2)), "{status}");
            return killed;
        }
        child.kill().expect("a child");
        child.wait().expect("a child");
    }
    panic!("it never finished");
}

/// Starts the command and waits until its journal holds something.
fn begun(folder: &Path, words: &[&str], journal: &str) -> std::process::Child {
    let child = command(folder, words).spawn().expect("the command starts");
    // More than the header: a run or two. A test that waits in vain is ended by whoever runs it.
    while fs::metadata(folder.join(journal)).map_or(0, |about| about.len()) < 40_000 {
        sleep(Duration::from_millis(5));
    }
    child
}

fn terminate(child: &std::process::Child) {
    let status = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(status.expect("kill can be run").success());
}

#[test]
fn killed_at_any_moment_it_goes_on_to_the_same_bytes() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    said(folder.path(), &["sweep", SWEEP, "--out", "whole"], 0);
    let mut numbers = Numbers(1);
    let mut killed = 0;
    for turn in 0..4 {
        let out = format!("out-{turn}");
        killed += kill_until_finished(
            folder.path(),
            &["sweep", SWEEP, "--out", &out],
            &format!("{out}/manifest.json"),
            &mut numbers,
        );
        assert_same(&path("whole"), &path(&out), &DATA);
        assert_eq!(names(&path(&out)), ["daily.parquet", "manifest.json", "runs.parquet"]);
    }
    for index in 0..2 {
        let shard = format!("{index}/2");
        let words = ["sweep", SWEEP, "--threads", "1", "--shard", &shard, "--out", "shards"];
        killed += kill_until_finished(folder.path(), &words, "", &mut numbers);
    }
    said(folder.path(), &["collect", "shards", "--out", "joined"], 0);
    assert_same(&path("whole"), &path("joined"), &DATA);
    assert!(killed > 3, "killed {killed} times only");
}

#[test]
fn told_to_stop_it_keeps_what_is_done_and_goes_on() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let words = ["run", "sketch.toml", "--replicates", "40", "--threads", "2", "--out", "out"];
    said(folder.path(), &["run", "sketch.toml", "--replicates", "40", "--out", "whole"], 0);

    let mut child = begun(folder.path(), &words, "out/runs.journal");
    let (_, busy) = said(folder.path(), &words, 2);
    assert!(busy.contains("is being written by another strait"), "{busy}");
    terminate(&child);
    assert_eq!(child.wait().expect("a child").code(), Some(75));
    assert_eq!(names(&path("out")), [JOURNAL]);

    let (_, err) = said(folder.path(), &words, 0);
    assert!(err.contains(" of 40 runs were done before"), "{err}");
    assert_same(&path("whole"), &path("out"), &DATA);

    // Told twice it does not wait, and is no worse for it.
    let words = ["run", "sketch.toml", "--replicates", "40", "--threads", "2", "--out", "twice"];
    let mut child = begun(folder.path(), &words, "twice/runs.journal");
    terminate(&child);
    terminate(&child);
    assert!(matches!(child.wait().expect("a child").code(), Some(75 | 143)));
    said(folder.path(), &words, 0);
    assert_same(&path("whole"), &path("twice"), &DATA);
}

#[test]
fn another_study_is_refused_and_nothing_touched_until_told_to_begin_anew() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let words = ["sweep", SWEEP, "--threads", "1", "--out", "out"];
    let mut child = begun(folder.path(), &words, "out/runs.journal");
    child.kill().expect("a child");
    child.wait().expect("a child");
    let before = (names(&path("out")), fs::read(path("out").join(JOURNAL)).expect("a journal"));

    write_sweep(folder.path(), 12);
    let scenario = fs::read_to_string(path("sketch.toml")).expect("a scenario");
    fs::write(path("sketch.toml"), scenario.replace("0.2", "0.1")).expect("a scenario");
    let (_, err) = said(folder.path(), &words, 2);
    assert!(
        err.contains("seed: there 11, here 12") && err.contains("scenario.run.scale: there 0.2, here 0.1"),
        "{err}"
    );
    assert!(err.contains("--out") && err.contains("--restart"), "{err}");
    let (_, err) = said(folder.path(), &["sweep", SWEEP, "--replicates", "2", "--out", "out"], 2);
    assert!(err.contains("replicates: there 7, here 2"), "{err}");
    assert_eq!((names(&path("out")), fs::read(path("out").join(JOURNAL)).expect("a journal")), before);

    let (_, err) = said(folder.path(), &[&words[..], &["--restart"]].concat(), 0);
    assert_eq!(err, "", "nothing was gone on with");
    let finished = fs::read(path("out").join(DATA[0])).expect("results");
    said(folder.path(), &["sweep", SWEEP, "--out", "whole"], 0);
    assert_same(&path("whole"), &path("out"), &DATA);
    let (_, err) = said(folder.path(), &[&words[..], &["--restart"]].concat(), 2);
    assert!(err.contains("holds finished results"), "{err}");
    assert_eq!(fs::read(path("out").join(DATA[0])).expect("results"), finished);
}

#[test]
fn a_damaged_journal_costs_runs_and_never_bytes() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    said(folder.path(), &["sweep", SWEEP, "--out", "whole"], 0);
    // All runs of a shard 0/1 are those of the whole, and its journal is kept as it was.
    said(folder.path(), &["sweep", SWEEP, "--shard", "0/1", "--out", "shards"], 0);
    let shard = path("shards/shards/shard-0-of-1.runs");
    let partial = path("shards/shards/shard-0-of-1.runs.partial");
    let whole = fs::read(&shard).expect("a journal");
    let mut numbers = Numbers(7);
    for turn in 0..6 {
        let mut bytes = whole.clone();
        let place = numbers.below(bytes.len() as u64) as usize;
        if turn % 2 == 0 {
            bytes.truncate(place);
        } else {
            bytes[place] ^= 1 << numbers.below(8);
        }
        fs::remove_file(&shard).expect("a journal");
        fs::write(&partial, bytes).expect("a journal");
        let words = ["sweep", SWEEP, "--shard", "0/1", "--out", "shards"];
        let output = support::strait(folder.path(), &words);
        // Where the header is damaged nobody knows what the journal is of: that is for the user to say.
        if output.status.code() == Some(2) {
            assert!(String::from_utf8_lossy(&output.stderr).contains("--restart"));
            said(folder.path(), &[&words[..], &["--restart"]].concat(), 0);
        }
        let out = format!("joined-{turn}");
        said(folder.path(), &["collect", "shards", "--out", &out], 0);
        assert_same(&path("whole"), &path(&out), &DATA);
    }
}
