//! The book and the README: their links lead somewhere, the names in them exist, pages made from the program are as it makes
//! them, and what a reader is told to type works.

mod links;
mod names;
mod page;
mod reference;
#[cfg(unix)]
mod typed;

use std::path::{Path, PathBuf};

/// The repository's root.
fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the repository is there")
}
