//! Files that one process at a time writes.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::Path;

use super::folder::cannot_write;
use crate::failure::Failure;
use crate::plain_file;

/// Opens a file to read and write, made if need be, and keeps other processes off it until it is closed.
///
/// # Errors
/// [`Failure::Input`] when another process has it, or it is no plain file; [`Failure::Work`] when it cannot be opened.
pub(crate) fn open_locked(path: &Path) -> Result<File, Failure> {
    // What a stranger has put here could lead elsewhere, and is written.
    match plain_file::length(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Failure::Input(format!("cannot write {}: {error}; remove it", path.display())));
        }
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    let file = options.open(path).map_err(|error| cannot_write(path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::Input(format!(
            "{} is being written by another strait: wait until it has ended, or give another folder with --out",
            path.display()
        ))),
        // Some clusters' file systems have no locks; no reason to do without the results.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
            let _ = writeln!(
                io::stderr(),
                "warning: {} cannot be locked here: see to it that no other strait writes it",
                path.display()
            );
            Ok(file)
        }
        Err(TryLockError::Error(error)) => Err(cannot_write(path, &error)),
    }
}
