//! What a cell of the workbook says.

use calamine::Data;
use jiff::civil::Date;

/// More people or boats than this in a row is taken for a mistake.
const MOST: u32 = 1_000_000;

/// What a count may be, in words.
pub(super) const ALLOWED_COUNT: &str =
    "a whole number from 0 to 1,000,000, or \"-\" or nothing where none was recorded";
/// What a date may be, in words.
pub(super) const ALLOWED_DATE: &str = "a date, or text as dd/mm/yyyy";

/// Whether there is nothing in a cell, not even a dash.
pub(super) fn is_blank(cell: &Data) -> bool {
    match cell {
        Data::Empty => true,
        Data::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Whether a column is headed with these words and at most note marks in brackets, in any case and spacing.
pub(super) fn is_headed(cell: &Data, words: &str) -> bool {
    rest_of_heading(cell, words).is_some_and(|rest| {
        let mut rest = rest.trim();
        while let Some((_, after)) = rest.strip_prefix('[').and_then(|mark| mark.split_once(']')) {
            rest = after.trim_start();
        }
        rest.is_empty()
    })
}

/// Whether a column's heading begins with these words, whatever follows but a further word or a dash: after a dash stands
/// which part of them is meant.
pub(super) fn begins_with(cell: &Data, words: &str) -> bool {
    rest_of_heading(cell, words)
        .is_some_and(|rest| !rest.starts_with(char::is_alphabetic) && !rest.trim_start().starts_with(['-', '–', '—']))
}

/// What follows these words in a heading, in small letters.
fn rest_of_heading(cell: &Data, words: &str) -> Option<String> {
    let Data::String(text) = cell else { return None };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    text.strip_prefix(words).map(str::to_owned)
}

/// The date in a cell.
pub(super) fn date(cell: &Data) -> Option<Date> {
    match cell {
        Data::DateTimeIso(text) => match text.split_once('T') {
            Some((date, _)) => date.parse().ok(),
            None => text.parse().ok(),
        },
        Data::String(text) => {
            let mut parts = unmarked(text).split('/');
            let mut part = |digits| {
                let part = parts.next()?;
                (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(part)
            };
            let (day, month, year) = (part(2)?, part(2)?, part(4)?);
            if parts.next().is_some() {
                return None;
            }
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        }
        _ => None,
    }
}

/// The count in a cell; none where nothing was recorded.
///
/// # Errors
/// What kind of thing was found instead.
pub(super) fn count(cell: &Data) -> Result<Option<u32>, &'static str> {
    match cell {
        Data::Empty => Ok(None),
        Data::Int(number) if *number < 0 => Err("a negative value"),
        Data::Int(number) => limited(u32::try_from(*number).ok()),
        Data::Float(number) if *number < 0.0 => Err("a negative value"),
        Data::Float(number) if number.fract() != 0.0 => Err("a fraction"),
        Data::Float(number) if *number <= f64::from(MOST) => Ok(Some(*number as u32)),
        Data::Float(_) => limited(None),
        Data::String(text) => match unmarked(text) {
            "" | "-" | "–" | "—" => Ok(None),
            text => whole(text),
        },
        _ => Err("no number"),
    }
}

/// A cell as it is shown in a message.
pub(super) fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => "nothing".to_owned(),
        // Quoted and escaped: what a file says must not reach the terminal raw.
        cell => format!("{:?}", short(&cell.to_string())),
    }
}

/// The beginning of a text.
pub(super) fn short(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Digits, in groups of three if there are commas.
fn whole(text: &str) -> Result<Option<u32>, &'static str> {
    if let Some(rest) = text.strip_prefix(['-', '−']).map(str::trim_start) {
        return Err(if rest.starts_with(|first: char| first.is_ascii_digit()) {
            "a negative value"
        } else {
            "no number"
        });
    }
    if text.contains('.') && text.parse::<f64>().is_ok() {
        return Err("a fraction");
    }
    let groups: Vec<&str> = text.split(',').collect();
    let digits = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let sound = match groups.as_slice() {
        [_] => true,
        [first, others @ ..] => first.len() <= 3 && others.iter().all(|group| group.len() == 3),
        [] => false,
    };
    if !(digits && sound) {
        return Err("no number");
    }
    limited(groups.concat().parse().ok())
}

fn limited(number: Option<u32>) -> Result<Option<u32>, &'static str> {
    number.filter(|&number| number <= MOST).map(Some).ok_or("too large a number")
}

/// A text without the marks behind it: notes and revisions such as "\[note 1\]", "\[r\]" or "r".
fn unmarked(text: &str) -> &str {
    let mut text = text.trim();
    while let Some((before, _)) = text.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
        text = before.trim_end();
    }
    match text.strip_suffix(['r', 'R']).map(str::trim_end) {
        Some(before) if before.ends_with(|last: char| last.is_ascii_digit() || last == '-') => before,
        _ => text,
    }
}
