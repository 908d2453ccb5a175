//! Writes the results of a study as its runs come in.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use jiff::civil::Date;
use strait::metrics::Row;
use strait::outcomes::outcomes_of;
use strait::records::{Group, Records};
use strait::scenario::Plan;

use super::cells::{Cell, Field};
use super::csv_file::CsvFile;
use super::folder::{Folder, cannot_write};
use super::layout::{Layout, Rows, daily_fields, daily_row, people_fields, people_row, rows_of};
use super::manifest::Manifest;
use super::parquet_file::ParquetFile;
use crate::design::Resolution;
use crate::failure::Failure;

/// What a run left.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The point's place in the study, from 0.
    pub point: usize,
    /// The replicate, from 0.
    pub replicate: u64,
    /// Its results, or why it failed.
    pub result: Result<Done, String>,
}

/// The results of a run that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Its outcomes, in the order of [`Layout::outcomes`]; NaN where there is none.
    pub outcomes: Vec<f64>,
    /// Its daily or weekly rows, with their dates.
    pub rows: Vec<(Date, Row)>,
    /// What happened to people of each origin, age and sex.
    pub groups: Vec<Group>,
}

impl Done {
    /// What a run leaves at this resolution.
    #[must_use]
    pub fn of(plan: &Plan, records: Records, resolution: Resolution) -> Self {
        Self { outcomes: outcomes_of(plan, &records), rows: rows_of(&records, resolution), groups: records.groups }
    }
}

/// A row group of `daily` has at least this many rows: what a study holds in memory follows from it (about 12 MB), and
/// so does how long its runs may have to wait for a group to be written.
const DAILY_GROUP: usize = 1 << 14;
/// A row group of `people` has at least this many rows: so few that its heads outweigh rows that are all alike, and a
/// reader can tell what no study has written by the bytes there are.
const PEOPLE_GROUP: usize = 1 << 12;
/// A row group of `runs` has this many rows.
const RUNS_GROUP: usize = 1 << 10;

/// The results of a study, being written.
///
/// Runs are appended in the order of their points, and of their replicates within a point. Unless
/// [`finish`](Self::finish) succeeds, nothing is left of what was written.
pub struct Writer {
    // The files come first, so that they are closed before the folder removes what was not finished.
    runs: DataFile,
    daily: DataFile,
    people: DataFile,
    rows: Rows,
    daily_rows: u64,
    people_rows: u64,
    folder: Folder,
}

impl Writer {
    /// Starts the results of a study in a folder without finished ones. What is not whole there is written over;
    /// whether anything else is in the way is for the caller to look.
    ///
    /// # Errors
    /// [`Failure::Input`] when the folder holds finished results or another process writes there; [`Failure::Work`]
    /// when it cannot be written.
    pub fn create(path: &Path, layout: &Layout, with_csv: bool) -> Result<Self, Failure> {
        let mut folder = Folder::claim(path)?;
        let rows = Rows::new(layout);
        let csv = |name: &'static str| with_csv.then_some(name);
        let runs = DataFile::create(&mut folder, "runs.parquet", csv("runs.csv"), rows.run_fields(), RUNS_GROUP)?;
        let daily = DataFile::create(&mut folder, "daily.parquet", csv("daily.csv"), &daily_fields(), DAILY_GROUP)?;
        let people =
            DataFile::create(&mut folder, "people.parquet", csv("people.csv"), &people_fields(), PEOPLE_GROUP)?;
        Ok(Self { runs, daily, people, rows, daily_rows: 0, people_rows: 0, folder })
    }

    /// Adds the next run.
    ///
    /// # Errors
    /// [`Failure::Work`] when it cannot be written.
    pub fn append(&mut self, run: &Run) -> Result<(), Failure> {
        self.runs.push(&self.rows.run(run))?;
        self.runs.end_run()?;
        if let Ok(done) = &run.result {
            for (date, row) in &done.rows {
                self.daily.push(&daily_row(run.point, run.replicate, *date, row))?;
            }
            self.daily_rows += done.rows.len() as u64;
            self.daily.end_run()?;
            for group in &done.groups {
                self.people.push(&people_row(run.point, run.replicate, group))?;
            }
            self.people_rows += done.groups.len() as u64;
            self.people.end_run()?;
        }
        Ok(())
    }

    /// How many daily or weekly rows were added.
    #[must_use]
    pub fn daily_rows(&self) -> u64 {
        self.daily_rows
    }

    /// How many rows of groups of people were added.
    #[must_use]
    pub fn people_rows(&self) -> u64 {
        self.people_rows
    }

    /// Completes the files, gives them their names and writes the manifest.
    ///
    /// # Errors
    /// [`Failure::Work`] when something cannot be written; then nothing is left.
    pub fn finish(self, manifest: &Manifest) -> Result<(), Failure> {
        // As in the struct: whatever fails, the files are closed before the folder cleans up.
        let Self { folder, people, daily, runs, .. } = self;
        runs.finish()?;
        daily.finish()?;
        people.finish()?;
        folder.keep(manifest)
    }
}

/// How many bytes the rows of one run come to, that of its outcomes and each file's fixed costs left out.
///
/// # Errors
/// [`Failure::Work`] when they cannot be encoded.
pub fn encoded_size(done: &Done, with_csv: bool) -> Result<u64, Failure> {
    let daily = done.rows.iter().map(|(date, row)| daily_row(0, 0, *date, row));
    let people = done.groups.iter().map(|group| people_row(0, 0, group));
    Ok(encoded(&daily_fields(), daily, with_csv)? + encoded(&people_fields(), people, with_csv)?)
}

fn encoded(fields: &[Field], rows: impl Iterator<Item = Vec<Cell>>, with_csv: bool) -> Result<u64, Failure> {
    let cannot_encode = |error: &dyn std::error::Error| Failure::Work(format!("cannot encode a run: {error}"));
    let mut parquet = ParquetFile::new(std::io::sink(), fields).map_err(|error| cannot_encode(&error))?;
    let mut csv = CsvFile::new(Vec::new(), fields).map_err(|error| cannot_encode(&error))?;
    for row in rows {
        parquet.push(&row);
        csv.push(&row).map_err(|error| cannot_encode(&error))?;
    }
    parquet.flush().map_err(|error| cannot_encode(&error))?;
    let text = csv.finish().map_err(|error| cannot_encode(&error))?;
    Ok(parquet.bytes_written() as u64 + if with_csv { text.len() as u64 } else { 0 })
}

/// One table: a Parquet file and, if asked for, a CSV file beside it.
struct DataFile {
    path: std::path::PathBuf,
    parquet: ParquetFile<BufWriter<File>>,
    csv: Option<CsvFile<BufWriter<File>>>,
    group: usize,
}

impl DataFile {
    fn create(
        folder: &mut Folder,
        parquet: &'static str,
        csv: Option<&'static str>,
        fields: &[Field],
        group: usize,
    ) -> Result<Self, Failure> {
        let path = folder.path(parquet);
        let sink = BufWriter::new(folder.start(parquet)?);
        let parquet = ParquetFile::new(sink, fields).map_err(|error| cannot_write(&path, &error))?;
        let csv = match csv {
            Some(name) => {
                let sink = BufWriter::new(folder.start(name)?);
                Some(CsvFile::new(sink, fields).map_err(|error| cannot_write(&folder.path(name), &error))?)
            }
            None => None,
        };
        Ok(Self { path, parquet, csv, group })
    }

    fn push(&mut self, row: &[Cell]) -> Result<(), Failure> {
        self.parquet.push(row);
        match &mut self.csv {
            Some(csv) => csv.push(row).map_err(|error| cannot_write(&self.path.with_extension("csv"), &error)),
            None => Ok(()),
        }
    }

    /// Row groups end where runs end, so that a reader of one run reads one group.
    fn end_run(&mut self) -> Result<(), Failure> {
        if self.parquet.rows_held() < self.group {
            return Ok(());
        }
        self.parquet.flush().map_err(|error| cannot_write(&self.path, &error))
    }

    fn finish(self) -> Result<(), Failure> {
        let sink = self.parquet.finish().map_err(|error| cannot_write(&self.path, &error))?;
        to_disk(sink).map_err(|error| cannot_write(&self.path, &error))?;
        let Some(csv) = self.csv else { return Ok(()) };
        csv.finish().and_then(to_disk).map_err(|error| cannot_write(&self.path.with_extension("csv"), &error))
    }
}

/// Sees the last bytes onto the disk, so that a full one is noticed before the file gets its name.
fn to_disk(sink: BufWriter<File>) -> std::io::Result<()> {
    sink.into_inner().map_err(|error| error.into_error())?.sync_all()
}
