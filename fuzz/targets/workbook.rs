//! The Home Office's workbook: imported, or refused with the series as they were. An input that is no package is taken for
//! the content of one.

use std::fs;
use std::io::{Cursor, Write};

use strait_runner::observed::import;
use strait_runner::terminal::harmless;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{command, folder};

pub fn run(bytes: &[u8]) {
    let package = if bytes.starts_with(b"PK") { bytes.to_vec() } else { packed(bytes) };
    let path = folder::file("book.ods", &package);
    let series = folder::empty("series");
    match import(&path, &series, None) {
        Ok(first) => {
            assert!(first.changes.iter().any(|change| change.added > 0));
            let again = import(&path, &series, None).expect("what was imported once is imported again");
            assert!(again.changes.iter().all(|change| change.is_none()));
        }
        Err(failure) => {
            // What steers a terminal is taken out where it is written there.
            command::is_harmless(&harmless(&failure.to_string()));
            assert!(fs::read_dir(&series).expect("a folder").next().is_none(), "something was left");
        }
    }
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let kind: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    for (name, bytes) in [("mimetype", kind), ("content.xml", content)] {
        package.start_file(name, stored).expect("a part");
        package.write_all(bytes).expect("a part");
    }
    package.finish().expect("a package").into_inner()
}
