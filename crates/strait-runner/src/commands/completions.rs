//! `strait completions`: completion of commands, flags and files for a shell.

use clap_complete::Shell;

use super::output::say;
use crate::failure::Failure;

/// Print a script with which a shell completes commands, flags and files.
///
/// For bash: `strait completions bash > ~/.local/share/bash-completion/completions/strait`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell.
    shell: Shell,
}

/// Writes the script for a command's definition to stdout.
///
/// # Errors
/// A result that cannot be written.
pub fn run(args: &Args, mut command: clap::Command) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "strait", &mut script);
    say(&String::from_utf8_lossy(&script))
}
