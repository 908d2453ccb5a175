//! The folder that results go into, and the files in it that are not yet whole.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A folder being filled.
///
/// Files carry a second ending until [`keep`](Self::keep) gives them their names, all at once and the manifest last.
/// Whatever is not kept is removed when this is dropped, with the folders that were made for it.
pub(super) struct Folder {
    path: PathBuf,
    /// Folders made for the results, the outermost first.
    made: Vec<PathBuf>,
    files: Vec<&'static str>,
    kept: bool,
}

impl Folder {
    /// Takes an empty folder, or makes it.
    pub(super) fn claim(path: &Path) -> Result<Self, Failure> {
        check_free(path)?;
        let mut missing: Vec<_> =
            path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        missing.reverse();
        let mut folder = Self { path: path.to_owned(), made: Vec::new(), files: Vec::new(), kept: false };
        for missing in missing {
            fs::create_dir(missing).map_err(|error| cannot_write(missing, &error))?;
            folder.made.push(missing.to_owned());
        }
        Ok(folder)
    }

    /// Starts a file that will bear this name.
    pub(super) fn start(&mut self, name: &'static str) -> Result<File, Failure> {
        let path = self.unfinished(name);
        let file = File::create_new(&path).map_err(|error| cannot_write(&path, &error))?;
        self.files.push(name);
        Ok(file)
    }

    /// Gives every file its name, in the order in which they were started.
    pub(super) fn keep(mut self) -> Result<(), Failure> {
        for name in &self.files {
            let path = self.path(name);
            fs::rename(self.unfinished(name), &path).map_err(|error| cannot_write(&path, &error))?;
        }
        self.kept = true;
        Ok(())
    }

    /// Where the file of this name will be.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn unfinished(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}{UNFINISHED}"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        // Nothing more can be done about a file that cannot be removed either: the failure that led here is reported.
        for name in &self.files {
            let _ = fs::remove_file(self.unfinished(name));
            let _ = fs::remove_file(self.path(name));
        }
        for made in self.made.iter().rev() {
            let _ = fs::remove_dir(made);
        }
    }
}

/// What the name of a file that is not yet whole ends in.
const UNFINISHED: &str = ".partial";

/// Checks that results can go into a folder without touching anything.
fn check_free(path: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory && path.exists() => {
            return Err(Failure::Input(format!(
                "{} is a file: nothing is overwritten; give another folder with --out",
                path.display()
            )));
        }
        Err(error) => return Err(cannot_write(path, &error)),
    };
    let names: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.file_name()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let unfinished = names.iter().all(|name| name.to_string_lossy().ends_with(UNFINISHED));
    let what = if unfinished { "holds files of a run that was stopped" } else { "is not empty" };
    Err(Failure::Input(format!(
        "{} {what}: nothing is overwritten; give another folder with --out, or remove this one",
        path.display()
    )))
}

/// What to say when a file or folder cannot be written.
pub(super) fn cannot_write(path: &Path, reason: &dyn std::error::Error) -> Failure {
    // Parquet's errors wrap the system's; what the system says is enough.
    let reason = reason.source().unwrap_or(reason);
    Failure::Work(format!("cannot write {}: {reason}", path.display()))
}
