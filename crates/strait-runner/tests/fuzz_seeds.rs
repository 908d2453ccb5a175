//! What the fuzzers of `fuzz/` run, over every seed and everything they have found: none of it may come back.

#[allow(unreachable_pub, reason = "the fuzzers take them from a library")]
#[path = "../../../fuzz/targets/mod.rs"]
mod targets;

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use targets::TARGETS;

/// Longest that one input may take; the fuzzers allow less, in a release build.
const INPUT_MAX: Duration = Duration::from_secs(60);

/// The seeds and findings of a target.
fn inputs(target: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let mut inputs = Vec::new();
    for folder in [root.join("seeds").join(target), root.join("findings").join(target)] {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        inputs.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    inputs.sort();
    inputs
}

/// Each target in a process of its own: what it says would drown all else, and it may end in a crash.
#[test]
fn no_seed_and_nothing_once_found_makes_a_reader_fail() {
    let run = |target: &str| {
        let mut child = Command::new(std::env::current_exe().expect("a program"));
        child.args(["--exact", "one_target", "--ignored"]).env("STRAIT_FUZZ_TARGET", target);
        child.stdout(Stdio::null()).stderr(Stdio::piped()).output().expect("a child")
    };
    for (target, _) in TARGETS {
        assert!(!inputs(target).is_empty(), "no seeds for {target}");
        let output = run(target);
        assert!(output.status.success(), "{target}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
#[ignore = "a part of the other test"]
fn one_target() {
    let wanted = std::env::var("STRAIT_FUZZ_TARGET").expect("a target");
    let (_, run) = TARGETS.iter().find(|(name, _)| *name == wanted).expect("a target");
    for input in inputs(&wanted) {
        let bytes = fs::read(&input).expect("an input");
        let name = input.display().to_string();
        let clock = Instant::now();
        let outcome = std::panic::catch_unwind(|| run(&bytes));
        assert!(outcome.is_ok(), "{name} makes it panic");
        assert!(clock.elapsed() < INPUT_MAX, "{name} takes {:?}", clock.elapsed());
    }
}

/// Seeds that are made of results: to be made anew when the format of these changes. They hold the command that made them,
/// so that is one without a path.
#[test]
#[ignore = "writes into fuzz/seeds: cargo test -p strait-runner --test fuzz_seeds -- --ignored write_the_seeds"]
fn write_the_seeds_that_are_made_of_results() {
    const NAME: &str = "write_the_seeds_that_are_made_of_results";
    if std::env::args().next().is_some_and(|program| program != "strait") {
        let mut child = Command::new(std::env::current_exe().expect("a program"));
        let status = child.arg0("strait").args(["--exact", NAME, "--ignored"]).status().expect("a child");
        assert!(status.success());
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds");
    for (name, bytes) in targets::seeds() {
        fs::write(folder.join(name), bytes).expect("a seed");
    }
}
