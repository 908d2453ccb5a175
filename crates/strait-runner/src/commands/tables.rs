//! Tables on stdout in the formats that several commands offer.

use comfy_table::{Cell, CellAlignment, Table, presets};
use serde::Serialize;

use crate::failure::Failure;
use crate::formula;
use crate::markdown;
use crate::summary::number;

/// The format of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Tables for a terminal
    Table,
    /// Markdown
    Md,
    /// JSON
    Json,
    /// CSV
    Csv,
}

/// A table that people read: words in its first columns, numbers in the others but the last.
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) head: Vec<String>,
    /// How many columns hold words before those with numbers.
    pub(super) words: usize,
    pub(super) rows: Vec<Vec<String>>,
}

impl Sheet {
    /// For a terminal.
    pub(super) fn terminal(&self) -> String {
        let mut table = Table::new();
        table.load_style(presets::ASCII_MARKDOWN).set_header(&self.head);
        let last = self.head.len() - 1;
        for row in &self.rows {
            table.add_row(row.iter().enumerate().map(|(column, text)| {
                let side =
                    if column < self.words || column == last { CellAlignment::Left } else { CellAlignment::Right };
                Cell::new(text).set_alignment(side)
            }));
        }
        format!("{}\n\n{}\n", self.title, table.trim_fmt())
    }

    /// As Markdown.
    pub(super) fn markdown(&self) -> String {
        let head: Vec<String> = self.head.iter().map(|cell| escaped(cell)).collect();
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(|cell| escaped(cell)).collect());
        format!("{}\n\n{}", self.title, markdown::table(&head, self.words, rows))
    }
}

fn escaped(cell: &str) -> String {
    cell.replace('|', "\\|").replace('\n', " ")
}

/// Rows as JSON.
///
/// # Errors
/// [`Failure::Work`] when they cannot be written.
pub(super) fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(|why| cannot(&why))
}

/// Rows as CSV.
///
/// # Errors
/// [`Failure::Work`] when they cannot be written.
pub(super) fn csv(rows: &[impl Serialize]) -> Result<String, Failure> {
    formula::csv(rows).map_err(|why| cannot(&why))
}

fn cannot(why: &dyn std::fmt::Display) -> Failure {
    Failure::Work(format!("the table cannot be written: {why}"))
}

/// A number, or that there is none.
pub(super) fn or_none(value: f64) -> String {
    if value.is_finite() { number(value) } else { "none".to_owned() }
}

/// A number with its sign, or that there is none.
pub(super) fn signed(value: f64) -> String {
    if value > 0.0 && value.is_finite() { format!("+{}", number(value)) } else { or_none(value) }
}

/// A range of numbers with their signs, or that there is none.
pub(super) fn range(low: f64, high: f64) -> String {
    if low.is_finite() && high.is_finite() { format!("{} to {}", signed(low), signed(high)) } else { or_none(f64::NAN) }
}

/// A share in whole percent; `<1 %` and `>99 %` where rounding would hide that some are left.
pub(super) fn percent(share: f64) -> String {
    match 100.0 * share {
        share if !share.is_finite() => or_none(f64::NAN),
        share if share > 0.0 && share < 1.0 => "<1 %".to_owned(),
        share if share > 99.0 && share < 100.0 => ">99 %".to_owned(),
        share => format!("{share:.0} %"),
    }
}
