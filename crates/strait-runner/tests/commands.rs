//! The command as a shell sees it: exit status, what is on which stream, what is left on disk.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use strait_runner::store::Study;
use tempfile::TempDir;

const SKETCH: &str = "extends = \"baseline.toml\"\n[run]\nend = 2026-03-31\nscale = 0.02\n";

/// A folder with a small scenario and a sweep of it.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("sketch.toml"), SKETCH).expect("a scenario");
    let sweep = "[sweep]\nname = \"beds\"\nscenario = \"sketch.toml\"\ndesign = \"grid\"\nreplicates = 3\nseed = 11\n\
                 resolution = \"weekly\"\n\n[[axis]]\npath = \"home_office.detention.beds\"\nvalues = [20, 400]\n";
    fs::write(folder.path().join("beds.toml"), sweep).expect("a sweep");
    folder
}

fn strait(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_strait"));
    command.current_dir(folder).args(words).output().expect("the command starts")
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refusal(output: &Output, status: i32) -> String {
    assert_eq!(output.status.code(), Some(status));
    assert!(output.stdout.is_empty());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_run_shows_ranges_and_one_run_is_called_a_draw() {
    let folder = folder();
    let text = stdout(&strait(folder.path(), &["run", "sketch.toml", "--replicates", "4"]));
    assert!(text.contains("sustained_returns_per_week") && text.contains("90 % of runs"), "{text}");
    assert!(text.contains("out/sketch"), "{text}");
    let study = Study::open(&folder.path().join("out/sketch")).expect("results");
    assert_eq!((study.manifest().counts.runs, study.manifest().counts.failed), (4, 0));
    assert_eq!(study.manifest().command[1..], ["run", "sketch.toml", "--replicates", "4"]);

    let again = refusal(&strait(folder.path(), &["run", "sketch.toml"]), 2);
    assert!(again.starts_with("error: out/sketch is not empty"), "{again}");

    let text = stdout(&strait(folder.path(), &["run", "sketch.toml", "--replicates", "1", "--out", "one"]));
    assert!(text.contains("one draw") && !text.contains("median"), "{text}");
}

#[test]
fn a_sweep_is_tried_run_and_drawn() {
    let folder = folder();
    let text = stdout(&strait(folder.path(), &["sweep", "beds.toml", "--dry-run"]));
    assert!(text.contains("2 points × 3 replicates = 6 runs") && text.contains("beds = 400"), "{text}");
    assert!(!folder.path().join("out").exists(), "a dry run leaves nothing");

    let text = stdout(&strait(folder.path(), &["sweep", "beds.toml", "--format", "csv", "--threads", "2"]));
    assert!(text.contains("returns a week") && text.contains("strait chart out/beds"), "{text}");
    let runs = fs::read_to_string(folder.path().join("out/beds/runs.csv")).expect("a CSV file");
    assert!(runs.starts_with("point,replicate,seed,status,message,home_office.detention.beds,sustained_returns"));
    assert_eq!(runs.lines().count(), 7);

    let drawn = stdout(&strait(folder.path(), &["chart", "out/beds", "--format", "svg", "--only", "sustained"]));
    assert_eq!(drawn, "out/beds/figures/sustained.svg\n");
    let figure = folder.path().join(drawn.trim_end());
    assert_eq!(stdout(&strait(folder.path(), &["chart", "out/beds", "--format", "svg", "--only", "sustained"])), drawn);
    let drawn = stdout(&strait(
        folder.path(),
        &[
            "chart", "out/beds", "--format", "svg", "--theme", "print", "--size", "column", "--point", "1", "--only",
            "flow",
        ],
    ));
    assert_eq!(drawn, "out/beds/figures/print-column/point-1/flow.svg\n");
    let flow = fs::read_to_string(folder.path().join(drawn.trim_end())).expect("a figure");
    assert!(flow.contains("beds, point 1: home_office.detention.beds = 400") && flow.contains("3 replicates"));
    let drawn = stdout(&strait(folder.path(), &["chart", "out/beds", "--format", "svg", "--metric", "detained"]));
    assert_eq!(drawn, "out/beds/figures/fan/detained.svg\nout/beds/figures/scenarios/detained.svg\n");
    for (words, told) in [
        (["--metric", "detaned"], "did you mean `detained`?"),
        (["--point", "2"], "they have 0 to 1"),
        (["--only", "pie"], "no chart is named `pie`"),
    ] {
        let message = refusal(&strait(folder.path(), &[&["chart", "out/beds"][..], &words].concat()), 2);
        assert!(message.contains(told), "{message}");
    }

    fs::write(&figure, "mine").expect("a file");
    let refused = strait(folder.path(), &["chart", "out/beds", "--format", "svg", "--only", "sustained"]);
    assert!(refusal(&refused, 2).contains("nothing is overwritten"));
    assert_eq!(fs::read_to_string(figure).expect("it is still there"), "mine");
}

#[test]
fn wrong_input_is_refused_before_anything_is_written() {
    let folder = folder();
    for (words, told) in [
        (&["run", "sketch.toml", "--set", "home_office.detention.bed=9"][..], "home_office.detention.bed"),
        (&["run", "missing.toml"], "missing.toml"),
        (&["run", "sketch.toml", "--replicates", "0"], "--replicates"),
        (&["run", "sketch.toml", "--threads", "0"], "--threads"),
        (&["sweep", "beds.toml", "--replicates", "1000000"], "1000000 runs in all"),
        (&["chart", "out"], "manifest.json"),
        (&["fly"], "fly"),
    ] {
        let message = refusal(&strait(folder.path(), words), 2);
        assert!(message.starts_with("error") && message.contains(told), "{words:?}: {message}");
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
fn the_parameter_chapter_is_what_describe_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let described = stdout(&strait(&root, &["describe", "scenarios/baseline.toml", "--format", "md"]));
    let chapter = fs::read_to_string(root.join("docs/parameters.md")).expect("the chapter");
    let body = &chapter[chapter.find("## Parameters").expect("a heading")..];
    assert!(
        body == described,
        "docs/parameters.md is not what `strait describe` prints: its first lines tell how it is made"
    );
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let folder = folder();
    let mut child = Command::new(env!("CARGO_BIN_EXE_strait"))
        .current_dir(folder.path())
        .args(["run", "sketch.toml", "--replicates", "2"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}

/// A server whose process ends with the test.
struct Explorer(std::process::Child);

impl Drop for Explorer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_explorer_is_served_to_this_machine_or_said_how_to_get() {
    let folder = folder();
    let missing = refusal(&strait(folder.path(), &["explore"]), 2);
    assert!(missing.contains("crates/strait-web/build") && missing.contains("--page"), "{missing}");

    let page = "<!doctype html><title>é</title>";
    fs::write(folder.path().join("page.html"), page).expect("a page");
    let mut command = Command::new(env!("CARGO_BIN_EXE_strait"));
    command.current_dir(folder.path()).args(["explore", "--page", "page.html", "--port", "0"]).stdout(Stdio::piped());
    let mut explorer = Explorer(command.spawn().expect("the command starts"));
    let mut said = BufReader::new(explorer.0.stdout.take().expect("what it says"));
    let mut first = String::new();
    said.read_line(&mut first).expect("where it is");
    let address = first.trim().rsplit("http://").next().expect("an address").trim_end_matches('/').to_owned();
    let ask = |path: &str| {
        let mut asked = TcpStream::connect(&address).expect("a connection");
        write!(asked, "GET {path} HTTP/1.0\r\n\r\n").expect("a request");
        let mut answer = String::new();
        asked.read_to_string(&mut answer).expect("an answer");
        answer
    };
    let answer = ask("/");
    assert!(answer.contains(" 200 ") && answer.contains("text/html; charset=utf-8"), "{answer}");
    assert!(answer.ends_with(page), "{answer}");
    assert!(ask("/../beds.toml").contains(" 404 "), "nothing but the page is served");

    let port = address.rsplit(':').next().expect("a port");
    let taken = refusal(&strait(folder.path(), &["explore", "--page", "page.html", "--port", port]), 1);
    assert!(taken.contains("cannot be had") && taken.contains("--port"), "{taken}");
}
