//! A series as a CSV file has it: its rows, and where each thing in them stands.

use std::sync::Arc;

use csv::StringRecord;
use jiff::civil::Date;

use super::cells::short;
use crate::scenario_file::{Fault, InputError, Place, Source};

/// The years that a date can be in.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// More people, boats or appeals than this are taken for a mistake.
const MOST: f64 = 1e9;

const ALLOWED_COUNT: &str = "a number from 0 to 1,000,000,000";
const ALLOWED_COUNT_OR_NOTHING: &str = "a number from 0 to 1,000,000,000, or nothing where none was recorded";

/// What a row of a series is read into.
pub(super) trait Record: Sized {
    /// The file's name.
    const FILE: &'static str;
    /// The series that the program carries.
    const BUILT_IN: &'static str;
    /// The columns that are read. Rows stand in the order of the first, a date as yyyy-mm-dd or a year.
    const COLUMNS: &'static [&'static str];

    /// Reads a row; none when anything in it is wrong, which the row has noted.
    fn read(row: &mut Row<'_>) -> Option<Self>;
}

/// A row of a series that is being read.
pub(super) struct Row<'a> {
    source: &'a Arc<Source>,
    header: &'a StringRecord,
    cells: &'a StringRecord,
    faults: &'a mut Vec<Fault>,
}

/// Reads all rows of a series.
///
/// # Errors
/// All that is wrong with it, at its places.
pub(super) fn records<T: Record>(source: &Arc<Source>) -> Result<Vec<T>, InputError> {
    let mut reader = csv::Reader::from_reader(source.text().as_bytes());
    let header = reader.headers().map_err(|error| unreadable(source, &error))?.clone();
    let absent = |column: &&str| !header.iter().any(|heading| heading == *column);
    let mut faults: Vec<Fault> = T::COLUMNS
        .iter()
        .copied()
        .filter(absent)
        .map(|column| {
            let found = header.iter().map(short).collect::<Vec<_>>().join(",");
            let allowed = format!("a header with {}", T::COLUMNS.join(", "));
            Fault::value(&format!("no column {column}"), &format!("{found:?}"), &allowed).at(&line(source, 0))
        })
        .collect();
    if !faults.is_empty() {
        return Err(InputError::new(faults));
    }
    let mut records = Vec::new();
    let mut last = String::new();
    for cells in reader.records() {
        let cells = match cells {
            Ok(cells) => cells,
            Err(error) => {
                faults.push(unreadable(source, &error));
                continue;
            }
        };
        let mut row = Row { source, header: &header, cells: &cells, faults: &mut faults };
        if let Some(record) = T::read(&mut row) {
            row.check_later_than(&mut last, T::COLUMNS[0]);
            records.push(record);
        }
    }
    if faults.is_empty() { Ok(records) } else { Err(InputError::new(faults)) }
}

impl<'a> Row<'a> {
    /// The date in a column, which must fit what is said of it in words.
    pub(super) fn date(&mut self, column: &str, what: &str, fits: fn(Date) -> bool) -> Option<Date> {
        let allowed = format!("{what} from {} to {} as yyyy-mm-dd", YEARS.start(), YEARS.end());
        self.value(column, &allowed, |text| {
            let date = text.parse().ok().filter(|date: &Date| date.to_string() == text && YEARS.contains(&date.year()));
            date.filter(|date| fits(*date))
        })
    }

    /// The year in a column.
    pub(super) fn year(&mut self, column: &str) -> Option<i16> {
        let allowed = format!("a year from {} to {}", YEARS.start(), YEARS.end());
        self.value(column, &allowed, |text| {
            text.parse().ok().filter(|year: &i16| year.to_string() == text && YEARS.contains(year))
        })
    }

    /// The count in a column.
    pub(super) fn count(&mut self, column: &str) -> Option<f64> {
        self.value(column, ALLOWED_COUNT, count)
    }

    /// The count in a column, none where nothing stands; what is wrong is noted.
    pub(super) fn count_if_any(&mut self, column: &str) -> Option<f64> {
        if self.cell(column).1.is_empty() {
            return None;
        }
        self.value(column, ALLOWED_COUNT_OR_NOTHING, count)
    }

    fn value<T>(&mut self, column: &str, allowed: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (place, cell) = self.cell(column);
        let value = read(cell);
        if value.is_none() {
            let found = if cell.is_empty() { "nothing".to_owned() } else { format!("{:?}", short(cell)) };
            self.faults.push(Fault::value(&column, &found, allowed).at(&self.place(place)));
        }
        value
    }

    /// Each row is later than the one before it.
    fn check_later_than(&mut self, last: &mut String, column: &str) {
        let (place, cell) = self.cell(column);
        // Written as they are, dates and years are in the order of their texts.
        if !last.is_empty() && cell <= last.as_str() {
            let fault = Fault::value(&column, cell, &format!("a later one than {last}, which stands before it"));
            self.faults.push(fault.at(&self.place(place)));
        }
        cell.clone_into(last);
    }

    /// Which cell of the row a column has, and what stands in it.
    fn cell(&self, column: &str) -> (usize, &'a str) {
        let place = self.header.iter().position(|heading| heading == column).unwrap_or_default();
        (place, self.cells.get(place).unwrap_or_default())
    }

    /// Where a cell stands; its whole line where cells in quotes hide that.
    fn place(&self, cell: usize) -> Place {
        let text = self.source.text();
        let begins = self.cells.position().map_or(0, |position| begins(text, position));
        let place = self.cells.range(cell).map(|range| begins + range.start + cell..begins + range.end + cell);
        match place {
            Some(place) if text.get(place.clone()) == self.cells.get(cell) => self.source.place(place),
            _ => line(self.source, begins),
        }
    }
}

fn count(text: &str) -> Option<f64> {
    text.parse().ok().filter(|count| (0.0..=MOST).contains(count))
}

/// Where a row begins: the reader counts what ends the line before it to the row.
fn begins(text: &str, position: &csv::Position) -> usize {
    let at = usize::try_from(position.byte()).unwrap_or(text.len()).min(text.len());
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
}

/// The line that begins at a place.
fn line(source: &Arc<Source>, begins: usize) -> Place {
    let rest = source.text().get(begins..).unwrap_or_default();
    source.place(begins..begins + rest.find(['\r', '\n']).unwrap_or(rest.len()))
}

/// A row of another length than the header.
fn unreadable(source: &Arc<Source>, error: &csv::Error) -> Fault {
    let begins = error.position().map_or(0, |position| begins(source.text(), position));
    let fault = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Fault::value(&"row", &format!("{len} cells"), &format!("{expected_len}, as the header has"))
        }
        _ => Fault::new(format!("cannot be read: {error}")),
    };
    fault.at(&line(source, begins))
}
