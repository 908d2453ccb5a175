//! What must hold between the rows of a sheet, and between the sheets.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::series::Row;
use super::workbook::{Entry, Layout, WEEKLY};

/// A day of the daily sheet.
pub(super) struct Day {
    pub(super) date: Date,
    /// People who arrived, when recorded \[people\].
    pub(super) arrivals: Option<u32>,
    /// Boats they came in, when recorded \[boats\].
    pub(super) boats: Option<u32>,
}

/// A week of the weekly sheet.
pub(super) struct Week {
    row: usize,
    pub(super) ending: Date,
    counts: [Option<u32>; 4],
}

/// The days of a sheet: every day once and in order.
pub(super) fn checked_days(layout: &Layout<2>, entries: Option<Vec<Entry<2>>>, problems: &mut Vec<String>) -> Vec<Day> {
    let entries = entries.unwrap_or_default();
    check_dates(layout, &entries, 1, problems);
    let day = |entry: &Entry<2>| {
        let [arrivals, boats] = entry.counts;
        Some(Day { date: entry.date?, arrivals, boats })
    };
    entries.iter().filter_map(day).collect()
}

/// The weeks of a sheet: every week once and in order, ending on Sundays.
pub(super) fn checked_weeks(
    layout: &Layout<4>,
    entries: Option<Vec<Entry<4>>>,
    problems: &mut Vec<String>,
) -> Vec<Week> {
    let entries = entries.unwrap_or_default();
    let sundays = entries.iter().filter_map(|entry| Some((entry.row, entry.date?)));
    let before = problems.len();
    for (row, ending) in sundays.filter(|(_, ending)| ending.weekday() != Weekday::Sunday) {
        problems.push(format!("{}, row {row}: the week ends on {ending}; allowed: a Sunday", layout.sheet));
    }
    // A week that ends on another day is out of step as well; once said is enough.
    if problems.len() == before {
        check_dates(layout, &entries, 7, problems);
    }
    let week = |entry: &Entry<4>| Some(Week { row: entry.row, ending: entry.date?, counts: entry.counts });
    entries.iter().filter_map(week).collect()
}

/// Holds each date against the one before, a step of days later.
fn check_dates<const N: usize>(layout: &Layout<N>, entries: &[Entry<N>], step: i64, problems: &mut Vec<String>) {
    let later = |date: Date, steps: i64| date.saturating_add((steps * step).days());
    let mut last: Option<Date> = None;
    // Rows whose date could not be read, which is said already: each stands for a date.
    let mut unread = 0;
    for entry in entries {
        let Some(date) = entry.date else {
            unread += 1;
            continue;
        };
        if let Some(before) = last {
            let place = format!("{}, row {}", layout.sheet, entry.row);
            let next = later(before, 1);
            if date == before {
                problems.push(format!("{place}: {date} is there twice; allowed: once, the next being {next}"));
            } else if date < before {
                problems.push(format!("{place}: {date} follows {before}; allowed: {next}"));
            } else if date > later(before, 1 + unread) {
                problems.push(format!("{place}: {date} follows {before}, with a gap between; allowed: {next}"));
            }
        }
        unread = 0;
        // From the latest on, so that one row out of order is one problem.
        last = last.max(Some(date));
    }
}

/// Warnings on days of which something is not recorded, or that have people and no boats or the reverse.
pub(super) fn unrecorded_or_unlikely(days: &[Day]) -> Vec<String> {
    let mut warnings = Vec::new();
    let unrecorded: Vec<&Day> = days.iter().filter(|day| day.arrivals.is_none() || day.boats.is_none()).collect();
    if let Some(first) = unrecorded.first() {
        warnings.push(format!(
            "SB_01: days without a record of arrivals or boats: {}, first {}; the sums of their weeks stay empty",
            unrecorded.len(),
            first.date
        ));
    }
    for day in days {
        if let (Some(arrivals), Some(boats)) = (day.arrivals, day.boats)
            && (arrivals == 0) != (boats == 0)
        {
            warnings.push(format!("SB_01: {} has {arrivals} people in {boats} boats", day.date));
        }
    }
    warnings
}

/// The rows of the weekly series: arrivals, boats and crossing days from the days, preventions from the weeks.
pub(super) fn weekly_rows(
    days: &[Day],
    weeks: &[Week],
    problems: &mut Vec<String>,
    warnings: &mut Vec<String>,
) -> Vec<Row> {
    let mut rows = Vec::with_capacity(weeks.len());
    for week in weeks {
        let start = week.ending.saturating_sub(6.days());
        // The days are in order and without gaps.
        let of_week = match days.binary_search_by_key(&start, |day| day.date) {
            Ok(first) => days.get(first..first + 7),
            Err(_) => None,
        };
        let Some(of_week) = of_week else {
            problems.push(format!(
                "{}, row {}: of the week that ends on {} not every day is in SB_01; allowed: all seven",
                WEEKLY.sheet, week.row, week.ending
            ));
            continue;
        };
        let sum = |count: fn(&Day) -> Option<u32>| of_week.iter().map(count).sum::<Option<u32>>();
        let arrivals = sum(|day| day.arrivals);
        let boats = sum(|day| day.boats);
        let crossing_days = sum(|day| day.arrivals.map(|arrivals| u32::from(arrivals > 0)));
        let [stated_arrivals, stated_boats, prevented, events] = week.counts;
        for (what, stated, summed) in [("people", stated_arrivals, arrivals), ("boats", stated_boats, boats)] {
            if let (Some(stated), Some(summed)) = (stated, summed)
                && stated != summed
            {
                let difference = i64::from(stated) - i64::from(summed);
                warnings.push(format!(
                    "SB_02, row {}: the week that ends on {} has {stated} {what}, its days in SB_01 {summed} \
                     ({difference:+}); the days are taken",
                    week.row, week.ending
                ));
            }
        }
        rows.push(Row::new(week.ending, &[arrivals, boats, crossing_days, prevented, events]));
    }
    if let (Some(day), Some(week)) = (days.last(), weeks.last())
        && day.date >= week.ending.saturating_add(7.days())
    {
        warnings.push(format!("SB_02 ends on {}, SB_01 on {}: whole weeks are left out", week.ending, day.date));
    }
    rows
}
