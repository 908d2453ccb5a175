//! Where inputs are written, since commands read files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().expect("a temporary folder"));

/// A folder of this process.
pub fn folder() -> &'static Path {
    FOLDER.path()
}

/// Writes a file into it.
pub fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder().join(name);
    fs::write(&path, bytes).expect("a file in memory");
    path
}

/// A folder in it with nothing in it.
pub fn empty(name: &str) -> PathBuf {
    let path = folder().join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder in memory");
    path
}
