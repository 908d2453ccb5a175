//! The file as it comes: what is in it is whole and bounded before a workbook is read from it.
//!
//! `calamine` reads ODS well but trusts it: a table without an end keeps it busy for ever, and a few bytes that repeat
//! a cell can fill memory. So the content is read once here, within bounds, and only what has passed is handed on.

use std::fs::File;
use std::io::{Cursor, Read, Seek, Write};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The largest file that is read \[bytes\]. The published workbook has well under one million.
const MOST_FILE: u64 = 16 << 20;
/// The largest content once unpacked \[bytes\].
const MOST_CONTENT: u64 = 64 << 20;
/// Most rows of a sheet, repeated ones counted as often as they stand there.
const MOST_ROWS: u64 = 100_000;
/// Most columns of a sheet.
const MOST_COLUMNS: u64 = 1_000;
/// Most cells of a workbook.
const MOST_CELLS: u64 = 1_000_000;
/// Most spaces that one mark may stand for.
const MOST_SPACES: u64 = 1_000;
/// Most attributes of a row or cell.
const MOST_ATTRIBUTES: u64 = 100;

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST: &str = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";

/// A package with the content of this file and nothing else, fit to be read as a workbook.
///
/// # Errors
/// What is wrong with the file: unreadable, no ODS, broken, or too large.
pub(super) fn checked(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| format!("cannot be read: {error}");
    let file = File::open(path).map_err(unreadable)?;
    if !file.metadata().map_err(unreadable)?.is_file() {
        return Err("is no regular file".to_owned());
    }
    let bytes = bounded(file, MOST_FILE, "the file")?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("is no ODS workbook: {error}"))?;
    let kind = part(&mut archive, "mimetype", 1 << 10)?;
    if kind.trim_end() != KIND {
        return Err(format!("is no ODS workbook: its type is {:?}, allowed is {KIND:?}", super::cells::short(&kind)));
    }
    let content = part(&mut archive, "content.xml", MOST_CONTENT)?;
    check(&content)?;
    repacked(&content).map_err(|error| format!("cannot be read: {error}"))
}

fn part(archive: &mut ZipArchive<impl Read + Seek>, name: &str, most: u64) -> Result<String, String> {
    let part = archive.by_name(name).map_err(|error| format!("is no ODS workbook: {name}: {error}"))?;
    // The size that the package states is not trusted: reading stops where too much has come.
    let bytes = bounded(part, most, name)?;
    String::from_utf8(bytes).map_err(|_| format!("is no ODS workbook: {name} is not UTF-8, or is encrypted"))
}

fn bounded(from: impl Read, most: u64, what: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes).map_err(|error| format!("cannot be read: {what}: {error}"))?;
    if bytes.len() as u64 > most {
        return Err(format!("is too large: {what} has more than {most} bytes"));
    }
    Ok(bytes)
}

fn repacked(content: &str) -> zip::result::ZipResult<Vec<u8>> {
    let mut package = ZipWriter::new(Cursor::new(Vec::with_capacity(content.len() + 1024)));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in [("mimetype", KIND), ("META-INF/manifest.xml", MANIFEST), ("content.xml", content)] {
        package.start_file(name, stored)?;
        package.write_all(text.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

/// What a row adds to its sheet. Empty cells and rows count once something follows them.
#[derive(Default)]
struct RowSize {
    repeats: u64,
    columns: u64,
    empty_columns: u64,
    bytes: u64,
    filled: bool,
}

struct CellSize {
    begin: u64,
    repeats: u64,
    empty: bool,
}

#[derive(Default)]
struct Sizes {
    cells: u64,
    bytes: u64,
    rows: u64,
    empty_rows: u64,
    columns: u64,
    in_sheet: bool,
    row: Option<RowSize>,
    cell: Option<CellSize>,
}

/// Refuses content that is not well-formed, or would grow beyond bounds when its repeats are carried out.
fn check(content: &str) -> Result<(), String> {
    let broken = |what: &dyn std::fmt::Display| format!("is broken: content.xml: {what}");
    let mut reader = Reader::from_str(content);
    reader.config_mut().expand_empty_elements = true;
    let mut sizes = Sizes::default();
    let mut depth = 0_u64;
    loop {
        let begin = reader.buffer_position();
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Start(element) => {
                depth += 1;
                sizes.start(&element, begin)?;
            }
            Event::End(element) => {
                depth -= 1;
                sizes.end(element.name().as_ref(), reader.buffer_position())?;
            }
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(broken(&"it ends too early")),
            _ => {}
        }
    }
}

impl Sizes {
    fn start(&mut self, element: &BytesStart<'_>, begin: u64) -> Result<(), String> {
        let misplaced = match element.name().as_ref() {
            "table:table" => {
                let within = self.in_sheet;
                (self.in_sheet, self.rows, self.empty_rows, self.columns) = (true, 0, 0, 0);
                within
            }
            "table:table-row" => {
                let row = RowSize { repeats: number(element, "table:number-rows-repeated")?, ..RowSize::default() };
                !self.in_sheet || self.row.replace(row).is_some()
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let repeats = number(element, "table:number-columns-repeated")?;
                let cell = CellSize { begin, repeats, empty: is_empty(element)? };
                self.row.is_none() || self.cell.replace(cell).is_some()
            }
            "text:s" => {
                within("spaces in a row", number(element, "text:c")?, MOST_SPACES)?;
                false
            }
            _ => false,
        };
        if misplaced {
            Err("is broken: content.xml: tables, rows or cells within their like".to_owned())
        } else {
            Ok(())
        }
    }

    fn end(&mut self, name: &str, end: u64) -> Result<(), String> {
        match name {
            "table:table" => {
                self.in_sheet = false;
                self.cells = self.cells.saturating_add(self.rows.saturating_mul(self.columns));
                within("cells", self.cells, MOST_CELLS)
            }
            "table:table-row" => self.row.take().map_or(Ok(()), |row| self.end_row(&row)),
            "table:table-cell" | "table:covered-table-cell" => {
                let (Some(row), Some(cell)) = (&mut self.row, self.cell.take()) else { return Ok(()) };
                row.columns = row.columns.saturating_add(row.empty_columns);
                row.empty_columns = 0;
                if cell.empty {
                    row.empty_columns = cell.repeats;
                } else {
                    row.columns = row.columns.saturating_add(cell.repeats);
                    row.bytes = row.bytes.saturating_add(cell.repeats.saturating_mul(end.saturating_sub(cell.begin)));
                    row.filled = true;
                }
                within("columns in a sheet", row.columns, MOST_COLUMNS)
            }
            _ => Ok(()),
        }
    }

    fn end_row(&mut self, row: &RowSize) -> Result<(), String> {
        // A row is kept once as it is read, then as often as it stands there.
        self.cells = self.cells.saturating_add(row.columns);
        self.columns = self.columns.max(row.columns);
        if row.filled {
            self.rows = self.rows.saturating_add(self.empty_rows).saturating_add(row.repeats);
            self.empty_rows = 0;
            self.bytes = self.bytes.saturating_add(row.bytes.saturating_mul(row.repeats));
        } else {
            self.empty_rows = self.empty_rows.saturating_add(row.repeats);
        }
        within("rows in a sheet", self.rows, MOST_ROWS)?;
        within("cells", self.cells, MOST_CELLS)?;
        within("bytes of cells", self.bytes, MOST_CONTENT)
    }
}

fn within(what: &str, found: u64, most: u64) -> Result<(), String> {
    if found > most { Err(format!("is too large: {found} {what}, allowed are {most}")) } else { Ok(()) }
}

fn attributes<'a>(element: &'a BytesStart<'_>) -> impl Iterator<Item = Result<Attribute<'a>, String>> {
    // Each is held against all before it, to find doubles.
    element.attributes().zip(1..).map(|(attribute, count)| {
        within("attributes of an element", count, MOST_ATTRIBUTES)?;
        attribute.map_err(|error| format!("is broken: content.xml: {error}"))
    })
}

/// How often something stands there, from 1.
fn number(element: &BytesStart<'_>, name: &str) -> Result<u64, String> {
    for attribute in attributes(element) {
        let attribute = attribute?;
        if attribute.key.as_ref() == name {
            let text = attribute.value.as_ref();
            // In digits only, so that every reader makes the same of it.
            let found = if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None };
            let wrong = || format!("is broken: content.xml: {name} is {:?}", super::cells::short(text));
            return found.filter(|&found| found > 0).ok_or_else(wrong);
        }
    }
    Ok(1)
}

/// Whether a cell holds no value. Its value must be a number if it says so: `calamine` relies on it.
fn is_empty(element: &BytesStart<'_>) -> Result<bool, String> {
    let mut empty = true;
    for attribute in attributes(element) {
        let attribute = attribute?;
        let (name, value) = (attribute.key.as_ref(), attribute.value.as_ref());
        empty &= !(name.starts_with("office:") || name.starts_with("calcext:") || name == "table:formula");
        let plain = || value.bytes().all(|byte| byte.is_ascii_digit() || b".-+eE".contains(&byte));
        if name == "office:value" && (!plain() || value.starts_with('+') || value.parse::<f64>().is_err()) {
            return Err(format!("is broken: content.xml: a number is {:?}", super::cells::short(value)));
        }
    }
    Ok(empty)
}
