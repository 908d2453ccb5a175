//! What goes wrong with disks, folders and clocks: each is told clearly, and nothing is lost. A full disk, kills of a study
//! and damaged journals are in `resume.rs`.

#![cfg(unix)]

mod support;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use strait_runner::store::Manifest;
use support::{
    Numbers, SWEEP, assert_same, command, everything, folder, names, rewrite_header, said, strait, write_sweep,
};
use tempfile::TempDir;

/// What a study leaves that was asked for CSV files.
const ALL_FILES: [&str; 7] =
    ["daily.csv", "daily.parquet", "manifest.json", "people.csv", "people.parquet", "runs.csv", "runs.parquet"];
const DATA: [&str; 3] = ["runs.parquet", "daily.parquet", "people.parquet"];

/// A folder with the small sweep, few of its runs in `out`, and the same in shards.
fn swept() -> TempDir {
    let folder = folder();
    let short = "extends = \"baseline.toml\"\n[run]\nend = 2026-03-31\nscale = 0.02\n";
    fs::write(folder.path().join("sketch.toml"), short).expect("a scenario");
    said(folder.path(), &["sweep", SWEEP, "--replicates", "2", "--out", "out"], 0);
    for shard in ["0/2", "1/2"] {
        said(folder.path(), &["sweep", SWEEP, "--replicates", "2", "--shard", shard, "--out", "parts"], 0);
    }
    folder
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Runs the command where a folder cannot be written: as a user without the right to, or, since nothing binds root, on a
/// mount of its own that is read-only. `None` where neither can be had.
fn where_read_only(locked: &str, folder: &Path, words: &[&str]) -> Option<Output> {
    let script = "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && cd . && exec \"$@\"";
    let mut mounted = Command::new("unshare");
    mounted.current_dir(folder).args(["-m", "sh", "-c", script, locked, env!("CARGO_BIN_EXE_strait")]).args(words);
    let can_mount = Command::new("unshare").args(["-m", "mount", "--bind", "/tmp", "/tmp"]).output();
    if can_mount.is_ok_and(|output| output.status.success()) {
        return mounted.output().ok();
    }
    let mut rights = fs::metadata(folder.join(locked)).expect("a folder").permissions();
    let before = rights.clone();
    rights.set_readonly(true);
    fs::set_permissions(folder.join(locked), rights).expect("its owner");
    let binds = File::create(folder.join(locked).join("probe")).is_err();
    let output = binds.then(|| strait(folder, words));
    fs::set_permissions(folder.join(locked), before).expect("its owner");
    output
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_all_in_it_stays() {
    let folder = swept();
    let path = |name: &str| folder.path().join(name);
    // Below a file nobody can write, whoever they are.
    fs::write(path("file"), "mine").expect("a file");
    for words in [
        &["sweep", SWEEP, "--replicates", "1", "--out", "file/out"][..],
        &["run", "sketch.toml", "--out", "file/out"],
        &["collect", "parts", "--out", "file/out"],
        &["report", "out", "--out", "file/page.html"],
    ] {
        let output = strait(folder.path(), words);
        assert!(matches!(output.status.code(), Some(1 | 2)) && err(&output).contains("file"), "{words:?}: {output:?}");
    }
    assert_eq!(fs::read(path("file")).expect("a file"), b"mine");

    fs::create_dir(path("locked")).expect("a folder");
    said(folder.path(), &["sweep", SWEEP, "--replicates", "2", "--out", "locked/done"], 0);
    let before = everything(&path("locked"));
    for words in [
        &["sweep", SWEEP, "--replicates", "1", "--out", "locked/out"][..],
        &["sweep", SWEEP, "--shard", "0/2", "--out", "locked/out"],
        &["run", "sketch.toml", "--out", "locked/out"],
        &["collect", "parts", "--out", "locked/out"],
        &["chart", "locked/done", "--only", "arrivals"],
        &["report", "locked/done"],
        &["bottlenecks", "sketch.toml", "--replicates", "1", "--out", "locked/out"],
    ] {
        let Some(output) = where_read_only("locked", folder.path(), words) else {
            eprintln!("no folder can be locked here: a part of this test is left out");
            return;
        };
        let told = err(&output);
        assert_eq!(output.status.code(), Some(1), "{words:?}: {told}");
        assert!(told.contains("cannot write locked/"), "{words:?}: {told}");
        assert!(told.contains("Read-only") || told.contains("ermission"), "{words:?}: {told}");
    }
    // What only reads needs to write nothing.
    for words in [&["compare", "locked/done"][..], &["collect", "parts", "--out", "elsewhere"]] {
        let output = where_read_only("locked", folder.path(), words).expect("it could be locked before");
        assert!(output.status.success(), "{words:?}: {}", err(&output));
    }
    assert!(everything(&path("locked")) == before, "something in it has changed");
}

#[test]
fn a_folder_of_other_work_is_refused_by_everything_that_writes() {
    let folder = swept();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("mine")).expect("a folder");
    fs::write(path("mine/thesis.txt"), "mine").expect("a file");
    write_sweep(folder.path(), 12);
    for words in [
        &["sweep", SWEEP][..],
        &["sweep", SWEEP, "--restart"],
        &["run", "sketch.toml"],
        &["bottlenecks", "sketch.toml", "--replicates", "1"],
        &["collect", "parts"],
    ] {
        for (out, what) in [("out", "holds finished results"), ("mine", "is not empty")] {
            let before = everything(&path(out));
            let (_, err) = said(folder.path(), &[words, &["--out", out]].concat(), 2);
            assert!(err.contains(what) && err.contains(out), "{words:?}: {err}");
            assert!(everything(&path(out)) == before, "{words:?} changed {out}");
        }
    }
}

/// How a file can be damaged.
const DAMAGE: [&str; 5] = ["empty", "cut", "cut at its end", "garbage", "a bit"];

fn damaged(how: &str, whole: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    match how {
        "empty" => bytes.clear(),
        "cut" => bytes.truncate(bytes.len() / 2),
        "cut at its end" => bytes.truncate(bytes.len() - 1),
        "garbage" => bytes.iter_mut().for_each(|byte| *byte = numbers.below(256) as u8),
        _ => {
            let place = numbers.below(bytes.len() as u64) as usize;
            bytes[place] ^= 1 << numbers.below(8);
        }
    }
    bytes
}

#[test]
fn damaged_results_are_named_by_every_command_that_reads_them_and_left_as_they_are() {
    let folder = swept();
    let path = |name: &str| folder.path().join(name);
    let outcome = ["--outcome", "sustained_returns_per_week", "--at-least", "1"];
    let asked = "\n[answer]\nquestion = \"How many?\"\n[[answer.table]]\nname = \"a\"\ntitle = \"A\"\n\
                 rows = [\"home_office.detention.beds\"]\noutcomes = [\"sustained_returns_per_week\"]\n";
    let sweep = fs::read_to_string(path(SWEEP)).expect("a sweep");
    fs::write(path("asking.toml"), sweep + asked).expect("a sweep");
    let morris = "[sweep]\nname = \"moves\"\nscenario = \"sketch.toml\"\ndesign = \"morris\"\ntrajectories = 2\n\
                  replicates = 1\nseed = 1\n[[axis]]\npath = \"home_office.selection.share\"\nrange = [0.02, 0.2]\n";
    fs::write(path("moves.toml"), morris).expect("a sweep");
    let moves = ["sensitivity", "moves.toml", "--outcome", "returned", "--out", "moves"];
    said(folder.path(), &moves, 0);
    let binds = ["bottlenecks", "sketch.toml", "--replicates", "2", "--out", "binds"];
    said(folder.path(), &binds, 0);
    // For each command the folder that it reads, and which of its files.
    let all = &["manifest.json", "runs.parquet", "daily.parquet"][..];
    let runs = &all[..2];
    let commands: [(Vec<&str>, &str, &[&str]); 8] = [
        (vec!["chart", "out", "--only", "arrivals", "--format", "svg"], "out", all),
        (vec!["report", "out"], "out", all),
        (vec!["compare", "out"], "out", runs),
        ([&["robustness", "out"][..], &outcome].concat(), "out", runs),
        ([&["discover", "out"][..], &outcome].concat(), "out", runs),
        (vec!["answer", "asking.toml", "--replicates", "2", "--out", "out"], "out", runs),
        (moves.to_vec(), "moves", runs),
        (binds.to_vec(), "binds/each", all),
    ];
    let mut numbers = Numbers(3);
    for (words, results, files) in &commands {
        let results = path(results);
        for name in *files {
            let file = results.join(name);
            let whole = fs::read(&file).expect("results");
            for how in DAMAGE {
                let bytes = damaged(how, &whole, &mut numbers);
                // A manifest is text, and ends in a line break that nobody needs.
                if how == "cut at its end" && name.ends_with("json") {
                    continue;
                }
                fs::write(&file, &bytes).expect("results");
                let before = everything(&results);
                let output = strait(folder.path(), words);
                let (told, what) = (err(&output), format!("{words:?} with {name}, {how}"));
                assert!(!told.contains("panicked"), "{what}: {told}");
                // One bit may be one of a number, which nothing can know.
                if how == "a bit" {
                    assert!(matches!(output.status.code(), Some(0..=2)), "{what}: {told}");
                    let _ = fs::remove_dir_all(results.join("figures"));
                    let _ = fs::remove_file(results.join("report.html"));
                } else {
                    assert_eq!(output.status.code(), Some(2), "{what}: {told}");
                    assert!(told.contains(name), "{what}: {told}");
                    assert!(everything(&results) == before, "{what}: something has changed");
                }
            }
            fs::write(&file, &whole).expect("results");
        }
    }
}

#[test]
fn damaged_shards_are_named_and_left_as_they_are() {
    let folder = swept();
    let path = |name: &str| folder.path().join(name);
    let shard = path("parts/shards/shard-1-of-2.runs");
    let whole = fs::read(&shard).expect("a shard");
    let mut numbers = Numbers(4);
    for how in DAMAGE {
        fs::write(&shard, damaged(how, &whole, &mut numbers)).expect("a shard");
        let before = everything(&path("parts"));
        let (_, err) = said(folder.path(), &["collect", "parts", "--out", "joined"], 1);
        assert!(
            err.contains("shards missing: 1\nof 2") && err.contains("shard-1-of-2.runs is left out"),
            "{how}: {err}"
        );
        // It is not run again over what is there, either.
        let words = ["sweep", SWEEP, "--replicates", "2", "--shard", "1/2", "--out", "parts"];
        let (_, err) = said(folder.path(), &words, 2);
        assert!(err.contains("shard-1-of-2.runs") && err.contains("remove the file"), "{how}: {err}");
        assert!(everything(&path("parts")) == before && !path("joined").exists(), "{how}: something has changed");
    }
    fs::remove_file(&shard).expect("a shard");
    let (_, err) = said(folder.path(), &["collect", "parts", "--out", "joined"], 1);
    assert!(err.contains("shards missing: 1\nof 2; run these and collect again. Nothing was written."), "{err}");
    assert!(!path("joined").exists());
}

/// Starts the command and kills it once its journal holds a run or two.
fn killed(folder: &Path, words: &[&str], journal: &Path) {
    let mut child = command(folder, words).spawn().expect("the command starts");
    while fs::metadata(journal).map_or(0, |about| about.len()) < 40_000 {
        sleep(Duration::from_millis(5));
    }
    child.kill().expect("a child");
    child.wait().expect("a child");
}

#[test]
fn a_clock_that_was_set_back_or_forward_changes_nothing() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let data = |name: &str| path(name).join("runs.journal");
    said(folder.path(), &["sweep", SWEEP, "--out", "whole"], 0);
    for (out, clock, seconds) in
        [("back", "1985-01-01T00:00:00Z", 473_385_600), ("on", "2091-01-01T00:00:00Z", 3_818_448_000)]
    {
        let words = ["sweep", SWEEP, "--threads", "1", "--out", out];
        killed(folder.path(), &words, &data(out));
        // As if it had been begun with the clock so: what it notes of the time, and the times of its files.
        let journal = fs::read(data(out)).expect("a journal");
        let length = u32::from_le_bytes([journal[8], journal[9], journal[10], journal[11]]) as usize;
        let header = String::from_utf8_lossy(&journal[16..16 + length]).into_owned();
        let started = header.lines().find(|line| line.starts_with("started = ")).expect("a time");
        rewrite_header(&data(out), &[(started, &format!("started = \"{clock}\""))]);
        let then = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        for entry in fs::read_dir(path(out)).expect("a folder") {
            let file = File::options().write(true).open(entry.expect("an entry").path()).expect("a file");
            file.set_modified(then).expect("its owner");
        }
        let (_, err) = said(folder.path(), &words, 0);
        assert!(err.contains("of 14 runs were done before"), "{err}");
        assert_same(&path("whole"), &path(out), &DATA);
        let manifest = Manifest::read(&path(out)).expect("a manifest");
        assert_eq!(manifest.timings.started, clock);
        // A minute is far more than it takes, and no difference of clocks.
        assert!(manifest.timings.seconds > 0.0 && manifest.timings.seconds < 600.0, "{:?}", manifest.timings);
    }
}

#[test]
fn collecting_can_be_killed_at_any_moment() {
    let folder = swept();
    let path = |name: &str| folder.path().join(name);
    let words = ["collect", "parts", "--format", "csv", "--out", "joined"];
    let before = everything(&path("parts"));
    let mut numbers = Numbers(5);
    let mut interrupted = 0;
    for moment in 0..12 {
        let mut child = command(folder.path(), &words).spawn().expect("the command starts");
        sleep(Duration::from_millis(3 * moment + numbers.below(10)));
        interrupted += u32::from(child.try_wait().expect("a child").is_none());
        child.kill().expect("a child");
        child.wait().expect("a child");
        if path("joined/manifest.json").exists() {
            fs::remove_dir_all(path("joined")).expect("finished results");
        }
    }
    assert!(interrupted > 2, "it was killed {interrupted} times only");
    said(folder.path(), &words, 0);
    assert_same(&path("out"), &path("joined"), &DATA);
    assert_eq!(names(&path("joined")), ALL_FILES);
    assert!(everything(&path("parts")) == before, "the shards have changed");
}

#[test]
fn a_folder_that_is_taken_away_in_the_middle_is_told() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let journal = path("out/runs.journal");
    let mut child = command(folder.path(), &["sweep", SWEEP, "--replicates", "30", "--threads", "1", "--out", "out"]);
    let child = child.stderr(std::process::Stdio::piped()).spawn().expect("the command starts");
    while fs::metadata(&journal).map_or(0, |about| about.len()) < 40_000 {
        sleep(Duration::from_millis(5));
    }
    fs::rename(path("out"), path("moved")).expect("a folder");
    fs::remove_dir_all(path("moved")).expect("a folder");
    let output = child.wait_with_output().expect("a child");
    let told = err(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("out/") && told.contains("No such file") && !told.contains("panicked"), "{told}");
}

#[test]
fn a_folder_behind_a_link_is_as_good_as_the_folder_and_one_study_at_a_time_fills_it() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    said(folder.path(), &["sweep", SWEEP, "--out", "whole"], 0);
    fs::create_dir(path("disk")).expect("a folder");
    std::os::unix::fs::symlink(path("disk"), path("out")).expect("a link");
    let words = ["sweep", SWEEP, "--threads", "1", "--out", "out"];
    let mut child = command(folder.path(), &words).spawn().expect("the command starts");
    while fs::metadata(path("disk/runs.journal")).map_or(0, |about| about.len()) < 40_000 {
        sleep(Duration::from_millis(5));
    }
    for other in
        [&words[..], &["sweep", SWEEP, "--threads", "1", "--out", "disk"], &["run", "sketch.toml", "--out", "disk"]]
    {
        let (_, err) = said(folder.path(), other, 2);
        assert!(err.contains("is being written by another strait"), "{err}");
    }
    assert!(child.wait().expect("a child").success());
    assert_same(&path("whole"), &path("disk"), &DATA);
    said(folder.path(), &["chart", "out", "--only", "arrivals", "--format", "svg"], 0);
    assert_eq!(names(&path("disk/figures")), ["arrivals.svg"]);
}

#[test]
fn a_figure_or_page_that_does_not_fit_on_the_disk_leaves_nothing_in_the_way() {
    let folder = swept();
    let figures: PathBuf = folder.path().join("out/figures");
    for words in [&["chart", "out", "--only", "arrivals"][..], &["report", "out"]] {
        let line = "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"";
        let mut shell = Command::new("sh");
        shell.current_dir(folder.path()).args(["-c", line, env!("CARGO_BIN_EXE_strait")]).args(words);
        let output = shell.output().expect("a shell");
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        assert!(err(&output).contains("cannot write out/"), "{}", err(&output));
        assert!(!figures.exists() || names(&figures).is_empty(), "{:?}", names(&figures));
        assert!(!folder.path().join("out/report.html").exists());
        said(folder.path(), words, 0);
        fs::remove_dir_all(&figures).unwrap_or_default();
    }
}
