//! The `strait` command.

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use strait_runner::commands::{
    answer, bottlenecks, calibrate, chart, check, collect, compare, completions, describe, discover, explore,
    fingerprint, man, new, observed, report, robustness, run, schema, sensitivity, slurm, sweep, validate,
};
use strait_runner::failure::Failure;
use strait_runner::terminal::{harmless, harmless_in_colour};

/// Simulate the UK-France "one in, one out" agreement, person by person.
///
/// For each person returned to France after crossing the Channel by small boat, one person comes to
/// the UK by a legal route. Strait plays such agreements day by day, many times over, and shows how
/// many people could be returned and admitted, what stops the others, and how sure that is.
#[derive(Debug, Parser)]
#[command(name = "strait", version, verbatim_doc_comment, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  strait run scenarios/baseline.toml
  strait run scenarios/baseline.toml --set home_office.detention.beds=600 --out out/more-beds
  strait answer scenarios/packs/how-many.toml
  strait sweep scenarios/packs/how-many.toml --dry-run
  strait chart out/baseline
  strait report out/baseline
  strait compare out/baseline out/more-beds
  strait bottlenecks scenarios/scaled-up.toml
  strait sensitivity scenarios/screening.toml
  strait describe scenarios/baseline.toml
  strait new my-scenario

Exit status: 0 done, 1 the work failed, 2 the input is wrong, 75 stopped: the same command goes on.";

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Args),
    Answer(answer::Args),
    Sweep(sweep::Args),
    Sensitivity(sensitivity::Args),
    Discover(discover::Args),
    Collect(collect::Args),
    Compare(compare::Args),
    Bottlenecks(bottlenecks::Args),
    Robustness(robustness::Args),
    Calibrate(calibrate::Args),
    Chart(chart::Args),
    Check(check::Args),
    Describe(describe::Args),
    Explore(explore::Args),
    Fingerprint(fingerprint::Args),
    New(new::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
    Observed(observed::Args),
    Report(report::Args),
    Slurm(slurm::Args),
    Validate(validate::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Run(args) => run::run(&args),
        Command::Answer(args) => answer::run(&args),
        Command::Sweep(args) => sweep::run(&args),
        Command::Collect(args) => collect::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Bottlenecks(args) => bottlenecks::run(&args),
        Command::Robustness(args) => robustness::run(&args),
        Command::Calibrate(args) => calibrate::run(&args),
        Command::Chart(args) => chart::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Describe(args) => describe::run(&args),
        Command::Explore(args) => explore::run(&args),
        Command::Discover(args) => discover::run(&args),
        Command::Fingerprint(args) => fingerprint::run(&args),
        Command::New(args) => new::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args, Cli::command()),
        Command::Man(args) => man::run(&args, Cli::command()),
        Command::Observed(args) => observed::run(&args),
        Command::Sensitivity(args) => sensitivity::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Slurm(args) => slurm::run(&args),
        Command::Validate(args) => validate::run(&args),
    };
    let Err(failure) = result else { return ExitCode::SUCCESS };
    let message = failure.to_string();
    // What is wrong with a file is shown where it stands, and begins with this word, on a terminal in colour.
    let has_word = message.starts_with("error") || message.starts_with('\u{1b}');
    let word = if has_word || matches!(failure, Failure::Stopped(_)) { "" } else { "error: " };
    // With stderr gone too, the exit status still tells.
    let message =
        if message.starts_with('\u{1b}') { harmless_in_colour(&message) } else { harmless(&message).into_owned() };
    let _ = writeln!(std::io::stderr(), "{word}{message}");
    ExitCode::from(failure.exit_status())
}
