//! Results on disk.

mod table;

pub use table::{Column, Table};
