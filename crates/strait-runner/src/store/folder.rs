//! The folder that results go into, and the files in it that are not yet whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::lock::open_locked;
use super::manifest::Manifest;
use super::whole::create_new;
use crate::failure::Failure;

/// A folder being filled, by this process alone.
///
/// Files carry a second ending until [`keep`](Self::keep) gives them their names, all at once and the manifest last.
/// Whatever is not kept is removed when this is dropped, with the folders that were made for it. What a process that
/// was killed has left is written over.
pub(super) struct Folder {
    path: PathBuf,
    /// Folders made for the results, the outermost first.
    made: Vec<PathBuf>,
    files: Vec<&'static str>,
    /// Those of the files that have their names.
    named: Vec<&'static str>,
    /// The manifest to be: as long as it is locked, the folder is this process's.
    manifest: Option<File>,
    kept: bool,
}

impl Folder {
    /// Takes a folder without finished results, or makes it.
    pub(super) fn claim(path: &Path) -> Result<Self, Failure> {
        let mut missing: Vec<_> =
            path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        missing.reverse();
        let mut folder = Self {
            path: path.to_owned(),
            made: Vec::new(),
            files: Vec::new(),
            named: Vec::new(),
            manifest: None,
            kept: false,
        };
        for missing in missing {
            fs::create_dir(missing).map_err(|error| cannot_write(missing, &error))?;
            folder.made.push(missing.to_owned());
        }
        folder.manifest = Some(open_locked(&folder.unfinished(Manifest::FILE))?);
        folder.files.push(Manifest::FILE);
        // Looked for behind the lock: another process may just have finished.
        check_unfinished(path)?;
        Ok(folder)
    }

    /// Starts a file that will bear this name.
    pub(super) fn start(&mut self, name: &'static str) -> Result<File, Failure> {
        let path = self.unfinished(name);
        let file = create_new(&path).map_err(|error| cannot_write(&path, &error))?;
        self.files.push(name);
        Ok(file)
    }

    /// Writes the manifest and gives every file its name.
    pub(super) fn keep(mut self, manifest: &Manifest) -> Result<(), Failure> {
        let path = self.path(Manifest::FILE);
        if let Some(file) = &mut self.manifest {
            file.set_len(0)
                .and_then(|()| file.write_all(manifest.to_json().as_bytes()))
                .and_then(|()| file.sync_all())
                .map_err(|error| cannot_write(&path, &error))?;
        }
        // The manifest was started first.
        for name in self.files.iter().rev() {
            let path = self.path(name);
            fs::rename(self.unfinished(name), &path).map_err(|error| cannot_write(&path, &error))?;
            self.named.push(name);
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
        }
        for name in &self.named {
            let _ = fs::remove_file(self.path(name));
        }
        for made in self.made.iter().rev() {
            let _ = fs::remove_dir(made);
        }
    }
}

/// What the name of a file that is not yet whole ends in.
pub(crate) const UNFINISHED: &str = ".partial";

/// Checks that results can go into a folder without touching anything: it is not there, or holds nothing but these, and
/// files that are not whole.
///
/// # Errors
/// [`Failure::Input`] when there is anything else; [`Failure::Work`] when the folder cannot be read.
pub(crate) fn check_free(path: &Path, but: &[&str]) -> Result<(), Failure> {
    check_unfinished(path)?;
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
    let mut names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    if names.all(|name| but.contains(&name.as_str()) || name.ends_with(UNFINISHED)) {
        return Ok(());
    }
    Err(in_the_way(path, "is not empty"))
}

/// Checks that a folder does not hold finished results.
///
/// # Errors
/// [`Failure::Input`] when it does.
pub(crate) fn check_unfinished(path: &Path) -> Result<(), Failure> {
    if path.join(Manifest::FILE).exists() {
        return Err(in_the_way(path, "is not empty: it holds finished results"));
    }
    Ok(())
}

fn in_the_way(path: &Path, what: &str) -> Failure {
    Failure::Input(format!(
        "{} {what}: nothing is overwritten; give another folder with --out, or remove this one",
        path.display()
    ))
}

/// What to say when a file or folder cannot be written.
pub(crate) fn cannot_write(path: &Path, reason: &dyn std::error::Error) -> Failure {
    // Parquet's errors wrap the system's; what the system says is enough.
    let reason = reason.source().unwrap_or(reason);
    Failure::Work(format!("cannot write {}: {reason}", path.display()))
}
