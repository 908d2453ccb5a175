//! The two sheets that are read, and how their rows are found.

use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader};
use jiff::civil::Date;

use super::cells;

/// What a column may be headed: the words in use first, then those that may take their place.
type Heading = &'static [&'static str];

/// A sheet, and the columns that are taken from it, by their headings.
#[derive(Debug)]
pub(super) struct Layout<const N: usize> {
    pub(super) sheet: &'static str,
    pub(super) date: Heading,
    pub(super) counts: [Heading; N],
}

const ARRIVED: Heading = &["migrants arrived", "people arrived"];
const BOATS: Heading = &["boats arrived"];

/// People and boats by day.
pub(super) const DAILY: Layout<2> = Layout { sheet: "SB_01", date: &["date"], counts: [ARRIVED, BOATS] };

/// People and boats, people prevented and prevention events, by week.
pub(super) const WEEKLY: Layout<4> = Layout {
    sheet: "SB_02",
    date: &["week ending"],
    counts: [ARRIVED, BOATS, &["migrants prevented", "people prevented"], &["events prevented"]],
};

/// A row of data. A date is none when it could not be read, which is then a problem; a count also when it was not recorded.
#[derive(Debug)]
pub(super) struct Entry<const N: usize> {
    /// The row's number as a spreadsheet shows it, from 1.
    pub(super) row: usize,
    pub(super) date: Option<Date>,
    pub(super) counts: [Option<u32>; N],
}

/// An open workbook.
pub(super) struct Workbook(Ods<Cursor<Vec<u8>>>);

impl Workbook {
    /// Opens a package that was checked.
    pub(super) fn open(package: Vec<u8>) -> Result<Self, String> {
        Ods::new(Cursor::new(package)).map(Self).map_err(|error| format!("cannot be read as a workbook: {error}"))
    }

    /// The rows of a sheet, between its header and the notes below. `None` when there are none to judge, and why is said.
    pub(super) fn read<const N: usize>(
        &mut self,
        layout: &Layout<N>,
        problems: &mut Vec<String>,
    ) -> Option<Vec<Entry<N>>> {
        let names = self.0.sheet_names();
        let Some(name) = names.iter().find(|name| name.trim().eq_ignore_ascii_case(layout.sheet)) else {
            let names = names.iter().take(20).map(|name| format!("{:?}", cells::short(name))).collect::<Vec<_>>();
            problems.push(format!("{}: no such sheet; found: {}", layout.sheet, names.join(", ")));
            return None;
        };
        match self.0.worksheet_range(name) {
            Ok(range) => entries(layout, &range, problems),
            Err(error) => {
                problems.push(format!("{}: cannot be read: {error}", layout.sheet));
                None
            }
        }
    }
}

fn entries<const N: usize>(
    layout: &Layout<N>,
    range: &Range<Data>,
    problems: &mut Vec<String>,
) -> Option<Vec<Entry<N>>> {
    let first_row = range.start().map_or(1, |(row, _)| row as usize + 1);
    let (header_at, date_at, counts_at) = columns(layout, range, first_row, problems)?;
    let below: Vec<&[Data]> = range.rows().skip(header_at + 1).collect();
    let is_data = |cells: &&[Data]| {
        cells::date(&cells[date_at]).is_some() || counts_at.iter().any(|&column| !cells::is_blank(&cells[column]))
    };
    // What is below the last row with a date or a count are notes.
    let end = below.iter().rposition(is_data).map_or(0, |last| last + 1);

    let mut entries = Vec::with_capacity(end);
    for (place, cells) in below[..end].iter().enumerate() {
        if cells.iter().all(cells::is_blank) {
            continue;
        }
        let row = first_row + header_at + 1 + place;
        let date = cells::date(&cells[date_at]);
        if date.is_none() {
            let found = cells::shown(&cells[date_at]);
            problems.push(format!(
                "{}, row {row}: {} is {found}; allowed: {}",
                layout.sheet,
                layout.date[0],
                cells::ALLOWED_DATE
            ));
        }
        let mut counts = [None; N];
        for ((count, &column), heading) in counts.iter_mut().zip(&counts_at).zip(layout.counts) {
            match cells::count(&cells[column]) {
                Ok(found) => *count = found,
                Err(kind) => problems.push(format!(
                    "{}, row {row}: {} is {}, {kind}; allowed: {}",
                    layout.sheet,
                    heading[0],
                    cells::shown(&cells[column]),
                    cells::ALLOWED_COUNT
                )),
            }
        }
        entries.push(Entry { row, date, counts });
    }
    if entries.is_empty() {
        problems.push(format!("{}: no rows of data below row {}", layout.sheet, first_row + header_at));
        return None;
    }
    Some(entries)
}

/// Where the header row is, the column of dates and those of counts. The header row is the first with at least two of the
/// headings: a title may well begin with one of them.
fn columns<const N: usize>(
    layout: &Layout<N>,
    range: &Range<Data>,
    first_row: usize,
    problems: &mut Vec<String>,
) -> Option<(usize, usize, [usize; N])> {
    let wanted = || std::iter::once(layout.date).chain(layout.counts);
    let has = |cells: &[Data], heading| !places(cells, heading).is_empty();
    let header =
        range.rows().enumerate().find(|(_, cells)| wanted().filter(|&heading| has(cells, heading)).count() >= 2);
    let Some((header_at, cells)) = header else {
        let wanted: Vec<String> = wanted().map(in_words).collect();
        problems.push(format!("{}: no header row; it needs the columns: {}", layout.sheet, wanted.join(", ")));
        return None;
    };
    let mut find = |heading: Heading| {
        let problem = match places(cells, heading)[..] {
            [place] => return Some(place),
            [] => "no column is headed",
            _ => "more than one column is headed",
        };
        let found = cells.iter().filter(|cell| !cells::is_blank(cell)).take(20).map(cells::shown).collect::<Vec<_>>();
        let row = first_row + header_at;
        let heading = in_words(heading);
        problems.push(format!("{}, row {row}: {problem} {heading}; found: {}", layout.sheet, found.join(", ")));
        None
    };
    let date = find(layout.date);
    let counts = layout.counts.map(find);
    let mut places = [0; N];
    for (place, found) in places.iter_mut().zip(counts) {
        *place = found?;
    }
    Some((header_at, date?, places))
}

/// The columns that are headed so. What is headed so exactly, but for note marks, wins over what goes on after it.
fn places(cells: &[Data], heading: Heading) -> Vec<usize> {
    let headed = |matches: fn(&Data, &str) -> bool| -> Vec<usize> {
        let columns = cells.iter().enumerate();
        columns.filter(|(_, cell)| heading.iter().any(|words| matches(cell, words))).map(|(place, _)| place).collect()
    };
    let exact = headed(cells::is_headed);
    if exact.is_empty() { headed(cells::begins_with) } else { exact }
}

fn in_words(heading: Heading) -> String {
    heading.iter().map(|words| format!("{words:?}")).collect::<Vec<_>>().join(" or ")
}
