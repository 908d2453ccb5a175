//! Findings in words and tables, for a terminal and for a page.

use comfy_table::{Cell, CellAlignment, Table, presets};

use crate::charts::number;
use crate::formula;
use crate::markdown;

/// A finding: what is said of it, and its numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
    pub(crate) title: String,
    pub(crate) sentences: Vec<String>,
    /// The heads of the columns; the first holds words, the others numbers. None, and there is no table.
    pub(crate) header: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// For a terminal.
pub(crate) fn text(parts: &[Part]) -> String {
    let part = |part: &Part| {
        let mut text = format!("{}\n", part.title);
        part.sentences.iter().for_each(|sentence| text += &format!("{sentence}\n"));
        if !part.rows.is_empty() {
            let mut table = Table::new();
            // Reads well in a terminal, and can be pasted into notes as it is.
            table.load_style(presets::ASCII_MARKDOWN).set_header(&part.header);
            for row in &part.rows {
                let align = |(column, cell): (usize, &String)| {
                    let side = if column == 0 { CellAlignment::Left } else { CellAlignment::Right };
                    Cell::new(cell).set_alignment(side)
                };
                table.add_row(row.iter().enumerate().map(align));
            }
            text += &format!("\n{}\n", table.trim_fmt());
        }
        text
    };
    parts.iter().map(part).collect::<Vec<_>>().join("\n")
}

/// For a page.
pub(crate) fn page(parts: &[Part]) -> String {
    let part = |part: &Part| {
        let mut text = format!("## {}\n\n", part.title);
        part.sentences.iter().for_each(|sentence| text += &format!("{sentence}\n\n"));
        if !part.rows.is_empty() {
            let named = part.rows.iter().map(|row| {
                let mut row = row.clone();
                row[0] = format!("`{}`", row[0]);
                row
            });
            text += &markdown::table(&part.header, 1, named);
        }
        text
    };
    parts.iter().map(part).collect::<Vec<_>>().join("\n")
}

/// A share with its interval, in hundredths: `62 % [55, 69]`.
pub(crate) fn percent((value, low, high): (f64, f64, f64)) -> String {
    let hundredths = |share: f64| number(100.0 * share, 0);
    let interval =
        if low.is_finite() { format!(" [{}, {}]", hundredths(low), hundredths(high)) } else { String::new() };
    format!("{} %{interval}", hundredths(value))
}

/// Rows of a CSV file, the first its header.
///
/// # Errors
/// Why they cannot be written, in words; no reason is known.
pub(crate) fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> Result<String, String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    rows.into_iter()
        .try_for_each(|row| out.write_record(row.iter().map(|text| formula::cell(text).into_owned())))
        .map_err(|error| error.to_string())?;
    let bytes = out.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// A number in a CSV file: the shortest digits that read back to it, nothing where there is none.
pub(crate) fn cell(value: f64) -> String {
    if value.is_finite() { value.to_string() } else { String::new() }
}
