//! Studies that are stopped, killed and disturbed go on and leave the bytes of one that never was.

#![cfg(unix)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use support::{Numbers, SWEEP, assert_same, command, folder, names, rewrite_header, said, write_sweep};

/// What a study leaves that was asked for CSV files.
const ALL_FILES: [&str; 7] =
    ["daily.csv", "daily.parquet", "manifest.json", "people.csv", "people.parquet", "runs.csv", "runs.parquet"];
const DATA: [&str; 3] = ["runs.parquet", "daily.parquet", "people.parquet"];
const ALL_DATA: [&str; 6] = ["runs.parquet", "daily.parquet", "people.parquet", "runs.csv", "daily.csv", "people.csv"];
const JOURNAL: &str = "runs.journal";

/// Kills the command after a while, again and again, until it finishes; says how often it was killed.
///
/// Killed after its results were whole, it is refused when run again, since nothing finished is overwritten.
fn kill_until_finished(folder: &Path, words: &[&str], results: &str, numbers: &mut Numbers) -> u32 {
    for killed in 0..100 {
        let mut child = command(folder, words).spawn().expect("the command starts");
        // Ever later: on a busy machine it may need long to get to work at all.
        sleep(Duration::from_millis(10 + numbers.below(150) + 5 * u64::from(killed)));
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
fn killed_at_ten_moments_of_its_life_it_goes_on_to_the_same_bytes() {
    const MOMENTS: u32 = 10;
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fn words(out: &str) -> Vec<&str> {
        vec!["sweep", SWEEP, "--replicates", "25", "--threads", "2", "--format", "csv", "--out", out]
    }
    let clock = Instant::now();
    said(folder.path(), &words("whole"), 0);
    let life = clock.elapsed();
    let mut numbers = Numbers(20_250_806);
    let mut went_on = 0;
    for moment in 0..MOMENTS {
        let out = format!("out-{moment}");
        // One in each tenth of its life; earlier when it turns out to live shorter.
        let mut wait = life * (1000 * moment + numbers.below(1000) as u32) / (1000 * MOMENTS);
        while !killed_after(wait, folder.path(), &words(&out)) {
            fs::remove_dir_all(path(&out)).expect("finished results");
            wait = wait * 3 / 4;
        }
        let output = support::strait(folder.path(), &words(&out));
        let err = String::from_utf8_lossy(&output.stderr);
        // Killed in its last step its results are whole, and nothing finished is overwritten.
        let whole = output.status.code() == Some(2) && err.contains("holds finished results");
        assert!(output.status.success() || whole, "killed after {wait:?}: {err}");
        went_on += u32::from(err.contains("of 50 runs were done before"));
        assert_same(&path("whole"), &path(&out), &ALL_DATA);
        assert_eq!(names(&path(&out)), ALL_FILES);
    }
    assert!(went_on >= MOMENTS / 2, "after {went_on} kills only was there anything to go on with");
}

/// Kills the command with so much of its life behind it; says whether it was still alive.
fn killed_after(wait: Duration, folder: &Path, words: &[&str]) -> bool {
    let mut child = command(folder, words).spawn().expect("the command starts");
    sleep(wait);
    let alive = child.try_wait().expect("a child").is_none();
    child.kill().expect("a child");
    child.wait().expect("a child");
    alive
}

#[test]
fn killed_again_and_again_it_gets_to_the_same_bytes() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    said(folder.path(), &["sweep", SWEEP, "--out", "whole"], 0);
    let mut numbers = Numbers(1);
    let words = ["sweep", SWEEP, "--out", "out"];
    let mut killed = kill_until_finished(folder.path(), &words, "out/manifest.json", &mut numbers);
    assert_same(&path("whole"), &path("out"), &DATA);
    for index in 0..2 {
        let shard = format!("{index}/2");
        let words = ["sweep", SWEEP, "--threads", "1", "--shard", &shard, "--out", "shards"];
        killed += kill_until_finished(folder.path(), &words, "", &mut numbers);
    }
    said(folder.path(), &["collect", "shards", "--out", "joined"], 0);
    assert_same(&path("whole"), &path("joined"), &DATA);
    assert!(killed > 1, "killed {killed} times only");
}

/// Runs the command where no file may grow beyond so many blocks of 512 bytes, as on a disk that is full then: the system
/// takes what still fits and refuses the rest.
#[cfg(target_os = "linux")]
fn on_a_full_disk(blocks: u64, folder: &Path, words: &[&str]) -> (Option<i32>, String) {
    let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.current_dir(folder).args(["-c", &line, env!("CARGO_BIN_EXE_strait")]).args(words);
    let output = shell.output().expect("a shell");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_costs_nothing_that_was_done() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let blocks = |name: &str| fs::metadata(path(name)).expect("a file").len() / 512;
    fn csv(out: &str) -> [&str; 8] {
        ["sweep", SWEEP, "--threads", "1", "--format", "csv", "--out", out]
    }
    let shard = ["sweep", SWEEP, "--threads", "1", "--shard", "0/1", "--out", "shards"];
    said(folder.path(), &csv("whole"), 0);
    said(folder.path(), &[&shard[..6], &["--out", "undisturbed"]].concat(), 0);
    let journal = blocks("undisturbed/shards/shard-0-of-1.runs");
    let daily = blocks("whole/daily.csv");
    assert!(daily > journal + 8, "{daily} {journal}");

    // Full within the first run, half-way through the journal, and, with the journal whole, in the results.
    for (full, kept) in [(16, None), (journal / 2, Some("of 14")), (daily - 4, Some("14 of 14"))] {
        let out = format!("full-{full}");
        let (status, err) = on_a_full_disk(full, folder.path(), &csv(&out));
        assert_eq!(status, Some(1), "{err}");
        assert!(err.contains(&format!("error: cannot write {out}/")) && err.contains("File too large"), "{err}");
        let told = kept.map(|kept| format!("{kept} runs are done and kept; the same command goes on from there"));
        assert!(told.is_none_or(|told| err.contains(&told)), "{err}");
        assert_eq!(names(&path(&out)), [JOURNAL]);
        let (_, err) = said(folder.path(), &csv(&out), 0);
        assert_eq!(err.contains("of 14 runs were done before"), kept.is_some(), "{err}");
        assert_same(&path("whole"), &path(&out), &ALL_DATA);
    }

    // A shard, and what joins shards.
    let (status, err) = on_a_full_disk(journal / 2, folder.path(), &shard);
    assert!(status == Some(1) && err.contains("of 14 runs are done and kept"), "{err}");
    let (_, err) = said(folder.path(), &shard, 0);
    assert!(err.contains("of 14 runs were done before"), "{err}");
    let collect = ["collect", "shards", "--format", "csv", "--out", "joined"];
    let (status, err) = on_a_full_disk(daily - 4, folder.path(), &collect);
    assert!(status == Some(1) && err.contains("cannot write joined/daily.csv"), "{err}");
    assert!(!path("joined").exists(), "something was left");
    said(folder.path(), &collect, 0);
    assert_same(&path("whole"), &path("joined"), &ALL_DATA);
}

#[test]
fn work_of_another_version_is_refused_until_told_to_begin_anew() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let words = ["sweep", SWEEP, "--threads", "1", "--out", "out"];
    let mut child = begun(folder.path(), &words, "out/runs.journal");
    child.kill().expect("a child");
    child.wait().expect("a child");
    // As another version would have written it: its hash of the study is another too.
    let version = format!("strait = \"{}\"", env!("CARGO_PKG_VERSION"));
    let other = [(version.as_str(), "strait = \"0.0.9\""), ("sha256 = \"", "sha256 = \"0")];
    rewrite_header(&path("out").join(JOURNAL), &other);
    let before = fs::read(path("out").join(JOURNAL)).expect("a journal");
    let told = format!("Strait's version: there 0.0.9, here {}", env!("CARGO_PKG_VERSION"));
    let (_, err) = said(folder.path(), &words, 2);
    assert!(err.contains("is unfinished work of another study") && err.contains(&told), "{err}");
    assert_eq!(fs::read(path("out").join(JOURNAL)).expect("a journal"), before, "it was touched");
    said(folder.path(), &[&words[..], &["--restart"]].concat(), 0);
    said(folder.path(), &["sweep", SWEEP, "--out", "whole"], 0);
    assert_same(&path("whole"), &path("out"), &DATA);

    // A finished shard is neither run again nor joined.
    let shard = ["sweep", SWEEP, "--shard", "0/1", "--out", "shards"];
    said(folder.path(), &shard, 0);
    rewrite_header(&path("shards/shards/shard-0-of-1.runs"), &other);
    assert!(said(folder.path(), &shard, 2).1.contains(&told));
    let (_, err) = said(folder.path(), &["collect", "shards", "--out", "joined"], 2);
    assert!(err.contains("was not made by this version of strait") && err.contains(&told), "{err}");
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
