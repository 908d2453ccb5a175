//! `[uncertainty]`: from which ensemble a study takes its parameters.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ScenarioFile;
use super::error::Fault;
use super::key_path::KeyPath;
use super::shape::Shape;
use super::source::{Place, Source};
use super::tree::{Kind, Node};
use crate::uncertainty::RUNS_MAX;

/// What takes the place of a file where no ensemble is wanted.
const NONE: &str = "none";

/// The flag that names an ensemble.
const FLAG: &str = "--ensemble";

/// The file of an ensemble, as a scenario, a sweep or a flag names it.
#[derive(Debug, Clone)]
pub struct EnsembleFile {
    given: String,
    path: PathBuf,
    place: Place,
    replicates: Option<u64>,
}

/// What is said of an ensemble.
#[derive(Debug, Clone)]
pub enum EnsembleChoice {
    /// None is wanted, whatever is inherited.
    None,
    /// This one.
    File(EnsembleFile),
}

impl EnsembleFile {
    /// The path as it was given: from where the file that names it is, or from the current directory.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
    }

    /// How many runs `strait run` makes over it when it is not told, if the file that names it says.
    #[must_use]
    pub fn replicates(&self) -> Option<u64> {
        self.replicates
    }

    /// Reads it; what a file names must end as ensembles do.
    ///
    /// # Errors
    /// A file that cannot be read, or is not to be.
    pub fn source(&self) -> Result<Arc<Source>, Fault> {
        let by_flag = self.place.source().name() == FLAG;
        let named = if by_flag { Ok(()) } else { Source::check_named(&self.path, "csv") };
        named.and_then(|()| Source::read(&self.path)).map_err(|fault| fault.or_at(&self.place, "named here"))
    }
}

impl EnsembleChoice {
    /// What a scenario says itself.
    pub fn of_scenario(scenario: &ScenarioFile) -> Self {
        scenario.ensemble_file().cloned().map_or(Self::None, Self::File)
    }

    /// Reads the `[uncertainty]` table of the scenario at `file`.
    pub fn read(table: &Node, file: &Path, faults: &mut Vec<Fault>) -> Option<Self> {
        let mut own = table.clone();
        let replicates = match &mut own.kind {
            Kind::Table(keys) => keys.take("replicates").map(|entry| entry.value),
            _ => None,
        };
        let replicates = replicates.and_then(|node| match node.kind {
            Kind::Whole(number @ 1..) => u64::try_from(number).ok().filter(|number| *number <= RUNS_MAX),
            _ => {
                let allowed = format!("a whole number from 1 to {RUNS_MAX}");
                faults.push(Fault::value(&"uncertainty.replicates", &node.describe(), &allowed).at(&node.place));
                None
            }
        });
        let choice = Self::read_ensemble(&own, file, faults)?;
        Some(match choice {
            Self::File(file) => Self::File(EnsembleFile { replicates, ..file }),
            Self::None => Self::None,
        })
    }

    /// Reads the `[uncertainty]` table of the sweep at `file`, which says itself how many runs there are.
    pub fn read_ensemble(table: &Node, file: &Path, faults: &mut Vec<Fault>) -> Option<Self> {
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
    pub fn flag(given: &str) -> Self {
        Self::of(given, Path::new(""), &Source::new(FLAG, given).whole())
    }

    fn of(given: &str, folder: &Path, place: &Place) -> Self {
        if given == NONE {
            return Self::None;
        }
        Self::File(EnsembleFile {
            given: given.to_owned(),
            path: folder.join(given),
            place: place.clone(),
            replicates: None,
        })
    }
}
