//! What a run leaves behind: one row of metrics for each day, and by whom people came and went.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::metrics::Row;

pub use crate::groups::{Counted, GROUPS_OF_AN_ORIGIN, Group};

/// The daily rows of one run, and what they come to for each group of people.
#[derive(Debug, Clone, PartialEq)]
pub struct Records {
    /// Date of the first row.
    pub start: Date,
    /// One row a day.
    pub days: Vec<Row>,
    /// What happened over all of these days to people of each origin, age and sex, the origins in the scenario's order.
    pub groups: Vec<Group>,
}

impl Records {
    /// Each row with its date.
    pub fn dated(&self) -> impl Iterator<Item = (Date, &Row)> {
        self.days.iter().zip(0_i64..).map(|(row, day)| (self.start.saturating_add(day.days()), row))
    }

    /// Rows of whole weeks with the Sunday on which each ends; days before the first Monday and after the last Sunday
    /// are left out.
    #[must_use]
    pub fn weeks(&self) -> Vec<(Date, Row)> {
        let to_monday = (7 - usize::from(self.start.weekday().to_monday_zero_offset().unsigned_abs())) % 7;
        let whole_weeks = self.days.get(to_monday..).unwrap_or_default().chunks_exact(7);
        whole_weeks
            .zip(0_i64..)
            .map(|(days, week)| {
                let mut row = Row::default();
                days.iter().for_each(|day| row += day);
                (self.start.saturating_add((to_monday as i64 + 7 * week + 6).days()), row)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::metrics::Metric;

    #[test]
    fn weeks_end_on_sunday_and_leave_out_broken_ones() {
        // 1 January 2026 was a Thursday: 4 days before the first Monday, then 2 whole weeks, then 1 day.
        let mut records =
            Records { start: date(2026, 1, 1), days: vec![Row::default(); 4 + 14 + 1], groups: Vec::new() };
        for (day, row) in records.days.iter_mut().enumerate() {
            row[Metric::Arrivals] = 1.0;
            row[Metric::Detained] = day as f64;
        }
        let weeks = records.weeks();
        let ends: Vec<_> = weeks.iter().map(|(end, _)| *end).collect();
        assert_eq!(ends, [date(2026, 1, 11), date(2026, 1, 18)]);
        assert_eq!(weeks[0].1[Metric::Arrivals], 7.0);
        assert_eq!(weeks[1].1[Metric::Detained], 17.0);
    }
}
