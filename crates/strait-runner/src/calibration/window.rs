//! The days that a fit looks at.

use jiff::ToSpan;
use jiff::civil::Date;

/// Days of one period, for which totals are compared and after which there is a level of its own: a quarter of a year.
pub(super) const PERIOD_DAYS: i64 = 91;

/// Periods that are compared: two years.
const PERIODS: i64 = 8;

/// Days before the first period in which the run fills.
const WARM_UP_DAYS: i64 = 120;

/// The days that a fit looks at: two years up to the last day whose data it may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// The last day.
    pub(super) last: Date,
}

impl Window {
    /// The first day that is compared.
    pub(super) fn first(self) -> Date {
        self.day(-PERIODS * PERIOD_DAYS + 1)
    }

    /// The first day that is simulated.
    pub(super) fn warm_up(self) -> Date {
        self.day(-PERIODS * PERIOD_DAYS + 1 - WARM_UP_DAYS)
    }

    /// The day after the last, from which on nothing is known.
    pub(super) fn end(self) -> Date {
        self.day(1)
    }

    /// How many days are compared.
    pub(super) fn days(self) -> usize {
        (PERIODS * PERIOD_DAYS) as usize
    }

    /// First and last day of each period.
    pub(super) fn periods(self) -> impl Iterator<Item = (Date, Date)> {
        (0..PERIODS).map(move |period| {
            let first = -PERIOD_DAYS * (PERIODS - period) + 1;
            (self.day(first), self.day(first + PERIOD_DAYS - 1))
        })
    }

    /// The day on which the first of the fitted levels holds: one period before those that are compared.
    pub(super) fn levels_from(self) -> Date {
        self.day(-(PERIODS + 1) * PERIOD_DAYS + 1)
    }

    /// How many levels are fitted: one at each end of a period.
    pub(super) fn levels(self) -> usize {
        (PERIODS + 2) as usize
    }

    fn day(self, after_last: i64) -> Date {
        self.last.saturating_add(after_last.days())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn periods_fill_the_window_and_the_last_level_is_that_of_its_end() {
        let window = Window { last: date(2025, 12, 31) };
        let periods: Vec<_> = window.periods().collect();
        assert_eq!((periods[0].0, periods[7].1), (window.first(), window.last));
        assert!(periods.windows(2).all(|pair| pair[0].1.saturating_add(1.days()) == pair[1].0));
        let last_level = window.levels_from().saturating_add(((window.levels() as i64 - 1) * PERIOD_DAYS).days());
        assert_eq!(last_level, window.end());
        assert_eq!((window.last - window.first()).get_days() + 1, window.days() as i32);
    }
}
