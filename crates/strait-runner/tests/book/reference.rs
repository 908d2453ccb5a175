//! Pages made from the program: the metrics and the commands.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use strait::checked::{Checked, checked};
use strait::metrics::{Kind, METRICS, Metric};
use strait::outcomes::outcomes;

use crate::root;

/// What makes the pages again.
const MAKE: &str = "cargo test --test book -- --ignored make";

fn table(what: &str, rows: impl Iterator<Item = [String; 3]>) -> String {
    rows.fold(format!("| {what} | unit | meaning |\n| --- | --- | --- |\n"), |mut text, [name, unit, meaning]| {
        let _ = writeln!(text, "| `{name}` | {unit} | {meaning} |");
        text
    })
}

fn metrics(keep: impl Fn(Metric) -> bool) -> String {
    let kept = METRICS.iter().map(|&metric| (metric, metric.definition())).filter(|&(metric, _)| keep(metric));
    table("metric", kept.map(|(_, is)| [is.name, is.unit, is.meaning].map(str::to_owned)))
}

/// The outcomes of each degree of checking, the most first; those that were not checked are all others.
fn by_checking() -> String {
    let mut text = String::new();
    for degree in Checked::ALL.into_iter().rev().filter(|degree| *degree != Checked::NotChecked) {
        let own = outcomes().into_iter().filter(|outcome| checked(&outcome.name) == degree);
        let names: Vec<String> = own.map(|outcome| format!("`{}`", outcome.name)).collect();
        let words = degree.in_words();
        let _ = writeln!(text, "- **{}{}**: {}", words[..1].to_uppercase(), &words[1..], names.join(", "));
    }
    text
}

/// Outcomes that are more than one metric's sum, mean or last reading.
fn own_outcomes() -> String {
    let of_a_metric = |name: &str| {
        let stem = name.strip_suffix("_mean").or_else(|| name.strip_suffix("_end"));
        Metric::named(name).or_else(|| stem.and_then(Metric::named)).is_some()
    };
    let own = outcomes().into_iter().filter(|outcome| !of_a_metric(&outcome.name));
    table("outcome", own.map(|outcome| [outcome.name, outcome.unit, outcome.meaning]))
}

fn metrics_page() -> String {
    let of = |kind: Kind| metrics(move |metric| !metric.is_gate() && metric.definition().kind == kind);
    format!(
        "# Metrics and outcomes

Made by `{MAKE}` from the program's own definitions.

A run leaves a row of **metrics** for each day, or for each week with `resolution = \"weekly\"`, in `daily.parquet`, and a row of
**outcomes** in `runs.parquet` ([formats](formats.md#results)).

- A **flow** is counted through the day; a week's is the sum of its days. As an outcome it is the sum over the run, under its
  own name.
- A **level** is read at the end of the day; a week's is its last day's. As outcomes it is `NAME_mean`, the mean over the
  run's days, and `NAME_end`, on its last day.
- A **gate** is a flow of people whom it stopped or held up ([what that means](model.md#12-what-a-gate-counts)).

## Outcomes

Beside the sums, means and last readings of all metrics:

{}
## How far each was checked

{}- **Not held against data**: all others. Their ranges hold what the model assumes, and no more.

## Flows

{}
## Levels

{}
## Gates

{}",
        own_outcomes(),
        by_checking(),
        of(Kind::Flow),
        of(Kind::Level),
        metrics(Metric::is_gate),
    )
}

/// What the command says to `--help`.
fn help(words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_strait"));
    let output = command.args(words).arg("--help").output().expect("the command starts");
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("help is text")
}

/// The commands that a help text lists.
fn commands(help: &str) -> Vec<&str> {
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // What a command's line is wrapped to stands further in.
    let names = list.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect()
}

/// A command's help and that of its own commands.
fn write_command(page: &mut String, words: &[&str]) {
    let help = help(words);
    let name = if words.is_empty() { "strait".to_owned() } else { format!("strait {}", words.join(" ")) };
    let trimmed: Vec<&str> = help.lines().map(str::trim_end).collect();
    let _ = write!(page, "\n## {name}\n\n```text\n{}\n```\n", trimmed.join("\n").trim());
    for command in commands(&help) {
        write_command(page, &[words, &[command]].concat());
    }
}

fn commands_page() -> String {
    let mut page = format!(
        "# Commands\n\nMade by `{MAKE}` from what the program says to `--help`.\n\n\
         `strait COMMAND -h` says the same more briefly. Exit statuses are [the same for all](formats.md#unfinished-work).\n"
    );
    write_command(&mut page, &[]);
    page
}

fn made_pages() -> [(&'static str, String); 2] {
    [("docs/metrics.md", metrics_page()), ("docs/commands.md", commands_page())]
}

#[test]
fn pages_made_from_the_program_are_as_it_makes_them() {
    for (path, made) in made_pages() {
        let page = fs::read_to_string(root().join(path)).unwrap_or_default();
        let differs = page.lines().zip(made.lines()).find(|(one, other)| one != other);
        assert!(page == made, "{path} is not what the program makes now, first at {differs:?}; make it with {MAKE}");
    }
}

#[test]
#[ignore = "makes the pages again"]
fn make() {
    for (path, made) in made_pages() {
        fs::write(root().join(path), made).expect("a page");
    }
}
