//! Commands as the command line gives them, and what may be said of a bad input.

use std::fmt::Display;

use strait_runner::failure::Failure;

/// Longest message about a bad input [bytes].
const MESSAGE_MAX: usize = 100_000;

/// Runs a command with these words. What it says goes to stdout; that it fails is no finding.
pub fn run<A: clap::Args>(run: impl Fn(&A) -> Result<(), Failure>, words: &[&str]) {
    let command = A::augment_args(clap::Command::new("strait"));
    let matches = command.try_get_matches_from(["strait"].iter().chain(words)).expect("words that the command knows");
    let args = A::from_arg_matches(&matches).expect("words that the command knows");
    if let Err(failure) = run(&args) {
        assert!(failure.exit_status() > 0);
        is_short(&failure);
    }
}

/// A message that a person can read.
pub fn is_short(message: &dyn Display) {
    let message = message.to_string();
    let beginning = || message.chars().take(1000).collect::<String>();
    assert!(!message.is_empty() && message.len() <= MESSAGE_MAX, "{} bytes: {}", message.len(), beginning());
}

/// A message about a text, which must not hand on what steers a terminal.
pub fn is_harmless(message: &dyn Display) {
    is_short(message);
    let message = message.to_string();
    assert!(!message.contains(|letter: char| letter.is_control() && !matches!(letter, '\n' | '\t')), "{message:?}");
}
