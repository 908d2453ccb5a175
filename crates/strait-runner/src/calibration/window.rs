//! The days that a fit looks at.

use jiff::ToSpan;
use jiff::civil::Date;

use super::levels::Knots;

/// Days of one period, for which totals are compared and after which there is a level of its own: a quarter of a year.
pub(super) const PERIOD_DAYS: i64 = 91;

/// Periods that are compared: two years.
const PERIODS: i64 = 8;

/// Days from one level of scaling up to the next: two months, in which ministers can decide and capacities be built.
const SCALE_UP_DAYS: i64 = 61;

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

    /// Where the levels of arrivals in northern France stand: one at each end of a period, the first a period before those that
    /// are compared.
    pub(super) fn arrivals(self) -> Knots {
        let from = self.day(-(PERIODS + 1) * PERIOD_DAYS + 1);
        Knots { section: "arrivals_in_france", from, days: PERIOD_DAYS, count: (PERIODS + 2) as usize }
    }

    /// Where the levels of scaling up stand: from the agreement's first day, the last on or after the last day. None before that
    /// day.
    pub(super) fn scale_up(self, in_force: Date) -> Knots {
        let days = i64::from((self.last - in_force).get_days());
        let count = if days < 0 { 0 } else { (days + SCALE_UP_DAYS - 1) / SCALE_UP_DAYS + 1 };
        Knots { section: "scale_up", from: in_force, days: SCALE_UP_DAYS, count: count as usize }
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
        let last_level = |knots: Knots| knots.from.saturating_add(((knots.count as i64 - 1) * knots.days).days());
        assert_eq!(last_level(window.arrivals()), window.end());
        assert_eq!((window.last - window.first()).get_days() + 1, window.days() as i32);
        // Levels of scaling up go on to the first on or after the last day.
        let in_force = date(2025, 8, 6);
        for (last, count) in [
            (date(2025, 8, 5), 0),
            (in_force, 1),
            (date(2025, 8, 7), 2),
            (date(2025, 10, 6), 2),
            (date(2025, 10, 7), 3),
            (date(2026, 6, 30), 7),
        ] {
            let knots = Window { last }.scale_up(in_force);
            assert_eq!(knots.count, count, "to {last}");
            assert!(count == 0 || (last_level(knots) >= last && last_level(knots) < last.saturating_add(61.days())));
        }
    }
}
