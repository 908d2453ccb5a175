//! The series on disk: read, compared and replaced as a whole.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::checks::Day;
use crate::failure::Failure;
use crate::plain_file;
use crate::store::{UNFINISHED, cannot_write, write_new};

/// The largest series that is read, here as wherever it is used \[bytes\].
const MOST_SERIES: u64 = 4 << 20;

/// What became of one series.
#[derive(Debug)]
pub struct Change {
    /// The file's name.
    pub file: &'static str,
    /// How many dates the series did not have before \[rows\].
    pub added: usize,
    /// The values that are no longer as they were, in order of dates.
    pub revised: Vec<Revision>,
    /// The last date.
    pub last: Option<Date>,
    /// How many dates of the workbook were left out since they are later than what was asked for.
    pub left_out: usize,
}

impl Change {
    /// Whether the series is as it was.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.added == 0 && self.revised.is_empty()
    }

    /// The dates of which a value is no longer recorded that was.
    pub fn unrecorded(&self) -> impl Iterator<Item = Date> {
        let gone = |revision: &&Revision| revision.values.iter().any(|(_, _, now)| now.is_empty());
        self.revised.iter().filter(gone).map(|revision| revision.date)
    }
}

/// A date whose values were revised.
#[derive(Debug)]
pub struct Revision {
    /// The date.
    pub date: Date,
    /// Each column that was revised: its name, the old text and the new one, empty where nothing is recorded.
    pub values: Vec<(String, String, String)>,
}

/// A row of a series: a date and what stands behind it.
pub(super) struct Row {
    date: Date,
    values: Vec<String>,
}

impl Row {
    pub(super) fn new(date: Date, values: &[Option<u32>]) -> Self {
        let text = |value: &Option<u32>| value.map_or_else(String::new, |value| value.to_string());
        Self { date, values: values.iter().map(text).collect() }
    }
}

/// The row of a day.
pub(super) fn day_row(day: &Day) -> Row {
    Row::new(day.date, &[day.arrivals, day.boats])
}

/// A series as it is to be.
pub(super) struct Table {
    pub(super) file: &'static str,
    pub(super) header: &'static str,
    pub(super) rows: Vec<Row>,
    /// How many dates were left out, which are later.
    pub(super) left_out: usize,
}

/// A series as it was.
#[derive(Default)]
struct Old {
    text: Option<String>,
    rows: BTreeMap<Date, Vec<String>>,
}

/// Brings both series in a folder up to date; a file that would not change is not touched.
///
/// # Errors
/// [`Failure::Input`] when the old series cannot be read or would lose dates; [`Failure::Work`] when the
/// new ones cannot be written. The old ones are there then as they were.
pub(super) fn update(folder: &Path, tables: [&Table; 2]) -> Result<[Change; 2], Failure> {
    let [first, second] = tables;
    let olds = [old(folder, first)?, old(folder, second)?];
    let changes = [change(folder, first, &olds[0])?, change(folder, second, &olds[1])?];
    let mut unfinished = Unfinished(Vec::new());
    let mut renames = Vec::new();
    for ((table, old), change) in tables.into_iter().zip(&olds).zip(&changes) {
        if change.is_none() && old.text.is_some() {
            continue;
        }
        let (partial, path) = (folder.join(format!("{}{UNFINISHED}", table.file)), folder.join(table.file));
        write_new(&partial, table.text().as_bytes()).map_err(|error| cannot_write(&path, &error))?;
        unfinished.0.push(partial.clone());
        renames.push((partial, path, old));
    }
    for place in 0..renames.len() {
        let (partial, path, _) = &renames[place];
        if let Err(error) = fs::rename(partial, path) {
            for (partial, path, old) in &renames[..place] {
                let undone = match &old.text {
                    Some(text) => write_new(partial, text.as_bytes()).and_then(|()| fs::rename(partial, path)),
                    None => fs::remove_file(path),
                };
                undone.map_err(|error| cannot_write(path, &error))?;
            }
            return Err(cannot_write(path, &error));
        }
    }
    // Makes the new names last. Where a folder cannot be synced, the files still are.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(changes)
}

/// Files that go away again, unless they have been given their names.
struct Unfinished(Vec<PathBuf>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        for path in &self.0 {
            let _ = fs::remove_file(path);
        }
    }
}

impl Table {
    fn text(&self) -> String {
        let rows = self.rows.iter().map(|row| format!("{},{}\n", row.date, row.values.join(",")));
        format!("{}\n{}", self.header, rows.collect::<String>())
    }
}

fn old(folder: &Path, table: &Table) -> Result<Old, Failure> {
    let path = folder.join(table.file);
    let wrong = |what: String| Failure::Input(format!("{}: {what}; nothing was changed", path.display()));
    let text = match plain_file::read_text(&path, MOST_SERIES) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Old::default()),
        Err(error) => return Err(wrong(error.to_string())),
    };
    if text.trim().is_empty() {
        return Err(wrong(format!("it is empty; allowed: no file, or one that begins with {:?}", table.header)));
    }
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| wrong(error.to_string()))?.iter().collect::<Vec<_>>().join(",");
    if header != table.header {
        let header = super::cells::short(&header);
        return Err(wrong(format!("its header is {header:?}; allowed: {:?}", table.header)));
    }
    let mut rows = BTreeMap::new();
    for (place, cells) in reader.records().enumerate() {
        let cells = cells.map_err(|error| wrong(error.to_string()))?;
        let mut cells = cells.iter().map(str::to_owned);
        let date = cells.next().unwrap_or_default();
        let date: Date = date.parse().map_err(|_| {
            let date = super::cells::short(&date);
            wrong(format!("row {} has the date {date:?}; allowed: yyyy-mm-dd", place + 2))
        })?;
        if rows.insert(date, cells.collect()).is_some() {
            return Err(wrong(format!("row {} has {date} again; allowed: each date once", place + 2)));
        }
    }
    Ok(Old { text: Some(text), rows })
}

fn change(folder: &Path, table: &Table, old: &Old) -> Result<Change, Failure> {
    let mut gone = old.rows.clone();
    let last = table.rows.last().map(|row| row.date);
    let mut change = Change { file: table.file, added: 0, revised: Vec::new(), last, left_out: table.left_out };
    for row in &table.rows {
        let Some(before) = gone.remove(&row.date) else {
            change.added += 1;
            continue;
        };
        let names = table.header.split(',').skip(1);
        let pairs = names.zip(before.into_iter().zip(&row.values));
        let values: Vec<_> = pairs
            .filter(|(_, (before, now))| before != *now)
            .map(|(name, (before, now))| (name.to_owned(), before, now.clone()))
            .collect();
        if !values.is_empty() {
            change.revised.push(Revision { date: row.date, values });
        }
    }
    // An older or cut workbook must not take away what is known.
    if let (Some((first, _)), Some((last, _))) = (gone.first_key_value(), gone.last_key_value()) {
        let why = if table.left_out > 0 { "and --until leaves them out" } else { "which the workbook does not have" };
        return Err(Failure::Input(format!(
            "{}: it would lose dates: {}, from {first} to {last}, {why}; allowed: a workbook with all of its dates, such \
             as the latest, and no --until before the last; nothing was changed",
            folder.join(table.file).display(),
            gone.len()
        )));
    }
    Ok(change)
}
