//! Words on stdout.

use std::io::{ErrorKind, Write};

use crate::failure::Failure;
use crate::terminal::harmless;

/// Writes to stdout. A reader that has seen enough and gone, such as `head`, is no failure.
///
/// # Errors
/// Any other reason why nothing can be written.
pub(super) fn say(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(harmless(text).as_bytes()).and_then(|()| out.flush()) {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => Err(Failure::Work(format!("nothing can be written: {why}"))),
        _ => Ok(()),
    }
}

/// Writes a warning to stderr. With that gone, the work is still done.
pub(super) fn warn(text: &str) {
    let _ = writeln!(std::io::stderr(), "warning: {}", harmless(text));
}
