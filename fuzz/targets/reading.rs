//! The commands that read a folder of results.

use std::path::Path;

use strait_runner::analysis::answer::tables;
use strait_runner::charts::CHARTS;
use strait_runner::commands::{chart, compare, discover, report, robustness};
use strait_runner::store::Study;

use super::command;

const OUTCOME: [&str; 4] = ["--outcome", "sustained_returns_per_week", "--at-least", "1"];

/// Runs them all, and draws what `drawn` chooses.
pub fn commands(folder: &Path, drawn: u8) {
    let dir = folder.to_string_lossy();
    let analyses = [["--format", "table"], ["--format", "csv"], ["--format", "json"], ["--format", "md"]];
    let format = analyses[usize::from(drawn) % analyses.len()];
    command::run(compare::run, &[&[dir.as_ref()][..], &format].concat());
    command::run(robustness::run, &[&[dir.as_ref()][..], &OUTCOME, &format].concat());
    command::run(discover::run, &[&[dir.as_ref()][..], &OUTCOME, &format].concat());
    if let Ok(study) = Study::open(folder)
        && let Some(answer) = &study.manifest().answer
        && let Err(failure) = tables(&study, answer)
    {
        command::is_short(&failure);
    }
    if drawn == u8::MAX {
        command::run(report::run, &[&dir]);
    } else {
        // All of them take a second.
        let chart = CHARTS[usize::from(drawn) % CHARTS.len()].name;
        command::run(chart::run, &[&dir, "--format", "svg", "--only", chart]);
    }
}
