//! Tables and numbers of Markdown pages.

use crate::charts::number;

/// What stands where there is no number.
pub(crate) const NONE: &str = "–";

/// A table whose first columns hold words and whose others hold numbers.
pub(crate) fn table(header: &[&str], words: usize, rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule = |column: usize| if column < words { "---" } else { "---:" }.to_owned();
    let header_cells: Vec<String> = header.iter().map(|&cell| cell.to_owned()).collect();
    let rules: Vec<String> = (0..header.len()).map(rule).collect();
    let rows: String = rows.map(|row| line(&row)).collect();
    format!("{}{}{rows}", line(&header_cells), line(&rules))
}

/// A number to three significant digits: 1,230; 45.6; 0.0789.
pub(crate) fn digits(value: f64) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let magnitude = value.abs().log10().floor() as i32;
    let step = 10_f64.powi(magnitude - 2);
    number((value / step).round() * step, usize::try_from(2 - magnitude).unwrap_or(0))
}
