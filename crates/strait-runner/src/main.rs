//! The `strait` command.

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use strait_runner::commands::{chart, check, describe, run, sweep};

/// Simulates the UK-France "one in, one out" agreement, person by person.
///
/// For each person returned to France after crossing the Channel by small boat, one person comes to the UK by a legal
/// route. Strait plays such agreements day by day, many times over, and shows how many people could be returned and
/// admitted, what stops the others, and how sure that is.
#[derive(Debug, Parser)]
#[command(name = "strait", version, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  strait run scenarios/baseline.toml
  strait run scenarios/baseline.toml --set home_office.detention.beds=600 --out out/more-beds
  strait sweep my-sweep.toml --dry-run
  strait chart out/baseline

Exit status: 0 done, 1 the work failed, 2 the input is wrong.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs a scenario many times and shows what it comes to
    Run(run::Args),
    /// Runs every point of a sweep many times
    Sweep(sweep::Args),
    /// Draws the charts of a folder of results
    Chart(chart::Args),
    /// Checks scenario and sweep files without running them
    Check(check::Args),
    /// Shows a scenario's parameters with their units, ranges and sources
    Describe(describe::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Run(args) => run::run(&args),
        Command::Sweep(args) => sweep::run(&args),
        Command::Chart(args) => chart::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Describe(args) => describe::run(&args),
    };
    let Err(failure) = result else { return ExitCode::SUCCESS };
    let message = failure.to_string();
    // What is wrong with a file is shown where it stands, and begins with this word.
    let word = if message.starts_with("error") { "" } else { "error: " };
    // With stderr gone too, the exit status still tells.
    let _ = writeln!(std::io::stderr(), "{word}{message}");
    ExitCode::from(failure.exit_status())
}
