//! What is kept of a fit between its rounds, so that one that was stopped goes on.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::abc::State;
use super::{CalibrationFile, Known};
use crate::failure::Failure;
use crate::plain_file;
use crate::store::{UNFINISHED, cannot_write, sha256, write_whole};

/// The method's revision: to be raised whenever the same file, data and seed come to another fit.
const REVISION: u32 = 6;

/// Longest file of rounds that is read [bytes].
const FILE_BYTES_MAX: u64 = 1 << 30;

/// Stands for everything that fixes what a fit comes to.
///
/// # Errors
/// [`Failure::Input`] when the scenario cannot be resolved.
pub fn identity(file: &CalibrationFile, known: &Known) -> Result<String, Failure> {
    let text = format!(
        "{} {REVISION}\n{}\n{}\n{:?}\n{:?}\n{:?}",
        env!("CARGO_PKG_VERSION"),
        file.scenario.to_toml()?,
        file.until,
        file.settings,
        file.parameters,
        known.until(file.until)
    );
    Ok(sha256(&text))
}

/// The rounds of an unfinished fit, in the folder for its results.
pub struct Checkpoint {
    path: PathBuf,
    identity: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    identity: String,
    state: State,
}

impl Checkpoint {
    /// In a folder; `identity` stands for everything that fixes the results.
    pub fn new(folder: &Path, identity: String) -> Self {
        Self { path: folder.join(format!("rounds.json{UNFINISHED}")), identity }
    }

    /// What was kept, if there is any.
    ///
    /// # Errors
    /// [`Failure::Input`] when it is of another fit or cannot be read.
    pub(super) fn read(&self) -> Result<Option<State>, Failure> {
        let text = match plain_file::read_text(&self.path, FILE_BYTES_MAX) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::Work(format!("{}: {error}", self.path.display()))),
        };
        let kept: Option<Kept> = serde_json::from_str(&text).ok();
        match kept {
            Some(kept) if kept.identity == self.identity => Ok(Some(kept.state)),
            other => Err(Failure::Input(format!(
                "{} {}\nGive --restart to begin anew, or another folder with --out.",
                self.path.display(),
                if other.is_some() {
                    "is of another fit: its file, scenario, data or version of Strait differ"
                } else {
                    "cannot be read"
                }
            ))),
        }
    }

    /// Keeps the state after a round.
    ///
    /// # Errors
    /// [`Failure::Work`] when it cannot be written.
    pub(super) fn write(&self, state: &State) -> Result<(), Failure> {
        let kept = Kept { identity: self.identity.clone(), state: state.clone() };
        let text = serde_json::to_string(&kept).map_err(|error| cannot_write(&self.path, &error))?;
        write_whole(&self.path, text.as_bytes())
    }

    /// Throws away what was kept.
    pub fn remove(&self) {
        // Nothing is lost with it: the fit is done, or is begun anew and writes over it.
        let _ = fs::remove_file(&self.path);
    }
}
