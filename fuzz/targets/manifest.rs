//! The manifest of a folder of results, with the data of a tiny study beside it.

use std::fs;
use std::sync::LazyLock;

use super::{folder, reading, tiny};

/// The data of a tiny study.
pub static DATA: LazyLock<[(&str, Vec<u8>); 3]> = LazyLock::new(|| {
    let folder = folder::empty("tiny");
    tiny::write(&folder);
    ["runs.parquet", "daily.parquet", "people.parquet"]
        .map(|name| (name, fs::read(folder.join(name)).expect("results")))
});

pub fn run(bytes: &[u8]) {
    let folder = folder::empty("manifest");
    for (name, data) in DATA.iter() {
        fs::write(folder.join(name), data).expect("a file in memory");
    }
    fs::write(folder.join("manifest.json"), bytes).expect("a file in memory");
    reading::commands(&folder, crc32fast::hash(bytes) as u8);
}
