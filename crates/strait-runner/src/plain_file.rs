//! Files that a stranger may have made: only plain ones are read, and nothing is written through a link.
//!
//! A link may lead to what was not meant to be read or written, a pipe can be waited on for ever, and a device may never
//! end. The folder that a user names may itself be a link.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::memory;

/// What is longer than this is only read when there is memory for what becomes of it [bytes].
const SHORT: u64 = 16 << 20;

/// How many bytes a byte of JSON may become in memory.
const GROWTH: u64 = 24;

/// That there is a plain file here, and how long it is [bytes].
///
/// # Errors
/// Those of the system, and what else there is.
pub(crate) fn length(path: &Path) -> io::Result<u64> {
    let about = fs::symlink_metadata(path)?;
    let kind = about.file_type();
    let what = match kind {
        kind if kind.is_file() => return Ok(about.len()),
        kind if kind.is_symlink() => "a link, which may lead elsewhere",
        kind if kind.is_dir() => "a folder",
        _ => "a pipe or device, which may never end",
    };
    Err(io::Error::other(format!("it is {what}; allowed is a plain file")))
}

/// Opens a plain file.
///
/// # Errors
/// As for [`length`].
pub(crate) fn open(path: &Path) -> io::Result<File> {
    length(path).and_then(|_| File::open(path))
}

/// Reads a plain file of at most so many bytes.
///
/// # Errors
/// As for [`length`], and one that is too long, or longer than there is memory for.
pub(crate) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let too_long = || io::Error::other(format!("it is too long; at most {most} bytes are read"));
    let length = length(path)?;
    if length > most {
        return Err(too_long());
    }
    if length > SHORT && length.saturating_mul(GROWTH) > memory::free() {
        return Err(io::Error::other(format!("its {length} bytes may take more memory than is free")));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_long()) } else { Ok(bytes) }
}

/// Reads a plain file of text.
///
/// # Errors
/// As for [`read`], and one that is not UTF-8.
pub(crate) fn read_text(path: &Path, most: u64) -> io::Result<String> {
    String::from_utf8(read(path, most)?).map_err(|_| io::Error::other("it is not UTF-8 text"))
}

/// Makes a folder within one that the user named, with those between, none of which may be a link.
///
/// # Errors
/// Those of the system, and a link on the way.
pub(crate) fn make_folder(within: &Path, folder: &Path) -> io::Result<()> {
    check_no_link(within, folder)?;
    fs::create_dir_all(folder)
}

/// That there is no link on the way from a folder that the user named to one within it.
///
/// # Errors
/// Which it is.
pub(crate) fn check_no_link(within: &Path, folder: &Path) -> io::Result<()> {
    let below = folder.ancestors().take_while(|folder| folder.starts_with(within) && *folder != within);
    for folder in below {
        if folder.is_symlink() {
            return Err(io::Error::other(format!("{} is a link, which may lead elsewhere", folder.display())));
        }
    }
    Ok(())
}
