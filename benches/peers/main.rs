//! Times Strait and other agent-based frameworks on one small model, in one run on the same cores.
//!
//! ```sh
//! cargo run --release -p strait-benches --bin peers -- --agents 1000000
//! ```
//!
//! The program calls itself for each run, so that memory and processor time are each implementation's own. The final
//! counts of all must agree; otherwise it says whose do not, and fails. See `benches/README.md`.

mod arguments;
mod measurement;
mod table;
mod workload;

use std::process::{Command, ExitCode, Stdio};
use std::thread::available_parallelism;

use clap::Parser;

use arguments::Arguments;
use measurement::Measurement;
use table::Row;
use workload::{STATES, Size, expected};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = if arguments.child { child(&arguments) } else { parent(&arguments) };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Runs everything in turn, round by round, so that what disturbs the machine disturbs all alike.
fn parent(arguments: &Arguments) -> Result<(), String> {
    let cores = available_parallelism().map_or(1, usize::from);
    let mut rows = table::rows(arguments, cores);
    for round in 1..=arguments.repeat {
        for row in &mut rows {
            let (name, agents, threads) = (row.implementation.name, row.agents, row.threads);
            eprintln!("run {round} of {}: {name}, {agents} agents, {threads} thread(s)", arguments.repeat);
            row.runs.push(run_child(row, arguments.seed)?);
        }
    }
    println!("{}", table::HEADER);
    for row in &rows {
        println!("{}", row.to_csv());
    }
    if arguments.counts {
        rows.iter().for_each(show_counts);
    }
    let wrong: Vec<_> = rows.iter().filter_map(disagreement).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// One run in a process of its own.
fn run_child(row: &Row, seed: u64) -> Result<Measurement, String> {
    let name = row.implementation.name;
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(this)
        .args(["--child", "--only", name])
        .args(["--agents", &row.agents.to_string(), "--threads", &row.threads.to_string(), "--seed", &seed.to_string()])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{name} could not be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("{name} failed: {}", output.status));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    // Whatever else a framework prints comes before.
    text.lines().last().and_then(Measurement::parse).ok_or_else(|| format!("{name} left no measurement: {text}"))
}

fn child(arguments: &Arguments) -> Result<(), String> {
    let [name] = &arguments.only[..] else { return Err("a child runs one implementation".to_owned()) };
    let mut all = workload::IMPLEMENTATIONS.iter();
    let implementation = all.find(|implementation| implementation.name == name).ok_or("no such implementation")?;
    let threads = arguments.threads.map_or(1, usize::from);
    let size = Size { agents: arguments.agents, threads, seed: arguments.seed };
    println!("{}", measurement::take(implementation, size)?.to_line());
    Ok(())
}

fn show_counts(row: &Row) {
    let last = row.runs.last().map(|run| &run.last_day);
    if let Some(day) = last {
        let counts: Vec<_> = STATES.iter().zip(day.counts).map(|(state, count)| format!("{state} {count}")).collect();
        let (name, threads) = (row.implementation.name, row.threads);
        eprintln!("{name}, {threads} thread(s): {}; queue {}, signal {:.4}", counts.join(", "), day.queue, day.signal);
    }
}

fn disagreement(row: &Row) -> Option<String> {
    let checks = row.runs.iter().map(|run| expected::check(row.agents, &run.last_day));
    let wrong = checks.filter_map(Result::err).next()?;
    let (name, threads) = (row.implementation.name, row.threads);
    Some(format!("{name}, {threads} thread(s), does not come to the expected counts: {wrong}"))
}
