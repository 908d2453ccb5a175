//! `[uncertainty]`: from which ensemble a study takes its parameters.

use std::path::{Path, PathBuf};

use super::error::Fault;
use super::key_path::KeyPath;
use super::shape::Shape;
use super::source::{Place, Source};
use super::tree::Node;

/// What takes the place of a file where no ensemble is wanted.
const NONE: &str = "none";

/// The file of an ensemble, as a scenario, a sweep or a flag names it.
#[derive(Debug, Clone)]
pub struct EnsembleFile {
    given: String,
    path: PathBuf,
    place: Place,
}

/// What is said of an ensemble.
#[derive(Debug, Clone)]
pub(crate) enum EnsembleChoice {
    /// None is wanted, whatever is inherited.
    None,
    File(EnsembleFile),
}

impl EnsembleFile {
    /// The path as it was given: from where the file that names it is, or from the current directory.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Where it is named.
    pub(crate) fn place(&self) -> &Place {
        &self.place
    }
}

impl EnsembleChoice {
    /// Reads the `[uncertainty]` table of the file at `file`.
    pub(crate) fn read(table: &Node, file: &Path, faults: &mut Vec<Fault>) -> Option<Self> {
        let shape = Shape::Table(vec![("ensemble".to_owned(), Shape::Text)]);
        let path = KeyPath::default().join("uncertainty");
        let before = faults.len();
        let fitting = shape.fit(table, &path, faults)?;
        if faults.len() == before {
            shape.missing(&fitting, &path, faults);
        }
        let named = fitting.as_table()?.get("ensemble")?;
        Some(Self::of(named.as_text()?, file.parent().unwrap_or(Path::new("")), &named.place))
    }

    /// Takes what the flag `--ensemble` says, from the current directory.
    pub(crate) fn flag(given: &str) -> Self {
        Self::of(given, Path::new(""), &Source::new("--ensemble", given).whole())
    }

    fn of(given: &str, folder: &Path, place: &Place) -> Self {
        if given == NONE {
            return Self::None;
        }
        Self::File(EnsembleFile { given: given.to_owned(), path: folder.join(given), place: place.clone() })
    }
}
