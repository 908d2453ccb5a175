//! `strait schema`: what files may hold, for editors.

use super::output::say;
use crate::failure::Failure;
use crate::schema::FileKind;

/// Print the JSON Schema of a kind of file, with which editors complete and check it.
///
/// A file names its schema in its first line: `#:schema schema/scenario.json`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The kind of file.
    #[arg(value_enum, default_value_t = FileKind::Scenario)]
    kind: FileKind,
}

/// Writes the schema to stdout.
///
/// # Errors
/// A result that cannot be written.
pub fn run(args: &Args) -> Result<(), Failure> {
    say(&args.kind.schema())
}
