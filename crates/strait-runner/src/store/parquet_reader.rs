//! Reads columns of a Parquet file into a table.

use std::fs::File;
use std::path::Path;

use jiff::ToSpan;
use parquet::basic::Type as PhysicalType;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::parquet_file::EPOCH;
use super::table::{Column, Table};
use crate::failure::Failure;

/// Reads these columns in this order, or all when none are named.
pub(super) fn read(path: &Path, names: Option<&[&str]>) -> Result<Table, Failure> {
    let unusable = |reason: String| Failure::Input(format!("cannot read {}: {reason}", path.display()));
    let file = File::open(path).map_err(|error| unusable(error.to_string()))?;
    let file = SerializedFileReader::new(file).map_err(|error| unusable(error.to_string()))?;
    let schema = file.metadata().file_metadata().schema_descr();
    let own: Vec<_> = schema.columns().iter().map(|column| column.name()).collect();
    let mut table = Table::new();
    for &name in names.unwrap_or(&own) {
        let index =
            own.iter().position(|own| *own == name).ok_or_else(|| unusable(format!("it has no column \"{name}\"")))?;
        let column = read_column(&file, index).map_err(|error| unusable(error.to_string()))?;
        if !table.columns().is_empty() && column.len() != table.rows() {
            return Err(unusable(format!("the column \"{name}\" is not as long as the others")));
        }
        table.push(name, column);
    }
    Ok(table)
}

fn read_column(file: &SerializedFileReader<File>, index: usize) -> Result<Column, ParquetError> {
    let mut column = match file.metadata().file_metadata().schema_descr().column(index).physical_type() {
        PhysicalType::INT64 => Column::Integer(Vec::new()),
        PhysicalType::DOUBLE => Column::Number(Vec::new()),
        _ => Column::Text(Vec::new()),
    };
    for group in 0..file.num_row_groups() {
        let group = file.get_row_group(group)?;
        let rows = usize::try_from(group.metadata().num_rows())?;
        match (&mut column, group.get_column_reader(index)?) {
            (Column::Integer(all), ColumnReader::Int64ColumnReader(reader)) => all.extend(values(reader, rows)?.0),
            (Column::Number(all), ColumnReader::DoubleColumnReader(reader)) => {
                let (values, exists) = values(reader, rows)?;
                all.extend(with_gaps(values, &exists));
            }
            (Column::Text(all), ColumnReader::ByteArrayColumnReader(reader)) => {
                for text in values(reader, rows)?.0 {
                    all.push(text.as_utf8()?.to_owned());
                }
            }
            (Column::Text(all), ColumnReader::Int32ColumnReader(reader)) => {
                let days = values(reader, rows)?.0.into_iter();
                all.extend(days.map(|day| EPOCH.saturating_add(day.days()).to_string()));
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
