//! Reads columns of a Parquet file into a table.

use std::fs::File;
use std::path::Path;

use parquet::basic::Type as PhysicalType;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::manifest::Manifest;
use super::pages;
use super::table::{Column, Table};
use crate::failure::Failure;
use crate::{day_number, memory, plain_file};

/// Most rows for each byte of a file: the fewest bytes that this program leaves for a row are some 0.4, in the heads of the
/// columns of each group of rows.
const ROWS_A_BYTE: u64 = 4;

/// Most bytes of all texts of a column together.
const TEXT_MAX: usize = 256 << 20;

/// What a cell takes in memory, a text's own bytes left out [bytes].
const BYTES_A_CELL: u64 = 32;

/// Reads these columns in this order, or all when none are named, of a file with so many rows by what its manifest says.
pub(super) fn read(path: &Path, names: Option<&[&str]>, rows: u64) -> Result<Table, Failure> {
    let unusable = |reason: String| Failure::Input(format!("cannot read {}: {reason}", path.display()));
    let plain = plain_file::open(path).map_err(|error| unusable(error.to_string()))?;
    let (length, again) = plain
        .metadata()
        .and_then(|about| Ok((about.len(), plain.try_clone()?)))
        .map_err(|error| unusable(error.to_string()))?;
    let file = SerializedFileReader::new(plain).map_err(|error| unusable(error.to_string()))?;
    let about = file.metadata().file_metadata();
    let schema = about.schema_descr();
    let own: Vec<_> = schema.columns().iter().map(|column| column.name()).collect();
    let wanted = names.map_or(own.len(), <[_]>::len) as u64;
    check_rows(path, &file, rows)?;
    if rows > length.saturating_mul(ROWS_A_BYTE) {
        return Err(unusable(format!("{rows} rows in {length} bytes are more than strait writes")));
    }
    if rows.saturating_mul(wanted).saturating_mul(BYTES_A_CELL) > memory::free() {
        return Err(Failure::Work(format!("not enough memory for {rows} rows of {}", path.display())));
    }
    let mut table = Table::new();
    for &name in names.unwrap_or(&own) {
        let index =
            own.iter().position(|own| *own == name).ok_or_else(|| unusable(format!("it has no column \"{name}\"")))?;
        let column = read_column(&file, &again, index).map_err(|error| unusable(error.to_string()))?;
        if column.len() as u64 != rows {
            return Err(unusable(format!("the column \"{name}\" does not have {rows} values")));
        }
        table.push(name, column);
    }
    Ok(table)
}

/// Checks that the groups of a file have as many rows as its manifest says.
fn check_rows(path: &Path, file: &SerializedFileReader<File>, rows: u64) -> Result<(), Failure> {
    let groups = file.metadata().row_groups().iter().map(|group| u64::try_from(group.num_rows()).unwrap_or(u64::MAX));
    let own = groups.fold(0, u64::saturating_add);
    if own == rows {
        return Ok(());
    }
    Err(Failure::Input(format!(
        "{} has {own} rows, {} says {rows}: they are not of one study",
        path.display(),
        Manifest::FILE
    )))
}

fn read_column(file: &SerializedFileReader<File>, again: &File, index: usize) -> Result<Column, ParquetError> {
    let mut texts = 0;
    let mut column = match file.metadata().file_metadata().schema_descr().column(index).physical_type() {
        PhysicalType::INT64 => Column::Integer(Vec::new()),
        PhysicalType::DOUBLE => Column::Number(Vec::new()),
        _ => Column::Text(Vec::new()),
    };
    for group in 0..file.num_row_groups() {
        let group = file.get_row_group(group)?;
        let rows = usize::try_from(group.metadata().num_rows())?;
        pages::check(again, group.metadata().column(index)).map_err(ParquetError::General)?;
        match (&mut column, group.get_column_reader(index)?) {
            (Column::Integer(all), ColumnReader::Int64ColumnReader(reader)) => all.extend(values(reader, rows)?.0),
            (Column::Number(all), ColumnReader::DoubleColumnReader(reader)) => {
                let (values, exists) = values(reader, rows)?;
                all.extend(with_gaps(values, &exists));
            }
            (Column::Text(all), ColumnReader::ByteArrayColumnReader(reader)) => {
                for text in values(reader, rows)?.0 {
                    // A dictionary can hold a long text once and mean it a million times.
                    texts += text.len();
                    if texts > TEXT_MAX {
                        return Err(ParquetError::General(format!(
                            "the texts of a column have more than {TEXT_MAX} bytes"
                        )));
                    }
                    all.push(text.as_utf8()?.to_owned());
                }
            }
            (Column::Text(all), ColumnReader::Int32ColumnReader(reader)) => {
                for number in values(reader, rows)?.0 {
                    let day = day_number::date_of(number)
                        .ok_or_else(|| ParquetError::General(format!("no calendar has the day {number} after 1970")))?;
                    all.push(day.to_string());
                }
            }
            _ => return Err(ParquetError::General("a column of a kind that strait does not write".to_owned())),
        }
    }
    Ok(column)
}

/// The values of one chunk, and for each row whether it has one.
fn values<T: DataType>(mut reader: ColumnReaderImpl<T>, rows: usize) -> Result<(Vec<T::T>, Vec<i16>), ParquetError> {
    let (mut values, mut exists) = (Vec::new(), Vec::new());
    let mut read = 0;
    while read < rows {
        let (more, ..) = reader.read_records(rows - read, Some(&mut exists), None, &mut values)?;
        if more == 0 {
            return Err(ParquetError::EOF(format!("{read} rows where there should be {rows}")));
        }
        read += more;
    }
    Ok((values, exists))
}

/// Puts NaN where a row has no value.
fn with_gaps(values: Vec<f64>, exists: &[i16]) -> impl Iterator<Item = f64> {
    let mut values = values.into_iter();
    exists.iter().map(move |&exists| if exists == 1 { values.next() } else { None }.unwrap_or(f64::NAN))
}
