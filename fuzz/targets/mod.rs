//! What the fuzzers run. Whatever a target is given, it must end soon, take little memory and not panic; what it is given
//! that is sound must come back as it was.

mod bytes;
mod command;
mod folder;
mod reading;
mod tiny;

pub mod ensemble;
pub mod fitting;
pub mod journal;
pub mod manifest;
pub mod scenario;
pub mod simulation;
pub mod study;
pub mod sweep;
pub mod tables;
pub mod workbook;

/// A target's name and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 10] = [
    ("ensemble", ensemble::run),
    ("fitting", fitting::run),
    ("journal", journal::run),
    ("manifest", manifest::run),
    ("scenario", scenario::run),
    ("simulation", simulation::run),
    ("study", study::run),
    ("sweep", sweep::run),
    ("tables", tables::run),
    ("workbook", workbook::run),
];

/// Seeds that are made of a tiny study's results: the name of each, and what is in it.
pub fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let [(_, runs), (_, daily), (_, people)] = &*manifest::DATA;
    let prefixed = |first: u8, bytes: &[u8]| [&[first], bytes].concat();
    let (file, contents) = journal::seeds();
    vec![
        ("manifest/tiny.json", std::fs::read(folder::folder().join("tiny/manifest.json")).expect("results")),
        ("tables/runs", prefixed(0, runs)),
        ("tables/daily", prefixed(1, daily)),
        ("tables/people", prefixed(2, people)),
        ("journal/whole", prefixed(2, &file)),
        ("journal/shard", prefixed(3, &contents)),
        ("journal/going-on", prefixed(1, &journal::unfinished())),
    ]
}
