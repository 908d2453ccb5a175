//! A Parquet file, written row by row.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::cells::{Cell, Field, Kind};
use super::{DATE, POINT, REPLICATE};
use crate::day_number;

/// A Parquet file in the making.
///
/// Rows are held until [`flush`](Self::flush) writes them as one row group, so row groups, and with them the bytes of
/// the file, depend on nothing but the rows and on when the caller flushes.
pub(super) struct ParquetFile<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Held>,
    rows: usize,
}

/// The rows of one column not yet written.
enum Held {
    Integer(Vec<i64>),
    /// The numbers that exist, and for each row whether it has one (1) or not (0).
    Number(Vec<f64>, Vec<i16>),
    Text(Vec<ByteArray>),
    Date(Vec<i32>),
}

impl<W: Write + Send> ParquetFile<W> {
    /// Starts a file with these columns.
    pub(super) fn new(sink: W, fields: &[Field]) -> Result<Self, ParquetError> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            // What is known of each row group is kept in memory until the file is closed: no more than it takes to find
            // a run or a date.
            .set_statistics_enabled(EnabledStatistics::None)
            .set_offset_index_disabled(true);
        let properties = [POINT, REPLICATE, DATE]
            .into_iter()
            .fold(properties, |properties, name| {
                properties.set_column_statistics_enabled(name.into(), EnabledStatistics::Chunk)
            })
            .build();
        let writer = SerializedFileWriter::new(sink, schema(fields)?, Arc::new(properties))?;
        let columns = fields.iter().map(|field| Held::empty(field.kind)).collect();
        Ok(Self { writer, columns, rows: 0 })
    }

    /// Adds a row, whose cells are of the columns' kinds.
    pub(super) fn push(&mut self, row: &[Cell]) {
        assert_eq!(row.len(), self.columns.len(), "a row has a cell for each column");
        for (column, cell) in self.columns.iter_mut().zip(row) {
            column.push(cell);
        }
        self.rows += 1;
    }

    /// How many rows are held and not yet written.
    pub(super) fn rows_held(&self) -> usize {
        self.rows
    }

    /// Writes the rows held as one row group.
    pub(super) fn flush(&mut self) -> Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            let mut out = group.next_column()?.ok_or_else(|| ParquetError::General("a column too many".to_owned()))?;
            match column {
                Held::Integer(values) => out.typed::<Int64Type>().write_batch(values, None, None)?,
                Held::Number(values, exists) => {
                    out.typed::<DoubleType>().write_batch(values, Some(exists.as_slice()), None)?
                }
                Held::Text(values) => out.typed::<ByteArrayType>().write_batch(values, None, None)?,
                Held::Date(values) => out.typed::<Int32Type>().write_batch(values, None, None)?,
            };
            out.close()?;
            column.clear();
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }

    /// How many bytes have been written: all row groups, without the footer.
    pub(super) fn bytes_written(&self) -> usize {
        self.writer.bytes_written()
    }

    /// Writes what is held and the footer, and gives back the sink.
    pub(super) fn finish(mut self) -> Result<W, ParquetError> {
        self.flush()?;
        self.writer.into_inner()
    }
}

impl Held {
    fn empty(kind: Kind) -> Self {
        match kind {
            Kind::Integer => Self::Integer(Vec::new()),
            Kind::Number => Self::Number(Vec::new(), Vec::new()),
            Kind::Text => Self::Text(Vec::new()),
            Kind::Date => Self::Date(Vec::new()),
        }
    }

    fn push(&mut self, cell: &Cell) {
        match (self, cell) {
            (Self::Integer(values), Cell::Integer(value)) => values.push(*value),
            (Self::Number(values, exists), Cell::Number(value)) => {
                if !value.is_nan() {
                    values.push(*value);
                }
                exists.push(i16::from(!value.is_nan()));
            }
            (Self::Text(values), Cell::Text(value)) => values.push(value.as_str().into()),
            (Self::Date(values), Cell::Date(value)) => values.push(day_number::of(*value)),
            (_, cell) => unreachable!("{cell:?} in a column of another kind"),
        }
    }

    fn clear(&mut self) {
        match self {
            Self::Integer(values) => values.clear(),
            Self::Number(values, exists) => {
                values.clear();
                exists.clear();
            }
            Self::Text(values) => values.clear(),
            Self::Date(values) => values.clear(),
        }
    }
}

fn schema(fields: &[Field]) -> Result<TypePtr, ParquetError> {
    let columns = fields.iter().map(|field| column_type(field).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Type::group_type_builder("strait").with_fields(columns).build()?))
}

fn column_type(field: &Field) -> Result<Type, ParquetError> {
    let (physical, logical, repetition) = match field.kind {
        Kind::Integer => (PhysicalType::INT64, None, Repetition::REQUIRED),
        // A number that does not exist is null, which every tool leaves out of a mean; NaN would spoil it.
        Kind::Number => (PhysicalType::DOUBLE, None, Repetition::OPTIONAL),
        Kind::Text => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String), Repetition::REQUIRED),
        Kind::Date => (PhysicalType::INT32, Some(LogicalType::Date), Repetition::REQUIRED),
    };
    Type::primitive_type_builder(&field.name, physical).with_logical_type(logical).with_repetition(repetition).build()
}
