//! The data files of a folder of results, with the manifest of a tiny study beside them. The first byte of an input says
//! which of the three files the others are.

use std::fs;

use strait_runner::store::{Column, Manifest, Study};

use super::manifest::DATA;
use super::{command, folder, reading};

pub fn run(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let which = usize::from(which % 3);
    let folder = folder::empty("tables");
    for (place, (name, data)) in DATA.iter().enumerate() {
        fs::write(folder.join(name), if place == which { bytes } else { data }).expect("a file in memory");
    }
    fs::copy(folder::folder().join("tiny").join(Manifest::FILE), folder.join(Manifest::FILE)).expect("a manifest");
    let study = Study::open(&folder).expect("the manifest is sound");
    let counts = study.manifest().counts;
    let (read, rows) = match which {
        0 => (study.runs(), counts.runs),
        1 => (study.daily(&["returned", "arrivals"]), counts.daily_rows),
        _ => (study.people(), counts.people_rows),
    };
    match read {
        Ok(table) => {
            assert!(table.columns().iter().all(|(_, column)| column.len() as u64 == rows));
            let text = |column: &Column| match column {
                Column::Text(texts) => texts.iter().map(String::len).sum(),
                _ => 0,
            };
            assert!(table.columns().iter().map(|(_, column)| text(column)).sum::<usize>() < 256 << 20);
            reading::commands(&folder, crc32fast::hash(bytes) as u8);
        }
        Err(failure) => command::is_short(&failure),
    }
}
