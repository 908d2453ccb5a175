//! Where the files are that a scenario extends: on the disk, or carried by the program.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::Fault;
use super::shape::nearest;
use super::source::Source;

/// Where files are looked up.
pub(super) trait Files {
    /// The text of a file.
    ///
    /// # Errors
    /// A file that cannot be read.
    fn read(&self, path: &Path) -> Result<Arc<Source>, Fault>;

    /// Checks that a file which another names may be read.
    ///
    /// # Errors
    /// Why it may not.
    fn check_named(&self, path: &Path) -> Result<(), Fault>;

    fn exists(&self, path: &Path) -> bool;

    /// What tells a file from all others, by whatever path it is reached.
    fn identity(&self, path: &Path) -> PathBuf;

    /// The folder on the disk that a file is in; none of what the program carries.
    fn folder(&self, path: &Path) -> Option<PathBuf>;
}

/// Files on the disk.
pub(super) struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Arc<Source>, Fault> {
        Source::read(path)
    }

    fn check_named(&self, path: &Path) -> Result<(), Fault> {
        Source::check_named(path, "toml")
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn identity(&self, path: &Path) -> PathBuf {
        std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
    }

    fn folder(&self, path: &Path) -> Option<PathBuf> {
        path.parent().map(Path::to_owned)
    }
}

/// The scenarios that the program carries, by name, and one more before them.
pub(super) struct ShippedAnd<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

impl ShippedAnd<'_> {
    /// None more.
    pub(super) const NOTHING: ShippedAnd<'static> = ShippedAnd { name: "", text: "" };

    fn text(&self, path: &Path) -> Option<&str> {
        if path == Path::new(self.name) {
            return Some(self.text);
        }
        SHIPPED.iter().find(|(name, _)| path == Path::new(name)).map(|(_, text)| *text)
    }
}

impl Files for ShippedAnd<'_> {
    fn read(&self, path: &Path) -> Result<Arc<Source>, Fault> {
        let name = path.to_string_lossy();
        self.text(path).map(|text| Source::new(name.as_ref(), text)).ok_or_else(|| {
            let near = nearest(&name, SHIPPED.iter().map(|(known, _)| *known));
            Fault::new(format!("{name}: no such scenario is carried"))
                .maybe_help(near.map(|near| format!("did you mean {near}?")))
        })
    }

    fn check_named(&self, _: &Path) -> Result<(), Fault> {
        Ok(())
    }

    fn exists(&self, path: &Path) -> bool {
        self.text(path).is_some()
    }

    fn identity(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    fn folder(&self, _: &Path) -> Option<PathBuf> {
        None
    }
}

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../../scenarios/", $name)))),*]
    };
}

/// The shipped scenarios: the name of each file, and its text.
pub const SHIPPED: [(&str, &str); 13] = shipped![
    "baseline.toml",
    "capacities-of-2025.toml",
    "capacities-of-june-2026.toml",
    "built-by-steps.toml",
    "scaled-up.toml",
    "ample.toml",
    "every-gate-open.toml",
    "renewed.toml",
    "no-agreement.toml",
    "french-suspension.toml",
    "adverse-ruling.toml",
    "replay-2025.toml",
    "forecast-2026.toml",
];
