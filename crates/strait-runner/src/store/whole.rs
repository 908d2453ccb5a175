//! Files that are whole at every moment.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::folder::{UNFINISHED, cannot_write};
use crate::failure::Failure;

/// Writes a file in one piece, over one that is there: under its name it is whole, or as it was.
///
/// # Errors
/// [`Failure::Work`] when it cannot be written.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(UNFINISHED);
    let partial = Path::new(&partial);
    write_new(partial, bytes).and_then(|()| fs::rename(partial, path)).map_err(|error| {
        // The failure to write is what is told; with the disk gone this may fail too.
        let _ = fs::remove_file(partial);
        cannot_write(path, &error)
    })
}

/// Writes a file that was not there, and waits until it is on disk. What a command that was killed left goes first.
///
/// # Errors
/// Those of the system.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Starts a file in place of what is there: were that opened instead, a link would lead elsewhere.
///
/// # Errors
/// Those of the system.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    OpenOptions::new().write(true).create_new(true).open(path)
}
