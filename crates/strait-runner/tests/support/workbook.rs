//! Small ODS workbooks.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The rows of a sheet: cells as text, "date:2025-01-06" for date cells and "number:12" for numeric ones.
pub(crate) type Rows = Vec<Vec<String>>;

/// Rows from text: a line a row, cells between bars.
pub(crate) fn rows(text: &str) -> Rows {
    text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// A workbook's content with these sheets.
pub(crate) fn content(sheets: &[(&str, Rows)]) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body>\
                   <office:spreadsheet>"
        .to_owned();
    for (name, rows) in sheets {
        write!(xml, "<table:table table:name=\"{name}\">").expect("text");
        for row in rows {
            xml += "<table:table-row>";
            for cell in row {
                xml += &match (cell.as_str(), cell.strip_prefix("date:"), cell.strip_prefix("number:")) {
                    ("", ..) => "<table:table-cell/>".to_owned(),
                    (_, Some(date), _) => {
                        format!("<table:table-cell office:value-type=\"date\" office:date-value=\"{date}\"/>")
                    }
                    (_, _, Some(number)) => format!(
                        "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p>\
                         </table:table-cell>"
                    ),
                    (text, ..) => format!(
                        "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
                    ),
                };
            }
            // As spreadsheets write them: the rest of the row, and below the rest of the sheet.
            xml += "<table:table-cell table:number-columns-repeated=\"16371\"/></table:table-row>";
        }
        xml += "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell \
                table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
    }
    xml + "</office:spreadsheet></office:body></office:document-content>"
}

/// A package with this content.
pub(crate) fn package(content: &[u8]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let kind: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    for (name, bytes) in [("mimetype", kind), ("META-INF/manifest.xml", b"<manifest/>"), ("content.xml", content)] {
        package.start_file(name, packed).expect("a part");
        package.write_all(bytes).expect("a part");
    }
    package.finish().expect("a package").into_inner()
}
