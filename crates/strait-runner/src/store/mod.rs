//! Results on disk.
//!
//! A folder of results holds `manifest.json` (what was run, and how), `runs.parquet` (a row a run: its settings and
//! outcomes), `daily.parquet` (a row a day or a week of each run) and `people.parquet` (a row for each origin, age and sex
//! of each run). [`Writer`] fills it as runs come in, so that memory does not grow with their number; [`Study`] reads it. The data files hold nothing that depends on the machine,
//! the time or the number of threads: the same inputs give the same bytes.

mod cells;
mod csv_file;
mod folder;
mod layout;
mod lock;
mod manifest;
mod pages;
mod parquet_file;
mod parquet_reader;
mod study;
mod table;
mod whole;
mod writer;

pub(crate) use folder::{UNFINISHED, cannot_write, check_free, check_unfinished};
pub(crate) use lock::open_locked;
pub(crate) use manifest::{GROUPS_MAX, sha256};

pub use layout::{Layout, rows_of};
pub use manifest::{Counts, Host, Manifest, Part, PointSettings, ScenarioText, Timings, Uncertainty};
pub use study::Study;
pub use table::{Column, Table};
pub(crate) use whole::{write_new, write_whole};
pub use writer::{Done, Run, Writer, encoded_size};

/// The column that numbers the points of a study.
pub const POINT: &str = "point";
/// The column that numbers the replicates of a point.
pub const REPLICATE: &str = "replicate";
/// The column with the date of a row: the day itself, or the Sunday on which its week ends.
pub const DATE: &str = "date";
/// The column with the name of people's origin.
pub const ORIGIN: &str = "origin";
/// The column with people's age and company.
pub const AGE: &str = "age";
/// The column with people's sex.
pub const SEX: &str = "sex";
/// The column that says whether a run was done or failed.
pub const STATUS: &str = "status";
