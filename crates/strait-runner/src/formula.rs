//! Texts in CSV files, which spreadsheets take for formulas when they begin like one.

use std::borrow::Cow;

use serde::Serialize;

/// The text as a cell: with an apostrophe before it where a spreadsheet would take it for a formula, and else as it is.
pub(crate) fn cell(text: &str) -> Cow<'_, str> {
    // Numbers and lists of numbers begin with a sign too.
    let list = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || b" .-+eE".contains(&byte));
    let number = |text: &str| list(text) || text.parse::<f64>().is_ok();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number(text) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// Rows as the text of a CSV file, every cell as [`cell`] has it.
///
/// # Errors
/// Rows that cannot be written.
pub(crate) fn csv(rows: &[impl Serialize]) -> Result<String, csv::Error> {
    let mut plain = csv::Writer::from_writer(Vec::new());
    rows.iter().try_for_each(|row| plain.serialize(row))?;
    let plain = plain.into_inner().map_err(|error| error.into_error())?;
    let mut out = csv::Writer::from_writer(Vec::new());
    for record in csv::ReaderBuilder::new().has_headers(false).from_reader(plain.as_slice()).records() {
        out.write_record(record?.iter().map(|text| cell(text).into_owned()))?;
    }
    let bytes = out.into_inner().map_err(|error| error.into_error())?;
    String::from_utf8(bytes).map_err(|error| std::io::Error::other(error).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_text_and_numbers_are_numbers() {
        for (text, written) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("@SUM(1)", "'@SUM(1)"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("\t=1", "'\t=1"),
            ("-1.5e-7", "-1.5e-7"),
            ("-1 2.5", "-1 2.5"),
            ("-inf", "-inf"),
            ("linear(semi_elasticity=1)", "linear(semi_elasticity=1)"),
            ("", ""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
