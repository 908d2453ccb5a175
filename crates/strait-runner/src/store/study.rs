//! Reads a folder of results.

use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::parquet_reader::read;
use super::table::Table;
use super::{DATE, POINT, REPLICATE};
use crate::failure::Failure;

/// A folder of results.
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    folder: PathBuf,
    manifest: Manifest,
}

impl Study {
    /// Opens a folder of results.
    ///
    /// # Errors
    /// [`Failure::Input`] when the folder has no manifest, or none that can be understood.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        Ok(Self { folder: folder.to_owned(), manifest: Manifest::read(folder)? })
    }

    /// Where the results are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What was run, with what, and how.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Every column of the runs, a row a run.
    ///
    /// # Errors
    /// [`Failure::Input`] when the file is missing, broken or not the manifest's.
    pub fn runs(&self) -> Result<Table, Failure> {
        self.read("runs.parquet", None, self.manifest.counts.runs)
    }

    /// These columns of the runs behind `point` and `replicate`, a row a run.
    ///
    /// # Errors
    /// [`Failure::Input`] when the file is missing, broken or not the manifest's, or has no such column.
    pub fn run_columns(&self, columns: &[&str]) -> Result<Table, Failure> {
        let columns = [&[POINT, REPLICATE], columns].concat();
        self.read("runs.parquet", Some(&columns), self.manifest.counts.runs)
    }

    /// These metrics behind `point`, `replicate` and `date`, a row a day or week of each run that was done.
    ///
    /// # Errors
    /// [`Failure::Input`] when the file is missing, broken or not the manifest's, or has no such column.
    pub fn daily(&self, metrics: &[&str]) -> Result<Table, Failure> {
        let columns = [&[POINT, REPLICATE, DATE], metrics].concat();
        self.read("daily.parquet", Some(&columns), self.manifest.counts.daily_rows)
    }

    /// What happened to people, a row for each origin, age and sex of each run that was done.
    ///
    /// # Errors
    /// [`Failure::Input`] when the file is missing, as in results of versions that did not write it, broken or not the
    /// manifest's.
    pub fn people(&self) -> Result<Table, Failure> {
        self.read("people.parquet", None, self.manifest.counts.people_rows)
    }

    fn read(&self, name: &str, columns: Option<&[&str]>, rows: u64) -> Result<Table, Failure> {
        read(&self.folder.join(name), columns, rows)
    }
}
