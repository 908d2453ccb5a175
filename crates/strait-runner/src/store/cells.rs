//! What the data files are made of: columns with a name and a kind, rows of cells.

use jiff::civil::Date;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Whole numbers.
    Integer,
    /// Numbers, some of which may not exist.
    Number,
    /// Text.
    Text,
    /// Days.
    Date,
}

/// A column's name and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: Kind,
}

impl Field {
    pub(super) fn new(name: impl Into<String>, kind: Kind) -> Self {
        Self { name: name.into(), kind }
    }
}

/// One value of one row, of its column's kind.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Integer(i64),
    /// NaN where there is no value.
    Number(f64),
    Text(String),
    Date(Date),
}
