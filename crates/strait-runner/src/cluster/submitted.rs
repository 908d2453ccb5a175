//! Which jobs were submitted for a folder of results.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::plain_file;
use crate::store::{cannot_write, open_locked};

/// More than any list of jobs takes [bytes].
const BYTES_MAX: u64 = 1 << 20;

/// The jobs that were submitted, a line each in a file: `array 12` or `collect 13`. As long as this lives, no other
/// process submits jobs for the same results.
pub(crate) struct Submitted {
    path: PathBuf,
    file: File,
    /// The job arrays.
    pub(crate) arrays: Vec<u64>,
    /// The jobs that join shards.
    pub(crate) collects: Vec<u64>,
}

impl Submitted {
    /// Opens the list in the folder of the scripts, which is made if need be.
    ///
    /// # Errors
    /// [`Failure::Input`] when another process has it; [`Failure::Work`] when it cannot be read.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        plain_file::make_folder(folder.parent().unwrap_or(folder), folder)
            .map_err(|error| cannot_write(folder, &error))?;
        let path = folder.join("jobs");
        let mut file = open_locked(&path)?;
        let mut text = String::new();
        Read::by_ref(&mut file)
            .take(BYTES_MAX)
            .read_to_string(&mut text)
            .map_err(|error| Failure::Work(format!("cannot read {}: {error}", path.display())))?;
        let of = |kind: &str| text.lines().filter_map(|line| line.strip_prefix(kind)?.trim().parse().ok()).collect();
        Ok(Self { path, file, arrays: of("array"), collects: of("collect") })
    }

    /// All of them.
    pub(crate) fn all(&self) -> Vec<u64> {
        [self.arrays.as_slice(), &self.collects].concat()
    }

    /// Adds a job array.
    ///
    /// # Errors
    /// [`Failure::Work`] when it cannot be written.
    pub(crate) fn add_array(&mut self, job: u64) -> Result<(), Failure> {
        self.arrays.push(job);
        self.write("array", job)
    }

    /// Adds a job that joins shards.
    ///
    /// # Errors
    /// [`Failure::Work`] when it cannot be written.
    pub(crate) fn add_collect(&mut self, job: u64) -> Result<(), Failure> {
        self.collects.push(job);
        self.write("collect", job)
    }

    fn write(&mut self, kind: &str, job: u64) -> Result<(), Failure> {
        // Behind what was read.
        writeln!(self.file, "{kind} {job}").map_err(|error| cannot_write(&self.path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_are_remembered_and_one_process_at_a_time_submits() {
        let folder = tempfile::TempDir::new().expect("a folder");
        for (array, collect) in [(12, 13), (14, 15)] {
            let mut submitted = Submitted::open(folder.path()).expect("a list");
            submitted.add_array(array).expect("it is written");
            submitted.add_collect(collect).expect("it is written");
            assert!(Submitted::open(folder.path()).is_err_and(|busy| busy.to_string().contains("another strait")));
        }
        let submitted = Submitted::open(folder.path()).expect("a list");
        assert_eq!((submitted.arrays.as_slice(), submitted.collects.as_slice()), (&[12, 14][..], &[13, 15][..]));
    }
}
