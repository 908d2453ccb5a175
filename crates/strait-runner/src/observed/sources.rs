//! Where the observed series come from: a folder, and the program for those that it lacks.

use std::io;
use std::path::{Path, PathBuf};

use super::records::{AsylumQuarter, ExchangeMonth, ObservedDay, ObservedYear};
use super::rows::{Record, records};
use crate::charts::{ExchangeCount, Observed, ObservedWeek};
use crate::plain_file;
use crate::scenario_file::{Fault, InputError, Source};
use crate::store::Manifest;

/// Where the observed series are read from. Each series whose file is in the folder is read from there; any other is the one
/// that the program carries, to 30 June 2026.
///
/// Every series is in the order of its dates. Reading one fails with all that is wrong with its file, at its places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    folder: Option<PathBuf>,
}

impl Sources {
    /// The name of the folder that is looked for beside files.
    pub const FOLDER: &str = "observed";

    /// What the program carries, and nothing else.
    pub const BUILT_IN: Self = Self { folder: None };

    /// The first folder `observed` in these folders, which are those of a scenario and of the files that it extends; what
    /// the program carries if there is none.
    pub fn beside<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Self {
        let found = folders.into_iter().map(|folder| folder.join(Self::FOLDER)).find(|folder| folder.is_dir());
        // By its real name, so that it is found from anywhere.
        Self { folder: found.and_then(|folder| folder.canonicalize().ok()) }
    }

    /// The folder that a study's manifest names, if it is still there.
    #[must_use]
    pub fn of(manifest: &Manifest) -> Self {
        let named = manifest.observed.as_ref().map(PathBuf::from);
        Self { folder: named.filter(|folder| folder.is_absolute() && folder.is_dir()) }
    }

    /// The folder by its absolute path, as a manifest names it; none when there is none, or its path is not UTF-8.
    #[must_use]
    pub fn to_be_named(&self) -> Option<String> {
        self.folder.as_ref()?.to_str().map(str::to_owned)
    }

    /// Arrivals and boats by day.
    ///
    /// # Errors
    /// All that is wrong with `daily.csv`.
    pub fn days(&self) -> Result<Vec<ObservedDay>, InputError> {
        self.series()
    }

    /// The yearly totals.
    ///
    /// # Errors
    /// All that is wrong with `yearly.csv`.
    pub fn years(&self) -> Result<Vec<ObservedYear>, InputError> {
        self.series()
    }

    /// The exchange by month, as the Home Office counts it.
    ///
    /// # Errors
    /// All that is wrong with `exchange_monthly.csv`.
    pub fn exchange_months(&self) -> Result<Vec<ExchangeMonth>, InputError> {
        self.series()
    }

    /// The asylum system by quarter.
    ///
    /// # Errors
    /// All that is wrong with `asylum.csv`.
    pub fn asylum_quarters(&self) -> Result<Vec<AsylumQuarter>, InputError> {
        self.series()
    }

    /// What charts draw beside the simulated: the crossings by week, the exchange by month and as the press counted it.
    ///
    /// # Errors
    /// All that is wrong with `weekly.csv`, `exchange_monthly.csv` or `exchange.csv`, whichever is read first.
    pub fn observed(&self) -> Result<Observed, InputError> {
        Ok(Observed {
            weekly: self.series::<ObservedWeek>()?,
            exchange: self.exchange_months()?.iter().map(ExchangeMonth::count).collect(),
            press: self.series::<ExchangeCount>()?,
        })
    }

    fn series<T: Record>(&self) -> Result<Vec<T>, InputError> {
        let of_folder = self.folder.as_ref().map(|folder| read(&folder.join(T::FILE))).transpose()?.flatten();
        records(&of_folder.unwrap_or_else(|| Source::new(format!("{} (built in)", T::FILE), T::BUILT_IN)))
    }
}

/// The text of a series; none when the file is not there.
fn read(path: &Path) -> Result<Option<std::sync::Arc<Source>>, Fault> {
    match plain_file::length(path) {
        Ok(_) => Source::read(path).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fault::new(format!("{}: {error}", path.display()))),
    }
}
