//! A CSV file, written row by row.

use std::io::Write;

use super::cells::{Cell, Field};
use crate::formula;

/// A CSV file in the making: the names of the columns, then the rows.
///
/// Numbers are written as short as they can be read back without loss, whole ones without a point; a number that does
/// not exist is an empty cell.
pub(super) struct CsvFile<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvFile<W> {
    /// Starts a file with these columns.
    pub(super) fn new(sink: W, fields: &[Field]) -> csv::Result<Self> {
        let mut writer = csv::Writer::from_writer(sink);
        writer.write_record(fields.iter().map(|field| formula::cell(&field.name).into_owned()))?;
        Ok(Self { writer })
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: &[Cell]) -> csv::Result<()> {
        for cell in row {
            match cell {
                Cell::Text(value) => self.writer.write_field(formula::cell(value).as_ref())?,
                other => self.writer.write_field(text(other))?,
            }
        }
        self.writer.write_record(None::<&[u8]>)
    }

    /// Writes what is held and gives back the sink.
    pub(super) fn finish(self) -> std::io::Result<W> {
        self.writer.into_inner().map_err(|error| error.into_error())
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Integer(value) => value.to_string(),
        Cell::Number(value) if value.is_nan() => String::new(),
        Cell::Number(value) => {
            // Debug writes the shortest digits that read back as the same number, and an exponent where it is shorter.
            let digits = format!("{value:?}");
            digits.strip_suffix(".0").map(str::to_owned).unwrap_or(digits)
        }
        Cell::Text(value) => value.clone(),
        Cell::Date(value) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_read_back_as_they_were() {
        for (number, written) in [
            (0.0, "0"),
            (441.0, "441"),
            (-3.0, "-3"),
            (0.1, "0.1"),
            (1.0 / 3.0, "0.3333333333333333"),
            (123_456_789_012.0, "123456789012"),
            (1e16, "1e16"),
            (2.5e-7, "2.5e-7"),
        ] {
            assert_eq!(text(&Cell::Number(number)), written);
            assert_eq!(written.parse(), Ok(number));
        }
        assert_eq!(text(&Cell::Number(f64::NAN)), "");
    }
}
