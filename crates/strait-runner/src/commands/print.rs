//! What a command says on stdout.

use std::io::{ErrorKind, Write};

use crate::failure::Failure;

/// Writes a text to stdout. A reader who has seen enough, such as `head`, is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Work(format!("cannot write to stdout: {error}")))
        }
        _ => Ok(()),
    }
}
